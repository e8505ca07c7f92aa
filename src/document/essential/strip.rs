//! The strip of scores of the first page: the marks of its cells speak of the two measures that its sentences compare, from
//! the first to the last.

use crate::aggregate::figures::Subject;
use crate::model::CriterionId;

use super::super::figure::Matrix;
use super::super::parts::{Cell, Movement};
use super::super::results::Results;
use super::super::{Study, changes, movement, scope, words};

/// The last measured term with its movements; `None` when no score may be shown.
pub(super) fn build(study: &Study, results: &Results) -> Option<Matrix> {
    let mut strip = results.strip.clone()?;
    let mut found = Vec::new();
    for row in strip.blocks.iter_mut().flat_map(|block| &mut block.rows) {
        let moved = criterion(study, row.number).and_then(|id| since_first(study, id));
        for cell in &mut row.cells {
            if let Cell::Value(value) = cell {
                value.movement = moved;
                found.extend(moved);
            }
        }
    }
    strip.movements = movement::keys(&found);
    Some(strip)
}

/// « D'avril 2023 à novembre 2025 », which the marks of the strip speak of; empty with one measure.
pub(super) fn since(study: &Study) -> String {
    let pair = changes::pair(study);
    pair.map(|pair| words::capital(&words::span(study.figures, pair)))
        .unwrap_or_default()
}

fn criterion(study: &Study, number: u8) -> Option<CriterionId> {
    scope::criteria(study).find(|id| {
        let entry = study.referential.criteria.get(id.at());
        entry.is_some_and(|entry| entry.number == number)
    })
}

/// How the score of who speaks moved from the first measure to the last, by its verdict alone.
fn since_first(study: &Study, id: CriterionId) -> Option<Movement> {
    let (first, last) = changes::pair(study)?;
    let subject = Subject::Criterion(id);
    let change = study
        .figures
        .change(first, last, scope::speaker(study), subject);
    movement::mark(change.ok()?.verdict)
}
