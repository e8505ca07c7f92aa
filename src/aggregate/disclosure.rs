//! The gate: exact figures go in, figures that may be printed come out.
//!
//! The only file that makes a [`Published`]. Thresholds by kind of output and sensitivity,
//! unanimity, and widths that do not give the answers away (`statistics.md` § 2.2, `decisions.md`
//! §§ 12–13). Who is in which base is decided before; nothing here knows a questionnaire.

use crate::model::referential::Thresholds;

use super::change::{
    Change as Estimated, Design, Overlap, change_of_samples, summaries, trusted_correlation,
};
use super::estimate::{Estimate, Regularisation, Sample, Summary, quantile};
use super::figures::{Absent, Asides, Change, Figure, ItemLevel, Level, Published, Score, Spread};
use super::respondent::tails;
use super::verdict::Verdict;
use super::width::{printed_correlation, printed_sample};

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

/// Thresholds and regularisation of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate<'a> {
    pub thresholds: &'a Thresholds,
    pub regularisation: Regularisation,
}

/// Scores of one group on one subject, with what unanimity needs to know.
pub(super) struct Base<'a> {
    pub scores: &'a [f64],
    pub population: Option<u32>,
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
    pub estimate: Estimate,
}

/// A published bound, with who is behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounded {
    pub n: u32,
    pub everyone: bool,
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

/// What may be said of a base that passed the threshold.
enum Openness {
    Exact,
    AtLeast(f64),
    AtMost(f64),
    Closed,
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
    fn is_open(&self, people: u32, sensitivity: Sensitivity, spreads: Spreads) -> bool {
        people >= self.distribution(sensitivity) && spreads == Spreads::Open
    }

    /// The sample an interval is printed from: exact, or of a width class where spreads are not shown.
    fn sample(&self, summary: &Summary, base: &Base) -> Sample {
        let sample = summary.sample(&self.regularisation);
        if self.is_open(summary.count, base.sensitivity, base.spreads) {
            sample
        } else {
            printed_sample(&sample)
        }
    }

    /// Score of one group.
    pub fn level(&self, base: &Base) -> Figure<Level> {
        let summary = Summary::of(base.scores).ok_or(Absent::NotMeasured)?;
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
        let estimate = Estimate::of_mean(&self.sample(&summary, base), base.population);
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
        let summary = Summary::of(base.scores)?;
        Estimate::of_mean(&self.sample(&summary, base), base.population)
    }

    /// A category whose score is the mean of its criteria's; `None` under the threshold of its own base.
    pub fn category(&self, base: &Base, value: f64) -> Option<Scored> {
        let summary = Summary::of(base.scores)?;
        if summary.count < self.score(base.sensitivity) {
            return None;
        }
        let people = base
            .population
            .is_some_and(|people| people <= summary.count);
        Some(Scored {
            n: summary.count,
            everyone: people,
            estimate: Estimate {
                value,
                ..self.estimate_of_level(base)?
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
            spread: None,
            groups: told.iter().map(|(group, _, _)| *group).collect(),
            groups_asked: voices.len(),
            through_criteria: voices.iter().any(|voice| voice.through_criteria),
        }))
    }

    /// Answers to one item of one group.
    pub fn item(&self, base: &Base, counts: &[u32], asides: Asides) -> Figure<ItemLevel> {
        let level = self.level(base)?;
        let enough = self.is_open(level.n, base.sensitivity, base.spreads);
        let shows_counts = enough && matches!(level.score, Score::Exact(_));
        Ok(Published::new(ItemLevel {
            n: level.n,
            score: level.score,
            interval: level.interval,
            counts: shows_counts.then(|| counts.to_vec()),
            asides: enough.then_some(asides),
        }))
    }

