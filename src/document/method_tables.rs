//! Tables of the method section: the waves, and the smallest changes that can be detected.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::aggregate::figures::{FigureWave, Party};
use crate::model::WaveId;

use super::method::{answered, column, count_cell, wave_label};
use super::parts::{Align, Table, TableCell};
use super::{Study, changes, scope, words};

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
            study
                .figures
                .waves
                .get(wave.at())
                .is_some_and(|wave| !wave.stands)
        })
        .map(|wave| wave_label(study, *wave))
        .collect();
    let note = match replaced.as_slice() {
        [] => String::new(),
        _ => format!(
            "Une mesure plus récente du même terme la remplace dans les pages qui suivent : {}.",
            words::list(&replaced)
        ),
    };
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Some(Table {
        number: String::new(),
        title: words::counted(count, "mesure", "mesures"),
        note,
        columns: vec![
            column("Mesure", 46, Align::Left),
            column("Dates de collecte", 52, Align::Left),
            column("Groupes", 50, Align::Left),
            column("Réponses", 18, Align::Right),
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
    let dates = study
        .figures
        .waves
        .get(wave.at())
        .map(dates)
        .unwrap_or_default();
    vec![
        TableCell::Text(wave_label(study, wave)),
        TableCell::Text(dates),
        TableCell::Text(words::list(&groups)),
        answers.map_or_else(|| TableCell::Text("–".to_owned()), count_cell),
    ]
}

/// « 10 juin 2025 », « du 20 mars au 14 avril 2023 ».
fn dates(wave: &FigureWave) -> String {
    let Some((first, last)) = wave.days else {
        return "non renseignées".to_owned();
    };
    if first == last {
        return words::day(first);
    }
    let mut from = words::day(first);
    if first.year() == last.year() {
        from.truncate(from.rfind(' ').unwrap_or(from.len()));
    }
    format!("du {from} au {}", words::day(last))
}

/// Smallest changes that eight surveys out of ten would show, group by group.
pub(super) fn detectable(study: &Study) -> Option<Table> {
    let pair = changes::pair(study)?;
    let mut rows = Vec::new();
    let mut reading = None;
    for rank in scope::groups(study) {
        let moved = changes::of_party(study, pair, Party::Group(rank));
        let seen: Vec<_> = moved
            .iter()
            .filter(|moved| moved.change.detectable > 0.0)
            .collect();
        let values = || seen.iter().map(|moved| moved.change.detectable.ceil());
        let Some(most) = values().max_by(f64::total_cmp) else {
            continue;
        };
        let least = values().fold(most, f64::min);
        let people: BTreeSet<u32> = seen.iter().map(|moved| moved.change.n_to).collect();
        let range = if least < most {
            format!("{} à {}", words::whole(least), words::whole(most))
        } else {
            words::whole(most)
        };
        let label = words::group(study.figures, rank);
        reading.get_or_insert_with(|| (label.clone(), least));
        rows.push(
            [label, words::people_range(&people), range]
                .map(TableCell::Text)
                .to_vec(),
        );
    }
    let (label, least) = reading?;
    Some(Table {
        number: String::new(),
        title: String::new(),
        note: format!(
            "Lecture : pour les {label}, un écart de moins de {} passera souvent inaperçu.",
            words::points(least)
        ),
        columns: vec![
            column("Groupe", 40, Align::Left),
            column("Réponses à la dernière mesure", 50, Align::Right),
            column("Plus petit écart détectable (points)", 50, Align::Right),
        ],
        rows,
    })
}
