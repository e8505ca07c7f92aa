//! The order of French lists: letters first, then accents, then capitals; a leading article does not count.
//!
//! For Latin letters and digits. Reads no locale of the machine, so a list is the same everywhere.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What two words are compared by, most telling part first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Letters without accents and runs of digits, in words.
    letters: Vec<Part>,
    /// The article left out, then the accents in place: settle what letters leave open.
    accents: String,
    /// As written: settles capitals and signs, small letters first.
    written: Vec<(char, bool)>,
}

/// A word of letters, or a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Numbers stand before letters, in the order of their size: leading zeros off, shorter first.
    Number(usize, String),
    /// Small letters without accents.
    Word(String),
}

/// Articles that a French list passes over at the start of a name.
const ARTICLES: [&str; 8] = ["le", "la", "les", "l", "un", "une", "des", "du"];

/// The key of a name: œ sorts as oe, ç as c, é as e; hyphens, apostrophes and other signs part words as a space does.
pub fn key(name: &str) -> Key {
    let mut letters = parts(name);
    // A name that is nothing but an article keeps it.
    if let [Part::Word(first), _, ..] = letters.as_slice()
        && ARTICLES.contains(&first.as_str())
        && is_article_here(name, first)
    {
        letters.remove(0);
    }
    let small = name.to_lowercase();
    Key {
        letters,
        accents: small.nfd().collect(),
        written: name
            .nfc()
            .map(|sign| (sign, sign.is_uppercase()))
            .map(folded)
            .collect(),
    }
}

/// Small letter first, then whether it was a capital.
fn folded((sign, capital): (char, bool)) -> (char, bool) {
    (sign.to_lowercase().next().unwrap_or(sign), capital)
}

/// « L » alone is an article only before an apostrophe: « L'Atelier », not « L 214 ».
fn is_article_here(name: &str, first: &str) -> bool {
    first != "l"
        || name
            .chars()
            .nth(1)
            .is_some_and(|sign| matches!(sign, '\'' | '’' | 'ʼ'))
}

/// The letter that heads a name in an index: `A` to `Z`, or `#` for anything else.
pub fn initial(name: &str) -> char {
    match key(name).letters.first() {
        Some(Part::Word(word)) => {
            let letter = word.chars().next().unwrap_or('#').to_ascii_uppercase();
            if letter.is_ascii_uppercase() {
                letter
            } else {
                '#'
            }
        }
        _ => '#',
    }
}

fn parts(name: &str) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    let mut open = false;
    for sign in plain(name) {
        if sign.is_ascii_digit() {
            match found.last_mut() {
                Some(Part::Number(_, digits)) if open => digits.push(sign),
                _ => found.push(Part::Number(0, sign.to_string())),
            }
            open = true;
        } else if sign.is_alphanumeric() {
            match found.last_mut() {
                Some(Part::Word(word)) if open => word.push(sign),
                _ => found.push(Part::Word(sign.to_string())),
            }
            open = true;
        } else {
            open = false;
        }
    }
    for part in &mut found {
        if let Part::Number(length, digits) = part {
            let bare = digits.trim_start_matches('0').to_owned();
            (*length, *digits) = (bare.len(), bare);
        }
    }
    found
}

/// Small letters without accents; two letters for each ligature.
fn plain(name: &str) -> impl Iterator<Item = char> + '_ {
    let bare = name.nfd().filter(|sign| !is_combining_mark(*sign));
    let small = bare.flat_map(char::to_lowercase);
    small.flat_map(|sign| match sign {
        'œ' => ['o', 'e'].into_iter().take(2),
        'æ' => ['a', 'e'].into_iter().take(2),
        'ß' => ['s', 's'].into_iter().take(2),
        other => [other, other].into_iter().take(1),
    })
}
