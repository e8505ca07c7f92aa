//! (aggregate)
