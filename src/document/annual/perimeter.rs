//! « Les lauréats »: every laureate with its state; nobody is left out in silence.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::super::method::column;
use super::super::parts::{Align, Table, TableCell, Term};
use super::super::{Naming, words};
use super::digest::{Digest, State};
use super::report::Report;
use super::{MOST_IN_BODY, Perimeter, naming, pool};

/// The section.
pub(super) fn build(report: &Report) -> Perimeter {
    Perimeter {
        sentences: sentences(report),
        states: states(report),
        laureates: in_body(report).then(|| laureates(report, "")),
        faults: faults(report),
    }
}

/// Whether the laureates are few enough to be told one by one in the body.
pub(super) fn in_body(report: &Report) -> bool {
    report.all() <= MOST_IN_BODY
}

/// As printed, in the singular.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Published => "dossier avec scores",
        State::Protected => "dossier sans score : trop peu de réponses",
        State::Collective => "cotation collective",
        State::Unasked => "pas encore d'enquête",
    }
}

const FAULTY: &str = "fichiers à corriger";

pub(super) fn of_state(report: &Report, wanted: State) -> usize {
    let laureates = report.laureates.iter();
    laureates
        .filter(|laureate| laureate.state == wanted)
        .count()
}

pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// « 12 lauréats : 7 ont un dossier avec scores, … ».
fn sentences(report: &Report) -> Vec<String> {
    let all = small(report.all());
    let mut parts = Vec::new();
    let mut told = |count: usize, one: &str, many: &str| {
        if count > 0 {
            parts.push(words::counted(small(count), one, many));
        }
    };
    told(
        of_state(report, State::Published),
        "a un dossier avec des scores",
        "ont un dossier avec des scores",
    );
    told(
        of_state(report, State::Protected),
        "a interrogé trop peu de personnes pour qu'un score soit publié",
        "ont interrogé trop peu de personnes pour qu'un score soit publié",
    );
    told(
        of_state(report, State::Collective),
        "s'appuie sur une cotation collective de l'équipe",
        "s'appuient sur une cotation collective de l'équipe",
    );
    told(
        of_state(report, State::Unasked),
        "n'a pas encore fait d'enquête",
        "n'ont pas encore fait d'enquête",
    );
    told(
        report.faulty.len(),
        "attend que ses fichiers soient corrigés",
        "attendent que leurs fichiers soient corrigés",
    );
    let lead = words::counted(all, "lauréat", "lauréats");
    vec![
        format!("{lead} : {}.", words::list(&parts)),
        "Les chiffres de ce rapport ne portent que sur les dossiers avec scores. Les autres lauréats ne comptent ni pour \
         zéro ni contre personne."
            .to_owned(),
    ]
}

/// Year in which a project began.
pub(super) fn cohort(laureate: &Digest) -> Option<i32> {
    laureate.start.map(|start| start.year())
}

/// Laureates by cohort and state; cohorts of fewer than three are read together in the public edition.
fn states(report: &Report) -> Table {
    let mut cohorts: BTreeMap<Option<i32>, Vec<&Digest>> = BTreeMap::new();
    for laureate in &report.laureates {
        cohorts.entry(cohort(laureate)).or_default().push(laureate);
    }
    let mut rows: Vec<(String, Vec<&Digest>)> = Vec::new();
    let mut small_cohorts: Vec<&Digest> = Vec::new();
    for (year, members) in cohorts {
        if report.naming == Naming::Codes && members.len() < pool::FEWEST {
            small_cohorts.extend(members);
            continue;
        }
        let label = year.map_or("début non précisé".to_owned(), |year| {
            format!("commencés en {year}")
        });
        rows.push((label, members));
    }
    if !small_cohorts.is_empty() {
        rows.push(("autres années".to_owned(), small_cohorts));
    }
    let several = rows.len() > 1;
    let mut lines: Vec<Vec<TableCell>> = Vec::new();
    if several {
        lines.extend(
            rows.iter()
                .map(|(label, members)| line(label, members, None)),
        );
    }
    let everyone: Vec<&Digest> = report.laureates.iter().collect();
    lines.push(line("ensemble", &everyone, Some(report.faulty.len())));
    let mut columns = vec![column("Lauréats", 40, Align::Left)];
    columns.extend(
        [
            "avec scores",
            "trop peu de réponses",
            "cotation collective",
            "pas d'enquête",
            FAULTY,
            "en tout",
        ]
        .map(|heading| column(heading, 20, Align::Right)),
    );
    Table {
        number: String::new(),
        title: "Où en sont les lauréats".to_owned(),
        note: "Année : celle du début du projet. Les lauréats dont les fichiers sont à corriger ne sont comptés que dans \
               l'ensemble."
            .to_owned(),
        columns,
        rows: lines,
    }
}

