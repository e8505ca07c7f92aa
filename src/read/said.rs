//! What `colonnes.toml` says of one file as a whole, in `[fichiers]`: whom it was put to, at which wave.
//!
//! A survey tool makes one form for each public, without a question on the public, and numbers the answers of each
//! form from 1: said here, the same number in the files of two groups is two people.

use super::input::Input;
use super::mapping::Mapping;
use super::spelling::folded;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest, nearest_or};
use crate::model::keys::Keys;
use crate::model::{GroupId, Questionnaire};

/// What holds for every row of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Name of the file, as written.
    pub file: String,
    /// Line of `colonnes.toml`.
    pub line: Option<u64>,
    /// Group of its people.
    pub group: Option<GroupId>,
    /// Wave of its answers, as the column « vague » would name it.
    pub wave: Option<String>,
}

/// Reads `[fichiers]`.
pub(super) fn files(keys: &Keys, questionnaire: &Questionnaire) -> Vec<Said> {
    let Some(table) = keys.table("fichiers") else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for name in table.names() {
        if table.holds_text(&name.text) {
            table.text(&name.text);
            let message = format!("« {} » : il faut dire ce que vaut ce texte", name.text);
            let hint = format!("écrivez : \"{}\" = {{ groupe = \"salaries\" }}", name.text);
            table.error(&name.text, message, hint);
            continue;
        }
        let Some(of_file) = table.table(&name.text) else {
            continue;
        };
        let group = of_file.text("groupe").and_then(|written| {
            let group = questionnaire.group(&written);
            if group.is_none() {
                let known = questionnaire.groups.iter().map(|group| group.id.as_str());
                of_file.unknown_word("groupe", of_file.line_of("groupe"), &written, known);
            }
            group
        });
        files.push(Said {
            file: name.text,
            line: name.line,
            group,
            wave: of_file.text("vague"),
        });
    }
    files
}

impl Mapping {
    /// What is said of a file, known by its own name whatever its folder.
    pub(super) fn said_of(&self, file: &str) -> Option<&Said> {
        let own = folded(base(file));
        self.files.iter().find(|said| folded(&said.file) == own)
    }

    /// Whether every file that `[fichiers]` speaks of is one of these; told otherwise: a slip would leave its people in no group.
    pub fn speaks_of<'i>(
        &self,
        files: impl Iterator<Item = &'i Input> + Clone,
        own: &str,
        notes: &mut Diagnostics,
    ) -> bool {
        let names = || files.clone().map(|input| base(&input.name));
        let before = notes.len();
        for said in &self.files {
            if names().any(|name| folded(name) == folded(&said.file)) {
                continue;
            }
            let message = format!("aucun fichier de réponses ne s'appelle « {} »", said.file);
            let hint = nearest_or(&said.file, names(), || {
                let all: Vec<&str> = names().take(10).collect();
                match all.is_empty() {
                    true => "retirez cette ligne de [fichiers]".to_owned(),
                    false => format!("fichiers de réponses lus ici : {}", all.join(", ")),
                }
            });
            let mut place = Place::file(own);
            place.line = said.line;
            notes.push(Diagnostic::error(message).at(place).hint(hint));
        }
        notes.len() == before
    }
}

/// How the group of a file is said: an example with its name, and with the group that the name recalls.
pub(super) fn example(file: &str, questionnaire: &Questionnaire) -> String {
    let file = base(file);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let groups = || questionnaire.groups.iter().map(|group| group.id.as_str());
    let stem = folded(stem);
    let group = nearest(&stem, groups()).or_else(|| groups().next());
    format!(
        "\"{file}\" = {{ groupe = \"{}\" }}",
        group.unwrap_or_default()
    )
}

/// The name of a file without its folders.
pub(super) fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}
