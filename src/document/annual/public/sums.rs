//! The figures of the public report as sums of what single projects answered: what is known of whom.
//!
//! An unknown is what one project's people answered to a question: this year, or the year before where nothing was
//! measured again. A score whose questions are not known is an unknown of its own. Settles nothing: that is `beside`.

use std::collections::BTreeSet;

use crate::aggregate::field::Ratio;
use crate::model::{CriterionId, EarlierSubject};

use super::super::report::Report;
use super::super::{pool, subjects};
use super::held::{self, BEFORE, FIRST, LAST, NOW, same};
use super::mix::Mix;

/// Kinds of unknowns: as `held` numbers them.
const KINDS: usize = 4;
/// Numbers of questions stay below it; those of whole scores begin there.
const WHOLE: usize = 1 << 24;
/// Whole scores of categories begin there.
const CATEGORIES: usize = WHOLE << 1;

/// Who stands for all projects that an earlier year may have told of.
pub(super) const KNOWN: usize = usize::MAX;
/// Numbers of unknowns of a project stay below it.
const KNOWN_SLOTS: usize = CATEGORIES << 4;

/// A sum: rank of the project, number of the unknown, coefficient.
pub(super) type Sum = Vec<(usize, usize, Ratio)>;

/// Who printed what, by subject.
pub(super) struct Sums<'r> {
    report: &'r Report<'r>,
    /// Identifiers of the projects: laureates, then those that are gone.
    ids: Vec<&'r str>,
    /// Criteria, then all other subjects.
    pub subjects: Vec<EarlierSubject>,
}

