//! Rules: what the shipped rulebook promises, and what an edited one is told.

mod rule_faults;
mod rulebook;
