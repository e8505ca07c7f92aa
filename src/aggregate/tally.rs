//! From answers to one score per person and subject, a bundle of subjects at a time.
//!
//! A bundle keeps memory flat on large surveys: the scores of a few subjects over all people are
//! held at once, never those of all subjects. Exact and private: nothing of this file is published.

use crate::model::{CriterionId, Questionnaire, State, WaveAnswers};

use super::bundle::{Bundle, Kept};
use super::respondent::{self, Completion, Sums, Weighted};
use super::scale::rescale;

/// Scores of a bundle at one wave: `scores[slot][respondent]`, `None` when undefined.
pub(super) type Scores = Vec<Vec<Option<Kept>>>;

/// What is known of each respondent of a wave before any score.
pub(super) struct Crowd {
    /// Published group of each respondent; `None` for break-offs.
    pub group: Vec<Option<u8>>,
    /// People with at least one coded answer, per published group.
    pub answered: Vec<u32>,
    /// People whose questionnaire is complete or partial, per published group.
    pub usable: Vec<u32>,
}

/// Classes respondents: break-offs (under half of the questions) count in no score.
pub(super) fn crowd(wave: &WaveAnswers, of: &[Option<usize>], groups: usize) -> Crowd {
    let mut asked = vec![0u32; wave.respondents.len()];
    let mut coded = vec![0u32; wave.respondents.len()];
    for answer in &wave.answers {
        let person = answer.respondent as usize;
        asked[person] += 1;
        if matches!(
            answer.state,
            State::Valid(_) | State::DontKnow | State::NotApplicable
        ) {
            coded[person] += 1;
        }
    }
    let mut crowd = Crowd {
        group: Vec::new(),
        answered: vec![0; groups],
        usable: vec![0; groups],
    };
    for (person, respondent) in wave.respondents.iter().enumerate() {
        let group = of.get(respondent.group.at()).copied().flatten();
        let usable = matches!(
            respondent::completion(coded[person], asked[person]),
            Some(Completion::Complete | Completion::Partial)
        );
        if let Some(group) = group {
            crowd.answered[group] += u32::from(coded[person] > 0);
            crowd.usable[group] += u32::from(usable);
        }
        crowd.group.push(
            group
                .filter(|_| usable)
                .and_then(|group| u8::try_from(group).ok()),
        );
    }
    crowd
}

/// Score of each item's levels on 0–100, oriented: `[item][level]`.
pub(super) fn level_scores(questionnaire: &Questionnaire) -> Vec<Vec<f64>> {
    questionnaire
        .items
        .iter()
        .map(|item| {
            let levels = u32::from(questionnaire.scales[item.scale].size());
            (0..levels)
                .map(|level| {
                    let rank = if item.reversed {
                        levels - level
                    } else {
                        level + 1
                    };
                    rescale(rank, levels).unwrap_or(0.0)
                })
                .collect()
        })
        .collect()
}

/// Items that have an answer at a wave, whatever its state.
pub(super) fn items_present(wave: &WaveAnswers, items: usize) -> Vec<bool> {
    let mut present = vec![false; items];
    for answer in &wave.answers {
        present[answer.item.at()] = true;
    }
    present
}

