//! One page a category: its criteria by group at the last measure (G4), two or three findings, a quote.
//!
//! A difference between groups is « établi » only when the figures say so.

pub(super) mod findings;

use crate::aggregate::figures::{Absent, Party};
use crate::model::{CategoryId, CriterionId, WaveId};

use super::dossier::CategoryPage;
use super::figure::{DotChart, DotRow, DotSeries};
use super::parts::Caption;
use super::{Study, quotes, reading, scope, words};
use findings::{findings, gap_finding, gap_title, gaps, widest};

/// The title of a chart that has nothing else to say.
const PLAIN_TITLE: &str = "Scores par critère";

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
        let findings = findings(study, last, id);
        let mut chart = chart(study, last, id);
        // What stands in the findings above the chart is not said again by its title.
        if let Some(chart) = chart
            .as_mut()
            .filter(|_| is_told(study, last, id, &findings))
        {
            chart.caption.title = PLAIN_TITLE.to_owned();
        }
        pages.push(CategoryPage {
            code: category.code.clone(),
            name: category.name.clone(),
            introduction: category.introduction.clone(),
            chart,
            findings,
            quote: quotes::for_category(study, id),
        });
    }
    pages
}

/// Whether the findings tell the gap between groups, or else the highest and the lowest criterion.
fn is_told(study: &Study, last: WaveId, category: CategoryId, findings: &[String]) -> bool {
    let found = gaps(study, &scope::aimed_in(study, category));
    if found.is_empty() {
        return !findings.is_empty();
    }
    gap_finding(study, last, &found).is_some_and(|gap| findings.contains(&gap))
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
            reason.words().to_owned()
        }
        _ => reading::absences(&absent),
    };
    DotRow {
        label: words::criterion(study.referential, criterion),
        dots,
        absent,
    }
}

fn caption(study: &Study, last: WaveId, groups: &[usize], criteria: &[CriterionId]) -> Caption {
    let wave = words::at_wave(study.referential, study.figures, last);
    let labels: Vec<String> = groups
        .iter()
        .map(|group| words::group(study.figures, *group))
        .collect();
    let named = scope::named_scores(study, last, criteria);
    let found = gaps(study, criteria);
    let compared = widest(&found, None).filter(|_| groups.len() > 1);
    let title = match compared {
        Some(_) => gap_title(study, last, &found),
        None => words::capital(&named.extremes("critères")),
    };
    let mut alt = vec![format!(
        "Scores de {}, {}.",
        criteria_count(criteria.len()),
        words::groups(&labels)
    )];
    if let Some((criterion, gap)) = compared {
        alt.push(format!(
            "Écart le plus grand : {}, {} de plus chez les {} que chez les {}.",
            scope::name(study, criterion),
            words::points(gap.points),
            words::group(study.figures, gap.highest),
            words::group(study.figures, gap.lowest)
        ));
    }
    if compared.is_none() {
        alt.extend(named.extremes_short());
    }
    Caption {
        title: if title.is_empty() {
            PLAIN_TITLE.to_owned()
        } else {
            title
        },
        subtitle: format!("Scores de 0 à 100, {}, {wave}", words::groups(&labels)),
        note: note(study, last, groups, criteria),
        alt: reading::alternative(&alt, words::TABLE_SCORES),
    }
}

fn note(study: &Study, last: WaveId, groups: &[usize], criteria: &[CriterionId]) -> String {
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
    let is_unasked = |criterion: &CriterionId| {
        let mut parties = groups.iter().map(|group| Party::Group(*group));
        parties.any(|party| {
            scope::level(study, last, party, *criterion).err() == Some(Absent::NotConcerned)
        })
    };
    if criteria.iter().any(is_unasked) {
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

fn criteria_count(count: usize) -> String {
    words::number_of(count, "critère", "critères")
}
