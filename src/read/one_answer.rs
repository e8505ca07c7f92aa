//! Several answers of one person to one item: which one counts.

use super::assemble::Numbered;
use super::gathering::Repetition;
use super::order;
use super::tally::Tally;
use crate::model::{Answer, State};

/// Puts answers in order and keeps one a person and item: a repetition once, a contradiction as an answer that is none.
///
/// The question was asked, so it counts in the half rule and among the blanks like an answer outside the scale.
/// A blank beside an answer says nothing against it.
pub(super) fn settled(
    mut answers: Vec<Answer>,
    repetitions: &[Repetition],
    numbered: &Numbered,
    tally: &mut Tally,
) -> Vec<Answer> {
    order::sort(&mut answers, numbered.respondents.len());
    let mut kept = 0;
    let mut at = 0;
    while at < answers.len() {
        let first = answers[at];
        let mut end = at + 1;
        while end < answers.len()
            && answers[end].respondent == first.respondent
            && answers[end].item == first.item
        {
            end += 1;
        }
        answers[kept] = if end == at + 1 {
            first
        } else {
            one_of(&answers[at..end], repetitions, numbered, tally)
        };
        kept += 1;
        at = end;
    }
    answers.truncate(kept);
    answers.shrink_to_fit();
    answers
}

/// The one answer of several to the same item, none of the scale when they contradict each other.
fn one_of(
    several: &[Answer],
    repetitions: &[Repetition],
    numbered: &Numbered,
    tally: &mut Tally,
) -> Answer {
    let said: Vec<State> = several
        .iter()
        .map(|answer| answer.state)
        .filter(|state| *state != State::Missing)
        .collect();
    let states: Vec<State> = if said.is_empty() {
        vec![State::Missing; several.len()]
    } else {
        said
    };
    let different = states.chunk_by(|a, b| a == b).count();
    tally.repeated += (states.len() - different) as u64;
    tally.contradictory += if different > 1 { different as u64 } else { 0 };
    let here = |repetition: &&Repetition| {
        let answer = repetition.answer;
        numbered.ranks[answer.respondent as usize] == several[0].respondent
            && answer.item == several[0].item
    };
    for repetition in repetitions.iter().filter(here) {
        let again = states
            .iter()
            .filter(|state| **state == repetition.answer.state)
            .count()
            > 1;
        let spot = if again {
            &mut tally.repeated_at
        } else {
            &mut tally.contradictory_at
        };
        let place = (repetition.file, repetition.line, repetition.field);
        if spot.is_none_or(|known| place < known) && repetition.answer.state != State::Missing {
            *spot = Some(place);
        }
    }
    let state = if different == 1 {
        states[0]
    } else {
        State::Invalid
    };
    Answer {
        state,
        ..several[0]
    }
}