fn line(label: &str, members: &[&Digest], faulty: Option<usize>) -> Vec<TableCell> {
    let count = |state: State| {
        let found = members.iter().filter(|member| member.state == state);
        words::count(small(found.count()))
    };
    let all = members.len() + faulty.unwrap_or_default();
    let texts = vec![
        label.to_owned(),
        count(State::Published),
        count(State::Protected),
        count(State::Collective),
        count(State::Unasked),
        faulty.map_or("–".to_owned(), |count| words::count(small(count))),
        words::count(small(all)),
    ];
    texts.into_iter().map(TableCell::Text).collect()
}

/// Every laureate; names, structures and places only in the internal edition.
pub(super) fn laureates(report: &Report, number: &str) -> Table {
    let labels = naming::labels(report);
    let order = naming::order(report, labels);
    let open = report.naming == Naming::Names;
    let labelled = order.into_iter().filter(|rank| !labels[*rank].is_empty());
    let mut rows: Vec<Vec<String>> = labelled
        .map(|rank| row(&report.laureates[rank], &labels[rank], open))
        .collect();
    if open {
        rows.extend(report.faulty.iter().map(|faulty| faulty_row(&faulty.id)));
        rows.sort_by_cached_key(|row| crate::model::plain(&row[0]));
    } else {
        rows.extend(others(report, labels));
    }
    let columns = if open {
        vec![
            column("Lauréat", 48, Align::Left),
            column("Territoire", 36, Align::Left),
            column("Début", 14, Align::Left),
            column("Où il en est", 40, Align::Left),
            column("Mesures", 14, Align::Right),
        ]
    } else {
        vec![
            column("Lauréat", 40, Align::Left),
            column("Où il en est", 80, Align::Left),
        ]
    };
    Table {
        number: number.to_owned(),
        title: "Les lauréats un par un".to_owned(),
        note: if open {
            "Par ordre alphabétique. Mesures : enquêtes qui ont reçu des réponses."
        } else {
            "Les codes sont tirés au sort et changent à chaque édition. Un code n'est donné qu'à un lauréat que rien ne distingue ici d'au \
             moins deux autres."
        }
        .to_owned(),
        columns,
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().map(TableCell::Text).collect())
            .collect(),
    }
}

fn row(laureate: &Digest, label: &str, open: bool) -> Vec<String> {
    let state = state(laureate.state).to_owned();
    if !open {
        return vec![label.to_owned(), state];
    }
    let measures = words::count(laureate.measures);
    vec![
        laureate.name.clone(),
        laureate.territory.clone(),
        laureate
            .start
            .map(|start| start.format("%m/%Y").to_string())
            .unwrap_or_default(),
        state,
        measures,
    ]
}

/// « 12 sur 16 », « 12 », « – ».
pub(super) fn answers(laureate: &Digest) -> String {
    match (laureate.answered, laureate.invited) {
        (Some(answered), Some(invited)) => {
            format!("{} sur {}", words::count(answered), words::count(invited))
        }
        (Some(answered), None) => words::count(answered),
        (None, _) => "–".to_owned(),
    }
}

fn faulty_row(id: &str) -> Vec<String> {
    let dash = || "–".to_owned();
    vec![id.to_owned(), dash(), dash(), FAULTY.to_owned(), dash()]
}

/// The laureates without a code in one row: how many, in which states.
fn others(report: &Report, labels: &[String]) -> Option<Vec<String>> {
    let both = report.laureates.iter().zip(labels);
    let without = both.filter(|(_, label)| label.is_empty());
    let mut states: BTreeSet<State> = BTreeSet::new();
    let mut count = report.faulty.len();
    for (laureate, _) in without {
        states.insert(laureate.state);
        count += 1;
    }
    let mut told: Vec<&str> = states.into_iter().map(state).collect();
    told.extend((!report.faulty.is_empty()).then_some(FAULTY));
    (count > 0).then(|| {
        vec![
            words::counted(small(count), "lauréat, sans code", "lauréats, sans code"),
            told.join(", "),
        ]
    })
}

/// Which files to correct; a message may quote what a file holds, so none is repeated here.
fn faults(report: &Report) -> Vec<Term> {
    if report.naming == Naming::Codes {
        return Vec::new();
    }
    let told = report.faulty.iter().map(|faulty| {
        let errors = words::counted(faulty.errors, "erreur", "erreurs");
        let text = match faulty.files.as_slice() {
            [] => format!("{errors}."),
            files => format!("{errors}, dans {}.", words::list(files)),
        };
        Term {
            word: faulty.id.clone(),
            text,
        }
    });
    told.collect()
}
