//! What a folder of the disk holds: sorted, each file once, links followed inside the user's folder only.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::endings::{Use, use_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Whether a folder can be looked into; told otherwise.
pub(super) fn can_be_read(folder: &Path, shown: &str, notes: &mut Diagnostics) -> bool {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            notes.push(closed(shown));
            false
        }
        _ => true,
    }
}

fn closed(shown: &str) -> Diagnostic {
    Diagnostic::error("ce dossier ne peut pas être parcouru : l'accès est refusé")
        .at(Place::file(shown))
        .hint("donnez-vous le droit de lecture sur ce dossier")
}

/// Entries of a folder by name; a file reached under two names (link) is kept once, under the first.
pub(super) fn entries(root: &Path, shown: &str, notes: &mut Diagnostics) -> Vec<(String, PathBuf)> {
    let read = match fs::read_dir(root) {
        Ok(read) => read,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(_) => {
            notes.push(closed(shown));
            return Vec::new();
        }
    };
    let mut found: Vec<(String, PathBuf)> = read
        .filter_map(Result::ok)
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                entry.path(),
            )
        })
        .collect();
    // Links come last, so that a file is known by its own name when it has one here.
    found.sort_by_cached_key(|(name, path)| (path.is_symlink(), name.clone()));
    let top = top(root, shown);
    let mut met = Vec::new();
    found.retain(|(name, path)| {
        let Ok(real) = path.canonicalize() else {
            // What is no table may lead nowhere: nobody would have read it.
            let table = matches!(use_of(name), Use::Answers | Use::Table(_));
            if table && path.is_symlink() {
                notes.push(
                    Diagnostic::error("ce raccourci ne mène à aucun fichier, ou tourne en rond : il n'est pas suivi")
                        .at(Place::file(joined(shown, name)))
                        .hint("retirez-le, ou remplacez-le par le fichier"),
                );
            }
            return !(table && path.is_symlink());
        };
        if path.is_symlink() && top.as_ref().is_some_and(|top| !real.starts_with(top)) {
            notes.push(
                Diagnostic::error("ce raccourci mène hors du dossier : il n'est pas suivi")
                    .at(Place::file(joined(shown, name)))
                    .hint("copiez le fichier dans le dossier"),
            );
            return false;
        }
        if met.contains(&real) {
            notes.push(
                Diagnostic::warning(
                    "ce fichier est déjà lu sous un autre nom : il n'est compté qu'une fois",
                )
                .at(Place::file(joined(shown, name)))
                .hint("retirez le raccourci, ou l'autre fichier"),
            );
            return false;
        }
        met.push(real);
        true
    });
    found.sort();
    found
}

/// The folder that the user named, from a folder below it and its name in messages.
fn top(folder: &Path, shown: &str) -> Option<PathBuf> {
    let depth = shown.split('/').filter(|part| !part.is_empty()).count();
    folder
        .canonicalize()
        .ok()?
        .ancestors()
        .nth(depth)
        .map(Path::to_owned)
}

fn joined(folder: &str, name: &str) -> String {
    match folder.trim_end_matches('/') {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

/// Every file below a folder with an ending, sorted; links to folders are not followed.
pub fn files_below(root: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(read) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in read.filter_map(Result::ok) {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(_) if path.extension().is_some_and(|own| own == ending) => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
