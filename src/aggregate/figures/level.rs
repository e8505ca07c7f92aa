//! Where a group or everybody stands on a subject at one wave: the score, how it spreads, how far groups lie apart.

/// A score that can be exact or bounded because all answers agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Score {
    /// From 0 to 100, unrounded.
    Exact(f64),
    /// « ≥ 95 »: everybody chose the most favourable answer, or answers favour it all alike.
    AtLeast(f64),
    /// « ≤ 5 ».
    AtMost(f64),
}

impl Score {
    /// The number that conditions compare: the bound itself when bounded.
    pub fn number(self) -> f64 {
        match self {
            Score::Exact(number) | Score::AtLeast(number) | Score::AtMost(number) => number,
        }
    }
}

/// Score of a party on a subject at a wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// People behind it (sum over groups for the ensemble).
    pub n: u32,
    /// Score, 0–100.
    pub score: Score,
    /// 95 % interval, clamped to 0–100; `None` when bounded. A point when everybody answered.
    pub interval: Option<(f64, f64)>,
    /// Whether everybody invited answered.
    pub everyone: bool,
    /// Whether more answered than were invited, who are then held for all there are (`statistics.md` § 1.1, E-POP).
    pub over: bool,
    /// Spread, only at or above the threshold of distributions; never for the ensemble.
    pub spread: Option<Spread>,
    /// For the ensemble: ranks of the groups in it, and how many groups are asked.
    pub groups: Vec<usize>,
    /// For the ensemble: how many groups are asked about the subject.
    pub groups_asked: usize,
    /// Whether a category is told as the mean of the published scores of its criteria, because its
    /// own mean beside theirs would show what a few people answered.
    pub through_criteria: bool,
}

impl Level {
    /// People clearly in favour and clearly against, where a quarter at least are on each side: « avis partagés ». The mean
    /// then says little, and nothing for sure (`statistics.md` § 1.7).
    pub fn split(&self) -> Option<(u32, u32)> {
        let spread = self.spread.as_ref()?;
        let is_quarter = |people: u32| people > 0 && u64::from(people) * 4 >= u64::from(self.n);
        (is_quarter(spread.high) && is_quarter(spread.low)).then_some((spread.high, spread.low))
    }
}

/// Spread of the scores of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Standard deviation, points.
    pub sd: f64,
    /// First quartile, median, third quartile.
    pub quartiles: (f64, f64, f64),
    /// People at 75 or more.
    pub high: u32,
    /// People at 25 or less.
    pub low: u32,
}

/// Gap between the groups on a criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Points.
    pub points: f64,
    /// Group with the highest score.
    pub highest: usize,
    /// Group with the lowest.
    pub lowest: usize,
    /// Whether a pairwise difference is established (Holm).
    pub established: bool,
}
