//! A table drawn page by page, its head on each.

use typst::layout::{Abs, Frame, FrameItem, Point, Regions, Size};
use typst::visualize::{Geometry, Paint, Stroke};

use super::super::face::{ASCENT, Face};
use super::table::{Cell, Row, Table};
use super::tags::Marks;

/// How far the plate of the words of an absent figure stands out of them, in millimetres.
const PLATE: (f64, f64) = (0.7, 0.2);

/// Rows that go over to the next page with what stands under the table and has no room here.
const GOING_OVER: usize = 3;

/// Fills the regions with as many rows as they hold; no row is cut, the head never stays alone, nor what stands under the table.
pub(super) fn set(table: &Table, marks: Marks, mut regions: Regions) -> Vec<Frame> {
    let mut pages = Pages { table, marks };
    let (mut frames, mut next) = (Vec::new(), 0);
    loop {
        let mut end = fitting(table, next, &regions);
        if end == next && next < table.rows.len() {
            if regions.may_progress() {
                frames.push(Frame::soft(Size::zero()));
                regions.next();
                continue;
            }
            // Not even a whole page holds this row.
            end += 1;
        }
        if end == table.rows.len() && end > next + GOING_OVER && !holds_foot(table, next, &regions)
        {
            end -= GOING_OVER;
        }
        frames.push(pages.page(next, end));
        if end == table.rows.len() {
            return frames;
        }
        next = end;
        regions.next();
    }
}

/// The first row from `next` on that the region no longer holds under the head.
fn fitting(table: &Table, next: usize, regions: &Regions) -> usize {
    let mut height = table.head.height;
    let over = table.rows.iter().skip(next).position(|row| {
        height += row.height;
        regions.may_break() && !regions.size.y.fits(height)
    });
    over.map_or(table.rows.len(), |over| next + over)
}

/// Whether the region holds all rows from `next` on and what stands under them.
fn holds_foot(table: &Table, next: usize, regions: &Regions) -> bool {
    let rows: Abs = table.rows[next..].iter().map(|row| row.height).sum();
    let height = table.head.height + rows + table.foot;
    !regions.may_break() || regions.size.y.fits(height)
}

struct Pages<'a, 'b, 'c, 'd> {
    table: &'a Table,
    marks: Marks<'b, 'c, 'd>,
}

impl Pages<'_, '_, '_, '_> {
    /// The head and the rows from `first` to `end`.
    fn page(&mut self, first: usize, end: usize) -> Frame {
        let table = self.table;
        let rows = &table.rows[first..end];
        let width = table.widths.iter().copied().sum();
        let height = table.head.height + rows.iter().map(|row| row.height).sum::<Abs>();
        let mut frame = Frame::soft(Size::new(width, height));
        if first == 0 {
            self.marks.start(&mut frame);
        }
        ground(table, rows, width, &mut frame);
        self.row(&table.head, 0, Abs::zero(), first > 0, &mut frame);
        let mut y = table.head.height;
        for (rank, row) in rows.iter().enumerate() {
            self.row(row, first + rank + 1, y, false, &mut frame);
            y += row.height;
        }
        if end == table.rows.len() {
            self.marks.end(&mut frame);
        }
        frame
    }

    fn row(&mut self, row: &Row, rank: usize, y: Abs, repeated: bool, frame: &mut Frame) {
        let table = self.table;
        let face = if rank == 0 {
            &table.bold
        } else {
            &table.regular
        };
        let mut x = Abs::zero();
        for (column, (cell, width)) in row.cells.iter().zip(&table.widths).enumerate() {
            let before = table.spaces.before(column);
            let room = *width - before - table.spaces.side;
            // Headings stand on their line, figures hang from theirs.
            let spare = if rank == 0 {
                row.height - cell.height(table.spaces.leading) - table.spaces.inset * 2.0
            } else {
                Abs::zero()
            };
            let at = Point::new(x + before, y + table.spaces.inset + spare);
            self.marks.cell((column, rank), repeated, frame, |frame| {
                words(table, cell, face, column, at, room, frame);
            });
            x += *width;
        }
    }
}

impl Cell {
    fn height(&self, leading: Abs) -> Abs {
        let lines = self.lines.len() as f64;
        self.ink.size * lines + leading * (lines - 1.0)
    }
}

/// Fills of cells, then the lines under the rows.
fn ground(table: &Table, rows: &[Row], width: Abs, frame: &mut Frame) {
    let mut y = table.head.height;
    for row in rows {
        let mut x = Abs::zero();
        for (cell, width) in row.cells.iter().zip(&table.widths) {
            if let Some(fill) = &cell.ground {
                filled(frame, Point::new(x, y), Size::new(*width, row.height), fill);
            }
            x += *width;
        }
        y += row.height;
    }
    let mut y = table.head.height;
    line(frame, y, width, &table.strong);
    for row in rows {
        y += row.height;
        line(frame, y, width, &table.line);
    }
}

fn filled(frame: &mut Frame, at: Point, size: Size, fill: &Paint) {
    let shape = Geometry::Rect(size).filled(fill.clone());
    frame.push(at, FrameItem::Shape(shape, typst::syntax::Span::detached()));
}

fn line(frame: &mut Frame, y: Abs, width: Abs, stroke: &Stroke<Abs>) {
    let shape = Geometry::Line(Point::with_x(width)).stroked(stroke.clone().unwrap_or_default());
    let item = FrameItem::Shape(shape, typst::syntax::Span::detached());
    frame.push(Point::with_y(y), item);
}

fn words(
    table: &Table,
    cell: &Cell,
    face: &Face,
    column: usize,
    at: Point,
    room: Abs,
    frame: &mut Frame,
) {
    let align = table.aligns[column];
    if cell.plated {
        let widest = cell.lines.iter().map(|line| line.width).max();
        let widest = widest.unwrap_or_default();
        let (x, y) = (Abs::mm(PLATE.0), Abs::mm(PLATE.1));
        let corner = Point::new(align.position(room - widest) - x, -y);
        let size = Size::new(
            widest + x * 2.0,
            cell.height(table.spaces.leading) + y * 2.0,
        );
        filled(frame, at + corner, size, &table.plate);
    }
    let mut y = ASCENT * cell.ink.size;
    for line in &cell.lines {
        let letters = &cell.letters[line.range.clone()];
        if let Some(run) = face.run(&cell.text, letters, &cell.ink) {
            let place = Point::new(align.position(room - line.width), y);
            frame.push(at + place, FrameItem::Text(run));
        }
        y += cell.ink.size + table.spaces.leading;
    }
}
