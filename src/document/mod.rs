//! (document)
