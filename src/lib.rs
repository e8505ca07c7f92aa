//! jalon

pub mod aggregate;
pub mod assess;
pub mod diagnostic;
pub mod document;
pub mod job;
pub mod model;
pub mod output;
pub mod read;
pub mod typeset;
