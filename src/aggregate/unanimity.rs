//! Answers that agree: what may be said of them, of one group and of several (`decisions.md` § 13).

use super::disclosure::{Base, Bounded, Sensitivity, Voice};
use super::figures::{Level, Score};

/// What may be said of a base that passed the threshold.
pub(super) enum Openness {
    Exact,
    AtLeast(f64),
    AtMost(f64),
    Closed,
}

/// The bound of the « ensemble » when every published group is bounded on the same side.
///
/// The weighted mean of scores of at least so much is at least the weighted mean of these bounds: it follows
/// from what the groups print and tells nothing more.
pub(super) fn bounded_ensemble(voices: &[Voice]) -> Option<Level> {
    let told: Vec<(&Voice, Bounded)> = voices
        .iter()
        .filter_map(|voice| Some((voice, voice.bounded?)))
        .collect();
    let weight = super::estimate::total(told.iter().map(|(voice, _)| voice.weight));
    let parts = told
        .iter()
        .map(|(voice, bounded)| voice.weight / weight * bounded.score.number());
    let mean = super::estimate::total(parts);
    let is_low = |bounded: &Bounded| matches!(bounded.score, Score::AtMost(_));
    let score = match told.iter().filter(|(_, bounded)| is_low(bounded)).count() {
        _ if weight <= 0.0 => return None,
        0 => Score::AtLeast(at_least(mean)),
        low if low == told.len() => Score::AtMost(at_most(mean)),
        _ => return None,
    };
    Some(Level {
        n: told.iter().map(|(_, bounded)| bounded.n).sum(),
        score,
        interval: None,
        everyone: told.iter().all(|(_, bounded)| bounded.everyone),
        over: told.iter().any(|(_, bounded)| bounded.over),
        spread: None,
        groups: told.iter().map(|(voice, _)| voice.group).collect(),
        groups_asked: voices.len(),
        through_criteria: false,
    })
}

/// A bound from below in whole points, on the safe side: « ≥ 66 » for two thirds, which « ≥ 67 » would exceed.
fn at_least(bound: f64) -> f64 {
    (bound + 1e-9).floor()
}

/// A bound from above in whole points, on the safe side.
fn at_most(bound: f64) -> f64 {
    (bound - 1e-9).ceil()
}

/// Unanimity (`decisions.md` § 13): all at one extreme or in the favourable set is bounded, all at
/// any other level is closed; on a sensitive subject one person apart changes nothing to that.
pub(super) fn openness(base: &Base) -> Openness {
    let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
    let runs = base.scores.runs();
    let all = |holds: &dyn Fn(f64) -> bool| runs.iter().all(|(score, _)| holds(*score));
    if all(&|score| same(score, 100.0)) {
        return Openness::AtLeast(95.0);
    }
    if all(&|score| same(score, 0.0)) {
        return Openness::AtMost(5.0);
    }
    if let Some((favourable, unfavourable)) = base.ends {
        if all(&|score| score >= favourable - 1e-9) {
            return Openness::AtLeast(at_least(favourable));
        }
        if all(&|score| score <= unfavourable + 1e-9) {
            return Openness::AtMost(at_most(unfavourable));
        }
    }
    let spared = usize::from(base.sensitivity == Sensitivity::Sensitive);
    let enough = base.scores.count().saturating_sub(spared);
    let gathered = |holds: &dyn Fn(f64) -> bool| base.scores.people_where(holds) >= enough;
    // At most `spared` people are apart, so the level is that of one of the first `spared + 1`:
    // trying everybody's would take the square of a large survey.
    let at_one_level = runs
        .iter()
        .take(spared + 1)
        .any(|(level, _)| gathered(&|score| same(score, *level)));
    let in_one_set = spared > 0
        && base.ends.is_some_and(|(favourable, unfavourable)| {
            gathered(&|score| score >= favourable - 1e-9)
                || gathered(&|score| score <= unfavourable + 1e-9)
        });
    if at_one_level || in_one_set {
        Openness::Closed
    } else {
        Openness::Exact
    }
}
