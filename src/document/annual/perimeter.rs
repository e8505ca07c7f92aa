//! « Les lauréats »: every laureate with its state; nobody is left out in silence.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::model::collation;

use super::super::method::column;
use super::super::parts::{Align, Table, TableCell, Term};
use super::super::{Naming, words};
use super::digest::{Digest, State};
use super::public::instead;
use super::report::{Report, published};
use super::situations;
use super::{MOST_IN_BODY, Perimeter, naming};

/// The section.
pub(super) fn build(report: &Report) -> Perimeter {
    Perimeter {
        sentences: sentences(report),
        states: states(report),
        laureates: (in_body(report) && tells_each(report)).then(|| laureates(report, "")),
        faults: faults(report),
    }
}

/// Whether the laureates are few enough to be told one by one in the body.
pub(super) fn in_body(report: &Report) -> bool {
    report.all() <= MOST_IN_BODY
}

/// Whether a line a laureate says more than how many are in each situation: codes that all stand beside the same words do not.
pub(super) fn tells_each(report: &Report) -> bool {
    let labels = naming::labels(report);
    let coded = report.laureates.iter().zip(labels);
    let mut states = coded
        .filter(|(_, label)| !label.is_empty())
        .map(|(laureate, _)| laureate.state);
    let first = states.next();
    report.naming == Naming::Names || states.any(|state| Some(state) != first)
}

/// As printed, in the singular.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Published => "dossier avec scores",
        State::Protected => "dossier sans score publié",
        State::Collective => "cotation collective",
        State::Unasked => "pas encore d'enquête",
    }
}

const FAULTY: &str = "fichiers à corriger";

pub(super) fn of_state(report: &Report, wanted: State) -> usize {
    situations::count(report, Some(wanted))
}

/// « 12 lauréats : 7 ont un dossier avec scores, … ».
fn sentences(report: &Report) -> Vec<String> {
    let all = words::size(report.all());
    let apart = situations::apart(report);
    let mut parts: Vec<(usize, (&str, &str))> = apart
        .iter()
        .map(|&situation| {
            (
                situations::count(report, situation),
                situations::verb(situation),
            )
        })
        .collect();
    parts.push((situations::together(report, &apart), situations::OTHER));
    parts.retain(|(count, _)| *count > 0);
    let lead = words::counted(all, "lauréat", "lauréats");
    let mut said = vec![match parts.as_slice() {
        // All in the same situation: counting them again would only repeat the number.
        _ if apart.is_empty() => format!("{lead}, dont la situation n'est pas détaillée ici."),
        [(1, (one, _))] => format!("{lead}, qui {one}."),
        [(_, (_, many))] => format!("{lead}, qui {many}."),
        parts => {
            let each = parts.iter();
            let each = each.map(|&(count, (one, many))| words::number_of(count, one, many));
            format!("{lead} : {}.", words::list(&each.collect::<Vec<_>>()))
        }
    }];
    let scored = apart.contains(&Some(State::Published)) && published(report) == report.all();
    if !scored && !instead::is_due(report) {
        said.push(
            "Les chiffres de ce rapport ne portent que sur les dossiers avec scores. Les autres lauréats ne comptent ni pour \
             zéro ni contre personne."
                .to_owned(),
        );
    }
    said
}

/// Year in which a project began.
pub(super) fn cohort(laureate: &Digest) -> Option<i32> {
    laureate.start.map(|start| start.year())
}

/// Laureates by state; by cohort too for the staff.
fn states(report: &Report) -> Table {
    let apart = situations::apart(report);
    let together = situations::together(report, &apart);
    let mut lines: Vec<Vec<String>> = Vec::new();
    if report.naming == Naming::Names {
        lines = cohorts(report);
    }
    let mut line = vec!["ensemble".to_owned()];
    line.extend(
        apart
            .iter()
            .map(|&one| words::count(words::size(situations::count(report, one)))),
    );
    line.extend((together > 0).then(|| words::count(words::size(together))));
    line.push(words::count(words::size(report.all())));
    lines.push(line);
    let mut columns = vec![column("Lauréats", 40, Align::Left)];
    let headings = apart.iter().map(|situation| match situation {
        Some(State::Published) => "avec scores",
        Some(State::Protected) => "sans score publié",
        Some(State::Collective) => "cotation collective",
        Some(State::Unasked) => "pas d'enquête",
        None => FAULTY,
    });
    let headings = headings.chain((together > 0).then_some(situations::others(&apart)));
    columns.extend(
        headings
            .chain(["en tout"])
            .map(|heading| column(heading, 20, Align::Right)),
    );
    // Cohorts alone stand under years, and leave faulty projects out.
    let by_year = lines.len() > 1;
    let rows = lines.into_iter();
    Table {
        number: String::new(),
        title: "Où en sont les lauréats".to_owned(),
        note: match (by_year, report.faulty.is_empty()) {
            (false, _) => "",
            (true, true) => "Année : celle du début du projet.",
            (true, false) => {
                "Année : celle du début du projet. Les lauréats dont les fichiers sont à corriger ne sont comptés que dans \
                 l'ensemble."
            }
        }
        .to_owned(),
        columns,
        rows: rows
            // A table of the one number that the sentence has told is no table.
            .filter(|_| !apart.is_empty())
            .map(|line| line.into_iter().map(TableCell::Text).collect())
            .collect(),
    }
}

/// One line a cohort, none when all began the same year.
fn cohorts(report: &Report) -> Vec<Vec<String>> {
    let mut cohorts: BTreeMap<Option<i32>, Vec<&Digest>> = BTreeMap::new();
    for laureate in &report.laureates {
        cohorts.entry(cohort(laureate)).or_default().push(laureate);
    }
    if cohorts.len() < 2 {
        return Vec::new();
    }
    let lines = cohorts.into_iter().map(|(year, members)| {
        let label = year.map_or("début non précisé".to_owned(), |year| {
            format!("commencés en {year}")
        });
        let counts = situations::ALL.iter().map(|situation| match situation {
            None => "–".to_owned(),
            Some(state) => {
                let found = members.iter().filter(|member| member.state == *state);
                words::count(words::size(found.count()))
            }
        });
        let all = words::count(words::size(members.len()));
        std::iter::once(label).chain(counts).chain([all]).collect()
    });
    lines.collect()
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
        rows.sort_by_cached_key(|row| collation::key(&row[0]));
    } else {
        rows.extend(others(report));
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
            "Par ordre alphabétique, l'article mis à part. Mesures : enquêtes qui ont reçu des réponses."
        } else {
            "Les codes sont tirés au sort et changent à chaque édition. Un code n'est donné qu'à un lauréat que rien ne distingue ici d'au \
             moins trois autres."
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

/// The laureates without a code: how many, and in which situation when it is told.
fn others(report: &Report) -> Vec<Vec<String>> {
    let apart = situations::apart(report);
    let faulty = if apart.contains(&None) {
        report.faulty.len()
    } else {
        0
    };
    let together = situations::together(report, &apart);
    let rows = [(faulty, FAULTY), (together, situations::others(&apart))].into_iter();
    rows.filter(|(count, _)| *count > 0)
        .map(|(count, situation)| {
            let laureates = words::number_of(count, "lauréat, sans code", "lauréats, sans code");
            vec![laureates, situation.to_owned()]
        })
        .collect()
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
