//! « Qualité de vie et conditions de travail »: the six levels in their order (G5), and a text for
//! those that are low or high.
//!
//! The stricter rules for health and equality were applied before: what is here may be printed.

mod changes;

use crate::aggregate::figures::{Absent, Level, Party, Subject};
use crate::model::{QvctId, WaveId};

use super::dossier::QvctPage;
use super::figure::{DotChart, DotRow, DotSeries};
use super::parts::{Caption, Term};
use super::reading::Named;
use super::{Study, reading, scope, words};

/// Under this score a level is commented as low.
const LOW: f64 = 50.0;
/// From this score on a level is commented as high.
const HIGH: f64 = 70.0;

/// The page; `None` when no level has a published score.
pub(super) fn build(study: &Study) -> Option<QvctPage> {
    let last = study.figures.last()?;
    let groups = speaking(study, last);
    if groups.is_empty() {
        return None;
    }
    Some(QvctPage {
        introduction: introduction(study, &groups),
        chart: chart(study, last, &groups),
        findings: findings(study, last, &groups),
        changes: changes::told(study).into_iter().collect(),
        absent: absent(study, last, &groups),
    })
}

pub(super) fn levels(study: &Study) -> impl Iterator<Item = QvctId> {
    QvctId::each(&study.referential.qvct)
}

fn level<'a>(
    study: &Study<'a>,
    wave: WaveId,
    party: Party,
    id: QvctId,
) -> Result<&'a Level, Absent> {
    let mut items = study.questionnaire.items.iter();
    if !items.any(|item| item.qvct.contains(&id)) {
        return Err(Absent::NotMeasured);
    }
    let figures = study.figures;
    figures.level(wave, party, Subject::Qvct(id))
}

/// Groups with at least one published level.
fn speaking(study: &Study, last: WaveId) -> Vec<usize> {
    let speaks = |group: &usize| {
        levels(study).any(|id| level(study, last, Party::Group(*group), id).is_ok())
    };
    scope::groups(study).filter(speaks).collect()
}

/// Who is commented: the only group that speaks, else the ensemble.
fn speaker(groups: &[usize]) -> Party {
    match groups {
        [only] => Party::Group(*only),
        _ => Party::Ensemble,
    }
}

fn introduction(study: &Study, groups: &[usize]) -> String {
    let labels: Vec<String> = groups
        .iter()
        .map(|group| words::group(study.figures, *group))
        .collect();
    let items = study
        .questionnaire
        .items
        .iter()
        .filter(|item| !item.qvct.is_empty())
        .count();
    format!(
        "Six niveaux ; questions du questionnaire qui s'y rapportent : {items}. Répondent ici : {}. Sur la santé et l'égalité, un \
         résultat n'est publié que si davantage de personnes ont répondu.",
        words::groups(&labels)
    )
}

fn chart(study: &Study, last: WaveId, groups: &[usize]) -> DotChart {
    let series = groups.iter().map(|group| DotSeries {
        label: words::group(study.figures, *group),
        style: scope::style(*group),
    });
    DotChart {
        caption: caption(study, last, groups),
        series: series.collect(),
        rows: levels(study)
            .filter_map(|id| row(study, last, groups, id))
            .collect(),
    }
}

fn row(study: &Study, last: WaveId, groups: &[usize], id: QvctId) -> Option<DotRow> {
    let entry = study.referential.qvct.get(id.at())?;
    let mut dots = Vec::new();
    let mut absent = Vec::new();
    for (series, group) in groups.iter().enumerate() {
        match level(study, last, Party::Group(*group), id) {
            Ok(level) => dots.push(reading::dot(level, series)),
            Err(reason) => absent.push((words::group(study.figures, *group), reason)),
        }
    }
    reading::label_extremes(&mut dots);
    let absent = match absent.as_slice() {
        [(_, first), rest @ ..]
            if dots.is_empty() && rest.iter().all(|(_, reason)| reason == first) =>
        {
            first.words().to_owned()
        }
        found => reading::absences(found),
    };
    Some(DotRow {
        label: format!("{}. {}", entry.number, entry.short),
        dots,
        absent,
    })
}

/// Short names and scores of the levels of the party that is commented.
fn named(study: &Study, last: WaveId, groups: &[usize]) -> Named {
    let party = speaker(groups);
    let mut named = Named::default();
    for (id, entry) in levels(study).zip(&study.referential.qvct) {
        match level(study, last, party, id) {
            Ok(level) if level.split().is_some() => named.split.push(level.score),
            Ok(level) => named.told.push((entry.short.clone(), level.score)),
            Err(_) => {}
        }
    }
    named
}

/// Whether an interval is drawn: none where everybody answered, nor at a bound.
fn has_margin(study: &Study, last: WaveId, groups: &[usize]) -> bool {
    let of_group = |id: QvctId| {
        let parties = groups.iter().map(|group| Party::Group(*group));
        parties.filter_map(move |party| level(study, last, party, id).ok())
    };
    levels(study)
        .flat_map(of_group)
        .any(|level| level.interval.is_some() && !level.everyone)
}

