//! (assess)
