//! (aggregate)
pub mod figures;
