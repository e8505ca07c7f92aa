//! The folder that `jalon export` wrote in an earlier year: its manifest, then its figures. Never raw answers.

use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use super::earlier_figures;
use super::input::Input;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::{Earlier, EarlierProject, ExportNotice, Referential};

/// What tells an export from any other folder.
const MANIFEST: &str = "manifeste-chiffres.json";
/// The table that is read; the other files of the folder hold the same figures or none of use here.
const FIGURES: &str = "chiffres.csv";
/// Most bytes of a manifest: a thousand projects take one tenth of it.
const MOST: u64 = 16 * 1024 * 1024;

/// What is read of a manifest.
#[derive(Deserialize)]
struct Manifest {
    date_arrete: String,
    #[serde(rename = "chiffres")]
    notice: Option<ExportNotice>,
    #[serde(rename = "sorties")]
    written: Vec<Written>,
    #[serde(rename = "laisses_de_cote")]
    left_out: Vec<LeftOut>,
}

/// A project whose files could not be read.
#[derive(Deserialize)]
struct LeftOut {
    projet: String,
}

/// A file that the export wrote.
#[derive(Deserialize)]
struct Written {
    #[serde(rename = "fichier")]
    file: String,
    sha256: String,
}

/// Reads what an earlier year published; `None`, with every fault told, when it is no sound export of printed figures
/// on the same referential.
pub fn earlier(
    folder: &Path,
    referential: &Referential,
    notes: &mut Diagnostics,
) -> Option<(Earlier, Vec<Input>)> {
    let file = |name: &str| {
        let path = folder.join(name);
        Input::path(path.display().to_string(), path)
    };
    if let Some(fault) = no_export(folder) {
        notes.push(fault);
        return None;
    }
    let (manifest, figures) = (file(MANIFEST), file(FIGURES));
    let told = manifest_of(&manifest, notes)?;
    let (notice, closed_on) = sound(&told, &manifest.name, referential, notes)?;
    let projects = notice.projects.iter().map(|project| {
        let known = EarlierProject {
            name: project.name.clone(),
            unread: told.left_out.iter().any(|out| out.projet == project.id),
            ..EarlierProject::default()
        };
        (project.id.clone(), known)
    });
    let mut found = Earlier {
        closed_on,
        projects: projects.collect(),
        fingerprint: String::new(),
        notice,
    };
    earlier_figures::read(&figures, referential, &mut found, notes)?;
    found.fingerprint = unchanged(&figures, &told, notes)?;
    Some((found, vec![manifest, figures]))
}

/// Why a folder is no export at all.
fn no_export(folder: &Path) -> Option<Diagnostic> {
    let place = || Place::file(folder.display().to_string());
    let way_out = "donnez le dossier que « jalon export » a écrit l'année précédente, par exemple : --precedent chiffres-2025";
    if !folder.is_dir() {
        return Some(
            Diagnostic::error(
                "le dossier de l'année précédente n'existe pas, ou n'est pas un dossier",
            )
            .at(place())
            .hint(way_out),
        );
    }
    if !folder.join(MANIFEST).exists() {
        let answers = folder.join("programme.toml").exists() || folder.join("projet.toml").exists();
        let message = "ce dossier n'est pas un export de chiffres : il n'y a pas de « manifeste-chiffres.json »";
        let hint = if answers {
            "l'année précédente se lit dans ses chiffres publiés, jamais dans ses réponses : écrivez-les d'abord avec « jalon export »"
        } else {
            way_out
        };
        return Some(Diagnostic::error(message).at(place()).hint(hint));
    }
    (!folder.join(FIGURES).exists()).then(|| {
        Diagnostic::error("il manque « chiffres.csv » à cet export")
            .at(place())
            .hint(
                "copiez le dossier entier tel que « jalon export » l'a écrit, ou refaites l'export",
            )
    })
}

fn manifest_of(input: &Input, notes: &mut Diagnostics) -> Option<Manifest> {
    let bytes = match input.read_all(MOST) {
        Ok(bytes) => bytes,
        Err(fault) => {
            notes.push(fault);
            return None;
        }
    };
    match serde_json::from_slice(&bytes) {
        Ok(manifest) => Some(manifest),
        Err(error) => {
            let place = Place::file(&input.name)
                .line(error.line().max(1) as u64)
                .field(error.column().max(1) as u64);
            notes.push(
                Diagnostic::error("le manifeste de l'export est abîmé ou n'en est pas un")
                    .at(place)
                    .hint(AGAIN),
            );
            None
        }
    }
}

const AGAIN: &str = "refaites l'export de l'année précédente avec « jalon export », ou retrouvez une copie intacte du dossier";

/// The notice and the closing day of an export that can be compared with.
fn sound(
    manifest: &Manifest,
    file: &str,
    referential: &Referential,
    notes: &mut Diagnostics,
) -> Option<(ExportNotice, NaiveDate)> {
    let before = notes.len();
    let mut refuse = |column: &str, message: String, hint: &str| {
        let place = Place::file(file).column(column);
        notes.push(Diagnostic::error(message).at(place).hint(hint));
    };
    let Some(notice) = &manifest.notice else {
        refuse(
            "chiffres",
            "cet export vient d'une version de jalon qui ne disait pas de quel programme sont les chiffres".to_owned(),
            "refaites-le avec cette version de jalon, sur le dossier de l'année précédente",
        );
        return None;
    };
    let closed_on = manifest.date_arrete.parse().ok();
    if closed_on.is_none() {
        refuse(
            "date_arrete",
            "la date d'arrêté de l'export n'est pas une date".to_owned(),
            AGAIN,
        );
    }
    if notice.precision != "imprimee" {
        refuse(
            "precision",
            "ces chiffres sont en précision pleine : ce ne sont pas ceux qui ont été publiés"
                .to_owned(),
            "refaites l'export de l'année précédente sans « --precision pleine »",
        );
    }
    if notice.referential != referential.version {
        refuse(
            "referentiel",
            format!(
                "ces chiffres suivent un autre référentiel (version {}, ce rapport suit la version {})",
                notice.referential, referential.version
            ),
            "deux années ne se comparent que sur les mêmes critères : composez sans « --precedent », ou avec le même « --referentiel »",
        );
    }
    (notes.len() == before).then_some((notice.clone(), closed_on?))
}

/// The hash of the figures, when they are still those that the export wrote.
fn unchanged(figures: &Input, manifest: &Manifest, notes: &mut Diagnostics) -> Option<String> {
    let hash = match figures.fingerprint() {
        Ok(hash) => hash,
        Err(error) => {
            notes.push(figures.unreadable(&error));
            return None;
        }
    };
    let known = manifest.written.iter().find(|file| file.file == FIGURES);
    if known.is_some_and(|file| file.sha256 == hash) {
        return Some(hash);
    }
    notes.push(
        Diagnostic::error("ce fichier a changé depuis l'export : ses chiffres ne sont plus sûrement ceux qui ont été publiés")
            .at(Place::file(&figures.name))
            .hint(AGAIN),
    );
    None
}
