//! « Cotation collective »: marks that a team debated and fixed together, as it gave them.
//!
//! Never averaged, neither between criteria nor with individual answers (`decisions.md` § 9).

use std::collections::BTreeSet;

use crate::model::project::CollectiveMark;
use crate::model::{CriterionId, Horizon};

use super::dossier::{Collective, CollectiveRow};
use super::{Study, passage, words};

/// Longest alternative text, in signs; ten are kept for the spaces that typesetting may add.
const MOST_SIGNS: usize = 240;

/// The section; `None` without marks.
pub(super) fn build(study: &Study) -> Option<Collective> {
    let terms = terms(study);
    if terms.is_empty() {
        return None;
    }
    let rows: Vec<CollectiveRow> = criteria(study)
        .into_iter()
        .filter_map(|criterion| row(study, &terms, criterion))
        .collect();
    Some(Collective {
        introduction: introduction(study, &terms),
        columns: terms.iter().map(|term| column(study, *term)).collect(),
        alt: alternative(&rows, &terms),
        rows,
    })
}

/// Terms that were marked, in order.
pub(super) fn terms(study: &Study) -> Vec<Horizon> {
    let marked: BTreeSet<Horizon> = study
        .project
        .collective
        .iter()
        .map(|mark| mark.horizon)
        .collect();
    marked.into_iter().collect()
}

/// Criteria that were marked, in referential order.
pub(super) fn criteria(study: &Study) -> BTreeSet<CriterionId> {
    study
        .project
        .collective
        .iter()
        .map(|mark| mark.criterion)
        .collect()
}

/// The mark of a criterion at a term: the latest when it was marked twice.
pub(super) fn mark<'a>(
    study: &Study<'a>,
    criterion: CriterionId,
    term: Horizon,
) -> Option<&'a CollectiveMark> {
    let marks = study.project.collective.iter();
    marks
        .filter(|mark| mark.criterion == criterion && mark.horizon == term)
        .max_by_key(|mark| mark.date)
}

fn row(study: &Study, terms: &[Horizon], criterion: CriterionId) -> Option<CollectiveRow> {
    let entry = study.referential.criteria.get(criterion.at())?;
    let category = study.referential.categories.get(entry.category.at())?;
    let marks: Vec<Option<&CollectiveMark>> = terms
        .iter()
        .map(|term| mark(study, criterion, *term))
        .collect();
    let last = marks.iter().flatten().next_back();
    Some(CollectiveRow {
        category: category.code.clone(),
        number: entry.number,
        name: entry.name.clone(),
        marks: marks
            .iter()
            .map(|mark| mark.map(|mark| mark.mark))
            .collect(),
        argument: last.map(|mark| mark.argument.clone()).unwrap_or_default(),
    })
}

/// « Court terme (mai 2026) ».
fn column(study: &Study, term: Horizon) -> String {
    match days(study, term).last() {
        Some(day) => words::dated(term.label(), *day),
        None => term.label().to_owned(),
    }
}

fn days(study: &Study, term: Horizon) -> BTreeSet<chrono::NaiveDate> {
    let marks = study
        .project
        .collective
        .iter()
        .filter(|mark| mark.horizon == term);
    marks.filter_map(|mark| mark.date).collect()
}

/// People who took part at a term; a range when meetings differed.
pub(super) fn participants(study: &Study, term: Horizon) -> BTreeSet<u32> {
    let marks = study
        .project
        .collective
        .iter()
        .filter(|mark| mark.horizon == term);
    marks.filter_map(|mark| mark.participants).collect()
}

/// « 7 personnes, 12 mai 2026 », what is known of the meeting; empty when nothing is.
fn meeting(study: &Study, term: Horizon) -> String {
    let participants = participants(study, term);
    let days = days(study, term);
    let mut parts = Vec::new();
    if !participants.is_empty() {
        parts.push(words::people_range(&participants));
    }
    if let (Some(first), Some(last)) = (days.first(), days.last()) {
        parts.push(words::days(*first, *last));
    }
    parts.join(", ")
}

/// The same inside a sentence, in brackets.
pub(super) fn meeting_aside(study: &Study, term: Option<&Horizon>) -> String {
    match term.map(|term| meeting(study, *term)) {
        Some(meeting) if !meeting.is_empty() => format!(" ({meeting})"),
        _ => String::new(),
    }
}

fn introduction(study: &Study, terms: &[Horizon]) -> String {
    let mut sentences = vec![
        "L'équipe s'est réunie, a débattu et fixé ces notes ensemble, de 0 à 10, avec un argument pour chacune."
            .to_owned(),
    ];
    let meetings: Vec<String> = terms
        .iter()
        .map(|term| (term, meeting(study, *term)))
        .filter(|(_, meeting)| !meeting.is_empty())
        .map(|(term, meeting)| format!("{} : {meeting}", words::at(term.label())))
        .collect();
    if !meetings.is_empty() {
        sentences.push(format!("{}.", words::capital(&meetings.join(" ; "))));
    }
    sentences.join(" ")
}

/// Names and last marks of the rows, for sentences.
pub(super) fn last_marks(rows: &[CollectiveRow]) -> Vec<(&str, u8)> {
    let last = |row: &CollectiveRow| row.marks.iter().flatten().next_back().copied();
    rows.iter()
        .filter_map(|row| Some((row.name.as_str(), last(row)?)))
        .collect()
}

fn alternative(rows: &[CollectiveRow], terms: &[Horizon]) -> String {
    let labels: Vec<String> = terms
        .iter()
        .map(|term| term.label().to_lowercase())
        .collect();
    let count = words::size(rows.len());
    let mut sentences = vec![format!(
        "Notes de l'équipe de 0 à 10 sur {}, {}.",
        words::counted(count, "critère", "critères"),
        words::list(&labels)
    )];
    let marks = last_marks(rows);
    let highest = marks.iter().rev().max_by_key(|(_, mark)| *mark);
    let lowest = marks.iter().min_by_key(|(_, mark)| *mark);
    match (highest, lowest) {
        (Some((_, high)), Some((_, low))) if high == low && marks.len() > 1 => {
            sentences.push(format!("Dernières notes : toutes à {high}."));
        }
        (Some((name, mark)), _) if marks.len() == 1 => {
            sentences.push(format!("{name} : {mark}."));
        }
        (Some((top, high)), Some((bottom, low))) => {
            sentences.push(format!("Dernière note la plus haute : {top} ({high})."));
            sentences.push(format!("La plus basse : {bottom} ({low})."));
        }
        _ => {}
    }
    passage::sentences(&sentences, MOST_SIGNS)
}
