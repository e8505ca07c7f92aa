//! What the first page may rest on, and which criteria are high, low or in decline there.
//!
//! Finds; writes no sentence.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::aggregate::figures::{Level, Party, Verdict};
use crate::model::{CriterionId, WaveId};

use super::super::changes::{self, Moved};
use super::super::{Study, movement, reading, scope, words};

/// A level from here on is high, as on the page of working conditions.
pub(super) const HIGH: f64 = 70.0;
/// A level under this is low.
pub(super) const LOW: f64 = 50.0;

/// What the first page rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Basis {
    /// Published scores: who speaks, at the last measure.
    Survey { party: Party, last: WaveId },
    /// Marks that the team fixed together.
    Marks,
    /// What the project declares.
    Declared,
}

/// Scores when some are published, else the team's marks, else what is declared.
pub(in crate::document) fn basis(study: &Study) -> Basis {
    if let Some(last) = study.figures.last()
        && let Some(party) = party(study, last)
    {
        return Basis::Survey { party, last };
    }
    if study.project.collective.is_empty() {
        Basis::Declared
    } else {
        Basis::Marks
    }
}

/// Who speaks first, or the group with most published scores when the ensemble has none.
fn party(study: &Study, last: WaveId) -> Option<Party> {
    let aimed = scope::aimed(study);
    scope::first_with_most(study, |party| {
        let is_published = |id: &&CriterionId| scope::level(study, last, party, **id).is_ok();
        aimed.iter().filter(is_published).count()
    })
}

/// A criterion with its level.
pub(in crate::document) type Standing<'a> = (CriterionId, &'a Level);

/// Published levels of the aimed criteria; those with split opinions are left out, as their mean says little.
pub(in crate::document) fn levels<'a>(
    study: &Study<'a>,
    party: Party,
    last: WaveId,
) -> Vec<Standing<'a>> {
    let mut found = Vec::new();
    for criterion in scope::aimed(study) {
        if let Ok(level) = scope::level(study, last, party, criterion)
            && !scope::is_split_for(study, last, criterion)
        {
            found.push((criterion, level));
        }
    }
    found
}

/// High with the whole interval, highest first; between equal scores, in referential order.
pub(in crate::document) fn high<'a>(levels: &[Standing<'a>]) -> Vec<Standing<'a>> {
    let mut found = kept(levels, |level| reading::span(level).0 >= HIGH);
    found.sort_by(|a, b| by_score(b, a).then(a.0.cmp(&b.0)));
    found
}

/// Low with the whole interval, lowest first.
pub(super) fn low<'a>(levels: &[Standing<'a>]) -> Vec<Standing<'a>> {
    lowest(levels, |level| reading::span(level).1 < LOW)
}

/// The lowest score of a group, on a criterion where who speaks is not low itself.
pub(super) struct OfGroup<'a> {
    pub criterion: CriterionId,
    pub group: usize,
    pub level: &'a Level,
}

/// Groups whose score is low with its whole interval where the mean of groups is not: one a criterion, lowest first. That
/// no score is low would else be said of a team at 11 beside beneficiaries at 94.
pub(super) fn low_of_groups<'a>(study: &Study<'a>, party: Party, last: WaveId) -> Vec<OfGroup<'a>> {
    if party != Party::Ensemble {
        return Vec::new();
    }
    let told = low(&levels(study, party, last));
    let is_told = |id: &CriterionId| told.iter().any(|(known, _)| known == id);
    let lowest = |criterion: CriterionId| {
        let groups = scope::groups(study).filter_map(|group| {
            let level = scope::level(study, last, Party::Group(group), criterion).ok()?;
            Some((group, level))
        });
        let (group, level) = groups
            .filter(|(_, level)| level.split().is_none() && reading::span(level).1 < LOW)
            .min_by(|a, b| a.1.score.number().total_cmp(&b.1.score.number()))?;
        Some(OfGroup {
            criterion,
            group,
            level,
        })
    };
    let aimed = scope::aimed(study).into_iter();
    let mut found: Vec<OfGroup> = aimed.filter(|id| !is_told(id)).filter_map(lowest).collect();
    found.sort_by(|a, b| {
        let number = |of: &OfGroup| of.level.score.number();
        number(a)
            .total_cmp(&number(b))
            .then(a.criterion.cmp(&b.criterion))
    });
    found
}

/// Low as printed, but with an interval that goes beyond; lowest first.
pub(super) fn perhaps_low<'a>(levels: &[Standing<'a>]) -> Vec<Standing<'a>> {
    let printed = |level: &Level| words::rounded(level.score.number());
    lowest(levels, |level| {
        printed(level) < LOW && reading::span(level).1 >= LOW
    })
}

