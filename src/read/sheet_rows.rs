//! Cells of a sheet that come one by one → rows, within bounds.

use super::faults::Faults;
use super::record::{Cells, Site, column_letters};
use super::spelling::titled;
use super::table::Each;
use super::veiled::Veiled;
use super::workbook::{CELLS, Trouble};
use crate::diagnostic::{Diagnostic, Place};

/// Columns read; what stands beyond is told.
const COLUMNS: usize = 2_000;

/// Puts cells that come one by one into rows.
pub(super) struct Rows<'a> {
    sheet: &'a str,
    cells: Cells,
    row: u32,
    started: bool,
    put: usize,
    outside: bool,
    veiled: Veiled,
    /// The first row read that the sheet does not show, and how many there are.
    veiled_rows: Option<(u32, usize)>,
    /// Titles read of columns that the sheet does not show.
    veiled_titles: Vec<String>,
}

impl<'a> Rows<'a> {
    /// For a sheet, which does not show all its rows and columns.
    pub fn new(sheet: &'a str, veiled: Veiled) -> Self {
        Rows {
            sheet,
            cells: Cells::default(),
            row: 0,
            started: false,
            put: 0,
            outside: false,
            veiled,
            veiled_rows: None,
            veiled_titles: Vec::new(),
        }
    }

    /// Puts a cell; false when no more rows are wanted.
    pub fn put(
        &mut self,
        row: u32,
        column: u32,
        text: &str,
        faults: &mut Faults,
        each: &mut Each,
    ) -> Result<bool, Trouble> {
        if self.started && row != self.row {
            if row < self.row {
                return Err(Trouble::Damaged);
            }
            if !self.give(faults, each) {
                return Ok(false);
            }
        }
        self.row = row;
        self.started = true;
        if self.veiled.has_column(column) && each.known(&[text.to_owned()]) > 0 {
            self.veiled_titles.push(titled(text));
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= COLUMNS {
            self.tell_outside(row, column, text, faults, each);
            return Ok(true);
        }
        if column < self.cells.width() {
            return Err(Trouble::Damaged);
        }
        self.put += column + 1 - self.cells.width();
        if self.put > CELLS {
            return Err(Trouble::TooLarge);
        }
        while self.cells.width() < column {
            self.cells.push("");
        }
        self.cells.push(text);
        Ok(true)
    }

    fn give(&mut self, faults: &mut Faults, each: &mut Each) -> bool {
        let line = u64::from(self.row) + 1;
        let record = self.cells.record(line, Site::Sheet(self.sheet));
        if self.veiled.has_row(self.row) && !record.is_blank() {
            let (_, count) = self.veiled_rows.get_or_insert((self.row, 0));
            *count += 1;
        }
        let goes_on = each.row(&record, faults);
        self.cells.clear();
        goes_on
    }

    /// Gives the last row.
    pub fn end(&mut self, faults: &mut Faults, each: &mut Each) {
        if self.started {
            self.give(faults, each);
        }
        self.tell_veiled(faults);
    }

    /// Tells what was read though the sheet does not show it: a filter hides test answers, and does not remove them.
    fn tell_veiled(&self, faults: &mut Faults) {
        let hint = "ce qu'un tableur masque ou filtre n'en est pas retiré : supprimez ce qui ne doit pas compter, affichez le reste";
        if let Some((first, count)) = self.veiled_rows {
            let message = match count {
                1 => "une ligne masquée, ou écartée par un filtre, est lue comme les autres"
                    .to_owned(),
                _ => format!(
                    "{count} lignes masquées, ou écartées par un filtre, sont lues comme les autres"
                ),
            };
            let place = Place::file(faults.file).line(u64::from(first) + 1);
            faults.push(Diagnostic::warning(message).at(place).hint(hint));
            faults.remarks.push(
                "Dans un classeur, des lignes masquées ou écartées par un filtre sont lues comme les autres",
            );
        }
        if !self.veiled_titles.is_empty() {
            let titles = self.veiled_titles.join(", ");
            let message = match self.veiled_titles.len() {
                1 => format!("la colonne {titles} est masquée, et lue comme les autres"),
                _ => format!("les colonnes {titles} sont masquées, et lues comme les autres"),
            };
            faults.warn(message, hint);
        }
    }

    fn place(&self, row: u32, column: usize, faults: &Faults) -> Place {
        let line = u64::from(row) + 1;
        Place::file(faults.file)
            .line(line)
            .field(column as u64 + 1)
            .cell(format!("{}!{}{line}", self.sheet, column_letters(column)))
    }

    /// Tells a fault of a cell.
    pub fn tell(&self, row: u32, column: u32, message: &str, hint: &str, faults: &mut Faults) {
        let place = self.place(row, usize::try_from(column).unwrap_or(0), faults);
        faults.push(Diagnostic::error(message).at(place).hint(hint));
    }

    fn tell_outside(
        &mut self,
        row: u32,
        column: usize,
        text: &str,
        faults: &mut Faults,
        each: &Each,
    ) {
        if each.known(&[text.to_owned()]) > 0 {
            let place = self.place(row, column, faults);
            let message = format!(
                "une question est au-delà de la colonne {}, la dernière qui soit lue",
                column_letters(COLUMNS - 1)
            );
            faults.push(
                Diagnostic::error(message)
                    .at(place.column(text))
                    .hint("retirez les colonnes qui ne servent pas, ou rapprochez-les du début"),
            );
        } else if !self.outside {
            let place = self.place(row, column, faults);
            faults.push(
                Diagnostic::warning("une case loin du tableau n'est pas lue")
                    .at(place)
                    .hint("effacez-la si elle ne sert pas : elle alourdit le classeur"),
            );
        }
        self.outside = true;
    }
}
