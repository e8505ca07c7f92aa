//! The subjects of a questionnaire with the questions that each is made of. Knows no answer.

use crate::model::{CategoryId, CriterionId, ItemId, Questionnaire, QvctId, Referential};

use super::figures::Subject;

/// A subject with its questions.
#[derive(Clone, Debug)]
pub(super) struct Composite {
    pub subject: Subject,
    /// Ranks of the questions: a part for each criterion of a category, else all in one.
    pub parts: Vec<Vec<u16>>,
}

impl Composite {
    /// The questions of a subject, in parts.
    pub fn new(
        subject: Subject,
        questionnaire: &Questionnaire,
        referential: &Referential,
        themes: &[String],
    ) -> Composite {
        let those = |wanted: &dyn Fn(&crate::model::Item) -> bool| -> Vec<u16> {
            (0..)
                .zip(&questionnaire.items)
                .filter(|(_, item)| wanted(item))
                .map(|(rank, _)| rank)
                .collect()
        };
        let of = |criterion: CriterionId| those(&|item| item.criterion == criterion);
        let parts = match subject {
            Subject::Criterion(criterion) => vec![of(criterion)],
            Subject::Category(category) => referential.criteria_of(category).map(of).collect(),
            Subject::Qvct(level) => vec![those(&|item| item.qvct.contains(&level))],
            Subject::Theme(theme) => vec![those(&|item| item.themes.contains(&themes[theme]))],
        };
        Composite { subject, parts }
    }

    /// All the subjects: the criteria of each category before it, because a category may have to be
    /// told through them.
    pub fn all(
        questionnaire: &Questionnaire,
        referential: &Referential,
        themes: &[String],
    ) -> Vec<Composite> {
        let mut subjects = Vec::new();
        for category in CategoryId::each(&referential.categories) {
            subjects.extend(referential.criteria_of(category).map(Subject::Criterion));
            subjects.push(Subject::Category(category));
        }
        subjects.extend(QvctId::each(&referential.qvct).map(Subject::Qvct));
        subjects.extend((0..themes.len()).map(Subject::Theme));
        subjects
            .into_iter()
            .map(|subject| Composite::new(subject, questionnaire, referential, themes))
            .collect()
    }

    /// The criterion, when it is one.
    pub fn criterion(&self) -> Option<CriterionId> {
        match self.subject {
            Subject::Criterion(criterion) => Some(criterion),
            _ => None,
        }
    }

    /// Its questions, part by part.
    pub fn items(&self) -> impl Iterator<Item = ItemId> + '_ {
        self.parts.iter().flatten().map(|&item| ItemId(item))
    }

    /// Its questions that are wanted, in the same parts.
    pub fn within(&self, is_wanted: impl Fn(usize) -> bool) -> Vec<Vec<u16>> {
        let kept = |part: &Vec<u16>| {
            let items = part.iter().copied();
            items.filter(|&item| is_wanted(usize::from(item))).collect()
        };
        self.parts.iter().map(kept).collect()
    }
}
