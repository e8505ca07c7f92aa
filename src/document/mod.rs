//! The contract with the templates: one typed struct a document, one file each, shared parts.
//!
//! Rust decides, Typst draws: order, rounding, words, labels and alternative texts are made here.
//! A struct of this room is what the template of the same name reads at `/data/NAME.json`.

pub mod dossier;
pub mod figure;
pub mod parts;
