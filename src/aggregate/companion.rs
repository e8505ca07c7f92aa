//! What stands beside a score or a change in the annex, and nowhere else: coherence, tests, resampling.
//!
//! Types only; `companions` computes them, `disclosure` lets them through. Every one rests on a base
//! at or above the threshold of distributions.

use std::collections::BTreeMap;

use crate::model::{CriterionId, ItemId, WaveId};

use super::consistency::Consistency;
use super::dominance::CliffDelta;
use super::figures::Published;
use super::ranks::RankTest;

/// First wave, last wave, rank of the group in [`super::figures::Figures::groups`], criterion.
pub type ChangeKey = (WaveId, WaveId, usize, CriterionId);

/// All companions of the figures of a project; empty when no annex is to be printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Companions {
    /// Whether the questions of a criterion go together, over the published groups that are asked them all.
    pub coherence: BTreeMap<(WaveId, CriterionId), Published<Coherence>>,
    /// 95 % bootstrap interval (BCa) of a group's score, from twenty people on.
    pub resampled: BTreeMap<(WaveId, usize, CriterionId), Published<(f64, f64)>>,
    /// The two waves of a change compared without pairing anybody.
    pub samples: BTreeMap<ChangeKey, Published<SampleTests>>,
    /// The people in both waves, each against themselves.
    pub pairs: BTreeMap<ChangeKey, Published<PairTests>>,
    /// Whether those who stayed had started from elsewhere than those who left.
    pub departures: BTreeMap<ChangeKey, Published<Departure>>,
}

/// Consistency of the questions of a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Coherence {
    /// The questions, in the order of the questionnaire; ranks of remarks are ranks in this list.
    pub items: Vec<ItemId>,
    /// α, its interval, the link of each question with the others.
    pub found: Consistency,
}

/// Tests that treat the two waves as different people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleTests {
    /// Mann–Whitney; `None` when everybody answered both times.
    pub rank_sum: Option<RankTest>,
    /// Cliff's δ of the last wave over the first.
    pub delta: CliffDelta,
}

/// Tests on the people who answered both times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairTests {
    /// People in both waves.
    pub count: u32,
    /// Wilcoxon's signed ranks.
    pub signed_ranks: RankTest,
    /// 95 % bootstrap interval (BCa) of their mean change, from twenty pairs on.
    pub resampled: Option<(f64, f64)>,
}

/// Where those who stayed had started, beside those who left. No figure: the two sub-bases are never told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Departure {
    /// Less than a change that matters apart.
    Alike,
    /// Those who stayed had started higher.
    StayedHigher,
    /// Those who stayed had started lower.
    StayedLower,
}
