//! What stands in the folder that the user named: a programme with its projects, or one project.
//!
//! Looks at names only; opens nothing. Everything is sorted, so that the order of a disk never reaches paper.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::confidential::NameList;
use super::endings::{Use, is_names, is_table, use_of};
use super::folders::{Discovery, ProjectFolder};
use super::input::Input;
use super::listing::{can_be_read, entries};
use super::misnamed;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::register::REGISTER;

/// Finds what stands in a folder; `None` with an error when it is neither a programme nor a project.
pub fn discover(path: &Path, notes: &mut Diagnostics) -> Option<Discovery> {
    let shown = path.display().to_string();
    if path.is_file() {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        notes.push(
            Diagnostic::error("c'est un fichier : il faut le dossier du projet ou du programme")
                .at(Place::file(shown))
                .hint(format!(
                    "indiquez le dossier qui le contient : « {} »",
                    folder.display()
                )),
        );
        return None;
    }
    if !path.is_dir() {
        notes.push(
            Diagnostic::error("ce dossier n'existe pas, ou n'est pas un dossier")
                .at(Place::file(shown))
                .hint("indiquez le dossier d'un projet ou d'un programme ; « jalon init DOSSIER » en crée un"),
        );
        return None;
    }
    if !can_be_read(path, &shown, notes) {
        return None;
    }
    let found = if path.join("programme.toml").is_file() || path.join("projets").is_dir() {
        programme(path, notes)
    } else {
        alone(path, notes)
    };
    if found.is_none() {
        let near = misnamed::nearly(path, &["projet.toml", "programme.toml"]);
        let hint = near.or_else(|| misnamed::close_by(path)).unwrap_or_else(|| {
            "indiquez le dossier d'un projet ou d'un programme ; « jalon init DOSSIER » en crée un"
                .to_owned()
        });
        notes.push(
            Diagnostic::error("ce dossier ne contient ni « programme.toml » ni « projet.toml »")
                .at(Place::file(shown))
                .hint(hint),
        );
    }
    found
}

fn programme(root: &Path, notes: &mut Diagnostics) -> Option<Discovery> {
    let mut found = Discovery {
        programme: file(root, "", "programme.toml"),
        questionnaire: file(root, "", "questionnaire.toml"),
        mapping: file(root, "", "colonnes.toml"),
        names: lists_of_names(root, ""),
        root: root.to_owned(),
        ..Discovery::default()
    };
    found.answers = answer_files(root, "", notes);
    misnamed::tell(root, "", &misnamed::PROGRAMME, notes);
    let shared = root.join("reponses");
    if shared.is_dir() {
        found
            .answers
            .extend(answer_files(&shared, "reponses/", notes));
        misnamed::tell_misplaced(&shared, "reponses/", notes);
    }
    let written = root.join("textes");
    for (name, path) in entries(&written, "textes", notes) {
        if name.ends_with(".md") && !name.starts_with('.') {
            found
                .texts
                .push(Input::path(format!("textes/{name}"), path));
        }
    }
    let folder = root.join("projets");
    for (name, path) in entries(&folder, "projets", notes) {
        if path.is_dir() && !name.starts_with('.') {
            let prefix = format!("projets/{name}/");
            found.projects.push(project(&path, &name, &prefix, notes));
        } else if matches!(use_of(&name), Use::Answers | Use::Table(_)) {
            notes.push(
                Diagnostic::warning("ce fichier n'est pas lu : il est à côté des dossiers de projets")
                    .leaving_out()
                    .at(Place::file(format!("projets/{name}")))
                    .hint("déposez-le dans le dossier de son projet, ou dans « reponses » s'il en concerne plusieurs"),
            );
        }
    }
    Some(found)
}

fn alone(root: &Path, notes: &mut Diagnostics) -> Option<Discovery> {
    file(root, "", "projet.toml")?;
    let id = root
        .canonicalize()
        .ok()
        .and_then(|path| {
            path.file_name()
                .map(|name| name.to_string_lossy().into_owned())
        })
        .unwrap_or_else(|| "projet".to_owned());
    let projects = vec![project(root, &id, "", notes)];
    Some(Discovery {
        projects,
        root: root.to_owned(),
        ..Discovery::default()
    })
}

