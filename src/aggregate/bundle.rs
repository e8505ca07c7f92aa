//! Which subjects are computed together, and how their scores are kept.
//!
//! A few at a time: a survey of half a million people has some millions of scores, and only those
//! of one bundle are held. Knows the questionnaire, no answer.

use std::num::NonZeroU64;

use crate::model::{CategoryId, ItemId, Questionnaire, QvctId, Referential};

use super::figures::Subject;

/// Most subjects whose scores are held at once: a pass over the answers costs little, their room much.
const MOST: usize = 4;

/// A score in eight bytes even inside an `Option`, half the room of `Option<f64>`, to the last bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kept(NonZeroU64);

impl Kept {
    /// Keeps a score; `None` for the one pattern that stands for its absence, which is no number.
    pub fn new(score: f64) -> Option<Kept> {
        NonZeroU64::new(!score.to_bits()).map(Kept)
    }

    /// The score.
    pub fn score(self) -> f64 {
        f64::from_bits(!self.0.get())
    }
}

/// Subjects whose scores are computed in one pass over the answers: one category, or a few others.
pub(super) struct Bundle {
    pub subjects: Vec<Subject>,
    /// Sums kept for a person: one a subject, or one a criterion of the category.
    pub tallies: usize,
    /// Ranks of the sums that an item counts for, by item.
    pub slots: Vec<Vec<usize>>,
}

impl Bundle {
    /// Whether the one subject is a category, the mean of the criteria that are summed.
    pub fn holds_category(&self) -> bool {
        matches!(self.subjects[..], [Subject::Category(_)])
    }

    /// Whether the subjects are criteria, whose items are published with them.
    pub fn holds_criteria(&self) -> bool {
        matches!(self.subjects[..], [Subject::Criterion(_), ..])
    }

    /// Items that a subject rests on, in order.
    pub fn items_of(&self, slot: usize) -> impl Iterator<Item = ItemId> + '_ {
        let all = self.holds_category();
        let rests = move |slots: &Vec<usize>| {
            if all {
                !slots.is_empty()
            } else {
                slots.contains(&slot)
            }
        };
        let items = self
            .slots
            .iter()
            .enumerate()
            .filter(move |(_, slots)| rests(slots));
        items.filter_map(|(index, _)| u16::try_from(index).ok().map(ItemId))
    }

    /// The bundle of a single subject.
    pub fn single(questionnaire: &Questionnaire, subject: Subject) -> Bundle {
        bundle(questionnaire, &[], vec![subject])
    }
}

/// All the bundles of a questionnaire.
pub(super) fn bundles(
    questionnaire: &Questionnaire,
    referential: &Referential,
    themes: &[String],
) -> Vec<Bundle> {
    let mut bundles = Vec::new();
    for index in 0..referential.categories.len() {
        let category = CategoryId(u8::try_from(index).unwrap_or(u8::MAX));
        let criteria: Vec<Subject> = referential
            .criteria_of(category)
            .map(Subject::Criterion)
            .collect();
        // Criteria first: a category may have to be told through them.
        bundles.extend(
            criteria
                .chunks(MOST)
                .map(|part| bundle(questionnaire, themes, part.to_vec())),
        );
        bundles.push(Bundle {
            subjects: vec![Subject::Category(category)],
            ..bundle(questionnaire, themes, criteria)
        });
    }
    let levels = 0..referential.qvct.len();
    let qvct: Vec<Subject> = levels
        .map(|index| Subject::Qvct(QvctId(u8::try_from(index).unwrap_or(u8::MAX))))
        .collect();
    let themed: Vec<Subject> = (0..themes.len()).map(Subject::Theme).collect();
    let others = qvct.chunks(MOST).chain(themed.chunks(MOST));
    bundles.extend(others.map(|part| bundle(questionnaire, themes, part.to_vec())));
    bundles
}

fn bundle(questionnaire: &Questionnaire, themes: &[String], subjects: Vec<Subject>) -> Bundle {
    let slots = questionnaire.items.iter().map(|item| {
        let concerns = |subject: &Subject| match subject {
            Subject::Criterion(criterion) => item.criterion == *criterion,
            Subject::Category(_) => false,
            Subject::Qvct(level) => item.qvct.contains(level),
            Subject::Theme(theme) => item.themes.contains(&themes[*theme]),
        };
        (0..subjects.len())
            .filter(|&slot| concerns(&subjects[slot]))
            .collect()
    });
    Bundle {
        slots: slots.collect(),
        tallies: subjects.len(),
        subjects,
    }
}
