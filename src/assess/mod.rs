//! From published figures to recommendations with their evidence: a closed list of conditions,
//! a rulebook as data, a selection. Reads nothing but published figures and what the project declares.

pub mod advice;
