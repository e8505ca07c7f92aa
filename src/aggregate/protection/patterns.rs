//! Who answered what, without the answers: the people of a group at a wave, those alike together.

use std::cmp::{Ordering, Reverse};

use crate::model::Answer;

use super::super::sheets::Sheets;
use super::shape::Standing;

/// People of whom the same questions were answered, left blank and set aside.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// How each question stands for them.
    standings: Vec<Standing>,
    pub people: u32,
}

impl Pattern {
    /// How each question stands for these people; `standings` is room used again.
    pub fn read_into(&self, standings: &mut [Standing]) {
        standings.copy_from_slice(&self.standings);
    }
}

/// Questions whose standings make one number.
const WORD: usize = 21;

/// The patterns of a group, most people first, then as [`compared`]: no identifier and no row decides.
pub(super) fn patterns(sheets: &Sheets) -> Vec<Pattern> {
    let items: Vec<usize> = (0..sheets.items())
        .filter(|&item| sheets.was_put(item))
        .collect();
    let keys = keys(sheets, &items);
    let Some((first, others)) = keys.split_first() else {
        return Vec::new();
    };
    let other = |place: u32| others.iter().map(move |key| key[place as usize]);
    let mut people: Vec<(u64, u32)> = first.iter().copied().zip(0..).collect();
    let compared = |one: &(u64, u32), next: &(u64, u32)| {
        one.0
            .cmp(&next.0)
            .then_with(|| other(one.1).cmp(other(next.1)))
    };
    people.sort_unstable_by(compared);
    let standings = |place: u32| {
        let mut standings = vec![Standing::NotAsked; sheets.items()];
        for &item in &items {
            standings[item] = Standing::of_code(sheets.answers(item)[place as usize]);
        }
        standings
    };
    let mut patterns: Vec<Pattern> = people
        .chunk_by(|one, next| compared(one, next) == Ordering::Equal)
        .map(|alike| Pattern {
            standings: standings(alike[0].1),
            people: u32::try_from(alike.len()).unwrap_or(u32::MAX),
        })
        .collect();
    // Stable: patterns of as many people stay in their own order.
    patterns.sort_by_key(|pattern| Reverse(pattern.people));
    patterns
}

/// Numbers that are in order when the people are, as [`compared`] tells: a word for so many questions,
/// and one where none was put, for people who were asked nothing are alike.
fn keys(sheets: &Sheets, items: &[usize]) -> Vec<Vec<u64>> {
    let people = sheets.people.len();
    let mut keys = vec![vec![0_u64; people]; items.len().div_ceil(WORD).max(1)];
    // From the last question on: whether any that comes after was asked.
    let mut later = vec![false; people];
    let mut digits = [[0_u8; 2]; 256];
    for (digits, code) in digits.iter_mut().zip(0..=u8::MAX) {
        *digits = match Standing::of_code(code) {
            // The next question of the sheet is a later one, or there is none.
            Standing::NotAsked => [0, 4],
            standing => [standing as u8; 2],
        };
    }
    for (rank, &item) in items.iter().enumerate().rev() {
        let shift = 3 * (WORD - 1 - rank % WORD);
        let own = keys[rank / WORD].iter_mut().zip(&mut later);
        for ((key, later), &code) in own.zip(sheets.answers(item)) {
            let digit = digits[usize::from(code)][usize::from(*later)];
            *key |= u64::from(digit) << shift;
            *later |= digit > 0;
        }
    }
    keys
}

/// How each question stands in a sheet; `standings` is room used again.
pub(super) fn read_into(answers: &[Answer], standings: &mut [Standing]) {
    standings.fill(Standing::NotAsked);
    for answer in answers {
        standings[answer.item.at()] = Standing::of(answer.state);
    }
}

/// Sheets by who answered what: equal when they say so of the same questions.
pub(super) fn compared(one: &[Answer], other: &[Answer]) -> Ordering {
    let standings = |answer: &Answer| (answer.item, Standing::of(answer.state));
    one.iter().map(standings).cmp(other.iter().map(standings))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{ItemId, State};

    const STATES: [Option<State>; 6] = [
        None,
        Some(State::Valid(0)),
        Some(State::Valid(4)),
        Some(State::NotApplicable),
        Some(State::Missing),
        Some(State::DontKnow),
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn people_are_in_the_order_of_their_sheets(
            people in (1..30_usize).prop_flat_map(|items| {
                let states = prop::collection::vec(prop::sample::select(STATES.to_vec()), items);
                prop::collection::vec(states, 1..40)
            }),
        ) {
            let items = people[0].len();
            let mut sheets = Sheets::new(items, people.len());
            let mut own: Vec<Vec<Answer>> = Vec::new();
            for (states, person) in people.iter().zip(0..) {
                let answers = (0..).map(ItemId).zip(states);
                let answers = answers.filter_map(|(item, state)| Some((item, (*state)?)));
                sheets.add(person, answers.clone());
                let answer = |(item, state)| Answer { respondent: person, item, state };
                own.push(answers.map(answer).collect());
            }
            own.sort_by(|one, next| compared(one, next));
            let mut expected: Vec<(Vec<Standing>, u32)> = own
                .chunk_by(|one, next| compared(one, next) == Ordering::Equal)
                .map(|alike| {
                    let mut standings = vec![Standing::NotAsked; items];
                    read_into(&alike[0], &mut standings);
                    (standings, u32::try_from(alike.len()).unwrap_or(0))
                })
                .collect();
            expected.sort_by_key(|(_, people)| Reverse(*people));
            let found = patterns(&sheets).into_iter();
            let found: Vec<_> = found.map(|one| (one.standings, one.people)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
