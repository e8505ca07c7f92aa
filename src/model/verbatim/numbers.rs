//! Masks what numbers tell of a person: telephone, social security, postal code, amounts; and in which order numbers are looked at.

use super::dates::{age, day_in_signs, day_in_words, year};
use super::reach::name_end;
use super::tokens::{Token, past_blanks};
use super::{Kind, Masks};

/// From this many digits on, a chain of numbers is a way to find someone …
const LONG: usize = 8;
/// … and from this many on it cannot be a day.
const LONGER_THAN_A_DAY: usize = 9;

pub(super) fn mask(tokens: &[Token], masks: &mut Masks) {
    // The widest first: « 06.12.34.56.78 » holds no date, a date holds a year, an amount numbers.
    let passes: [fn(&[Token], usize, &mut Masks); 8] = [
        |tokens, rank, masks| chain(tokens, rank, LONGER_THAN_A_DAY, masks),
        day_in_signs,
        day_in_words,
        amount,
        |tokens, rank, masks| chain(tokens, rank, LONG, masks),
        postal_code,
        year,
        age,
    ];
    for pass in passes {
        for rank in 0..tokens.len() {
            if !masks.covers(rank) {
                pass(tokens, rank, masks);
            }
        }
    }
}

/// Rank past a chain of numbers with at most three signs or blanks between two of them, and its digits.
fn chained(tokens: &[Token], start: usize) -> (usize, String) {
    let mut digits = String::new();
    let mut end = start;
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        let corsican = matches!(token.text, "A" | "B" | "a" | "b") && digits.ends_with('2');
        if token.is_number() || corsican {
            digits.push_str(token.text);
            end = at + 1;
        } else if token.is_word() || at - end >= 3 {
            break;
        }
        at += 1;
    }
    (end, digits)
}

/// Telephone, social security, bank account: a chain of at least `least` digits.
fn chain(tokens: &[Token], rank: usize, least: usize, masks: &mut Masks) {
    if !tokens[rank].is_number() {
        return;
    }
    let (end, digits) = chained(tokens, rank);
    let count = digits.chars().count();
    if count < least {
        return;
    }
    let mut start = rank;
    let closed = tokens[rank..end].iter().any(|token| token.is_sign(&[')']));
    while start > 0
        && (tokens[start - 1].is_sign(&['+']) || closed && tokens[start - 1].is_sign(&['(']))
    {
        start -= 1;
    }
    let called = digits.starts_with('0') || digits.starts_with("33");
    let kind = match count {
        13 | 15 if digits.starts_with(['1', '2']) => Kind::SocialSecurity,
        10..=14 if called => Kind::Phone,
        _ => Kind::Number,
    };
    // The letters of a bank account stand against its first digits.
    if start > 0 && tokens[start - 1].is_shouted() {
        start -= 1;
    }
    masks.cover(start..end, kind);
}

/// Five digits in a row, with the town that follows.
fn postal_code(tokens: &[Token], rank: usize, masks: &mut Masks) {
    let token = &tokens[rank];
    let department = token
        .text
        .get(..2)
        .and_then(|text| text.parse::<u32>().ok());
    if token.digits() != 5 || department.is_none_or(|found| found > 98) {
        return;
    }
    masks.cover(
        rank..name_end(tokens, rank + 1).max(rank + 1),
        Kind::PostalCode,
    );
}

const CURRENCIES: [&str; 8] = [
    "euro", "euros", "eur", "keuros", "ke", "franc", "francs", "dollars",
];

/// Numbers in words that open an amount.
const NUMBERS: [&str; 36] = [
    "un",
    "une",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "vingts",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
    "cents",
    "mille",
    "million",
    "millions",
    "milliers",
    "centaine",
    "centaines",
    "dizaine",
    "dizaines",
    "millier",
    "et",
    "de",
];

/// « 1 500,50 € », « € 300 », « deux mille euros », « 12 k€ ».
fn amount(tokens: &[Token], rank: usize, masks: &mut Masks) {
    let token = &tokens[rank];
    let currency = token.is_sign(&['€', '$', '£']) || CURRENCIES.contains(&token.folded.as_str());
    if !currency {
        return;
    }
    let mut low = rank;
    let mut kept = rank;
    while low > 0 {
        let before = &tokens[low - 1];
        let number = before.is_number() || NUMBERS.contains(&before.folded.as_str());
        let scale = matches!(before.folded.as_str(), "k" | "m" | "d");
        let between = before.is_blank() || before.is_sign(&[',', '.', '-', '‑', '\'', '’']);
        if !(number || scale || between) {
            break;
        }
        low -= 1;
        if number && before.folded != "de" && before.folded != "et" {
            kept = low;
        }
    }
    let mut high = rank + 1;
    let after = past_blanks(tokens, high);
    if token.is_sign(&['€', '$', '£'])
        && tokens.get(after).is_some_and(Token::is_number)
        && kept == rank
    {
        let (end, _) = chained(tokens, after);
        high = end;
    } else if kept < rank && tokens.get(high).is_some_and(Token::is_number) {
        // « 12€50 »
        high += 1;
    }
    if kept < rank || high > rank + 1 {
        masks.cover(kept..high, Kind::Amount);
    }
}
