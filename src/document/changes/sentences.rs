//! Sentences about change: the best one first, then what moved most, what holds, what stays open.
//!
//! A sentence names a movement only when its verdict is established or probable.

use crate::aggregate::figures::Party;
use crate::model::{CriterionId, WaveId};

use super::super::changes;
use super::super::movement::{best, by_weight, figures};
use super::super::{Study, scope, words};
use super::caption::detectable;
use super::masked::{self, Way};
use super::{Moved, Sorted};

/// Most stable criteria that a sentence names: the chart names them all.
const NAMED: usize = 2;

/// The best sentence, the largest movements each way, stability, and what stays open.
pub(super) fn sentences(study: &Study, pair: (WaveId, WaveId), party: Party) -> Vec<String> {
    let sorted = changes::sorted(study, pair, party);
    let mut sentences: Vec<String> = best(study, pair).into_iter().collect();
    let clearest = clearest(study, pair, &sorted, &sentences);
    sentences.extend(clearest);
    sentences.extend(stability(study, pair, &sorted.stable));
    if !sorted.open.is_empty() {
        // What was said before of a group must not pass for the whole.
        let apart = party == Party::Ensemble && sorted.moved.is_empty() && sorted.stable.is_empty();
        sentences.push(match (sentences.len(), apart) {
            (1.., true) => format!(
                "Pour l'ensemble des groupes, {}",
                words::uncapital(&open_sentence(&sorted, 0))
            ),
            (said, _) => open_sentence(&sorted, said),
        });
    }
    sentences
}

/// The largest movement each way and those of groups that the whole hides, what is established first.
fn clearest(
    study: &Study,
    pair: (WaveId, WaveId),
    sorted: &Sorted,
    told: &[String],
) -> Vec<String> {
    let mut found: Vec<(bool, String)> = Vec::new();
    for direction in [1.0, -1.0] {
        let of_way = sorted.moved.iter().rev();
        let most = of_way
            .filter(|moved| moved.change.delta * direction > 0.0)
            .max_by(|a, b| by_weight(a, b));
        found.extend(
            most.map(|moved| (moved.change.verdict.is_established(), largest(study, moved))),
        );
    }
    found.extend(hidden(study, pair, told));
    found.sort_by_key(|(established, _)| !established);
    found.into_iter().map(|(_, sentence)| sentence).collect()
}

/// « Amélioration établie pour « Participation » : de 46 à 72 (+26 points, entre +12 et +40). »
fn largest(study: &Study, moved: &Moved) -> String {
    let word = words::capital(moved.change.verdict.words());
    format!(
        "{word} pour « {} » : {}.",
        scope::name(study, moved.criterion),
        figures(moved.change)
    )
}

/// What the ensemble hides and whether it is established, the decline of a group first, unless it was just told.
fn hidden(study: &Study, pair: (WaveId, WaveId), told: &[String]) -> Vec<(bool, String)> {
    let aimed = scope::aimed(study);
    let found = [Way::Down, Way::Up].map(|way| masked::largest(study, pair, way, &aimed));
    let is_told = |moved: &Moved| {
        told.iter()
            .any(|sentence| speaks_of(study, sentence, moved))
    };
    let new = found.into_iter().flatten().filter(|moved| !is_told(moved));
    new.map(|moved| {
        (
            moved.change.verdict.is_established(),
            masked::sentence(study, &moved),
        )
    })
    .collect()
}

/// Whether a sentence already names the group and the criterion of a movement.
fn speaks_of(study: &Study, sentence: &str, moved: &Moved) -> bool {
    sentence.contains(&format!("({})", moved.who(study.figures)))
        && sentence.contains(&format!("« {} »", scope::name(study, moved.criterion)))
}

/// What holds as a whole, then the groups that move behind it.
fn stability(study: &Study, pair: (WaveId, WaveId), stable: &[Moved]) -> Vec<String> {
    let criteria: Vec<CriterionId> = stable.iter().map(|moved| moved.criterion).collect();
    let names = criteria
        .iter()
        .map(|criterion| format!("« {} »", scope::name(study, *criterion)));
    let holds = match criteria.len() {
        0 => return Vec::new(),
        1..=NAMED => words::list(&names.collect::<Vec<String>>()),
        many => format!("{many} critères"),
    };
    let mut said = vec![format!("Stabilité établie pour {holds}.")];
    said.extend(masked::behind(study, pair, &criteria));
    said
}

fn open_sentence(sorted: &Sorted, said: usize) -> String {
    let open = &sorted.open;
    let count = open.len();
    let noun = if count < 2 { "critère" } else { "critères" };
    if said == 0 {
        return format!(
            "{} : pour {count} {noun}, les réponses ne permettent pas de conclure ({}).",
            words::capital(sorted.nothing_moved()),
            detectable(open)
        );
    }
    format!(
        "Pour {count} {noun}, l'écart ne permet pas de conclure ({}).",
        detectable(open)
    )
}
