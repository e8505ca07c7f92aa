//! (floors)
