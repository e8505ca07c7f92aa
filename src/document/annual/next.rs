//! « Les prochaines mesures »: what each laureate has left to measure, and until when.

use std::collections::BTreeMap;

use super::super::method::column;
use super::super::parts::{Align, Table, TableCell};
use super::super::{Naming, words};
use super::perimeter::small;
use super::report::Report;
use super::{MOST_IN_BODY, counted, naming};

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
            let (term, when) = laureate
                .due
                .split_once(" : ")
                .unwrap_or(("Mesure annoncée", &laureate.due));
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

fn by_term(report: &Report) -> Table {
    let mut terms: BTreeMap<String, u32> = BTreeMap::new();
    for laureate in &report.laureates {
        let term = laureate.due.split(" : ").next().unwrap_or_default();
        if !term.is_empty() {
            *terms.entry(term.to_owned()).or_default() += 1;
        }
    }
    let rows = terms.into_iter().map(|(term, count)| {
        let told = counted::taking_part(report, count as usize);
        let projects = counted::counted(told, "lauréat", "lauréats");
        vec![TableCell::Text(term), TableCell::Text(projects)]
    });
    Table {
        number: String::new(),
        title: String::new(),
        note: format!(
            "{} à suivre.",
            words::counted(small(report.laureates.len()), "lauréat", "lauréats")
        ),
        columns: vec![
            column("À mesurer", 60, Align::Left),
            column("Combien", 30, Align::Right),
        ],
        rows: rows.collect(),
    }
}
