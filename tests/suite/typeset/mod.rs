//! (typeset)
