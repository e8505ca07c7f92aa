//! What is published where a condition looks, in a few words; the reason when nothing is. Decides nothing.
//!
//! A figure is read through the same door as the rules' own ([`fact`]), with a bound that lets all through:
//! what is withheld is not reached, and what is not published is told by its reason alone.

use crate::aggregate::figures::{Party, Subject, Verdict};
use crate::aggregate::written;
use crate::aggregate::written::{list, score};
use crate::model::WaveId;

use super::condition::{Attendance, Between, Condition, Context, Reading, Test};
use super::explain_words::moment;
use super::fact::{Found, fact};
use super::scope::Scope;
use super::wording::{missing_terms, rate};

/// What is published where a condition looks; the reason when nothing is.
pub(super) fn seen(scope: &Scope, condition: &Condition, holds: bool) -> String {
    match condition {
        // shares of « ne sait pas » are printed with a finding and nowhere else
        Condition::DontKnowRate(_) => yes_or_no(holds),
        Condition::Measured { .. } | Condition::State { .. } => yes_or_no(holds),
        Condition::Context(context) => declared(scope, context, holds),
        _ => open(condition)
            .iter()
            .find_map(|open| figure(&fact(scope, open)?.found))
            .unwrap_or_else(|| absent(scope, condition)),
    }
}

/// The same condition with a bound that every published figure passes.
fn open(condition: &Condition) -> Vec<Condition> {
    let tests = [Test::AtLeast(f64::NEG_INFINITY), Test::Below(f64::INFINITY)];
    let reading = |reading: &Reading, test: Test| Reading {
        test,
        ..reading.clone()
    };
    let attendance = |attendance: &Attendance, test: Test| Attendance {
        test,
        ..attendance.clone()
    };
    let opened = tests.into_iter().filter_map(|test| match condition {
        Condition::Score(it) | Condition::IntervalLow(it) | Condition::IntervalHigh(it) => {
            Some(Condition::Score(reading(it, test)))
        }
        Condition::Split(it) => Some(Condition::Split(reading(it, test))),
        Condition::Delta { change, .. } | Condition::Verdict { change, .. } => {
            Some(Condition::Verdict {
                change: change.clone(),
                among: Verdict::ALL.to_vec(),
            })
        }
        Condition::GroupGap { target, at, .. } => Some(Condition::GroupGap {
            target: target.clone(),
            at: *at,
            test,
        }),
        Condition::ResponseRate(it) => Some(Condition::ResponseRate(attendance(it, test))),
        Condition::Respondents(it) => Some(Condition::Respondents(attendance(it, test))),
        _ => None,
    });
    opened.collect()
}

/// A published figure in a few words.
fn figure(found: &Found) -> Option<String> {
    Some(match found {
        Found::Score { level, .. } => match level.interval {
            Some(interval) => format!(
                "{} ({}, {} personnes)",
                score(level.score),
                written::between(interval),
                level.n
            ),
            None => format!("{} ({} personnes)", score(level.score), level.n),
        },
        Found::Marked { mark, .. } => format!("note de l'équipe : {} sur 10", mark.mark),
        Found::Change { change, .. } => format!(
            "{}, {}",
            written::change_points(change.delta),
            change.verdict.words()
        ),
        Found::Gap { gap, .. } => written::points(gap.points),
        Found::Attendance { line, .. } => match rate(found) {
            Some(rate) => rate,
            None => format!("{} réponses", line.answered.ok()?),
        },
        Found::Split { .. } => rate(found)?,
        Found::DontKnow { .. } | Found::State { .. } | Found::Missing(_) | Found::Silent => {
            return None;
        }
    })
}

fn declared(scope: &Scope, context: &Context, holds: bool) -> String {
    let evidence = scope.evidence;
    match context {
        Context::Organisations(_) => evidence.project.organisations.to_string(),
        Context::Phase(_) => match evidence.project.phase {
            Some(phase) => phase.label().to_owned(),
            None => "phase non déclarée".to_owned(),
        },
        Context::MissingTerms(_) => match super::missing::missing_terms(evidence).as_slice() {
            [] => "aucune".to_owned(),
            missing => missing_terms(missing),
        },
        Context::CollectiveMarks(_) => yes_or_no(holds),
    }
}

fn yes_or_no(holds: bool) -> String {
    if holds { "oui" } else { "non" }.to_owned()
}

/// Why no figure is published where a condition looks.
fn absent(scope: &Scope, condition: &Condition) -> String {
    let reading = match condition {
        Condition::Score(reading)
        | Condition::IntervalLow(reading)
        | Condition::IntervalHigh(reading)
        | Condition::Split(reading) => Some((&reading.target, reading.at)),
        Condition::Delta { change, .. } | Condition::Verdict { change, .. } => {
            return no_change(scope, change);
        }
        Condition::GroupGap { .. } => return "aucun écart publié entre des groupes".to_owned(),
        _ => None,
    };
    let Some((target, at)) = reading else {
        return "non publié".to_owned();
    };
    let Some(wave) = scope.wave(at) else {
        return format!("aucune mesure {}", moment(at));
    };
    let Some(party) = condition.speaker().and_then(|speaker| scope.party(speaker)) else {
        return "ce groupe n'a pas de chiffre à lui".to_owned();
    };
    let reason = scope.reasons(target, |subject| reason(scope, wave, party, subject));
    match reason.as_slice() {
        [] => "aucune question ne porte ce thème, ou le projet ne le vise pas".to_owned(),
        several => list(several),
    }
}

fn reason(scope: &Scope, wave: WaveId, party: Party, subject: Subject) -> Option<String> {
    match scope.figures().level(wave, party, subject) {
        Err(absent) => Some(absent.words().to_owned()),
        // published, but for too few people for a sensitive rule, or without a distribution
        Ok(_) => Some("trop peu de réponses pour cette règle".to_owned()),
    }
}

fn no_change(scope: &Scope, change: &Between) -> String {
    let waves = scope.wave(change.from).zip(scope.wave(change.to));
    match waves {
        Some((from, to)) if from != to => "évolution non publiée".to_owned(),
        _ => "une seule mesure".to_owned(),
    }
}
