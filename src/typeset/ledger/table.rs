//! A table ready to be drawn: its words broken into lines, the height of each row.

use std::sync::Arc;

use typst::ecow::EcoString;
use typst::layout::{Abs, FixedAlignment};
use typst::visualize::{Paint, Stroke};

use super::super::face::{Face, Ink, Letter};
use super::super::lines::{Line, breadth, broken};

/// A table ready to be drawn.
pub(super) struct Table {
    pub widths: Vec<Abs>,
    pub aligns: Vec<FixedAlignment>,
    pub head: Row,
    pub rows: Vec<Row>,
    pub spaces: Spaces,
    /// Under the head, and under each row.
    pub strong: Arc<Stroke<Abs>>,
    pub line: Arc<Stroke<Abs>>,
    /// Room that what stands under the table asks for.
    pub foot: Abs,
    /// White under the words that stand on a hatch.
    pub plate: Paint,
    pub regular: Face,
    pub bold: Face,
}

/// A row and its height.
pub(super) struct Row {
    pub cells: Vec<Cell>,
    pub height: Abs,
}

/// The words of a cell.
pub(super) struct Cell {
    pub text: EcoString,
    pub letters: Vec<Letter>,
    pub lines: Vec<Line>,
    pub ink: Ink,
    /// What fills the cell: the look of an absent figure.
    pub ground: Option<Paint>,
    /// Whether the words stand on a plate of their own.
    pub plated: bool,
}

/// Size of the letters, space between the lines, at the sides of the words, above and under them.
#[derive(Clone, Copy)]
pub(super) struct Spaces {
    pub size: Abs,
    pub leading: Abs,
    pub side: Abs,
    pub inset: Abs,
}

impl Spaces {
    /// Space at the left of the words of a column; the first stands flush with the text.
    pub(super) fn before(&self, column: usize) -> Abs {
        if column == 0 { Abs::zero() } else { self.side }
    }

    /// Space at both sides of the words of a column.
    pub(super) fn sides(&self, column: usize) -> Abs {
        self.before(column) + self.side
    }

    /// Breaks the words of a row and says how high it is.
    pub(super) fn row(&self, mut cells: Vec<Cell>, widths: &[Abs]) -> Row {
        let mut most = 1;
        for (column, (cell, width)) in cells.iter_mut().zip(widths).enumerate() {
            cell.lines = broken(
                &cell.letters,
                cell.ink.size,
                *width - self.sides(column),
                None,
            );
            most = most.max(cell.lines.len());
        }
        let lines = (self.size + self.leading) * most as f64 - self.leading;
        Row {
            cells,
            height: lines + self.inset * 2.0,
        }
    }
}

impl Cell {
    pub(super) fn of(text: EcoString, face: &Face, ink: &Ink) -> Self {
        Self {
            letters: face.letters(&text, false),
            text,
            lines: Vec::new(),
            ink: ink.clone(),
            ground: None,
            plated: false,
        }
    }

    /// Breadth of its longest word, which a line must hold whole.
    pub(super) fn longest_word(&self, size: Abs) -> Abs {
        let words = self.letters.split(|letter| letter.char == ' ');
        let breadths = words.map(|word| breadth(word, size));
        breadths.fold(Abs::zero(), Abs::max)
    }

    /// Breadth of its words on one line, at the size of a figure: absent or not, a column is as wide.
    pub(super) fn breadth(&self, size: Abs) -> Abs {
        breadth(&self.letters, size)
    }
}
