//! Markers of social innovation over the laureates: counts of what they declare, never a score.

use crate::model::project::MarkerState;

use super::super::parts::Caption;
use super::super::words;
use super::perimeter::small;
use super::report::Report;
use super::{MarkerCounts, MarkerRow};

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
                small(found.count())
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
    Some(MarkerCounts {
        caption: caption(report, &rows, declaring.len()),
        all: small(declaring.len()),
        rows,
    })
}

fn caption(report: &Report, rows: &[MarkerRow], declaring: usize) -> Caption {
    let by = |of: usize| {
        let mut sorted: Vec<&MarkerRow> = rows.iter().collect();
        sorted.sort_by(|left, right| right.counts[of].cmp(&left.counts[of]));
        sorted.first().map(|row| (row.name.clone(), row.counts[of]))
    };
    let declared = words::counted(small(declaring), "lauréat", "lauréats");
    let title = match by(0) {
        Some((name, count)) if count > 0 => {
            format!(
                "« {name} » : le marqueur le plus souvent présent ({count} lauréats sur {declaring})"
            )
        }
        _ => "Les marqueurs déclarés".to_owned(),
    };
    let partial = by(1)
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!(" Le plus souvent partiel : {name} ({count})."));
    Caption {
        title,
        subtitle: format!(
            "Marqueurs de l'innovation sociale déclarés par {declared}, avec leurs preuves"
        ),
        note: format!(
            "Déclarations des lauréats, non vérifiées par questionnaire. {} marqueurs publiés sur {} annoncés.",
            report.referential.markers.len(),
            report.referential.markers_announced
        ),
        alt: format!(
            "Barres de comptes pour {} marqueurs et {declared}.{} Les comptes sont écrits à droite de chaque barre.",
            rows.len(),
            partial.unwrap_or_default()
        ),
    }
}
