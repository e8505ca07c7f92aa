//! Differences between groups at one wave, each against chance.

use super::change::{Change, change_of_samples};
use super::estimate::Sample;
use super::multiplicity::holm;

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
