//! (disclosure)
