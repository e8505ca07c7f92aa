//! Computes what stands beside published figures in the annex.
//!
//! Reads answers once more, after disclosure control: nothing is computed beside a figure that was
//! withheld. Outside the targets of speed of the figures themselves (`decisions.md` § 18).

use crate::model::{CriterionId, ItemId, State, WaveId};

use super::bundle::{Bundle, Kept, bundles};
use super::change::{Design, Overlap, attrition};
use super::changes::common_items;
use super::companion::{ChangeKey, Coherence, Companions, Departure, PairTests, SampleTests};
use super::compute::{Material, Workshop};
use super::consistency::{FEWEST_PEOPLE, consistency};
use super::disclosure::Sensitivity;
use super::dominance::cliff_delta;
use super::figures::{Change, Figures, Level, Party, Score, Subject};
use super::pairing::People;
use super::ranks::{mann_whitney, signed_ranks};
use super::resample::{RESAMPLES, Target, bca};
use super::tally::Scores;

/// People for a bootstrap: fewer and it misses the truth too often, more and it repeats the t interval.
const RESAMPLED: std::ops::RangeInclusive<usize> = 20..=1000;

/// Everything that the annex prints beside the published figures of a project.
pub fn companions(material: Material, figures: &Figures) -> Companions {
    let workshop = Workshop::new(material);
    let all = bundles(
        material.questionnaire,
        material.referential,
        &figures.themes,
    );
    let mut found = Companions::default();
    for bundle in all.iter().filter(|bundle| bundle.holds_criteria()) {
        let beside = Beside {
            workshop: &workshop,
            bundle,
            figures,
        };
        for wave in figures.measures() {
            let scores = workshop.scores(wave.at(), bundle, &workshop.present[wave.at()]);
            for slot in 0..bundle.subjects.len() {
                beside.level(wave, slot, &scores, &mut found);
            }
        }
        for pair in pairs(figures) {
            beside.changes(pair, &mut found);
        }
    }
    found
}

/// The pairs that the annex tells group by group: first to last, and every step of a single group.
fn pairs(figures: &Figures) -> Vec<(WaveId, WaveId)> {
    let measures: Vec<WaveId> = figures.measures().collect();
    let ends = measures.first().copied().zip(measures.last().copied());
    let steps = measures.windows(2).map(|pair| (pair[0], pair[1]));
    let mut pairs: Vec<_> = ends.into_iter().filter(|(from, to)| from != to).collect();
    if figures.groups.len() == 1 {
        pairs.extend(steps.filter(|step| Some(*step) != ends));
    }
    pairs
}

/// What the companions of a bundle of criteria are computed from.
struct Beside<'a> {
    workshop: &'a Workshop<'a>,
    bundle: &'a Bundle,
    figures: &'a Figures,
}

