//! What to look at next time, in words: the figures that triggered.

use crate::aggregate::figures::{Level, Party};
use crate::aggregate::written::list;

use super::condition::Test;
use super::evaluate::{Evidence, Finding};
use super::evidence::label;
use super::fact::Found;

/// What to look at next time: the figures that triggered; for several scores, those that are too low.
pub(super) fn follow_up(evidence: &Evidence, finding: &Finding) -> String {
    let low = |found: &Found| {
        matches!(
            found,
            Found::Score {
                test: Test::Below(_),
                ..
            } | Found::Marked {
                test: Test::Below(_),
                ..
            }
        )
    };
    let any_low = finding.facts.iter().any(|fact| low(&fact.found));
    let mut looked_at: Vec<String> = Vec::new();
    for fact in &finding.facts {
        let is_score = matches!(fact.found, Found::Score { .. } | Found::Marked { .. });
        if is_score && any_low && !low(&fact.found) {
            continue;
        }
        if let Some(words) = looked_at_next(evidence, &fact.found)
            && !looked_at.contains(&words)
        {
            looked_at.push(words);
        }
    }
    if looked_at.is_empty() {
        return "point d'étape avec l'équipe".to_owned();
    }
    list(&looked_at)
}

fn looked_at_next(evidence: &Evidence, found: &Found) -> Option<String> {
    let whose = |party: &Party| match party {
        Party::Group(rank) => format!("des {}", label(evidence, *rank)),
        Party::Ensemble => "de l'ensemble des groupes".to_owned(),
    };
    Some(match found {
        Found::Score {
            measure,
            party,
            level,
            ..
        } => {
            let whose = heard(evidence, *party, level).unwrap_or_else(|| whose(party));
            format!("score « {} » {whose}", measure.words)
        }
        Found::Marked { measure, .. } => {
            format!("note de cotation collective « {} »", measure.words)
        }
        Found::Change { measure, party, .. } => {
            format!("évolution du score « {} » {}", measure.words, whose(party))
        }
        Found::Gap { measure, .. } => {
            format!("écart entre les groupes sur « {} »", measure.words)
        }
        Found::Split { measure, party, .. } => {
            format!(
                "répartition des avis {} sur « {} »",
                whose(party),
                measure.words
            )
        }
        Found::DontKnow { measure, .. } => {
            format!("part de « ne sait pas » sur « {} »", measure.words)
        }
        Found::Attendance { party, .. } => format!("taux de réponse {}", whose(party)),
        Found::State { party } => format!(
            "un résultat propre {}",
            match party {
                Party::Group(rank) => format!("aux {}", label(evidence, *rank)),
                Party::Ensemble => "à l'ensemble des groupes".to_owned(),
            }
        ),
        Found::Missing(_) => "une mesure à chaque échéance".to_owned(),
        Found::Silent => return None,
    })
}

/// Whose an ensemble of some of the groups is: theirs, not that of all.
fn heard(evidence: &Evidence, party: Party, level: &Level) -> Option<String> {
    let heard = level.groups.len();
    let some = party == Party::Ensemble && (heard < level.groups_asked || heard == 1);
    let names = level
        .groups
        .iter()
        .map(|rank| format!("des {}", label(evidence, *rank)));
    some.then(|| list(&names.collect::<Vec<String>>()))
}
