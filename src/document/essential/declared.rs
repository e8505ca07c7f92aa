//! The three sentences of the first page when no score is published: from the team's marks, or from
//! what the project declares.
//!
//! Marks are counted and named, never averaged.

use std::cmp::Ordering;

use crate::model::WaveId;
use crate::model::project::MarkerState;

use super::super::dossier::CollectiveRow;
use super::super::{Study, collective, expected, scope, words};
use super::sentences::{Labelled, some_of};

/// From the marks of the team.
pub(super) fn of_marks(study: &Study) -> [Labelled; 3] {
    let rows = collective::build(study)
        .map(|section| section.rows)
        .unwrap_or_default();
    let several = collective::terms(study).len() > 1;
    let (first, second) = if several {
        (
            "Ce qui a bougé selon l'équipe",
            "Ce qui tient selon l'équipe",
        )
    } else {
        (
            "Profil de départ selon l'équipe",
            "Points solides selon l'équipe",
        )
    };
    [
        (
            first,
            if several {
                between_terms(study, &rows)
            } else {
                profile(study, &rows)
            },
        ),
        (second, vec![at_end(&rows, End::Highest)]),
        (
            "À surveiller selon l'équipe",
            vec![at_end(&rows, End::Lowest), no_survey(study)],
        ),
    ]
}

/// How many criteria the team marked, when, with how many people.
fn profile(study: &Study, rows: &[CollectiveRow]) -> Vec<String> {
    let criteria = words::number_of(rows.len(), "critère", "critères");
    let meeting = collective::meeting_aside(study, collective::terms(study).first());
    vec![
        format!("L'équipe a noté ensemble {criteria}{meeting}."),
        "Ces notes serviront de repère à la prochaine réunion.".to_owned(),
    ]
}

/// First against last mark of the criteria marked twice.
fn between_terms(study: &Study, rows: &[CollectiveRow]) -> Vec<String> {
    let mut higher = Vec::new();
    let mut lower = Vec::new();
    let mut same = 0_usize;
    for row in rows {
        let marks: Vec<u8> = row.marks.iter().flatten().copied().collect();
        let [first, .., last] = marks.as_slice() else {
            continue;
        };
        let text = format!("« {} » ({first} puis {last})", row.name);
        match last.cmp(first) {
            Ordering::Greater => higher.push(text),
            Ordering::Less => lower.push(text),
            Ordering::Equal => same += 1,
        }
    }
    let mut sentences = Vec::new();
    for (verb, found) in [("plus haute", &higher), ("plus basse", &lower)] {
        if !found.is_empty() {
            sentences.push(format!(
                "Dernière note {verb} que la première : {}.",
                some_of(found)
            ));
        }
    }
    if same > 0 {
        sentences.push(format!(
            "Même note pour {}.",
            words::number_of(same, "critère", "critères")
        ));
    }
    if sentences.is_empty() {
        return profile(study, rows);
    }
    sentences
}

/// Which end of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Highest,
    Lowest,
}

fn at_end(rows: &[CollectiveRow], end: End) -> String {
    let marks = collective::last_marks(rows);
    let values = marks.iter().map(|(_, mark)| *mark);
    let (label, wanted) = match end {
        End::Highest => ("Note la plus haute", values.max()),
        End::Lowest => ("Note la plus basse", values.min()),
    };
    let Some(wanted) = wanted else {
        return String::new();
    };
    if marks.iter().all(|(_, mark)| *mark == wanted) && marks.len() > 1 {
        return format!("Toutes les notes sont à {wanted} sur 10.");
    }
    let named: Vec<String> = marks
        .iter()
        .filter(|(_, mark)| *mark == wanted)
        .map(|(name, _)| format!("« {name} »"))
        .collect();
    format!("{label} : {wanted} sur 10, pour {}.", some_of(&named))
}

/// Whether anything is kept back; else answers gave no score at all.
fn is_kept_back(study: &Study, last: WaveId) -> bool {
    scope::groups(study).any(|group| scope::keeps_back(study, last, group))
}

/// Why no score stands beside.
fn no_survey(study: &Study) -> String {
    match study.figures.last() {
        Some(last) if !is_kept_back(study, last) => {
            "Les questionnaires ne donnent aucun score : aucune réponse n'y compte (« ne sait pas », « non concerné », case vide)."
                .to_owned()
        }
        Some(_) => {
            "Les réponses aux questionnaires ne sont pas publiées, pour la protection des répondants.".to_owned()
        },
        None => "Les personnes concernées n'ont pas encore été interrogées.".to_owned(),
    }
}

/// From what the project counts and declares.
pub(super) fn of_declarations(study: &Study) -> [Labelled; 3] {
    [
        ("Ce qui est mesuré", vec![no_survey(study)]),
        ("Ce que le projet déclare", declared(study)),
        ("Ce qui reste à faire", vec![to_do(study).to_owned()]),
    ]
}

fn to_do(study: &Study) -> &'static str {
    match study.figures.last() {
        Some(last) if !is_kept_back(study, last) => {
            "Revoir les questions avec les personnes concernées avant de les interroger à nouveau, ou noter les critères \
             ensemble en équipe."
        }
        Some(_) => {
            "Noter les critères ensemble en équipe : la cotation collective convient aux petits groupes. Réunir des \
             groupes, si cela a un sens, avant de les interroger à nouveau."
        }
        None => {
            "Interroger les personnes concernées, ou noter les critères ensemble en équipe : la cotation collective \
             convient aux petits groupes."
        }
    }
}

fn declared(study: &Study) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(table) = expected::build(study) {
        sentences.push(format!("{}.", table.title));
    }
    let markers = &study.project.markers;
    if !markers.is_empty() {
        let present = markers
            .iter()
            .filter(|marker| marker.state == MarkerState::Present)
            .count();
        let all = study.referential.markers.len();
        sentences.push(format!(
            "{} sur {all}.",
            words::number_of(
                present,
                "marqueur déclaré présent",
                "marqueurs déclarés présents"
            )
        ));
    }
    if sentences.is_empty() {
        sentences.push("Ni indicateur ni marqueur : ce dossier présente le projet.".to_owned());
    }
    sentences
}
