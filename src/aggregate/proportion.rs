//! Shares of a group: interval, whole percents, agreement between people.
//! Counts in, numbers out; wording and thresholds are elsewhere.

use super::estimate::{Interval, size};
use super::quantiles::NORMAL_975;

/// Wilson's score interval at 95 % for a share, with a finite population when it is known.
///
/// O'Neill (2021), « Mathematical properties and finite population correction for the Wilson score
/// interval »: `psi = f z²/(2n)`, `f = (N-n)/(N-1)`. When everybody answered the interval is a point.
/// `None` for nobody, or more successes than people.
pub fn wilson(successes: u32, count: u32, population: Option<u32>) -> Option<Interval> {
    if count == 0 || successes > count {
        return None;
    }
    let count = f64::from(count);
    let share = f64::from(successes) / count;
    let factor = match population.map(f64::from) {
        None => 1.0,
        Some(people) if people <= count => 0.0,
        Some(people) => (people - count) / (people - 1.0),
    };
    let psi = factor * NORMAL_975 * NORMAL_975 / (2.0 * count);
    let half = (2.0 * psi * share * (1.0 - share) + psi * psi).sqrt();
    let scale = 1.0 + 2.0 * psi;
    let bounds = Interval {
        low: (share + psi - half) / scale,
        high: (share + psi + half) / scale,
    };
    Some(bounds.clamped(0.0, 1.0))
}

/// Shares of `counts` in whole percents that add up to 100.
///
/// Largest remainder (Hamilton); between equal remainders the lowest level wins, so the result
/// depends on nothing but the counts. `None` when there is nothing to share.
pub fn whole_percents(counts: &[u32]) -> Option<Vec<u32>> {
    let all: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    if all == 0 {
        return None;
    }
    let mut percents = Vec::with_capacity(counts.len());
    let mut remainders = Vec::with_capacity(counts.len());
    for (level, &count) in counts.iter().enumerate() {
        let hundredfold = u64::from(count) * 100;
        percents.push(u32::try_from(hundredfold / all).ok()?);
        remainders.push((std::cmp::Reverse(hundredfold % all), level));
    }
    remainders.sort_unstable();
    let missing = 100 - percents.iter().sum::<u32>();
    for (_, level) in remainders.iter().take(missing as usize) {
        percents[*level] += 1;
    }
    Some(percents)
}

/// Consensus of a distribution over ordered levels: 1 when unanimous, 0 when split between the ends.
///
/// Tastle & Wierman (2007): `1 + Σ p_k log2(1 - |k - mean| / (L-1))`. `None` for nobody or one level.
pub fn consensus(counts: &[u32]) -> Option<f64> {
    let all = counts.iter().map(|&count| f64::from(count)).sum::<f64>();
    if all <= 0.0 || counts.len() < 2 {
        return None;
    }
    let width = size(counts.len() - 1);
    let centre = counts
        .iter()
        .enumerate()
        .map(|(k, &c)| size(k) * f64::from(c))
        .sum::<f64>()
        / all;
    let spread: f64 = counts
        .iter()
        .enumerate()
        .filter(|&(_, &count)| count > 0)
        .map(|(k, &count)| f64::from(count) / all * (1.0 - (size(k) - centre).abs() / width).log2())
        .sum();
    Some((1.0 + spread).clamp(0.0, 1.0))
}
