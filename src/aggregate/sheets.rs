//! The answers of a group at one wave, question by question: a byte an answer.
//!
//! Every figure is a pass over a few questions of many people, so the answers to one question lie side
//! by side. Knows no score.

use crate::model::{ItemId, State};

/// No answer was asked for.
pub(super) const NOT_ASKED: u8 = 0;
const BLANK: u8 = 1;
pub(super) const DONT_KNOW: u8 = 2;
pub(super) const NOT_CONCERNED: u8 = 3;
/// Codes before that of the first level of a scale.
pub(super) const FIRST_LEVEL: u8 = 4;

/// Different combinations of answers that are counted in a table rather than person by person.
const ROOM: usize = 1 << 16;

/// An answer in a byte; one that is none of the scale is a blank.
fn code(state: State) -> u8 {
    match state {
        State::Valid(level) => level.saturating_add(FIRST_LEVEL),
        State::DontKnow => DONT_KNOW,
        State::NotApplicable => NOT_CONCERNED,
        State::Missing | State::Invalid => BLANK,
    }
}

/// Sheets of a group: those that count in scores first, break-offs at the other end.
#[derive(Debug)]
pub(super) struct Sheets {
    /// Rank among the respondents of the wave of each person who counts, in order.
    pub people: Vec<u32>,
    /// Whether some of them are known at other waves.
    pub is_followed: bool,
    broken_off: usize,
    /// People of the group.
    size: usize,
    /// By question, the code of each person; empty when nobody was put it.
    columns: Vec<Vec<u8>>,
}

impl Sheets {
    /// Room for so many people of a group.
    pub fn new(items: usize, size: usize) -> Sheets {
        Sheets {
            people: Vec::with_capacity(size),
            is_followed: false,
            broken_off: 0,
            size,
            columns: vec![Vec::new(); items],
        }
    }

    /// Adds someone who counts, with an answer to each question that she was put.
    pub fn add(&mut self, person: u32, answers: impl Iterator<Item = (ItemId, State)>) {
        self.put(self.people.len(), answers);
        self.people.push(person);
    }

    /// Adds someone who stopped under half way.
    pub fn add_broken_off(&mut self, answers: impl Iterator<Item = (ItemId, State)>) {
        self.broken_off += 1;
        self.put(self.size - self.broken_off, answers);
    }

    fn put(&mut self, place: usize, answers: impl Iterator<Item = (ItemId, State)>) {
        for (item, state) in answers {
            let column = &mut self.columns[item.at()];
            if column.is_empty() {
                column.resize(self.size, NOT_ASKED);
            }
            column[place] = code(state);
        }
    }

    /// Whether somebody of the group was put a question.
    pub fn was_put(&self, item: usize) -> bool {
        !self.columns[item].is_empty()
    }

    /// The answers to a question of those who count; nothing when nobody was put it.
    pub fn answers(&self, item: usize) -> &[u8] {
        let column = self.everybody(item);
        column.get(..self.people.len()).unwrap_or(column)
    }

    /// The same of everybody.
    pub fn everybody(&self, item: usize) -> &[u8] {
        &self.columns[item]
    }

    /// People of the group, those who stopped under half way included.
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many questions there are.
    pub fn items(&self) -> usize {
        self.columns.len()
    }

    /// The answers to some questions, person by person.
    pub fn each(&self, items: &[u16]) -> Cut {
        self.first(items, self.people.len())
    }

    /// The same of so many people at most.
    pub fn first(&self, items: &[u16], people: usize) -> Cut {
        let people = people.min(self.people.len());
        let columns: Vec<&[u8]> = self.columns(items);
        let mut codes = Vec::with_capacity(items.len() * people);
        for person in 0..people {
            let code = |column: &&[u8]| column.get(person).copied().unwrap_or(NOT_ASKED);
            codes.extend(columns.iter().map(code));
        }
        Cut {
            width: items.len(),
            codes,
            people: vec![1; people],
        }
    }

    /// The same, people who answered alike together where that costs less; `levels` are those of the scale of a question.
    pub fn alike(&self, items: &[u16], levels: impl Fn(u16) -> usize) -> Cut {
        let sizes: Vec<usize> = items
            .iter()
            .map(|&item| usize::from(FIRST_LEVEL) + levels(item))
            .collect();
        let room = sizes
            .iter()
            .try_fold(1_usize, |room, size| room.checked_mul(*size))
            .filter(|&room| room <= ROOM.min(2 * self.people.len()));
        match room {
            Some(room) => self.counted(items, &sizes, room),
            None => self.each(items),
        }
    }

