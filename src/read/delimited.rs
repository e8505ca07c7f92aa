//! Text → rows: `csv-core` cuts the cells, this file counts physical lines and watches the quotes.
//!
//! A line without a quote needs no machine: it is cut where it stands, without a copy.
//! The csv crate accepts an open quote that swallows the rest of a file, glues text that follows
//! a quote, and counts lines wrong for CRLF and CR; here each is a fault with its true line.

use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::faults::Faults;
use super::quotes::Quotes;
use super::record::{Record, Site};
use super::table::Each;
use crate::diagnostic::{Diagnostic, Place};

/// Bytes read at a time.
const BUFFER: usize = 64 * 1024;
/// Most bytes of one record: above, a quote was never closed.
const RECORD: usize = 16 * 1024 * 1024;
/// Most cells of one record.
const CELLS: usize = 16_384;

/// Counts the ends of lines in bytes that arrive in pieces.
struct Lines {
    /// Line of the next byte, from 1.
    line: u64,
    /// Whether a carriage return alone ends a line in this file.
    lone_returns: bool,
    after_return: bool,
}

impl Lines {
    fn pass(&mut self, bytes: &[u8]) {
        if let ([byte], false) = (bytes, self.lone_returns) {
            self.line += u64::from(*byte == b'\n');
            return;
        }
        if !self.lone_returns {
            self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
            return;
        }
        for &byte in bytes {
            let ends = byte == b'\r' || (byte == b'\n' && !self.after_return);
            self.line += u64::from(ends);
            self.after_return = byte == b'\r';
        }
    }
}

/// The cutter of one text, with its place in it.
pub(super) struct Cutter {
    core: Reader,
    lines: Lines,
    quotes: Quotes,
    input: Vec<u8>,
    at: usize,
    filled: usize,
    /// Where the next quote stands in `input`, `filled` or beyond when there is none.
    quote: usize,
    /// Whether the current record was followed sign by sign.
    followed: bool,
    cells: Vec<u8>,
    used: usize,
    ends: Vec<usize>,
    count: usize,
    separator: u8,
    /// Where the cells of a plain line end.
    cuts: Vec<usize>,
    /// Line of the current record's first byte; none before it.
    start: Option<u64>,
}

impl Cutter {
    /// For a text cut at `separator`, whose next line is `line`.
    pub fn new(separator: u8, lone_returns: bool, line: u64) -> Self {
        Cutter {
            core: ReaderBuilder::new().delimiter(separator).build(),
            lines: Lines {
                line,
                lone_returns,
                after_return: false,
            },
            quotes: Quotes::new(separator),
            input: vec![0; BUFFER],
            at: 0,
            filled: 0,
            quote: 0,
            followed: false,
            cells: vec![0; 1024],
            used: 0,
            ends: vec![0; 32],
            count: 0,
            separator,
            cuts: Vec::new(),
            start: None,
        }
    }

    /// Gives every record to `each`, until it returns false or the text ends.
    pub fn cut(
        &mut self,
        text: &mut dyn Read,
        faults: &mut Faults,
        each: &mut Each,
    ) -> std::io::Result<()> {
        loop {
            if self.at == self.filled {
                self.filled = text.read(&mut self.input)?;
                self.at = 0;
                self.seek_quote();
            }
            if !self.cut_plain(faults, each) {
                return Ok(());
            }
            let piece = &self.input[self.at..self.filled];
            if piece.is_empty() && self.filled > 0 {
                continue;
            }
            let (result, read, written, ended) = self.core.read_record(
                piece,
                &mut self.cells[self.used..],
                &mut self.ends[self.count..],
            );
            self.used += written;
            self.count += ended;
            let whole = matches!(result, ReadRecordResult::Record);
            self.follow(read, whole);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(2 * self.cells.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record => {
                    if !self.give(faults, each) {
                        return Ok(());
                    }
                }
                ReadRecordResult::End => return Ok(()),
            }
            if self.used > RECORD || self.count > CELLS {
                self.tell_too_large(faults);
                return Ok(());
            }
        }
    }

