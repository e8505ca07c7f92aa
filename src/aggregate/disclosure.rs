//! The gate: exact figures go in, figures that may be printed come out.
//!
//! The only file that makes a [`Published`]. Thresholds by kind of output and sensitivity,
//! unanimity, and widths that do not give the answers away (`statistics.md` § 2.2, `decisions.md`
//! §§ 12–13). Who is in which base is decided before; nothing here knows a questionnaire.

use crate::model::referential::Thresholds;

use super::distribution::Distribution;
use super::estimate::{Estimate, Regularisation, Sample, Summary};
use super::figures::{Absent, Asides, Change, Figure, ItemLevel, Level, Published, Score, Spread};
use super::unanimity::{Openness, bounded_ensemble, openness};
use super::width::printed_sample;

/// Which thresholds hold for a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sensitivity {
    Ordinary,
    Sensitive,
}

/// Whether a figure with enough people may show more than its mean: exact width, spread, counts, tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spreads {
    Open,
    /// Beside what else is printed it would tell about fewer than k people.
    Closed,
}

impl Spreads {
    pub fn closed_if(closed: bool) -> Spreads {
        if closed {
            Spreads::Closed
        } else {
            Spreads::Open
        }
    }
}

/// Whether a change may tell anything that rests on who answered both times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Following {
    Read,
    /// Beside what earlier editions told of the people followed then, it would tell about fewer than k people.
    Unread,
}

/// Thresholds and regularisation of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate<'a> {
    pub thresholds: &'a Thresholds,
    pub regularisation: Regularisation,
}

/// Scores of one group on one subject, with what unanimity needs to know.
pub(super) struct Base<'a> {
    pub scores: &'a Distribution,
    pub population: Option<u32>,
    /// Whether more answered than were invited.
    pub over: bool,
    pub sensitivity: Sensitivity,
    /// Score from which an answer is favourable, and up to which it is unfavourable, when the
    /// subject rests on a single item.
    pub ends: Option<(f64, f64)>,
    pub spreads: Spreads,
}

/// A published score as an estimate, with who is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub n: u32,
    pub everyone: bool,
    pub over: bool,
    pub estimate: Estimate,
}

/// A published bound, with who is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounded {
    pub n: u32,
    pub everyone: bool,
    pub over: bool,
    pub score: Score,
}

/// A group of the « ensemble »: its published score, exact or bounded.
pub(super) struct Voice {
    pub group: usize,
    /// What it weighs.
    pub weight: f64,
    pub scored: Option<Scored>,
    pub bounded: Option<Bounded>,
    /// Whether anyone has a score.
    pub answered: bool,
    pub through_criteria: bool,
}