impl<'r> Sums<'r> {
    pub fn of(report: &'r Report<'r>) -> Sums<'r> {
        let mut ids: Vec<&str> = report.laureates.iter().map(|one| one.id.as_str()).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        if let Some(earlier) = report.earlier {
            let gone = earlier.projects.keys().map(String::as_str);
            ids.extend(gone.filter(|id| !known.contains(id)));
        }
        let criteria = pool::criteria(report).map(EarlierSubject::Criterion);
        Sums {
            report,
            ids,
            subjects: criteria.chain(subjects::all(report)).collect(),
        }
    }

    /// The scores that this year prints of a subject.
    pub fn now(&self, subject: &EarlierSubject) -> Sum {
        let scores = self.kinds(subject).into_iter();
        let scores = scores.flat_map(|(rank, kind)| self.score(rank, subject, kind));
        scores.collect()
    }

    /// Their squares: the same where the scores are made of the same questions alike.
    pub fn squares(&self, subject: &EarlierSubject) -> Sum {
        let scores = self.kinds(subject).into_iter();
        let squares = scores.flat_map(|(rank, kind)| self.square(rank, subject, kind));
        squares.collect()
    }

    /// The same of the earlier year.
    pub fn squares_before(&self, subject: &EarlierSubject) -> Sum {
        let squares = self
            .told_before(subject)
            .flat_map(|rank| self.square(rank, subject, BEFORE));
        squares.collect()
    }

    /// Projects that print a score of a subject this year, each with the kind of its unknown.
    fn kinds(&self, subject: &EarlierSubject) -> Vec<(usize, usize)> {
        let members = pool::members(self.report, subject);
        let kinds = members.into_iter().map(|(rank, value)| {
            // Measured again with the same result is a new score: that it did not change is known to nobody yet.
            let told = self
                .before_of(rank, subject)
                .filter(|_| !self.is_measured_again(rank));
            let kind = match told {
                Some(told) if same(told, value.printed) => BEFORE,
                _ => self.current(rank, NOW),
            };
            (rank, kind)
        });
        kinds.collect()
    }

    /// The scores that the earlier year printed of a subject.
    pub fn before(&self, subject: &EarlierSubject) -> Sum {
        let scores = self
            .told_before(subject)
            .flat_map(|rank| self.score(rank, subject, BEFORE));
        scores.collect()
    }

    /// First and last scores of the changes that the earlier year printed of a criterion.
    pub fn changes_before(&self, criterion: CriterionId) -> [Sum; 2] {
        let parts = held::parts_of(self.report, criterion);
        let subject = EarlierSubject::Criterion(criterion);
        [FIRST, BEFORE].map(|kind| {
            let twice = parts.iter().enumerate();
            let twice = twice.filter(|(_, part)| part.twice_before);
            let scores = twice.flat_map(|(rank, _)| self.score(rank, &subject, kind));
            scores.collect()
        })
    }

    /// First and last scores of the changes that this year prints of a criterion.
    pub fn changes(&self, criterion: CriterionId) -> [Sum; 2] {
        let parts = held::parts_of(self.report, criterion);
        let subject = EarlierSubject::Criterion(criterion);
        let moved = parts.iter().enumerate();
        let moved = moved.filter_map(|(rank, part)| Some((rank, part.change?)));
        let moved: Vec<(usize, (usize, usize))> = moved.collect();
        let first = moved.iter().flat_map(|&(rank, (first, _))| {
            let told = self.before_of(rank, &subject);
            let kind = match told {
                None if self.began_before(rank) => BEFORE,
                _ => first,
            };
            self.score(rank, &subject, kind)
        });
        let last = moved.iter().flat_map(|&(rank, (_, last))| {
            let kind = self.current(rank, last);
            self.score(rank, &subject, kind)
        });
        [first.collect(), last.collect()]
    }

    /// The change at constant perimeter of a criterion: scores of now less those of before.
    pub fn step(&self, criterion: CriterionId) -> Sum {
        let subject = EarlierSubject::Criterion(criterion);
        let mut sum = Sum::new();
        for (rank, part) in held::parts_of(self.report, criterion).iter().enumerate() {
            if part.before && part.now == Some(NOW) {
                sum.extend(self.score(rank, &subject, NOW));
                let before = self.score(rank, &subject, BEFORE).into_iter();
                sum.extend(before.map(|(rank, unknown, ratio)| (rank, unknown, ratio.negated())));
            }
        }
        sum
    }

    /// The scores of a category of some laureates; no earlier year stands beside them.
    pub fn category(&self, category: usize, ranks: &[usize]) -> Sum {
        let scores = ranks.iter().flat_map(|&rank| {
            let mix = self.report.laureates[rank].mixes.categories.get(&category);
            terms(rank, mix, CATEGORIES + category, NOW)
        });
        scores.collect()
    }

    /// Projects of which the earlier year told a score of a subject.
    fn told_before(&self, subject: &EarlierSubject) -> impl Iterator<Item = usize> {
        (0..self.ids.len()).filter(|&rank| self.before_of(rank, subject).is_some())
    }

    fn before_of(&self, rank: usize, subject: &EarlierSubject) -> Option<f64> {
        self.report.earlier?.score(self.ids[rank], subject)
    }

    /// A score of now is one of before where nothing was measured again nor printed otherwise, told then or not.
    fn current(&self, rank: usize, kind: usize) -> usize {
        let laureate = &self.report.laureates[rank];
        let alike = |subject: &EarlierSubject| {
            let now = laureate.value(subject);
            let told = self.before_of(rank, subject).zip(now);
            told.is_none_or(|(told, now)| same(told, now.printed))
        };
        let unchanged = || !self.is_measured_again(rank) && self.subjects.iter().all(alike);
        if kind == NOW && unchanged() {
            BEFORE
        } else {
            kind
        }
    }

    /// Whether the earlier year told of the first measure: it was the only one then.
    fn began_before(&self, rank: usize) -> bool {
        let known = self
            .report
            .earlier
            .and_then(|earlier| earlier.projects.get(self.ids[rank]));
        known.is_some_and(|project| project.measures.len() == 1)
    }

    fn is_measured_again(&self, rank: usize) -> bool {
        held::is_measured_again(self.report.earlier, &self.report.laureates[rank])
    }

    /// Whether what the earlier year told of a project was asked in a measure that is not known here.
    fn is_bygone(&self, rank: usize) -> bool {
        rank >= self.report.laureates.len() || self.is_measured_again(rank)
    }

    /// Whether there is any such project.
    pub fn has_bygones(&self) -> bool {
        self.report.earlier.is_some_and(|earlier| {
            let mut ids = self.ids.iter().enumerate();
            ids.any(|(rank, id)| self.is_bygone(rank) && earlier.projects.contains_key(*id))
        })
    }

    /// The square of a score: an unknown by itself, that of the first subject made alike.
    fn square(&self, rank: usize, subject: &EarlierSubject, kind: usize) -> Sum {
        let own = self.mix(rank, subject, kind);
        let mut subjects = self.subjects.iter();
        let place = subjects.position(|one| match own {
            Some(_) => self.mix(rank, one, kind) == own,
            None => one == subject,
        });
        terms(rank, None, self.whole(place), kind)
    }

    /// What a project's score is made of.
    fn score(&self, rank: usize, subject: &EarlierSubject, kind: usize) -> Sum {
        let place = self.subjects.iter().position(|one| one == subject);
        terms(rank, self.mix(rank, subject, kind), self.whole(place), kind)
    }

    /// The questions of a project's score. The first measure was not asked about here, nor a last one that rests on other
    /// questions. What was put to who is gone stands in no export: all that is put to any of the others is held for it.
    fn mix(&self, rank: usize, subject: &EarlierSubject, kind: usize) -> Option<&Mix> {
        let laureates = &self.report.laureates;
        match laureates.get(rank) {
            _ if kind == FIRST || kind == LAST => None,
            Some(laureate) => laureate.mixes.subjects.get(subject),
            None => {
                let known = laureates.iter().rev();
                let known = known.filter_map(|one| one.mixes.subjects.get(subject));
                known.max_by_key(|mix| mix.len())
            }
        }
    }

    /// The number of a whole score.
    fn whole(&self, place: Option<usize>) -> usize {
        WHOLE + place.unwrap_or(self.subjects.len())
    }
}

/// Whether an earlier year may have told of all that a sum holds.
pub(super) fn is_known(sum: &Sum) -> bool {
    sum.iter().all(|&(_, unknown, _)| may_be_told(unknown))
}

/// A sum with all that an earlier year may have told of in one place.
pub(super) fn gathered(sum: &Sum) -> Sum {
    let terms = sum
        .iter()
        .map(|&(rank, unknown, ratio)| match may_be_told(unknown) {
            true => (KNOWN, rank * KNOWN_SLOTS + unknown, ratio),
            false => (rank, unknown, ratio),
        });
    terms.collect()
}

fn may_be_told(unknown: usize) -> bool {
    matches!(unknown % KINDS, BEFORE | FIRST)
}

fn terms(rank: usize, mix: Option<&Mix>, whole: usize, kind: usize) -> Sum {
    match mix {
        Some(mix) => {
            let parts = mix.iter();
            parts
                .map(|&(question, ratio)| (rank, question * KINDS + kind, ratio))
                .collect()
        }
        None => vec![(rank, whole * KINDS + kind, Ratio::ONE)],
    }
}
