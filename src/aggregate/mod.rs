//! Figures from answers: statistics as pure functions of slices, then published through one gate.
//!
//! `compute` holds the verb; `disclosure` is the only door to print. Knows no file and no page.

pub mod audit;
mod bundle;
pub mod change;
mod changes;
pub mod companion;
pub mod companions;
pub mod compute;
pub mod conditions;
pub mod consistency;
pub mod disagreement;
mod disclosure;
pub mod dominance;
pub mod ensemble;
pub mod estimate;
pub mod field;
pub mod figures;
mod grouping;
mod judgement;
mod levels;
pub mod multiplicity;
mod participation;
pub mod pooling;
pub mod proportion;
pub mod quantiles;
mod ranked;
pub mod ranks;
pub mod resample;
pub mod respondent;
pub mod rounding;
pub mod scale;
pub mod standing;
pub mod suppression;
mod tally;
pub mod verdict;
pub mod weighting;
pub mod width;
