//! What is published never tells a statistic about fewer than k persons.

mod attack;
mod attacker;
mod dossiers;
mod editions;
mod ensembles;
mod exported;
mod forms;
mod inversion;
mod made;
mod spreads;
mod suppression;
