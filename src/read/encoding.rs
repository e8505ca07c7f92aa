//! Bytes → text: which encoding a file is in, decided from its bytes and said when it was guessed.
//!
//! Strict UTF-8, else Windows-1252 with a warning; UTF-16 by its mark; Mac Roman only when asked
//! for, since no detector finds it. A file that is half one and half the other is refused.

use std::io::{self, Read};

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::faults::Faults;
use super::input::Input;
use super::symptoms::Symptoms;
use super::utf8::{Raw, Verdict};
use crate::diagnostic::{Diagnostic, Place};

/// How the bytes of a text are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `utf-8`
    Utf8,
    /// `windows-1252`
    Windows1252,
    /// `macintosh`
    Macintosh,
    /// `utf-16le`
    Utf16Le,
    /// Only ever found by its mark.
    Utf16Be,
}

impl Encoding {
    /// Keys of `encodage` in `colonnes.toml`.
    pub const KEYS: [(&'static str, Encoding); 4] = [
        ("utf-8", Encoding::Utf8),
        ("windows-1252", Encoding::Windows1252),
        ("macintosh", Encoding::Macintosh),
        ("utf-16le", Encoding::Utf16Le),
    ];

    fn decoder(self) -> Option<encoding_rs::Decoder> {
        let encoding = match self {
            Encoding::Utf8 => return None,
            Encoding::Windows1252 => WINDOWS_1252,
            Encoding::Macintosh => MACINTOSH,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
        };
        Some(encoding.new_decoder_without_bom_handling())
    }
}

/// What a first pass over a text file found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    encoding: Encoding,
    /// Bytes of the mark at the start.
    skip: usize,
    /// Bytes to read in all, a last Ctrl-Z left out.
    length: u64,
    /// Whether a carriage return ends a line alone somewhere.
    pub lone_returns: bool,
}

/// Bytes read at a time.
pub(super) const BUFFER: usize = 64 * 1024;

/// Reads the file once for its encoding, and tells what is odd about its text.
pub(super) fn scan(input: &Input, forced: Option<Encoding>, faults: &mut Faults) -> Option<Scan> {
    match find(input, forced, faults) {
        Ok(found) => found,
        Err(error) => {
            faults.push(input.unreadable(&error));
            None
        }
    }
}

fn find(input: &Input, forced: Option<Encoding>, faults: &mut Faults) -> io::Result<Option<Scan>> {
    let mut head = Vec::new();
    input.open()?.take(4096).read_to_end(&mut head)?;
    let (marked, skip) = marked(&head);
    if forced.is_none() && marked.is_none() && looks_like_utf16(&head) {
        let place = Place::file(faults.file).line(1);
        let fault = Diagnostic::error(
            "un octet sur deux est nul : le texte semble être en UTF-16, sans la marque qui le dit",
        );
        faults.push(fault.at(place).hint(
            "ajoutez encodage = \"utf-16le\" à colonnes.toml, ou enregistrez le fichier en « CSV UTF-8 »",
        ));
        return Ok(None);
    }
    let mut raw = Raw::default();
    let mut symptoms = Symptoms::default();
    let encoding = match marked.or(forced) {
        None | Some(Encoding::Utf8) => {
            raw.read(&mut *input.open()?, skip, &mut symptoms)?;
            match raw.verdict(forced.or(marked)) {
                Verdict::Utf8 => Encoding::Utf8,
                Verdict::Other => Encoding::Windows1252,
                Verdict::Refused(message) => {
                    raw.refuse(message, faults);
                    return Ok(None);
                }
            }
        }
        // What `colonnes.toml` says is said of all files of a folder: one that is in UTF-8 for certain is read so.
        Some(other) if marked.is_none() && !looks_like_utf16(&head) => {
            raw.read(&mut *input.open()?, skip, &mut symptoms)?;
            match raw.verdict(None) {
                Verdict::Utf8 => Encoding::Utf8,
                _ => other,
            }
        }
        Some(other) => other,
    };
    let guessed = encoding == Encoding::Windows1252 && forced.is_none();
    if encoding != Encoding::Utf8 {
        raw.length = length(&mut *input.open()?)?;
    }
    let mut found = Scan {
        encoding,
        skip,
        length: raw.length,
        lone_returns: false,
    };
    if encoding != Encoding::Utf8 {
        symptoms = Symptoms::default();
        symptoms.decoded = true;
        let sound = found.observe(input, &mut symptoms)?;
        if !sound && !matches!(encoding, Encoding::Windows1252 | Encoding::Macintosh) {
            faults.refuse(
                "le texte en UTF-16 est abîmé : certains signes sont coupés en deux",
                "exportez de nouveau le fichier, en « CSV UTF-8 »",
            );
            return Ok(None);
        }
    }
    if symptoms.ends_with_substitute && matches!(encoding, Encoding::Utf8 | Encoding::Windows1252) {
        found.length -= 1;
    }
    found.lone_returns = symptoms.lone_returns();
    symptoms.tell(guessed, raw.first_invalid, faults);
    Ok(Some(found))
}