fn caption(study: &Study, last: WaveId, groups: &[usize]) -> Caption {
    let named = named(study, last, groups);
    // The chart draws the groups; what is said of all of them together is no mark of it.
    let extremes = match (named.extremes("niveaux"), speaker(groups)) {
        (found, Party::Ensemble) if !found.is_empty() => format!("Ensemble : {found}"),
        (found, _) => words::capital(&found),
    };
    let labels: Vec<String> = groups
        .iter()
        .map(|group| words::group(study.figures, *group))
        .collect();
    let wave = words::at_wave(study.referential, study.figures, last);
    let who = words::party(study.figures, speaker(groups));
    let mut alt = vec![format!(
        "Scores de {} sur {}, {who}.",
        words::number_of(named.told.len() + named.split.len(), "niveau", "niveaux"),
        study.referential.qvct.len()
    )];
    alt.extend(named.extremes_short());
    Caption {
        title: if extremes.is_empty() {
            "Scores par niveau".to_owned()
        } else {
            extremes
        },
        subtitle: format!(
            "Scores de 0 à 100{}, {}, {wave}",
            if has_margin(study, last, groups) {
                " et marge d'incertitude"
            } else {
                ""
            },
            words::groups(&labels)
        ),
        note: format!(
            "Source : questionnaires du projet. Données : tableau {}.",
            words::TABLE_SCORES
        ),
        alt: reading::alternative(&alt, words::TABLE_SCORES),
    }
}

fn findings(study: &Study, last: WaveId, groups: &[usize]) -> Vec<Term> {
    let mut findings = Vec::new();
    for (id, entry) in levels(study).zip(&study.referential.qvct) {
        let found = commented(study, last, groups, id);
        findings.extend(found.map(|(party, level, comment)| {
            // A group named before its score needs no naming after it.
            let score = match party {
                Party::Ensemble => reading::with_groups(study.figures, level),
                Party::Group(_) => reading::with_interval(level),
            };
            Term {
                word: format!("{}. {}", entry.number, entry.name),
                text: format!(
                    "{} : {score}. {comment} {}",
                    words::capital(&words::party(study.figures, party)),
                    entry.definition
                )
                .trim()
                .to_owned(),
            }
        }));
    }
    findings
}

/// Whose score is commented on a level: the group with the lowest one when it is low, because the
/// ensemble may hide it; else the party that speaks first.
fn commented<'a>(
    study: &Study<'a>,
    last: WaveId,
    groups: &[usize],
    id: QvctId,
) -> Option<(Party, &'a Level, &'static str)> {
    let of_group = groups.iter().map(|group| Party::Group(*group));
    let lowest = of_group
        .filter_map(|party| Some((party, level(study, last, party, id).ok()?)))
        .filter(|(_, level)| words::rounded(level.score.number()) < LOW && level.split().is_none())
        .min_by(|a, b| a.1.score.number().total_cmp(&b.1.score.number()));
    let first = || {
        let party = speaker(groups);
        Some((party, level(study, last, party, id).ok()?))
    };
    let (party, level) = lowest.or_else(first)?;
    Some((party.alone(&level.groups), level, comment(level)?))
}

/// What a low or high score allows to say, by its interval; nothing on split opinions or in between.
fn comment(level: &Level) -> Option<&'static str> {
    if level.split().is_some() {
        return Some(
            "Les avis sont partagés : le score moyen dit peu, mieux vaut en parler ensemble.",
        );
    }
    let (low, high) = reading::span(level);
    // Where everybody answered, and of a bound, there is no margin to speak of.
    let alone = level.everyone || level.interval.is_none();
    match words::rounded(level.score.number()) {
        score if score < LOW && alone => Some("Niveau bas."),
        score if score >= HIGH && alone => Some("Niveau élevé."),
        score if score < LOW && high < LOW => Some("Niveau bas, marge d'incertitude comprise."),
        score if score < LOW => {
            Some("Niveau bas, à vérifier avec l'équipe : la marge d'incertitude dépasse 50.")
        }
        score if score >= HIGH && low >= HIGH => {
            Some("Niveau élevé, marge d'incertitude comprise.")
        }
        score if score >= HIGH => {
            Some("Niveau élevé, à vérifier avec l'équipe : la marge d'incertitude descend sous 70.")
        }
        _ => None,
    }
}

/// Levels without a figure and why.
fn absent(study: &Study, last: WaveId, groups: &[usize]) -> String {
    let mut missing: Vec<(String, Absent)> = Vec::new();
    for (id, entry) in levels(study).zip(&study.referential.qvct) {
        let reasons: Vec<Absent> = groups
            .iter()
            .filter_map(|group| level(study, last, Party::Group(*group), id).err())
            .collect();
        if reasons.len() == groups.len()
            && let Some(reason) = reasons.iter().min()
        {
            missing.push((format!("{}. {}", entry.number, entry.name), *reason));
        }
    }
    match reading::absences(&missing) {
        none if none.is_empty() => none,
        found => format!("Sans résultat – {found}."),
    }
}
