//! Markers of social innovation over the laureates: counts of what they declare, never a score.

use serde::{Deserialize, Serialize};

use crate::model::project::MarkerState;

use crate::aggregate::counts::Told;

use super::super::method::column;
use super::super::parts::{Align, Caption, Table, TableCell};
use super::super::{Naming, reading, words};
use super::public::counted;
use super::report::Report;

/// Markers as declared, counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerCounts {
    /// Around the figure.
    pub caption: Caption,
    /// Laureates that declare markers.
    pub all: u32,
    /// In referential order; empty in the public edition.
    pub rows: Vec<MarkerRow>,
    /// How many declare each marker present, in the public edition.
    pub table: Option<Table>,
}

/// A marker over the laureates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerRow {
    /// Name.
    pub name: String,
    /// Present, partial, absent, unknown; they add up to [`MarkerCounts::all`].
    pub counts: [u32; 4],
}

/// The section; `None` when no laureate declares a marker.
pub(super) fn build(report: &Report) -> Option<MarkerCounts> {
    let declaring: Vec<&[MarkerState]> = report
        .laureates
        .iter()
        .map(|laureate| laureate.markers.as_slice())
        .filter(|markers| markers.iter().any(|state| *state != MarkerState::Unknown))
        .collect();
    if declaring.is_empty() {
        return None;
    }
    let rows: Vec<MarkerRow> = report
        .referential
        .markers
        .iter()
        .enumerate()
        .map(|(rank, marker)| {
            let count = |wanted: MarkerState| {
                let found = declaring
                    .iter()
                    .filter(|markers| markers.get(rank) == Some(&wanted));
                words::size(found.count())
            };
            MarkerRow {
                name: marker.name.clone(),
                counts: [
                    count(MarkerState::Present),
                    count(MarkerState::Partial),
                    count(MarkerState::Absent),
                    count(MarkerState::Unknown),
                ],
            }
        })
        .collect();
    let caption = caption(report, &rows, declaring.len());
    let all = words::size(declaring.len());
    Some(match report.naming {
        Naming::Names => MarkerCounts {
            caption,
            all,
            rows,
            table: None,
        },
        Naming::Codes => MarkerCounts {
            table: Some(table(report, &rows, declaring.len(), caption.note.clone())?),
            caption,
            all,
            rows: Vec::new(),
        },
    })
}

/// How many declare each marker present, as the public is told it; `None` when nothing of it may be told.
fn table(report: &Report, rows: &[MarkerRow], all: usize, note: String) -> Option<Table> {
    let told = rows.iter().map(|row| {
        let present = usize::try_from(row.counts[0]).unwrap_or(usize::MAX);
        (&row.name, counted::declared(report, present, all))
    });
    let told: Vec<(&String, Told)> = told.filter(|(_, told)| *told != Told::Nothing).collect();
    let lines = told.iter().map(|(name, told)| {
        let texts = [(*name).clone(), counted::among(*told, all)];
        texts.map(TableCell::Text).to_vec()
    });
    (!told.is_empty()).then(|| Table {
        number: String::new(),
        title: "Marqueurs déclarés présents".to_owned(),
        note,
        columns: vec![
            column("Marqueur", 60, Align::Left),
            column("Déclaré présent par", 36, Align::Right),
        ],
        rows: lines.collect(),
    })
}

/// Around the bars; in public its note alone stands under the table.
fn caption(report: &Report, rows: &[MarkerRow], declaring: usize) -> Caption {
    let note = format!(
        "Déclarations des lauréats, non vérifiées par questionnaire. {} marqueurs publiés sur {} annoncés.",
        report.referential.markers.len(),
        report.referential.markers_announced
    );
    if report.naming == Naming::Codes {
        return Caption {
            title: String::new(),
            subtitle: String::new(),
            note,
            alt: String::new(),
        };
    }
    let declared = words::number_of(declaring, "lauréat", "lauréats");
    let partial = most(rows, 1).map(|(names, count)| match names.len() {
        1 => format!(" Le plus souvent partiel : {} ({count}).", names[0]),
        _ => format!(
            " Les plus souvent partiels : {} ({count} chacun).",
            reading::tied(&names, "marqueurs")
        ),
    });
    Caption {
        title: title(rows, declaring),
        subtitle: format!(
            "Marqueurs de l'innovation sociale déclarés par {declared}, avec leurs preuves"
        ),
        note,
        alt: format!(
            "Barres de comptes pour {} marqueurs et {declared}.{} Les comptes sont écrits à droite de chaque barre.",
            rows.len(),
            partial.unwrap_or_default()
        ),
    }
}

/// Markers with the highest count of a state, and that count; `None` when nobody declares it.
fn most(rows: &[MarkerRow], of: usize) -> Option<(Vec<&str>, u32)> {
    let count = rows.iter().map(|row| row.counts[of]).max()?;
    let first = rows.iter().filter(|row| row.counts[of] == count);
    (count > 0).then(|| (first.map(|row| row.name.as_str()).collect(), count))
}

/// The marker most often present; all of them when several are.
fn title(rows: &[MarkerRow], declaring: usize) -> String {
    let Some((names, count)) = most(rows, 0) else {
        return "Les marqueurs déclarés".to_owned();
    };
    let laureates = words::counted(count, "lauréat", "lauréats");
    let told = reading::tied(&names, "marqueurs");
    match names.len() {
        1 => format!("{told} : le marqueur le plus souvent présent ({laureates} sur {declaring})"),
        2 | 3 => format!(
            "{told} : les marqueurs les plus souvent présents ({laureates} sur {declaring} pour chacun)"
        ),
        _ => format!("{told}, les plus souvent présents ({laureates} sur {declaring} pour chacun)"),
    }
}
