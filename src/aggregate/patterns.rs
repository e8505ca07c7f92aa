//! Who answered what, without the answers: the people of a group at a wave, those alike together.

use std::cmp::Ordering;

use crate::model::{Answer, WaveAnswers};

use super::shape::Standing;
use super::tally::Crowd;

/// People of whom the same questions were answered, left blank and set aside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pattern<'a> {
    answers: &'a [Answer],
    pub people: u32,
}

impl Pattern<'_> {
    /// How each question stands for these people; `standings` is room used again.
    pub fn read_into(&self, standings: &mut [Standing]) {
        read_into(self.answers, standings);
    }
}

/// The patterns of each group, most people first; an order that no identifier and no row decides.
pub(super) fn patterns<'a>(
    wave: &'a WaveAnswers,
    crowd: &Crowd,
    groups: usize,
) -> Vec<Vec<Pattern<'a>>> {
    let mut people: Vec<Vec<&[Answer]>> = vec![Vec::new(); groups];
    for answers in wave.answers.chunk_by(|a, b| a.respondent == b.respondent) {
        if let Some(group) = crowd.group[answers[0].respondent as usize] {
            people[usize::from(group)].push(answers);
        }
    }
    people.into_iter().map(gathered).collect()
}

fn gathered(mut people: Vec<&[Answer]>) -> Vec<Pattern<'_>> {
    people.sort_unstable_by(|a, b| compared(a, b));
    let mut patterns: Vec<Pattern> = people
        .chunk_by(|a, b| compared(a, b) == Ordering::Equal)
        .map(|alike| Pattern {
            answers: alike[0],
            people: u32::try_from(alike.len()).unwrap_or(u32::MAX),
        })
        .collect();
    // Stable: patterns of as many people stay in their own order.
    patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.people));
    patterns
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
