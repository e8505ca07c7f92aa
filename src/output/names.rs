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

/// The names of several identifiers, in their order. Two that would be one file, be it only on a system that takes `A` for `a`, are
/// an error each: a name with a number would change with the company it is in.
pub fn file_names<'a>(
    idents: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<String>, Vec<OutputFault>> {
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    let mut names = Vec::new();
    let mut faults = Vec::new();
    for ident in idents {
        match file_name(ident) {
            Ok(name) => match taken.insert(name.to_lowercase(), ident) {
                None => names.push(name),
                Some(first) => faults.push(OutputFault::SameName {
                    first: first.into(),
                    second: ident.into(),
                    name,
                }),
            },
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        Ok(names)
    } else {
        Err(faults)
    }
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    RESERVED.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}
