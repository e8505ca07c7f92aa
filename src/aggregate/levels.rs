//! Levels: the score of every group and of the ensemble on every subject, and the answers to each item.

use crate::model::{CriterionId, ItemId};

use super::bundle::{Bundle, Kept};
use super::compute::Workshop;
use super::disclosure::{Base, Sensitivity};
use super::figures::{Absent, Figures, Party, Subject};
use super::participation::{invited, wave_id};
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

    fn item_ends(&self, item: usize) -> Option<(f64, f64)> {
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

    pub(super) fn publish_levels(&self, bundle: &Bundle, scores: &[Scores], figures: &mut Figures) {
        for (wave, wave_scores) in scores.iter().enumerate() {
            for (slot, subject) in bundle.subjects.iter().enumerate() {
                self.publish_level(bundle, slot, *subject, wave, &wave_scores[slot], figures);
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
        figures: &mut Figures,
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
        let mut parts = Vec::new();
        for (&group, values) in asked.iter().zip(&values) {
            let people = invited(self.material.project, wave, &self.grouping.groups[group]);
            let base = Base {
                scores: values,
                population: people,
                sensitivity,
                ends,
            };
            let figure = if self.hidden.contains(&(wave, group))
                || self.theme_leaks(bundle, slot, wave, group, scores)
            {
                Err(Absent::Withheld)
            } else {
                self.gate.level(&base)
            };
            parts.push((group, base, figure));
        }
        let views: Vec<_> = parts
            .iter()
            .map(|(group, base, figure)| (*group, base, figure))
            .collect();
        if !views.is_empty() {
            figures.levels.insert(
                (wave_id(wave), Party::Ensemble, subject),
                self.gate.ensemble(&views),
            );
        }
        for (group, _, figure) in parts {
            figures
                .levels
                .insert((wave_id(wave), Party::Group(group), subject), figure);
        }
    }

    /// A theme is a figure about items: it is withheld when one to k − 1 people of its criterion's
    /// base are not in its own (`decisions.md` § 12).
    fn theme_leaks(
        &self,
        bundle: &Bundle,
        slot: usize,
        wave: usize,
        group: usize,
        scores: &[Option<Kept>],
    ) -> bool {
        if !matches!(bundle.subjects[slot], Subject::Theme(_)) {
            return false;
        }
        let usable = self.crowds[wave]
            .group
            .iter()
            .filter(|of| of.map(usize::from) == Some(group))
            .count();
        let answered = self.scores_of(wave, group, scores).len();
        let outside = usable.saturating_sub(answered);
        let fewest = self.gate.score(self.sensitivity(bundle, slot)) as usize;
        let alone = self.ends(bundle, slot, wave).is_some() && self.rests_alone(bundle, slot, wave);
        outside > 0 && outside < fewest && !alone
    }

    /// Whether the theme's only item is also the only item of its criterion: one figure under two names.
    fn rests_alone(&self, bundle: &Bundle, slot: usize, wave: usize) -> bool {
        let questionnaire = self.material.questionnaire;
        bundle.items_of(slot).all(|item| {
            let criterion = questionnaire.items[item.at()].criterion;
            questionnaire
                .items_of(criterion)
                .filter(|other| self.present[wave][other.at()])
                .count()
                == 1
        })
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
                };
                let asides = (tally.dont_know, tally.not_applicable, tally.missing);
                let figure = if self.hidden.contains(&(wave, group)) {
                    Err(Absent::Withheld)
                } else {
                    self.gate.item(&base, &tally.counts, asides, tally.outside)
                };
                let key = ItemId(u16::try_from(item).unwrap_or(u16::MAX));
                figures.items.insert((wave_id(wave), group, key), figure);
            }
        }
    }
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
