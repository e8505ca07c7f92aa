//! What a page of a category says in words: levels, change, gaps between groups, split opinions.

use std::cmp::Ordering;

use crate::aggregate::figures::{Gap, Party, Subject};
use crate::model::{CategoryId, CriterionId, WaveId};

use super::super::changes::masked::{self, Way};
use super::super::{Study, changes, movement, reading, scope, words};

/// Most findings of a page.
const MOST_FINDINGS: usize = 3;

/// At most three, the established first to be said.
pub(super) fn findings(study: &Study, last: WaveId, category: CategoryId) -> Vec<String> {
    let criteria = scope::aimed_in(study, category);
    let mut findings = Vec::new();
    findings.extend(level_finding(study, last, category));
    findings.extend(change_findings(study, &criteria));
    let found = gaps(study, &criteria);
    findings.extend(gap_finding(study, last, &found));
    findings.extend(splits_finding(study, last, &criteria));
    findings.truncate(MOST_FINDINGS);
    findings
}

/// The score of the family, then its highest and lowest criterion.
fn level_finding(study: &Study, last: WaveId, category: CategoryId) -> Option<String> {
    let named = scope::named_scores(study, last, &scope::aimed_in(study, category));
    let extremes = match named.told.len() {
        0 | 1 => String::new(),
        _ => named.extremes("critères"),
    };
    let who = words::party(study.figures, scope::speaker(study));
    let who = whole(who, scope::counts_others(study, last, category));
    let level = study
        .figures
        .level(last, scope::speaker(study), Subject::Category(category))
        .ok();
    match (level, extremes.is_empty()) {
        (Some(level), false) => Some(format!(
            "Score de la catégorie, {who} : {}. Par critère, {extremes}.",
            reading::with_groups(study.figures, level)
        )),
        (Some(level), true) => Some(format!(
            "Score de la catégorie, {who} : {}.",
            reading::with_groups(study.figures, level)
        )),
        (None, false) => Some(format!("{}.", words::capital(&extremes))),
        (None, true) => None,
    }
}

/// Whose scores of categories are told: they may count criteria that the project does not aim at, unlike those they stand beside.
fn whole(whose: String, counts_others: bool) -> String {
    match counts_others {
        true => format!("{whose}, critères non visés compris"),
        false => whose,
    }
}

/// « Ensemble : Dynamique de projet 62 (entre 57 et 68) ; … »: the score of each category, after whose they are; none without one.
pub(in crate::document) fn all_scores(
    study: &Study,
    wave: WaveId,
    party: Party,
    whose: String,
) -> Option<String> {
    let mut scores = Vec::new();
    let mut counts_others = false;
    for (id, category) in scope::categories(study).zip(&study.referential.categories) {
        if let Ok(level) = study.figures.level(wave, party, Subject::Category(id)) {
            counts_others |= scope::counts_others(study, wave, id);
            scores.push(format!(
                "{} {}",
                category.name,
                reading::with_groups(study.figures, level)
            ));
        }
    }
    let whose = whole(words::capital(&whose), counts_others);
    (!scores.is_empty()).then(|| format!("{whose} : {}.", scores.join(" ; ")))
}

/// The clearest change of the party that speaks first, and what it hides of a group: its decline, and its improvement when
/// it is surer. At most two, the established first.
fn change_findings(study: &Study, criteria: &[CriterionId]) -> Vec<String> {
    let Some(pair) = changes::pair(study) else {
        return Vec::new();
    };
    let all = changes::of_party(study, pair, scope::speaker(study));
    let most = all
        .iter()
        .filter(|moved| criteria.contains(&moved.criterion))
        .filter(|moved| moved.change.verdict.is_conclusive())
        .rev()
        .max_by(|a, b| movement::by_weight(a, b));
    let sure = |moved: &changes::Moved| moved.change.verdict.is_established();
    let down = masked::largest(study, pair, Way::Down, criteria);
    let up = masked::largest(study, pair, Way::Up, criteria).filter(|up| match most {
        Some(most) => sure(up) && !sure(most),
        None => sure(up) || down.is_none(),
    });
    // Both of a group stand before what is less sure of the whole.
    let whole = most.filter(|_| up.is_none() || down.is_none());
    let mut told: Vec<&changes::Moved> = whole.into_iter().chain(&down).chain(&up).collect();
    told.sort_by_key(|moved| !sure(moved));
    let told = told.into_iter();
    let told = told.map(|moved| movement::largest_since(study, pair, moved));
    let crossed = changes::end_to_end(study, pair, scope::speaker(study), criteria);
    told.chain(crossed).collect()
}

/// The widest established gap; else the widest that matters, with its doubt.
pub(in crate::document) fn gap_finding(
    study: &Study,
    last: WaveId,
    found: &[(CriterionId, &Gap)],
) -> Option<String> {
    let matters = scope::thresholds(study).important_gap;
    let side = |group: usize, criterion| {
        let level = scope::level(study, last, Party::Group(group), criterion).ok()?;
        Some(format!(
            "{} pour les {}",
            words::score(level.score),
            words::group(study.figures, group)
        ))
    };
    let ends = |criterion, gap: &Gap| {
        Some(format!(
            "{}, {}",
            side(gap.highest, criterion)?,
            side(gap.lowest, criterion)?
        ))
    };
    if let Some((criterion, gap)) = widest(found, Some(true)) {
        let (name, ends) = (scope::name(study, criterion), ends(criterion, gap)?);
        return Some(format!(
            "Sur « {name} », l'écart entre groupes est établi : {ends}."
        ));
    }
    let (criterion, gap) = widest(found, Some(false)).filter(|(_, gap)| gap.points >= matters)?;
    let (name, ends) = (scope::name(study, criterion), ends(criterion, gap)?);
    Some(format!(
        "Sur « {name} », {} séparent les groupes ({ends}), sans que l'écart soit établi : à vérifier avec l'équipe.",
        words::points(gap.points)
    ))
}

