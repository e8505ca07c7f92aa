//! A row of a table, whatever the file it came from, with its place in that file.

use crate::diagnostic::Place;

/// A row: its cells as bytes of UTF-8 text, one after the other, and where each ends.
pub(super) struct Record<'a> {
    /// Physical line, row of the sheet, or line of the JSON object, from 1.
    pub line: u64,
    /// Where the row stands.
    pub site: Site<'a>,
    /// Whether a fault of quotes was already told about this row.
    pub damaged: bool,
    /// The cells, one after the other.
    pub bytes: &'a [u8],
    /// Bytes between two cells: 0 when they were copied end to end; 1, or 3 with quotes, when they stand as in the file.
    pub gap: usize,
    /// Where each cell ends in `bytes`.
    pub ends: &'a [usize],
}

/// The kind of file a row stands in.
#[derive(Clone, Copy)]
pub(super) enum Site<'a> {
    /// A line of a text.
    Text,
    /// A row of this sheet.
    Sheet(&'a str),
    /// An object of a JSON file, which starts at this character of its line.
    Json(u64),
}

impl<'a> Record<'a> {
    /// How many cells there are.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// A cell by its rank from 0; empty beyond the last.
    pub fn cell(&self, rank: usize) -> &'a [u8] {
        let Some(&end) = self.ends.get(rank) else {
            return &[];
        };
        let start = match rank {
            0 => 0,
            rank => self.ends[rank - 1] + self.gap,
        };
        &self.bytes[start..end]
    }

    /// A cell as text; what is not text was told when the file was scanned.
    pub fn text(&self, rank: usize) -> &'a str {
        std::str::from_utf8(self.cell(rank)).unwrap_or_default()
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
            || (0..self.width())
                .all(|rank| super::spelling::trimmed_bytes(self.cell(rank)).is_empty())
    }

    /// The place of the row.
    pub fn place(&self, file: &str) -> Place {
        let place = Place::file(file).line(self.line);
        match self.site {
            Site::Json(character) => place.field(character),
            Site::Text | Site::Sheet(_) => place,
        }
    }

    /// The place of a cell, by its rank from 0, with its heading.
    pub fn place_of(&self, file: &str, rank: usize, heading: &str) -> Place {
        let place = self.place(file);
        let place = match self.site {
            Site::Json(_) => place,
            Site::Text => place.field(rank as u64 + 1),
            Site::Sheet(sheet) => place.field(rank as u64 + 1).cell(format!(
                "{sheet}!{}{}",
                column_letters(rank),
                self.line
            )),
        };
        if heading.is_empty() {
            place
        } else {
            place.column(heading)
        }
    }
}

/// The letters of a sheet's column by its rank from 0: A, Z, AA.
pub(super) fn column_letters(rank: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = rank + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// An owned row that can be lent as a [`Record`].
#[derive(Default)]
pub(super) struct Cells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    /// Forgets the cells, keeps the room.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: &str) {
        self.bytes.extend_from_slice(cell.as_bytes());
        self.ends.push(self.bytes.len());
    }

    /// How many cells there are.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// As a row.
    pub fn record<'a>(&'a self, line: u64, site: Site<'a>) -> Record<'a> {
        Record {
            line,
            site,
            damaged: false,
            bytes: &self.bytes,
            gap: 0,
            ends: &self.ends,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn columns_are_lettered_as_in_a_sheet() {
        let letters: Vec<_> = [0, 25, 26, 701, 702].map(column_letters).into();
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
