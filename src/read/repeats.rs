//! How many filled cells an OpenDocument sheet unfolds into: one tag can repeat a cell a billion times.

use memchr::memmem;

/// Filled cells of `content.xml`, repetitions included.
pub(super) fn cells(xml: &[u8]) -> usize {
    let (mut total, mut row, mut columns) = (0_usize, 1_usize, 0_usize);
    for at in memmem::find_iter(xml, b"<table:") {
        let rest = &xml[at + 7..];
        let tag = &rest[..memchr::memchr(b'>', rest).unwrap_or(rest.len())];
        if tag.starts_with(b"table-row") && !tag.starts_with(b"table-rows") {
            total = total.saturating_add(row.saturating_mul(columns));
            row = repeated(tag, b"number-rows-repeated=\"");
            columns = 0;
        } else if tag.starts_with(b"table-cell") && !tag.ends_with(b"/") {
            columns = columns.saturating_add(repeated(tag, b"number-columns-repeated=\""));
        }
    }
    total.saturating_add(row.saturating_mul(columns))
}

fn repeated(tag: &[u8], attribute: &[u8]) -> usize {
    let Some(at) = memmem::find(tag, attribute) else {
        return 1;
    };
    let digits = tag[at + attribute.len()..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_usize, |number, digit| {
        number
            .saturating_mul(10)
            .saturating_add(usize::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn a_repeated_cell_counts_as_often_as_it_unfolds() {
        let xml = b"<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell office:value-type=\"float\" table:number-columns-repeated=\"50\"><text:p>4</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>";
        assert_eq!(cells(xml), 50_000);
    }
}
