//! What people write for a project's case sheet: texts with the place they stand at, not yet measured.
//!
//! Whether a text holds on paper is decided where the sheet is made, so that a text too long costs the sheet and nothing else.

use chrono::NaiveDate;

use super::{CriterionId, GroupId};

/// A text and the line of its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// As written, without the spaces around it; never empty.
    pub text: String,
    /// Line in the file.
    pub line: Option<u64>,
}

/// The table `[fiche]` of `projet.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseTexts {
    /// The file, as messages name it.
    pub file: String,
    /// Line of `[fiche]`.
    pub line: Option<u64>,
    /// One of the leaflet's themes by its key, or words of one's own.
    pub theme: Option<Written>,
    /// What the case answers.
    pub question: Option<Written>,
    /// What the project is.
    pub presentation: Option<Written>,
    /// The sentence in a frame.
    pub synthesis: Option<Written>,
    /// What made it work.
    pub levers: Vec<CaseLever>,
    /// What asked for care.
    pub cautions: Vec<CaseCaution>,
    /// What it takes to do the same.
    pub needs: Vec<Written>,
    /// « En résumé ».
    pub summary: Option<Written>,
    /// Documents that the texts rest on, beside the survey.
    pub sources: Vec<Written>,
    /// An address to read more, printed beside its QR code.
    pub link: Option<Written>,
    /// A photo of the project.
    pub photo: Option<CasePhoto>,
    /// That somebody read all of it and lets it go out; a draft otherwise.
    pub validation: Option<Validation>,
}

/// A reading that makes a sheet of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validation {
    /// Line of `valide = true`.
    pub line: Option<u64>,
    /// Who read it, by name and office.
    pub reader: Option<String>,
    /// Day of the reading.
    pub read_on: Option<NaiveDate>,
}

/// A photo in the project's folder. Nothing of it is printed without its credit and the words that stand for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CasePhoto {
    /// Line of its heading.
    pub line: Option<u64>,
    /// Path from the project's folder.
    pub file: Option<Written>,
    /// Who took it, and what allows it to be printed.
    pub credit: Option<Written>,
    /// What it shows, for whoever does not see it.
    pub alternative: Option<Written>,
}

/// A lever: what the project did that made the work better.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseLever {
    /// Line of its heading.
    pub line: Option<u64>,
    /// A few words.
    pub title: Option<Written>,
    /// What was done, what it changes.
    pub text: Option<Written>,
    /// The first words of a line of `paroles.csv`: the quote itself, its agreement and its reading stay there.
    pub quote: Option<Written>,
    /// Criterion whose figure stands under the text.
    pub criterion: Option<CriterionId>,
    /// Whose figure; who speaks first when absent.
    pub group: Option<GroupId>,
}

/// Something that asked for care, found by a rule and told in the editor's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseCaution {
    /// Rule, with its instance after a slash when it has several: `PUB-01/C13`.
    pub rule: Written,
    /// The editor's words; the rule's title when absent.
    pub text: Option<Written>,
}
