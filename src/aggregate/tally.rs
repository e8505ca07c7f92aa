//! From answers to the scores of a group on a subject, and to how each question was answered.
//!
//! Exact and private: nothing of this file is published.

use crate::model::{Item, Questionnaire};

use super::composite::Composite;
use super::compute::Workshop;
use super::distribution::Distribution;
use super::figures::Subject;
use super::respondent::{Sums, Weighted, category_score};
use super::scale::rescale;
use super::sheets::{Cut, DONT_KNOW, FIRST_LEVEL, NOT_ASKED, NOT_CONCERNED};

/// The scores of a group on a subject at a wave.
pub(super) struct Scores {
    /// In the order of the sheets, `None` when undefined; empty where nobody is followed over waves.
    pub each: Vec<Option<f64>>,
    /// Of everybody who has one.
    pub distribution: Distribution,
}

/// Score of each item's levels on 0–100, oriented: `[item][level]`.
pub(super) fn level_scores(questionnaire: &Questionnaire) -> Vec<Vec<f64>> {
    questionnaire
        .items
        .iter()
        .map(|item| {
            let levels = usize::from(questionnaire.scales[item.scale].size());
            let score = |level| rescale(item.oriented(level, levels)?, levels);
            (0..levels)
                .map(|level| score(level).unwrap_or(0.0))
                .collect()
        })
        .collect()
}

impl Workshop<'_> {
    /// The scores of each group at each wave, over the questions put: `[wave][group]`.
    pub fn scores_at_all_waves(&self, composite: &Composite) -> Vec<Vec<Scores>> {
        let waves = 0..self.crowds.len();
        waves
            .map(|wave| self.scores_of_groups(wave, composite, &self.present[wave]))
            .collect()
    }

    /// The scores of each group at a wave over the questions of a mask.
    pub fn scores_of_groups(
        &self,
        wave: usize,
        composite: &Composite,
        mask: &[bool],
    ) -> Vec<Scores> {
        let groups = 0..self.grouping.groups.len();
        groups
            .map(|group| self.scores(wave, group, composite, mask))
            .collect()
    }

    /// The scores of a group at a wave over the questions of a mask.
    fn scores(&self, wave: usize, group: usize, composite: &Composite, mask: &[bool]) -> Scores {
        let sheets = &self.crowds[wave].sheets[group];
        let parts = composite.within(|item| mask[item] && sheets.was_put(item));
        let scoring = self.scoring(&parts, composite);
        let items = parts.concat();
        if sheets.is_followed {
            let mut found = Vec::new();
            let cut = sheets.each(&items);
            let each = cut
                .rows()
                .map(|(codes, _)| scoring.score(codes, &mut found));
            let each: Vec<Option<f64>> = each.collect();
            let known = each.iter().flatten().map(|&score| (score, 1)).collect();
            Scores {
                distribution: Distribution::of(known),
                each,
            }
        } else {
            let cut = sheets.alike(&items, |item| self.levels_of(item));
            Scores {
                each: Vec::new(),
                distribution: Distribution::of(scoring.scores(&cut)),
            }
        }
    }

    /// How answers to these questions make a score on a subject.
    pub fn scoring(&self, parts: &[Vec<u16>], composite: &Composite) -> Scoring<'_> {
        let is_category = matches!(composite.subject, Subject::Category(_));
        Scoring::new(
            parts,
            is_category,
            self.material.questionnaire,
            &self.level_scores,
        )
    }

    /// How many levels the scale of a question has.
    pub fn levels_of(&self, item: u16) -> usize {
        self.level_scores[usize::from(item)].len()
    }
}

/// How a person's answers make a score: criterion by the half rule, category as the mean of the
/// person's criteria; QVCT levels and themes as criteria over their own items (`statistics.md` § 1.3).
pub(super) struct Scoring<'a> {
    /// Weight of each question and the scores of its levels; a part for each criterion of a category, else one.
    parts: Vec<Vec<(f64, &'a [f64])>>,
    is_category: bool,
}

