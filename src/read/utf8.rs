//! Whether bytes are UTF-8, and where they stop being so.

use std::io::{self, Read};

use super::encoding::{BUFFER, Encoding};
use super::faults::Faults;
use super::symptoms::Symptoms;
use crate::diagnostic::{Diagnostic, Place};

/// What the bytes say when they are read as UTF-8.
#[derive(Default)]
pub(super) struct Raw {
    /// Bytes read.
    pub length: u64,
    /// Sequences of several bytes that are sound.
    sound: u64,
    /// Bytes that are not UTF-8.
    invalid: u64,
    /// Line and character of the first of them.
    pub first_invalid: Option<(u64, u64)>,
}

/// What a text is.
pub(super) enum Verdict {
    /// UTF-8 from end to end.
    Utf8,
    /// Something else, from end to end.
    Other,
    /// Neither, and why.
    Refused(&'static str),
}

impl Raw {
    /// Reads a whole stream.
    pub fn read(
        &mut self,
        stream: &mut dyn Read,
        skip: usize,
        symptoms: &mut Symptoms,
    ) -> io::Result<()> {
        let mut buffer = vec![0; BUFFER];
        let mut kept = 0;
        let mut first = true;
        loop {
            let count = stream.read(&mut buffer[kept..])?;
            self.length += count as u64;
            let filled = kept + count;
            let start = if first { skip.min(filled) } else { 0 };
            let rest = self.judge(&buffer[start..filled], count == 0, symptoms);
            buffer.copy_within(filled - rest..filled, 0);
            kept = rest;
            first = false;
            if count == 0 {
                return Ok(());
            }
        }
    }

    /// Judges a piece and says how many bytes at its end are the start of a sequence.
    fn judge(&mut self, piece: &[u8], last: bool, symptoms: &mut Symptoms) -> usize {
        if piece.is_ascii() {
            symptoms.see(piece);
            return 0;
        }
        let mut rest = piece;
        loop {
            let (sound, fault) = match std::str::from_utf8(rest) {
                Ok(text) => (text.len(), None),
                Err(fault) => (fault.valid_up_to(), Some(fault.error_len())),
            };
            self.sound += rest[..sound].iter().filter(|byte| **byte >= 0xC0).count() as u64;
            symptoms.see(&rest[..sound]);
            rest = &rest[sound..];
            match fault {
                None => return 0,
                Some(None) if !last => return rest.len(),
                Some(length) => {
                    let length = length.unwrap_or(rest.len()).min(rest.len());
                    self.invalid += length as u64;
                    self.first_invalid
                        .get_or_insert_with(|| symptoms.position());
                    symptoms.pass(length as u64);
                    rest = &rest[length..];
                }
            }
        }
    }

    /// Decides.
    pub fn verdict(&self, asked: Option<Encoding>) -> Verdict {
        if self.invalid == 0 {
            Verdict::Utf8
        } else if asked.is_some() {
            Verdict::Refused("le texte s'annonce en UTF-8, mais un signe n'en est pas")
        } else if self.sound > 0 && self.sound * 10 >= self.invalid {
            Verdict::Refused(
                "le texte mélange deux encodages : une partie est en UTF-8, une autre non",
            )
        } else {
            Verdict::Other
        }
    }

    /// Tells why the text is refused, at its first faulty byte.
    pub fn refuse(&self, message: &str, faults: &mut Faults) {
        let (line, character) = self.first_invalid.unwrap_or((1, 1));
        let place = Place::file(faults.file).line(line).field(character);
        faults.push(Diagnostic::error(message).at(place).hint(
            "ouvrez-le dans votre tableur, vérifiez les accents, puis enregistrez-le en « CSV UTF-8 »",
        ));
    }
}
