//! The part of the gate that changes go through: widths, counts of people and tests that may be printed.
//!
//! Thresholds as for levels; what a few followed people would tell is rounded or not read. Knows no questionnaire.

use std::cmp::Ordering;

use super::super::change::{
    Change as Estimated, Design, change_of_samples, moved, trusted_correlation,
};
use super::super::disclosure::{Following, Gate, Sensitivity, Spreads};
use super::super::estimate::{Estimate, Summary};
use super::super::figures::Change;
use super::super::verdict::Verdict;
use super::super::width::{printed_correlation, printed_sample};
use super::pairing::Sides;

impl Gate<'_> {
    /// The estimate of a change as it may be printed: width classes when a side may not show its spread.
    ///
    /// A correlation is a statistic about those followed. Beside what is printed of both waves it speaks of the
    /// others too: of one newcomer among eleven, the interval alone would give the answer away one time in
    /// seven and the p-value two times in three (`disclosure::correlation` in the tests). So of fewer than k
    /// people followed it is not read; where fewer than k stand apart, or fewer are followed than a sensitive
    /// subject asks for, it is rounded down to 0, 0.3 or 0.6: nothing printed then depends on more than that.
    pub fn estimate(
        &self,
        (first, last): (&Summary, &Summary),
        sides: &Sides,
        sensitivity: Sensitivity,
        (spreads, following): (Spreads, Following),
    ) -> Option<Estimated> {
        let is_open = |wave: &Summary| self.is_open(wave.count, sensitivity, spreads);
        let pair_count = u32::try_from(sides.paired.len()).ok()?;
        let samples = [first, last].map(|wave| wave.sample(&self.regularisation));
        let everybody = sides.is_everybody();
        let cap = self.regularisation.correlation_cap;
        let correlation = trusted_correlation(&sides.paired, everybody, cap);
        let is_rounded =
            self.has_few_apart(sides, sensitivity) || pair_count < self.score(sensitivity);
        let (pairs, correlation) = if !self.is_by_person(sides, following) {
            (0, 0.0)
        } else if !everybody && is_rounded {
            (pair_count, printed_correlation(correlation))
        } else {
            (pair_count, correlation)
        };
        let estimated = if is_open(first) && is_open(last) {
            change_of_samples(&samples[0], &samples[1], pairs, correlation)
        } else {
            let [first, last] = samples.map(|sample| printed_sample(&sample));
            change_of_samples(&first, &last, pairs, printed_correlation(correlation))
        };
        Some(Estimated {
            pair_count,
            ..estimated?
        })
    }

    /// Whether what is printed of a change rests on who answered both times: on k people at least, and nothing that
    /// earlier editions told of others would tell them apart.
    pub fn is_by_person(&self, sides: &Sides, following: Following) -> bool {
        following == Following::Read && sides.paired.len() >= self.thresholds.score as usize
    }

    /// Whether one to k − 1 people answered at one wave and not at the other.
    pub fn has_few_apart(&self, sides: &Sides, sensitivity: Sensitivity) -> bool {
        let few = 1..self.score(sensitivity) as usize;
        let (before, after) = sides.apart();
        few.contains(&before) || few.contains(&after)
    }

    /// How many of the people followed moved up, stayed, moved down; above the threshold only and never unanimous.
    pub fn people(
        &self,
        sides: &Sides,
        sensitivity: Sensitivity,
        (spreads, following): (Spreads, Following),
    ) -> Option<(u32, u32, u32)> {
        let pairs = u32::try_from(sides.paired.len()).ok()?;
        if !self.is_open(pairs, sensitivity, spreads) || following == Following::Unread {
            return None;
        }
        let count = |way: Ordering| {
            let found = sides.paired.iter().filter(|pair| moved(pair) == way);
            u32::try_from(found.count()).unwrap_or(u32::MAX)
        };
        let [up, same, down] = [Ordering::Greater, Ordering::Equal, Ordering::Less].map(count);
        let spared = u32::from(sensitivity == Sensitivity::Sensitive);
        (up.max(same).max(down) < pairs - spared).then_some((up, same, down))
    }

    /// Whether the p-values of a change of one group may be printed: the threshold of distributions, on both sides.
    pub fn tests(&self, estimated: &Estimated, sensitivity: Sensitivity, spreads: Spreads) -> bool {
        let fewest = estimated.first_count.min(estimated.last_count);
        self.is_open(fewest, sensitivity, spreads)
    }

    /// How many people answered both times; nobody is not a secret, one to k − 1 people is.
    ///
    /// Taking part is no answer: the ordinary threshold holds whatever was asked.
    pub fn pairs(&self, estimated: &Estimated) -> Option<u32> {
        let pairs = estimated.pair_count;
        (pairs == 0 || pairs >= self.thresholds.score).then_some(pairs)
    }
}

/// A change before its family is known: what `change` needs beside the p-values adjusted over it.
pub(in crate::aggregate) struct Drafted {
    pub n: (u32, u32),
    pub pairs: Option<u32>,
    pub means: (f64, f64),
    pub estimate: Estimate,
    pub design: Design,
    pub people: Option<(u32, u32, u32)>,
    /// Whether its p-values may be printed.
    pub tested: bool,
    /// Whether its interval rests on who answered both times.
    pub by_person: bool,
    /// For the ensemble, the groups in it.
    pub groups: Vec<usize>,
}

impl Drafted {
    /// Two-sided p-value of no change; 1 when nothing varies and nothing changed, 0 when only the change is left.
    pub fn p(&self) -> f64 {
        let unvaried = f64::from(u8::from(self.estimate.value.abs() < 1e-9));
        self.estimate.p_value().unwrap_or(unvaried)
    }

    /// The change with its verdict.
    pub fn settle(&self, p_holm: f64, verdict: Verdict) -> Change {
        let interval = self.estimate.interval(0.95);
        Change {
            n_from: self.n.0,
            n_to: self.n.1,
            pairs: self.pairs,
            from: self.means.0,
            to: self.means.1,
            delta: self.estimate.value,
            interval: (interval.low, interval.high),
            p_holm: self.tested.then_some(p_holm),
            p: self.tested.then(|| self.p()),
            detectable: self.estimate.detectable().unwrap_or(0.0),
            design: self.design,
            verdict,
            people: self.people,
            by_person: self.by_person,
            groups: self.groups.clone(),
        }
    }
}
