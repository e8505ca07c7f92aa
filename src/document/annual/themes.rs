//! The leaflet's three themes, over the projects: who works on each, what is recommended, what answers say of it.

use serde::{Deserialize, Serialize};

use super::super::{Naming, words};
use super::naming;
use super::pool::{self, Pool};
use super::portfolio::Portfolio;
use super::public::counted;
use super::report::Report;
use super::subjects::{drawn, named, subject};

/// A theme of the leaflet over the projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeChapter {
    /// « Sens du travail ».
    pub title: String,
    /// What it asks.
    pub question: String,
    /// Who works on it, what is recommended.
    pub sentences: Vec<String>,
    /// Questions and criteria that speak of it; absent under three projects.
    pub chart: Option<Portfolio>,
}

/// A theme of the leaflet: its key in files, its title, the themes of questions and the criteria that speak of it, the
/// axis of its recommendations. The tool's own choice, to be validated.
pub(super) struct Theme {
    key: &'static str,
    title: &'static str,
    question: &'static str,
    pub subjects: &'static [&'static str],
    criteria: &'static [&'static str],
    axis: &'static str,
}

pub(super) const THEMES: [Theme; 3] = [
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
                .then(|| drawn(&named, "questions", rows.collect(), criteria)),
        })
    });
    chapters.collect()
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

fn sentences(report: &Report, theme: &Theme, declared: &[usize]) -> Vec<String> {
    let mut said = Vec::new();
    let all = words::count(words::size(report.laureates.len()));
    if declared.is_empty() {
        said.push("Aucun lauréat n'a choisi ce thème.".to_owned());
    } else {
        let count = words::size(declared.len());
        let (laureates, work) = match count {
            1 => ("lauréat", "travaille"),
            _ => ("lauréats", "travaillent"),
        };
        let labels = naming::labels(report);
        let named: Vec<&str> = declared.iter().map(|rank| labels[*rank].as_str()).collect();
        let who = match report.naming {
            Naming::Names if named.len() <= 8 => format!(" : {}", words::list(&named)),
            _ => String::new(),
        };
        said.push(format!(
            "{} {laureates} sur {all} {work} ce thème{who}.",
            words::count(count)
        ));
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
