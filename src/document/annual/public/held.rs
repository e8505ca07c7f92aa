//! What the public may be told of a criterion beside its mean: the changes, and the step from the earlier year.
//!
//! All that stands on paper of one criterion, in both years, is written as sums of scores of projects: no sum of these sums
//! may speak of fewer projects than any figure. A mean over nine projects beside the mean of the eight measured twice
//! would otherwise give the ninth.

use std::collections::{BTreeMap, BTreeSet};

use crate::aggregate::audit::{Row, Unknown, is_safe};
use crate::aggregate::field::Ratio;
use crate::document::{Naming, words};
use crate::model::{CriterionId, Earlier, EarlierSubject};

use super::super::digest::Digest;
use super::super::pool;
use super::super::report::Report;

/// The unknowns of a project: what it printed the year before, prints now, printed of its first measure, and its last score
/// where the change rests on other questions.
pub(super) const BEFORE: usize = 0;
pub(super) const NOW: usize = 1;
pub(super) const FIRST: usize = 2;
pub(super) const LAST: usize = 3;

/// In which sums a project stands, and under which unknown; projects alike cannot be told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    /// With a score the year before.
    pub before: bool,
    /// With two measures the year before.
    pub twice_before: bool,
    /// Its score now.
    pub now: Option<usize>,
    /// First and last score of its change.
    pub change: Option<(usize, usize)>,
}

/// Whether the mean of a criterion may be told beside the earlier year. To the staff everything is told: names stand beside
/// scores.
pub(super) fn mean_is_told(report: &Report, criterion: CriterionId) -> bool {
    report.naming == Naming::Names || Printed::of(report, criterion).are_safe(Extent::Mean)
}

/// Whether the mean change may be told, beside the mean or without it.
pub(super) fn is_told(report: &Report, criterion: CriterionId, mean: bool) -> bool {
    let printed = || Printed {
        mean,
        ..Printed::of(report, criterion)
    };
    report.naming == Naming::Names || printed().are_safe(Extent::Changes)
}

/// Projects that print a change of a criterion at which they aim.
pub(super) fn twice(report: &Report, criterion: CriterionId) -> usize {
    let parts = parts_of(report, criterion).into_iter();
    parts.filter(|part| part.change.is_some()).count()
}

/// Whether the step from the earlier year may be told too.
pub(in crate::document::annual) fn step_is_told(report: &Report, criterion: CriterionId) -> bool {
    report.naming == Naming::Names || Printed::of(report, criterion).are_safe(Extent::Step)
}

/// How far what is told goes: each with those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    Mean,
    Changes,
    Step,
}

/// What is printed of a criterion.
struct Printed {
    /// Projects alike, with how many they are.
    parts: Vec<(Part, u32)>,
    /// Whether the mean of this year is told.
    mean: bool,
    fewest: u32,
    /// Fewest projects behind a change.
    fewest_twice: u32,
}

impl Printed {
    fn of(report: &Report, criterion: CriterionId) -> Printed {
        let mut parts: BTreeMap<Part, u32> = BTreeMap::new();
        for part in parts_of(report, criterion) {
            *parts.entry(part).or_default() += 1;
        }
        Printed {
            parts: parts.into_iter().collect(),
            mean: true,
            fewest: words::size(pool::fewest(report)),
            fewest_twice: words::size(pool::FEWEST_SPREAD),
        }
    }

    /// Whether no sum of what both years print, changes included, speaks of too few.
    fn are_safe(&self, extent: Extent) -> bool {
        let before = |part: &Part| part.before.then_some(BEFORE);
        let first = |part: &Part| part.change.map(|(first, _)| first);
        let last = |part: &Part| part.change.map(|(_, last)| last);
        let mut rows = Vec::new();
        // Last year's report told what rested on enough projects.
        rows.extend(self.row(before, self.fewest));
        rows.extend(self.row(
            |part| part.twice_before.then_some(BEFORE),
            self.fewest_twice,
        ));
        rows.extend(self.row(|part| part.twice_before.then_some(FIRST), self.fewest_twice));
        if self.mean {
            rows.extend(self.row(|part| part.now, self.fewest));
        }
        if extent >= Extent::Changes {
            rows.extend(self.row(first, self.fewest_twice));
            rows.extend(self.row(last, self.fewest_twice));
        }
        if extent == Extent::Step {
            rows.push(self.step());
        }
        let sizes: Vec<u32> = self.parts.iter().map(|(_, count)| *count).collect();
        is_safe(&sizes, &rows, self.fewest)
    }

