//! What a template gives to `ledger`, its words counted and broken into lines.

use std::sync::Arc;

use typst::diag::{At, SourceResult, bail};
use typst::ecow::EcoString;
use typst::engine::Engine;
use typst::foundations::{Array, Dict, FromValue, Resolve, StyleChain, Value};
use typst::layout::{Abs, FixedAlignment, Length};
use typst::syntax::Span;
use typst::text::{FontWeight, TextElem};
use typst::visualize::{Color, Paint, Stroke};

use super::super::face::{Face, Ink};
use super::super::fit;
use super::table::{Cell, Spaces, Table};

/// Size of the words of an absent figure beside that of a figure.
const ABSENT: f64 = 0.88;

/// What was given, by name.
struct Given<'a> {
    dict: &'a Dict,
    styles: StyleChain<'a>,
    span: Span,
}

impl Given<'_> {
    fn value<T: FromValue>(&self, name: &str) -> SourceResult<T> {
        let value = self.dict.get(name).at(self.span)?;
        value.clone().cast().at(self.span)
    }

    fn length(&self, name: &str) -> SourceResult<Abs> {
        Ok(self.value::<Length>(name)?.resolve(self.styles))
    }

    fn stroke(&self, name: &str) -> SourceResult<Arc<Stroke<Abs>>> {
        Ok(Arc::new(self.value::<Stroke>(name)?.resolve(self.styles)))
    }

    fn face(&self, engine: &Engine, weight: FontWeight, size: Abs) -> SourceResult<Face> {
        match Face::of(engine.world, self.styles, Some(weight), size) {
            Some(face) => Ok(face),
            None => bail!(self.span, "ledger: no font of the family is there"),
        }
    }
}

/// How the words of a table are drawn, by what they say.
struct Looks {
    heading: Ink,
    figure: Ink,
    absent: Ink,
    /// Of each absent state, its words and what fills the cell.
    states: Dict,
}

/// Reads `(columns: (…), rows: (…), size: …, leading: …, side: …, inset: …, foot: …, room: 166mm | none, heading: color, absent: color, plate: color,
/// line: stroke, strong: stroke, states: (withheld: (words: "…", ground: …, plated: true), …))`; columns and rows as in the contract.
///
/// With a `room`, columns are as wide as their texts, else they share the width there is.
pub(super) fn read(
    value: &Value,
    engine: &Engine,
    styles: StyleChain,
    width: Abs,
    span: Span,
) -> SourceResult<Table> {
    let dict: Dict = value.clone().cast().at(span)?;
    let given = Given {
        dict: &dict,
        styles,
        span,
    };
    let spaces = Spaces {
        size: given.length("size")?,
        leading: given.length("leading")?,
        side: given.length("side")?,
        inset: given.length("inset")?,
    };
    let looks = Looks::of(&given, spaces.size)?;
    let regular = given.face(engine, FontWeight::REGULAR, spaces.size)?;
    let bold = given.face(engine, FontWeight::SEMIBOLD, spaces.size)?;
    let columns = given.value::<Vec<Dict>>("columns")?;
    let (head, aligns) = looks.head(&columns, &bold, span)?;
    let rows = looks.rows(&given, columns.len(), &regular)?;
    let widths = match given.value::<Option<Length>>("room")? {
        Some(room) => {
            let breadth = |cell: &Cell| cell.breadth(spaces.size);
            let word = |row: &[Cell], rank: usize| {
                row.get(rank).map(|cell| cell.longest_word(spaces.size))
            };
            let columns = 0..columns.len();
            let words: Vec<Abs> = columns
                .map(|rank| {
                    let all = std::iter::once(&head).chain(&rows);
                    let words = all.filter_map(|row| word(row, rank));
                    words.fold(Abs::zero(), Abs::max)
                })
                .collect();
            fit::widths(
                rows.iter().map(|row| row.iter().map(breadth).collect()),
                &words,
                room.resolve(styles),
                |column| spaces.sides(column),
            )
        }
        None => shared(&columns, width, span)?,
    };
    Ok(Table {
        head: spaces.row(head, &widths),
        rows: rows
            .into_iter()
            .map(|row| spaces.row(row, &widths))
            .collect(),
        aligns,
        widths,
        spaces,
        strong: given.stroke("strong")?,
        line: given.stroke("line")?,
        foot: given.length("foot")?,
        plate: given.value::<Color>("plate")?.into(),
        regular,
        bold,
    })
}

