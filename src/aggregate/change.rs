//! Change of one group between two waves: the estimate, and the closed vocabulary that says it.
//! Knows two sets of scores and who gave both, not what was asked.

use std::cmp::Ordering;

use super::ensemble::combine;
use super::estimate::{Estimate, Sample, size};
use super::ranked::Ranked;
use super::ranks::SAME;

/// Scores of a group at two waves; `paired` are (first, last) of the people known in both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlap<'a> {
    /// People in both waves.
    pub paired: &'a [(f64, f64)],
    /// People in the first wave only.
    pub first_only: &'a [f64],
    /// People in the last wave only.
    pub last_only: &'a [f64],
}

impl Overlap<'_> {
    /// Same people, some of them, or different people.
    pub fn design(&self) -> Design {
        match (self.paired.len(), self.first_only, self.last_only) {
            (0, _, _) => Design::Independent,
            (_, [], []) => Design::Paired,
            _ => Design::Mixed,
        }
    }
}

/// Fewest people in both waves for their correlation to count when others are in one wave only.
const FEWEST_MIXED_PAIRS: u32 = 5;

/// Which people the two waves have in common; printed beside every change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// The same people.
    Paired,
    /// Some of the same people.
    Mixed,
    /// Different people, or people who cannot be followed.
    Independent,
}

impl Design {
    /// As printed.
    pub fn words(self) -> &'static str {
        match self {
            Design::Paired => "mêmes personnes",
            Design::Mixed => "en partie les mêmes",
            Design::Independent => "personnes différentes",
        }
    }

    /// Key used in exports.
    pub fn code(self) -> &'static str {
        match self {
            Design::Paired => "apparie",
            Design::Mixed => "mixte",
            Design::Independent => "independant",
        }
    }
}

/// A change in points with everything its sentence needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Last mean minus first mean, its standard error and degrees of freedom.
    pub estimate: Estimate,
    /// Correlation used between the two waves, after the cap (or the printed class).
    pub correlation: f64,
    /// People in the first wave.
    pub first_count: u32,
    /// People in the last wave.
    pub last_count: u32,
    /// People in both.
    pub pair_count: u32,
}

impl Change {
    /// Two-sided p-value; `None` when the standard error is 0.
    pub fn p_value(&self) -> Option<f64> {
        self.estimate.p_value()
    }

    /// Smallest change that 80 % of such surveys would detect, in points.
    pub fn detectable(&self) -> Option<f64> {
        self.estimate.detectable()
    }

    /// Same people, some of them, or different people.
    pub fn design(&self) -> Design {
        design(self.first_count, self.last_count, self.pair_count)
    }
}

fn design(first: u32, last: u32, pairs: u32) -> Design {
    if pairs == 0 {
        Design::Independent
    } else if pairs == first && pairs == last {
        Design::Paired
    } else {
        Design::Mixed
    }
}

/// Pearson's correlation over the people in both waves, as the estimate trusts it; whether they are everybody.
///
/// Capped, so that five people without change do not become « stabilité établie »; 0 when some people
/// are new and fewer than five are followed, or when a wave does not vary.
pub fn trusted_correlation(paired: &[(f64, f64)], everybody: bool, cap: f64) -> f64 {
    if paired.len() < 2 || (!everybody && paired.len() < FEWEST_MIXED_PAIRS as usize) {
        return 0.0;
    }
    pearson(paired).unwrap_or(0.0).min(cap)
}

/// Which way someone moved, from the score at the first wave to that at the last; nowhere within [`SAME`], as the tests on
/// ranks have it.
pub(super) fn moved((from, to): &(f64, f64)) -> Ordering {
    let step = to - from;
    if step.abs() > SAME {
        step.total_cmp(&0.0)
    } else {
        Ordering::Equal
    }
}

/// Pearson's correlation; `None` when one side does not vary.
pub fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let pairs: Vec<_> = pairs.iter().map(|pair| (*pair, 1)).collect();
    pearson_of_runs(&pairs)
}

