//! Who speaks in a figure, and of what.

use crate::model::{CategoryId, CriterionId, QvctId, Referential};

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// Rank in [`super::figures::Figures::groups`].
    Group(usize),
    /// Standardised mean over the published groups, with the fixed weights of [`super::figures::Figures::weighing`].
    Ensemble,
}

impl Party {
    /// The rank of a group.
    pub fn group(self) -> Option<usize> {
        match self {
            Party::Group(rank) => Some(rank),
            Party::Ensemble => None,
        }
    }

    /// Who speaks where the ensemble holds `groups`: of a single one, that group.
    pub fn alone(self, groups: &[usize]) -> Party {
        match (self, groups) {
            (Party::Ensemble, [only]) => Party::Group(*only),
            _ => self,
        }
    }
}

/// What is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A criterion.
    Criterion(CriterionId),
    /// A family of criteria.
    Category(CategoryId),
    /// A level of QVCT.
    Qvct(QvctId),
    /// Items of one theme (`droit_erreur`): rank in [`super::figures::Figures::themes`].
    Theme(usize),
}

impl Subject {
    /// Every subject: criteria, categories, levels of QVCT, and so many themes.
    pub fn all(referential: &Referential, themes: usize) -> impl Iterator<Item = Subject> {
        let criteria = CriterionId::each(&referential.criteria).map(Subject::Criterion);
        let categories = CategoryId::each(&referential.categories).map(Subject::Category);
        let levels = QvctId::each(&referential.qvct).map(Subject::Qvct);
        criteria
            .chain(categories)
            .chain(levels)
            .chain((0..themes).map(Subject::Theme))
    }
}
