//! Which criteria get a sheet: those that the findings speak of.

use crate::aggregate::figures::Party;
use crate::model::{CriterionId, WaveId};

use super::super::{Study, categories, changes, scope};

/// Most sheets of a dossier.
const MOST: usize = 6;

/// Most sheets of a dossier of two groups and two measures, which holds on twelve pages.
const MOST_OF_SHORT: usize = 3;

/// How many sheets a dossier takes; what it leaves out stands in the annex.
fn most(study: &Study) -> usize {
    let measures = study.figures.waves.len();
    if scope::groups(study).len() <= 2 && measures <= 2 {
        MOST_OF_SHORT
    } else {
        MOST
    }
}

/// Criteria that the findings speak of: changed, differing between groups, lowest, highest, splitting opinions.
pub(super) fn chosen(study: &Study, last: WaveId) -> Vec<CriterionId> {
    let has_level = |criterion: &CriterionId| {
        scope::groups(study)
            .any(|group| scope::level(study, last, Party::Group(group), *criterion).is_ok())
    };
    let mut candidates = moved(study);
    candidates.extend(apart(study));
    candidates.extend(ends(study, last));
    candidates.extend(categories::findings::divided(
        study,
        last,
        &scope::aimed(study),
    ));
    let most = most(study);
    let mut chosen: Vec<CriterionId> = Vec::new();
    for criterion in candidates {
        if chosen.len() < most
            && !chosen.contains(&criterion)
            && scope::is_aimed(study, criterion)
            && has_level(&criterion)
        {
            chosen.push(criterion);
        }
    }
    chosen.sort();
    chosen
}

/// Criteria with a conclusive change of any party, the strongest evidence first.
fn moved(study: &Study) -> Vec<CriterionId> {
    let Some(pair) = changes::pair(study) else {
        return Vec::new();
    };
    let parties = std::iter::once(Party::Ensemble).chain(scope::groups(study).map(Party::Group));
    let mut found: Vec<changes::Moved> = parties
        .flat_map(|party| changes::of_party(study, pair, party))
        .filter(|moved| moved.change.verdict.is_conclusive())
        .collect();
    found.sort_by(|a, b| {
        let established = |moved: &changes::Moved| moved.change.verdict.is_established();
        established(b)
            .cmp(&established(a))
            .then(b.change.delta.abs().total_cmp(&a.change.delta.abs()))
            .then(a.criterion.cmp(&b.criterion))
    });
    let mut criteria: Vec<CriterionId> = Vec::new();
    for moved in found {
        if !criteria.contains(&moved.criterion) {
            criteria.push(moved.criterion);
        }
    }
    // The two ends keep their place beside what changed.
    criteria.truncate(most(study) - 2);
    criteria
}

/// The criterion of the widest established gap.
fn apart(study: &Study) -> Option<CriterionId> {
    let gaps = study
        .figures
        .gaps
        .iter()
        .filter(|(criterion, gap)| gap.established && scope::is_aimed(study, **criterion));
    gaps.max_by(|a, b| a.1.points.total_cmp(&b.1.points).then(b.0.cmp(a.0)))
        .map(|(criterion, _)| *criterion)
}

/// The lowest and the highest criterion.
fn ends(study: &Study, last: WaveId) -> Vec<CriterionId> {
    let party = scope::speaker(study);
    let mut scores: Vec<(f64, CriterionId)> = scope::aimed(study)
        .into_iter()
        .filter_map(|criterion| {
            let level = scope::level(study, last, party, criterion).ok()?;
            Some((level.score.number(), criterion))
        })
        .collect();
    scores.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let ends = [scores.first(), scores.last()];
    ends.into_iter().flatten().map(|(_, id)| *id).collect()
}
