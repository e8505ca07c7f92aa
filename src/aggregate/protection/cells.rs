//! What may be printed of one group at one wave, as rows of one system.
//!
//! Two cells of the same questions in the same parts are one row: a criterion of one question, that
//! question, a theme of it. Knows the questionnaire and which questions a wave put; no answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ItemId;

use super::super::composite::Composite;
use super::super::compute::Workshop;
use super::super::disclosure::Sensitivity;
use super::super::figures::Subject;
use super::shape::{Shape, Whole};

/// A figure that may be kept back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::aggregate) enum Cell {
    /// A score over these questions: those of the wave, or those two waves have in common.
    Level(Subject, Vec<u16>),
    /// A question.
    Item(ItemId),
}

/// Rows in the order in which they are given room: what is worth most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::aggregate) enum Worth {
    /// Already published: always there.
    Past,
    Criterion,
    Category,
    /// What a change of a criterion or a category rests on, when it is not the figure of the wave.
    Change,
    Qvct,
    Theme,
    /// The same for a QVCT level or a theme.
    LesserChange,
    Item,
}

impl Worth {
    /// All but the past, in order.
    pub const ALL: [Worth; 7] = [
        Worth::Criterion,
        Worth::Category,
        Worth::Change,
        Worth::Qvct,
        Worth::Theme,
        Worth::LesserChange,
        Worth::Item,
    ];
}

/// Cells that are one figure.
#[derive(Clone, Debug)]
pub(in crate::aggregate) struct Row {
    pub shape: Shape,
    pub worth: Worth,
    /// Its cells with the fewest people each needs.
    pub cells: Vec<(Cell, u32)>,
}

impl Row {
    /// Fewest people behind one of its cells.
    pub fn fewest(&self) -> u32 {
        self.cells.iter().map(|cell| cell.1).min().unwrap_or(0)
    }
}

/// The rows for people of whom this is all: those that are one figure for them are one row.
///
/// A combination of two rows that nobody tells apart would speak of nobody, and could never be ruled out.
pub(super) fn rows_among(rows: &[Row], whole: &Whole) -> Vec<Row> {
    let mut found: BTreeMap<Shape, Row> = BTreeMap::new();
    for row in rows {
        let shape = row.shape.among(whole);
        if shape.is_empty() {
            continue;
        }
        let one = found.entry(shape.clone()).or_insert_with(|| Row {
            shape,
            worth: row.worth,
            cells: Vec::new(),
        });
        one.worth = one.worth.min(row.worth);
        one.cells.extend(row.cells.iter().cloned());
    }
    found.into_values().collect()
}

impl Workshop<'_> {
    /// A subject with its questions.
    pub fn composite(&self, subject: Subject) -> Composite {
        let (questionnaire, referential) = (self.material.questionnaire, self.material.referential);
        Composite::new(subject, questionnaire, referential, &self.themes)
    }

    /// The cell of a subject over the questions of a mask.
    pub fn cell(&self, subject: Subject, mask: &[bool]) -> Cell {
        self.composite(subject).cell(mask)
    }

    /// Everything that may be printed of a group at a wave: `masks` are the questions put, then
    /// those in common with another wave.
    pub fn rows(&self, masks: &[Vec<bool>]) -> Vec<Row> {
        let mut rows: BTreeMap<Shape, Row> = BTreeMap::new();
        let mut met = BTreeSet::new();
        let mut add = |cell: Cell, worth: Worth, shape: Shape, fewest: u32| {
            if shape.is_empty() || !met.insert(cell.clone()) {
                return;
            }
            let row = rows.entry(shape.clone()).or_insert_with(|| Row {
                shape,
                worth,
                cells: Vec::new(),
            });
            row.worth = row.worth.min(worth);
            row.cells.push((cell, fewest));
        };
        for subject in Subject::all(self.material.referential, self.themes.len()) {
            let parts = self.composite(subject).parts;
            let fewest = self.gate.score(self.sensitivity_of(subject, &parts));
            for (rank, mask) in masks.iter().enumerate() {
                let shape = masked(&parts, mask);
                let cell = Cell::Level(subject, shape_items(&parts, mask));
                add(cell, worth(subject, rank > 0), shape, fewest);
            }
        }
        for (item, question) in (0..).zip(&self.material.questionnaire.items) {
            let parts = self.composite(Subject::Criterion(question.criterion)).parts;
            let fewest = self
                .gate
                .score(self.sensitivity_of(Subject::Criterion(question.criterion), &parts));
            if masks[0][usize::from(item)] {
                let criterion = shape_items(&parts, &masks[0]);
                let shape = Shape::of_item(item, criterion);
                add(Cell::Item(ItemId(item)), Worth::Item, shape, fewest);
            }
        }
        rows.into_values().collect()
    }

    fn sensitivity_of(&self, subject: Subject, parts: &[Vec<u16>]) -> Sensitivity {
        let items = parts.iter().flatten().map(|&item| ItemId(item));
        self.sensitivity_over(subject, items)
    }
}

impl Composite {
    /// The cell of the subject over the questions of a mask.
    pub fn cell(&self, mask: &[bool]) -> Cell {
        Cell::Level(self.subject, shape_items(&self.parts, mask))
    }
}

fn masked(parts: &[Vec<u16>], mask: &[bool]) -> Shape {
    let kept = |part: &Vec<u16>| -> Vec<u16> {
        part.iter()
            .copied()
            .filter(|&item| mask[usize::from(item)])
            .collect()
    };
    Shape::of_parts(parts.iter().map(kept).collect())
}

fn shape_items(parts: &[Vec<u16>], mask: &[bool]) -> Vec<u16> {
    let items = parts.iter().flatten().copied();
    items.filter(|&item| mask[usize::from(item)]).collect()
}

fn worth(subject: Subject, of_change: bool) -> Worth {
    match (subject, of_change) {
        (Subject::Criterion(_), false) => Worth::Criterion,
        (Subject::Category(_), false) => Worth::Category,
        (Subject::Criterion(_) | Subject::Category(_), true) => Worth::Change,
        (Subject::Qvct(_), false) => Worth::Qvct,
        (Subject::Theme(_), false) => Worth::Theme,
        (Subject::Qvct(_) | Subject::Theme(_), true) => Worth::LesserChange,
    }
}
