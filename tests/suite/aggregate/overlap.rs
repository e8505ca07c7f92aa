//! A change from the scores of two waves: the steps of the gate (`gated`), none of which is left out or rounded.

use jalon::aggregate::change::{Change, Overlap, change_of_samples, trusted_correlation};
use jalon::aggregate::estimate::{Regularisation, Summary};

/// The two waves of an overlap, reduced; `None` when a wave has nobody.
pub fn summaries(overlap: &Overlap) -> Option<(Summary, Summary)> {
    let (first, last): (Vec<f64>, Vec<f64>) = overlap.paired.iter().copied().unzip();
    let first = [&first, overlap.first_only].concat();
    let last = [&last, overlap.last_only].concat();
    Some((Summary::of(&first)?, Summary::of(&last)?))
}

/// The correlation that a change is estimated with.
pub fn correlation(overlap: &Overlap, regularisation: &Regularisation) -> f64 {
    let everybody = overlap.first_only.is_empty() && overlap.last_only.is_empty();
    trusted_correlation(overlap.paired, everybody, regularisation.correlation_cap)
}

/// The change whoever answered; `None` under two people in a wave.
pub fn change(overlap: &Overlap, regularisation: &Regularisation) -> Option<Change> {
    let (first, last) = summaries(overlap)?;
    change_of_samples(
        &first.sample(regularisation),
        &last.sample(regularisation),
        u32::try_from(overlap.paired.len()).ok()?,
        correlation(overlap, regularisation),
    )
}