    /// A mean over the projects that have the unknown; nothing when they are too few for it to be told.
    fn row(&self, slot: impl Fn(&Part) -> Option<usize>, fewest: u32) -> Option<Row> {
        let held = self.parts.iter().enumerate();
        let held = held.filter_map(|(atom, (part, count))| {
            let slot = slot(part)?;
            Some(((Unknown { atom, slot }, Ratio::ONE), *count))
        });
        let (terms, counts): (Vec<_>, Vec<u32>) = held.unzip();
        let people = counts.iter().sum();
        (people >= fewest).then_some(Row { terms, people })
    }

    /// The change at constant perimeter: scores of now less those of before.
    fn step(&self) -> Row {
        let mut row = Row {
            terms: Vec::new(),
            people: 0,
        };
        for (atom, (part, count)) in self.parts.iter().enumerate() {
            if let Some(now) = part.now.filter(|_| part.before) {
                row.people += count;
                row.terms.push((Unknown { atom, slot: now }, Ratio::ONE));
                let slot = BEFORE;
                row.terms.push((Unknown { atom, slot }, Ratio::whole(-1)));
            }
        }
        row
    }
}

/// Every project of either year that prints something of the criterion.
pub(super) fn parts_of(report: &Report, criterion: CriterionId) -> Vec<Part> {
    let at = criterion.at();
    let subject = EarlierSubject::Criterion(criterion);
    let before = |id: &str| {
        report
            .earlier
            .and_then(|earlier| earlier.score(id, &subject))
    };
    let mut met = BTreeSet::new();
    let mut parts = Vec::new();
    for laureate in &report.laureates {
        met.insert(laureate.id.as_str());
        let aimed = laureate.aimed.get(at) == Some(&true);
        let score = laureate.criteria.get(at).filter(|_| aimed);
        let score = score
            .and_then(|value| value.as_ref().ok())
            .map(|value| value.printed);
        let told = before(&laureate.id);
        // Measured again with the same result is a new score: that it did not change is known to nobody yet.
        let again = is_measured_again(report.earlier, laureate);
        let now = score.map(|score| match told {
            Some(told) if !again && same(told, score) => BEFORE,
            _ => NOW,
        });
        let moved = laureate
            .changes
            .get(at)
            .copied()
            .flatten()
            .filter(|_| aimed);
        parts.push(Part {
            before: told.is_some(),
            twice_before: twice_before(report.earlier, &laureate.id) && told.is_some(),
            now,
            change: moved.map(|moved| {
                let first = match told {
                    Some(told) if same(told, moved.from) => BEFORE,
                    _ => FIRST,
                };
                let last = now.filter(|_| score.is_some_and(|score| same(score, moved.to)));
                (first, last.unwrap_or(LAST))
            }),
        });
    }
    let gone = report
        .earlier
        .into_iter()
        .flat_map(|earlier| &earlier.projects);
    for (id, _) in gone.filter(|(id, _)| !met.contains(id.as_str())) {
        parts.push(Part {
            before: before(id).is_some(),
            twice_before: twice_before(report.earlier, id) && before(id).is_some(),
            ..Part::default()
        });
    }
    parts
}

/// Whether two printed scores are the same.
pub(super) fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

/// Whether a laureate's last measure is not that of the earlier year.
pub(in crate::document::annual) fn is_measured_again(
    earlier: Option<&Earlier>,
    laureate: &Digest,
) -> bool {
    let known = earlier.and_then(|earlier| earlier.projects.get(&laureate.id));
    known.is_none_or(|project| project.measures.last() != laureate.last_measure.as_ref())
}

fn twice_before(earlier: Option<&Earlier>, id: &str) -> bool {
    let known = earlier.and_then(|earlier| earlier.projects.get(id));
    known.is_some_and(|project| project.measures.len() > 1)
}
