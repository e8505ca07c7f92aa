//! What stands in a folder under a name that nothing reads: a slip in a name, a file in the wrong place, a folder of tables.
//!
//! Looks at names only; opens nothing.

use std::fs;
use std::path::Path;

use super::endings::{Use, use_of};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};

/// Texts that a project's folder may hold.
pub(super) const PROJECT: [&str; 4] = [
    "projet.toml",
    "questionnaire.toml",
    "colonnes.toml",
    "decisions.toml",
];
/// Texts that a programme's folder may hold.
pub(super) const PROGRAMME: [&str; 3] = ["programme.toml", "questionnaire.toml", "colonnes.toml"];

/// Folders that the program reads or writes, by name.
const OWN_FOLDERS: [&str; 5] = ["projets", "reponses", "textes", "dossiers", "schemas"];

/// Tells the texts whose name is nearly that of one that is missing here.
pub(super) fn tell(root: &Path, prefix: &str, known: &[&str], notes: &mut Diagnostics) {
    let missing: Vec<&str> = known
        .iter()
        .copied()
        .filter(|name| !root.join(name).exists())
        .collect();
    for name in texts(root) {
        if known.contains(&name.as_str()) {
            continue;
        }
        if let Some(near) = slip(&name, &missing) {
            notes.push(
                Diagnostic::warning("ce fichier n'est pas lu : son nom n'est pas celui attendu")
                    .at(Place::file(format!("{prefix}{name}")))
                    .hint(format!("vouliez-vous dire « {near} » ?")),
            );
        }
    }
}

/// Tells the texts of a programme that were put beside its answers.
pub(super) fn tell_misplaced(root: &Path, prefix: &str, notes: &mut Diagnostics) {
    for name in texts(root) {
        if PROGRAMME.contains(&name.as_str()) {
            notes.push(
                Diagnostic::warning("ce fichier n'est pas lu à cet endroit")
                    .at(Place::file(format!("{prefix}{name}")))
                    .hint("déposez-le dans le dossier du programme, à côté de « programme.toml »"),
            );
        }
    }
}

/// Tells a folder that holds tables and is not read.
pub(super) fn tell_folder(folder: &Path, name: &str, shown: &str, notes: &mut Diagnostics) {
    if name.starts_with('.') {
        return;
    }
    // In a project, « reponses » is no more read than another folder.
    let own = OWN_FOLDERS.contains(&name)
        && (name != "reponses" || shown == "reponses" && in_programme(folder));
    let names = names(folder);
    let written = names.iter().any(|name| name.starts_with("manifeste"));
    let is_table = |name: &String| matches!(use_of(name), Use::Answers | Use::Table(_));
    if own || written || !names.iter().any(is_table) {
        return;
    }
    notes.push(
        Diagnostic::warning("ce dossier n'est pas lu, et il contient des tableaux")
            .leaving_out()
            .at(Place::file(shown))
            .hint("si ce sont des réponses, déposez les fichiers dans le dossier qui le contient ; sinon, rangez-le ailleurs"),
    );
}

/// Whether a folder stands in that of a programme.
fn in_programme(folder: &Path) -> bool {
    folder
        .parent()
        .is_some_and(|root| root.join("programme.toml").is_file() || root.join("projets").is_dir())
}

/// The way out when a text that is wanted stands here under nearly its name.
pub(super) fn nearly(root: &Path, wanted: &[&str]) -> Option<String> {
    names(root).into_iter().find_map(|name| {
        let lower = name.to_lowercase();
        if let Some(bare) = lower.strip_suffix(".txt").filter(|bare| wanted.contains(bare)) {
            return Some(format!(
                "renommez « {name} » en « {bare} » ; sous Windows, cochez d'abord « Extensions de noms de fichiers » dans le menu Affichage"
            ));
        }
        if let Some(bare) = typed_in_a_word_processor(&lower, wanted) {
            return Some(format!(
                "« {name} » vient d'un traitement de texte : enregistrez-le en texte brut, sous le nom « {bare} »"
            ));
        }
        let near = slip(&name, wanted)?;
        Some(format!("« {name} » est peut-être « {near} » : renommez-le"))
    })
}

/// The way out when the folder of a programme or of projects is the one above, or one below.
pub(super) fn close_by(root: &Path) -> Option<String> {
    let is_one = |folder: &Path| {
        let mut texts = ["programme.toml", "projet.toml"].iter();
        texts.any(|text| folder.join(text).is_file())
    };
    let real = root.canonicalize().ok()?;
    if let Some(above) = real.parent().filter(|above| is_one(above)) {
        let shown = match root.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => above,
        };
        let shown = shown.display();
        return Some(format!(
            "le dossier au-dessus en contient un : indiquez « {shown} »"
        ));
    }
    let below = names(root).into_iter().map(|name| root.join(name));
    let found: Vec<String> = below
        .filter(|folder| is_one(folder))
        .map(|folder| format!("« {} »", folder.display()))
        .collect();
    match &found[..] {
        [] => None,
        [one] => Some(format!("le dossier {one} en contient un : indiquez-le")),
        [first, ..] => Some(format!(
            "{} de ses sous-dossiers en contiennent un : indiquez l'un d'eux, par exemple {first}",
            found.len()
        )),
    }
}

/// The text that a word processor saved in a form of its own: « projet.docx », « projet.toml.rtf ».
fn typed_in_a_word_processor<'n>(lower: &str, wanted: &[&'n str]) -> Option<&'n str> {
    let (stem, ending) = lower.rsplit_once('.')?;
    if !["doc", "docx", "odt", "rtf"].contains(&ending) {
        return None;
    }
    of_stem(stem.trim_end_matches(".toml"), wanted)
}

/// The text of this name, its ending set aside.
fn of_stem<'n>(stem: &str, wanted: &[&'n str]) -> Option<&'n str> {
    let mut wanted = wanted.iter();
    wanted
        .find(|name| name.trim_end_matches(".toml") == stem)
        .copied()
}

/// The text whose name is nearly this one; the ending that all share proves nothing.
fn slip<'n>(name: &str, wanted: &[&'n str]) -> Option<&'n str> {
    let lower = name.to_lowercase();
    let stem = lower.strip_suffix(".toml")?;
    let stems = wanted.iter().map(|name| name.trim_end_matches(".toml"));
    of_stem(nearest(stem, stems)?, wanted)
}

fn texts(root: &Path) -> Vec<String> {
    let mut names = names(root);
    names.retain(|name| name.to_lowercase().ends_with(".toml"));
    names
}

/// Names of what stands in a folder, sorted; none when it cannot be read, which is told elsewhere.
pub(super) fn names(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root).into_iter().flatten();
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