fn lowest<'a>(levels: &[Standing<'a>], keep: impl Fn(&Level) -> bool) -> Vec<Standing<'a>> {
    let mut found = kept(levels, keep);
    found.sort_by(|a, b| by_score(a, b).then(a.0.cmp(&b.0)));
    found
}

fn kept<'a>(levels: &[Standing<'a>], keep: impl Fn(&Level) -> bool) -> Vec<Standing<'a>> {
    let levels = levels.iter().copied();
    levels.filter(|(_, level)| keep(level)).collect()
}

fn by_score(a: &Standing, b: &Standing) -> Ordering {
    a.1.score.number().total_cmp(&b.1.score.number())
}

/// Comparable changes of the party that the page « Ce qui a changé » draws; empty with one measure.
pub(super) fn moved<'a>(study: &Study<'a>) -> Vec<Moved<'a>> {
    let found = changes::pair(study).and_then(|pair| Some((pair, changes::party(study, pair)?)));
    let mut all = found
        .map(|(pair, party)| changes::of_party(study, pair, party))
        .unwrap_or_default();
    all.retain(|moved| moved.change.verdict != Verdict::NotComparable);
    all
}

/// Conclusive changes upwards (`1.0`) or downwards (`-1.0`), established before probable, then largest first.
pub(in crate::document) fn conclusive<'a>(study: &Study<'a>, direction: f64) -> Vec<Moved<'a>> {
    concluded(moved(study), direction)
}

fn concluded(mut found: Vec<Moved>, direction: f64) -> Vec<Moved> {
    found.retain(|moved| {
        moved.change.verdict.is_conclusive() && moved.change.delta * direction > 0.0
    });
    found.sort_by(|a, b| movement::by_weight(b, a));
    found
}

/// Comparable changes of each group, in the order of groups.
fn of_groups<'a>(study: &Study<'a>) -> Vec<Moved<'a>> {
    let Some(pair) = changes::pair(study) else {
        return Vec::new();
    };
    let mut found = changes::of_groups(study, pair);
    found.retain(|moved| moved.change.verdict != Verdict::NotComparable);
    found
}

/// Criteria that moved one way, for who speaks first or for a group that the ensemble hides; each criterion once, the
/// established first.
pub(super) fn anybody<'a>(study: &Study<'a>, direction: f64) -> Vec<Moved<'a>> {
    let mut all = conclusive(study, direction);
    all.extend(concluded(of_groups(study), direction));
    all.sort_by_key(|moved| !moved.change.verdict.is_established());
    let mut found: Vec<Moved<'a>> = Vec::new();
    for moved in all {
        if !found.iter().any(|known| known.criterion == moved.criterion) {
            found.push(moved);
        }
    }
    found
}

/// How many criteria could be compared, for who speaks first or for a group.
pub(super) fn compared(study: &Study) -> usize {
    let all = moved(study).into_iter().chain(of_groups(study));
    let criteria: BTreeSet<CriterionId> = all.map(|moved| moved.criterion).collect();
    criteria.len()
}

/// Criteria to look at first: in decline, or low with the whole interval, for who speaks or for a group.
pub(super) fn to_watch(study: &Study, party: Party, last: WaveId) -> BTreeSet<CriterionId> {
    let declining = anybody(study, -1.0);
    let declining = declining.iter().map(|moved| moved.criterion);
    let low = low(&levels(study, party, last));
    let low = low.iter().map(|(criterion, _)| *criterion);
    let groups = low_of_groups(study, party, last).into_iter();
    let groups = groups.map(|of| of.criterion);
    declining.chain(low).chain(groups).collect()
}

/// « , hors avis partagés » where a score is as low but opinions on it are split, so that it is not among those; else empty.
pub(super) fn apart_from_split(study: &Study, party: Party, last: WaveId) -> &'static str {
    let watched = to_watch(study, party, last);
    let groups = || scope::groups(study).map(Party::Group);
    let is_low = |criterion: CriterionId, party: Party| {
        let level = scope::level(study, last, party, criterion).ok();
        level.is_some_and(|level| reading::span(level).1 < LOW)
    };
    let is_left_out = |criterion: &CriterionId| {
        !watched.contains(criterion)
            && scope::is_split_for(study, last, *criterion)
            && std::iter::once(party)
                .chain(groups())
                .any(|party| is_low(*criterion, party))
    };
    match scope::aimed(study).iter().any(is_left_out) {
        true => ", hors avis partagés",
        false => "",
    }
}
