//! The answers of a group to one question, as published.

use super::figures::Score;

/// How the answers to one item spread in one group.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemLevel {
    /// Answers on the scale.
    pub n: u32,
    /// Score, 0–100.
    pub score: Score,
    /// Interval of the score.
    pub interval: Option<(f64, f64)>,
    /// Whether more answered than were invited.
    pub over: bool,
    /// Counts per level, least favourable first (oriented); `None` below the threshold or when answers agree.
    pub counts: Option<Vec<u32>>,
    /// Answers off the scale; `None` below the threshold of distributions, as any count of people, and where an earlier edition
    /// told them of nearly the same people.
    pub asides: Option<Asides>,
}

/// Answers to a question off its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asides {
    /// « Ne sait pas ».
    pub dont_know: u32,
    /// « Non concerné ».
    pub not_applicable: u32,
    /// Blank or out of scale.
    pub missing: u32,
}
