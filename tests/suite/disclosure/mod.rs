//! What is published never tells a statistic about fewer than k persons.

mod attack;
mod suppression;
