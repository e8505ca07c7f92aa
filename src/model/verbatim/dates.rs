//! Masks days, years and ages.

use super::tokens::{Token, before, past_blanks};
use super::{Kind, Masks};

/// « 12/03/2024 », « 2024-03-12 », « le 12/03 ».
pub(super) fn day_in_signs(tokens: &[Token], rank: usize, masks: &mut Masks) {
    let signs = ['/', '-', '.', '‑', '–'];
    let number = |at: usize| tokens.get(at).and_then(Token::value);
    let signed = |at: usize| tokens.get(at).is_some_and(|token| token.is_sign(&signs));
    let (Some(first), true, Some(second)) = (number(rank), signed(rank + 1), number(rank + 2))
    else {
        return;
    };
    let is_day = |day: u32| (1..=31).contains(&day);
    let is_month = |month: u32| (1..=12).contains(&month);
    let third = number(rank + 4).filter(|_| signed(rank + 3));
    if is_year(&tokens[rank]) && is_year(&tokens[rank + 2]) {
        return masks.cover(rank..rank + 3, Kind::Date);
    }
    let whole = third.is_some_and(|third| {
        is_day(first) && is_month(second) || first > 1000 && is_month(second) && is_day(third)
    });
    let said = before(tokens, rank)
        .is_some_and(|word| ["le", "du", "au", "des"].contains(&word.folded.as_str()));
    let short = tokens[rank + 1].is_sign(&['/']) && is_day(first) && is_month(second) && said;
    if whole {
        masks.cover(rank..rank + 5, Kind::Date);
    } else if short {
        masks.cover(rank..rank + 3, Kind::Date);
    }
}

const MONTHS: [&str; 20] = [
    "janvier",
    "janv",
    "fevrier",
    "fevr",
    "fev",
    "mars",
    "avril",
    "avr",
    "mai",
    "juin",
    "juillet",
    "juil",
    "aout",
    "septembre",
    "sept",
    "octobre",
    "oct",
    "novembre",
    "nov",
    "decembre",
];

const WEEKDAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];

/// « mardi 1er mars 2024 », « 12 mars », « mars 2024 ».
pub(super) fn day_in_words(tokens: &[Token], rank: usize, masks: &mut Masks) {
    if !MONTHS.contains(&tokens[rank].folded.as_str()) {
        return;
    }
    let mut low = rank;
    if let Some(day) = day_before(tokens, rank) {
        low = day;
        let weekday = (0..day).rev().find(|&at| !tokens[at].is_blank());
        if let Some(at) = weekday
            && WEEKDAYS.contains(&tokens[at].folded.as_str())
        {
            low = at;
        }
    }
    let mut next = rank + 1;
    if tokens.get(next).is_some_and(|token| token.is_sign(&['.'])) && tokens[rank].text.len() < 5 {
        next += 1;
    }
    next = past_blanks(tokens, next);
    let year = tokens
        .get(next)
        .is_some_and(|token| is_year(token) || token.digits() == 2);
    if low == rank && !year {
        return;
    }
    masks.cover(low..if year { next + 1 } else { rank + 1 }, Kind::Date);
}

/// Rank of the number of a day that stands before a month: « 12 », « 1er ».
fn day_before(tokens: &[Token], month: usize) -> Option<usize> {
    let mut at = (0..month).rev().find(|&at| !tokens[at].is_blank())?;
    if tokens[at].folded == "er" {
        at = at.checked_sub(1)?;
    }
    let day = tokens[at].value()?;
    (1..=31).contains(&day).then_some(at)
}

fn is_year(token: &Token) -> bool {
    token.digits() == 4
        && token
            .value()
            .is_some_and(|year| (1900..2100).contains(&year))
}

/// « en 1998 », « depuis 2019 », « née en 62 » keeps its two digits to a human.
pub(super) fn year(tokens: &[Token], rank: usize, masks: &mut Masks) {
    let opens = [
        "en",
        "depuis",
        "des",
        "avant",
        "apres",
        "vers",
        "fin",
        "debut",
        "mi",
        "annee",
        "annees",
        "an",
        "de",
        "a",
        "jusqu",
        "entre",
        "et",
        "ete",
        "hiver",
        "automne",
        "printemps",
    ];
    let said = before(tokens, rank).is_some_and(|word| {
        opens.contains(&word.folded.as_str()) || word.is_sign(&['(', '-', '–', '/', '’', '\''])
    });
    let next = past_blanks(tokens, rank + 1);
    // « de 2000 repas » counts things.
    let counts = tokens.get(next).is_some_and(|next| {
        next.is_word() && !next.is_capital() && !AFTER_A_YEAR.contains(&next.folded.as_str())
    });
    if is_year(&tokens[rank]) && said && !counts {
        masks.cover(rank..rank + 1, Kind::Date);
    }
}

/// Words that follow a year and no number of things.
const AFTER_A_YEAR: [&str; 30] = [
    "a", "et", "ou", "on", "je", "j", "il", "elle", "ils", "elles", "nous", "c", "ca", "ce", "la",
    "le", "les", "l", "mon", "ma", "mes", "au", "en", "pour", "par", "avec", "quand", "dans",
    "mais", "puis",
];

/// « j'ai 58 ans », « à 58 ans », « âgée de 58 ans ».
pub(super) fn age(tokens: &[Token], rank: usize, masks: &mut Masks) {
    let next = past_blanks(tokens, rank + 1);
    let years = tokens
        .get(next)
        .is_some_and(|token| matches!(token.folded.as_str(), "ans" | "an"));
    let mut back = tokens[..rank]
        .iter()
        .rev()
        .filter(|token| !token.is_blank());
    let (last, other) = (back.next(), back.next());
    let word = |token: Option<&Token>| token.map_or(String::new(), |token| token.folded.clone());
    let said = match word(last).as_str() {
        "ai" | "mes" | "a" | "avais" | "avait" => word(other) != "y",
        "de" => matches!(word(other).as_str(), "age" | "agee" | "ages" | "agees"),
        _ => false,
    };
    if tokens[rank].is_number() && tokens[rank].digits() <= 3 && years && said {
        masks.cover(rank..next + 1, Kind::Age);
    }
}