    fn counted(&self, items: &[u16], sizes: &[usize], room: usize) -> Cut {
        let mut keys = vec![0_u16; self.people.len()];
        for (column, &size) in self.columns(items).iter().zip(sizes) {
            let size = u16::try_from(size).unwrap_or(u16::MAX);
            for key in &mut keys {
                *key *= size;
            }
            for (key, &code) in keys.iter_mut().zip(*column) {
                *key += u16::from(code);
            }
        }
        let mut counts = vec![0_u32; room];
        for key in keys {
            counts[usize::from(key)] += 1;
        }
        let mut cut = Cut {
            width: items.len(),
            codes: Vec::new(),
            people: Vec::new(),
        };
        for (key, people) in counts.into_iter().enumerate().filter(|found| found.1 > 0) {
            cut.people.push(people);
            let start = cut.codes.len();
            let mut rest = key;
            for size in sizes.iter().rev() {
                cut.codes.push(u8::try_from(rest % size).unwrap_or(u8::MAX));
                rest /= size;
            }
            cut.codes[start..].reverse();
        }
        cut
    }

    fn columns(&self, items: &[u16]) -> Vec<&[u8]> {
        items
            .iter()
            .map(|&item| self.answers(usize::from(item)))
            .collect()
    }
}

/// Sheets cut down to some questions.
pub(super) struct Cut {
    width: usize,
    codes: Vec<u8>,
    people: Vec<u32>,
}

impl Cut {
    /// The codes of people who answered alike, and how many they are.
    pub fn rows(&self) -> impl Iterator<Item = (&[u8], u32)> {
        let codes = self.codes.chunks_exact(self.width.max(1));
        codes.zip(self.people.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    const STATES: [Option<State>; 9] = [
        None,
        Some(State::Missing),
        Some(State::Invalid),
        Some(State::DontKnow),
        Some(State::NotApplicable),
        Some(State::Valid(0)),
        Some(State::Valid(1)),
        Some(State::Valid(3)),
        Some(State::Valid(4)),
    ];

    /// What the people of a cut answered, with how many did.
    fn people(cut: &Cut) -> BTreeMap<Vec<u8>, u32> {
        let mut found = BTreeMap::new();
        for (codes, people) in cut.rows() {
            *found.entry(codes.to_vec()).or_default() += people;
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn people_counted_in_a_table_are_those_met_one_by_one(
            answers in prop::collection::vec((prop::array::uniform5(0..9_usize), any::<bool>()), 0..400),
            items in prop::sample::subsequence(vec![0_u16, 1, 2, 3, 4], 0..5),
        ) {
            let mut sheets = Sheets::new(5, answers.len());
            for ((states, counts), person) in answers.iter().zip(0..) {
                let own = (0..).map(ItemId).zip(states);
                let own = own.filter_map(|(item, &state)| Some((item, STATES[state]?)));
                if *counts {
                    sheets.add(person, own);
                } else {
                    sheets.add_broken_off(own);
                }
            }
            let answers: Vec<([u8; 5], bool)> = answers
                .iter()
                .map(|(states, counts)| (states.map(|state| STATES[state].map_or(NOT_ASKED, code)), *counts))
                .collect();
            let alike = sheets.alike(&items, |_| 5);
            prop_assert_eq!(people(&alike), people(&sheets.each(&items)));
            let of = |codes: &[u8; 5]| -> Vec<u8> { items.iter().map(|&item| codes[usize::from(item)]).collect() };
            let mut expected = BTreeMap::new();
            for (codes, _) in answers.iter().filter(|(_, counts)| *counts && !items.is_empty()) {
                *expected.entry(of(codes)).or_default() += 1;
            }
            prop_assert_eq!(people(&alike), expected);
            for item in 0..5 {
                let mut everybody = sheets.everybody(item).to_vec();
                everybody.resize(answers.len(), NOT_ASKED);
                let mut told: Vec<u8> = answers.iter().map(|(codes, _)| codes[item]).collect();
                everybody.sort_unstable();
                told.sort_unstable();
                prop_assert_eq!(everybody, told);
            }
        }
    }
}
