//! Reads what a project declares of its way to an impact: the steps `[[chemin]]` and the markers `[[marqueurs]]` of `projet.toml`.

use std::collections::BTreeSet;

use super::Referential;
use super::keys::Keys;
use super::project::{DeclaredMarker, MarkerState, PathwayColumn, Step};
use super::project_file::criteria;
use super::referential_file::tell_repeated;

/// The steps of `[[chemin]]`, by column.
pub(super) fn pathway(keys: &Keys, referential: &Referential) -> Vec<Step> {
    let columns = [
        ("actions", PathwayColumn::Actions),
        ("resultats", PathwayColumn::Results),
        ("effets", PathwayColumn::Effects),
        ("impact", PathwayColumn::Impact),
    ];
    let read = keys.tables("chemin").into_iter().map(|table| {
        table.required("colonne");
        table.required("texte");
        let (measured, hoped) = (table.flag("mesure"), table.flag("attendu"));
        if measured == Some(true) && hoped == Some(true) {
            let hint = "gardez mesure = true, ou attendu = true";
            table.error(
                "attendu",
                "une étape est mesurée ou attendue, pas les deux",
                hint,
            );
        }
        Step {
            column: table
                .choice("colonne", &columns)
                .unwrap_or(PathwayColumn::Actions),
            text: table.limited("texte", 90).unwrap_or_default(),
            criteria: criteria(&table, "criteres", referential),
            measured: measured.unwrap_or(false),
        }
    });
    let mut steps: Vec<_> = read.collect();
    steps.sort_by_key(|step| step.column);
    steps
}

/// The markers of `[[marqueurs]]`, in referential order.
pub(super) fn markers(keys: &Keys, referential: &Referential) -> Vec<DeclaredMarker> {
    let mut seen = BTreeSet::new();
    let read = keys.tables("marqueurs").into_iter().map(|table| {
        let code = table.required("code");
        tell_repeated(&table, "code", &code, &mut seen);
        marker(&table, &code, referential)
    });
    let mut markers: Vec<_> = read.collect();
    markers.sort_by_key(|declared| declared.marker);
    markers
}

fn marker(table: &Keys, code: &str, referential: &Referential) -> DeclaredMarker {
    let states = [
        ("present", MarkerState::Present),
        ("partiel", MarkerState::Partial),
        ("absent", MarkerState::Absent),
        ("non_renseigne", MarkerState::Unknown),
    ];
    let known = || {
        referential
            .markers
            .iter()
            .map(|marker| marker.code.as_str())
    };
    let marker = known().position(|known| known == code);
    if marker.is_none() && !code.is_empty() {
        table.unknown_word("code", table.line_of("code"), code, known());
    }
    table.required("etat");
    let state = table
        .choice("etat", &states)
        .unwrap_or(MarkerState::Unknown);
    let evidence = table.limited("preuve", 240);
    if evidence.is_none() && matches!(state, MarkerState::Present | MarkerState::Partial) {
        let hint = "ajoutez une ligne : preuve = \"…\" (un fait, un document, une date)";
        table.warning(
            "etat",
            format!("le marqueur « {code} » est déclaré sans preuve"),
            hint,
        );
    }
    DeclaredMarker {
        marker: marker.unwrap_or(0),
        state,
        evidence,
    }
}
