//! A user's file: its name in messages and where its bytes are. Opens it; decides nothing of its content.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, Place};

/// A file, on the disk or already in memory, so that the library can run without a disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Relative path, as the user would recognise it in a message.
    pub name: String,
    /// Where the bytes are.
    pub source: Source,
    /// SHA-256 of the bytes, once somebody asked for it.
    pub(super) hash: OnceLock<String>,
}

/// Where the bytes of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// On the disk; opened when read, as a stream.
    Path(PathBuf),
    /// In memory.
    Bytes(Vec<u8>),
}

impl Input {
    /// A file of the disk.
    pub fn path(name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        Input {
            name: name.into(),
            source: Source::Path(path.into()),
            hash: OnceLock::new(),
        }
    }

    /// A file in memory.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Input {
            name: name.into(),
            source: Source::Bytes(bytes.into()),
            hash: OnceLock::new(),
        }
    }

    /// The name of the file alone, in lower case and without its ending: what a table beside the answers is known by.
    pub fn stem(&self) -> String {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        stem.to_lowercase()
    }

    /// The whole file, or the fault that prevents reading it; larger than `most` bytes is a fault.
    #[expect(
        clippy::result_large_err,
        reason = "a fault ends the reading and is told once"
    )]
    pub fn read_all(&self, most: u64) -> Result<Vec<u8>, Diagnostic> {
        let stream = self.open().map_err(|error| self.unreadable(&error))?;
        let mut bytes = Vec::new();
        stream
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| self.unreadable(&error))?;
        if bytes.len() as u64 > most {
            let message = format!("le fichier dépasse {} Mio", most / (1024 * 1024));
            return Err(Diagnostic::error(message)
                .at(Place::file(&self.name))
                .hint("vérifiez que c'est le bon fichier, ou partagez-le en plusieurs"));
        }
        Ok(bytes)
    }

    /// Opens a stream over the bytes. Anything but a regular file is refused before it is opened: a FIFO would wait forever.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        match &self.source {
            Source::Bytes(bytes) => Ok(Box::new(Cursor::new(bytes.as_slice()))),
            Source::Path(path) => {
                if !std::fs::metadata(path)?.is_file() {
                    return Err(io::Error::other("not a regular file"));
                }
                Ok(Box::new(File::open(path)?))
            }
        }
    }

    /// The fault of a file that cannot be opened or read to its end.
    pub(super) fn unreadable(&self, error: &io::Error) -> Diagnostic {
        let (message, hint) = match error.kind() {
            io::ErrorKind::NotFound => (
                "le fichier n'existe pas, ou a disparu pendant la lecture",
                "vérifiez qu'il n'a pas été déplacé, puis recommencez",
            ),
            io::ErrorKind::PermissionDenied => (
                "le fichier ne peut pas être ouvert : l'accès est refusé",
                "donnez-vous le droit de lecture sur ce fichier",
            ),
            io::ErrorKind::Other => (
                "ce n'est pas un fichier ordinaire",
                "remplacez-le par un vrai fichier",
            ),
            _ => (
                "le fichier n'a pas pu être lu jusqu'au bout",
                "fermez-le dans les autres programmes, puis recommencez",
            ),
        };
        Diagnostic::error(message)
            .at(Place::file(&self.name))
            .hint(hint)
    }
}
