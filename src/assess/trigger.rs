//! What sets a rule off, in a few words for who reads its recommendation: the bounds of its conditions. Reads no figure.

use crate::aggregate::written::list;

use super::condition::Condition;
use super::evaluate::Finding;
use super::explain_words::{bound, either};
use super::fact::{Fact, Found};

/// « score de moins de 60 », « « Utilité du travail » de 65 ou plus et « Charge de travail supportable » de moins de 50 »; empty
/// where a mark of the team stands for a score, which the bounds do not speak of, and where only declarations decide.
pub(super) fn trigger(finding: &Finding) -> String {
    let marked = |fact: &Fact| matches!(fact.found, Found::Marked { .. });
    if finding.facts.iter().any(marked) {
        return String::new();
    }
    let is_score = |condition: &&Condition| matches!(condition, Condition::Score(_));
    let several = finding.rule.conditions.iter().filter(is_score).count() > 1;
    let conditions = finding.rule.conditions.iter().zip(&finding.facts);
    let told = conditions.filter_map(|(condition, fact)| match (condition, &fact.found) {
        (Condition::Score(reading), Found::Score { measure, .. }) if several => Some(format!(
            "« {} » de {}",
            measure.words,
            bound(reading.test, 1.0, "")
        )),
        (Condition::Score(reading), _) => {
            Some(format!("score de {}", bound(reading.test, 1.0, "")))
        }
        (Condition::IntervalLow(reading), _) => Some(format!(
            "bas de l'intervalle de {}",
            bound(reading.test, 1.0, "")
        )),
        (Condition::IntervalHigh(reading), _) => Some(format!(
            "haut de l'intervalle de {}",
            bound(reading.test, 1.0, "")
        )),
        (Condition::Delta { test, .. }, _) => {
            Some(format!("évolution de {}", bound(*test, 1.0, " points")))
        }
        (Condition::Verdict { among, .. }, _) => Some(either(among)),
        (Condition::GroupGap { test, .. }, _) => Some(format!(
            "écart entre groupes de {}",
            bound(*test, 1.0, " points")
        )),
        _ => None,
    });
    list(&told.collect::<Vec<String>>())
}
