//! Figures, days and lists as a French reader expects them (`statistics.md` § 1.13): the same words in a page, a finding and a table.
//!
//! Knows no survey. Spaces before signs and inside « » are ordinary ones: `typeset::text` narrows and binds them on
//! the whole JSON. Thousands and minus signs are final.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::model::horizon::MONTHS;

use super::figures::{Score, Verdict};
use super::rounding;

/// Where percents begin (`statistics.md` § 1.11); under it a share reads « 7 sur 12 ».
pub const PERCENT_FROM: u32 = 20;

/// Rounds to whole points, half away from zero; never −0.
pub fn rounded(value: f64) -> f64 {
    rounding::round(value, 0)
}

/// A whole number: « 1 204 », « −8 ».
pub fn whole(value: f64) -> String {
    rounding::number(value, 0)
}

/// A count: « 1 204 ».
pub fn count(value: u32) -> String {
    whole(f64::from(value))
}

/// How many things there are, as counts are written: no list on paper is longer than such a number.
pub fn size(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

/// At most two decimals, decimal comma, no useless zero: « 12,5 », « 1 204 ».
pub fn decimal(value: f64) -> String {
    let text = rounding::number(value, 2);
    match text.split_once(',') {
        Some((units, "00")) => units.to_owned(),
        Some((units, fraction)) => format!("{units},{}", fraction.trim_end_matches('0')),
        None => text,
    }
}

/// A score: « 72 », « ≥ 95 », « ≤ 5 ».
pub fn score(score: Score) -> String {
    match score {
        Score::Exact(value) => whole(value),
        Score::AtLeast(bound) => format!("≥ {}", whole(bound)),
        Score::AtMost(bound) => format!("≤ {}", whole(bound)),
    }
}

/// A change in whole points: « +26 », « −8 », « 0 ».
pub fn signed(delta: f64) -> String {
    rounding::signed(delta, 0)
}

/// A change as a chart prints it: « +26 », « −8 », « 0 », « moins de 1 point ».
pub fn change(delta: f64) -> String {
    if is_slight(delta) {
        return "moins de 1 point".to_owned();
    }
    signed(delta)
}

/// A change in the narrow column of a chart: « +26 », « ≈ 0 ».
pub fn change_in_chart(delta: f64) -> String {
    if is_slight(delta) {
        return "≈ 0".to_owned();
    }
    change(delta)
}

/// The interval of a change: « entre +12 et +40 ».
///
/// An end of a conclusive change that is 0 once rounded only reads « plus de 0 »: the interval does not reach 0.
pub fn between_changes((low, high): (f64, f64), delta: f64, verdict: Verdict) -> String {
    let end = |end: f64| match rounded(end).abs() < 0.5 && verdict.is_conclusive() {
        true if delta > 0.0 => "plus de 0".to_owned(),
        true => "moins de 0".to_owned(),
        false => signed(end),
    };
    format!("entre {} et {}", end(low), end(high))
}

/// A change inside a sentence: « +26 points », « −1 point », « moins de 1 point ».
pub fn change_points(delta: f64) -> String {
    if is_slight(delta) {
        return "moins de 1 point".to_owned();
    }
    let noun = if rounded(delta).abs() < 1.5 {
        "point"
    } else {
        "points"
    };
    format!("{}\u{A0}{noun}", signed(delta))
}

/// Not nothing, yet nothing once rounded.
fn is_slight(delta: f64) -> bool {
    delta.abs() > 1e-9 && rounded(delta).abs() < 0.5
}

/// A distance without a sign: « 26 points », « 1 point », « moins de 1 point ».
pub fn points(distance: f64) -> String {
    change_points(distance.abs())
        .trim_start_matches('+')
        .to_owned()
}

/// An interval: « entre 48 et 97 ».
pub fn between((low, high): (f64, f64)) -> String {
    format!("entre {} et {}", whole(low), whole(high))
}

/// A day: « 22 novembre 2026 », « 1er mars 2024 ».
pub fn day(date: NaiveDate) -> String {
    let ordinal = if date.day() == 1 { "er" } else { "" };
    format!("{}{ordinal} {}", date.day(), month(date))
}

/// A month: « mars 2024 ».
pub fn month(date: NaiveDate) -> String {
    let name = MONTHS
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default();
    format!("{name} {}", date.year())
}

/// A list: « a », « a et b », « a, b et c ».
pub fn list<S: AsRef<str>>(parts: &[S]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// « de janvier », « d'avril », « de « Court terme » ».
pub fn of(word: &str) -> String {
    let elided = word.starts_with(['a', 'e', 'é', 'i', 'o', 'u']);
    format!("{}{word}", if elided { "d'" } else { "de " })
}

/// A number with its noun: « 1 personne », « 14 personnes », « 0 personne ».
pub fn counted(value: u32, singular: &str, plural: &str) -> String {
    format!(
        "{} {}",
        count(value),
        if value < 2 { singular } else { plural }
    )
}

/// The same of things that were listed: « 3 critères ».
pub fn number_of(things: usize, singular: &str, plural: &str) -> String {
    counted(size(things), singular, plural)
}

/// « 14 personnes ».
pub fn people(value: u32) -> String {
    counted(value, "personne", "personnes")
}

/// « 14 personnes », « 12 à 14 personnes », from the counts that occur.
pub fn people_range(counts: &BTreeSet<u32>) -> String {
    match (counts.first(), counts.last()) {
        (Some(&least), Some(&most)) if least != most => {
            format!("{} à {}", count(least), people(most))
        }
        (Some(&only), _) => people(only),
        _ => people(0),
    }
}

/// « 9 personnes sur 14 ».
pub fn people_of(some: u32, all: u32) -> String {
    format!("{} sur {}", people(some), count(all))
}

/// A share: « 64 % », « plus de 99 % » from 20 people on, « 7 sur 12 » below, « – » for nobody.
pub fn share(some: u32, all: u32) -> String {
    match all {
        0 => "–".to_owned(),
        n if n < PERCENT_FROM => format!("{} sur {}", count(some), count(n)),
        n => percent(f64::from(some) / f64::from(n)),
    }
}

/// A share out of 1 in whole percent: « 64 % », « plus de 99 % ».
pub fn percent(share: f64) -> String {
    let (side, whole) = rounding::whole_percent(share);
    format!("{side}{} %", rounding::number(whole, 0))
}
