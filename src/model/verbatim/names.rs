//! Masks the names of people and organisations: titles, initials, first names with what follows.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::tokens::{Token, before, past_blanks};
use super::{Kind, Masks};

/// First names that are no other French word: masked in any case of letters.
static FIRST_NAMES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| words(include_str!("first_names.txt")));

/// First names and family names that are ordinary words too: masked with a capital only.
pub(super) static NAMES_AND_WORDS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| words(include_str!("names_that_are_words.txt")));

/// The words of a file, folded; `#` opens a remark.
pub(super) fn words(file: &str) -> BTreeSet<String> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let all = lines.flat_map(str::split_whitespace);
    all.map(crate::model::plain).collect()
}

pub(super) fn mask(all: &[Token], masks: &mut Masks) {
    for rank in 0..all.len() {
        titled(all, rank, masks);
        initials(all, rank, masks);
    }
    for rank in 0..all.len() {
        first_name(all, rank, masks);
    }
}

/// Titles cut short that some write without their capital.
const SHORT_TITLES: [&str; 6] = ["mr", "mme", "mmes", "mlle", "mlles", "melle"];
/// Titles that are ordinary words, or pieces of words, too: a capital has to follow.
const LONG_TITLES: [&str; 14] = [
    "m",
    "mm",
    "dr",
    "pr",
    "monsieur",
    "madame",
    "mademoiselle",
    "messieurs",
    "mesdames",
    "docteur",
    "professeur",
    "maitre",
    "soeur",
    "pere",
];

/// « M. Durand », « Mme Le Goff », « Madame D. », « mme durand ».
fn titled(all: &[Token], rank: usize, masks: &mut Masks) {
    let title = all[rank].folded.as_str();
    let short = SHORT_TITLES.contains(&title);
    if !(short || LONG_TITLES.contains(&title)) || title == "m" && !all[rank].is_capital() {
        return;
    }
    let dotted = all.get(rank + 1).is_some_and(|next| next.is_sign(&['.']));
    let at = rank + 1 + usize::from(dotted);
    let next = past_blanks(all, at);
    if next == at && !dotted {
        return;
    }
    let end = family_name(all, next);
    // After a title cut short, any word but « la » of « la directrice » is a name.
    let named = all
        .get(next)
        .is_some_and(|word| word.is_word() && !AFTER_A_TITLE.contains(&word.folded.as_str()));
    if end > next {
        masks.cover(rank..end, Kind::Name);
    } else if short && named {
        masks.cover(rank..next + 1, Kind::Name);
    }
}

/// Words that follow a title without being a name.
const AFTER_A_TITLE: [&str; 17] = [
    "la", "le", "les", "l", "de", "du", "des", "et", "ou", "est", "a", "qui", "que", "un", "une",
    "nous", "on",
];

/// What joins or opens a family name.
const PARTICLES: [&str; 16] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "van", "von", "der", "den", "el", "al", "ben",
    "da",
];

/// Rank past a family name that starts here: particles, then capitalised words and initials; `start` when there is none.
fn family_name(all: &[Token], start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    while let Some(token) = all.get(at) {
        let initial = at > 0 && token.is_sign(&['.']) && all[at - 1].is_initial();
        if token.is_capital() || initial {
            end = at + 1;
        } else if !(token.is_blank()
            || token.is_sign(&['-', '‑', '\'', '’'])
            || PARTICLES.contains(&token.folded.as_str()))
        {
            break;
        }
        at += 1;
    }
    end
}

/// « J. M. », « J.-P. Durand », « L. Martin »; « O.N.G. » and « plan B. » are none.
fn initials(all: &[Token], rank: usize, masks: &mut Masks) {
    let inside = rank > 0 && (all[rank - 1].is_sign(&['.', '-', '‑']) || all[rank - 1].is_word());
    if inside || !all[rank].is_initial() || masks.covers(rank) {
        return;
    }
    let mut letters = 0;
    let mut spaced = false;
    let mut at = rank;
    let mut end = rank;
    while all.get(at).is_some_and(Token::is_initial)
        && all.get(at + 1).is_some_and(|next| next.is_sign(&['.']))
    {
        letters += 1;
        end = at + 2;
        let next = past_blanks(all, end);
        spaced |= next > end && all.get(next).is_some_and(Token::is_initial);
        at = next + usize::from(all.get(next).is_some_and(|sign| sign.is_sign(&['-', '‑'])));
    }
    let named = all
        .get(at)
        .is_some_and(|next| next.is_capital() && !next.is_initial());
    // A sentence may begin after « plan B. »: two capitals apart are needed then.
    let opens = before(all, rank).is_none_or(|word| !word.is_word() || is_small(word));
    let whole = if named { family_name(all, at) } else { end };
    match letters {
        1 if named && opens => masks.cover(rank..whole, Kind::Name),
        2 => masks.cover(rank..whole, Kind::Name),
        3.. if spaced => masks.cover(rank..whole, Kind::Name),
        _ => {}
    }
}

/// A word that introduces a name: « avec », « et », « à ».
fn is_small(word: &Token) -> bool {
    [
        "avec", "et", "a", "de", "par", "pour", "chez", "que", "merci", "dit", "selon",
    ]
    .contains(&word.folded.as_str())
}

/// « Julie Martin », « Jean-Pierre », « MARTIN Julie ».
fn first_name(all: &[Token], rank: usize, masks: &mut Masks) {
    let token = &all[rank];
    if !token.is_word() || masks.covers(rank) || token.is_initial() {
        return;
    }
    let joined = |sign: usize| all.get(sign).is_some_and(|sign| sign.is_sign(&['-', '‑']));
    // « Saint-Pierre » is a place.
    let place = rank > 1
        && joined(rank - 1)
        && matches!(
            all[rank - 2].folded.as_str(),
            "saint" | "sainte" | "st" | "ste"
        );
    let only_name = FIRST_NAMES.contains(&token.folded);
    let word_too = token.is_capital() && NAMES_AND_WORDS.contains(&token.folded);
    if place || !(only_name || word_too) {
        return;
    }
    let mut low = rank;
    while low > 1 && joined(low - 1) && all[low - 2].is_capital() {
        low -= 2;
    }
    let mut high = rank + 1;
    while joined(high) && all.get(high + 1).is_some_and(Token::is_capital) {
        high += 2;
    }
    // The family name after it, or before it in capitals.
    let next = past_blanks(all, high);
    let end = family_name(all, next);
    if next > high && end > next {
        high = end;
    }
    if let Some(at) = (0..low).rev().find(|&at| !all[at].is_blank())
        && at + 2 == low
        && all[at].is_shouted()
    {
        low = at;
    }
    let alone = low == rank && high == rank + 1;
    if word_too && alone && opens_a_sentence(all, rank) {
        masks.doubtful += 1;
    }
    masks.cover(low..high, Kind::Name);
}

fn opens_a_sentence(all: &[Token], rank: usize) -> bool {
    before(all, rank).is_none_or(|sign| {
        sign.is_sign(&['.', '!', '?', '…', '«', '"', '“', '(', ':', '—', '–', '-'])
    })
}
