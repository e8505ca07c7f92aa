//! Changes from first to last measure that the earlier year's report would give away in public, told beside this one.

use crate::model::{CriterionId, Earlier, EarlierSubject};

use super::super::Naming;
use super::pool;
use super::report::Report;

/// Whether the mean change of a criterion may be told.
///
/// A project's change is the same in both reports when it was not measured since: it falls out of their difference.
/// What is left has to be nobody or as many projects as any figure. To the staff everything is told: names stand beside scores.
pub(super) fn is_told(report: &Report, criterion: CriterionId) -> bool {
    let Some(earlier) = report.earlier.filter(|_| report.naming == Naming::Codes) else {
        return true;
    };
    let differing = differing(report, earlier, criterion);
    differing == 0 || differing >= pool::fewest(report)
}

/// Projects whose change is in one report only, or not the same in both.
fn differing(report: &Report, earlier: &Earlier, criterion: CriterionId) -> usize {
    let subject = EarlierSubject::Criterion(criterion);
    let told_before = |id: &str| {
        let before = earlier.projects.get(id)?;
        (before.measures.len() > 1 && before.scores.contains_key(&subject))
            .then(|| before.measures.last())
            .flatten()
    };
    let (mut new, mut kept) = (0, 0);
    for laureate in &report.laureates {
        let aimed = laureate.aimed.get(criterion.at()) == Some(&true);
        let Some(Some(moved)) = laureate.changes.get(criterion.at()).filter(|_| aimed) else {
            continue;
        };
        let same = told_before(&laureate.id).is_some_and(|last| {
            let printed = earlier.score(&laureate.id, &subject);
            Some(last) == laureate.last_measure.as_ref()
                && printed.is_some_and(|printed| (printed - moved.to).abs() < 1e-9)
        });
        new += usize::from(!same);
        kept += usize::from(same);
    }
    let before = earlier.projects.keys();
    let before = before.filter(|id| told_before(id).is_some()).count();
    new + before.saturating_sub(kept)
}