    /// Gives the lines ahead that need no machine and end inside what was read; false when no more are wanted.
    fn cut_plain(&mut self, faults: &mut Faults, each: &mut Each) -> bool {
        if self.lines.lone_returns || self.start.is_some() {
            return true;
        }
        // csv-core takes no more than a record at a time, so here it stands between two of them.
        loop {
            let (bytes, lines) = each.ahead(&self.input[self.at..self.filled], self.separator);
            self.at += bytes;
            self.lines.line += lines;
            let Some(length) = memchr::memchr(b'\n', &self.input[self.at..self.filled]) else {
                return true;
            };
            let line = &self.input[self.at..self.at + length];
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let has_quote = self.quote < self.at + length;
            let Some((bytes, gap)) = cut_line(line, self.separator, has_quote, &mut self.cuts)
            else {
                return true;
            };
            let record = Record {
                line: self.lines.line,
                site: Site::Text,
                damaged: false,
                bytes,
                gap,
                ends: &self.cuts,
            };
            let goes_on = line.is_empty() || each.row(&record, faults);
            self.at += length + 1;
            self.lines.line += 1;
            if has_quote {
                self.seek_quote();
            }
            if !goes_on {
                return false;
            }
        }
    }

    fn seek_quote(&mut self) {
        let rest = &self.input[self.at..self.filled];
        self.quote = self.at + memchr::memchr(b'"', rest).unwrap_or(rest.len());
    }

    /// Follows the lines and the quotes over the bytes that were just consumed.
    fn follow(&mut self, read: usize, whole: bool) {
        let consumed = &self.input[self.at..self.at + read];
        self.at += read;
        let has_quote = self.quote < self.at;
        let mut rest = consumed;
        let mut fresh = false;
        if self.start.is_none() {
            let blank = rest
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
            self.lines.pass(&rest[..blank]);
            rest = &rest[blank..];
            if rest.is_empty() {
                return;
            }
            self.start = Some(self.lines.line);
            self.followed = false;
            fresh = true;
        }
        if !(fresh && whole) || has_quote {
            if fresh {
                self.quotes.start();
            }
            self.followed = true;
            self.quotes.pass(rest, self.lines.line);
            self.lines.pass(rest);
            if has_quote {
                self.seek_quote();
            }
        } else {
            // Without quotes a record is one line, whose end is its last byte.
            self.lines.pass(&rest[rest.len() - 1..]);
        }
    }

    fn give(&mut self, faults: &mut Faults, each: &mut Each) -> bool {
        let line = self.start.take().unwrap_or(self.lines.line);
        let ends = &self.ends[..self.count];
        let damaged = self.followed && self.quotes.tell(line, faults);
        let record = Record {
            line,
            site: Site::Text,
            damaged,
            bytes: &self.cells[..self.used],
            gap: 0,
            ends,
        };
        let goes_on = each.row(&record, faults);
        self.used = 0;
        self.count = 0;
        goes_on
    }

    fn tell_too_large(&self, faults: &mut Faults) {
        let line = self.quotes.opened().or(self.start).unwrap_or(1);
        let place = Place::file(faults.file).line(line);
        let fault = match self.quotes.opened() {
            Some(_) => Diagnostic::error("un guillemet ouvert n'est jamais refermé")
                .hint("fermez le guillemet, ou doublez-le (\"\") s'il fait partie du texte"),
            None => Diagnostic::error("une ligne est démesurée")
                .hint("vérifiez que c'est le bon fichier et que les lignes sont séparées"),
        };
        faults.push(fault.at(place));
    }
}

/// Cuts a line where it stands: one without quotes, or one whose cells are all quoted and hold none.
///
/// Gives the bytes of the cells and how many stand between two of them; none for any other line.
fn cut_line<'l>(
    line: &'l [u8],
    separator: u8,
    has_quote: bool,
    cuts: &mut Vec<usize>,
) -> Option<(&'l [u8], usize)> {
    cuts.clear();
    if !has_quote {
        cuts.extend(memchr::memchr_iter(separator, line));
        cuts.push(line.len());
        return (cuts.len() <= CELLS).then_some((line, 1));
    }
    let inside = line.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let mut opens = None;
    for at in memchr::memchr_iter(b'"', inside) {
        if opens == Some(at) {
            opens = None;
        } else if opens.is_none() && inside.get(at + 1) == Some(&separator) {
            cuts.push(at);
            opens = Some(at + 2);
        } else {
            return None;
        }
    }
    cuts.push(inside.len());
    (opens.is_none() && cuts.len() <= CELLS).then_some((inside, 3))
}
