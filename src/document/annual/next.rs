//! « Les prochaines mesures »: what each laureate has left to measure, and until when.

use std::collections::BTreeMap;

use crate::model::Horizon;

use super::super::method::column;
use super::super::parts::{Align, Table, TableCell};
use super::super::{Naming, words};
use super::public::counted;
use super::report::Report;
use super::{MOST_IN_BODY, naming};

/// The table; `None` when nothing is left to measure.
pub(super) fn build(report: &Report) -> Option<Table> {
    let due = report
        .laureates
        .iter()
        .filter(|laureate| !laureate.due.is_empty());
    let count = due.count();
    if count == 0 {
        return None;
    }
    Some(if report.naming == Naming::Names && count <= MOST_IN_BODY {
        one_by_one(report)
    } else {
        by_term(report)
    })
}

fn one_by_one(report: &Report) -> Table {
    let labels = naming::labels(report);
    let rows = report
        .laureates
        .iter()
        .zip(labels)
        .filter(|(laureate, _)| !laureate.due.is_empty())
        .map(|(laureate, label)| {
            let (term, when) = term(&laureate.due);
            let last = laureate
                .measured_on
                .map_or("aucune".to_owned(), words::month);
            [label.clone(), last, term.to_owned(), when.to_owned()]
                .map(TableCell::Text)
                .to_vec()
        });
    Table {
        number: String::new(),
        title: String::new(),
        note: "D'après la date de début de chaque projet. Poser les mêmes questions aux mêmes groupes permet de comparer.".to_owned(),
        columns: vec![
            column("Lauréat", 44, Align::Left),
            column("Dernière mesure", 30, Align::Left),
            column("À mesurer", 26, Align::Left),
            column("Quand", 66, Align::Left),
        ],
        rows: rows.collect(),
    }
}

/// What is to be measured, and when.
fn term(due: &str) -> (&str, &str) {
    due.split_once(" : ").unwrap_or(("Mesure annoncée", due))
}

/// No date: one that a single project announces would point at it.
fn by_term(report: &Report) -> Table {
    // Announced first, then the terms in order of time.
    let order = |term: &str| Horizon::ALL.iter().position(|one| one.label() == term);
    let mut terms: BTreeMap<(Option<usize>, &str), usize> = BTreeMap::new();
    for laureate in &report.laureates {
        if !laureate.due.is_empty() {
            let (term, _) = term(&laureate.due);
            *terms.entry((order(term), term)).or_default() += 1;
        }
    }
    let rows = terms.into_iter().map(|((_, term), count)| {
        let told = counted::taking_part(report, count);
        let projects = counted::counted(told, "lauréat", "lauréats");
        vec![TableCell::Text(term.to_owned()), TableCell::Text(projects)]
    });
    Table {
        number: String::new(),
        title: String::new(),
        // No total: beside the other lines it would give the one that is told as « moins de 4 ».
        note: String::new(),
        columns: vec![
            column("À mesurer", 60, Align::Left),
            column("Combien", 30, Align::Right),
        ],
        rows: rows.collect(),
    }
}
