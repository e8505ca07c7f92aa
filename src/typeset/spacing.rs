//! French spaces and apostrophes in texts that people typed. An author's words are spaced, never reworded, and quotes stay as typed.

use std::borrow::Cow;

/// Before « : ».
const WIDE: char = '\u{a0}';
/// Before « ; ! ? % » and inside « ».
const NARROW: char = '\u{202f}';

/// The text with the unbreakable spaces French asks for: U+00A0 before « : » and between « ≥ » or « ≤ » and its number, U+202F before
/// « ; ! ? % » and inside « », and ’ for ' between letters.
///
/// Addresses (web, mail) and what is glued on both sides (10:30, a:b, 3%o) stay as they are, as does the space at the start of a line. Doing it
/// twice changes nothing more.
pub fn french_spaces(text: &str) -> Cow<'_, str> {
    if !text.contains([':', ';', '!', '?', '%', '«', '»', '\'', '≥', '≤']) {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let kept = if has_address(text) {
        addresses(&letters)
    } else {
        vec![false; letters.len()]
    };
    let mut spaced = String::with_capacity(text.len() + 16);
    let mut at = 0;
    while at < letters.len() {
        let mut end = at + 1;
        if kept[at] {
            if at > 0 && letters[at - 1] == '«' && !kept[at - 1] {
                spaced.push(NARROW);
            }
            spaced.push(letters[at]);
        } else if is_space(letters[at]) {
            while end < letters.len() && is_space(letters[end]) {
                end += 1;
            }
            match space_between(&letters, &kept, at, end) {
                Some(space) => spaced.push(space),
                None => spaced.extend(&letters[at..end]),
            }
        } else {
            if at > 0
                && !letters[at - 1].is_whitespace()
                && let Some(space) = missing_space(&letters, &kept, at)
            {
                spaced.push(space);
            }
            spaced.push(if is_apostrophe(&letters, at) {
                '’'
            } else {
                letters[at]
            });
        }
        at = end;
    }
    Cow::Owned(spaced)
}

/// The text with one full stop where a sentence ends on a name that has its own: « Sté Bois & Cie.. » is « Sté Bois & Cie. »
///
/// Three dots or more are an ellipsis, and two inside a word belong to an address: both stay.
pub fn one_full_stop(text: &str) -> Cow<'_, str> {
    if !text.contains("..") {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let second = at.checked_sub(2).and_then(|at| letters.get(at));
        let ends = letters
            .get(at + 1)
            .is_none_or(|next| next.is_whitespace() || ")]»”".contains(*next));
        let twice = *letter == '.'
            && before == Some(&'.')
            && second.is_some_and(|second| second.is_alphanumeric() || ")]»”".contains(*second));
        if !(twice && ends) {
            kept.push(*letter);
        }
    }
    Cow::Owned(kept)
}

/// The one space that belongs where `letters[from..to]` are spaces, or `None` to leave them as typed.
fn space_between(letters: &[char], kept: &[bool], from: usize, to: usize) -> Option<char> {
    let before = *letters.get(from.checked_sub(1)?)?;
    if before == '\n' {
        return None;
    }
    if matches!(before, '≥' | '≤') && letters.get(to).is_some_and(char::is_ascii_digit) {
        return Some(WIDE);
    }
    if before == '«' && !kept[from - 1] {
        return letters
            .get(to)
            .filter(|next| **next != '\n')
            .map(|_| NARROW);
    }
    letters.get(to).filter(|_| !kept[to])?;
    space_before(letters, to, before)
}

/// The space to put before `letters[at]`, which follows its neighbour directly.
fn missing_space(letters: &[char], kept: &[bool], at: usize) -> Option<char> {
    let before = letters[at - 1];
    if before == '«' && !kept[at - 1] {
        return Some(NARROW);
    }
    let may_follow =
        letters[at] == '»' || before.is_alphanumeric() || ")]»”\"’%€…".contains(before);
    space_before(letters, at, before).filter(|_| may_follow)
}

/// The space that the mark at `at` wants before it; `None` when it is no mark here but part of a time, a sign or a face.
fn space_before(letters: &[char], at: usize, before: char) -> Option<char> {
    let ends = |next: Option<&char>, also: &str| {
        next.is_none_or(|next| next.is_whitespace() || also.contains(*next))
    };
    match letters[at] {
        ':' if ends(letters.get(at + 1), "»") => Some(WIDE),
        ';' if ends(letters.get(at + 1), "»") => Some(NARROW),
        '!' | '?' => {
            let after = letters[at..].iter().find(|next| !matches!(next, '!' | '?'));
            ends(after, ")]»\"”’.,;:…").then_some(NARROW)
        }
        '%' if before.is_ascii_digit()
            && letters
                .get(at + 1)
                .is_none_or(|next| !next.is_alphanumeric()) =>
        {
            Some(NARROW)
        }
        '»' => Some(NARROW),
        _ => None,
    }
}

fn is_apostrophe(letters: &[char], at: usize) -> bool {
    letters[at] == '\''
        && at > 0
        && letters[at - 1].is_alphabetic()
        && letters
            .get(at + 1)
            .is_some_and(|next| next.is_alphanumeric() || *next == '«')
}

/// A space on a line, breakable or not.
fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\n' | '\r' | '\t')
}

/// Which characters belong to a web or mail address: those stay untouched. Brackets and marks
/// around an address are not part of it.
fn addresses(letters: &[char]) -> Vec<bool> {
    let mut kept = vec![false; letters.len()];
    let mut start = 0;
    for word in letters.split(|letter| letter.is_whitespace() || matches!(letter, '«' | '»')) {
        let first = word.iter().position(|letter| !"([\"“‘'".contains(*letter));
        let last = word
            .iter()
            .rposition(|letter| !")]\"”’.,;:!?…".contains(*letter));
        if let (Some(first), Some(last)) = (first, last)
            && first <= last
            && is_address(&word[first..=last])
        {
            kept[start + first..=start + last].fill(true);
        }
        start += word.len() + 1;
    }
    kept
}

fn is_address(word: &[char]) -> bool {
    has_address(&word.iter().collect::<String>())
}

fn has_address(text: &str) -> bool {
    ["://", "www.", "mailto:", "@"]
        .iter()
        .any(|sign| text.contains(sign))
}
