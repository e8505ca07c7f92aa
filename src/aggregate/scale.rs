//! One answer on 0–100. Knows levels, not questions: which level is the most favourable is theirs to say.

use super::estimate::size;

/// The score of an answer: 0 for the least favourable level, 100 for the most favourable.
///
/// `s = 100 (x - 1) / (L - 1)`, the linear rescaling of EORTC QLQ-C30 (`statistics.md` § 1.2); here `rank` counts from 0.
/// A scale of one level says nothing and has no score.
pub fn rescale(rank: usize, levels: usize) -> Option<f64> {
    (levels >= 2 && rank < levels).then(|| 100.0 * size(rank) / size(levels - 1))
}