impl Beside<'_> {
    fn criterion(&self, slot: usize) -> Option<CriterionId> {
        match self.bundle.subjects.get(slot) {
            Some(Subject::Criterion(criterion)) => Some(*criterion),
            _ => None,
        }
    }

    fn level(&self, wave: WaveId, slot: usize, scores: &Scores, found: &mut Companions) {
        let Some(criterion) = self.criterion(slot) else {
            return;
        };
        let sensitivity = self.workshop.sensitivity(self.bundle, slot);
        let subject = Subject::Criterion(criterion);
        let is_open = |group: &usize| {
            let level = self.figures.level(wave, Party::Group(*group), subject);
            // Enough people without a spread: beside what else is printed, it would tell too much.
            let closed = |level: &Level| {
                level.spread.is_none() && level.n >= self.workshop.gate.distribution(sensitivity)
            };
            level.is_ok_and(|level| matches!(level.score, Score::Exact(_)) && !closed(level))
        };
        let groups: Vec<usize> = (0..self.figures.groups.len()).filter(is_open).collect();
        // The annex gives intervals by resampling for the last measure only.
        let resampling = groups.iter().filter(|_| self.figures.last() == Some(wave));
        for &group in resampling {
            let values = sorted(self.workshop.scores_of(wave.at(), group, &scores[slot]));
            let key = format!("niveau|{}", self.key(wave, group, criterion));
            let figure = self
                .workshop
                .gate
                .companion(sensitivity, &[values.len()], &[], || {
                    resampled(&key, &values)
                });
            if let Some(figure) = figure {
                found.resampled.insert((wave, group, criterion), figure);
            }
        }
        if let Some(figure) = self.coherence(wave, slot, &scores[slot], &groups, sensitivity) {
            found.coherence.insert((wave, criterion), figure);
        }
    }

    /// `V2|salaries|C08`.
    fn key(&self, wave: WaveId, group: usize, criterion: CriterionId) -> String {
        let code = self
            .workshop
            .material
            .referential
            .criteria
            .get(criterion.at());
        format!(
            "{}|{}|{}",
            self.figures.waves[wave.at()].id,
            self.figures.groups[group].id,
            code.map_or("", |entry| entry.code.as_str())
        )
    }

    /// Over the people of the groups given who answered all the questions; none when one to k − 1 of
    /// the criterion's base did not, as for the figures of a question (`decisions.md` § 12).
    fn coherence(
        &self,
        wave: WaveId,
        slot: usize,
        scores: &[Option<Kept>],
        groups: &[usize],
        sensitivity: Sensitivity,
    ) -> Option<super::figures::Published<Coherence>> {
        let items: Vec<ItemId> = self
            .bundle
            .items_of(slot)
            .filter(|item| self.workshop.present[wave.at()][item.at()])
            .collect();
        if items.len() < 2 {
            return None;
        }
        let groups: Vec<usize> = groups
            .iter()
            .copied()
            .filter(|group| items.iter().all(|item| self.is_put_to(*item, *group)))
            .collect();
        let base: usize = groups
            .iter()
            .map(|&group| self.workshop.scores_of(wave.at(), group, scores).len())
            .sum();
        let rows = self.complete(wave, &items, scores, &groups);
        let apart = base.saturating_sub(rows.len());
        self.workshop
            .gate
            .companion(sensitivity, &[rows.len()], &[apart], || {
                let views: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
                let found = consistency(&views).filter(|found| found.count >= FEWEST_PEOPLE)?;
                Some(Coherence { items, found })
            })
    }

    fn is_put_to(&self, item: ItemId, group: usize) -> bool {
        let asked = &self.workshop.material.questionnaire.items[item.at()].groups;
        let members = &self.figures.groups[group].members;
        members.iter().all(|member| asked.contains(member))
    }

    /// Scores of the people who answered all the items, a row each.
    fn complete(
        &self,
        wave: WaveId,
        items: &[ItemId],
        scores: &[Option<Kept>],
        groups: &[usize],
    ) -> Vec<Vec<f64>> {
        let crowd = &self.workshop.crowds[wave.at()].group;
        let answers = &self.workshop.material.survey.waves[wave.at()].answers;
        let mut rows = Vec::new();
        for own in answers.chunk_by(|a, b| a.respondent == b.respondent) {
            let person = own[0].respondent as usize;
            let group = crowd[person].map(usize::from);
            if scores[person].is_none() || !group.is_some_and(|group| groups.contains(&group)) {
                continue;
            }
            let score = |item: &ItemId| {
                let answer = own.iter().find(|answer| answer.item == *item)?;
                match answer.state {
                    State::Valid(level) => {
                        let levels = &self.workshop.level_scores[item.at()];
                        levels.get(usize::from(level)).copied()
                    }
                    _ => None,
                }
            };
            rows.extend(items.iter().map(score).collect::<Option<Vec<f64>>>());
        }
        rows
    }

    fn changes(&self, (from, to): (WaveId, WaveId), found: &mut Companions) {
        let common = common_items(self.workshop, from, to);
        let first = self.workshop.scores(from.at(), self.bundle, &common);
        let last = self.workshop.scores(to.at(), self.bundle, &common);
        for slot in 0..self.bundle.subjects.len() {
            let Some(criterion) = self.criterion(slot) else {
                continue;
            };
            for group in 0..self.figures.groups.len() {
                let party = Party::Group(group);
                let subject = Subject::Criterion(criterion);
                let Ok(change) = self.figures.change(from, to, party, subject) else {
                    continue;
                };
                let people = People::new(
                    self.workshop,
                    group,
                    (from, &first[slot]),
                    (to, &last[slot]),
                );
                let key = (from, to, group, criterion);
                self.change(key, slot, (&people.view(), change), found);
            }
        }
    }

    fn change(
        &self,
        key: ChangeKey,
        slot: usize,
        (overlap, change): (&Overlap, &Change),
        found: &mut Companions,
    ) {
        let sensitivity = self.workshop.sensitivity(self.bundle, slot);
        // A figure that shows its mean only has no companion: they rest on the spread of the answers.
        let fewest = self.workshop.gate.distribution(sensitivity);
        if change.p.is_none() && change.n_from.min(change.n_to) >= fewest {
            return;
        }
        let gate = &self.workshop.gate;
        let (pairs, lost, new) = (
            overlap.paired.len(),
            overlap.first_only.len(),
            overlap.last_only.len(),
        );
        let figure = gate.companion(sensitivity, &[pairs + lost, pairs + new], &[], || {
            sample_tests(overlap)
        });
        if let Some(figure) = figure {
            found.samples.insert(key, figure);
        }
        // A unanimous move would be told by its p-value: where people are not counted, no test either.
        if change.people.is_some() {
            let figure = gate.companion(sensitivity, &[pairs], &[lost, new], || {
                let (from, to, group, criterion) = key;
                let waves = format!("{}>", self.figures.waves[from.at()].id);
                pair_tests(
                    &format!("paire|{waves}{}", self.key(to, group, criterion)),
                    overlap,
                )
            });
            if let Some(figure) = figure {
                found.pairs.insert(key, figure);
            }
        }
        if pairs > 0 && lost > 0 {
            let matters = self.workshop.material.thresholds.important_change;
            let figure = gate.companion(sensitivity, &[pairs + lost], &[pairs, lost], || {
                attrition(overlap).map(|points| departure(points, matters))
            });
            if let Some(figure) = figure {
                found.departures.insert(key, figure);
            }
        }
    }
}

