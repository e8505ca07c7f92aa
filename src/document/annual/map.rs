//! « D'un projet à l'autre »: every project's scores side by side (G11), in the order of names, never of scores.

use serde::{Deserialize, Serialize};

use super::super::parts::{Caption, Cell, ValueCell};
use super::super::{Naming, words};
use super::digest::{Digest, State, Value};
use super::report::Report;
use super::{MOST_IN_BODY, naming, pool};
use crate::aggregate::figures::Absent;

/// G11: every project's scores side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectMap {
    /// Around the figure.
    pub caption: Caption,
    /// Criteria.
    pub columns: Vec<MapColumn>,
    /// Projects in the order of their names.
    pub rows: Vec<MapRow>,
    /// Absent states that appear.
    pub states: Vec<String>,
}

/// A criterion of the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapColumn {
    /// D, P or E.
    pub category: String,
    /// 1 to 22.
    pub number: u8,
}

/// A project of the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapRow {
    /// Project.
    pub label: String,
    /// One per column.
    pub cells: Vec<Cell>,
}

/// The map; `None` in the public edition, where the pattern of a row could name a project, and when rows are too many
/// for a page or too few to compare.
pub(super) fn build(report: &Report) -> Option<ProjectMap> {
    let labels = naming::labels(report);
    let rows: Vec<MapRow> = naming::order(report, labels)
        .into_iter()
        .map(|rank| (&report.laureates[rank], &labels[rank]))
        .filter(|(laureate, _)| laureate.state == State::Published)
        .map(|(laureate, label)| row(laureate, label))
        .collect();
    if report.naming == Naming::Codes
        || rows.len() < pool::fewest(report)
        || rows.len() > MOST_IN_BODY
    {
        return None;
    }
    let columns = pool::criteria(report).map(|id| {
        let entry = &report.referential.criteria[id.at()];
        MapColumn {
            category: report.referential.categories[entry.category.at()]
                .code
                .clone(),
            number: entry.number,
        }
    });
    Some(ProjectMap {
        caption: caption(&rows),
        columns: columns.collect(),
        states: states(&rows),
        rows,
    })
}

fn row(laureate: &Digest, label: &str) -> MapRow {
    let cells = laureate.criteria.iter().zip(&laureate.aimed);
    MapRow {
        label: label.to_owned(),
        cells: cells.map(|(value, aimed)| cell(value, *aimed)).collect(),
    }
}

/// A printed score, or why there is none.
pub(super) fn cell(value: &Result<Value, Absent>, aimed: bool) -> Cell {
    match value {
        _ if !aimed => Cell::NotAimed,
        Ok(value) => Cell::Value(ValueCell {
            text: words::score(value.score()),
            class: Some(words::class(value.printed)),
            movement: None,
        }),
        Err(reason) => Cell::from(*reason),
    }
}

fn states(rows: &[MapRow]) -> Vec<String> {
    let keys = [
        (Cell::Withheld, "withheld"),
        (Cell::NotMeasured, "not-measured"),
        (Cell::NotConcerned, "not-concerned"),
        (Cell::NotAimed, "not-aimed"),
    ];
    let shown = keys
        .iter()
        .filter(|(state, _)| rows.iter().any(|row| row.cells.contains(state)));
    shown.map(|(_, key)| (*key).to_owned()).collect()
}

/// What a bound means, where one stands.
const BOUNDED: &str = " « ≥ » ou « ≤ » : toutes les réponses vont dans le même sens.";

/// Whether a cell prints a bound.
fn is_bounded(cell: &Cell) -> bool {
    matches!(cell, Cell::Value(value) if value.text.starts_with(['≥', '≤']))
}

fn caption(rows: &[MapRow]) -> Caption {
    let withheld = rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| **cell == Cell::Withheld)
        .count();
    let bounded = rows.iter().flat_map(|row| &row.cells).any(is_bounded);
    let all = rows.len();
    Caption {
        title: format!("Les scores des {all} projets, critère par critère"),
        subtitle: "Dernière mesure de chaque projet, scores de 0 à 100. Une ligne se lit pour elle-même : contextes, publics et \
                   dates diffèrent."
            .to_owned(),
        note: format!(
            "Projets par ordre alphabétique ; numéros des critères en tête de colonne. Source : dossiers des projets.{}",
            if bounded { BOUNDED } else { "" }
        ),
        alt: format!(
            "Tableau coloré de {all} projets par 22 critères, scores de 0 à 100 à la dernière mesure. {}. Chaque dossier donne \
             les mêmes scores.",
            words::number_of(withheld, "case non publiée", "cases non publiées")
        ),
    }
}
