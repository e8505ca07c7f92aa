//! Tests on ranks, for the annex. Exact with ties while the table is small.

use super::estimate::{size, total};
use super::quantiles::normal_two_sided;

/// Largest n1·n2 for which the exact law is computed (`decisions.md` § 18).
const EXACT_LIMIT: usize = 900;

/// How a p-value was found; printed beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// From the exact law, conditional on the ties.
    Exact,
    /// From the normal law, corrected for ties and continuity.
    Normal,
}

/// Two-sided p-value, twice the smaller tail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankTest {
    /// The p-value.
    pub p: f64,
    /// How it was found.
    pub method: Method,
}

/// Wilcoxon's signed ranks of the changes of people in both waves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignedRanks {
    /// People who moved up.
    pub up: u32,
    /// People who did not move.
    pub same: u32,
    /// People who moved down.
    pub down: u32,
    /// Sum of the ranks of those who moved up.
    pub rank_sum: f64,
    /// The test.
    pub test: RankTest,
    /// (W+ − W−) / (W+ + W−), between −1 and 1.
    pub rank_biserial: f64,
}

/// Nearer than this, in points, two scores are one: sums of the same answers in another order are rounded differently.
pub(super) const SAME: f64 = 1e-9;

/// Wilcoxon's signed-rank test, zeros dropped; so is what differs by rounding alone.
pub fn signed_ranks(differences: &[f64]) -> SignedRanks {
    let moved: Vec<f64> = differences
        .iter()
        .copied()
        .filter(|d| d.abs() > SAME)
        .collect();
    let sizes: Vec<f64> = moved.iter().map(|d| d.abs()).collect();
    let ranks = doubled_ranks(&sizes);
    let all: usize = ranks.iter().sum();
    let up: usize = ranks
        .iter()
        .zip(&moved)
        .filter(|(_, d)| **d > 0.0)
        .map(|(r, _)| r)
        .sum();
    let up_count = moved.iter().filter(|d| **d > 0.0).count();
    let test = signed_test(&ranks, up, all);
    SignedRanks {
        up: people(up_count),
        same: people(differences.len() - moved.len()),
        down: people(moved.len() - up_count),
        rank_sum: size(up) / 2.0,
        test,
        rank_biserial: if all == 0 {
            0.0
        } else {
            2.0 * size(up) / size(all) - 1.0
        },
    }
}

/// p-value of the sum `up` of doubled ranks out of `all`, each rank being as likely up as down.
fn signed_test(ranks: &[usize], up: usize, all: usize) -> RankTest {
    if ranks.len() * ranks.len() <= EXACT_LIMIT {
        let mut law = Law::new(all);
        for &rank in ranks {
            law.add_or_not(rank);
        }
        RankTest {
            p: law.two_sided(up),
            method: Method::Exact,
        }
    } else {
        // The sum of squared ranks carries the ties; ranks are doubled, hence the 4 and the 16.
        let variance = total(ranks.iter().map(|&r| size(r) * size(r))) / 16.0;
        let distance = (size(up) / 2.0 - size(all) / 4.0).abs();
        RankTest {
            p: corrected_normal(distance, variance),
            method: Method::Normal,
        }
    }
}

/// Mann–Whitney's test of a last set of scores against a first one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// Pairs where the last exceeds the first, ties for a half.
    pub statistic: f64,
    /// The test: exact up to n1·n2 = 900.
    pub test: RankTest,
    /// The normal approximation, for comparison with other software.
    pub normal_p: f64,
}

/// Mann–Whitney's test; `None` when a side is empty.
pub fn mann_whitney(first: &[f64], last: &[f64]) -> Option<MannWhitney> {
    if first.is_empty() || last.is_empty() {
        return None;
    }
    let together: Vec<f64> = last.iter().chain(first).copied().collect();
    let ranks = doubled_ranks(&together);
    let sum: usize = ranks[..last.len()].iter().sum();
    let (n1, n2) = (size(last.len()), size(first.len()));
    let statistic = size(sum) / 2.0 - n1 * (n1 + 1.0) / 2.0;
    let all = n1 + n2;
    let centre = (all + 1.0) / 2.0;
    let spread = total(
        ranks
            .iter()
            .map(|&rank| (size(rank) / 2.0 - centre).powi(2)),
    );
    let variance = n1 * n2 * spread / (all * (all - 1.0));
    let normal_p = corrected_normal((statistic - n1 * n2 / 2.0).abs(), variance);
    let test = if first.len() * last.len() <= EXACT_LIMIT {
        let p = exact_rank_sum(&ranks, last.len(), sum);
        RankTest {
            p,
            method: Method::Exact,
        }
    } else {
        RankTest {
            p: normal_p,
            method: Method::Normal,
        }
    };
    Some(MannWhitney {
        statistic,
        test,
        normal_p,
    })
}

