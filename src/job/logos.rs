//! The logos of the partners: read once, from the programme's folder only. Whether one prints is for the printer to tell.

use std::path::Path;

use super::MOST_TEXT;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::Programme;
use crate::read::Input;

/// The partners' logos; one that cannot be read is told, and its partner is left without.
pub(super) fn logos(
    root: &Path,
    programme: &mut Option<Programme>,
    notes: &mut Diagnostics,
) -> Vec<(String, Vec<u8>)> {
    let Some(programme) = programme else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for partner in &mut programme.partners {
        let Some(file) = &partner.logo else { continue };
        match logo(root, file, notes) {
            Some(bytes) => found.push(bytes),
            None => partner.logo = None,
        }
    }
    let names = crate::document::logos(programme).into_iter();
    names.map(|(_, name)| name).zip(found).collect()
}

fn logo(root: &Path, file: &str, notes: &mut Diagnostics) -> Option<Vec<u8>> {
    let outside = Path::new(file).is_absolute() || file.split(['/', '\\']).any(|part| part == "..");
    if outside {
        let message = format!("le logo « {file} » est hors du dossier du programme");
        let place = Place::file("programme.toml").column("logo");
        let fault = Diagnostic::error(message).at(place);
        notes.push(fault.hint("copiez l'image dans le dossier du programme"));
        return None;
    }
    let read = Input::path(file.to_owned(), root.join(file)).read_all(MOST_TEXT);
    let way = "vérifiez le nom de l'image dans programme.toml (logo = …) : les documents paraissent sans elle";
    read.map_err(|fault| notes.push(fault.hint(way))).ok()
}
