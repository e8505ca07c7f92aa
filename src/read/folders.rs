//! The files of a programme and of its projects, each by its use; found by [`super::discover()`], opened later.

use std::path::PathBuf;

use super::confidential::NameList;
use super::input::Input;

/// A folder found: a programme, or a project alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// `programme.toml`; none for a project alone.
    pub programme: Option<Input>,
    /// The programme's `questionnaire.toml`.
    pub questionnaire: Option<Input>,
    /// The programme's `colonnes.toml`.
    pub mapping: Option<Input>,
    /// The programme's lists of names to mask.
    pub names: Vec<NameList>,
    /// Answers of several projects at once.
    pub answers: Vec<Input>,
    /// Projects by identifier.
    pub projects: Vec<ProjectFolder>,
    /// Projects that are here and not wanted this time.
    pub set_aside: Vec<String>,
    /// Texts of the staff for the annual report.
    pub texts: Vec<Input>,
    /// Folder that relative paths (logos) start from.
    pub root: PathBuf,
}

/// The files of one project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectFolder {
    /// Name of the folder.
    pub id: String,
    /// `projet.toml`.
    pub project: Option<Input>,
    /// `questionnaire.toml` of the project itself.
    pub questionnaire: Option<Input>,
    /// `colonnes.toml`.
    pub mapping: Option<Input>,
    /// `decisions.toml`.
    pub decisions: Option<Input>,
    /// The project's lists of names to mask; in no inventory, since the hash of one alone could confirm a name.
    pub names: Vec<NameList>,
    /// `publications.json`: editions already published; private, in no inventory.
    pub register: Option<Input>,
    /// Files of answers.
    pub answers: Vec<Input>,
    /// Quotes, indicators, collective marks, people invited, as present.
    pub tables: Vec<Input>,
}

impl ProjectFolder {
    /// The table beside the answers of this name, whatever its format.
    pub fn table(&self, name: &str) -> Option<&Input> {
        self.tables.iter().find(|table| table.stem() == name)
    }

    /// Every file of the project that may be named in an inventory.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        let texts = [
            &self.project,
            &self.questionnaire,
            &self.mapping,
            &self.decisions,
        ];
        texts
            .into_iter()
            .flatten()
            .chain(&self.answers)
            .chain(&self.tables)
    }
}

impl Discovery {
    /// Every file above the projects that may be named in an inventory.
    pub fn shared_inputs(&self) -> impl Iterator<Item = &Input> {
        let texts = [&self.programme, &self.questionnaire, &self.mapping];
        texts.into_iter().flatten().chain(&self.answers)
    }
}
