//! Rules: what the shipped rulebook promises, what an edited one is told, what is found and kept.

mod findings;
mod invented;
mod rule_faults;
mod rulebook;
mod selection;