fn departure(kept_minus_lost: f64, matters: f64) -> Departure {
    if kept_minus_lost >= matters - 1e-9 {
        Departure::StayedHigher
    } else if kept_minus_lost <= 1e-9 - matters {
        Departure::StayedLower
    } else {
        Departure::Alike
    }
}

fn sample_tests(overlap: &Overlap) -> Option<SampleTests> {
    let before = overlap.paired.iter().map(|pair| pair.0);
    let after = overlap.paired.iter().map(|pair| pair.1);
    let first: Vec<f64> = before.chain(overlap.first_only.iter().copied()).collect();
    let last: Vec<f64> = after.chain(overlap.last_only.iter().copied()).collect();
    let rank_sum = if overlap.design() == Design::Paired {
        None
    } else {
        mann_whitney(&first, &last).map(|found| found.test)
    };
    Some(SampleTests {
        rank_sum,
        delta: cliff_delta(&first, &last)?,
    })
}

fn pair_tests(key: &str, overlap: &Overlap) -> Option<PairTests> {
    let moves = sorted(overlap.paired.iter().map(|(from, to)| to - from).collect());
    Some(PairTests {
        count: u32::try_from(moves.len()).ok()?,
        signed_ranks: signed_ranks(&moves).test,
        resampled: resampled(key, &moves),
    })
}

/// The bootstrap interval of a mean; values come sorted, so that neither rows nor names of people matter.
fn resampled(key: &str, values: &[f64]) -> Option<(f64, f64)> {
    if !RESAMPLED.contains(&values.len()) {
        return None;
    }
    let interval = bca(key, Target::Mean(values), RESAMPLES)?.interval;
    Some((interval.low, interval.high))
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_unstable_by(f64::total_cmp);
    values
}
