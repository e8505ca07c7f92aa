//! The marks that tell a reader who hears the page: here is a table, this cell heads a column, that one a row. The same as Typst sets around
//! its own tables, so that the same structure is written.

use std::sync::Arc;

use typst::engine::Engine;
use typst::foundations::{Content, Packed, Smart};
use typst::introspection::{Location, SplitLocator, Tag};
use typst::layout::grid::resolve::{Cell, CellGrid, Entry};
use typst::layout::{Axes, Frame, FrameItem, Point, Rel, Sides, Sizing};
use typst::model::{TableCell, TableElem};
use typst::pdf::{TableCellKind, TableHeaderScope};
use typst::syntax::Span;

use super::super::native::STRUCTURE;
use super::table::{Row, Table};

/// Makes the marks of one table.
pub(super) struct Marks<'a, 'b, 'c> {
    engine: &'a mut Engine<'b>,
    locator: SplitLocator<'c>,
    span: Span,
    table: Content,
    place: Location,
}

impl<'a, 'b, 'c> Marks<'a, 'b, 'c> {
    pub(super) fn new(
        table: &Table,
        engine: &'a mut Engine<'b>,
        mut locator: SplitLocator<'c>,
        span: Span,
    ) -> Self {
        let mut elem = Packed::new(TableElem::new(Vec::new())).spanned(span);
        elem.grid = Some(Arc::new(grid(table)));
        let place = locator.next_location(engine, 0, span);
        elem.set_location(place);
        Self {
            engine,
            locator,
            span,
            table: elem.pack(),
            place,
        }
    }

    /// Opens the table.
    pub(super) fn start(&self, frame: &mut Frame) {
        let tag = Tag::Start(self.table.clone(), STRUCTURE);
        frame.push(Point::zero(), FrameItem::Tag(tag));
    }

    /// Closes the table.
    pub(super) fn end(&self, frame: &mut Frame) {
        let tag = Tag::End(self.place, 0, STRUCTURE);
        frame.push(Point::zero(), FrameItem::Tag(tag));
    }

    /// Puts what `draw` draws into the cell at `x`, `y`; the head of a table comes back on each page, but is heard once.
    pub(super) fn cell(
        &mut self,
        (x, y): (usize, usize),
        repeated: bool,
        frame: &mut Frame,
        draw: impl FnOnce(&mut Frame),
    ) {
        let cell = TableCell::new(Content::default())
            .with_x(Smart::Custom(x))
            .with_y(Smart::Custom(y))
            .with_kind(kind(x, y))
            .with_is_repeated(repeated);
        let mut cell = Packed::new(cell).spanned(self.span);
        let key = 1 + (x as u128) + ((y as u128) << 32);
        let place = self.locator.next_location(self.engine, key, self.span);
        cell.set_location(place);
        let start = Tag::Start(cell.pack(), STRUCTURE);
        frame.push(Point::zero(), FrameItem::Tag(start));
        draw(frame);
        frame.push(
            Point::zero(),
            FrameItem::Tag(Tag::End(place, key, STRUCTURE)),
        );
    }
}

/// The first row heads the columns, the first cell of another its row.
fn kind(x: usize, y: usize) -> Smart<TableCellKind> {
    let one = std::num::NonZeroU32::MIN;
    match (x, y) {
        (_, 0) => Smart::Custom(TableCellKind::Header(one, TableHeaderScope::Column)),
        (0, _) => Smart::Custom(TableCellKind::Header(one, TableHeaderScope::Row)),
        _ => Smart::Auto,
    }
}

/// What the writer of the structure asks of a table: how many cells, their fills and lines.
fn grid(table: &Table) -> CellGrid {
    let rows = std::iter::once((&table.head, &table.strong))
        .chain(table.rows.iter().map(|row| (row, &table.line)));
    let entries = rows
        .flat_map(|(row, line): (&Row, _)| {
            row.cells.iter().map(|cell| {
                Entry::Cell(Cell {
                    fill: cell.ground.clone(),
                    stroke: Sides {
                        bottom: Some(line.clone()),
                        ..Sides::splat(None)
                    },
                    ..Cell::new(Content::default())
                })
            })
        })
        .collect();
    let tracks = |count: usize| vec![Sizing::Rel(Rel::zero()); count];
    let (columns, rows) = (tracks(table.widths.len()), tracks(table.rows.len() + 1));
    CellGrid::new_internal(
        Axes::new(&columns, &rows),
        Axes::new(&[], &[]),
        Vec::new(),
        Vec::new(),
        Vec::new(),
        None,
        entries,
    )
}
