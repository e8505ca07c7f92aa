//! Numbers, dates and lists in French (`statistics.md` § 1.13). Knows no survey.
//!
//! Spaces before signs and inside « » are ordinary ones: `typeset::text` narrows and binds them on
//! the whole JSON. Thousands and minus signs are final.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::aggregate::figures::Score;

/// Where percents begin (`statistics.md` § 1.11); under it a share reads « 7 sur 12 ».
const PERCENT_FROM: u32 = 20;

/// Rounds to whole points, half away from zero; never −0.
pub(super) fn rounded(value: f64) -> f64 {
    value.round() + 0.0
}

/// A whole number: « 1 204 », « −8 ».
pub(super) fn whole(value: f64) -> String {
    let number = rounded(value);
    let digits = format!("{:.0}", number.abs());
    let sign = if number < 0.0 { "\u{2212}" } else { "" };
    format!("{sign}{}", thousands(&digits))
}

/// A count: « 1 204 ».
pub(super) fn count(value: u32) -> String {
    thousands(&value.to_string())
}

/// At most two decimals, decimal comma, no useless zero: « 12,5 », « 1 204 ».
pub(super) fn decimal(value: f64) -> String {
    let text = format!("{:.2}", (value.abs() * 100.0).round() / 100.0);
    let (units, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let zero = units.chars().all(|digit| digit == '0') && fraction.is_empty();
    let sign = if value < 0.0 && !zero { "\u{2212}" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{}{comma}{fraction}", thousands(units))
}

/// Groups digits by three with U+202F.
fn thousands(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// A score: « 72 », « ≥ 95 », « ≤ 5 ».
pub(super) fn score(score: Score) -> String {
    match score {
        Score::Exact(value) => whole(value),
        Score::AtLeast(bound) => format!("≥ {}", whole(bound)),
        Score::AtMost(bound) => format!("≤ {}", whole(bound)),
    }
}

/// A change as a chart prints it: « +26 », « −8 », « 0 », « moins de 1 point ».
pub(super) fn change(delta: f64) -> String {
    if delta != 0.0 && delta.abs() < 0.5 {
        return "moins de 1 point".to_owned();
    }
    let plus = if delta > 0.0 { "+" } else { "" };
    format!("{plus}{}", whole(delta))
}

/// A change inside a sentence: « +26 points », « −1 point », « moins de 1 point ».
pub(super) fn change_points(delta: f64) -> String {
    if delta != 0.0 && delta.abs() < 0.5 {
        return change(delta);
    }
    let unit = if rounded(delta).abs() < 2.0 {
        "point"
    } else {
        "points"
    };
    format!("{} {unit}", change(delta))
}

/// A distance without a sign: « 26 points », « 1 point », « moins de 1 point ».
pub(super) fn points(distance: f64) -> String {
    change_points(distance.abs())
        .trim_start_matches('+')
        .to_owned()
}

/// An interval: « entre 48 et 97 ».
pub(super) fn between((low, high): (f64, f64)) -> String {
    format!("entre {} et {}", whole(low), whole(high))
}

/// A day: « 22 novembre 2026 », « 1er mars 2024 ».
pub(super) fn day(date: NaiveDate) -> String {
    let ordinal = if date.day() == 1 { "er" } else { "" };
    format!("{}{ordinal} {}", date.day(), month(date))
}

/// A month: « mars 2024 ».
pub(super) fn month(date: NaiveDate) -> String {
    const NAMES: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let name = NAMES
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default();
    format!("{name} {}", date.year())
}

/// A list: « a », « a et b », « a, b et c ».
pub(super) fn list<S: AsRef<str>>(parts: &[S]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// A number with its noun: « 1 personne », « 14 personnes », « 0 personne ».
pub(super) fn counted(value: u32, singular: &str, plural: &str) -> String {
    format!(
        "{} {}",
        count(value),
        if value < 2 { singular } else { plural }
    )
}

/// « 14 personnes ».
pub(super) fn people(value: u32) -> String {
    counted(value, "personne", "personnes")
}

/// « 14 personnes », « 12 à 14 personnes », from the counts that occur.
pub(super) fn people_range(counts: &BTreeSet<u32>) -> String {
    match (counts.first(), counts.last()) {
        (Some(&least), Some(&most)) if least != most => {
            format!("{} à {}", count(least), people(most))
        }
        (Some(&only), _) => people(only),
        _ => people(0),
    }
}

/// « 9 personnes sur 14 ».
pub(super) fn people_of(some: u32, all: u32) -> String {
    format!("{} sur {}", people(some), count(all))
}

/// A share: « 64 % » from 20 people on, « 7 sur 12 » below, « – » for nobody.
pub(super) fn share(some: u32, all: u32) -> String {
    match all {
        0 => "–".to_owned(),
        n if n < PERCENT_FROM => format!("{} sur {}", count(some), count(n)),
        n => format!("{} %", whole(f64::from(some) * 100.0 / f64::from(n))),
    }
}

/// Class of colour of a printed score: 0 (0–19) to 4 (80–100).
pub(super) fn class(value: f64) -> u8 {
    match rounded(value) {
        v if v < 20.0 => 0,
        v if v < 40.0 => 1,
        v if v < 60.0 => 2,
        v if v < 80.0 => 3,
        _ => 4,
    }
}

/// Shares of counts in whole percents that add up to 100: largest remainder, between equal
/// remainders the lowest level wins (`statistics.md` § 1.2). All zero for nobody.
pub(super) fn whole_percents(counts: &[u32]) -> Vec<u32> {
    let all: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    if all == 0 {
        return vec![0; counts.len()];
    }
    let parts: Vec<(u64, u64)> = counts
        .iter()
        .map(|&count| (u64::from(count) * 100 / all, u64::from(count) * 100 % all))
        .collect();
    let given: u64 = parts.iter().map(|(whole, _)| whole).sum();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&rank| (std::cmp::Reverse(parts[rank].1), rank));
    let mut shares: Vec<u32> = parts
        .iter()
        .map(|(whole, _)| u32::try_from(*whole).unwrap_or(100))
        .collect();
    let left = usize::try_from(100 - given).unwrap_or_default();
    for rank in order.into_iter().take(left) {
        shares[rank] += 1;
    }
    shares
}
