//! Levels: the score of every group and of the ensemble on every subject, and the answers to each item.

use crate::model::{Item, ItemId};

use super::composite::Composite;
use super::compute::Workshop;
use super::disclosure::{Base, Bounded, Scored, Voice};
use super::distribution::Distribution;
use super::figures::{Absent, Asides, Figure, Figures, Level, Party, Score, Subject};
use super::participation::{invited, wave_id};
use super::protection::cells::Cell;
use super::retold::Told;
use super::sheets::FIRST_LEVEL;
use super::tally::{self, Scores};

impl Workshop<'_> {
    /// The question on which all the scores of a group rest, when of these it answered no other.
    ///
    /// A criterion of several questions, of which a group was put one, is that question under another name.
    pub(super) fn only_answered(
        &self,
        (wave, group): (usize, usize),
        items: impl Iterator<Item = u16>,
    ) -> Option<u16> {
        let sheets = &self.crowds[wave].sheets[group];
        let is_answered = |item: &u16| {
            let mut codes = sheets.answers(usize::from(*item)).iter();
            codes.any(|&code| code >= FIRST_LEVEL)
        };
        let mut answered = items.filter(is_answered);
        let only = answered.next()?;
        answered.next().is_none().then_some(only)
    }

    /// Bounds of the favourable and unfavourable answers to one item.
    pub(super) fn item_ends(&self, item: usize) -> Option<(f64, f64)> {
        let question = &self.material.questionnaire.items[item];
        let scale = &self.material.questionnaire.scales[question.scale];
        let score = |level: &u8| self.level_scores[item].get(usize::from(*level)).copied();
        let (best, worst) = question.ends(scale);
        let favourable = best.iter().filter_map(score).min_by(f64::total_cmp)?;
        let unfavourable = worst.iter().filter_map(score).max_by(f64::total_cmp)?;
        Some((favourable, unfavourable))
    }

    /// Whether the questionnaire puts the subject to a published group.
    fn is_asked(&self, composite: &Composite, group: usize) -> bool {
        let members = &self.grouping.groups[group].members;
        composite.items().any(|item| {
            self.material.questionnaire.items[item.at()]
                .groups
                .iter()
                .any(|g| members.contains(g))
        })
    }

    /// Puts the scores of a subject in print; `told` keeps those of criteria for their categories.
    pub(super) fn publish_levels(
        &self,
        composite: &Composite,
        scores: &[Vec<Scores>],
        figures: &mut Figures,
        told: &mut Told,
    ) {
        for (wave, scores) in scores.iter().enumerate() {
            self.publish_level(composite, wave, scores, (figures, told));
            if composite.criterion().is_some() {
                self.publish_items(composite, wave, figures);
            }
        }
    }

    fn publish_level(
        &self,
        composite: &Composite,
        wave: usize,
        scores: &[Scores],
        (figures, told): (&mut Figures, &mut Told),
    ) {
        let subject = composite.subject;
        let sensitivity = self.sensitivity(composite);
        let asked =
            (0..self.grouping.groups.len()).filter(|&group| self.is_asked(composite, group));
        let cell = composite.cell(&self.present[wave]);
        let mut voices = Vec::new();
        for group in asked {
            let values = &scores[group].distribution;
            let (people, over) = self.population(wave, group);
            let only = self.only_answered((wave, group), composite.items().map(|item| item.0));
            let base = Base {
                scores: values,
                population: people,
                over,
                sensitivity,
                ends: only.and_then(|item| self.item_ends(usize::from(item))),
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
                told.insert((wave, group, criterion), scored.estimate);
            }
            let bounded = figure.as_ref().ok().and_then(|level| bounded(level));
            voices.push(Voice {
                group,
                weight: self.weighing.of(group),
                scored,
                bounded,
                answered: values.count() > 0,
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
                over: level.over,
                estimate,
            })
        });
        (figure, scored)
    }

    /// The figure of a category through its criteria; thresholds and unanimity were theirs.
    fn told_through(&self, base: &Base, scored: Option<Scored>) -> (Figure<Level>, Option<Scored>) {
        let figure = match scored {
            _ if base.scores.count() == 0 => Err(Absent::NotMeasured),
            None => Err(Absent::Withheld),
            Some(scored) => self.gate.category_level(&scored),
        };
        let scored = scored.filter(|_| figure.is_ok());
        (figure, scored)
    }

    /// People a score speaks of, and whether more answered than were invited: the answers are then the population.
    pub(super) fn population(&self, wave: usize, group: usize) -> (Option<u32>, bool) {
        let invited = invited(self.material.project, wave, &self.grouping.groups[group]);
        let people = invited.map(|people| people.max(self.crowds[wave].answered[group]));
        (people, people != invited)
    }

    fn publish_items(&self, composite: &Composite, wave: usize, figures: &mut Figures) {
        let questionnaire = self.material.questionnaire;
        let sensitivity = self.sensitivity(composite);
        for (group, sheets) in self.crowds[wave].sheets.iter().enumerate() {
            let parts = composite.within(|item| sheets.was_put(item));
            let scoring = self.scoring(&parts, composite);
            let items = parts.concat();
            let (people, over) = self.population(wave, group);
            let cut = sheets.alike(&items, |item| self.levels_of(item));
            let tallies = tally::items(&cut, &scoring, &items, questionnaire);
            for (&item, tally) in items.iter().zip(&tallies) {
                let Some(tally) = tally else { continue };
                let (key, item) = (ItemId(item), usize::from(item));
                let values = scores_of(
                    &tally.counts,
                    &questionnaire.items[item],
                    &self.level_scores[item],
                );
                let base = Base {
                    scores: &values,
                    population: people,
                    over,
                    sensitivity,
                    ends: self.item_ends(item),
                    spreads: self.protection.spreads(wave, group, Cell::Item(key)),
                };
                let tells_asides = self.protection.tells_asides(wave, group, key);
                let asides = tells_asides.then_some(Asides {
                    dont_know: tally.dont_know,
                    not_applicable: tally.not_applicable,
                    missing: tally.missing,
                });
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
        over: level.over,
        score: level.score,
    })
}

/// Scores of an item's answers from its oriented counts.
fn scores_of(counts: &[u32], item: &Item, level_scores: &[f64]) -> Distribution {
    let score = |rank| {
        level_scores
            .get(item.oriented(rank, counts.len())?)
            .copied()
    };
    let met = counts.iter().enumerate().filter(|(_, people)| **people > 0);
    let scores = met.filter_map(|(rank, &people)| Some((score(rank)?, people)));
    Distribution::of(scores.collect())
}