/// A criterion on which a group's opinions are split.
struct Split {
    criterion: CriterionId,
    group: usize,
    high: u32,
    low: u32,
    people: u32,
}

impl Split {
    /// Its smaller side, then both sides, in shares of the group: what is most divided has most of each.
    fn by_division(&self, other: &Split) -> Ordering {
        let share = |part: fn(&Split) -> u32| {
            let (of, against) = (u64::from(part(self)), u64::from(part(other)));
            (of * u64::from(other.people)).cmp(&(against * u64::from(self.people)))
        };
        share(|split| split.high.min(split.low)).then(share(|split| split.high + split.low))
    }
}

/// Split opinions on these criteria, the most divided first, then in referential order.
fn splits(study: &Study, last: WaveId, criteria: &[CriterionId]) -> Vec<Split> {
    let mut found = Vec::new();
    for criterion in criteria {
        for group in scope::groups(study) {
            let level = scope::level(study, last, Party::Group(group), *criterion).ok();
            if let Some((level, (high, low))) =
                level.and_then(|level| Some((level, level.split()?)))
            {
                found.push(Split {
                    criterion: *criterion,
                    group,
                    high,
                    low,
                    people: level.n,
                });
            }
        }
    }
    found.sort_by(|a, b| b.by_division(a));
    found
}

/// The criteria on which opinions are split, the most divided first.
pub(in crate::document) fn divided(
    study: &Study,
    last: WaveId,
    criteria: &[CriterionId],
) -> Vec<CriterionId> {
    let mut named = Vec::new();
    for split in splits(study, last, criteria) {
        if !named.contains(&split.criterion) {
            named.push(split.criterion);
        }
    }
    named
}

/// « avis partagés » in the most divided group, instead of a comment on its mean.
pub(in crate::document) fn split_finding(
    study: &Study,
    last: WaveId,
    criteria: &[CriterionId],
) -> Option<String> {
    let found = splits(study, last, criteria);
    found
        .first()
        .map(|split| format!("{}.", most_divided(study, split)))
}

fn most_divided(study: &Study, split: &Split) -> String {
    format!(
        "Sur « {} », les avis des {} sont partagés : {} à 75 ou plus, {} à 25 ou moins",
        scope::name(study, split.criterion),
        words::group(study.figures, split.group),
        words::people_of(split.high, split.people),
        words::people(split.low)
    )
}

/// The same, then who else is divided on it, and on how many other criteria somebody is.
pub(in crate::document) fn splits_finding(
    study: &Study,
    last: WaveId,
    criteria: &[CriterionId],
) -> Option<String> {
    let found = splits(study, last, criteria);
    let (first, others) = found.split_first()?;
    let mut told = most_divided(study, first);
    let also = others
        .iter()
        .filter(|split| split.criterion == first.criterion);
    let also: Vec<String> = also
        .map(|split| format!("des {}", words::group(study.figures, split.group)))
        .collect();
    if !also.is_empty() {
        told.push_str(&format!(" ; ceux {} aussi", words::list(&also)));
    }
    match divided(study, last, criteria).len() - 1 {
        0 => {}
        1 => told.push_str(" ; avis partagés aussi sur un autre critère"),
        more => told.push_str(&format!(
            " ; avis partagés aussi sur {more} autres critères"
        )),
    }
    Some(format!("{told}."))
}

/// The gap of a criterion as published, with its groups.
pub(in crate::document) fn gaps<'a>(
    study: &Study<'a>,
    criteria: &[CriterionId],
) -> Vec<(CriterionId, &'a Gap)> {
    let figures = study.figures;
    criteria
        .iter()
        .filter_map(|criterion| Some((*criterion, figures.gaps.get(criterion)?)))
        .collect()
}

/// The widest gap, among the established or the others when that is asked.
pub(in crate::document) fn widest<'a>(
    found: &[(CriterionId, &'a Gap)],
    established: Option<bool>,
) -> Option<(CriterionId, &'a Gap)> {
    let kept = found
        .iter()
        .filter(|(_, gap)| established.is_none_or(|wanted| gap.established == wanted));
    kept.rev()
        .max_by(|a, b| a.1.points.total_cmp(&b.1.points))
        .copied()
}

/// Says that groups differ when a pair does; the pair need not be the two ends, so they are only read.
pub(super) fn gap_title(study: &Study, last: WaveId, found: &[(CriterionId, &Gap)]) -> String {
    let side = |group: usize, criterion| {
        let level = scope::level(study, last, Party::Group(group), criterion);
        let text = level
            .map(|level| words::score(level.score))
            .unwrap_or_default();
        format!("{text} ({})", words::group(study.figures, group))
    };
    if let Some((criterion, gap)) = widest(found, Some(true)) {
        return format!(
            "Sur « {} », écart établi entre groupes : de {} à {}",
            scope::name(study, criterion),
            side(gap.lowest, criterion),
            side(gap.highest, criterion)
        );
    }
    match widest(found, None) {
        Some((criterion, gap)) => format!(
            "Aucun écart établi entre groupes ; le plus grand est de {} (« {} »)",
            words::points(gap.points),
            scope::name(study, criterion)
        ),
        None => "Aucun écart établi entre groupes".to_owned(),
    }
}