fn of<T: FromValue>(dict: &Dict, name: &str, span: Span) -> SourceResult<T> {
    dict.get(name).at(span)?.clone().cast().at(span)
}

fn align(word: &str) -> FixedAlignment {
    match word {
        "right" => FixedAlignment::End,
        "center" => FixedAlignment::Center,
        _ => FixedAlignment::Start,
    }
}

/// The width there is, shared by the parts that the columns ask for.
fn shared(columns: &[Dict], width: Abs, span: Span) -> SourceResult<Vec<Abs>> {
    let parts = columns
        .iter()
        .map(|column| of::<f64>(column, "width", span));
    let parts = parts.collect::<SourceResult<Vec<_>>>()?;
    let all: f64 = parts.iter().sum();
    Ok(parts.iter().map(|part| width * (part / all)).collect())
}

impl Looks {
    fn of(given: &Given, size: Abs) -> SourceResult<Self> {
        let ink = |size: Abs, fill: Paint| Ink::of(size, fill, given.styles);
        Ok(Self {
            heading: ink(size, given.value::<Color>("heading")?.into()),
            figure: ink(size, given.styles.get_cloned(TextElem::fill)),
            absent: ink(size * ABSENT, given.value::<Color>("absent")?.into()),
            states: given.value("states")?,
        })
    }

    /// The headings of the columns, and how each column is aligned.
    fn head(
        &self,
        columns: &[Dict],
        face: &Face,
        span: Span,
    ) -> SourceResult<(Vec<Cell>, Vec<FixedAlignment>)> {
        let (mut cells, mut aligns) = (Vec::new(), Vec::new());
        for column in columns {
            cells.push(Cell::of(of(column, "heading", span)?, face, &self.heading));
            aligns.push(align(&of::<EcoString>(column, "align", span)?));
        }
        Ok((cells, aligns))
    }

    /// All cells; a row has as many as there are columns, whatever was given.
    fn rows(&self, given: &Given, columns: usize, face: &Face) -> SourceResult<Vec<Vec<Cell>>> {
        let blank = Value::Str("".into());
        let rows = given.value::<Vec<Array>>("rows")?;
        let row = |row: Array| {
            let cells = row.iter().chain(std::iter::repeat(&blank)).take(columns);
            cells
                .enumerate()
                .map(|(rank, cell)| self.cell(cell, rank == 0, face, given.span))
                .collect()
        };
        rows.into_iter().map(row).collect()
    }

    /// A cell of the contract: a string, a value, or the state of what is absent.
    fn cell(&self, cell: &Value, heads: bool, face: &Face, span: Span) -> SourceResult<Cell> {
        let dict = match cell {
            Value::Str(text) => return Ok(Cell::of(text.as_str().into(), face, &self.figure)),
            other => other.clone().cast::<Dict>().at(span)?,
        };
        let kind: EcoString = of(&dict, "kind", span)?;
        if kind == "value" {
            return Ok(Cell::of(of(&dict, "text", span)?, face, &self.figure));
        }
        let state: Dict = of(&self.states, &kind, span)?;
        let words: EcoString = of(&state, "words", span)?;
        // What heads its row is never drawn as an absent figure.
        if heads {
            return Ok(Cell::of(words, face, &self.figure));
        }
        let mut cell = Cell::of(words, face, &self.absent);
        cell.ground = of(&state, "ground", span)?;
        cell.plated = of(&state, "plated", span)?;
        Ok(cell)
    }
}
