//! The directory of a programme's laureates, « annuaire »: what its template receives, and nothing more.
//!
//! Says what each project declares; no figure stands here. `build` makes it, with its indexes, and `lines` the same for
//! spreadsheets.

mod build;
mod index;
mod lines;

use serde::{Deserialize, Serialize};

use super::dossier::{Cover, Identity};

pub use build::{Laureate, Source, build};
pub use lines::{Line, lines};

/// A directory ready to be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// Identity and date, for the head of pages and the document's properties.
    pub identity: Identity,
    /// First page.
    pub cover: Cover,
    /// How many there are, how they are ordered, where contacts come from.
    pub introduction: String,
    /// One a laureate, in French order of names.
    pub entries: Vec<Entry>,
    /// Whether entries bear their rank, which the indexes give in place of a page.
    ///
    /// The page of an entry is known once all is laid out, and the indexes are then laid out anew: beyond some hundreds of
    /// laureates that costs more memory than a worker has.
    pub numbered: bool,
    /// Laureates whose file cannot be read, by their folder's name.
    pub unread: Vec<String>,
    /// By what follows the last comma of the territory.
    pub territories: Vec<IndexGroup>,
    /// By declared theme.
    pub themes: Vec<IndexGroup>,
    /// Projects and organisations, by their first letter.
    pub names: Vec<IndexGroup>,
}

/// A laureate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Project.
    pub name: String,
    /// Organisation that carries it.
    pub structure: String,
    /// Where; « non renseigné » when it is not said.
    pub territory: String,
    /// « sens du travail ; transition écologique », or « aucun thème déclaré ».
    pub themes: String,
    /// « 2025 », or empty.
    pub cohort: String,
    /// « expérimentation », or empty.
    pub phase: String,
    /// The project in two lines, or empty.
    pub text: String,
    /// As given; « contact non renseigné » when there is none.
    pub contact: Vec<String>,
}

/// Lines of an index under a common head.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexGroup {
    /// « Corrèze », « Sens du travail », « C ».
    pub head: String,
    /// In French order.
    pub lines: Vec<IndexLine>,
}

/// A line of an index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexLine {
    /// What is looked for.
    pub label: String,
    /// What tells it from others, or empty.
    pub detail: String,
    /// Rank in [`Directory::entries`].
    pub entry: usize,
}
