//! The dossier, from hand-made answers and declarations to French sentences.

mod advice_page;
mod annex;
mod briefs;
mod case_extra;
mod case_faults;
mod case_sheet;
mod changes;
mod collective;
mod companions;
mod declared;
mod directory;
mod essential;
mod essential_edges;
mod laws;
mod overview;
mod pages;
mod quotes;
mod reference;
mod words;
mod workshop;