/// The same over pairs, of each of which there are so many.
pub(super) fn pearson_of_runs(pairs: &[((f64, f64), u32)]) -> Option<f64> {
    let count = size(pairs.iter().map(|(_, times)| *times as usize).sum());
    let total = |value: &dyn Fn(&(f64, f64)) -> f64| {
        let runs = pairs.iter().map(|(pair, times)| (value(pair), *times));
        Ranked::of_runs(runs.collect()).total()
    };
    let left = total(&|pair| pair.0) / count;
    let right = total(&|pair| pair.1) / count;
    let left_square = total(&|pair| (pair.0 - left).powi(2));
    let right_square = total(&|pair| (pair.1 - right).powi(2));
    let product = total(&|pair| (pair.0 - left) * (pair.1 - right));
    let scale = (left_square * right_square).sqrt();
    (scale > 1e-12).then(|| (product / scale).clamp(-1.0, 1.0))
}

/// Change between two waves whoever answered: paired, independent or in between.
///
/// T_new2 for partially overlapping samples (Derrick, Russ, Toher & White 2017), with the variances of the samples, which
/// are regularised or those of a printed width class. All paired it is the paired t, without pairs it is Welch's. `None`
/// under two people in a wave.
pub fn change_of_samples(
    first: &Sample,
    last: &Sample,
    pairs: u32,
    correlation: f64,
) -> Option<Change> {
    if first.count < 2 || last.count < 2 || pairs > first.count.min(last.count) {
        return None;
    }
    let (n1, n2, both) = (
        f64::from(first.count),
        f64::from(last.count),
        f64::from(pairs),
    );
    let (e1, e2) = (first.variance / n1, last.variance / n2);
    let shared = 2.0 * correlation * (first.variance * last.variance).sqrt() * both / (n1 * n2);
    let variance = e1 + e2 - shared;
    // A perfect correlation leaves the rounding of a zero: nobody moved differently from the others.
    let standard_error = if variance > 1e-12 * (e1 + e2) {
        variance.sqrt()
    } else {
        0.0
    };
    Some(Change {
        estimate: Estimate {
            value: last.mean - first.mean,
            standard_error,
            freedom: freedom(
                (n1, e1),
                (n2, e2),
                trusted_pairs(first, last, pairs),
                standard_error,
            ),
        },
        correlation,
        first_count: first.count,
        last_count: last.count,
        pair_count: pairs,
    })
}

/// Pairs the degrees of freedom are counted from: none when they are too few to give a correlation.
fn trusted_pairs(first: &Sample, last: &Sample, pairs: u32) -> f64 {
    match design(first.count, last.count, pairs) {
        Design::Mixed if pairs < FEWEST_MIXED_PAIRS => 0.0,
        _ => f64::from(pairs),
    }
}

/// Degrees of freedom of T_new2, at least 1: between those of the paired and of Welch's test.
fn freedom(first: (f64, f64), last: (f64, f64), both: f64, standard_error: f64) -> f64 {
    if standard_error <= 0.0 {
        return f64::INFINITY;
    }
    let ((n1, e1), (n2, e2)) = (first, last);
    let alone = n1 + n2 - 2.0 * both;
    let welch = (e1 + e2).powi(2) / (e1 * e1 / (n1 - 1.0) + e2 * e2 / (n2 - 1.0));
    let found = if alone < 0.5 {
        both - 1.0
    } else if both < 0.5 {
        welch
    } else {
        (both - 1.0) + (welch - both + 1.0) / (alone + 2.0 * both) * alone
    };
    found.max(1.0)
}

/// Change of the « ensemble »: fixed weights over the groups present in both waves.
///
/// `se² = Σ w²·se_g²`, Satterthwaite df (`decisions.md` § 17).
pub fn ensemble_change(parts: &[(f64, Change)]) -> Option<Estimate> {
    let estimates: Vec<(f64, Estimate)> = parts
        .iter()
        .map(|(weight, change)| (*weight, change.estimate))
        .collect();
    combine(&estimates)
}

/// Mean of the first wave for the people kept minus that of the people lost, in points.
///
/// Ten points or more and the change is partly a change of people. `None` unless both exist.
pub fn attrition(overlap: &Overlap) -> Option<f64> {
    let kept: Vec<f64> = overlap.paired.iter().map(|pair| pair.0).collect();
    Some(super::estimate::mean(&kept)? - super::estimate::mean(overlap.first_only)?)
}
