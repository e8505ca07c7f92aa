//! The sections of the dossier that carry figures, from hand-made answers to French sentences.

mod annex;
mod changes;
mod overview;
mod pages;
mod quotes;
mod reference;
mod words;
mod workshop;
