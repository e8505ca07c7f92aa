//! A row of a small table that is asked column by column; each fault is told with its cell.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::super::faults::Faults;
use super::super::quoting::quoted;
use super::super::spelling::folded;
use super::Row;
use crate::diagnostic::{Diagnostic, Place};

/// Numbers are smaller: beyond, the digits printed would not be those written.
const MOST: f64 = 1e15;

/// A row that is asked column by column.
pub(in crate::read) struct Asked<'a> {
    pub(super) headings: &'a [String],
    pub(super) row: &'a Row,
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
        bounds: RangeInclusive<u32>,
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
