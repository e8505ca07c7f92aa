//! Which sign separates the cells of a text: a vote over the first records, outside quotes.

/// Signs that may separate, in order of preference.
const CANDIDATES: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Records that vote.
const RECORDS: usize = 50;

/// How the records of a text are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Sign between cells.
    pub separator: u8,
    /// Bytes of a first line `sep=;`, its end included: Excel reads it, it is no record.
    pub skipped: usize,
}

/// Decides from the first bytes of a text.
pub(super) fn dialect(head: &[u8], forced: Option<u8>) -> Dialect {
    let announced = announced(head);
    let skipped = announced.map_or(0, |(_, bytes)| bytes);
    Dialect {
        separator: forced
            .or(announced.map(|(separator, _)| separator))
            .unwrap_or_else(|| vote(&head[skipped..])),
        skipped,
    }
}

/// The first line `sep=;` of Excel: its sign and its length with the end of line.
fn announced(head: &[u8]) -> Option<(u8, usize)> {
    let rest = head.strip_prefix(b"\"sep=").or_else(|| {
        let prefix = head.get(..4)?;
        prefix.eq_ignore_ascii_case(b"sep=").then(|| &head[4..])
    })?;
    let (&separator, rest) = rest.split_first()?;
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    let rest = match rest {
        [b'\r', b'\n', rest @ ..] | [b'\n' | b'\r', rest @ ..] => rest,
        _ => return None,
    };
    Some((separator, head.len() - rest.len()))
}

fn vote(head: &[u8]) -> u8 {
    let mut best = (0.0, 0, b',');
    for candidate in CANDIDATES {
        let counts = counts(head, candidate);
        let Some((&first, _)) = counts.split_first() else {
            continue;
        };
        let mode = mode(&counts);
        if mode == 0 {
            continue;
        }
        let agreeing = counts.iter().filter(|count| **count == mode).count();
        #[expect(clippy::cast_precision_loss, reason = "at most fifty records")]
        let share = agreeing as f64 / counts.len() as f64;
        let score = share + if first == mode { 0.5 } else { 0.0 };
        if (score, mode) > (best.0, best.1) {
            best = (score, mode, candidate);
        }
    }
    best.2
}

/// How often the candidate stands outside quotes in each of the first records that are not blank.
fn counts(head: &[u8], candidate: u8) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut count, mut blank, mut inside) = (0, true, false);
    for &byte in head {
        match byte {
            b'"' => {
                inside = !inside;
                blank = false;
            }
            b'\n' | b'\r' if !inside => {
                if !blank {
                    counts.push(count);
                }
                if counts.len() == RECORDS {
                    return counts;
                }
                (count, blank) = (0, true);
            }
            byte if byte == candidate && !inside => {
                count += 1;
                blank = false;
            }
            _ => blank = false,
        }
    }
    if !blank && counts.is_empty() {
        counts.push(count);
    }
    counts
}

fn mode(counts: &[usize]) -> usize {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let mut best = (0, 0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if (run.len(), run[0]) > best && run[0] > 0 {
            best = (run.len(), run[0]);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_does_not_win_over_the_semicolon() {
        let head = b"a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n";
        assert_eq!(dialect(head, None).separator, b';');
    }

    #[test]
    fn the_line_of_excel_is_obeyed_and_skipped() {
        let found = dialect(b"sep=|\r\na|b,c\r\n", None);
        assert_eq!((found.separator, found.skipped), (b'|', 7));
    }

    #[test]
    fn a_sign_inside_quotes_does_not_vote() {
        assert_eq!(dialect(b"\"a;b;c\",d\n\"e;f;g\",h\n", None).separator, b',');
    }
}
