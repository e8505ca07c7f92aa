//! Table of the method section: the waves with answers.

use crate::aggregate::figures::{FigureWave, Party};
use crate::model::WaveId;

use super::super::parts::{Align, Table, TableCell};
use super::super::{Study, words};
use super::{answered, column, count_cell, wave_label};

/// Waves with answers: when, who, how many.
pub(super) fn waves(study: &Study) -> Option<Table> {
    let waves = answered(study);
    let rows: Vec<Vec<TableCell>> = waves.iter().map(|wave| wave_row(study, *wave)).collect();
    if rows.is_empty() {
        return None;
    }
    let replaced: Vec<String> = waves
        .iter()
        .filter(|wave| {
            let wave = study.figures.wave(**wave);
            wave.is_some_and(|wave| !wave.stands)
        })
        .map(|wave| wave_label(study, *wave))
        .collect();
    let note = match replaced.as_slice() {
        [] => String::new(),
        _ => format!(
            "{} dans les pages qui suivent par une mesure plus récente du même terme : {}.",
            if replaced.len() == 1 {
                "Remplacée"
            } else {
                "Remplacées"
            },
            words::list(&replaced)
        ),
    };
    let count = words::size(rows.len());
    Some(Table {
        number: String::new(),
        title: words::counted(count, "mesure", "mesures"),
        note,
        columns: vec![
            column("Mesure", 46, Align::Left),
            column("Dates de collecte", 52, Align::Left),
            column("Groupes", 48, Align::Left),
            column("Réponses", 20, Align::Right),
        ],
        rows,
    })
}

fn wave_row(study: &Study, wave: WaveId) -> Vec<TableCell> {
    let lines = || {
        study
            .figures
            .participation
            .iter()
            .filter(|line| line.wave == wave)
    };
    let groups: Vec<String> = lines()
        .filter(|line| line.party != Party::Ensemble && line.answered != Ok(0))
        .map(|line| words::party(study.figures, line.party))
        .collect();
    let answers = lines()
        .find(|line| line.party == Party::Ensemble)
        .map(|line| line.answered);
    let dates = study.figures.wave(wave).map(dates).unwrap_or_default();
    vec![
        TableCell::Text(wave_label(study, wave)),
        TableCell::Text(dates),
        TableCell::Text(words::groups(&groups)),
        answers.map_or_else(|| TableCell::Text("–".to_owned()), count_cell),
    ]
}

/// « 10 juin 2025 », « du 20 mars au 14 avril 2023 ».
fn dates(wave: &FigureWave) -> String {
    let Some((first, last)) = wave.days else {
        return "non renseignées".to_owned();
    };
    words::days(first, last)
}
