//! What a condition asks, in French. Knows no figure.

use crate::aggregate::figures::Verdict;
use crate::aggregate::written;
use crate::model::CriterionId;

use super::condition::{Attendance, Condition, Context, Moment, Reading, Speaker, Target, Test};
use super::scope::Scope;

/// « score de « Charge de travail supportable », salariés, à la dernière mesure, moins de 50 ».
pub(super) fn asked(scope: &Scope, condition: &Condition) -> String {
    match condition {
        Condition::Score(it) => reading(scope, "score", it, 1.0, ""),
        Condition::IntervalLow(it) => reading(scope, "bas de l'intervalle du score", it, 1.0, ""),
        Condition::IntervalHigh(it) => reading(scope, "haut de l'intervalle du score", it, 1.0, ""),
        Condition::Split(it) => reading(
            scope,
            "part des avis opposés les moins nombreux",
            it,
            100.0,
            " %",
        ),
        Condition::DontKnowRate(it) => reading(scope, "part de « ne sait pas »", it, 100.0, " %"),
        Condition::Delta { change, test } => format!(
            "évolution de {}, {}, {}",
            target(scope, &change.target),
            speaker(scope, &change.speaker),
            bound(*test, 1.0, " points")
        ),
        Condition::Verdict { change, among } => {
            format!(
                "évolution de {}, {} : {}",
                target(scope, &change.target),
                speaker(scope, &change.speaker),
                either(among)
            )
        }
        Condition::GroupGap {
            target: on,
            at,
            test,
        } => format!(
            "écart entre groupes sur {}, {}, {}",
            target(scope, on),
            moment(*at),
            bound(*test, 1.0, " points")
        ),
        Condition::ResponseRate(it) => attendance(scope, "taux de réponse", it, 100.0, " %"),
        Condition::Respondents(it) => attendance(scope, "nombre de réponses", it, 1.0, ""),
        Condition::Measured {
            target: on,
            at,
            wanted,
        } => format!(
            "{} {} {}",
            target(scope, on),
            if *wanted { "mesuré" } else { "non mesuré" },
            moment(*at)
        ),
        Condition::State {
            speaker: who,
            at,
            state,
        } => format!(
            "aucun chiffre de ce groupe ({}) {} : {}",
            speaker(scope, who),
            moment(*at),
            state.words()
        ),
        Condition::Context(context) => declared(context),
    }
}

fn reading(scope: &Scope, what: &str, it: &Reading, unit: f64, sign: &str) -> String {
    format!(
        "{what} de {}, {}, {}, {}",
        target(scope, &it.target),
        speaker(scope, &it.speaker),
        moment(it.at),
        bound(it.test, unit, sign)
    )
}

fn attendance(scope: &Scope, what: &str, it: &Attendance, unit: f64, sign: &str) -> String {
    format!(
        "{what}, {}, {}, {}",
        speaker(scope, &it.speaker),
        moment(it.at),
        bound(it.test, unit, sign)
    )
}

fn declared(context: &Context) -> String {
    match context {
        Context::Organisations(test) => format!(
            "structures qui portent le projet, {}",
            bound(*test, 1.0, "")
        ),
        Context::Phase(among) => {
            let phases: Vec<String> = among.iter().map(|phase| phase.label().to_owned()).collect();
            format!("phase : {}", phases.join(" ou "))
        }
        Context::MissingTerms(test) => {
            format!(
                "échéances atteintes et non mesurées, {}",
                bound(*test, 1.0, "")
            )
        }
        Context::CollectiveMarks(true) => "l'équipe a fixé ses notes ensemble".to_owned(),
        Context::CollectiveMarks(false) => "l'équipe n'a pas fixé de notes ensemble".to_owned(),
    }
}

/// « amélioration probable ou amélioration établie ».
pub(super) fn either(among: &[Verdict]) -> String {
    let verdicts: Vec<&str> = among.iter().map(|verdict| verdict.words()).collect();
    verdicts.join(" ou ")
}

/// « moins de 50 », « 20 points ou plus ».
pub(super) fn bound(test: Test, unit: f64, sign: &str) -> String {
    let number = written::decimal(test.bound() * unit);
    match test {
        Test::Below(_) => format!("moins de {number}{sign}"),
        Test::AtLeast(_) => format!("{number}{sign} ou plus"),
    }
}

/// « à la dernière mesure ».
pub(super) fn moment(at: Moment) -> &'static str {
    match at {
        Moment::First => "à la première mesure",
        Moment::BeforeLast => "à l'avant-dernière mesure",
        Moment::Last => "à la dernière mesure",
    }
}

fn target(scope: &Scope, target: &Target) -> String {
    let evidence = scope.evidence;
    let criterion = |id: CriterionId| {
        let entry = evidence.referential.criteria.get(id.at());
        entry
            .map(|entry| format!("« {} »", entry.name))
            .unwrap_or_default()
    };
    match target {
        Target::Theme { theme, fallback } => {
            let words = evidence.rulebook.theme(theme).unwrap_or(theme);
            match fallback {
                Some(id) => format!("« {words} » (à défaut {})", criterion(*id)),
                None => format!("« {words} »"),
            }
        }
        Target::Criterion(id) => criterion(*id),
        Target::Qvct(id) => {
            let level = evidence.referential.qvct.get(id.at());
            level
                .map(|level| format!("« {} »", level.name))
                .unwrap_or_default()
        }
        Target::Instance => "ce sujet".to_owned(),
    }
}

fn speaker(scope: &Scope, speaker: &Speaker) -> String {
    match speaker {
        Speaker::Group(key) => {
            let asked = scope.evidence.questionnaire.groups.iter();
            let mut named = asked.filter(|group| group.id == *key);
            named
                .next()
                .map_or_else(|| key.clone(), |group| group.label.clone())
        }
        Speaker::Every => "chaque groupe".to_owned(),
        Speaker::Ensemble => "ensemble".to_owned(),
        Speaker::Instance => "ce groupe".to_owned(),
    }
}
