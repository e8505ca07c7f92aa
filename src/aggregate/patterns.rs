//! Who answered what, without the answers: the people of a group at a wave, those alike together.

use std::cmp::{Ordering, Reverse};

use crate::model::Answer;

use super::shape::Standing;
use super::sheets::Sheets;

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
const WORD: usize = 42;

/// The patterns of a group, most people first, then as [`compared`]: no identifier and no row decides.
pub(super) fn patterns(sheets: &Sheets) -> Vec<Pattern> {
    let keys = keys(sheets);
    let (first, others) = match keys.split_first() {
        Some((first, others)) => (first, others),
        None => return Vec::new(),
    };
    let other = |place: u32| others.iter().map(move |key| key[place as usize]);
    let mut people: Vec<(u128, u32)> = first.iter().copied().zip(0..).collect();
    let compared = |one: &(u128, u32), next: &(u128, u32)| {
        one.0
            .cmp(&next.0)
            .then_with(|| other(one.1).cmp(other(next.1)))
    };
    people.sort_unstable_by(compared);
    let standing =
        |item: usize, place: u32| Standing::of_code(sheets.answers(item)[place as usize]);
    let mut patterns: Vec<Pattern> = people
        .chunk_by(|one, next| compared(one, next) == Ordering::Equal)
        .map(|alike| Pattern {
            standings: (0..sheets.items())
                .map(|item| standing(item, alike[0].1))
                .collect(),
            people: u32::try_from(alike.len()).unwrap_or(u32::MAX),
        })
        .collect();
    // Stable: patterns of as many people stay in their own order.
    patterns.sort_by_key(|pattern| Reverse(pattern.people));
    patterns
}

/// Numbers that are in order when the people are, as [`compared`] tells: a word for so many questions.
fn keys(sheets: &Sheets) -> Vec<Vec<u128>> {
    let people = sheets.people.len();
    let mut keys = vec![vec![0_u128; people]; sheets.items().div_ceil(WORD)];
    // From the last question on: whether any that comes after was asked.
    let mut later = vec![false; people];
    for item in (0..sheets.items()).rev() {
        let shift = 3 * (WORD - 1 - item % WORD);
        let own = keys[item / WORD].iter_mut().zip(&mut later);
        for ((key, later), &code) in own.zip(sheets.answers(item)) {
            let digit: u8 = match Standing::of_code(code) {
                // The next question of the sheet is a later one, or there is none.
                Standing::NotAsked => 4 * u8::from(*later),
                standing => standing as u8,
            };
            *key |= u128::from(digit) << shift;
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