fn project(root: &Path, id: &str, prefix: &str, notes: &mut Diagnostics) -> ProjectFolder {
    let (answers, tables) = tables(root, prefix, notes);
    misnamed::tell(root, prefix, &misnamed::PROJECT, notes);
    ProjectFolder {
        id: id.to_owned(),
        project: needed(root, prefix, "projet.toml"),
        questionnaire: file(root, prefix, "questionnaire.toml"),
        mapping: file(root, prefix, "colonnes.toml"),
        decisions: file(root, prefix, "decisions.toml"),
        names: lists_of_names(root, prefix),
        register: file(root, prefix, REGISTER),
        answers,
        tables,
    }
}

fn file(root: &Path, prefix: &str, name: &str) -> Option<Input> {
    let path = root.join(name);
    // A FIFO or a device is found too: opening it is refused later, with its name.
    path.exists()
        .then(|| Input::path(format!("{prefix}{name}"), path))
}

/// Every list of names to mask of a folder, whatever its exact name.
fn lists_of_names(root: &Path, prefix: &str) -> Vec<NameList> {
    let names = misnamed::names(root).into_iter();
    let lists = names.filter(|name| is_names(name));
    let files = lists.filter_map(|name| file(root, prefix, &name));
    files.map(NameList::new).collect()
}

/// The file that a project cannot do without: in a folder that nobody may look into, it may be there.
fn needed(root: &Path, prefix: &str, name: &str) -> Option<Input> {
    let path = root.join(name);
    let closed =
        fs::metadata(&path).is_err_and(|error| error.kind() == ErrorKind::PermissionDenied);
    let unseen = || closed.then(|| Input::path(format!("{prefix}{name}"), path));
    file(root, prefix, name).or_else(unseen)
}

/// Files of answers and side tables of one folder, sorted by name; what looks like answers and is not read is told.
fn tables(root: &Path, prefix: &str, notes: &mut Diagnostics) -> (Vec<Input>, Vec<Input>) {
    let (mut answers, mut sides) = (Vec::new(), Vec::new());
    let mut known = Vec::new();
    let found = entries(root, prefix, notes);
    let is_answers =
        |(name, path): &(String, PathBuf)| use_of(name) == Use::Answers && !path.is_dir();
    let unanswered = !found.iter().any(is_answers);
    for (name, path) in found {
        let shown = format!("{prefix}{name}");
        if path.is_dir() {
            misnamed::tell_folder(&path, &name, &shown, notes);
            continue;
        }
        match use_of(&name) {
            Use::Answers => answers.push(Input::path(shown, path)),
            Use::Table(side) if known.contains(&side) => notes.push(
                Diagnostic::error(format!(
                    "un autre fichier « {side} » est déjà dans ce dossier"
                ))
                .at(Place::file(shown))
                .hint("gardez celui qui est à jour"),
            ),
            Use::Table(side) => {
                known.push(side);
                sides.push(Input::path(shown, path));
            }
            Use::Nearly(side) => notes.push(
                Diagnostic::error(format!(
                    "ce fichier n'est pas lu : son nom est presque celui du tableau « {side} »"
                ))
                .at(Place::file(shown))
                .hint(format!(
                    "si c'est ce tableau, nommez-le « {side} » ; si c'en est une copie, retirez-la ; si ce sont des réponses, \
                     donnez-leur un autre nom"
                )),
            ),
            Use::Unread(why, hint) => {
                let told = Diagnostic::warning(format!("ce fichier n'est pas lu : {why}"));
                let told = told.at(Place::file(shown)).hint(hint);
                // Beside answers it may be what they were exported from. Where there are none it most likely is the
                // answers; a text of a programme's project may be anything, its answers may stand above.
                let alone = prefix.is_empty() && root.join("projet.toml").is_file();
                notes.push(match unanswered && (is_table(&name) || alone) {
                    true => told.leaving_out(),
                    false => told,
                });
            }
            Use::Nothing => {}
        }
    }
    (answers, sides)
}

/// Files of answers of one folder of a programme, where side tables have no place.
fn answer_files(root: &Path, prefix: &str, notes: &mut Diagnostics) -> Vec<Input> {
    let (answers, sides) = tables(root, prefix, notes);
    for side in sides {
        notes.push(
            Diagnostic::warning("ce tableau n'est pas lu : il concerne un projet")
                .at(Place::file(side.name))
                .hint("déposez-le dans le dossier de ce projet"),
        );
    }
    answers
}