impl Gate<'_> {
    /// Fewest people behind a score.
    pub fn score(&self, sensitivity: Sensitivity) -> u32 {
        match sensitivity {
            Sensitivity::Ordinary => self.thresholds.score,
            Sensitivity::Sensitive => self.thresholds.sensitive_score,
        }
    }

    /// Fewest people behind a distribution, a share or a count.
    pub fn distribution(&self, sensitivity: Sensitivity) -> u32 {
        match sensitivity {
            Sensitivity::Ordinary => self.thresholds.distribution,
            Sensitivity::Sensitive => self.thresholds.sensitive_distribution,
        }
    }

    /// Whether so many people may show more than their mean.
    pub fn is_open(&self, people: u32, sensitivity: Sensitivity, spreads: Spreads) -> bool {
        people >= self.distribution(sensitivity) && spreads == Spreads::Open
    }

    /// The sample an interval is printed from: exact, or of a width class where spreads are not shown.
    pub fn sample(&self, summary: &Summary, sensitivity: Sensitivity, spreads: Spreads) -> Sample {
        let sample = summary.sample(&self.regularisation);
        if self.is_open(summary.count, sensitivity, spreads) {
            sample
        } else {
            printed_sample(&sample)
        }
    }

    /// Score of one group.
    pub fn level(&self, base: &Base) -> Figure<Level> {
        let summary = base.scores.summary().ok_or(Absent::NotMeasured)?;
        if summary.count < self.score(base.sensitivity) {
            return Err(Absent::Withheld);
        }
        let score = match openness(base) {
            Openness::Exact => Score::Exact(summary.mean),
            Openness::AtLeast(bound) => Score::AtLeast(bound),
            Openness::AtMost(bound) => Score::AtMost(bound),
            Openness::Closed => return Err(Absent::Withheld),
        };
        let exact = matches!(score, Score::Exact(_));
        let sample = self.sample(&summary, base.sensitivity, base.spreads);
        let estimate = Estimate::of_mean(&sample, base.population);
        let shows_spread = exact && self.is_open(summary.count, base.sensitivity, base.spreads);
        Ok(Published::new(Level {
            n: summary.count,
            score,
            interval: estimate
                .filter(|_| exact)
                .map(|estimate| clamped(&estimate)),
            everyone: base
                .population
                .is_some_and(|people| people <= summary.count),
            over: base.over,
            spread: shows_spread
                .then(|| spread(base.scores, &summary))
                .flatten(),
            groups: Vec::new(),
            groups_asked: 0,
            through_criteria: false,
        }))
    }

    /// What is printed of a base whose score is exact, as an estimate.
    pub fn estimate_of_level(&self, base: &Base) -> Option<Estimate> {
        let summary = base.scores.summary()?;
        let sample = self.sample(&summary, base.sensitivity, base.spreads);
        Estimate::of_mean(&sample, base.population)
    }

    /// A category whose score is the mean of its criteria's, which so many people answered; `None` under the threshold of
    /// its own base.
    pub fn category(&self, base: &Base, value: f64, people: f64) -> Option<Scored> {
        let summary = base.scores.summary()?;
        if summary.count < self.score(base.sensitivity) {
            return None;
        }
        let own = f64::from(summary.count);
        let people = people.min(own);
        let invited = base.population.map(f64::from);
        let absent = invited.map_or(1.0, |invited| (1.0 - people / invited).max(0.0));
        let sample = self.sample(&summary, base.sensitivity, base.spreads);
        let variance = sample.variance;
        Some(Scored {
            n: summary.count,
            everyone: invited.is_some() && absent < 1e-9,
            over: base.over,
            estimate: Estimate {
                value,
                standard_error: (variance / people * absent).sqrt(),
                freedom: own - 1.0,
            },
        })
    }

    /// The figure of such a category.
    pub fn category_level(&self, scored: &Scored) -> Figure<Level> {
        Ok(Published::new(Level {
            n: scored.n,
            score: Score::Exact(scored.estimate.value),
            interval: Some(clamped(&scored.estimate)),
            everyone: scored.everyone,
            over: scored.over,
            spread: None,
            groups: Vec::new(),
            groups_asked: 0,
            through_criteria: true,
        }))
    }

    /// Standardised mean over the published groups whose score is exact: a group left out cannot be
    /// found by subtraction, because nothing of it is in the mean.
    pub fn ensemble(&self, voices: &[Voice]) -> Figure<Level> {
        let told = voices
            .iter()
            .filter_map(|voice| Some((voice.group, voice.weight, voice.scored?)));
        let told: Vec<(usize, f64, Scored)> = told.collect();
        let estimates: Vec<(f64, Estimate)> = told
            .iter()
            .map(|(_, weight, scored)| (*weight, scored.estimate))
            .collect();
        let Some(estimate) = super::ensemble::combine(&estimates) else {
            if let Some(level) = bounded_ensemble(voices) {
                return Ok(Published::new(level));
            }
            let any_withheld = voices.iter().any(|voice| voice.answered);
            return Err(if any_withheld {
                Absent::Withheld
            } else {
                Absent::NotMeasured
            });
        };
        Ok(Published::new(Level {
            n: told.iter().map(|(_, _, scored)| scored.n).sum(),
            score: Score::Exact(estimate.value),
            interval: Some(clamped(&estimate)),
            everyone: told.iter().all(|(_, _, scored)| scored.everyone),
            over: told.iter().any(|(_, _, scored)| scored.over),
            spread: None,
            groups: told.iter().map(|(group, _, _)| *group).collect(),
            groups_asked: voices.len(),
            through_criteria: voices.iter().any(|voice| voice.through_criteria),
        }))
    }

    /// Answers to one item of one group.
    pub fn item(&self, base: &Base, counts: &[u32], asides: Option<Asides>) -> Figure<ItemLevel> {
        let level = self.level(base)?;
        let enough = self.is_open(level.n, base.sensitivity, base.spreads);
        let shows_counts = enough && matches!(level.score, Score::Exact(_));
        Ok(Published::new(ItemLevel {
            n: level.n,
            score: level.score,
            interval: level.interval,
            over: level.over,
            counts: shows_counts.then(|| counts.to_vec()),
            // Nobody shows them without the counts.
            asides: asides.filter(|_| shows_counts),
        }))
    }

    /// Whether the mean of a base may be printed as it is.
    pub fn is_exact(&self, base: &Base) -> bool {
        matches!(openness(base), Openness::Exact)
    }

    /// A companion of a published figure, for the annex: every base it rests on reaches the threshold of
    /// distributions, and every part of people set apart from it is nobody or reaches that of scores.
    pub fn companion<T>(
        &self,
        sensitivity: Sensitivity,
        bases: &[usize],
        apart: &[usize],
        make: impl FnOnce() -> Option<T>,
    ) -> Option<Published<T>> {
        let (few, fewest) = (
            self.distribution(sensitivity) as usize,
            self.score(sensitivity) as usize,
        );
        let open = bases.iter().all(|&base| base >= few)
            && apart.iter().all(|&part| part == 0 || part >= fewest);
        if open {
            make().map(Published::new)
        } else {
            None
        }
    }

    /// Puts a change in print.
    pub fn change(&self, figure: Change) -> Figure<Change> {
        Ok(Published::new(figure))
    }
}

fn clamped(estimate: &Estimate) -> (f64, f64) {
    let interval = estimate.interval(0.95).clamped(0.0, 100.0);
    (interval.low, interval.high)
}

fn spread(scores: &Distribution, summary: &Summary) -> Option<Spread> {
    let tails = scores.tails();
    Some(Spread {
        sd: summary.standard_deviation()?,
        quartiles: (
            scores.quantile(0.25)?,
            scores.quantile(0.5)?,
            scores.quantile(0.75)?,
        ),
        high: tails.high,
        low: tails.low,
    })
}
