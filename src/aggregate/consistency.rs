//! Whether the items of one criterion go together: Cronbach's α and what reads beside it.
//! The criteria are bundles, not scales: a low α is information and never blocks a figure.

use super::change::pearson_of_runs;
use super::estimate::{Interval, Summary, size};
use super::quantiles::fisher_quantile;
use super::ranked::Ranked;

/// Consistency of the items of a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Consistency {
    /// People who answered all the items.
    pub count: usize,
    /// How many items.
    pub items: usize,
    /// Cronbach's α (1951).
    pub alpha: f64,
    /// Feldt's interval at 95 % (1965).
    pub interval: Interval,
    /// Correlation of each item with the sum of the others; `None` when one of them does not vary.
    pub item_rest: Vec<Option<f64>>,
    /// Spearman–Brown's coefficient, better than α for two items.
    pub spearman_brown: Option<f64>,
}

/// What the annex says of a consistency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// α under 0.60: read the items one by one.
    LooselyLinked,
    /// α under 0.60 and a lower bound under 0.3: too few people to say more.
    VeryImprecise,
    /// An item goes against the others, given by its rank: perhaps a forgotten « inversé ».
    PerhapsReversed(usize),
    /// α over 0.95: the items repeat each other.
    Redundant,
}

impl Remark {
    /// As printed.
    pub fn words(self) -> &'static str {
        match self {
            Remark::LooselyLinked => "questions peu liées : lire question par question",
            Remark::VeryImprecise => "estimation très imprécise",
            Remark::PerhapsReversed(_) => "item peut-être inversé",
            Remark::Redundant => "questions très redondantes",
        }
    }
}

/// Fewest people for a consistency.
pub const FEWEST_PEOPLE: usize = 10;

/// Consistency over people who answered all items (columns), scores on 0–100: rows of those who answered alike, with how many
/// they are.
///
/// `α = k/(k-1) (1 - Σ var_i / var_total)`. `None` under two items, under two people, for rows of
/// unequal length, or when the sum does not vary. [`FEWEST_PEOPLE`] is the caller's to apply.
pub fn consistency(rows: &[(&[f64], u32)]) -> Option<Consistency> {
    let items = rows.first()?.0.len();
    let count = rows.iter().map(|(_, people)| *people as usize).sum();
    if items < 2 || count < 2 || rows.iter().any(|(row, _)| row.len() != items) {
        return None;
    }
    let sums = rows.iter().map(|(row, people)| (row.iter().sum(), *people));
    let sums: Vec<(f64, u32)> = sums.collect();
    let squares = |runs: Vec<(f64, u32)>| {
        Summary::of_ranked(&Ranked::of_runs(runs)).map(|summary| summary.squared_deviations)
    };
    let whole = squares(sums.clone())?;
    if whole < 1e-12 {
        return None;
    }
    let mut parts = 0.0;
    let mut item_rest = Vec::with_capacity(items);
    for item in 0..items {
        let scores = rows.iter().map(|(row, people)| (row[item], *people));
        parts += squares(scores.collect())?;
        let pairs = rows.iter().zip(&sums);
        let pairs = pairs.map(|((row, people), (sum, _))| ((row[item], sum - row[item]), *people));
        item_rest.push(pearson_of_runs(&pairs.collect::<Vec<_>>()));
    }
    let (n, k) = (size(count), size(items));
    let alpha = k / (k - 1.0) * (1.0 - parts / whole);
    let bound = |probability: f64| {
        fisher_quantile(probability, n - 1.0, (n - 1.0) * (k - 1.0))
            .map(|f| 1.0 - (1.0 - alpha) * f)
    };
    Some(Consistency {
        count,
        items,
        alpha,
        interval: Interval {
            low: bound(0.975)?,
            high: bound(0.025)?,
        },
        spearman_brown: (items == 2)
            .then(|| item_rest[0].map(|r| 2.0 * r / (1.0 + r)))
            .flatten()
            .filter(|value| value.is_finite()),
        item_rest,
    })
}

impl Consistency {
    /// The items that go against the others beyond what chance does among so many: the whole 99 % interval of their link
    /// (Fisher's z) lies under zero.
    pub fn against(&self) -> Vec<usize> {
        if self.count < FEWEST_PEOPLE {
            return Vec::new();
        }
        let half = 2.576 / (size(self.count) - 3.0).sqrt();
        let is_against = |link: &Option<f64>| {
            link.is_some_and(|r| r.clamp(-0.999_999, 0.999_999).atanh() + half < 0.0)
        };
        let links = self.item_rest.iter().enumerate();
        let against = links.filter(|(_, link)| is_against(link));
        against.map(|(item, _)| item).collect()
    }

    /// What the annex must say, in order.
    pub fn remarks(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if self.alpha < 0.60 {
            remarks.push(Remark::LooselyLinked);
            if self.interval.low < 0.3 {
                remarks.push(Remark::VeryImprecise);
            }
        }
        if self.count >= FEWEST_PEOPLE {
            for (item, link) in self.item_rest.iter().enumerate() {
                if link.is_some_and(|r| r < 0.0) {
                    remarks.push(Remark::PerhapsReversed(item));
                }
            }
        }
        if self.alpha > 0.95 {
            remarks.push(Remark::Redundant);
        }
        remarks
    }
}
