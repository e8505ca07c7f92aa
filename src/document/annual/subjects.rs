//! Subjects beside the criteria: the six levels of QVCT and the leaflet's three themes, over the projects.

use crate::aggregate::figures::Score;
use crate::model::{EarlierSubject, QvctId};

use super::super::parts::Caption;
use super::super::{Naming, reading, words};
use super::apart::{self, Apart};
use super::digest::State;
use super::perimeter::small;
use super::pool::{self, Pool};
use super::report::Report;
use super::{
    Portfolio, PortfolioBlock, PortfolioRow, QvctOverview, ThemeChapter, beside, counted, naming,
};

/// Table of the annex: levels of QVCT and themes.
pub(super) const TABLE: &str = "A3";

/// A theme of the leaflet: its key in files, its title, the themes of questions and the criteria that speak of it, the
/// axis of its recommendations. The tool's own choice, to be validated.
struct Theme {
    key: &'static str,
    title: &'static str,
    question: &'static str,
    subjects: &'static [&'static str],
    criteria: &'static [&'static str],
    axis: &'static str,
}

const THEMES: [Theme; 3] = [
    Theme {
        key: "attractivite",
        title: "Attractivité et fidélisation",
        question: "Qu'est-ce qui donne envie de venir et de rester ?",
        subjects: &["fidelisation", "transparence", "transmission"],
        criteria: &["C08", "C09"],
        axis: "attractivite",
    },
    Theme {
        key: "sens",
        title: "Sens du travail",
        question: "Le travail garde-t-il du sens sans épuiser ?",
        subjects: &[
            "sens",
            "charge",
            "reconnaissance",
            "lien_terrain",
            "reperes",
        ],
        criteria: &["C01"],
        axis: "sens",
    },
    Theme {
        key: "transition",
        title: "Transition écologique",
        question: "L'équipe prend-elle part à la transition ?",
        subjects: &["participation_te", "cadre_travail"],
        criteria: &["C18", "C20"],
        axis: "transition",
    },
];

/// Projects with scores, over which a subject that is not aimed at is counted.
fn with_scores(report: &Report) -> usize {
    let laureates = report.laureates.iter();
    laureates
        .filter(|laureate| laureate.state == State::Published)
        .count()
}

/// A level of QVCT over the projects with scores.
pub(super) fn level(report: &Report, rank: usize) -> Pool {
    pooled(report, &level_id(rank))
}

fn level_id(rank: usize) -> EarlierSubject {
    EarlierSubject::Qvct(QvctId(u8::try_from(rank).unwrap_or(u8::MAX)))
}

/// A theme of questions over the projects with scores.
pub(super) fn subject(report: &Report, key: &str) -> Pool {
    pooled(report, &EarlierSubject::Theme(key.to_owned()))
}

fn pooled(report: &Report, subject: &EarlierSubject) -> Pool {
    let members = beside::printed(report, subject);
    Pool {
        telling: pool::telling(report, subject, &members).min(beside::most(report, subject)),
        members,
        wanted: with_scores(report),
    }
}

/// All levels of QVCT, then all themes that the report speaks of, in the order of the annex.
pub(super) fn all(report: &Report) -> Vec<EarlierSubject> {
    let levels = (0..report.referential.qvct.len()).map(level_id);
    let themes = THEMES.iter().flat_map(|theme| theme.subjects);
    let themes = themes.filter(|key| report.rulebook.theme(key).is_some());
    levels
        .chain(themes.map(|key| EarlierSubject::Theme((*key).to_owned())))
        .collect()
}

