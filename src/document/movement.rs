//! A movement in words: its mark, how sure it is, how many people, its figures.
//!
//! A sentence names a movement only when its verdict is established or probable.

use std::cmp::Ordering;

use crate::aggregate::figures::{Change, Verdict};
use crate::model::WaveId;

use super::changes::{Moved, of_groups};
use super::parts::Movement;
use super::{Study, scope, words};

/// The mark of a verdict in a cell; none where nothing could be compared.
pub(super) fn mark(verdict: Verdict) -> Option<Movement> {
    match verdict {
        Verdict::ImprovementEstablished | Verdict::ImprovementProbable => Some(Movement::Up),
        Verdict::DeclineEstablished | Verdict::DeclineProbable => Some(Movement::Down),
        Verdict::StabilityEstablished => Some(Movement::Stable),
        Verdict::Uncertain => Some(Movement::Inconclusive),
        Verdict::NotComparable => None,
    }
}

/// The keys of the marks found, in the order of a legend.
pub(super) fn keys(found: &[Movement]) -> Vec<String> {
    let all = [
        (Movement::Up, "up"),
        (Movement::Down, "down"),
        (Movement::Stable, "stable"),
        (Movement::Inconclusive, "inconclusive"),
    ];
    let shown = all.iter().filter(|(movement, _)| found.contains(movement));
    shown.map(|(_, key)| (*key).to_owned()).collect()
}

/// The surest of two movements, then the larger: what a sentence tells first.
pub(super) fn by_weight(a: &Moved, b: &Moved) -> Ordering {
    let weight = |moved: &Moved| (moved.change.verdict, moved.change.delta);
    weighed(weight(a), weight(b))
}

/// The same of verdicts and points, whatever moved.
pub(super) fn weighed(a: (Verdict, f64), b: (Verdict, f64)) -> Ordering {
    let sure = |(verdict, _): (Verdict, f64)| verdict.is_established();
    let size = |(_, points): (Verdict, f64)| points.abs();
    sure(a).cmp(&sure(b)).then(size(a).total_cmp(&size(b)))
}

/// « établie », « probable » or « établie ou probable »: how sure movements of one direction are together.
pub(super) fn degree(verdicts: impl Iterator<Item = Verdict>) -> &'static str {
    let (mut established, mut probable) = (false, false);
    for verdict in verdicts {
        if verdict.is_established() {
            established = true;
        } else {
            probable = true;
        }
    }
    match (established, probable) {
        (true, false) => "établie",
        (false, true) => "probable",
        _ => "établie ou probable",
    }
}

/// « 9 personnes sur 14 progressent », or « reculent » for a degradation; empty below the threshold.
pub(super) fn people(change: &Change) -> String {
    let Some((up, same, down)) = change.people else {
        return String::new();
    };
    let all = up + same + down;
    let (some, verbs) = match change.verdict {
        Verdict::DeclineProbable | Verdict::DeclineEstablished => (down, ("recule", "reculent")),
        Verdict::StabilityEstablished => (same, ("reste stable", "restent stables")),
        _ => (up, ("progresse", "progressent")),
    };
    format!(
        "{} {}",
        words::people_of(some, all),
        if some < 2 { verbs.0 } else { verbs.1 }
    )
}

