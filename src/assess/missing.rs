//! Terms that the project has reached without a measure. Plans nothing.

use chrono::NaiveDate;

use crate::model::{Horizon, WaveKind};

use super::evaluate::Evidence;

/// A term that is reached and was not measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MissingTerm {
    pub term: Horizon,
    /// Its last day; none for the long term or when the project's start is unknown.
    pub last_day: Option<NaiveDate>,
    /// Whether it is over.
    pub passed: bool,
}

/// The terms that are over or running on the date of the run, without a measure, a note fixed together
/// or a wave already planned.
pub(super) fn missing_terms(evidence: &Evidence) -> Vec<MissingTerm> {
    let Some(reached) = reached(evidence) else {
        return Vec::new();
    };
    let terms = &evidence.referential.terms;
    let without = Horizon::ALL.into_iter().filter(|term| {
        *term <= reached && !is_measured(evidence, *term) && !is_planned(evidence, *term)
    });
    without
        .map(|term| {
            let start = evidence.project.start;
            let last_day = start.and_then(|start| term.last_day(start, terms));
            MissingTerm {
                term,
                last_day,
                passed: term < reached,
            }
        })
        .collect()
}

/// The term of today, or that of the last measure when the start is unknown or a measure was labelled ahead.
fn reached(evidence: &Evidence) -> Option<Horizon> {
    let terms = &evidence.referential.terms;
    let today = evidence
        .project
        .start
        .filter(|start| *start <= evidence.date);
    let today = today.map(|start| Horizon::of(evidence.date, start, terms));
    let measured = evidence.figures.last();
    let measured = measured.and_then(|last| evidence.figures.wave(last));
    today.max(measured.map(|wave| wave.horizon))
}

fn is_measured(evidence: &Evidence, term: Horizon) -> bool {
    let mut waves = evidence.figures.waves.iter();
    let asked =
        waves.any(|wave| wave.answered && wave.kind != WaveKind::Expected && wave.horizon == term);
    asked
        || evidence
            .project
            .collective
            .iter()
            .any(|mark| mark.horizon == term)
}

fn is_planned(evidence: &Evidence, term: Horizon) -> bool {
    evidence.project.waves.iter().any(|wave| {
        let ahead = wave.start.is_some_and(|start| start > evidence.date);
        ahead && wave.kind == WaveKind::Measure && wave.horizon == Some(term)
    })
}
