//! What is published never tells a statistic about fewer than k persons.

mod agreement;
pub mod atoms;
mod attack;
mod attacker;
mod changes_beside;
mod correlation;
mod dossiers;
mod editions;
mod ensembles;
mod exported;
mod forms;
mod inversion;
mod made;
mod on_paper;
mod pairs_beside;
mod paper_reader;
mod paper_words;
mod plain_margins;
mod programmes;
mod public_counts;
mod public_report;
mod public_subjects;
mod renamed;
mod rows;
mod spreads;
mod spreads_beside;
mod suppression;