/// Scores of every respondent on the subjects of a bundle, over the items of `mask`.
///
/// Criterion by the half rule, category as the mean of the person's criteria; QVCT levels and
/// themes as criteria over their own items (`statistics.md` § 1.3).
pub(super) fn scores(
    wave: &WaveAnswers,
    questionnaire: &Questionnaire,
    level_scores: &[Vec<f64>],
    bundle: &Bundle,
    mask: &[bool],
) -> Scores {
    let mut scores: Scores = vec![vec![None; wave.respondents.len()]; bundle.subjects.len()];
    let mut tallies: Vec<Tally> = vec![Tally::default(); bundle.tallies];
    let mut found = Vec::with_capacity(bundle.tallies);
    // Items of other bundles or outside the mask count for nobody.
    let wanted: Vec<&[usize]> = mask
        .iter()
        .zip(&bundle.slots)
        .map(|(of, slots)| if *of { slots.as_slice() } else { &[] })
        .collect();
    for answers in wave.answers.chunk_by(|a, b| a.respondent == b.respondent) {
        let person = answers[0].respondent as usize;
        let mut concerned = false;
        for answer in answers {
            for &slot in wanted[answer.item.at()] {
                let item = answer.item.at();
                tallies[slot].add(
                    answer.state,
                    questionnaire.items[item].weight,
                    &level_scores[item],
                );
                concerned = true;
            }
        }
        if concerned {
            settle(
                &mut tallies,
                bundle.holds_category(),
                person,
                &mut found,
                &mut scores,
            );
        }
    }
    scores
}

/// Turns a person's sums into scores and clears them; `found` is room used again.
fn settle(
    tallies: &mut [Tally],
    category: bool,
    person: usize,
    found: &mut Vec<f64>,
    scores: &mut Scores,
) {
    found.clear();
    let mut asked = 0;
    for (slot, tally) in tallies.iter_mut().enumerate() {
        let score = tally.sums.score(tally.asked, tally.not_concerned);
        if category {
            asked += u32::from(tally.asked > tally.not_concerned);
            found.extend(score);
        } else {
            scores[slot][person] = score.and_then(Kept::new);
        }
        *tally = Tally::default();
    }
    if category {
        scores[0][person] = respondent::category_score(found, asked).and_then(Kept::new);
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    asked: u32,
    not_concerned: u32,
    sums: Sums,
}

impl Tally {
    fn add(&mut self, state: State, weight: f64, scores: &[f64]) {
        self.asked += 1;
        match state {
            State::Valid(level) => {
                if let Some(&score) = scores.get(usize::from(level)) {
                    self.sums.add(Weighted { score, weight });
                }
            }
            State::NotApplicable => self.not_concerned += 1,
            State::DontKnow | State::Missing | State::Invalid => {}
        }
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

/// Counts the items of some criteria in each group: `[group][item]`, `None` where nobody was asked.
pub(super) fn items(
    wave: &WaveAnswers,
    questionnaire: &Questionnaire,
    crowd: &Crowd,
    bundle: &Bundle,
    scores: &Scores,
    criterion_slot: impl Fn(CriterionId) -> Option<usize>,
) -> Vec<Vec<Option<ItemTally>>> {
    let groups = crowd.answered.len();
    let mut tallies: Vec<Vec<Option<ItemTally>>> =
        vec![vec![None; questionnaire.items.len()]; groups];
    for answer in &wave.answers {
        if bundle.slots[answer.item.at()].is_empty() {
            continue;
        }
        let item = &questionnaire.items[answer.item.at()];
        let (Some(group), Some(slot)) = (
            crowd.group[answer.respondent as usize],
            criterion_slot(item.criterion),
        ) else {
            continue;
        };
        let levels = usize::from(questionnaire.scales[item.scale].size());
        let tally =
            tallies[usize::from(group)][answer.item.at()].get_or_insert_with(|| ItemTally {
                counts: vec![0; levels],
                ..ItemTally::default()
            });
        let in_base = scores[slot][answer.respondent as usize].is_some();
        tally.add(answer.state, in_base, item.reversed);
    }
    tallies
}

impl ItemTally {
    fn add(&mut self, state: State, in_base: bool, reversed: bool) {
        match state {
            State::Valid(level) if in_base => {
                let level = usize::from(level);
                let rank = if reversed {
                    self.counts.len() - 1 - level
                } else {
                    level
                };
                self.counts[rank] += 1;
            }
            State::Valid(_) => {}
            State::DontKnow => self.dont_know += 1,
            State::NotApplicable => self.not_applicable += 1,
            State::Missing | State::Invalid => self.missing += 1,
        }
    }
}
