//! What was understood of the last row, beside the bytes it came from: neighbours mostly agree.

use std::collections::HashMap;

use super::super::record::Record;
use super::{Columns, LONG_CELL, Who};

/// The last thing understood, with the bytes it was understood from.
pub(super) struct Memo<T> {
    bytes: Vec<u8>,
    value: Option<T>,
}

impl<T: Copy> Memo<T> {
    /// Nothing yet.
    pub fn new() -> Self {
        Memo {
            bytes: Vec::new(),
            value: None,
        }
    }

    /// What these bytes meant, when they are the last ones.
    pub fn recall(&self, bytes: &[u8]) -> Option<T> {
        self.value.filter(|_| self.bytes == bytes)
    }

    /// Keeps what these bytes mean.
    pub fn keep(&mut self, bytes: &[u8], value: T) {
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
        self.value = Some(value);
    }
}

/// What many different bytes meant, the last ones first.
pub(super) struct Known<T> {
    last: Memo<T>,
    all: HashMap<Vec<u8>, T>,
}

/// Most spellings that are remembered.
const REMEMBERED: usize = 16_384;

impl<T: Copy> Known<T> {
    /// Nothing yet.
    pub fn new() -> Self {
        Known {
            last: Memo::new(),
            all: HashMap::new(),
        }
    }

    /// What these bytes meant when they were last met.
    pub fn recall(&mut self, bytes: &[u8]) -> Option<T> {
        if let Some(value) = self.last.recall(bytes) {
            return Some(value);
        }
        let value = *self.all.get(bytes)?;
        self.last.keep(bytes, value);
        Some(value)
    }

    /// Keeps what these bytes mean.
    pub fn keep(&mut self, bytes: &[u8], value: T) {
        self.last.keep(bytes, value);
        if self.all.len() < REMEMBERED {
            self.all.insert(bytes.to_vec(), value);
        }
    }
}

/// The columns at the left that say who and when; a row that begins like the last one is about the same sitting.
pub(super) struct Prefix {
    /// How many columns; none when the question or the answer stands among the first, or rows are persons.
    columns: usize,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    gap: usize,
    who: Option<Who>,
    /// Whether the question and the answer are all that follows these columns.
    ends_with_answer: bool,
}

impl Prefix {
    /// For these columns: everything left of the question and the answer.
    pub fn new(columns: &Columns) -> Self {
        let asked = [columns.item, columns.criterion, columns.answer];
        let left = asked.into_iter().flatten().min().unwrap_or(0);
        let says = [
            columns.project,
            columns.respondent,
            columns.follow,
            columns.organisation,
            columns.group,
            columns.date,
            columns.wave,
            columns.horizon,
        ];
        let within = says.into_iter().flatten().all(|rank| rank < left);
        let usable = within && columns.is_long() && columns.respondent.is_some();
        Prefix {
            columns: if usable { left } else { 0 },
            bytes: Vec::new(),
            ends: Vec::new(),
            gap: 0,
            who: None,
            ends_with_answer: columns.item.or(columns.criterion) == Some(left)
                && columns.answer == Some(left + 1)
                && columns.width() == left + 2,
        }
    }

    /// Who the row is about, when it begins like the last one.
    pub fn recall(&self, record: &Record) -> Option<Who> {
        let ends = record.ends.get(..self.columns)?;
        let length = *ends.last()?;
        if record.gap != self.gap {
            return None;
        }
        self.who
            .filter(|_| ends == self.ends && record.bytes[..length] == self.bytes)
    }

    /// Keeps who the row is about.
    pub fn keep(&mut self, record: &Record, who: Who) {
        let Some(ends) = record.ends.get(..self.columns) else {
            return;
        };
        self.gap = record.gap;
        self.ends.clear();
        self.ends.extend_from_slice(ends);
        self.bytes.clear();
        self.bytes
            .extend_from_slice(&record.bytes[..ends.last().copied().unwrap_or(0)]);
        self.who = Some(who);
    }

    /// The bytes a line about the last one's sitting begins with as it stands in the file, when a
    /// question and an answer are all that follows.
    pub fn line(&self) -> Option<(&[u8], Who)> {
        let usable = self.columns > 0 && self.ends_with_answer && self.gap == 1;
        let short = self.bytes.len() < LONG_CELL / 2;
        Some((self.bytes.as_slice(), self.who?)).filter(|_| usable && short)
    }
}