    /// The estimate of a change as it may be printed: width classes when a side may not show its spread.
    pub fn estimate(
        &self,
        overlap: &Overlap,
        sensitivity: Sensitivity,
        spreads: Spreads,
    ) -> Option<Estimated> {
        let (first, last) = summaries(overlap)?;
        let is_open = |wave: &Summary| self.is_open(wave.count, sensitivity, spreads);
        let pair_count = u32::try_from(overlap.paired.len()).ok()?;
        let samples = [&first, &last].map(|wave| wave.sample(&self.regularisation));
        let correlation = trusted_correlation(overlap, self.regularisation.correlation_cap);
        let everybody = overlap.first_only.is_empty() && overlap.last_only.is_empty();
        // A correlation is a statistic about those followed. Of fewer than k among others it is not read, of
        // fewer than a sensitive subject asks for it is rounded.
        let (pairs, correlation) = if everybody || pair_count >= self.score(sensitivity) {
            (pair_count, correlation)
        } else if pair_count >= self.thresholds.score {
            (pair_count, printed_correlation(correlation))
        } else {
            (0, 0.0)
        };
        let estimated = if is_open(&first) && is_open(&last) {
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

    /// How many of the people followed moved up, stayed, moved down; above the threshold only and never unanimous.
    pub fn people(
        &self,
        overlap: &Overlap,
        sensitivity: Sensitivity,
        spreads: Spreads,
    ) -> Option<(u32, u32, u32)> {
        let pairs = u32::try_from(overlap.paired.len()).ok()?;
        if !self.is_open(pairs, sensitivity, spreads) {
            return None;
        }
        let count = |wanted: std::cmp::Ordering| {
            let found = overlap
                .paired
                .iter()
                .filter(|(from, to)| to.total_cmp(from) == wanted);
            u32::try_from(found.count()).unwrap_or(u32::MAX)
        };
        let moved = (
            count(std::cmp::Ordering::Greater),
            count(std::cmp::Ordering::Equal),
            count(std::cmp::Ordering::Less),
        );
        let largest = moved.0.max(moved.1).max(moved.2);
        let spared = u32::from(sensitivity == Sensitivity::Sensitive);
        (largest < pairs - spared).then_some(moved)
    }

    /// Whether the mean of a base may be printed as it is.
    pub fn is_exact(&self, base: &Base) -> bool {
        matches!(openness(base), Openness::Exact)
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

/// A change before its family is known: what `change` needs beside the p-values adjusted over it.
pub(super) struct Drafted {
    pub n: (u32, u32),
    pub pairs: Option<u32>,
    pub means: (f64, f64),
    pub estimate: Estimate,
    pub design: Design,
    pub people: Option<(u32, u32, u32)>,
    /// Whether its p-values may be printed.
    pub tested: bool,
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
        }
    }
}

/// The bound of the « ensemble » when every published group is bounded on the same side.
///
/// The weighted mean of scores of at least so much is at least the weighted mean of these bounds, in whole
/// points on the safe side: it follows from what the groups print and tells nothing more.
fn bounded_ensemble(voices: &[Voice]) -> Option<Level> {
    let told: Vec<(&Voice, Bounded)> = voices
        .iter()
        .filter_map(|voice| Some((voice, voice.bounded?)))
        .collect();
    let weight = super::estimate::total(told.iter().map(|(voice, _)| voice.weight));
    let parts = told
        .iter()
        .map(|(voice, bounded)| voice.weight / weight * bounded.score.number());
    let mean = super::estimate::total(parts);
    let is_low = |bounded: &Bounded| matches!(bounded.score, Score::AtMost(_));
    let score = match told.iter().filter(|(_, bounded)| is_low(bounded)).count() {
        _ if weight <= 0.0 => return None,
        0 => Score::AtLeast((mean + 1e-9).floor()),
        low if low == told.len() => Score::AtMost((mean - 1e-9).ceil()),
        _ => return None,
    };
    Some(Level {
        n: told.iter().map(|(_, bounded)| bounded.n).sum(),
        score,
        interval: None,
        everyone: told.iter().all(|(_, bounded)| bounded.everyone),
        spread: None,
        groups: told.iter().map(|(voice, _)| voice.group).collect(),
        groups_asked: voices.len(),
        through_criteria: false,
    })
}

fn clamped(estimate: &Estimate) -> (f64, f64) {
    let interval = estimate.interval(0.95).clamped(0.0, 100.0);
    (interval.low, interval.high)
}

fn spread(scores: &[f64], summary: &Summary) -> Option<Spread> {
    let tails = tails(scores);
    Some(Spread {
        sd: summary.standard_deviation()?,
        quartiles: (
            quantile(scores, 0.25)?,
            quantile(scores, 0.5)?,
            quantile(scores, 0.75)?,
        ),
        high: tails.high,
        low: tails.low,
    })
}

/// Unanimity (`decisions.md` § 13): all at one extreme or in the favourable set is bounded, all at
/// any other level is closed; on a sensitive subject one person apart changes nothing to that.
fn openness(base: &Base) -> Openness {
    let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
    let all = |holds: &dyn Fn(f64) -> bool| base.scores.iter().all(|&score| holds(score));
    if all(&|score| same(score, 100.0)) {
        return Openness::AtLeast(95.0);
    }
    if all(&|score| same(score, 0.0)) {
        return Openness::AtMost(5.0);
    }
    if let Some((favourable, unfavourable)) = base.ends {
        if all(&|score| score >= favourable - 1e-9) {
            return Openness::AtLeast(favourable);
        }
        if all(&|score| score <= unfavourable + 1e-9) {
            return Openness::AtMost(unfavourable);
        }
    }
    let spared = usize::from(base.sensitivity == Sensitivity::Sensitive);
    let enough = base.scores.len().saturating_sub(spared);
    let gathered = |holds: &dyn Fn(f64) -> bool| {
        base.scores.iter().filter(|&&score| holds(score)).count() >= enough
    };
    // At most `spared` people are apart, so the level is that of one of the first `spared + 1`:
    // trying everybody's would take the square of a large survey.
    let at_one_level = base
        .scores
        .iter()
        .take(spared + 1)
        .any(|&level| gathered(&|score| same(score, level)));
    let in_one_set = spared > 0
        && base.ends.is_some_and(|(favourable, unfavourable)| {
            gathered(&|score| score >= favourable - 1e-9)
                || gathered(&|score| score <= unfavourable + 1e-9)
        });
    if at_one_level || in_one_set {
        Openness::Closed
    } else {
        Openness::Exact
    }
}
