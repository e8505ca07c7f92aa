//! When to measure next: a wave already declared, else the first term that can still be measured.

use chrono::{Days, NaiveDate};

use crate::model::{Horizon, WaveId, WaveKind};

use super::{Study, scope, words};

/// « Moyen terme : entre le 3 mars 2026 et le 2 mars 2027 », without a full stop; empty when nothing is left to measure.
pub(super) fn when(study: &Study) -> String {
    if let Some(day) = declared(study) {
        return format!("mesure annoncée pour le {}", words::day(day));
    }
    let due = study.project.start.and_then(|start| due(study, start));
    due.unwrap_or_default()
}

/// A sentence, or empty when nothing can be said.
pub(super) fn sentence(study: &Study) -> String {
    if let Some(day) = declared(study) {
        return format!(
            "La prochaine mesure déclarée commence le {}. {}",
            words::day(day),
            purpose(study)
        );
    }
    match study.project.start {
        Some(start) => by_dates(study, start),
        None => by_terms(study),
    }
}

/// First day of the first declared measure still to come.
fn declared(study: &Study) -> Option<NaiveDate> {
    let waves = study
        .project
        .waves
        .iter()
        .filter(|wave| wave.kind == WaveKind::Measure);
    waves
        .filter_map(|wave| wave.start)
        .filter(|start| *start > study.date)
        .min()
}

/// Terms with a measure, individual or collective.
fn is_measured(study: &Study, term: Horizon) -> bool {
    let asked = |wave: WaveId| study.figures.wave(wave).map(|entry| entry.horizon);
    study
        .figures
        .measures()
        .any(|wave| asked(wave) == Some(term))
        || study
            .project
            .collective
            .iter()
            .any(|mark| mark.horizon == term)
}

fn by_dates(study: &Study, start: NaiveDate) -> String {
    match due(study, start) {
        Some(due) => format!("{due}. {}", purpose(study)),
        None => format!(
            "Toutes les échéances atteintes sont mesurées. {}",
            purpose(study)
        ),
    }
}

/// The first term that can still be measured, and until when.
fn due(study: &Study, start: NaiveDate) -> Option<String> {
    let terms = &study.referential.terms;
    let now = Horizon::of(study.date, start, terms);
    let open = |term: &Horizon| *term >= now && !is_measured(study, *term);
    let term = Horizon::ALL.into_iter().find(open)?;
    let before = Horizon::ALL
        .into_iter()
        .take_while(|other| *other < term)
        .last();
    let first = before
        .and_then(|before| before.last_day(start, terms))
        .and_then(|day| day.checked_add_days(Days::new(1)));
    let last = term.last_day(start, terms);
    let label = term.label();
    let when = match (first.filter(|first| *first > study.date), last) {
        (Some(first), Some(last)) => {
            format!("entre le {} et le {}", words::day(first), words::day(last))
        }
        (Some(first), None) => format!("à partir du {}", words::day(first)),
        (None, Some(last)) => format!("dès maintenant et au plus tard le {}", words::day(last)),
        (None, None) => "dès maintenant".to_owned(),
    };
    Some(format!("{label} : {when}"))
}

/// What the next measure is for.
fn purpose(study: &Study) -> &'static str {
    match study.figures.last() {
        Some(last) if !scope::groups(study).any(|group| has_counted(study, last, group)) => {
            "Revoir d'abord les questions : aucune réponse n'y a compté dans un score."
        }
        Some(last) if scope::published_groups(study, last).is_empty() => {
            if study.project.collective.is_empty() {
                "Aux mêmes groupes, les réponses risquent de ne pas pouvoir être publiées non plus : réunir des groupes \
                 d'avance, ou se noter ensemble."
            } else {
                "Se noter ensemble de nouveau permettra de comparer ; un questionnaire aux mêmes groupes risque de ne pas \
                 pouvoir être publié non plus."
            }
        }
        Some(_) => "Poser les mêmes questions, aux mêmes groupes, permettra de comparer.",
        None => "Ce sera la première enquête : elle servira de repère aux suivantes.",
    }
}

/// Whether answers of a group gave a score, published or kept back.
fn has_counted(study: &Study, wave: WaveId, group: usize) -> bool {
    scope::keeps_back(study, wave, group) || scope::published_groups(study, wave).contains(&group)
}

/// Without a start, the terms after the last measured one.
fn by_terms(study: &Study) -> String {
    let measured = Horizon::ALL
        .into_iter()
        .rfind(|term| is_measured(study, *term));
    let left: Vec<String> = Horizon::ALL
        .into_iter()
        .filter(|term| measured.is_none_or(|measured| *term > measured))
        .map(|term| term.label().to_lowercase())
        .collect();
    match left.as_slice() {
        [] => String::new(),
        [one] => format!("Échéance qui reste à mesurer : {one}."),
        many => format!("Échéances qui restent à mesurer : {}.", words::list(many)),
    }
}
