//! Laureates whose folder is called otherwise than in the earlier year: by their name, else by what they printed.

use crate::model::{CriterionId, Earlier, EarlierProject, EarlierSubject, plain};

use super::digest::Digest;
use super::report::Report;

/// Scores that two projects do not have in common by chance.
const NOT_BY_CHANCE: usize = 3;

/// The earlier year with its projects under the identifiers of now; `None` when all are.
pub(super) fn known_as(earlier: &Earlier, report: &Report) -> Option<Earlier> {
    let is_here = |id: &str| {
        let mut faulty = report.faulty.iter();
        report.laureates.iter().any(|one| one.id == id) || faulty.any(|one| one.id == id)
    };
    let mut gone: Vec<&String> = earlier.projects.keys().filter(|id| !is_here(id)).collect();
    let laureates = report.laureates.iter();
    let mut new: Vec<&Digest> = laureates
        .filter(|one| !earlier.projects.contains_key(&one.id))
        .collect();
    let mut found = None;
    for is_same in [has_name, has_scores] {
        gone.retain(|id| {
            let before = &earlier.projects[*id];
            let Some(place) = new.iter().position(|one| is_same(one, before)) else {
                return true;
            };
            let known = found.get_or_insert_with(|| earlier.clone());
            if let Some(project) = known.projects.remove(*id) {
                known
                    .projects
                    .insert(new.swap_remove(place).id.clone(), project);
            }
            false
        });
    }
    found
}

fn has_name(one: &Digest, before: &EarlierProject) -> bool {
    !before.name.is_empty() && plain(&one.name) == plain(&before.name)
}

/// Whether nothing was measured since, and the same scores were printed.
fn has_scores(one: &Digest, before: &EarlierProject) -> bool {
    let known = before
        .scores
        .iter()
        .filter_map(|(subject, score)| match subject {
            EarlierSubject::Criterion(criterion) => Some((*criterion, *score)),
            _ => None,
        });
    let known: Vec<(CriterionId, f64)> = known.collect();
    let printed = |criterion: CriterionId| {
        let value = one.criteria.get(criterion.at())?.as_ref().ok()?;
        Some(value.printed)
    };
    let is_same = |&(criterion, score): &(CriterionId, f64)| {
        printed(criterion).is_some_and(|own| (own - score).abs() < 1e-9)
    };
    known.len() >= NOT_BY_CHANCE
        && before.measures.last() == one.last_measure.as_ref()
        && known.iter().all(is_same)
}
