//! What a passage of paper says, whatever it is about: its sentences, its numbers, the groups and the measure it names.

use std::collections::BTreeSet;

use super::paper_reader::GROUPS;

/// Without the spaces, apostrophes and soft hyphens of print.
pub fn plain(text: &str) -> String {
    // A word cut at the end of a line is one word.
    let text = text.replace(" \u{ad}", "\u{ad}").replace("\u{ad} ", "");
    let text = text.replace(['\u{ad}', '\u{2011}'], "");
    let text = text.replace('’', "'");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Numbers of a text, signs apart: `12`, `0,4`; not those of names (« A2 », « PART-02 ») nor how many questions there are.
pub fn numbers(text: &str) -> BTreeSet<String> {
    let text = text.replace('.', ",");
    let is_part = |sign: char| sign.is_ascii_digit() || sign == ',';
    let mut found = BTreeSet::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let before = rest[..start].trim_end_matches(['-', '/']);
        let named = before.ends_with(char::is_alphabetic);
        let end = rest[start..]
            .find(|sign| !is_part(sign))
            .map_or(rest.len(), |end| start + end);
        let number = rest[start..end].trim_matches(',');
        rest = &rest[end..];
        if !named && !rest.starts_with(" question") && !rest.starts_with(" critère") {
            found.insert(number.to_owned());
        }
    }
    found
}

/// The sentences of a passage; a number and its full stop (« 3. Participation ») are no end.
pub fn sentences(text: &str) -> Vec<&str> {
    let is_end =
        |&(at, _): &(usize, &str)| !text[..at].ends_with(|sign: char| sign.is_ascii_digit());
    let mut found = Vec::new();
    let mut from = 0;
    for (at, stop) in text.match_indices(". ").filter(is_end) {
        found.push(&text[from..at + 1]);
        from = at + stop.len();
    }
    found.push(&text[from..]);
    found
}

/// Keys of the groups that a text names; of all of them, or of those that a mean rests on, those of their mean as well.
pub fn groups(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let named = GROUPS.iter().filter(|(_, name)| text.contains(name));
    let mut found: Vec<&str> = named.map(|(key, _)| *key).collect();
    let of_mean = text.contains("ensemble") || text.contains("d'après les");
    if found.len() == GROUPS.len() || of_mean {
        found.push("ensemble");
    }
    found
}

/// The measure of a column.
pub fn wave(head: &str) -> Option<&'static str> {
    match head {
        "Au départ" => Some("V1"),
        "Moyen terme" => Some("V2"),
        _ => None,
    }
}
