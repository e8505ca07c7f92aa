//! What was understood of the last row, beside the bytes it came from: neighbours mostly agree.

use super::super::codebook::Subject;
use super::super::record::Record;
use super::{Columns, Who};

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

/// The columns at the left that say who and when; a row that begins like the last one is about the same sitting.
pub(super) struct Prefix {
    /// How many columns; none when the question or the answer stands among the first, or rows are persons.
    columns: usize,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    gap: usize,
    who: Option<Who>,
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
}

/// Most questions whose order is remembered.
const QUESTIONS: usize = 512;

/// The questions in the order they come: people answer them in the same order.
#[derive(Default)]
pub(super) struct Sequence {
    all: Vec<(Box<[u8]>, Subject)>,
    next: usize,
}

impl Sequence {
    /// What these bytes name, when they are the question expected next.
    pub fn recall(&mut self, cell: &[u8]) -> Option<Subject> {
        if self.next >= self.all.len() {
            self.next = 0;
        }
        let (bytes, subject) = self.all.get(self.next)?;
        if **bytes != *cell {
            return None;
        }
        self.next += 1;
        Some(*subject)
    }

    /// Keeps what these bytes name, and expects what followed it before.
    pub fn keep(&mut self, cell: &[u8], subject: Subject) {
        match self.all.iter().position(|(bytes, _)| **bytes == *cell) {
            Some(rank) => self.next = rank + 1,
            None if self.all.len() < QUESTIONS => {
                self.all.push((cell.into(), subject));
                self.next = self.all.len();
            }
            None => {}
        }
    }
}
