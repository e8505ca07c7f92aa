//! Subjects beside the criteria over the projects: the six levels of QVCT, and the themes of questions.

use serde::{Deserialize, Serialize};

use crate::aggregate::figures::Score;
use crate::model::{EarlierSubject, QvctId};

use super::super::parts::Caption;
use super::super::{reading, words};
use super::apart::{self, Apart};
use super::digest::State;
use super::pool::{self, Pool};
use super::public::beside;
use super::report::Report;
use super::themes::THEMES;
use super::{Portfolio, PortfolioBlock, PortfolioRow, portfolio};

/// The six levels over the projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QvctOverview {
    /// What they gather.
    pub introduction: String,
    /// Findings.
    pub findings: Vec<String>,
    /// One row a level.
    pub chart: Portfolio,
}

/// Table of the annex: levels of QVCT and themes.
pub(super) const TABLE: &str = "A3";

/// Projects with scores, over which a subject that is not aimed at is counted.
fn with_scores(report: &Report) -> usize {
    let laureates = report.laureates.iter();
    laureates
        .filter(|laureate| laureate.state == State::Published)
        .count()
}

/// A level of QVCT over the projects with scores.
pub(super) fn level(report: &Report, id: QvctId) -> Pool {
    pooled(report, &EarlierSubject::Qvct(id))
}

/// A theme of questions over the projects with scores.
pub(super) fn subject(report: &Report, key: &str) -> Pool {
    pooled(report, &EarlierSubject::Theme(key.to_owned()))
}

fn pooled(report: &Report, subject: &EarlierSubject) -> Pool {
    let members = pool::members(report, subject);
    Pool {
        telling: pool::telling(report, subject, &members).min(beside::most(report, subject)),
        members,
        wanted: with_scores(report),
    }
}

/// All levels of QVCT, then all themes that the report speaks of, in the order of the annex.
pub(super) fn all(report: &Report) -> Vec<EarlierSubject> {
    let levels = QvctId::each(&report.referential.qvct).map(EarlierSubject::Qvct);
    let themes = THEMES.iter().flat_map(|theme| theme.subjects);
    let themes = themes.filter(|key| report.rulebook.theme(key).is_some());
    levels
        .chain(themes.map(|key| EarlierSubject::Theme((*key).to_owned())))
        .collect()
}

/// « Qualité de vie et conditions de travail »; `None` when no level has three projects.
pub(super) fn qvct(report: &Report) -> Option<QvctOverview> {
    let variance = pool::person_variance(report);
    let entries = &report.referential.qvct;
    let levels: Vec<(String, Pool)> = QvctId::each(entries)
        .zip(entries)
        .map(|(id, entry)| {
            (
                format!("{}. {}", entry.number, entry.name),
                level(report, id),
            )
        })
        .collect();
    let named = named(&levels);
    if named.is_empty() {
        return None;
    }
    let rows = levels
        .iter()
        .map(|(label, pool)| pool.row(report, label.clone(), variance))
        .collect();
    Some(QvctOverview {
        introduction: format!(
            "Les six niveaux de la QVCT regroupent des questions de plusieurs critères. La santé et l'égalité au travail \
             demandent plus de réponses pour être publiées{}.",
            if are_fewer(report, &levels) {
                " : moins de projets les renseignent"
            } else {
                ""
            }
        ),
        findings: spread_out(&levels),
        chart: drawn(&named, "niveaux", rows, 0),
    })
}

/// Whether fewer projects print a score of the levels that ask for more answers than of any other.
fn are_fewer(report: &Report, levels: &[(String, Pool)]) -> bool {
    let count = |sensitive: bool| {
        let entries = report.referential.qvct.iter().zip(levels);
        let wanted = entries.filter(move |(entry, _)| entry.sensitive == sensitive);
        wanted.map(|(_, (_, pool))| pool.members.len()).max()
    };
    count(true) < count(false)
}

pub(super) fn named(pools: &[(String, Pool)]) -> Vec<(String, Score)> {
    let found = pools.iter().filter_map(|(label, pool)| {
        let name = label
            .split_once(". ")
            .map_or(label.as_str(), |(_, name)| name);
        Some((name.to_owned(), Score::Exact(pool.mean()?.value)))
    });
    found.collect()
}

/// The subject on which projects lie furthest apart.
fn spread_out(pools: &[(String, Pool)]) -> Vec<String> {
    let found: Vec<Apart> = pools
        .iter()
        .filter_map(|(label, pool)| {
            let name = label
                .split_once(". ")
                .map_or(label.as_str(), |(_, name)| name);
            Some(Apart {
                name: name.to_owned(),
                range: pool.range()?,
                projects: pool.members.len(),
            })
        })
        .collect();
    apart::most(&found, "niveaux").into_iter().collect()
}

/// Rows of a chart, of which so many are criteria, counted among the projects that aim at them.
pub(super) fn drawn(
    named: &[(String, Score)],
    things: &str,
    rows: Vec<PortfolioRow>,
    criteria: usize,
) -> Portfolio {
    let mut alt = vec![format!(
        "Moyenne de projets sur {} {things}{}, dernière mesure, scores de 0 à 100.",
        named.len(),
        // The rows of a theme are questions, and criteria among them.
        if criteria > 0 { " et critères" } else { "" }
    )];
    alt.extend(reading::extremes_short(named));
    let blocks = vec![PortfolioBlock {
        code: String::new(),
        name: String::new(),
        rows,
    }];
    Portfolio {
        caption: Caption {
            title: words::capital(&reading::extremes(named, things)),
            subtitle: "Moyenne des projets à leur dernière mesure, scores de 0 à 100".to_owned(),
            note: match criteria {
                0 => format!(
                    "Renseigné : projets qui publient un score, sur ceux dont le dossier a des scores. Source : dossiers des \
                     projets. Détail : tableau {TABLE}."
                ),
                _ => format!(
                    "Renseigné : projets qui publient un score, sur ceux dont le dossier a des scores ; pour un critère, numéroté, \
                     sur ceux qui le visent. Source : dossiers des projets. Détail : tableaux {TABLE} et A1."
                ),
            },
            alt: reading::alternative(&alt, TABLE),
        },
        prediction: portfolio::shows_prediction(&blocks),
        blocks,
    }
}

/// All rows of the annex: levels, then themes of questions.
pub(super) fn annexed(report: &Report) -> Vec<(String, Pool)> {
    let entries = &report.referential.qvct;
    let levels = QvctId::each(entries).zip(entries).map(|(id, entry)| {
        (
            format!("QVCT {}. {}", entry.number, entry.name),
            level(report, id),
        )
    });
    let mut all: Vec<(String, Pool)> = levels.collect();
    for theme in &THEMES {
        for key in theme.subjects {
            if let Some(label) = report.rulebook.theme(key) {
                all.push((words::capital(label), subject(report, key)));
            }
        }
    }
    all
}
