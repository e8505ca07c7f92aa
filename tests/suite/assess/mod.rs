//! Rules: what the shipped rulebook promises, what an edited one is told, what is found and kept.

mod alerts;
mod explained;
mod findings;
pub mod invented;
mod laws;
mod marks;
mod rule_faults;
mod rulebook;
mod selection;
mod stand_ins;
