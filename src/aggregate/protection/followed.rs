//! Who answered at both waves of a change, without the answers: the people of a group, those alike together.

use std::cmp::Ordering;

use crate::model::{Answer, WaveId};

use super::super::compute::Workshop;
use super::patterns::compared;

/// The answers of each person who can be followed, wave by wave, with her group there.
pub(super) struct Followed<'w> {
    waves: Vec<Vec<Option<Sheet<'w>>>>,
}

/// The group of a person at a wave, and her answers.
type Sheet<'w> = (u8, &'w [Answer]);

/// People of whom the same questions were answered at both waves.
#[derive(Clone, Copy)]
pub(super) struct Pair<'w> {
    pub from: &'w [Answer],
    pub to: &'w [Answer],
    pub people: u32,
}

impl<'w> Followed<'w> {
    pub fn new(workshop: &Workshop<'w>) -> Followed<'w> {
        let waves = workshop.material.survey.waves.iter();
        let each = waves.zip(&workshop.crowds).map(|(wave, crowd)| {
            let numbers = wave.respondents.iter().filter_map(|one| one.person);
            let count = numbers.max().map_or(0, |last| last as usize + 1);
            let mut people = vec![None; count];
            if count == 0 {
                return people;
            }
            for own in wave.answers.chunk_by(|a, b| a.respondent == b.respondent) {
                let rank = own[0].respondent as usize;
                if let (Some(group), Some(person)) =
                    (crowd.group[rank], wave.respondents[rank].person)
                {
                    people[person as usize].get_or_insert((group, own));
                }
            }
            people
        });
        Followed {
            waves: each.collect(),
        }
    }

    /// The people of a group at both waves, in an order that no identifier decides.
    pub fn pairs(&self, group: usize, (from, to): (WaveId, WaveId)) -> Vec<Pair<'w>> {
        let of = |one: &Option<Sheet<'w>>| {
            one.filter(|(own, _)| usize::from(*own) == group)
                .map(|(_, answers)| answers)
        };
        let (first, last) = (&self.waves[from.at()], &self.waves[to.at()]);
        let both = first.iter().zip(last);
        let mut people: Vec<(&[Answer], &[Answer])> = both
            .filter_map(|(first, last)| Some((of(first)?, of(last)?)))
            .collect();
        let compared = |one: &(&[Answer], &[Answer]), other: &(&[Answer], &[Answer])| {
            compared(one.0, other.0).then_with(|| compared(one.1, other.1))
        };
        people.sort_unstable_by(compared);
        people
            .chunk_by(|one, other| compared(one, other) == Ordering::Equal)
            .map(|alike| Pair {
                from: alike[0].0,
                to: alike[0].1,
                people: u32::try_from(alike.len()).unwrap_or(u32::MAX),
            })
            .collect()
    }
}
