//! A small table with fixed columns, held whole: rows asked column by column, each fault with its place.

mod asked;

use super::calendar::Day;
use super::dates::DateColumn;
use super::encoding::Encoding;
use super::faults::Faults;
use super::input::Input;
use super::mapping::Mapping;
use super::record::{Record, Site};
use super::small_headings;
use super::spelling::{trimmed, trimmed_bytes};
use super::table;
use crate::diagnostic::{Diagnostic, Place};

pub(super) use asked::Asked;

/// Most rows: these tables are written by hand.
const ROWS: usize = 20_000;

/// The columns a table may have: required ones first.
pub(super) struct Expected {
    pub required: &'static [&'static str],
    pub optional: &'static [&'static str],
}

impl Expected {
    /// All of them, as a message lists them.
    pub fn names(&self) -> Vec<&'static str> {
        [self.required, self.optional].concat()
    }
}

/// A table to read: its file, and the encoding that `colonnes.toml` announces for those of its folder.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub input: &'a Input,
    pub encoding: Option<Encoding>,
}

/// A table read.
pub(super) struct SmallTable {
    headings: Vec<String>,
    rows: Vec<Row>,
}

/// A row: its cells, trimmed, and where each stands.
pub(super) struct Row {
    cells: Vec<String>,
    places: Vec<Place>,
    days: Vec<(usize, Day)>,
}

/// Reads a table; none when its columns are not those expected.
pub(super) fn read(
    written: Written,
    expected: &Expected,
    faults: &mut Faults,
) -> Option<SmallTable> {
    let mut found: Option<SmallTable> = None;
    let mut dates = DateColumn::typed();
    let mapping = Mapping {
        encoding: written.encoding,
        ..Mapping::default()
    };
    table::rows(
        written.input,
        &mapping,
        faults,
        &mut |record: &Record, faults: &mut Faults| {
            if record.damaged || record.is_blank() {
                return true;
            }
            match &mut found {
                None => {
                    let headings = small_headings::read(record, expected, faults);
                    let known = headings.is_some();
                    found = headings.map(|headings| SmallTable {
                        headings,
                        rows: Vec::new(),
                    });
                    known
                }
                Some(table) if table.rows.len() == ROWS => {
                    faults.refuse_line(
                        record.line,
                        "le tableau dépasse 20 000 lignes",
                        "vérifiez que c'est le bon fichier",
                    );
                    false
                }
                Some(table) => {
                    table.take(record, &mut dates, faults);
                    true
                }
            }
        },
    );
    let (order, _) = dates.order(None, faults);
    if found.is_none() && !faults.refused() {
        faults.warn("le fichier est vide", "complétez-le, ou retirez-le");
    }
    let mut table = found?;
    for row in &mut table.rows {
        for (_, day) in &mut row.days {
            *day = day.settled(order);
        }
    }
    Some(table)
}

/// A cell without the ends of line that a spreadsheet lets people type in it.
fn one_line(cell: &str) -> String {
    let cell = trimmed(cell);
    if cell.contains(['\n', '\r']) {
        let words: Vec<&str> = cell.split_whitespace().collect();
        words.join(" ")
    } else {
        cell.to_owned()
    }
}

impl SmallTable {
    fn take(&mut self, record: &Record, dates: &mut DateColumn, faults: &mut Faults) {
        let expected = self.headings.len();
        let excess =
            (expected..record.width()).all(|rank| trimmed_bytes(record.cell(rank)).is_empty());
        let whole = record.width() == expected || excess && record.width() > expected;
        if !whole && !matches!(record.site, Site::Sheet(_)) {
            let message = super::validate::cells_instead(record.width(), expected);
            faults.push(Diagnostic::error(message).at(record.place(faults.file)).hint("complétez la ligne, ou mettez entre guillemets la case qui contient le signe de séparation"));
            return;
        }
        let places: Vec<Place> = (0..expected)
            .map(|rank| record.place_of(faults.file, rank, &self.headings[rank]))
            .collect();
        let cells: Vec<String> = (0..expected)
            .map(|rank| one_line(record.text(rank)))
            .collect();
        let mut days = Vec::new();
        for (rank, heading) in self.headings.iter().enumerate() {
            if heading == "date"
                && !cells[rank].is_empty()
                && let Some(day) = dates.read(&cells[rank], &|| places[rank].clone(), faults)
            {
                days.push((rank, day));
            }
        }
        self.rows.push(Row {
            cells,
            places,
            days,
        });
    }

    /// Every row, to be asked.
    pub fn rows(&self) -> impl Iterator<Item = Asked<'_>> {
        self.rows.iter().map(|row| Asked {
            headings: &self.headings,
            row,
        })
    }
}
