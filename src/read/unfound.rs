//! Columns that `colonnes.toml` announces under a heading that a file does not have.
//!
//! One table of columns serves all files of a project, which may each put some questions only, or come from tools of
//! their own: a heading is wrong when no file has it. A column that only some have is told, for it places people.

use std::collections::BTreeMap;

use super::AnswerFile;
use super::columns::Unfound;
use super::gathering::Gathering;
use super::said::{base, example};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::{ItemId, Questionnaire};

/// What the headings of a file miss.
pub(super) struct Missing {
    /// Questions, when the file has a column for each.
    pub questions: Option<Vec<Unfound<ItemId>>>,
    /// Other columns.
    pub columns: Vec<Unfound<&'static str>>,
}

/// What the files of each project miss; under no project, what those above several do.
#[derive(Default)]
pub(super) struct InNoFile(BTreeMap<Option<usize>, Missed>);

#[derive(Default)]
struct Missed {
    /// Questions that every file misses, once there is one that asks some in columns.
    questions: Option<Vec<Unfound<ItemId>>>,
    /// Columns that each file misses, with its name.
    columns: Vec<(String, Unfound<&'static str>)>,
    files: usize,
}

impl InNoFile {
    /// Takes what a file misses.
    pub fn meet(&mut self, file: &AnswerFile, missing: Missing) {
        let known = self.0.entry(file.project).or_default();
        known.files += 1;
        let name = || base(&file.input.name).to_owned();
        let columns = missing.columns.into_iter();
        known.columns.extend(columns.map(|one| (name(), one)));
        match (&mut known.questions, missing.questions) {
            (Some(known), Some(missing)) => {
                known.retain(|one| missing.iter().any(|other| other.what == one.what));
            }
            (known @ None, missing) => *known = missing,
            (Some(_), None) => {}
        }
    }

    /// Tells them; the projects whose files all miss one are left out.
    pub fn tell(
        self,
        gatherings: &mut [Gathering],
        questionnaire: &Questionnaire,
        notes: &mut Diagnostics,
    ) {
        for (project, missed) in self.0 {
            let questions = missed.questions.into_iter().flatten();
            let mut faults: Vec<Diagnostic> = questions.map(|one| one.fault).collect();
            let everywhere = |what: &str| {
                let all = missed.columns.iter();
                all.filter(|(_, one)| one.what == what).count() == missed.files
            };
            let mut met = Vec::new();
            for (file, one) in &missed.columns {
                if !everywhere(one.what) {
                    notes.push(in_another(file, one, questionnaire));
                } else if !met.contains(&one.what) {
                    met.push(one.what);
                    faults.push(one.fault.clone());
                }
            }
            if faults.is_empty() {
                continue;
            }
            for (rank, gathering) in gatherings.iter_mut().enumerate() {
                gathering.refused |= project.is_none_or(|own| own == rank);
            }
            for fault in faults {
                notes.push(fault);
            }
        }
    }
}

/// A column that another file has: this one is read without.
fn in_another(
    file: &str,
    one: &Unfound<&'static str>,
    questionnaire: &Questionnaire,
) -> Diagnostic {
    let mut told = one.fault.clone();
    told.severity = Severity::Warning;
    told.message.push_str(", qui est lu sans elle");
    let way = match one.what {
        "groupe" => format!(
            "si ce fichier ne s'adresse qu'à un groupe, dites-le dans colonnes.toml, sous [fichiers] : {}",
            example(file, questionnaire)
        ),
        "vague" | "date" | "horizon" => format!(
            "si ce fichier est d'une seule vague, dites-le dans colonnes.toml, sous [fichiers] : \"{file}\" = {{ vague = \"V1\" }}"
        ),
        _ => return told,
    };
    let before = told.hint.take();
    let before = before.map_or_else(String::new, |hint| format!("{hint} ; "));
    told.hint(format!("{before}{way}"))
}
