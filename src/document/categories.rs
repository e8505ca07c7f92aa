//! One page a category: its criteria by group at the last measure (G4), two or three findings, a quote.
//!
//! A difference between groups is « établi » only when the figures say so.

use crate::aggregate::figures::{Gap, Party, Subject};
use crate::model::{CategoryId, CriterionId, WaveId};

use super::dossier::CategoryPage;
use super::figure::{DotChart, DotRow, DotSeries};
use super::parts::Caption;
use super::{Study, changes, movement, overview, quotes, reading, scope, words};

/// Most findings of a page.
const MOST_FINDINGS: usize = 3;

/// The pages, in referential order; a category without a figure has none.
pub(super) fn build(study: &Study) -> Vec<CategoryPage> {
    let Some(last) = study.figures.last() else {
        return Vec::new();
    };
    let mut pages = Vec::new();
    for id in shown(study) {
        let Some(category) = study.referential.categories.get(id.at()) else {
            continue;
        };
        pages.push(CategoryPage {
            code: category.code.clone(),
            name: category.name.clone(),
            introduction: category.introduction.clone(),
            chart: chart(study, last, id),
            findings: findings(study, last, id),
            quote: quotes::for_category(study, id),
        });
    }
    pages
}

/// Categories with at least one published score of an aimed criterion at the last measure.
pub(super) fn shown(study: &Study) -> Vec<CategoryId> {
    let Some(last) = study.figures.last() else {
        return Vec::new();
    };
    let has_figure = |category: &CategoryId| {
        let mut aimed = scope::aimed_in(study, *category).into_iter();
        aimed.any(|criterion| {
            scope::groups(study)
                .any(|group| scope::level(study, last, Party::Group(group), criterion).is_ok())
        })
    };
    scope::categories(study).filter(has_figure).collect()
}

fn chart(study: &Study, last: WaveId, category: CategoryId) -> Option<DotChart> {
    let criteria = scope::aimed_in(study, category);
    let groups: Vec<usize> = scope::groups(study)
        .filter(|group| {
            let of = Party::Group(*group);
            criteria
                .iter()
                .any(|criterion| scope::level(study, last, of, *criterion).is_ok())
        })
        .collect();
    if groups.is_empty() {
        return None;
    }
    let rows: Vec<DotRow> = criteria
        .iter()
        .map(|criterion| row(study, last, &groups, *criterion))
        .collect();
    let series = groups.iter().map(|group| DotSeries {
        label: words::group(study.figures, *group),
        style: scope::style(*group),
    });
    Some(DotChart {
        caption: caption(study, last, &groups, &criteria),
        series: series.collect(),
        rows,
    })
}

fn row(study: &Study, last: WaveId, shown: &[usize], criterion: CriterionId) -> DotRow {
    let mut dots = Vec::new();
    let mut absent = Vec::new();
    for group in scope::groups(study) {
        match scope::level(study, last, Party::Group(group), criterion) {
            Ok(level) => {
                let series = shown.iter().position(|of| *of == group).unwrap_or_default();
                dots.push(reading::dot(level, series));
            }
            Err(reason) => absent.push((words::group(study.figures, group), reason)),
        }
    }
    reading::label_extremes(&mut dots);
    let all_alike = absent.first().map(|(_, reason)| *reason);
    let absent = match all_alike {
        Some(reason) if dots.is_empty() && absent.iter().all(|(_, of)| *of == reason) => {
            words::absent(reason).to_owned()
        }
        _ => reading::absences(&absent),
    };
    DotRow {
        label: words::criterion(study.referential, criterion),
        dots,
        absent,
    }
}

/// The gap of a criterion as published, with its groups.
fn gaps<'a>(study: &Study<'a>, criteria: &[CriterionId]) -> Vec<(CriterionId, &'a Gap)> {
    let figures = study.figures;
    criteria
        .iter()
        .filter_map(|criterion| Some((*criterion, figures.gaps.get(criterion)?)))
        .collect()
}

fn widest<'a>(
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

fn caption(study: &Study, last: WaveId, groups: &[usize], criteria: &[CriterionId]) -> Caption {
    let wave = words::wave(study.referential, study.figures, last);
    let labels: Vec<String> = groups
        .iter()
        .map(|group| words::group(study.figures, *group))
        .collect();
    let found = gaps(study, criteria);
    let named = overview::named_scores(study, last, criteria);
    let (title, mut alt) = match widest(&found, None).filter(|_| groups.len() > 1) {
        Some(_) => (
            gap_title(study, last, &found),
            vec![format!(
                "Scores de {} sur {}.",
                groups_count(groups.len()),
                criteria_count(criteria.len())
            )],
        ),
        None => {
            let title = words::capital(&reading::extremes(&named, "critères"));
            let title = if title.is_empty() {
                "Scores par critère".to_owned()
            } else {
                title
            };
            (
                title,
                vec![format!(
                    "Scores des {} sur {}.",
                    words::list(&labels),
                    criteria_count(criteria.len())
                )],
            )
        }
    };
    if let Some((criterion, gap)) = widest(&found, None).filter(|_| groups.len() > 1) {
        alt.push(format!(
            "Écart le plus grand : {}, {} entre {} et {}.",
            scope::name(study, criterion),
            words::points(gap.points),
            words::group(study.figures, gap.highest),
            words::group(study.figures, gap.lowest)
        ));
    }
    alt.extend(reading::extremes_short(&named));
    Caption {
        title,
        subtitle: format!("Scores de 0 à 100, {}, {wave}", words::list(&labels)),
        note: note(study, last, groups),
        alt: reading::alternative(&alt, words::TABLE_SCORES),
    }
}

