//! The scores of a group on one subject, reduced once to what figures are made of.

use super::estimate::{Summary, quantile_of};
use super::ranked::Ranked;
use super::respondent::Tails;

/// Scores of a group, in order, with their size, mean and spread.
pub(super) struct Distribution {
    ranked: Ranked,
    summary: Option<Summary>,
}

impl Distribution {
    /// Of scores and how many people have each; the same score may come several times.
    pub fn of(scores: Vec<(f64, u32)>) -> Distribution {
        let ranked = Ranked::of_runs(scores);
        Distribution {
            summary: Summary::of_ranked(&ranked),
            ranked,
        }
    }

    /// `None` for nobody.
    pub fn summary(&self) -> Option<Summary> {
        self.summary
    }

    /// How many people.
    pub fn count(&self) -> usize {
        self.ranked.count()
    }

    /// Each different score with how many people have it, lowest first.
    pub fn runs(&self) -> &[(f64, u32)] {
        self.ranked.runs()
    }

    /// As [`super::estimate::quantile`].
    pub fn quantile(&self, probability: f64) -> Option<f64> {
        quantile_of(&self.ranked, probability)
    }

    /// As [`super::respondent::tails`].
    pub fn tails(&self) -> Tails {
        Tails::counted(self.runs().iter().copied())
    }

    /// How many people have a score that holds.
    pub fn people_where(&self, holds: impl Fn(f64) -> bool) -> usize {
        let found = self.runs().iter().filter(|(score, _)| holds(*score));
        found.map(|(_, people)| *people as usize).sum()
    }

    /// Everybody's score, lowest first.
    pub fn spelled_out(&self) -> Vec<f64> {
        let each = self
            .runs()
            .iter()
            .flat_map(|&(score, people)| std::iter::repeat_n(score, people as usize));
        each.collect()
    }
}
