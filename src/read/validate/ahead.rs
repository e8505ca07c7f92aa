//! Rows that those before let expect, read where they stand in a text: the same sitting, the next question.
//!
//! Long tables hold a person's answers together and in one order, so nearly every row costs two
//! comparisons. Whatever is not exactly as expected is left to the common way, which alone tells
//! faults: the answers and the messages are the same with and without this file.

use super::super::codebook::Codebook;
use super::super::spelling::trimmed_bytes;
use super::Feed;
use crate::model::{ItemId, State};

/// Longest answer that is looked for in place, in bytes.
const ANSWER: usize = 64;

impl Feed<'_, '_> {
    /// Takes the rows at the start of a text that are as expected; gives the bytes and the lines they are.
    ///
    /// The text starts with a line, and a carriage return stands nowhere in it but before a line feed.
    pub fn ahead(&mut self, text: &[u8], separator: u8) -> (usize, u64) {
        let Some((start, who)) = self.prefix.line() else {
            return (0, 0);
        };
        let mut sitting = self.setting.gatherings[who.project].open(who.bucket, who.sitting);
        let (mut rest, mut rows) = (text, 0);
        while let Some((rank, question, item)) = self.questions.expected(who.group)
            && let Some(cells) = after(rest, start, separator)
            && let Some(cell) = after(cells, question, separator)
            && let Some((state, length)) = answer(cell, separator, item, self.setting.codebook)
            && sitting.add(item, state)
        {
            rest = &cell[length..];
            rows += 1;
            self.questions.meet(rank);
        }
        *sitting.rows += rows;
        (text.len() - rest.len(), rows)
    }
}

/// What stands behind a cell, or cells, and a separator; none when the text begins otherwise.
fn after<'t>(text: &'t [u8], cell: &[u8], separator: u8) -> Option<&'t [u8]> {
    match text.strip_prefix(cell)? {
        [sign, rest @ ..] if *sign == separator => Some(rest),
        _ => None,
    }
}

/// What the cell at the start of a text says, when it ends its line, and how long it is with the end of line.
fn answer(
    text: &[u8],
    separator: u8,
    item: ItemId,
    codebook: &mut Codebook,
) -> Option<(State, usize)> {
    if let [digit @ b'0'..=b'9', rest @ ..] = text
        && let Some(length) = line_end(rest)
    {
        return Some((codebook.digit(item, *digit)?, 1 + length));
    }
    let end = match text {
        [b'\n', ..] => 0,
        [_, b'\n', ..] => 1,
        _ => text.iter().take(ANSWER).position(|byte| *byte == b'\n')?,
    };
    let cell = text[..end].strip_suffix(b"\r").unwrap_or(&text[..end]);
    if cell.iter().any(|byte| *byte == separator || *byte == b'"') {
        return None;
    }
    let state = codebook.answer(item, trimmed_bytes(cell))?;
    Some((state, end + 1))
}

/// How long the end of line is that a text starts with.
fn line_end(text: &[u8]) -> Option<usize> {
    match text {
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        _ => None,
    }
}