/// p-value of the sum of the doubled ranks of `chosen` people among all, every choice being as likely.
///
/// The ways to each sum are counted person by person, from the side of the scale where the sum is the smaller and up
/// to that sum only: the other tail is what remains of all choices.
fn exact_rank_sum(ranks: &[usize], chosen: usize, sum: usize) -> f64 {
    let all: usize = ranks.iter().sum();
    // The smaller side has the smaller table, and the same tails.
    let (picked, sum) = if chosen * 2 > ranks.len() {
        (ranks.len() - chosen, all - sum)
    } else {
        (chosen, sum)
    };
    let lowest = ranks.iter().copied().min().unwrap_or(0);
    let highest = ranks.iter().copied().max().unwrap_or(0);
    let (from_lowest, from_highest) = (sum - picked * lowest, picked * highest - sum);
    let target = from_lowest.min(from_highest);
    let mut steps: Vec<usize> = if from_lowest <= from_highest {
        ranks.iter().map(|rank| rank - lowest).collect()
    } else {
        ranks.iter().map(|rank| highest - rank).collect()
    };
    steps.sort_unstable();
    let mut laws = vec![Law::new(0)];
    laws.resize_with(picked + 1, Law::empty);
    for (seen, &step) in steps.iter().enumerate() {
        for count in (1..=picked.min(seen + 1)).rev() {
            let (before, after) = laws.split_at_mut(count);
            after[0].add_shifted(&before[count - 1], step, target);
        }
    }
    let all = choices(ranks.len(), picked);
    let below: f64 = laws[picked].ways.iter().sum();
    let above = all - (below - laws[picked].ways[target]);
    (2.0 * below.min(above) / all).min(1.0)
}

/// Ways to choose so many people among all.
fn choices(all: usize, picked: usize) -> f64 {
    (1..=picked).fold(1.0, |ways, rank| {
        ways * size(all - picked + rank) / size(rank)
    })
}

/// How many equally likely ways lead to each sum.
struct Law {
    ways: Vec<f64>,
}

impl Law {
    /// No way to any sum yet.
    fn empty() -> Law {
        Law { ways: Vec::new() }
    }

    /// The one way of nobody, with room for sums up to `highest`.
    fn new(highest: usize) -> Law {
        let mut ways = vec![0.0; highest + 1];
        ways[0] = 1.0;
        Law { ways }
    }

    fn add_or_not(&mut self, rank: usize) {
        for sum in (rank..self.ways.len()).rev() {
            self.ways[sum] += self.ways[sum - rank];
        }
    }

    /// Adds the ways of another law, each sum grown by `step`, up to `highest`.
    fn add_shifted(&mut self, other: &Law, step: usize, highest: usize) {
        let end = (other.ways.len() + step).min(highest + 1);
        self.ways.resize(self.ways.len().max(end), 0.0);
        for (ways, more) in self.ways.iter_mut().skip(step).zip(&other.ways) {
            *ways += more;
        }
    }

    fn two_sided(&self, sum: usize) -> f64 {
        let all: f64 = self.ways.iter().sum();
        let below: f64 = self.ways.iter().take(sum + 1).sum();
        let above: f64 = self.ways.iter().skip(sum).sum();
        (2.0 * below.min(above) / all).min(1.0)
    }
}

/// Mid-ranks times two, so that they are whole; values within [`SAME`] are ties.
fn doubled_ranks(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&left, &right| values[left].total_cmp(&values[right]));
    let mut ranks = vec![0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let mut end = start + 1;
        while end < order.len() && values[order[end]] - values[order[end - 1]] < SAME {
            end += 1;
        }
        for &at in &order[start..end] {
            ranks[at] = start + 1 + end;
        }
        start = end;
    }
    ranks
}

fn corrected_normal(distance: f64, variance: f64) -> f64 {
    if variance <= 0.0 {
        return 1.0;
    }
    normal_two_sided((distance - 0.5).max(0.0) / variance.sqrt()).min(1.0)
}

fn people(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
