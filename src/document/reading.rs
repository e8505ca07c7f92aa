//! Plain readings of values that several sections share: extremes, intervals, alternative texts.
//!
//! Says what is highest and lowest as printed; never that a difference is established.

use crate::aggregate::figures::{Absent, Level, Score};

use super::figure::Dot;
use super::words;

/// Longest alternative text, in signs; ten are kept for the spaces that typesetting may add.
const MOST_SIGNS: usize = 240;

/// Which end of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Highest,
    Lowest,
}

/// Where a score stands from an end of the scale, and whether its true place may lie further out.
fn height(score: Score, end: End) -> (f64, bool) {
    let number = words::rounded(score.number());
    match (end, score) {
        (End::Highest, Score::AtLeast(_)) => (number, true),
        (End::Highest, _) => (number, false),
        (End::Lowest, Score::AtMost(_)) => (100.0 - number, true),
        (End::Lowest, _) => (100.0 - number, false),
    }
}

/// Names at one end with the printed score; `None` when a bounded score makes the order unsure.
fn at_end(named: &[(String, Score)], end: End) -> Option<(Vec<&str>, String)> {
    let most = |open: bool| {
        let heights = named.iter().map(|(_, score)| height(*score, end));
        heights
            .filter(|found| found.1 == open)
            .map(|found| found.0)
            .max_by(f64::total_cmp)
    };
    let (closed, open) = (most(false), most(true));
    let wanted = match (open, closed) {
        (Some(open), Some(closed)) if open < closed && open < 95.0 => return None,
        (Some(open), _) => (open, true),
        (None, Some(closed)) => (closed, false),
        (None, None) => return None,
    };
    let best = named
        .iter()
        .find(|(_, score)| height(*score, end) == wanted)?;
    let text = words::score(best.1);
    let names = named
        .iter()
        .filter(|(_, score)| words::score(*score) == text);
    Some((names.map(|(name, _)| name.as_str()).collect(), text))
}

/// Highest and lowest of named scores: « « Participation » a le score le plus élevé (86), « Modèle
/// économique » le plus bas (26) »; ties are named together. Empty when nothing can be ranked.
pub(super) fn extremes(named: &[(String, Score)], things: &str) -> String {
    match named {
        [] => return String::new(),
        [(name, score)] => return format!("« {name} » a un score de {}", words::score(*score)),
        _ => {}
    }
    let subject = |names: &[&str]| match names.len() {
        1..=2 => words::list(
            &names
                .iter()
                .map(|name| format!("« {name} »"))
                .collect::<Vec<_>>(),
        ),
        many => format!("{many} {things}"),
    };
    match (at_end(named, End::Highest), at_end(named, End::Lowest)) {
        (Some((_, high)), Some((_, low))) if high == low => {
            format!("tous les scores sont à {high}")
        }
        (Some((top, high)), Some((bottom, low))) => {
            let verb = if top.len() == 1 { "a" } else { "ont" };
            format!(
                "{} {verb} le score le plus élevé ({high}), {} le plus bas ({low})",
                subject(&top),
                subject(&bottom)
            )
        }
        (Some((top, high)), None) => {
            let verb = if top.len() == 1 { "a" } else { "ont" };
            format!("{} {verb} le score le plus élevé ({high})", subject(&top))
        }
        (None, Some((bottom, low))) => {
            let verb = if bottom.len() == 1 { "a" } else { "ont" };
            format!("{} {verb} le score le plus bas ({low})", subject(&bottom))
        }
        (None, None) => String::new(),
    }
}

/// Things that come first together: up to three by their names, more by their number.
pub(super) fn tied<S: AsRef<str>>(names: &[S], things: &str) -> String {
    match names.len() {
        1..=3 => {
            let quoted = names.iter().map(|name| format!("« {} »", name.as_ref()));
            words::list(&quoted.collect::<Vec<_>>())
        }
        many => format!("{many} {things} à égalité"),
    }
}

/// The same for an alternative text: « Plus élevé : Participation (86). », « Plus bas : … ».
pub(super) fn extremes_short(named: &[(String, Score)]) -> Vec<String> {
    if let [(name, score)] = named {
        return vec![format!("{name} : {}.", words::score(*score))];
    }
    let one = |label: &str, end| {
        let (names, text) = at_end(named, end)?;
        let told = match names.len() {
            1..=2 => words::list(&names),
            many => format!("{many} à égalité"),
        };
        Some(format!("{label} : {told} ({text})."))
    };
    [
        one("Plus élevé", End::Highest),
        one("Plus bas", End::Lowest),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Sentences of an alternative text as long as they fit, then where the data are.
pub(super) fn alternative(sentences: &[String], table: &str) -> String {
    let end = format!("Données : tableau {table}.");
    let mut text = String::new();
    let mut room = MOST_SIGNS.saturating_sub(end.chars().count());
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        let length = sentence.chars().count() + 1;
        if length <= room {
            room -= length;
            text.push_str(sentence);
            text.push(' ');
        }
    }
    text + &end
}

/// Both ends of the interval of a level as drawn: its bound to the end of the scale when bounded.
pub(super) fn span(level: &Level) -> (f64, f64) {
    match (level.score, level.interval) {
        (_, Some((low, high))) => (words::rounded(low), words::rounded(high)),
        (Score::AtLeast(bound), None) => (words::rounded(bound), 100.0),
        (Score::AtMost(bound), None) => (0.0, words::rounded(bound)),
        (Score::Exact(value), None) => (words::rounded(value), words::rounded(value)),
    }
}

/// A dot of a chart.
pub(super) fn dot(level: &Level, series: usize) -> Dot {
    let (low, high) = span(level);
    Dot {
        series: u8::try_from(series).unwrap_or(u8::MAX),
        value: words::rounded(level.score.number()),
        text: words::score(level.score),
        low,
        high,
        labelled: false,
    }
}

/// Labels the first highest and the last lowest of a row; the only one of a row of one.
pub(super) fn label_extremes(dots: &mut [Dot]) {
    let by_value = |a: &(usize, f64), b: &(usize, f64)| a.1.total_cmp(&b.1);
    let values: Vec<(usize, f64)> = dots.iter().map(|dot| dot.value).enumerate().collect();
    let ends = [
        values.iter().copied().max_by(by_value),
        values.iter().copied().min_by(by_value),
    ];
    for (rank, _) in ends.into_iter().flatten() {
        if let Some(dot) = dots.get_mut(rank) {
            dot.labelled = true;
        }
    }
}

/// « 72 (entre 61 et 83) », « 72 (toutes les personnes ont répondu) », « ≥ 95 ».
pub(super) fn with_interval(level: &Level) -> String {
    let text = words::score(level.score);
    match level.interval {
        _ if level.everyone => format!("{text} (toutes les personnes ont répondu)"),
        Some((low, high)) => format!("{text} ({})", words::between((low, high))),
        None => text,
    }
}

/// Why parties have no dot: « bénévoles : non publié ; partenaires : non mesuré ». A group that is
/// not asked is left out.
pub(super) fn absences(found: &[(String, Absent)]) -> String {
    let mut parts = Vec::new();
    for reason in [Absent::Withheld, Absent::NotMeasured, Absent::NotReached] {
        let of: Vec<&str> = found
            .iter()
            .filter(|(_, absent)| *absent == reason)
            .map(|(label, _)| label.as_str())
            .collect();
        if !of.is_empty() {
            parts.push(format!("{} : {}", words::list(&of), reason.words()));
        }
    }
    parts.join(" ; ")
}
