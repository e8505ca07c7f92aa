//! Rows and columns that a spreadsheet does not show, hidden or filtered out: calamine reads them and does not tell.
//!
//! Looks for the attributes in the bytes of one part of the archive, whose unpacked size was capped before.

use memchr::{memchr, memmem};

use super::workbook::part;

/// Ranks from 0, both ends included, in order.
type Ranges = Vec<(u32, u32)>;

/// What one sheet does not show.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Veiled {
    rows: Ranges,
    columns: Ranges,
}

impl Veiled {
    /// Of the sheet of this rank in an Excel workbook; nothing when it cannot be found.
    pub fn of_excel(archive: &[u8], rank: usize) -> Self {
        excel_sheet(archive, rank).map_or_else(Veiled::default, |xml| of_worksheet(&xml))
    }

    /// Of the sheet of this rank in the `content.xml` of an OpenDocument workbook; nothing when it cannot be found.
    pub fn of_open_document(xml: &[u8], rank: usize) -> Self {
        of_table(xml, rank)
    }

    /// Whether a row is not shown.
    pub fn has_row(&self, row: u32) -> bool {
        holds(&self.rows, row)
    }

    /// Whether a column is not shown.
    pub fn has_column(&self, column: u32) -> bool {
        holds(&self.columns, column)
    }
}

fn holds(ranges: &Ranges, rank: u32) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= rank);
    after > 0 && ranges[after - 1].1 >= rank
}

/// The part of the sheet of a rank, which the workbook names through a list of relations.
fn excel_sheet(archive: &[u8], rank: usize) -> Option<Vec<u8>> {
    let workbook = part(archive, "xl/workbook.xml")?;
    let sheet = tags(&workbook)
        .filter(|tag| tag.name == b"sheet")
        .nth(rank)?;
    let key = sheet.prefixed("id")?;
    let relations = part(archive, "xl/_rels/workbook.xml.rels")?;
    let mut relations = tags(&relations).filter(|tag| tag.name == b"Relationship");
    let target = relations.find(|tag| tag.attribute("Id") == Some(key))?;
    let target = std::str::from_utf8(target.attribute("Target")?).ok()?;
    match target.strip_prefix('/') {
        Some(whole) => part(archive, whole),
        None => part(archive, &format!("xl/{target}")),
    }
}

fn of_worksheet(xml: &[u8]) -> Veiled {
    let mut found = Veiled::default();
    let mut next = 0;
    for tag in tags(xml) {
        let number = |name: &str| tag.number(name).and_then(|number| number.checked_sub(1));
        let is_hidden = || matches!(tag.attribute("hidden"), Some(b"1" | b"true"));
        match tag.name {
            b"col" if is_hidden() => {
                found.columns.extend(number("min").zip(number("max")));
            }
            b"row" => {
                let row = number("r").unwrap_or(next);
                next = row.saturating_add(1);
                if is_hidden() {
                    found.rows.push((row, row));
                }
            }
            b"mergeCells" | b"hyperlinks" | b"drawing" => break,
            _ => {}
        }
    }
    found.columns.sort_unstable();
    found.rows.sort_unstable();
    found
}

fn of_table(xml: &[u8], rank: usize) -> Veiled {
    let mut found = Veiled::default();
    let (mut tables, mut row, mut column) = (0, 0, 0);
    for tag in tags(xml) {
        match tag.name {
            b"table" => {
                tables += 1;
                if tables > rank + 1 {
                    break;
                }
            }
            b"table-column" if tables == rank + 1 => {
                let times = tag.number("number-columns-repeated");
                tag.unfold(times, &mut column, &mut found.columns);
            }
            b"table-row" if tables == rank + 1 => {
                let times = tag.number("number-rows-repeated");
                tag.unfold(times, &mut row, &mut found.rows);
            }
            _ => {}
        }
    }
    found
}

/// An opening tag: its name without the prefix, and what stands behind it.
struct Tag<'x> {
    name: &'x [u8],
    rest: &'x [u8],
}

