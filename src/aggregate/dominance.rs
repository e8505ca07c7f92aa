//! Cliff's δ: how often one group's scores exceed another's, for the annex and gaps between groups.

use super::estimate::{Interval, size, total};
use super::quantiles::student_quantile;

/// Cliff's δ: how much more often the last scores exceed the first than the reverse, −1 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CliffDelta {
    /// The value.
    pub value: f64,
    /// Its unbiased variance, never under the smallest possible.
    pub variance: f64,
    /// Asymmetric interval of Feng & Cliff (2004); `None` when a side has one person.
    pub interval: Option<Interval>,
}

impl CliffDelta {
    /// Size in a word: thresholds .147, .33, .474 (Romano et al. 2006).
    pub fn magnitude(&self) -> &'static str {
        match self.value.abs() {
            size if size < 0.147 => "negligeable",
            size if size < 0.33 => "faible",
            size if size < 0.474 => "moyen",
            _ => "fort",
        }
    }
}

/// Cliff's δ of `last` over `first`, as R `effsize::cliff.delta` by default; `None` for an empty side.
pub fn cliff_delta(first: &[f64], last: &[f64]) -> Option<CliffDelta> {
    if first.is_empty() || last.is_empty() {
        return None;
    }
    let (rows, row_ties) = dominance(last, first);
    let (columns, _) = dominance(first, last);
    let (n1, n2) = (size(last.len()), size(first.len()));
    let value = total(rows.iter().copied()) / n1;
    if last.len() < 2 || first.len() < 2 {
        return Some(CliffDelta {
            value,
            variance: 0.0,
            interval: None,
        });
    }
    let rows_spread = total(rows.iter().map(|mean| (mean - value).powi(2)));
    let columns_spread = total(columns.iter().map(|mean| (mean + value).powi(2)));
    let spread = n1 * n2 - row_ties - n1 * n2 * value * value;
    let unbiased = (n2 * n2 * rows_spread + n1 * n1 * columns_spread - spread)
        / (n1 * n2 * (n1 - 1.0) * (n2 - 1.0));
    // When every pair goes the same way, act as if one pair of all had been a tie.
    let complete = value.abs() > 1.0 - 1e-12;
    let centre = if complete {
        value.signum() * (1.0 - 1.0 / (n1 * n2))
    } else {
        value
    };
    let variance = unbiased.max((1.0 - centre * centre) / (n1 * n2 - 1.0));
    let mut interval = feng_cliff(centre, variance, n1 + n2 - 2.0);
    if complete && value > 0.0 {
        interval.high = 1.0;
    } else if complete {
        interval.low = -1.0;
    }
    Some(CliffDelta {
        value,
        variance,
        interval: Some(interval),
    })
}

fn feng_cliff(delta: f64, variance: f64, freedom: f64) -> Interval {
    let t = student_quantile(0.975, freedom);
    let rest = 1.0 - delta * delta;
    let half = t * variance.sqrt() * (rest * rest + t * t * variance).sqrt();
    let scale = rest + t * t * variance;
    let centre = delta - delta.powi(3);
    Interval {
        low: (centre - half) / scale,
        high: (centre + half) / scale,
    }
    .clamped(-1.0, 1.0)
}

/// For each of `values`, the mean sign of its difference with `others`; and the number of tied pairs.
fn dominance(values: &[f64], others: &[f64]) -> (Vec<f64>, f64) {
    let mut sorted = others.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut ties = 0.0;
    let means = values
        .iter()
        .map(|&value| {
            let below = sorted.partition_point(|&other| other < value - 1e-9);
            let above = sorted.len() - sorted.partition_point(|&other| other <= value + 1e-9);
            ties += size(sorted.len() - below - above);
            (size(below) - size(above)) / size(sorted.len())
        })
        .collect();
    (means, ties)
}
