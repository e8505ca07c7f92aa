//! (templates)
