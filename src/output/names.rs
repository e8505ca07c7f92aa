//! Names of files made from identifiers people chose: readable, the same on every system, never two alike.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::OutputFault;

/// Longest name in bytes, which leaves room for a folder and an extension under Windows' 260.
const LONGEST: usize = 80;

/// Names that Windows keeps for devices, whatever the extension.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A file's name, without extension, for an identifier: letters without accents, digits, `-`, `_` and `.`, whatever else being a `-`.
pub fn file_name(ident: &str) -> Result<String, OutputFault> {
    let mut name = String::new();
    for character in ident
        .nfd()
        .filter(|character| !is_combining_mark(*character))
    {
        match character {
            'œ' => name.push_str("oe"),
            'Œ' => name.push_str("OE"),
            'æ' => name.push_str("ae"),
            'Æ' => name.push_str("AE"),
            'ß' => name.push_str("ss"),
            _ if character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-') => {
                name.push(character)
            }
            _ if !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    name.truncate(LONGEST);
    let name = name.trim_matches(['-', '.']);
    if !name.contains(|character: char| character.is_ascii_alphanumeric()) {
        return Err(OutputFault::Unnameable {
            ident: ident.into(),
        });
    }
    Ok(if is_reserved(name) {
        format!("_{name}")
    } else {
        name.into()
    })
}

/// The names of several identifiers, in their order; none for one that has a fault.
#[derive(Debug)]
pub struct Names {
    /// By rank of the identifier.
    pub all: Vec<Option<String>>,
    /// Why some have none.
    pub faults: Vec<OutputFault>,
}

/// The names of several identifiers. Those that would be one file, be it only on a system that takes `A` for `a`, have none:
/// a name with a number would change with the company it is in.
pub fn file_names<'a>(idents: impl IntoIterator<Item = &'a str>) -> Names {
    let mut taken: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    let mut names = Names {
        all: Vec::new(),
        faults: Vec::new(),
    };
    for (rank, ident) in idents.into_iter().enumerate() {
        let found = file_name(ident).and_then(|name| match taken.get(&name.to_lowercase()) {
            None => {
                taken.insert(name.to_lowercase(), (ident, rank));
                Ok(name)
            }
            Some((first, at)) => {
                names.all[*at] = None;
                Err(OutputFault::SameName {
                    first: (*first).into(),
                    second: ident.into(),
                    name,
                })
            }
        });
        match found {
            Ok(name) => names.all.push(Some(name)),
            Err(fault) => {
                names.all.push(None);
                names.faults.push(fault);
            }
        }
    }
    names
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    RESERVED.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}