fn note(study: &Study, last: WaveId, groups: &[usize]) -> String {
    let mut people = Vec::new();
    for line in &study.figures.participation {
        if let (true, Party::Group(group), Ok(count)) = (line.wave == last, line.party, line.usable)
            && groups.contains(&group)
        {
            people.push(format!(
                "{} : {}",
                words::group(study.figures, group),
                words::people(count)
            ));
        }
    }
    let mut note = Vec::new();
    if !people.is_empty() {
        note.push(format!("{}.", words::capital(&people.join(" ; "))));
    }
    if study.figures.groups.len() > 1 {
        note.push(
            "Un groupe sans point sur une ligne n'est pas interrogé sur ce critère, sauf mention."
                .to_owned(),
        );
    }
    note.push(format!(
        "Source : questionnaires du projet. Données : tableau {}.",
        words::TABLE_SCORES
    ));
    note.join(" ")
}

/// Says that groups differ when a pair does; the pair need not be the two ends, so they are only read.
fn gap_title(study: &Study, last: WaveId, found: &[(CriterionId, &Gap)]) -> String {
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

fn groups_count(count: usize) -> String {
    words::counted(
        u32::try_from(count).unwrap_or(u32::MAX),
        "groupe",
        "groupes",
    )
}

fn criteria_count(count: usize) -> String {
    words::counted(
        u32::try_from(count).unwrap_or(u32::MAX),
        "critère",
        "critères",
    )
}

fn findings(study: &Study, last: WaveId, category: CategoryId) -> Vec<String> {
    let criteria = scope::aimed_in(study, category);
    let mut findings = Vec::new();
    findings.extend(level_finding(study, last, category));
    findings.extend(change_findings(study, &criteria));
    let found = gaps(study, &criteria);
    findings.extend(gap_finding(study, last, &found));
    findings.extend(
        criteria
            .iter()
            .find_map(|criterion| split_finding(study, last, *criterion)),
    );
    findings.truncate(MOST_FINDINGS);
    findings
}

/// The score of the family, then its highest and lowest criterion.
fn level_finding(study: &Study, last: WaveId, category: CategoryId) -> Option<String> {
    let named = overview::named_scores(study, last, &scope::aimed_in(study, category));
    let extremes = reading::extremes(&named, "critères");
    let who = words::party(study.figures, scope::speaker(study));
    let level = study
        .figures
        .level(last, scope::speaker(study), Subject::Category(category))
        .ok();
    match (level, extremes.is_empty()) {
        (Some(level), false) => Some(format!(
            "Score de la catégorie, {who} : {}. Par critère, {extremes}.",
            reading::with_interval(level)
        )),
        (Some(level), true) => Some(format!(
            "Score de la catégorie, {who} : {}.",
            reading::with_interval(level)
        )),
        (None, false) => Some(format!("{}.", words::capital(&extremes))),
        (None, true) => None,
    }
}

/// The largest conclusive change of the party that speaks first, in this category.
fn change_findings(study: &Study, criteria: &[CriterionId]) -> Option<String> {
    let pair = changes::pair(study)?;
    let all = changes::of_party(study, pair, scope::speaker(study));
    let most = all
        .iter()
        .filter(|moved| criteria.contains(&moved.criterion))
        .filter(|moved| movement::is_conclusive(moved.change.verdict))
        .max_by(|a, b| a.change.delta.abs().total_cmp(&b.change.delta.abs()))?;
    Some(movement::largest(study, most))
}

/// The widest established gap; else the widest that matters, with its doubt.
pub(super) fn gap_finding(
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

/// « avis partagés » in a group, instead of a comment on its mean.
pub(super) fn split_finding(study: &Study, last: WaveId, criterion: CriterionId) -> Option<String> {
    scope::groups(study).find_map(|group| {
        let level = scope::level(study, last, Party::Group(group), criterion).ok()?;
        let spread = level.spread.filter(|_| scope::is_split(level))?;
        Some(format!(
            "Sur « {} », les avis des {} sont partagés : {} à 75 ou plus, {} à 25 ou moins.",
            scope::name(study, criterion),
            words::group(study.figures, group),
            words::people_of(spread.high, level.n),
            words::counted(spread.low, "personne", "personnes")
        ))
    })
}
