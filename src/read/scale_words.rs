//! What a cell says on a scale, as people and tools write it: a level, a number, a code of absence.

use std::collections::HashMap;

use super::codebook::one_gender;
use super::spelling::{REMEMBERED, folded, tool_name, tool_names};
use crate::model::{Scale, State};

/// The spellings of one scale.
pub(super) struct ScaleWords {
    /// Folded words and codes.
    words: HashMap<String, State>,
    /// What tools make of the same words for a value of theirs; none where two answers would be one.
    names: HashMap<String, Option<State>>,
    /// What each digit alone means.
    digits: [Option<State>; 10],
    /// Spellings met, as they stand.
    met: HashMap<Box<[u8]>, State>,
    lowest: i32,
    size: u8,
    /// Whether a level was met in words rather than as a number, since this was last false.
    pub worded: bool,
}

impl ScaleWords {
    /// For a scale.
    pub fn new(scale: &Scale) -> Self {
        let mut words = HashMap::new();
        for (rank, label) in (0_u8..).zip(&scale.levels) {
            if !label.is_empty() {
                words.insert(folded(label), State::Valid(rank));
            }
        }
        for (spelling, rank) in &scale.synonyms {
            words.insert(folded(spelling), State::Valid(*rank));
        }
        for text in &scale.dont_know {
            words.insert(folded(text), State::DontKnow);
        }
        for text in &scale.not_applicable {
            words.insert(folded(text), State::NotApplicable);
        }
        let first = |word: &str| words.get(word) == Some(&State::DontKnow);
        if first("ne sait pas") || first("je ne sais pas") {
            for word in [
                "ne sais pas",
                "je ne sais pas",
                "ne se prononce pas",
                "je ne me prononce pas",
            ] {
                words.entry(word.to_owned()).or_insert(State::DontKnow);
            }
        }
        let mut all = ScaleWords {
            names: names(scale),
            words,
            digits: [None; 10],
            met: HashMap::new(),
            lowest: scale.lowest,
            size: scale.size(),
            worded: false,
        };
        for digit in 0..10_u8 {
            let text = char::from(b'0' + digit).to_string();
            all.digits[usize::from(digit)] = all.fold_and_read(&text);
        }
        all
    }

    /// What a cell says; none when it is no answer of the scale.
    pub fn read(&mut self, cell: &[u8]) -> Option<State> {
        match cell {
            [] => return Some(State::Missing),
            [digit @ b'0'..=b'9'] => return self.digits[usize::from(digit - b'0')],
            _ => {}
        }
        if let Some(state) = self.met.get(cell).copied() {
            self.worded |= is_in_words(cell, state);
            return Some(state);
        }
        let state = self.fold_and_read(std::str::from_utf8(cell).ok()?)?;
        self.worded |= is_in_words(cell, state);
        if self.met.len() < REMEMBERED {
            self.met.insert(cell.into(), state);
        }
        Some(state)
    }

    /// The same of a single digit.
    pub fn digit(&self, digit: u8) -> Option<State> {
        *self.digits.get(usize::from(digit.checked_sub(b'0')?))?
    }

    fn fold_and_read(&self, text: &str) -> Option<State> {
        let folded = folded(text);
        if folded.is_empty() {
            return Some(State::Missing);
        }
        if let Some(state) = self.words.get(&folded) {
            return Some(*state);
        }
        let of_any_gender = || self.words.get(&one_gender(&folded)).copied();
        let in_words = || self.both(&folded).or_else(of_any_gender);
        let named = || {
            let name = folded.contains('_').then(|| tool_name(&folded))?;
            self.names.get(&name).copied().flatten()
        };
        match whole(&folded) {
            Some(number) => self.numbered(number),
            None => self.absence(&folded).or_else(in_words).or_else(named),
        }
    }

    fn numbered(&self, number: i32) -> Option<State> {
        if let Some(state) = self.words.get(&number.to_string()) {
            return Some(*state);
        }
        let rank = number.checked_sub(self.lowest)?;
        u8::try_from(rank)
            .ok()
            .filter(|rank| *rank < self.size)
            .map(State::Valid)
    }

    /// « N.C. » or « N/C » for NC. « N/A » is left alone: tools write it where nothing was asked.
    fn absence(&self, folded: &str) -> Option<State> {
        let only = |sign: char| sign.is_alphabetic() || matches!(sign, '.' | '/' | ' ');
        if folded == "n/a" || !folded.contains(['.', '/']) || !folded.chars().all(only) {
            return None;
        }
        let bare: String = folded.chars().filter(|sign| sign.is_alphabetic()).collect();
        let state = self.words.get(&bare).filter(|_| bare.len() <= 4)?;
        matches!(state, State::DontKnow | State::NotApplicable).then_some(*state)
    }

    /// A number beside the words of the same level: « 4 - Plutôt d'accord », « 4 (plutôt d'accord) », « Plutôt d'accord (4) ».
    fn both(&self, folded: &str) -> Option<State> {
        let digits = folded.bytes().take_while(u8::is_ascii_digit).count();
        let (number, words) = match folded
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
        {
            Some((words, number)) if digits == 0 => (number, words),
            _ => {
                let (number, rest) = folded.split_at(digits);
                (number, rest.strip_prefix([' ', '.', ')', '-', ':', '='])?)
            }
        };
        let words = words.trim_matches([' ', '.', '(', ')', '-', ':', '=']);
        let state = *self.words.get(words)?;
        let same = self.numbered(whole(number.trim())?) == Some(state);
        (same && matches!(state, State::Valid(_))).then_some(state)
    }
}

/// Whether a cell tells a level by its words: « 4,0 » and « A4 » do not.
fn is_in_words(cell: &[u8], state: State) -> bool {
    matches!(state, State::Valid(_)) && !cell.last().is_some_and(u8::is_ascii_digit)
}

/// The words of a scale as tools name them.
fn names(scale: &Scale) -> HashMap<String, Option<State>> {
    let levels = (0_u8..).zip(&scale.levels);
    let levels = levels.map(|(rank, label)| (label, State::Valid(rank)));
    let synonyms = scale.synonyms.iter();
    let synonyms = synonyms.map(|(spelling, rank)| (spelling, State::Valid(*rank)));
    let unknown = scale.dont_know.iter().map(|text| (text, State::DontKnow));
    let others = scale.not_applicable.iter();
    let others = others.map(|text| (text, State::NotApplicable));
    let mut names: HashMap<String, Option<State>> = HashMap::new();
    for (text, state) in levels.chain(synonyms).chain(unknown).chain(others) {
        for name in tool_names(text) {
            let known = names.entry(name).or_insert(Some(state));
            *known = known.filter(|known| *known == state);
        }
    }
    names
}

/// A whole number, also written « 4,0 » or « 4.0 ».
fn whole(text: &str) -> Option<i32> {
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let plain =
        !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let exact = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
    if plain && exact {
        whole.parse().ok()
    } else {
        None
    }
}
