//! Follows the quotes of a record, which `csv-core` forgives: text after a quote, a quote never closed.

use super::faults::Faults;
use crate::diagnostic::{Diagnostic, Place};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Bare,
    Quoted,
    Closed,
}

/// The state of the quotes over the bytes of one record.
pub(super) struct Quotes {
    separator: u8,
    state: State,
    /// Cell of the record, from 1.
    cell: u64,
    /// Line where the last quote opened.
    opened: u64,
    before_quote: u8,
    last: u8,
    fault: Option<Fault>,
}

struct Fault {
    line: u64,
    cell: u64,
    backslash: bool,
}

impl Quotes {
    /// For cells separated by `separator`.
    pub fn new(separator: u8) -> Self {
        Quotes {
            separator,
            state: State::Start,
            cell: 1,
            opened: 1,
            before_quote: 0,
            last: 0,
            fault: None,
        }
    }

    /// A record begins.
    pub fn start(&mut self) {
        *self = Quotes::new(self.separator);
    }

    /// Line of the quote that is open, if one is.
    pub fn opened(&self) -> Option<u64> {
        (self.state == State::Quoted).then_some(self.opened)
    }

    /// Follows bytes whose first stands on `line`.
    pub fn pass(&mut self, bytes: &[u8], mut line: u64) {
        for &byte in bytes {
            self.step(byte, line);
            line += u64::from(byte == b'\n');
            self.last = byte;
        }
    }

    fn step(&mut self, byte: u8, line: u64) {
        let ends = matches!(byte, b'\n' | b'\r');
        match self.state {
            State::Quoted if byte == b'"' => {
                self.before_quote = self.last;
                self.state = State::Closed;
            }
            State::Quoted => {}
            State::Closed if byte == b'"' => self.state = State::Quoted,
            _ if byte == self.separator => {
                self.cell += 1;
                self.state = State::Start;
            }
            _ if ends => self.state = State::Start,
            State::Start if byte == b'"' => {
                self.opened = line;
                self.state = State::Quoted;
            }
            State::Closed if byte == b' ' => {}
            State::Closed => {
                self.fault.get_or_insert(Fault {
                    line,
                    cell: self.cell,
                    backslash: self.before_quote == b'\\',
                });
                self.state = State::Bare;
            }
            State::Start | State::Bare => self.state = State::Bare,
        }
    }

    /// Tells the fault of the record that ends, and says whether there was one.
    pub fn tell(&mut self, line: u64, faults: &mut Faults) -> bool {
        let place = Place::file(faults.file);
        if let Some(fault) = self.fault.take() {
            let hint = if fault.backslash {
                "dans un CSV, un guillemet s'écrit deux fois (\"\") et non avec une barre oblique inverse (\\\")"
            } else {
                "doublez les guillemets qui font partie du texte (\"\")"
            };
            let place = place.line(fault.line).field(fault.cell);
            let message =
                "du texte suit un guillemet fermant : la case est coupée au mauvais endroit";
            faults.push(Diagnostic::error(message).at(place).hint(hint));
            return true;
        }
        if self.state == State::Quoted {
            let message = "un guillemet ouvert n'est jamais refermé : il avale la suite du fichier";
            let place = place.line(self.opened.max(line)).field(self.cell);
            faults.push(
                Diagnostic::error(message)
                    .at(place)
                    .hint("fermez le guillemet, ou doublez-le (\"\") s'il fait partie du texte"),
            );
            self.state = State::Start;
            return true;
        }
        false
    }
}
