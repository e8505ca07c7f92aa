//! Levels: the score of every group and of the ensemble on every subject, and the answers to each item.

use crate::model::{CriterionId, ItemId};

use super::bundle::{Bundle, Kept};
use super::cells::Cell;
use super::compute::Workshop;
use super::disclosure::{Base, Bounded, Scored, Sensitivity, Voice};
use super::figures::{Absent, Asides, Figure, Figures, Level, Party, Score, Subject};
use super::participation::{invited, wave_id};
use super::retold::Told;
use super::tally::{self, Scores};

impl Workshop<'_> {
    /// Bounds of the favourable and unfavourable answers when a subject rests on one item at a wave.
    fn ends(&self, bundle: &Bundle, slot: usize, wave: usize) -> Option<(f64, f64)> {
        let mut items = bundle
            .items_of(slot)
            .filter(|item| self.present[wave][item.at()]);
        let (Some(only), None) = (items.next(), items.next()) else {
            return None;
        };
        self.item_ends(only.at())
    }

    /// The same for one item.
    pub(super) fn item_ends(&self, item: usize) -> Option<(f64, f64)> {
        let question = &self.material.questionnaire.items[item];
        let scale = &self.material.questionnaire.scales[question.scale];
        let score = |level: &u8| self.level_scores[item].get(usize::from(*level)).copied();
        // On a reversed item the levels favourable as worded are the unfavourable ones.
        let (best, worst) = if question.reversed {
            (&scale.unfavourable, &scale.favourable)
        } else {
            (&scale.favourable, &scale.unfavourable)
        };
        let favourable = best.iter().filter_map(score).min_by(f64::total_cmp)?;
        let unfavourable = worst.iter().filter_map(score).max_by(f64::total_cmp)?;
        Some((favourable, unfavourable))
    }

    /// Whether the questionnaire puts the subject to a published group.
    fn is_asked(&self, bundle: &Bundle, slot: usize, group: usize) -> bool {
        let members = &self.grouping.groups[group].members;
        bundle.items_of(slot).any(|item| {
            self.material.questionnaire.items[item.at()]
                .groups
                .iter()
                .any(|g| members.contains(g))
        })
    }

    /// Puts the scores of a bundle in print; `told` keeps those of criteria for their categories.
    pub(super) fn publish_levels(
        &self,
        bundle: &Bundle,
        scores: &[Scores],
        figures: &mut Figures,
        told: &mut Told,
    ) {
        for (wave, wave_scores) in scores.iter().enumerate() {
            for (slot, subject) in bundle.subjects.iter().enumerate() {
                let of_subject = &wave_scores[slot];
                self.publish_level(bundle, slot, *subject, wave, of_subject, (figures, told));
            }
            if bundle.holds_criteria() {
                self.publish_items(bundle, wave, wave_scores, figures);
            }
        }
    }

    fn publish_level(
        &self,
        bundle: &Bundle,
        slot: usize,
        subject: Subject,
        wave: usize,
        scores: &[Option<Kept>],
        (figures, told): (&mut Figures, &mut Told),
    ) {
        let sensitivity = self.sensitivity(bundle, slot);
        let ends = self.ends(bundle, slot, wave);
        let asked: Vec<usize> = (0..self.grouping.groups.len())
            .filter(|&group| self.is_asked(bundle, slot, group))
            .collect();
        let values: Vec<Vec<f64>> = asked
            .iter()
            .map(|&group| self.scores_of(wave, group, scores))
            .collect();
        let cell = self.cell(subject, &self.present[wave]);
        let mut voices = Vec::new();
        for (&group, values) in asked.iter().zip(&values) {
            let people = invited(self.material.project, wave, &self.grouping.groups[group]);
            let base = Base {
                scores: values,
                population: people,
                sensitivity,
                ends,
                spreads: self.protection.spreads(wave, group, cell.clone()),
            };
            let (figure, scored) = if self.hidden.contains(&(wave, group)) {
                (Err(Absent::Withheld), None)
            } else if let Some(category) = self.retold(group, subject) {
                let scored = self.category_through(wave, group, category, &base, (figures, told));
                self.told_through(&base, scored)
            } else if self.protection.allows(wave, group, cell.clone()) {
                self.told(&base)
            } else {
                (Err(Absent::Withheld), None)
            };
            if let (Subject::Criterion(criterion), Some(scored)) = (subject, scored) {
                told.insert((wave, group, criterion), scored.estimate.value);
            }
            let bounded = figure.as_ref().ok().and_then(|level| bounded(level));
            voices.push(Voice {
                group,
                weight: self.weighing.of(group),
                scored,
                bounded,
                answered: !values.is_empty(),
                through_criteria: self.retold(group, subject).is_some(),
            });
            let key = (wave_id(wave), Party::Group(group), subject);
            figures.levels.insert(key, figure);
        }
        if !voices.is_empty() {
            figures.levels.insert(
                (wave_id(wave), Party::Ensemble, subject),
                self.gate.ensemble(&voices),
            );
        }
    }

    /// The figure of a base, and its estimate when the score is printed exactly.
    fn told(&self, base: &Base) -> (Figure<Level>, Option<Scored>) {
        let figure = self.gate.level(base);
        let scored = figure.as_ref().ok().and_then(|level| {
            let estimate = self.gate.estimate_of_level(base)?;
            matches!(level.score, Score::Exact(_)).then_some(Scored {
                n: level.n,
                everyone: level.everyone,
                estimate,
            })
        });
        (figure, scored)
    }

    /// The figure of a category through its criteria; thresholds and unanimity were theirs.
    fn told_through(&self, base: &Base, scored: Option<Scored>) -> (Figure<Level>, Option<Scored>) {
        let figure = match scored {
            _ if base.scores.is_empty() => Err(Absent::NotMeasured),
            None => Err(Absent::Withheld),
            Some(scored) => self.gate.category_level(&scored),
        };
        let scored = scored.filter(|_| figure.is_ok());
        (figure, scored)
    }

    fn publish_items(&self, bundle: &Bundle, wave: usize, scores: &Scores, figures: &mut Figures) {
        let slot_of = |criterion: CriterionId| {
            bundle
                .subjects
                .iter()
                .position(|subject| *subject == Subject::Criterion(criterion))
        };
        let answers = &self.material.survey.waves[wave];
        let questionnaire = self.material.questionnaire;
        let tallies = tally::items(
            answers,
            questionnaire,
            &self.crowds[wave],
            bundle,
            scores,
            slot_of,
        );
        for (group, items) in tallies.iter().enumerate() {
            let people = invited(self.material.project, wave, &self.grouping.groups[group]);
            for (item, tally) in items.iter().enumerate() {
                let Some(tally) = tally else { continue };
                let key = ItemId(u16::try_from(item).unwrap_or(u16::MAX));
                let values = spelled_out(
                    &tally.counts,
                    questionnaire.items[item].reversed,
                    &self.level_scores[item],
                );
                let sensitive = slot_of(questionnaire.items[item].criterion)
                    .map_or(Sensitivity::Ordinary, |slot| self.sensitivity(bundle, slot));
                let base = Base {
                    scores: &values,
                    population: people,
                    sensitivity: sensitive,
                    ends: self.item_ends(item),
                    spreads: self.protection.spreads(wave, group, Cell::Item(key)),
                };
                let asides = Asides {
                    dont_know: tally.dont_know,
                    not_applicable: tally.not_applicable,
                    missing: tally.missing,
                };
                let figure = if self.hidden.contains(&(wave, group))
                    || !self.protection.allows(wave, group, Cell::Item(key))
                {
                    Err(Absent::Withheld)
                } else {
                    self.gate.item(&base, &tally.counts, asides)
                };
                figures.items.insert((wave_id(wave), group, key), figure);
            }
        }
    }
}

/// A published score that is a bound.
fn bounded(level: &Level) -> Option<Bounded> {
    (!matches!(level.score, Score::Exact(_))).then_some(Bounded {
        n: level.n,
        everyone: level.everyone,
        score: level.score,
    })
}

/// Scores of an item's answers from its oriented counts.
fn spelled_out(counts: &[u32], reversed: bool, level_scores: &[f64]) -> Vec<f64> {
    let mut scores = Vec::new();
    for (rank, &count) in counts.iter().enumerate() {
        let level = if reversed {
            counts.len() - 1 - rank
        } else {
            rank
        };
        scores.extend(std::iter::repeat_n(level_scores[level], count as usize));
    }
    scores
}
