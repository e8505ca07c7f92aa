//! Who answered a wave, and their sheets.

use crate::model::{State, WaveAnswers};

use super::respondent::{Completion, completion};
use super::sheets::Sheets;

/// What is known of each respondent of a wave before any score.
pub(super) struct Crowd {
    /// Published group of each respondent; `None` for break-offs.
    pub group: Vec<Option<u8>>,
    /// People with at least one coded answer, per published group.
    pub answered: Vec<u32>,
    /// People whose questionnaire is complete or partial, per published group.
    pub usable: Vec<u32>,
    /// The sheets of each published group.
    pub sheets: Vec<Sheets>,
    /// Questions with an answer, whatever its state, of anybody.
    pub present: Vec<bool>,
}

/// Classes respondents: break-offs (under half of the questions) count in no score.
pub(super) fn crowd(
    wave: &WaveAnswers,
    of: &[Option<usize>],
    groups: usize,
    items: usize,
) -> Crowd {
    let group_of = |person: usize| {
        let group = wave.respondents[person].group;
        of.get(group.at()).copied().flatten()
    };
    let mut sizes = vec![0; groups];
    for group in (0..wave.respondents.len()).filter_map(group_of) {
        sizes[group] += 1;
    }
    let mut crowd = Crowd {
        group: vec![None; wave.respondents.len()],
        answered: vec![0; groups],
        usable: vec![0; groups],
        sheets: sizes
            .into_iter()
            .map(|size| Sheets::new(items, size))
            .collect(),
        present: vec![false; items],
    };
    for own in wave.answers.chunk_by(|a, b| a.respondent == b.respondent) {
        let mut coded = 0;
        for answer in own {
            crowd.present[answer.item.at()] = true;
            coded += u32::from(!matches!(answer.state, State::Missing | State::Invalid));
        }
        let person = own[0].respondent as usize;
        let Some(group) = group_of(person) else {
            continue;
        };
        let asked = u32::try_from(own.len()).unwrap_or(u32::MAX);
        let is_usable = matches!(
            completion(coded, asked),
            Some(Completion::Complete | Completion::Partial)
        );
        crowd.answered[group] += u32::from(coded > 0);
        crowd.usable[group] += u32::from(is_usable);
        let sheets = &mut crowd.sheets[group];
        let answers = own.iter().map(|answer| (answer.item, answer.state));
        match u8::try_from(group) {
            Ok(short) if is_usable => {
                crowd.group[person] = Some(short);
                sheets.add(own[0].respondent, answers);
                sheets.is_followed |= wave.respondents[person].person.is_some();
            }
            _ => sheets.add_broken_off(answers),
        }
    }
    crowd
}