/// The encoding a mark at the start announces, and the bytes it takes.
fn marked(head: &[u8]) -> (Option<Encoding>, usize) {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => (Some(Encoding::Utf8), 3),
        [0xFF, 0xFE, ..] => (Some(Encoding::Utf16Le), 2),
        [0xFE, 0xFF, ..] => (Some(Encoding::Utf16Be), 2),
        _ => (None, 0),
    }
}

fn looks_like_utf16(head: &[u8]) -> bool {
    let zeros = |rank: usize| {
        head.iter()
            .skip(rank)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let half = head.len() / 2;
    half >= 4 && (zeros(0) * 2 > half || zeros(1) * 2 > half)
}

fn length(stream: &mut dyn Read) -> io::Result<u64> {
    io::copy(stream, &mut io::sink())
}

impl Scan {
    /// A stream of UTF-8 over the text.
    pub fn text<'a>(&self, input: &'a Input) -> io::Result<Text<'a>> {
        let mut stream = input.open()?;
        io::copy(&mut (&mut stream).take(self.skip as u64), &mut io::sink())?;
        Ok(Text {
            stream: Box::new(stream.take(self.length.saturating_sub(self.skip as u64))),
            decoder: self.encoding.decoder(),
            raw: Vec::new(),
            decoded: Vec::new(),
            given: 0,
            finished: false,
            ended: false,
            sound: true,
        })
    }

    /// Reads the decoded text for its symptoms; false when some of it could not be decoded.
    fn observe(&self, input: &Input, symptoms: &mut Symptoms) -> io::Result<bool> {
        let mut text = self.text(input)?;
        let mut buffer = vec![0; BUFFER];
        loop {
            match text.read(&mut buffer)? {
                0 => return Ok(text.sound),
                count => symptoms.see(&buffer[..count]),
            }
        }
    }
}

/// A stream that gives UTF-8 whatever the encoding of the file.
pub(super) struct Text<'a> {
    stream: Box<dyn Read + 'a>,
    decoder: Option<encoding_rs::Decoder>,
    /// Bytes read and not decoded yet.
    raw: Vec<u8>,
    ended: bool,
    decoded: Vec<u8>,
    given: usize,
    finished: bool,
    sound: bool,
}

impl Read for Text<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            return self.stream.read(buffer);
        };
        loop {
            if self.raw.is_empty() && !self.ended {
                self.raw.resize(BUFFER, 0);
                let count = self.stream.read(&mut self.raw)?;
                self.raw.truncate(count);
                self.ended = count == 0;
            }
            // A sign may need more room than `buffer` has left: it is decoded aside, or nothing would ever move.
            if self.given < self.decoded.len() {
                let count = buffer.len().min(self.decoded.len() - self.given);
                buffer[..count].copy_from_slice(&self.decoded[self.given..self.given + count]);
                self.given += count;
                return Ok(count);
            }
            if self.ended && self.raw.is_empty() && self.finished {
                return Ok(0);
            }
            self.decoded.resize(BUFFER, 0);
            let (_, read, written, faulty) =
                decoder.decode_to_utf8(&self.raw, &mut self.decoded, self.ended);
            self.decoded.truncate(written);
            self.given = 0;
            self.sound &= !faulty;
            self.raw.drain(..read);
            self.finished = self.ended && self.raw.is_empty();
            if buffer.is_empty() || (self.finished && written == 0) {
                return Ok(0);
            }
        }
    }
}
