//! The names that a project lists, and where they stand in a text; compared, never shown.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::names::{NAMES_AND_WORDS, words};
use super::tokens::{Token, tokens};
use super::{Kind, Masks};

/// Family names that are ordinary words too: one that a project lists is masked with a capital only.
static SURNAMES_AND_WORDS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| words(include_str!("surnames_that_are_words.txt")));

/// The names that only one project knows; they are compared and never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Confidential {
    /// Words of each name of a person, folded; the whole name first, then its parts.
    people: Vec<Vec<String>>,
    /// Words of each name of an organisation.
    structures: Vec<Vec<String>>,
}

impl std::fmt::Debug for Confidential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Confidential(…)")
    }
}

/// What opens the name of an organisation without naming it.
const OPENINGS: [&str; 24] = [
    "association",
    "asso",
    "collectif",
    "societe",
    "fondation",
    "cooperative",
    "scic",
    "scop",
    "sas",
    "sarl",
    "mairie",
    "commune",
    "ville",
    "communaute",
    "federation",
    "mutuelle",
    "l",
    "la",
    "le",
    "les",
    "de",
    "du",
    "des",
    "d",
];

impl Confidential {
    /// Adds a person, as « Prénom Nom »; each part longer than « de » is masked too, and « Jean-Noël » as one.
    pub fn add_person(&mut self, name: &str) {
        let joined = name.split_whitespace().map(folded);
        self.people.extend(joined.filter(|part| part.len() > 1));
        let whole = folded(name);
        if whole.len() > 1 {
            let parts = whole.iter().filter(|part| part.chars().count() > 2);
            self.people.extend(parts.map(|part| vec![part.clone()]));
        }
        if !whole.is_empty() {
            self.people.push(whole);
        }
    }

    /// Adds an organisation; « Association Les Chais » is masked as « Chais » too.
    pub fn add_structure(&mut self, name: &str) {
        for form in name.split(['(', ')', ',', ';', '/', '–', '—']) {
            let mut whole = folded(form);
            while let Some(first) = whole.first().cloned() {
                if !["de", "du", "des", "d"].contains(&first.as_str()) {
                    self.structures.push(whole.clone());
                }
                if !OPENINGS.contains(&first.as_str()) {
                    break;
                }
                whole.remove(0);
            }
        }
    }

    /// Adds every name of another list.
    pub fn add_all(&mut self, others: &Confidential) {
        self.people.extend_from_slice(&others.people);
        self.structures.extend_from_slice(&others.structures);
    }

    /// Puts names of one first word together, the longest first, once each, and drops what names nobody; to be called
    /// when all are added.
    pub fn close(&mut self) {
        self.structures.retain(|name| match &name[..] {
            [word] => word.chars().count() > 2 && !OPENINGS.contains(&word.as_str()),
            names => !names.iter().all(|word| OPENINGS.contains(&word.as_str())),
        });
        for names in [&mut self.people, &mut self.structures] {
            names.sort_by(|a, b| (&a[0], b.len(), a).cmp(&(&b[0], a.len(), b)));
            names.dedup();
        }
    }
}

fn folded(name: &str) -> Vec<String> {
    let even = super::even(name);
    let all = tokens(&even);
    let words = all
        .iter()
        .filter(|token| token.is_word() || token.is_number());
    words
        .map(|token| {
            if token.is_word() {
                token.folded.clone()
            } else {
                token.text.to_owned()
            }
        })
        .collect()
}

/// Names of the project's own lists.
pub(super) fn mask(all: &[Token], rank: usize, confidential: &Confidential, masks: &mut Masks) {
    let structure =
        |name: &[String], tokens: &[Token]| name.len() > 2 || tokens.iter().any(Token::is_capital);
    if let Some(end) = found(all, rank, &confidential.structures, structure) {
        masks.cover(rank..end, Kind::Structure);
    }
    mask_people(all, rank, confidential, masks);
}

/// People of the project's own lists, and nobody else.
pub(super) fn mask_people(
    all: &[Token],
    rank: usize,
    confidential: &Confidential,
    masks: &mut Masks,
) {
    let person = |name: &[String], tokens: &[Token]| {
        let word = &name[0];
        let ordinary = NAMES_AND_WORDS.contains(word) || SURNAMES_AND_WORDS.contains(word);
        let short = ordinary || word.chars().count() <= 2;
        name.len() > 1 || tokens[0].is_capital() || tokens[0].is_caseless() || !short
    };
    if let Some(end) = found(all, rank, &confidential.people, person) {
        masks.cover(rank..end, Kind::Name);
    }
}

/// Rank past the first of these names that starts here and is surely one.
fn found(
    all: &[Token],
    rank: usize,
    names: &[Vec<String>],
    sure: impl Fn(&[String], &[Token]) -> bool,
) -> Option<usize> {
    let token = &all[rank];
    let word = if token.is_number() {
        token.text
    } else {
        token.folded.as_str()
    };
    // A list of a whole region has thousands of names: only those that begin with this word are tried.
    let from = names.partition_point(|name| name[0].as_str() < word);
    let mut near = names[from..].iter().take_while(|name| name[0] == word);
    near.find_map(|name| {
        let end = matched(all, rank, name)?;
        sure(name, &all[rank..end]).then_some(end)
    })
}

/// Rank past the words of a name that starts here, whatever signs divide them.
fn matched(all: &[Token], start: usize, name: &[String]) -> Option<usize> {
    let mut at = start;
    for (rank, word) in name.iter().enumerate() {
        while rank > 0
            && all.get(at).is_some_and(|token| {
                token.is_blank() || token.is_sign(&['-', '‑', '\'', '’', '.', '&'])
            })
        {
            at += 1;
        }
        let token = all.get(at)?;
        let same = if token.is_number() {
            token.text == word
        } else {
            token.is_word() && token.folded == *word
        };
        if !same {
            return None;
        }
        at += 1;
    }
    Some(at)
}
