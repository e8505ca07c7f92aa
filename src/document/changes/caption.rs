//! What stands around the chart of changes: the finding, who and when, what is not drawn and why.

use std::collections::BTreeSet;

use crate::aggregate::figures::Party;
use crate::model::{CriterionId, WaveId};

use super::super::parts::Caption;
use super::super::{Study, movement, reading, scope, words};
use super::direction::{self, Shift};
use super::masked::{self, Way};
use super::{Moved, Sorted};

/// How a title starts that speaks of all groups together.
const ENSEMBLE: &str = "Ensemble : ";

/// Everything around the chart.
pub(super) fn caption(
    study: &Study,
    pair: (WaveId, WaveId),
    party: Party,
    sorted: &Sorted,
) -> Caption {
    let who = match party {
        Party::Ensemble => "ensemble des groupes publiés aux deux mesures".to_owned(),
        Party::Group(group) => words::group(study.figures, group),
    };
    let mut alt = vec![format!(
        "Évolution {}, {}.",
        words::span(study.figures, pair),
        words::party(study.figures, party)
    )];
    let up = sorted
        .moved
        .iter()
        .filter(|moved| moved.change.delta > 0.0)
        .count();
    let down = sorted.moved.len() - up;
    alt.push(format!(
        "En amélioration : {up} ; en dégradation : {down} ; stables : {} ; sans conclusion : {}.",
        sorted.stable.len(),
        sorted.open.len()
    ));
    alt.extend(movement::extremes(study, &sorted.moved));
    Caption {
        title: title(study, pair, party, sorted),
        subtitle: format!(
            "Scores de 0 à 100 et évolution en points, {who}, {}",
            designs(sorted)
        ),
        note: note(study, sorted),
        alt: reading::alternative(&alt, words::TABLE_CHANGES),
    }
}

/// What is drawn, then the decline of a group: whoever sees the chart alone must not miss it. What a group gained stands in the
/// sentences above.
fn title(study: &Study, pair: (WaveId, WaveId), party: Party, sorted: &Sorted) -> String {
    let hidden = hidden(study, pair, party);
    let down = hidden.iter().filter(|moved| moved.change.delta < 0.0);
    titled(study, pair, sorted, &hidden, down)
}

/// The title of a chart that no sentences stand above: what is drawn, then the groups that moved otherwise, up and down.
pub(in crate::document) fn whole_title(
    study: &Study,
    pair: (WaveId, WaveId),
    party: Party,
    sorted: &Sorted,
) -> String {
    let hidden = hidden(study, pair, party);
    titled(study, pair, sorted, &hidden, hidden.iter())
}

fn titled<'a>(
    study: &Study,
    pair: (WaveId, WaveId),
    sorted: &Sorted,
    hidden: &[Moved],
    named: impl Iterator<Item = &'a Moved<'a>>,
) -> String {
    let found = finding(study, sorted);
    let aimed = scope::aimed(study);
    // A group moved where the whole did not: the chart shows the whole.
    let apart = hidden.is_empty() && masked::largest(study, pair, Way::Up, &aimed).is_none();
    if apart {
        return found;
    }
    let whole = format!("{ENSEMBLE}{}", words::uncapital(&found));
    let clauses = named.map(|moved| masked::clause(study, moved));
    let parts = std::iter::once(whole).chain(clauses);
    parts.collect::<Vec<String>>().join(" ; ")
}

/// What a title says beside the whole: what is established of a group alone upwards, and its decline however sure.
pub(in crate::document) fn hidden<'a>(
    study: &Study<'a>,
    pair: (WaveId, WaveId),
    party: Party,
) -> Vec<Moved<'a>> {
    if party != Party::Ensemble {
        return Vec::new();
    }
    let aimed = scope::aimed(study);
    let up = masked::largest(study, pair, Way::Up, &aimed)
        .filter(|moved| moved.change.verdict.is_established());
    let down = masked::largest(study, pair, Way::Down, &aimed);
    up.into_iter().chain(down).collect()
}

/// « mêmes personnes », or what occurs when criteria differ.
fn designs(sorted: &Sorted) -> String {
    let mut found: Vec<&str> = Vec::new();
    for moved in sorted
        .moved
        .iter()
        .chain(&sorted.stable)
        .chain(&sorted.open)
    {
        let word = moved.change.design.words();
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found.join(" ou ")
}

fn note(study: &Study, sorted: &Sorted) -> String {
    let shown = || {
        sorted
            .moved
            .iter()
            .chain(&sorted.stable)
            .chain(&sorted.open)
    };
    let first: BTreeSet<u32> = shown().map(|moved| moved.change.n_from).collect();
    let last: BTreeSet<u32> = shown().map(|moved| moved.change.n_to).collect();
    let mut note = vec![format!(
        "{}. Évolutions calculées avant arrondi.",
        if first == last {
            format!("{} à chaque mesure", words::people_range(&last))
        } else {
            let (first, last) = (words::people_range(&first), words::people_range(&last));
            format!("{first} à la première mesure, {last} à la dernière")
        }
    )];
    let apart: Vec<CriterionId> = sorted.apart.iter().map(|moved| moved.criterion).collect();
    note.extend(scope::numbers(study, &apart).map(|list| format!("Non comparable : {list}.")));
    note.extend(
        scope::numbers(study, &sorted.withheld)
            .map(|list| format!("Non publié (protection des répondants) : {list}.")),
    );
    note.push(format!(
        "Source : questionnaires du projet. Détail : tableau {}.",
        words::TABLE_CHANGES
    ));
    note.join(" ")
}

/// « Pas de conclusion possible avec 14 personnes (écart détectable : 17 points) »; ranges when criteria differ.
pub(super) fn inconclusive_title(open: &[Moved]) -> String {
    if open.is_empty() {
        return String::new();
    }
    let counts: BTreeSet<u32> = open.iter().map(|moved| moved.change.n_to).collect();
    format!(
        "Pas de conclusion possible avec {} ({})",
        words::people_range(&counts),
        detectable(open)
    )
}

/// « écart détectable : 17 points », « écart détectable : 15 à 19 points ».
pub(super) fn detectable(moved: &[Moved]) -> String {
    let values = moved.iter().map(|moved| moved.change.detectable.ceil());
    let (least, most) = values.fold((f64::INFINITY, 0.0_f64), |(a, b), v| (a.min(v), b.max(v)));
    if least < most {
        format!(
            "écart détectable : {} à {}",
            words::whole(least),
            words::points(most)
        )
    } else {
        format!("écart détectable : {}", words::points(most))
    }
}

/// The finding of the chart.
pub(in crate::document) fn finding(study: &Study, sorted: &Sorted) -> String {
    let stable = sorted.stable.len();
    let criteria = |count: usize| words::number_of(count, "critère", "critères");
    let told = |word: &str, holds: fn(f64) -> bool| {
        let moved = sorted.moved.iter();
        let shifts = moved
            .filter(|moved| holds(moved.change.delta))
            .map(|moved| Shift {
                name: scope::name(study, moved.criterion),
                verdict: moved.change.verdict,
                points: moved.change.delta,
            });
        let shifts: Vec<Shift> = shifts.collect();
        direction::told(&criteria(shifts.len()), word, &shifts)
    };
    match (
        told("amélioration", |points| points > 0.0),
        told("dégradation", |points| points < 0.0),
    ) {
        (Some(up), Some(down)) => format!("{up} ; {down}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) if stable > 0 => {
            let held = criteria(stable);
            format!("{held} en stabilité établie ; {}", sorted.nothing_moved())
        }
        (None, None) => words::capital(sorted.nothing_moved()),
    }
}
