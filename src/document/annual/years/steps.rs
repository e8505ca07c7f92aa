//! From one year to the next, criterion by criterion: the same projects apart from those that came or left.
//!
//! Last year's side is what its export printed, this year's what the dossiers print: whole numbers on both, so that
//! nothing can be told here that two shelves of dossiers do not hold.

use std::collections::BTreeSet;

use crate::aggregate::estimate::Estimate;
use crate::aggregate::pooling::{YearOnYear, mean_of_projects, year_on_year};
use crate::aggregate::years::{Pair, PrintedStep, telling};
use crate::model::{CriterionId, Earlier, EarlierSubject};

use super::super::digest::Value;
use super::super::pool;
use super::super::public::{beside, held};
use super::super::report::Report;

/// A criterion over two years, with three projects or more in both.
pub(in crate::document::annual) struct Step {
    pub criterion: CriterionId,
    /// Means of projects.
    pub before: f64,
    pub after: f64,
    /// The exact split.
    pub year: YearOnYear,
    /// The same in whole points.
    pub printed: PrintedStep,
    /// Mean change of the projects in both years, over them.
    pub constant: Estimate,
    /// Projects in both years.
    pub common: usize,
    /// Projects that aim at it this year.
    pub wanted: usize,
    /// Those of both years measured since.
    pub measured_again: usize,
}

/// Every criterion that can be compared, in referential order; empty without an earlier year.
pub(in crate::document::annual) fn steps(report: &Report) -> Vec<Step> {
    let Some(earlier) = report.earlier else {
        return Vec::new();
    };
    let criteria = pool::criteria(report);
    criteria
        .filter_map(|criterion| step(report, earlier, criterion))
        .collect()
}

fn step(report: &Report, earlier: &Earlier, criterion: CriterionId) -> Option<Step> {
    let pool = pool::criterion(report, criterion);
    let subject = EarlierSubject::Criterion(criterion);
    let pairs = pairs(report, earlier, &subject, &pool.members);
    let fewest = pool::fewest(report);
    if !beside::step_is_told(report, criterion) {
        return None;
    }
    let changes: Vec<f64> = pairs
        .iter()
        .filter_map(|pair| Some(pair.1? - pair.0?))
        .collect();
    if changes.len() < fewest {
        return None;
    }
    let constant = mean_of_projects(&changes)?;
    let year = year_on_year(&pairs)?;
    let side = |of: fn(&Pair) -> Option<f64>| {
        let values: Vec<f64> = pairs.iter().filter_map(of).collect();
        Some(mean_of_projects(&values)?.value)
    };
    let measured_again = pool.members.iter().filter(|(rank, _)| {
        let laureate = &report.laureates[*rank];
        let before = earlier.projects.get(&laureate.id);
        before.is_some_and(|before| {
            before.scores.contains_key(&subject)
                && before.measures.last() != laureate.last_measure.as_ref()
        })
    });
    Some(Step {
        criterion,
        before: side(|pair| pair.0)?,
        after: side(|pair| pair.1)?,
        printed: year.printed()?,
        constant,
        common: changes.len(),
        measured_again: measured_again.count(),
        wanted: pool.wanted,
        year,
    })
}

/// Whether a step may be told beside the two means alone.
pub(in crate::document::annual) fn may_be_told(report: &Report, criterion: CriterionId) -> bool {
    let Some(earlier) = report.earlier else {
        return false;
    };
    let subject = EarlierSubject::Criterion(criterion);
    let members = pool::aiming_at(report, criterion);
    let pairs = pairs(report, earlier, &subject, &members);
    telling(&pairs, pool::fewest(report)).step && held::step_is_told(report, criterion)
}

/// One pair a project that printed a score on the subject in either year.
pub(in crate::document::annual) fn pairs(
    report: &Report,
    earlier: &Earlier,
    subject: &EarlierSubject,
    members: &[(usize, Value)],
) -> Vec<Pair> {
    let mut now = BTreeSet::new();
    let mut pairs: Vec<Pair> = members
        .iter()
        .map(|(rank, value)| {
            let id = report.laureates[*rank].id.as_str();
            now.insert(id);
            (earlier.score(id, subject), Some(value.printed))
        })
        .collect();
    let gone = earlier
        .projects
        .iter()
        .filter(|(id, _)| !now.contains(id.as_str()));
    pairs.extend(gone.filter_map(|(_, project)| {
        let before = *project.scores.get(subject)?;
        Some((Some(before), None))
    }));
    pairs
}
