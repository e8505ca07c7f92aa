//! The file that is read: where its lines start, and what was found wrong so far.

use std::cell::{Cell, RefCell};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};

/// Most faults told of one file; the rest is counted.
const MOST: usize = 100;

/// The file that is being read: its name, where its lines start, what was found wrong so far.
pub(super) struct Source<'s> {
    pub file: &'s str,
    pub starts: Vec<usize>,
    /// Errors met, told or not.
    pub errors: Cell<u64>,
    found: RefCell<Vec<Diagnostic>>,
    /// Faults beyond the first [`MOST`].
    untold: Cell<u64>,
}

impl<'s> Source<'s> {
    pub fn new(text: &str, file: &'s str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Source {
            file,
            starts: std::iter::once(0)
                .chain(ends.map(|(at, _)| at + 1))
                .collect(),
            errors: Cell::new(0),
            found: RefCell::default(),
            untold: Cell::new(0),
        }
    }

    /// The line, from 1, of a place in the text.
    pub fn line(&self, offset: usize) -> u64 {
        self.starts.partition_point(|start| *start <= offset) as u64
    }

    /// Keeps a fault at a line.
    pub fn push(&self, diagnostic: Diagnostic, line: Option<u64>) {
        let mut place = Place::file(self.file);
        place.line = line;
        self.keep(diagnostic.at(place));
    }

    /// Keeps a fault that says its place, unless it was told just before or there are too many.
    pub fn keep(&self, diagnostic: Diagnostic) {
        let mut found = self.found.borrow_mut();
        // a key that is asked for twice is told once
        if found.iter().rev().take(8).any(|told| *told == diagnostic) {
            return;
        }
        if diagnostic.severity == Severity::Error {
            self.errors.set(self.errors.get() + 1);
        }
        if found.len() < MOST {
            found.push(diagnostic);
        } else {
            self.untold.set(self.untold.get() + 1);
        }
    }

    /// Hands over the faults in order of line.
    pub fn tell(self, notes: &mut Diagnostics) {
        let mut found = self.found.into_inner();
        found.sort_by_key(|diagnostic| diagnostic.place.as_ref().and_then(|place| place.line));
        for diagnostic in found {
            notes.push(diagnostic);
        }
        let untold = self.untold.get();
        if untold > 0 {
            let message = format!("et {untold} fautes de plus dans ce fichier");
            notes.push(Diagnostic::error(message).at(Place::file(self.file)));
        }
    }
}
