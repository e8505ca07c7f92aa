//! One value for several groups: means with fixed weights, and their changes.
//! Groups are given already chosen (published, asked); this file decides nothing.

use super::estimate::{Estimate, Sample, total};

/// Weighted mean of independent estimates, weights divided by their sum.
///
/// `se² = Σ w²·se_g²` and Satterthwaite's degrees of freedom (1946),
/// `df = se⁴ / Σ (w²·se_g²)² / df_g`. Fixed weights keep forty beneficiaries from drowning six
/// employees, and a change in who answered from looking like a change in opinion. Serves levels
/// and changes alike. `None` without a group or a positive weight.
pub fn combine(parts: &[(f64, Estimate)]) -> Option<Estimate> {
    let weight = total(parts.iter().map(|(weight, _)| *weight));
    if parts.is_empty() || weight <= 0.0 {
        return None;
    }
    let value = total(
        parts
            .iter()
            .map(|(part, estimate)| part / weight * estimate.value),
    );
    let pieces: Vec<(f64, f64)> = parts
        .iter()
        .map(|(part, estimate)| {
            (
                (part / weight * estimate.standard_error).powi(2),
                estimate.freedom,
            )
        })
        .collect();
    let variance = total(pieces.iter().map(|(piece, _)| *piece));
    let spread = total(
        pieces
            .iter()
            .map(|(piece, freedom)| piece * piece / freedom),
    );
    let freedom = if spread > 0.0 {
        variance * variance / spread
    } else {
        f64::INFINITY
    };
    Some(Estimate {
        value,
        standard_error: variance.sqrt(),
        freedom,
    })
}

/// A group of the « ensemble ».
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Its fixed weight; 1 for all by default.
    pub weight: f64,
    /// Its people.
    pub sample: Sample,
    /// How many were invited, when known: each variance has its own finite factor.
    pub population: Option<u32>,
}

/// The « ensemble » of a criterion at one wave (`statistics.md` § 1.5, `decisions.md` § 16).
///
/// `None` when a group has fewer than two people.
pub fn standardised_mean(parts: &[Part]) -> Option<Estimate> {
    let mut estimates = Vec::with_capacity(parts.len());
    for part in parts {
        estimates.push((
            part.weight,
            Estimate::of_mean(&part.sample, part.population)?,
        ));
    }
    combine(&estimates)
}
