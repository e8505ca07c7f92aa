//! How a group or everybody moved on a subject between two waves.

use super::{Design, Verdict};

/// Change of a party on a subject between two waves.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// People at the first wave.
    pub n_from: u32,
    /// People at the last.
    pub n_to: u32,
    /// People in both; `None` for the ensemble and when they are too few to be told.
    pub pairs: Option<u32>,
    /// Score at the first wave (on the items in common).
    pub from: f64,
    /// Score at the last.
    pub to: f64,
    /// Points.
    pub delta: f64,
    /// 95 % interval of the change.
    pub interval: (f64, f64),
    /// p-value, adjusted over the family (Holm), at or above the threshold of distributions on both sides; annex only.
    pub p_holm: Option<f64>,
    /// p-value, on the same terms.
    pub p: Option<f64>,
    /// Smallest change detectable with 80 % power, points.
    pub detectable: f64,
    /// Same people or not.
    pub design: Design,
    /// Verdict.
    pub verdict: Verdict,
    /// Among the pairs: (up, same, down), at or above the threshold of distributions.
    pub people: Option<(u32, u32, u32)>,
    /// Whether its interval rests on who answered both times; else everybody counts as another person.
    pub by_person: bool,
    /// For the ensemble: ranks of the groups in it, those with a change.
    pub groups: Vec<usize>,
}