/// The opening tags, in order; each is looked for behind the end of the one before, so that nothing is gone over twice.
fn tags(xml: &[u8]) -> impl Iterator<Item = Tag<'_>> {
    let mut left = xml;
    let inside = std::iter::from_fn(move || {
        let behind = &left[memchr(b'<', left)? + 1..];
        let (whole, rest) = behind.split_at(memchr(b'>', behind)?);
        left = rest;
        Some(whole)
    });
    inside.filter_map(|whole| {
        let is_end = |sign: &u8| sign.is_ascii_whitespace() || *sign == b'/';
        let end = whole.iter().position(is_end).unwrap_or(whole.len());
        let (name, rest) = whole.split_at(end);
        let name = &name[memchr(b':', name).map_or(0, |colon| colon + 1)..];
        let is_opening = name.first()?.is_ascii_alphabetic();
        is_opening.then_some(Tag { name, rest })
    })
}

impl<'x> Tag<'x> {
    /// The value of an attribute, whatever its prefix.
    fn attribute(&self, name: &str) -> Option<&'x [u8]> {
        self.behind(name, |before| {
            before.is_ascii_whitespace() || before == b':'
        })
    }

    /// The value of an attribute that has a prefix.
    fn prefixed(&self, name: &str) -> Option<&'x [u8]> {
        self.behind(name, |before| before == b':')
    }

    fn behind(&self, name: &str, is_before: impl Fn(u8) -> bool) -> Option<&'x [u8]> {
        let mut places = memmem::find_iter(self.rest, name.as_bytes());
        places.find_map(|at| {
            is_before(*self.rest.get(at.checked_sub(1)?)?).then_some(())?;
            let value = self.rest[at + name.len()..].trim_ascii_start();
            let value = value.strip_prefix(b"=")?.trim_ascii_start();
            let (quote, value) = value.split_first()?;
            let is_quote = matches!(quote, b'"' | b'\'');
            is_quote.then_some(&value[..memchr(*quote, value)?])
        })
    }

    fn number(&self, name: &str) -> Option<u32> {
        std::str::from_utf8(self.attribute(name)?)
            .ok()?
            .parse()
            .ok()
    }

    /// Goes over as many rows or columns as the tag stands for, and keeps them when it is not shown.
    fn unfold(&self, times: Option<u32>, next: &mut u32, ranges: &mut Ranges) {
        let first = *next;
        *next = first.saturating_add(times.unwrap_or(1).max(1));
        if matches!(self.attribute("visibility"), Some(b"collapse" | b"filter")) {
            ranges.push((first, *next - 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Veiled, of_table, of_worksheet};

    #[test]
    fn a_worksheet_says_which_rows_and_columns_it_does_not_show() {
        let xml = br#"<x:worksheet><cols><col min="1" max="1" width="9"/><col hidden="true" min='3' max='5'/></cols>
            <sheetData><x:row r="1"><c r="A1"/></x:row><row hidden="1" r="4" spans="1:2"/><row hidden='1'/><row hidden="0"/></sheetData></x:worksheet>"#;
        let found = of_worksheet(xml);
        assert_eq!(found.rows, [(3, 3), (4, 4)]);
        assert_eq!(found.columns, [(2, 4)]);
        assert!(found.has_column(4) && !found.has_column(5) && !found.has_row(0));
    }

    #[test]
    fn a_table_unfolds_what_it_repeats_and_the_others_are_passed_over() {
        let xml = br#"<office:body><table:table table:name="Garde"><table:table-row table:visibility="collapse"/></table:table>
            <table:table table:name="V1"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
            <table:table-row/><table:table-row table:visibility="filter" table:number-rows-repeated="3"/><table:table-row table:visibility="visible"/>
            </table:table><table:table table:name="V2"><table:table-row table:visibility="filter"/></table:table></office:body>"#;
        let found = of_table(xml, 1);
        assert_eq!(
            found,
            Veiled {
                rows: vec![(1, 3)],
                columns: vec![(2, 2)]
            }
        );
        assert_eq!(of_table(xml, 4), Veiled::default());
    }
}
