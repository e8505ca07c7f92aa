//! The lists of names that a project or its programme wants masked: compared, never shown.
//!
//! `noms-a-masquer.txt`: one name a line, `#` opens a remark. No message of this file quotes a line of it.

use std::sync::OnceLock;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::input::Input;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::Project;
use crate::model::verbatim::Confidential;

/// Name of such a list.
pub const NAMES: &str = "noms-a-masquer.txt";

/// Most bytes of a list.
const MOST: u64 = 1024 * 1024;

/// A list of names to mask: read once, when first asked for, whoever asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameList {
    input: Input,
    /// Its people, or what keeps it from being read.
    people: OnceLock<Result<Confidential, Box<Diagnostic>>>,
}

impl NameList {
    /// A list that is not read yet.
    pub fn new(input: Input) -> Self {
        NameList {
            input,
            people: OnceLock::new(),
        }
    }

    /// Its file, for who weighs it.
    pub fn input(&self) -> &Input {
        &self.input
    }

    fn people(&self) -> Result<&Confidential, &Diagnostic> {
        let read = || read(&self.input).map_err(Box::new);
        self.people
            .get_or_init(read)
            .as_ref()
            .map_err(|fault| &**fault)
    }
}

/// The names of the lists and of the project's organisations; false when a list cannot be read.
pub(super) fn names(
    lists: &[&NameList],
    project: &Project,
    notes: &mut Diagnostics,
) -> (Confidential, bool) {
    let mut confidential = Confidential::default();
    let own = [&project.structure, &project.name, &project.short];
    for name in own.into_iter().chain(&project.partners) {
        confidential.add_structure(name);
    }
    let mut sound = true;
    for list in lists {
        match list.people() {
            Ok(people) => confidential.add_all(people),
            Err(fault) => {
                notes.push(fault.clone());
                sound = false;
            }
        }
    }
    confidential.close();
    (confidential, sound)
}

/// The people of the lists; one that cannot be read was told when its project was.
pub fn listed<'i>(lists: impl IntoIterator<Item = &'i NameList>) -> Confidential {
    let mut confidential = Confidential::default();
    for people in lists.into_iter().flat_map(NameList::people) {
        confidential.add_all(people);
    }
    confidential.close();
    confidential
}

#[expect(
    clippy::result_large_err,
    reason = "a fault ends the reading of a list and is kept with it"
)]
fn read(list: &Input) -> Result<Confidential, Diagnostic> {
    let bytes = list.read_all(MOST)?;
    // What Word, Excel or Writer save holds no line of text: the names in it would all be passed over.
    if bytes.starts_with(b"PK")
        || bytes.starts_with(b"{\\rtf")
        || bytes.contains(&0) && !is_wide(&bytes)
    {
        return Err(Diagnostic::error("cette liste de noms n'est pas un fichier de texte : aucun nom n'y est lu")
            .at(Place::file(&list.name))
            .hint("enregistrez-la dans le Bloc-notes sous le nom « noms-a-masquer.txt », un nom par ligne, et retirez celle-ci"));
    }
    let text = decoded(&bytes);
    let names = text.lines().map(str::trim);
    let mut people = Confidential::default();
    names
        .filter(|name| !name.starts_with('#'))
        .for_each(|name| people.add_person(name));
    Ok(people)
}

/// Whether a text says that it is in UTF-16, where every second byte may be nothing.
fn is_wide(bytes: &[u8]) -> bool {
    Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8)
}

/// UTF-8 or UTF-16 by its mark, UTF-8 without one, else what an older Notepad writes.
fn decoded(bytes: &[u8]) -> String {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}