impl<'a> Scoring<'a> {
    /// Over the questions of these parts; `level_scores` of all questions.
    pub fn new(
        parts: &[Vec<u16>],
        is_category: bool,
        questionnaire: &Questionnaire,
        level_scores: &'a [Vec<f64>],
    ) -> Scoring<'a> {
        let question = |&item: &u16| {
            let item = usize::from(item);
            (
                questionnaire.items[item].weight,
                level_scores[item].as_slice(),
            )
        };
        Scoring {
            parts: parts
                .iter()
                .map(|part| part.iter().map(question).collect())
                .collect(),
            is_category,
        }
    }

    /// The score of someone's codes, part by part; `found` is room used again.
    pub fn score(&self, codes: &[u8], found: &mut Vec<f64>) -> Option<f64> {
        if !self.is_category {
            let part = self.parts.first()?;
            return Tally::of(codes, part).score();
        }
        found.clear();
        let (mut asked, mut start) = (0, 0);
        for part in &self.parts {
            let tally = Tally::of(&codes[start..start + part.len()], part);
            start += part.len();
            asked += u32::from(tally.asked > tally.not_concerned);
            found.extend(tally.score());
        }
        category_score(found, asked)
    }

    /// The scores of people cut down to these questions, with how many have each.
    pub fn scores(&self, cut: &Cut) -> Vec<(f64, u32)> {
        let mut found = Vec::new();
        cut.rows()
            .filter_map(|(codes, people)| Some((self.score(codes, &mut found)?, people)))
            .collect()
    }
}

#[derive(Default)]
struct Tally {
    asked: u32,
    not_concerned: u32,
    sums: Sums,
}

impl Tally {
    fn of(codes: &[u8], questions: &[(f64, &[f64])]) -> Tally {
        let mut tally = Tally::default();
        for (&code, &(weight, scores)) in codes.iter().zip(questions) {
            tally.asked += u32::from(code != NOT_ASKED);
            tally.not_concerned += u32::from(code == NOT_CONCERNED);
            let level = code.checked_sub(FIRST_LEVEL).map(usize::from);
            if let Some(&score) = level.and_then(|level| scores.get(level)) {
                tally.sums.add(Weighted { score, weight });
            }
        }
        tally
    }

    fn score(&self) -> Option<f64> {
        self.sums.score(self.asked, self.not_concerned)
    }
}

/// Answers to one item in one group, people of the criterion's base only for the levels.
#[derive(Clone, Debug, Default)]
pub(super) struct ItemTally {
    /// Per level, least favourable first.
    pub counts: Vec<u32>,
    pub dont_know: u32,
    pub not_applicable: u32,
    pub missing: u32,
}

/// Counts the answers to each question of a criterion, in order; `None` where nobody was asked.
pub(super) fn items(
    cut: &Cut,
    scoring: &Scoring,
    items: &[u16],
    questionnaire: &Questionnaire,
) -> Vec<Option<ItemTally>> {
    let mut tallies: Vec<Option<ItemTally>> = vec![None; items.len()];
    let mut found = Vec::new();
    for (codes, people) in cut.rows() {
        let in_base = scoring.score(codes, &mut found).is_some();
        for ((&code, &item), tally) in codes.iter().zip(items).zip(&mut tallies) {
            if code == NOT_ASKED {
                continue;
            }
            let question = &questionnaire.items[usize::from(item)];
            let levels = usize::from(questionnaire.scales[question.scale].size());
            let tally = tally.get_or_insert_with(|| ItemTally {
                counts: vec![0; levels],
                ..ItemTally::default()
            });
            tally.add(code, people, in_base, question);
        }
    }
    tallies
}

impl ItemTally {
    fn add(&mut self, code: u8, people: u32, in_base: bool, item: &Item) {
        match code.checked_sub(FIRST_LEVEL).map(usize::from) {
            Some(level) if in_base => {
                let rank = item.oriented(level, self.counts.len());
                if let Some(count) = rank.and_then(|rank| self.counts.get_mut(rank)) {
                    *count += people;
                }
            }
            Some(_) => {}
            None if code == DONT_KNOW => self.dont_know += people,
            None if code == NOT_CONCERNED => self.not_applicable += people,
            None => self.missing += people,
        }
    }
}
