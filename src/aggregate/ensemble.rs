//! One value for several groups (`statistics.md` § 1.5, `decisions.md` § 16): means with fixed weights, and their changes.
//! Groups are given already chosen (published, asked); this file decides nothing.

use super::estimate::{Estimate, total};

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
