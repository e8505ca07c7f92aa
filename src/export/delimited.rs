//! Rows as CSV bytes, for a French Excel or for machines. Knows columns and cells, not what they say.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::cell::{Cell, Column, Measured, Precision};

/// Which reader a CSV file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// A French spreadsheet: `;`, decimal comma, byte order mark, CRLF.
    #[default]
    French,
    /// Machines (RFC 4180 but for the line ends): `,`, decimal point, no mark, LF.
    Standard,
}

/// Without it a French Excel misreads accents.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Between the counts of one cell, which no spreadsheet takes for a date or a sum.
const BETWEEN: &str = " | ";

/// A whole file: headings, then one line a row.
pub fn bytes<R>(
    columns: &[Column<R>],
    rows: &[R],
    dialect: Dialect,
    precision: Precision,
) -> Vec<u8> {
    let (delimiter, end) = match dialect {
        Dialect::French => (b';', Terminator::CRLF),
        Dialect::Standard => (b',', Terminator::Any(b'\n')),
    };
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(end)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(match dialect {
            Dialect::French => MARK.to_vec(),
            Dialect::Standard => Vec::new(),
        });
    let headings = columns.iter().map(|column| column.key);
    writer.write_record(headings).expect(WHOLE);
    for row in rows {
        let cells = columns
            .iter()
            .map(|column| written(&(column.cell)(row), dialect, precision));
        writer.write_record(cells).expect(WHOLE);
    }
    writer.into_inner().expect(WHOLE)
}

const WHOLE: &str = "memory takes every byte and every row has the cells of the headings";

fn written(cell: &Cell, dialect: Dialect, precision: Precision) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) => neutralised(text),
        Cell::Count(count) => count.to_string(),
        Cell::Counts(counts) => {
            let counts: Vec<String> = counts.iter().map(u32::to_string).collect();
            counts.join(BETWEEN)
        }
        Cell::Number(..) | Cell::Upward(_) | Cell::Probability(_) => cell
            .measured(precision)
            .map(|measured| number(&measured, dialect))
            .unwrap_or_default(),
    }
}

fn number(measured: &Measured, dialect: Dialect) -> String {
    match dialect {
        Dialect::French => measured.digits().replace('.', ","),
        Dialect::Standard => measured.digits(),
    }
}

/// Signs with which a spreadsheet takes a text for a formula, their full-width twins included.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet runs: an apostrophe goes before what would be a formula (OWASP, « CSV Injection »).
///
/// Spaces, tabulations and line ends before the sign change nothing to it; a text that opens with one of the last two is
/// held back as well, because some spreadsheets cut it off.
pub fn neutralised(text: &str) -> String {
    let opens = text.trim_start().starts_with(FORMULA);
    let cut = text.starts_with(['\t', '\r', '\n']);
    if opens || cut {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
