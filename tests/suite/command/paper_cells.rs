//! Numbers of an export and of a dossier's data, written alike so that they can be compared.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::same_numbers::Row;

/// The first number of a cell, signs and decimals kept; bounds are read without their sign.
pub fn number(cell: &str) -> Option<String> {
    let signed = cell.replace('\u{2212}', "-");
    let own: String = signed
        .chars()
        .filter(|sign| sign.is_ascii_digit() || "-.".contains(*sign))
        .collect();
    own.parse::<f64>().ok().map(|number| number.to_string())
}

pub fn cells(row: &Row, columns: &[&str]) -> Vec<Option<String>> {
    columns.iter().map(|column| number(&row[*column])).collect()
}

pub fn record(of: &Map<String, Value>, keys: &[&str]) -> Vec<Option<String>> {
    let written = |key: &&str| {
        of.get(*key)
            .and_then(Value::as_f64)
            .map(|number| number.to_string())
    };
    keys.iter().map(written).collect()
}

/// Levels of a long scale as they are drawn: the middle, up to two levels beside it, and all that is further out.
pub fn together(counts: &[&str]) -> Vec<String> {
    let own = |count: &&str| count.parse::<u32>().expect("a count");
    let sum = |part: &[&str]| part.iter().map(own).sum::<u32>().to_string();
    match counts.len() {
        11 => [0..3, 3..5, 5..6, 6..8, 8..11]
            .map(|part| sum(&counts[part]))
            .to_vec(),
        few => {
            assert!(few <= 7, "a scale that no sample has");
            counts.iter().map(|count| (*count).to_owned()).collect()
        }
    }
}

/// Counts of people that are not zero, least first: levels that nobody chose are not drawn.
pub fn counted<'a>(counts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts: Vec<String> = counts
        .filter(|count| *count != "0")
        .map(str::to_owned)
        .collect();
    counts.sort();
    counts
}

/// Numbers written in a text; a space inside a number is none.
pub fn written(text: &str) -> BTreeSet<String> {
    let text = text.replace('\u{202f}', "");
    let words = text.split(|sign: char| !sign.is_ascii_digit());
    let bare = words
        .map(|word| word.trim_start_matches('0'))
        .filter(|word| !word.is_empty());
    bare.map(str::to_owned).collect()
}