/// For the alternative text: « Plus forte hausse : Participation (+26 points). »
pub(super) fn extremes(study: &Study, moved: &[Moved]) -> Vec<String> {
    let one = |label: &str, found: Option<&Moved>| {
        found.map(|moved| {
            let points = words::change_points(moved.change.delta);
            format!(
                "{label} : {} ({points}).",
                scope::name(study, moved.criterion)
            )
        })
    };
    let highest = moved.first().filter(|moved| moved.change.delta > 0.0);
    let lowest = moved.last().filter(|moved| moved.change.delta < 0.0);
    [
        one("Plus forte hausse", highest),
        one("Plus forte baisse", lowest),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The clearest movement with a count of people, whatever the group: established before probable,
/// then the largest share.
pub(super) fn best(study: &Study, pair: (WaveId, WaveId)) -> Option<String> {
    let mut found: Vec<(bool, f64, Moved)> = Vec::new();
    for moved in of_groups(study, pair) {
        let change = moved.change;
        let Some((up, same, down)) = change.people.filter(|_| change.verdict.is_conclusive())
        else {
            continue;
        };
        let some = if change.delta > 0.0 { up } else { down };
        let share = f64::from(some) / f64::from((up + same + down).max(1));
        found.push((change.verdict.is_established(), share, moved));
    }
    let better =
        |a: &(bool, f64, Moved), b: &(bool, f64, Moved)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
    // The first of equals, in the order of groups and criteria.
    let best = found.into_iter().rev().max_by(better)?.2;
    Some(followed(study, &best))
}

/// « Sur 14 salariés suivis, 9 progressent sur « Participation », 3 sont stables et 2 reculent … ».
fn followed(study: &Study, moved: &Moved) -> String {
    let (up, same, down) = moved.change.people.unwrap_or_default();
    let party = moved.who(study.figures);
    let verb = |count: u32, none: &str, one: &str, many: &str| match count {
        0 => format!("aucune {none}"),
        1 => format!("1 {one}"),
        more => format!("{} {many}", words::count(more)),
    };
    let (up, same, down) = (
        verb(up, "ne progresse", "progresse", "progressent"),
        verb(same, "n'est stable", "est stable", "sont stables"),
        verb(down, "ne recule", "recule", "reculent"),
    );
    let all = moved
        .change
        .people
        .map_or(0, |(up, same, down)| up + same + down);
    let (first, last) = if moved.change.delta > 0.0 {
        (up, down)
    } else {
        (down, up)
    };
    format!(
        "Sur {} suivies ({party}), {first}, {same} et {last} pour « {} » : {}.",
        words::people(all),
        scope::name(study, moved.criterion),
        moved.change.verdict.words()
    )
}

/// « De février 2023 à juin 2025, amélioration établie pour « Participation » (ensemble) : de 32 à 52 (+20 points, entre +13 et
/// +26). » For a page that shows the last measure alone.
pub(super) fn largest_since(study: &Study, pair: (WaveId, WaveId), moved: &Moved) -> String {
    format!(
        "{}, {} pour « {} » ({}) : {}.",
        words::capital(&words::span(study.figures, pair)),
        moved.change.verdict.words(),
        scope::name(study, moved.criterion),
        moved.who(study.figures),
        figures(moved.change)
    )
}

/// « de 46 à 72 (+26 points, entre +12 et +40) », « 49 aux deux mesures (0 point, entre −5 et +5) ».
pub(super) fn figures(change: &Change) -> String {
    let (from, to) = (words::whole(change.from), words::whole(change.to));
    let scores = if from == to {
        format!("{to} aux deux mesures")
    } else {
        format!("de {from} à {to}")
    };
    format!(
        "{scores} ({}, {})",
        words::change_points(change.delta),
        words::between_changes(change.interval, change.delta, change.verdict)
    )
}

/// The change of a sheet: who, from when, with the verdict whatever it is.
pub(super) fn in_a_sheet(study: &Study, pair: (WaveId, WaveId), moved: &Moved) -> String {
    let change = moved.change;
    let who = moved.who(study.figures);
    let head = format!(
        "{}, {who}",
        words::capital(&words::span(study.figures, pair))
    );
    if change.verdict == Verdict::NotComparable {
        return format!("{head} : non comparable.");
    }
    let people = match people(change) {
        found if found.is_empty() || !change.verdict.is_conclusive() => String::new(),
        found => format!(" ; {found}"),
    };
    let (word, figures, design) = (
        change.verdict.words(),
        figures(change),
        change.design.words(),
    );
    format!("{head} : {word}, {figures}, {design}{people}.")
}
