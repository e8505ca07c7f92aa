//! The user's own templates: read before anything else, refused when none of them would be used.

use std::path::Path;

use super::{MOST_TEXT, given};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::read::files_below;
use crate::typeset::TEMPLATES;

/// Templates by path below the folder, `/` between its parts; every file ending in `.typ`.
pub(super) fn overrides(
    folder: Option<&Path>,
    notes: &mut Diagnostics,
) -> Option<Vec<(String, Vec<u8>)>> {
    let Some(root) = folder else {
        return Some(Vec::new());
    };
    let refused = |message: &str, hint: &str| {
        let place = Place::file(root.display().to_string());
        Diagnostic::error(message).at(place).hint(hint)
    };
    if !root.is_dir() {
        notes.push(refused(
            "le dossier de modèles n'existe pas",
            "indiquez un dossier fait avec « jalon templates eject DOSSIER »",
        ));
        return None;
    }
    let mut found = Vec::new();
    for path in files_below(root, "typ") {
        match given(&path).read_all(MOST_TEXT) {
            Ok(bytes) => found.push((below(root, &path), bytes)),
            Err(fault) => {
                notes.push(fault);
                return None;
            }
        }
    }
    let is_known = |(path, _): &(String, Vec<u8>)| TEMPLATES.iter().any(|(known, _)| known == path);
    if !found.iter().any(is_known) {
        notes.push(refused(
            "aucun fichier de ce dossier ne remplace un modèle du programme",
            "gardez les noms et les sous-dossiers de « jalon templates eject DOSSIER », par exemple documents/dossier.typ",
        ));
        return None;
    }
    Some(found)
}

/// The path of a file from a folder, with `/`.
fn below(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts = inner.components();
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
