//! Masks the ways to reach someone: electronic addresses, accounts, addresses of the web, streets.

use super::tokens::{Sort, Token, past_blanks};
use super::{Kind, Masks};

pub(super) fn mask(tokens: &[Token], masks: &mut Masks) {
    for (rank, token) in tokens.iter().enumerate() {
        if token.is_sign(&['@']) || spelt_at(tokens, rank) {
            email(tokens, rank, masks);
        }
    }
    for rank in 0..tokens.len() {
        link(tokens, rank, masks);
        street(tokens, rank, masks);
    }
}

/// « (at) », « [arobase] », or « arobase » alone: what people write for @.
fn spelt_at(tokens: &[Token], rank: usize) -> bool {
    let token = &tokens[rank];
    let within = |open: &[char], close: &[char]| {
        rank > 0
            && tokens[rank - 1].is_sign(open)
            && tokens.get(rank + 1).is_some_and(|next| next.is_sign(close))
    };
    let bracketed = within(&['('], &[')']) || within(&['['], &[']']);
    match token.folded.as_str() {
        "arobase" | "arobas" => true,
        "at" | "chez" => bracketed,
        _ => false,
    }
}

/// The run of signs around `at`; beyond blanks when nothing touches it.
fn email(tokens: &[Token], at: usize, masks: &mut Masks) {
    let bare = |rank: usize| tokens[rank].is_sign(&['(', ')', '[', ']']);
    let (mut low, mut high) = (at, at);
    while low > 0 && bare(low - 1) {
        low -= 1;
    }
    while high + 1 < tokens.len() && bare(high + 1) {
        high += 1;
    }
    let free = |rank: Option<usize>| {
        rank.and_then(|rank| tokens.get(rank))
            .is_none_or(Token::is_blank)
    };
    let (left, right) = (free(low.checked_sub(1)), free(Some(high + 1)));
    let mut run = tokens[high + 1..]
        .iter()
        .take_while(|token| !token.is_blank());
    let domain = run.any(|token| token.is_sign(&['.']));
    // « jean @ exemple.fr », « jean @exemple.fr »; « @compte » stands alone.
    if left && (right || domain) {
        low = low.saturating_sub(1);
    }
    if right && high + 1 < tokens.len() {
        high += 1;
    }
    while low > 0 && !tokens[low - 1].is_blank() {
        low -= 1;
    }
    while high + 1 < tokens.len() && !tokens[high + 1].is_blank() {
        high += 1;
    }
    high = spelt_domain(tokens, high);
    trim(tokens, &mut low, &mut high);
    masks.cover(low..high + 1, Kind::Email);
}

/// « exemple point fr »: the parts of a domain that blanks divide.
fn spelt_domain(tokens: &[Token], mut high: usize) -> usize {
    loop {
        let point = past_blanks(tokens, high + 1);
        let next = past_blanks(tokens, point + 1);
        let spelt = tokens
            .get(point)
            .is_some_and(|token| token.folded == "point");
        if !spelt || tokens.get(next).is_none_or(|token| !token.is_word()) {
            return high;
        }
        high = next;
    }
}

/// Leaves the punctuation at the ends of a run to the sentence.
fn trim(tokens: &[Token], low: &mut usize, high: &mut usize) {
    let ends = |rank: usize| {
        tokens[rank].is_blank()
            || tokens[rank].is_sign(&['.', ',', ';', ':', '!', '?', '»', '«', '"', '(', ')', '…'])
    };
    while *low < *high && ends(*low) {
        *low += 1;
    }
    while *high > *low && ends(*high) {
        *high -= 1;
    }
}

/// Endings of the addresses of sites that French people write without « www ».
const ENDINGS: [&str; 13] = [
    "fr", "com", "org", "net", "eu", "info", "io", "coop", "asso", "bzh", "re", "be", "ch",
];

/// « https://… », « www.… » or « exemple.fr/page », up to the next blank.
fn link(tokens: &[Token], rank: usize, masks: &mut Masks) {
    let token = &tokens[rank];
    let sign = |at: usize, wanted: char| tokens.get(at).is_some_and(|t| t.is_sign(&[wanted]));
    if !token.is_word() || masks.covers(rank) {
        return;
    }
    let scheme = sign(rank + 1, ':') && sign(rank + 2, '/') && sign(rank + 3, '/');
    let www = token.folded == "www" && sign(rank + 1, '.');
    let domain = || {
        let ending = tokens.get(rank + 2);
        let closed = tokens
            .get(rank + 3)
            .is_none_or(|after| after.sort != Sort::Word && after.sort != Sort::Number);
        token.folded.len() > 2
            && sign(rank + 1, '.')
            && ending.is_some_and(|ending| ENDINGS.contains(&ending.folded.as_str()))
            && closed
    };
    if !(scheme || www || domain()) {
        return;
    }
    let (mut low, mut high) = (rank, rank);
    while low > 0 && !tokens[low - 1].is_blank() && !tokens[low - 1].is_sign(&['(', '«', '’', '\''])
    {
        low -= 1;
    }
    while high + 1 < tokens.len() && !tokens[high + 1].is_blank() {
        high += 1;
    }
    trim(tokens, &mut low, &mut high);
    masks.cover(low..high + 1, Kind::Link);
}

/// What a street is called.
const STREETS: [&str; 10] = [
    "rue",
    "avenue",
    "av",
    "ave",
    "boulevard",
    "bd",
    "bld",
    "impasse",
    "ruelle",
    "quai",
];

/// The same, when a capital follows: « 3 cours de cuisine » is no address.
const SQUARES: [&str; 9] = [
    "place",
    "chemin",
    "allee",
    "route",
    "cours",
    "square",
    "faubourg",
    "residence",
    "lotissement",
];

/// « 12 bis, rue des Lilas »: number, kind of street, its name.
fn street(tokens: &[Token], rank: usize, masks: &mut Masks) {
    if !tokens[rank].is_number() || masks.covers(rank) {
        return;
    }
    let mut at = past_blanks(tokens, rank + 1);
    if tokens
        .get(at)
        .is_some_and(|t| matches!(t.folded.as_str(), "bis" | "ter" | "quater"))
    {
        at = past_blanks(tokens, at + 1);
    }
    if tokens.get(at).is_some_and(|t| t.is_sign(&[','])) {
        at = past_blanks(tokens, at + 1);
    }
    let kind = tokens.get(at).map(|token| token.folded.as_str());
    if !kind.is_some_and(|kind| STREETS.contains(&kind) || SQUARES.contains(&kind)) {
        return;
    }
    let mut end = name_end(tokens, at + 1);
    if end == at + 1 && kind.is_some_and(|kind| SQUARES.contains(&kind)) {
        return;
    }
    if end == at + 1 {
        // « 12 rue des lilas »: the first word that is no « de la ».
        let names = |token: &Token| token.is_word() && !LINKS.contains(&token.folded.as_str());
        end = (at + 1..tokens.len())
            .find(|&rank| names(&tokens[rank]))
            .map_or(end, |rank| rank + 1);
    }
    masks.cover(rank..end, Kind::Street);
}

/// What opens or joins the parts of a name.
const LINKS: [&str; 13] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "en", "sur", "sous", "aux", "et",
];

/// Rank past a name that may open with « de la » and is made of capitalised words.
pub(super) fn name_end(tokens: &[Token], start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        if token.is_capital() {
            end = at + 1;
        } else if !(token.is_blank()
            || token.is_sign(&['-', '‑', '\'', '’'])
            || LINKS.contains(&token.folded.as_str()))
        {
            break;
        }
        at += 1;
    }
    end
}
