//! Statistics of a survey, from validated answers to figures that may be printed.
//! The files below are pure functions of slices, each with the source of its formula.

pub mod audit;
pub mod change;
pub mod conditions;
pub mod consistency;
pub mod disagreement;
pub mod ensemble;
pub mod estimate;
pub mod field;
pub mod horizon;
pub mod multiplicity;
pub mod pooling;
pub mod proportion;
pub mod quantiles;
pub mod ranks;
pub mod resample;
pub mod respondent;
pub mod rounding;
pub mod scale;
pub mod standing;
pub mod suppression;
pub mod verdict;
pub mod weighting;
pub mod width;