/// « Qualité de vie et conditions de travail »; `None` when no level has three projects.
pub(super) fn qvct(report: &Report) -> Option<QvctOverview> {
    let variance = pool::person_variance(report);
    let levels: Vec<(String, Pool)> = report
        .referential
        .qvct
        .iter()
        .enumerate()
        .map(|(rank, entry)| {
            (
                format!("{}. {}", entry.number, entry.name),
                level(report, rank),
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
        chart: portfolio(&named, "niveaux", rows, 0),
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

fn named(pools: &[(String, Pool)]) -> Vec<(String, Score)> {
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
fn portfolio(
    named: &[(String, Score)],
    things: &str,
    rows: Vec<PortfolioRow>,
    criteria: usize,
) -> Portfolio {
    let mut alt = vec![format!(
        "Moyenne de projets sur {} {things}, dernière mesure, scores de 0 à 100.",
        named.len()
    )];
    alt.extend(reading::extremes_short(named));
    let prediction = rows
        .iter()
        .any(|row| row.bar.as_ref().is_some_and(|bar| bar.prediction.is_some()));
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
        blocks: vec![PortfolioBlock {
            code: String::new(),
            name: String::new(),
            rows,
        }],
        prediction,
    }
}

/// Rows of a theme, label and pool, those with a score alone; and how many of them, the last, are criteria.
fn rows(report: &Report, theme: &Theme) -> (Vec<(String, Pool)>, usize) {
    let subjects = theme.subjects.iter().filter_map(|key| {
        let label = report.rulebook.theme(key)?;
        Some((words::capital(label), subject(report, key)))
    });
    let criteria = theme.criteria.iter().filter_map(|code| {
        let id = report.referential.criterion(code)?;
        Some((
            words::criterion(report.referential, id),
            pool::criterion(report, id),
        ))
    });
    let scored = |(_, pool): &(String, Pool)| !pool.members.is_empty();
    let mut found: Vec<(String, Pool)> = subjects.filter(scored).collect();
    let questions = found.len();
    found.extend(criteria.filter(scored));
    let criteria = found.len() - questions;
    (found, criteria)
}

/// All rows of the annex: levels, then themes of questions.
pub(super) fn annexed(report: &Report) -> Vec<(String, Pool)> {
    let levels = report.referential.qvct.iter().enumerate();
    let levels = levels.map(|(rank, entry)| {
        (
            format!("QVCT {}. {}", entry.number, entry.name),
            level(report, rank),
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

/// The leaflet's themes, each with what the projects say of it; those that nobody speaks of are left out.
pub(super) fn themes(report: &Report) -> Vec<ThemeChapter> {
    let variance = pool::person_variance(report);
    let chapters = THEMES.iter().filter_map(|theme| {
        let (found, criteria) = rows(report, theme);
        let named = named(&found);
        let declared: Vec<usize> = report
            .laureates
            .iter()
            .enumerate()
            .filter(|(_, laureate)| laureate.themes.iter().any(|key| key == theme.key))
            .map(|(rank, _)| rank)
            .collect();
        if declared.is_empty() && named.is_empty() {
            return None;
        }
        let rows = found
            .iter()
            .map(|(label, pool)| pool.row(report, label.clone(), variance));
        Some(ThemeChapter {
            title: theme.title.to_owned(),
            question: theme.question.to_owned(),
            sentences: sentences(report, theme, &declared),
            chart: (!named.is_empty())
                .then(|| portfolio(&named, "questions", rows.collect(), criteria)),
        })
    });
    chapters.collect()
}

fn sentences(report: &Report, theme: &Theme, declared: &[usize]) -> Vec<String> {
    let mut said = Vec::new();
    let all = words::count(small(report.laureates.len()));
    if declared.is_empty() {
        said.push("Aucun lauréat n'a choisi ce thème.".to_owned());
    } else {
        let projects = words::counted(
            small(declared.len()),
            "lauréat travaille",
            "lauréats travaillent",
        );
        let labels = naming::labels(report);
        let named: Vec<&str> = declared.iter().map(|rank| labels[*rank].as_str()).collect();
        let who = match report.naming {
            Naming::Names if named.len() <= 8 => format!(" : {}", words::list(&named)),
            _ => String::new(),
        };
        said.push(format!("{projects} ce thème, sur {all}{who}."));
    }
    let advised = report
        .laureates
        .iter()
        .filter(|laureate| {
            laureate.advice.iter().any(|advised| {
                let rule = report.rulebook.rule(&advised.rule);
                rule.is_some_and(|rule| rule.axis == theme.axis)
            })
        })
        .count();
    let told = counted::findings(report, advised, report.laureates.len());
    if told.sure().is_some_and(|advised| advised > 0) {
        let contain = counted::counted(told, "dossier contient", "dossiers contiennent");
        said.push(format!(
            "{} au moins une recommandation sur ce thème.",
            words::capital(&contain)
        ));
    }
    said
}
