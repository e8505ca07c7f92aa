//! What was left blank, or answered « ne sait pas »: shares over all groups that may be told.

use std::collections::BTreeMap;

use crate::model::referential::HiddenCounts;
use crate::model::{CriterionId, Questionnaire};

use super::figures::NonResponse;
use super::sheets::{DONT_KNOW, FIRST_LEVEL, NOT_ASKED, NOT_CONCERNED, Sheets};

/// Blanks and « ne sait pas » per criterion at one wave, over all groups, and over all criteria.
///
/// `fewest` people of a criterion are needed for a share. Groups under it are told only if they are
/// as many people together and nobody asks that their counts be masked: otherwise the shares of the
/// larger groups would show theirs, or how many they are.
pub(super) fn non_response(
    groups: &[Sheets],
    questionnaire: &Questionnaire,
    (fewest, counts_of): (impl Fn(Option<CriterionId>) -> u32, HiddenCounts),
) -> (BTreeMap<CriterionId, NonResponse>, Option<f64>) {
    let mut criteria: BTreeMap<CriterionId, Vec<usize>> = BTreeMap::new();
    for (rank, item) in questionnaire.items.iter().enumerate() {
        criteria.entry(item.criterion).or_default().push(rank);
    }
    let blanks = |about: Option<CriterionId>, items: &[usize]| {
        let own = groups.iter().map(|sheets| Blanks::of(sheets, items));
        let own: Vec<Blanks> = own.filter(|blanks| blanks.asked > 0).collect();
        told(own.iter(), fewest(about), counts_of)
    };
    let rates = criteria.iter().filter_map(|(&criterion, items)| {
        let blanks = blanks(Some(criterion), items)?;
        Some((criterion, blanks.rates()))
    });
    let all: Vec<usize> = (0..questionnaire.items.len()).collect();
    let unanswered = blanks(None, &all).map(|blanks| {
        let silent = blanks.dont_know + blanks.missing;
        ratio(silent, blanks.asked - blanks.not_concerned)
    });
    (rates.collect(), unanswered)
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
            asked: self.asked + other.asked,
            valid: self.valid + other.valid,
            dont_know: self.dont_know + other.dont_know,
            not_concerned: self.not_concerned + other.not_concerned,
            missing: self.missing + other.missing,
        }
    }

    /// Of everybody of a group, on some questions.
    fn of(sheets: &Sheets, items: &[usize]) -> Blanks {
        let mut met = vec![false; sheets.size()];
        let mut codes = [0_u64; 256];
        for &item in items {
            for (met, &code) in met.iter_mut().zip(sheets.everybody(item)) {
                *met |= code != NOT_ASKED;
                codes[usize::from(code)] += 1;
            }
        }
        codes[usize::from(NOT_ASKED)] = 0;
        let people = met.iter().filter(|met| **met).count();
        let asked = codes.iter().sum();
        let (dont_know, not_concerned) = (
            codes[usize::from(DONT_KNOW)],
            codes[usize::from(NOT_CONCERNED)],
        );
        let valid = codes[usize::from(FIRST_LEVEL)..].iter().sum();
        Blanks {
            people: u32::try_from(people).unwrap_or(u32::MAX),
            asked,
            valid,
            dont_know,
            not_concerned,
            missing: asked - valid - dont_know - not_concerned,
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
