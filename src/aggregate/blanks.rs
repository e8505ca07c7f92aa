//! What was left blank, or answered « ne sait pas »: shares over all groups that may be told.

use std::collections::BTreeMap;

use crate::model::referential::HiddenCounts;
use crate::model::{CriterionId, Questionnaire, State, Survey, WaveId};

use super::figures::NonResponse;

/// Blanks and « ne sait pas » per criterion at one wave, over all groups, and over all criteria.
///
/// `fewest` people of a criterion are needed for a share. Groups under it are told only if they are
/// as many people together and nobody asks that their counts be masked: otherwise the shares of the
/// larger groups would show theirs, or how many they are.
pub(super) fn non_response(
    survey: &Survey,
    questionnaire: &Questionnaire,
    of: &[Option<usize>],
    wave: WaveId,
    (fewest, counts_of): (impl Fn(Option<CriterionId>) -> u32, HiddenCounts),
) -> (BTreeMap<CriterionId, NonResponse>, Option<f64>) {
    let answers = &survey.waves[wave.at()];
    let mut counts: BTreeMap<(Option<CriterionId>, usize), Blanks> = BTreeMap::new();
    for answer in &answers.answers {
        let group = answers.respondents[answer.respondent as usize].group;
        let Some(group) = of.get(group.at()).copied().flatten() else {
            continue;
        };
        let criterion = questionnaire.items[answer.item.at()].criterion;
        for about in [Some(criterion), None] {
            let blanks = counts.entry((about, group)).or_default();
            blanks.add(answer.state, answer.respondent);
        }
    }
    let mut rates = BTreeMap::new();
    let mut unanswered = None;
    let all: Vec<((Option<CriterionId>, usize), Blanks)> = counts.into_iter().collect();
    for own in all.chunk_by(|a, b| a.0.0 == b.0.0) {
        let about = own[0].0.0;
        let told = told(
            own.iter().map(|(_, blanks)| blanks),
            fewest(about),
            counts_of,
        );
        match (about, told) {
            (Some(criterion), Some(blanks)) => {
                rates.insert(criterion, blanks.rates());
            }
            (None, Some(blanks)) => {
                let silent = blanks.dont_know + blanks.missing;
                unanswered = Some(ratio(silent, blanks.asked - blanks.not_concerned));
            }
            (_, None) => {}
        }
    }
    (rates, unanswered)
}

/// The blanks of the groups that may be told together.
fn told<'a>(
    groups: impl Iterator<Item = &'a Blanks>,
    fewest: u32,
    counts_of: HiddenCounts,
) -> Option<Blanks> {
    let (large, small): (Vec<&Blanks>, Vec<&Blanks>) =
        groups.partition(|blanks| blanks.people >= fewest);
    let joined = |groups: &[&Blanks]| {
        groups
            .iter()
            .fold(Blanks::default(), |sum, blanks| sum.with(blanks))
    };
    let (large, small) = (joined(&large), joined(&small));
    let told = if small.people >= fewest && counts_of == HiddenCounts::Subtractable {
        large.with(&small)
    } else {
        large
    };
    (told.people >= fewest).then_some(told)
}

#[derive(Clone, Copy, Debug, Default)]
struct Blanks {
    people: u32,
    /// The person counted last: answers come person by person.
    last: Option<u32>,
    asked: u64,
    valid: u64,
    dont_know: u64,
    not_concerned: u64,
    missing: u64,
}

impl Blanks {
    fn with(self, other: &Blanks) -> Blanks {
        Blanks {
            people: self.people + other.people,
            last: None,
            asked: self.asked + other.asked,
            valid: self.valid + other.valid,
            dont_know: self.dont_know + other.dont_know,
            not_concerned: self.not_concerned + other.not_concerned,
            missing: self.missing + other.missing,
        }
    }

    fn add(&mut self, state: State, person: u32) {
        self.people += u32::from(self.last != Some(person));
        self.last = Some(person);
        self.asked += 1;
        match state {
            State::Valid(_) => self.valid += 1,
            State::DontKnow => self.dont_know += 1,
            State::NotApplicable => self.not_concerned += 1,
            State::Missing | State::Invalid => self.missing += 1,
        }
    }

    fn rates(&self) -> NonResponse {
        NonResponse {
            dont_know: ratio(self.dont_know, self.valid + self.dont_know),
            missing: ratio(self.missing, self.asked - self.not_concerned),
            asked: u32::try_from(self.asked).unwrap_or(u32::MAX),
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of answers are far below 2^52"
)]
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
