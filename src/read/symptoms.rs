//! What is odd about a text although it could be decoded: control signs, accents decoded twice, a Mac's accents.

use memchr::{memchr_iter, memmem};

use super::faults::Faults;
use crate::diagnostic::{Diagnostic, Place};

/// Observations over a text, piece by piece.
#[derive(Default)]
pub(super) struct Symptoms {
    /// Whether the text went through a decoder, so that a Mac's accents may show.
    pub decoded: bool,
    /// Whether the last byte seen is Ctrl-Z, which ended files of DOS.
    pub ends_with_substitute: bool,
    lines: u64,
    characters: u64,
    returns_pending: bool,
    lone_returns: bool,
    control: Option<u64>,
    mojibake: Option<u64>,
    mac: Option<u64>,
}

impl Symptoms {
    /// Sees the next piece of text.
    pub fn see(&mut self, piece: &[u8]) {
        let Some(&last) = piece.last() else {
            return;
        };
        if self.ends_with_substitute && self.control.is_none() {
            self.control = Some(self.lines + 1);
        }
        self.ends_with_substitute = last == 0x1A;
        let inside = &piece[..piece.len() - usize::from(self.ends_with_substitute)];
        if self.control.is_none() && has_control(inside) {
            let at = inside.iter().position(|byte| is_control(*byte));
            self.control = at.map(|at| self.line_at(inside, at));
        }
        if !piece.is_ascii() {
            self.see_accents(piece);
        }
        self.see_line_ends(piece);
    }

    fn see_accents(&mut self, piece: &[u8]) {
        if self.mojibake.is_none() {
            let patterns: [&[u8]; 3] = [
                &[0xC3, 0x83, 0xC2],
                &[0xC3, 0xA2, 0xE2, 0x82, 0xAC],
                &[0xC3, 0x82, 0xC2],
            ];
            let found = patterns
                .iter()
                .filter_map(|pattern| memmem::find(piece, pattern))
                .min();
            self.mojibake = found.map(|at| self.line_at(piece, at));
        }
        if self.decoded && self.mac.is_none() {
            self.mac = mac_accent(piece).map(|at| self.line_at(piece, at));
        }
    }

    fn see_line_ends(&mut self, piece: &[u8]) {
        self.lone_returns |= self.returns_pending && piece.first() != Some(&b'\n');
        if !self.lone_returns {
            let last = piece.len() - 1;
            self.lone_returns =
                memchr_iter(b'\r', piece).any(|at| at < last && piece[at + 1] != b'\n');
        }
        self.returns_pending = piece.last() == Some(&b'\r');
        let feeds = memchr_iter(b'\n', piece).count() as u64;
        self.lines += feeds;
        let tail = match memchr::memrchr(b'\n', piece) {
            Some(at) => {
                self.characters = 0;
                &piece[at + 1..]
            }
            None => piece,
        };
        self.characters += tail.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
    }

    fn line_at(&self, piece: &[u8], at: usize) -> u64 {
        self.lines + 1 + memchr_iter(b'\n', &piece[..at]).count() as u64
    }

    /// Line and character, from 1, of what comes next.
    pub fn position(&self) -> (u64, u64) {
        (self.lines + 1, self.characters + 1)
    }

    /// Goes over bytes that are not text.
    pub fn pass(&mut self, count: u64) {
        self.ends_with_substitute = false;
        self.characters += count;
    }

    /// Whether a carriage return ends a line alone somewhere.
    pub fn lone_returns(&self) -> bool {
        self.lone_returns || self.returns_pending
    }

    /// Says what was found, each once.
    pub fn tell(&self, guessed: bool, first_invalid: Option<(u64, u64)>, faults: &mut Faults) {
        let remarks = [
            (
                guessed,
                "Un fichier n'est pas en UTF-8 : il est lu en Windows-1252, l'encodage d'Excel en français",
            ),
            (
                self.mac.is_some(),
                "Un fichier vient sans doute d'Excel pour Mac : certains accents sont mal lus",
            ),
            (
                self.mojibake.is_some(),
                "Dans un fichier, des accents semblent avoir été convertis deux fois ; le texte est gardé tel quel",
            ),
        ];
        let found = remarks.iter().filter(|(holds, _)| *holds);
        faults.remarks.extend(found.map(|(_, remark)| remark));
        let file = faults.file.to_owned();
        let mut warn = |line: Option<u64>, message: &str, hint: &str| {
            let mut place = Place::file(&file);
            place.line = line;
            faults.push(Diagnostic::warning(message).at(place).hint(hint));
        };
        if guessed {
            warn(
                first_invalid.map(|(line, _)| line),
                "le texte n'est pas en UTF-8 : il est lu en Windows-1252, l'encodage d'Excel en français",
                "vérifiez les accents ; pour ne plus voir cet avertissement, enregistrez en « CSV UTF-8 » ou ajoutez encodage = \"windows-1252\" à colonnes.toml",
            );
        }
        if self.mac.is_some() {
            warn(
                self.mac,
                "des signes étranges (™ ˆ Ž) au milieu des mots : le fichier vient sans doute d'Excel pour Mac",
                "ajoutez encodage = \"macintosh\" à colonnes.toml, ou enregistrez le fichier en « CSV UTF-8 »",
            );
        }
        if self.mojibake.is_some() {
            warn(
                self.mojibake,
                "des accents semblent avoir été convertis deux fois (« Ã© » pour « é »)",
                "le texte est gardé tel quel ; exportez de nouveau le fichier depuis l'outil d'enquête pour le corriger",
            );
        }
        if self.control.is_some() {
            warn(
                self.control,
                "le texte contient des signes de contrôle invisibles",
                "ils n'ont pas d'effet sur les réponses ; retirez-les si une valeur est refusée",
            );
        }
    }
}

fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7F
}

/// Without a branch, so that a file of 600 MB costs a tenth of a second.
fn has_control(piece: &[u8]) -> bool {
    piece
        .iter()
        .fold(false, |found, byte| found | is_control(*byte))
}

/// Where an accent of a Mac shows inside a word when it is read as Windows-1252: « H™pital », « rŽunion ».
fn mac_accent(piece: &[u8]) -> Option<usize> {
    let text = match std::str::from_utf8(piece) {
        Ok(text) => text,
        Err(fault) => std::str::from_utf8(&piece[..fault.valid_up_to()]).unwrap_or_default(),
    };
    let mut before = ' ';
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let after = signs.peek().map_or(' ', |(_, next)| *next);
        let odd = match sign {
            '™' | '•' | '\u{8F}' | '\u{9D}' | '\u{90}' => {
                before.is_alphabetic() && after.is_alphabetic()
            }
            'Ž' | 'Š' => before.is_lowercase(),
            _ => false,
        };
        if odd {
            return Some(at);
        }
        before = sign;
    }
    None
}
