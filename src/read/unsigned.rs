//! Rows without identifier: each known by its content and by how often it was met, and what files have in common.

use std::collections::HashMap;

use super::identity::hashed;

/// The rows without identifier of one project, file after file.
#[derive(Default)]
pub(super) struct Unsigned {
    met: HashMap<[u64; 2], Met>,
    /// Rows of the file that is read.
    current: FileRows,
    /// Those of the files before.
    earlier: Vec<FileRows>,
}

/// How often a row without identifier was met.
#[derive(Default)]
struct Met {
    all: u32,
    /// In this file, by its rank.
    file: u32,
    here: u32,
}

/// The rows without identifier of one file.
#[derive(Clone, Default)]
struct FileRows {
    name: String,
    rows: u32,
    /// How many of them stand in files before.
    shared: u32,
    /// And of these, how many are hardly so by chance.
    unlikely: u32,
    /// How many of them stand in this file already: where people answer alike, so do those of two files.
    repeated: u32,
    /// Those among them that are hardly alike by chance, and the line of the first.
    copied: u32,
    first: Option<u64>,
    /// The same for the same rows in any order.
    sum: [u64; 2],
}

/// How likely it is that two people give the same row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chance {
    /// It holds the moment at which it was given.
    None,
    /// It has many different answers.
    Small,
    /// It says little.
    Fair,
}

/// Rows of a file that repeat another one of it, and hardly by chance.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Repeated {
    pub rows: u32,
    /// Rows of the file without identifier.
    pub of: u32,
    /// The line of the first.
    pub line: u64,
}

/// What the rows of a file have in common with those of the files before.
pub(super) enum Shared {
    /// Nothing to speak of.
    None,
    /// The same rows as another file.
    Same { file: String, rows: u32 },
    /// Most of them, where no two people of one file answer alike.
    Most { rows: u32, of: u32 },
    /// Enough of them to be said.
    Some { rows: u32, of: u32 },
}

/// Fewest rows that are not alike by chance, when each says little.
const NOT_BY_CHANCE: u32 = 5;

impl Unsigned {
    /// A key for a row without identifier: its content, and how often it was met before; the same for a row that cannot be
    /// another person's.
    ///
    /// Both halves differ from those of any other row: such a key has no look-alike.
    pub fn key(&mut self, content: &[u8], chance: Chance, line: u64) -> [u64; 2] {
        let hash = hashed(content);
        if chance == Chance::None {
            return [hash[1].rotate_left(32), hash[1]];
        }
        let met = self.met.entry(hash).or_default();
        let key = hash[1].wrapping_add(u64::from(met.all));
        let file = u32::try_from(self.earlier.len()).unwrap_or(u32::MAX);
        if met.file != file {
            (met.file, met.here) = (file, 0);
        }
        let before = met.all - met.here;
        met.all += 1;
        met.here += 1;
        self.current.rows += 1;
        self.current.shared += u32::from(met.here <= before);
        self.current.unlikely += u32::from(met.here <= before && chance == Chance::Small);
        self.current.repeated += u32::from(met.here > 1);
        if met.here > 1 && chance == Chance::Small {
            self.current.copied += 1;
            self.current.first.get_or_insert(line);
        }
        for (sum, half) in self.current.sum.iter_mut().zip(hash) {
            *sum = sum.wrapping_add(half);
        }
        [key.rotate_left(32), key]
    }

    /// Rows of the file that is read that repeat another one of it.
    pub fn repeated(&self) -> Repeated {
        Repeated {
            rows: self.current.copied,
            of: self.current.rows,
            line: self.current.first.unwrap_or_default(),
        }
    }

    /// Ends the rows of a file: what they share with those of the files before.
    pub fn end_file(&mut self, file: &str) -> Shared {
        let mut read = std::mem::take(&mut self.current);
        if read.rows == 0 {
            return Shared::None;
        }
        read.name = file.to_owned();
        let (of, rows) = (read.rows, read.shared);
        let all_differ = read.repeated == 0;
        let unlikely = read.unlikely > 0;
        let same = |known: &&FileRows| known.rows == of && known.sum == read.sum;
        // A later download holds every row of the one before.
        let contains = self.earlier.iter().any(|known| known.rows <= rows);
        let twin = self
            .earlier
            .iter()
            .find(same)
            .map(|known| known.name.clone());
        self.earlier.push(read);
        let most = rows * 2 >= of || contains;
        match twin {
            _ if rows < NOT_BY_CHANCE && !unlikely => Shared::None,
            Some(file) => Shared::Same { file, rows: of },
            None if most && all_differ => Shared::Most { rows, of },
            None if most || all_differ || unlikely => Shared::Some { rows, of },
            None => Shared::None,
        }
    }

    /// Ends reading: gives back the room that only reading needs.
    pub fn close(&mut self) {
        self.met = HashMap::new();
    }
}
