//! Distance between groups, and split opinion inside one.

use super::change::{Change, change_of_samples};
use super::estimate::Sample;
use super::multiplicity::holm;
use super::respondent::tails;

/// Distance between the highest and the lowest mean, in points; `None` under two groups.
pub fn range(means: &[f64]) -> Option<f64> {
    if means.len() < 2 {
        return None;
    }
    let low = means.iter().copied().fold(f64::INFINITY, f64::min);
    let high = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some(high - low)
}

/// The difference between two groups at one wave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Rank of the first group.
    pub left: usize,
    /// Rank of the second group; the difference is second minus first.
    pub right: usize,
    /// Welch's difference with regularised variances.
    pub difference: Change,
    /// p-value after Holm over all pairs of the criterion and wave.
    pub adjusted_p: Option<f64>,
}

impl Gap {
    /// « écart établi ».
    pub fn is_established(&self) -> bool {
        self.adjusted_p.is_some_and(|p| p < 0.05)
    }
}

/// All pairwise differences of groups, in order; pairs with fewer than two people on a side are left out.
pub fn gaps(groups: &[Sample]) -> Vec<Gap> {
    let mut found = Vec::new();
    for (left, first) in groups.iter().enumerate() {
        for (right, last) in groups.iter().enumerate().skip(left + 1) {
            if let Some(difference) = change_of_samples(first, last, 0, 0.0) {
                found.push(Gap {
                    left,
                    right,
                    difference,
                    adjusted_p: None,
                });
            }
        }
    }
    let p_values: Vec<Option<f64>> = found.iter().map(|gap| gap.difference.p_value()).collect();
    for (gap, adjusted) in found.iter_mut().zip(holm(&p_values)) {
        gap.adjusted_p = adjusted;
    }
    found
}

/// « avis partagés »: a quarter or more at 25 and under, and a quarter or more at 75 and over.
///
/// The text must then not comment the mean.
pub fn is_split(scores: &[f64]) -> bool {
    let found = tails(scores);
    let quarter = |count: u32| count > 0 && count as usize * 4 >= scores.len();
    quarter(found.high) && quarter(found.low)
}
