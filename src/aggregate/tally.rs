//! From answers to one score per person and subject, a bundle of subjects at a time.
//!
//! A bundle keeps memory flat on large surveys: the scores of a few subjects over all people are
//! held at once, never those of all subjects. Exact and private: nothing of this file is published.

use crate::model::{CriterionId, ItemId, Questionnaire, State, WaveAnswers};

use super::figures::Subject;
use super::respondent::{self, Completion, Weighted};
use super::scale::rescale;

/// Subjects whose scores are computed in one pass over the answers.
pub(super) struct Bundle {
    pub subjects: Vec<Subject>,
    /// Ranks in `subjects` that an item counts for, by item.
    pub slots: Vec<Vec<usize>>,
    /// Rank in `subjects` of the category whose criteria are the other subjects, when there is one.
    pub category: Option<usize>,
}

/// Scores of a bundle at one wave: `scores[slot][respondent]`, `None` when undefined.
pub(super) type Scores = Vec<Vec<Option<f64>>>;

/// What is known of each respondent of a wave before any score.
pub(super) struct Crowd {
    /// Published group of each respondent; `None` for break-offs.
    pub group: Vec<Option<usize>>,
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
        crowd.group.push(group.filter(|_| usable));
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
    let mut tallies: Vec<Tally> = vec![Tally::default(); bundle.subjects.len()];
    for answers in wave.answers.chunk_by(|a, b| a.respondent == b.respondent) {
        let person = answers[0].respondent as usize;
        for answer in answers {
            if !mask[answer.item.at()] {
                continue;
            }
            let item = &questionnaire.items[answer.item.at()];
            for &slot in &bundle.slots[answer.item.at()] {
                tallies[slot].add(answer.state, item.weight, &level_scores[answer.item.at()]);
            }
        }
        settle(&mut tallies, bundle, person, &mut scores);
    }
    scores
}

fn settle(tallies: &mut [Tally], bundle: &Bundle, person: usize, scores: &mut Scores) {
    let mut found = Vec::new();
    let mut asked = 0;
    for (slot, tally) in tallies.iter_mut().enumerate() {
        if Some(slot) == bundle.category {
            continue;
        }
        let score = tally.score();
        scores[slot][person] = score;
        asked += u32::from(tally.asked > tally.not_concerned);
        found.extend(score);
        tally.clear();
    }
    if let Some(category) = bundle.category {
        scores[category][person] = respondent::category_score(&found, asked);
    }
}

#[derive(Clone, Debug, Default)]
struct Tally {
    asked: u32,
    not_concerned: u32,
    valid: Vec<Weighted>,
}

impl Tally {
    fn add(&mut self, state: State, weight: f64, scores: &[f64]) {
        self.asked += 1;
        match state {
            State::Valid(level) => {
                if let Some(&score) = scores.get(usize::from(level)) {
                    self.valid.push(Weighted { score, weight });
                }
            }
            State::NotApplicable => self.not_concerned += 1,
            State::DontKnow | State::Missing | State::Invalid => {}
        }
    }

    fn score(&self) -> Option<f64> {
        respondent::criterion_score(&self.valid, self.asked, self.not_concerned)
    }

    fn clear(&mut self) {
        self.asked = 0;
        self.not_concerned = 0;
        self.valid.clear();
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
    /// People in the criterion's base without a valid answer to the item.
    pub outside: u32,
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
        let item = &questionnaire.items[answer.item.at()];
        let (Some(group), Some(slot)) = (
            crowd.group[answer.respondent as usize],
            criterion_slot(item.criterion),
        ) else {
            continue;
        };
        if bundle.slots[answer.item.at()].is_empty() {
            continue;
        }
        let levels = usize::from(questionnaire.scales[item.scale].size());
        let tally = tallies[group][answer.item.at()].get_or_insert_with(|| ItemTally {
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
                return;
            }
            State::Valid(_) => return,
            State::DontKnow => self.dont_know += 1,
            State::NotApplicable => self.not_applicable += 1,
            State::Missing | State::Invalid => self.missing += 1,
        }
        self.outside += u32::from(in_base);
    }
}

/// The bundles of a questionnaire: one a category, one for QVCT, and themes by eight.
pub(super) fn bundles(
    questionnaire: &Questionnaire,
    referential: &crate::model::Referential,
    themes: &[String],
) -> Vec<Bundle> {
    let mut bundles = Vec::new();
    for (index, _) in referential.categories.iter().enumerate() {
        let category = crate::model::CategoryId(u8::try_from(index).unwrap_or(u8::MAX));
        let mut subjects: Vec<Subject> = referential
            .criteria_of(category)
            .map(Subject::Criterion)
            .collect();
        let last = subjects.len();
        subjects.push(Subject::Category(category));
        bundles.push(bundle(questionnaire, themes, subjects, Some(last)));
    }
    let qvct: Vec<Subject> = (0..referential.qvct.len())
        .map(|index| Subject::Qvct(crate::model::QvctId(u8::try_from(index).unwrap_or(u8::MAX))))
        .collect();
    bundles.push(bundle(questionnaire, themes, qvct, None));
    let all: Vec<Subject> = (0..themes.len()).map(Subject::Theme).collect();
    bundles.extend(
        all.chunks(8)
            .map(|part| bundle(questionnaire, themes, part.to_vec(), None)),
    );
    bundles
}

fn bundle(
    questionnaire: &Questionnaire,
    themes: &[String],
    subjects: Vec<Subject>,
    category: Option<usize>,
) -> Bundle {
    let slots = questionnaire
        .items
        .iter()
        .map(|item| {
            let concerns = |subject: &Subject| match subject {
                Subject::Criterion(criterion) => item.criterion == *criterion,
                Subject::Category(_) => false,
                Subject::Qvct(level) => item.qvct.contains(level),
                Subject::Theme(theme) => item.themes.contains(&themes[*theme]),
            };
            (0..subjects.len())
                .filter(|&slot| concerns(&subjects[slot]))
                .collect()
        })
        .collect();
    Bundle {
        subjects,
        slots,
        category,
    }
}

/// Items that a subject rests on, in order.
pub(super) fn items_of<'a>(bundle: &'a Bundle, slot: usize) -> impl Iterator<Item = ItemId> + 'a {
    let slots_of_category = bundle.category == Some(slot);
    bundle
        .slots
        .iter()
        .enumerate()
        .filter(move |(_, slots)| {
            if slots_of_category {
                !slots.is_empty()
            } else {
                slots.contains(&slot)
            }
        })
        .filter_map(|(index, _)| u16::try_from(index).ok().map(ItemId))
}

/// The bundle of a single subject.
pub(super) fn single(questionnaire: &Questionnaire, subject: Subject) -> Bundle {
    bundle(questionnaire, &[], vec![subject], None)
}
