//! A small table with fixed columns, held whole: rows asked column by column, each fault with its place.

use chrono::NaiveDate;

use super::calendar::Day;
use super::dates::DateColumn;
use super::encoding::Encoding;
use super::faults::Faults;
use super::input::Input;
use super::mapping::Mapping;
use super::quoting::quoted;
use super::record::{Record, Site};
use super::small_headings;
use super::spelling::{folded, trimmed, trimmed_bytes};
use super::table;
use crate::diagnostic::{Diagnostic, Place};

/// Most rows: these tables are written by hand.
const ROWS: usize = 20_000;
/// Numbers are smaller: beyond, the digits printed would not be those written.
const MOST: f64 = 1e15;

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

/// A row that is asked column by column.
pub(super) struct Asked<'a> {
    headings: &'a [String],
    row: &'a Row,
}

impl<'a> Asked<'a> {
    fn rank(&self, column: &str) -> Option<usize> {
        self.headings.iter().position(|heading| heading == column)
    }

    /// The text of a cell; empty when the column is not there.
    pub fn text(&self, column: &str) -> &'a str {
        self.rank(column)
            .map_or("", |rank| self.row.cells[rank].as_str())
    }

    /// The text of a cell that is not blank.
    pub fn said(&self, column: &str) -> Option<&'a str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// The text of a cell that may not be blank.
    pub fn required(&self, column: &str, faults: &mut Faults) -> Option<&'a str> {
        let said = self.said(column);
        if said.is_none() {
            self.fault(column, "la case est vide", "complétez-la", faults);
        }
        said
    }

    /// The day of the column « date ».
    pub fn date(&self) -> Option<NaiveDate> {
        self.row.days.first().and_then(|(_, day)| day.date())
    }

    /// A number as French people write it: « 1 134,5 ».
    pub fn number(&self, column: &str, faults: &mut Faults) -> Option<f64> {
        let said = self.said(column)?;
        let plain: String = said.chars().filter(|sign| !sign.is_whitespace()).collect();
        let number = plain
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|number| number.abs() < MOST);
        let written = plain
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'-'));
        if number.is_none() || !written {
            self.fault(
                column,
                format!("{} n'est pas un nombre", quoted(said, [])),
                "écrivez un nombre seul, par exemple 12 ou 12,5 ; laissez la case vide s'il n'y en a pas",
                faults,
            );
            return None;
        }
        number
    }

    /// A whole number within bounds.
    pub fn whole(
        &self,
        column: &str,
        bounds: std::ops::RangeInclusive<u32>,
        faults: &mut Faults,
    ) -> Option<u32> {
        let said = self.said(column)?;
        let plain: String = said.chars().filter(|sign| !sign.is_whitespace()).collect();
        let number = plain.parse().ok().filter(|number| bounds.contains(number));
        if number.is_none() {
            let (low, high) = (bounds.start(), bounds.end());
            self.fault(
                column,
                format!(
                    "{} n'est pas un nombre entier de {low} à {high}",
                    quoted(said, [])
                ),
                "corrigez la case",
                faults,
            );
        }
        number
    }

    /// One of a few words; `None` when blank or unknown.
    pub fn choice<T: Copy>(
        &self,
        column: &str,
        known: &[(&str, T)],
        faults: &mut Faults,
    ) -> Option<T> {
        let said = self.said(column)?;
        let wanted = folded(said).replace(' ', "_");
        let found = known
            .iter()
            .find(|(word, _)| *word == wanted)
            .map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            let value = quoted(said, words.iter().copied());
            self.fault(
                column,
                format!("{value} n'est pas une valeur connue"),
                format!("écrivez {}", words.join(" ou ")),
                faults,
            );
        }
        found
    }

    /// Whether it is a row of a workbook, which holds numbers otherwise than it shows them.
    pub fn is_of_sheet(&self) -> bool {
        self.row
            .places
            .first()
            .is_some_and(|place| place.cell.is_some())
    }

    /// The physical line, or the row of a sheet.
    pub fn line(&self) -> Option<u64> {
        self.row.places.first().and_then(|place| place.line)
    }

    /// Tells a fault of a cell.
    pub fn fault(
        &self,
        column: &str,
        message: impl Into<String>,
        hint: impl Into<String>,
        faults: &mut Faults,
    ) {
        self.tell(column, Diagnostic::error(message).hint(hint), faults);
    }

    /// Tells what was decided of a cell.
    pub fn warn(
        &self,
        column: &str,
        message: impl Into<String>,
        hint: impl Into<String>,
        faults: &mut Faults,
    ) {
        self.tell(column, Diagnostic::warning(message).hint(hint), faults);
    }

    fn tell(&self, column: &str, fault: Diagnostic, faults: &mut Faults) {
        let place = self
            .rank(column)
            .or(Some(0))
            .and_then(|rank| self.row.places.get(rank).cloned());
        faults.push(match place {
            Some(place) => fault.at(place),
            None => fault.at(Place::file(faults.file)),
        });
    }
}
