//! The case sheet of one project, « fiche »: what its template receives, and nothing more.
//!
//! People write the texts, the tool brings the figures, their counts of people and the limits of the measure.
//! `build` makes it, a file for each part; `faults` says what keeps it from being printed, `aid` helps who writes it.

mod aid;
pub(super) mod build;
mod caution;
mod changes;
mod extra;
mod faults;
mod lever;
mod quote;
mod text;

use serde::{Deserialize, Serialize};

use super::dossier::{Identity, Logo};
use super::figure::{ChangeChart, MarkerToken};
use super::parts::{Caption, KeyFigure, PrintedQuote, Term};

pub use build::build;
pub use extra::PHOTO;
pub use faults::faults;

/// A case sheet ready to be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSheet {
    /// Identity, date and state (`travail` for a draft, `validee` after a reading).
    pub identity: Identity,
    /// Band, question and names.
    pub head: CaseHead,
    /// What the project is.
    pub presentation: Slot,
    /// The sentence in a frame.
    pub synthesis: Slot,
    /// Identity column: structure, territory, team …
    pub facts: Vec<Term>,
    /// Markers declared present or partial, in the order of the referential.
    pub markers: Vec<MarkerToken>,
    /// « 4 présents et 1 partiel, sur 12 marqueurs », or empty.
    pub markers_count: String,
    /// Four key figures, each with what it counts.
    pub figures: Vec<KeyFigure>,
    /// Three to five when the sheet is whole; prompts in the place of those not written.
    pub levers: Vec<Lever>,
    /// Changes that can be concluded on, at most six; absent when nothing moved.
    pub changes: Option<ChangeChart>,
    /// « Ce qui a demandé vigilance ».
    pub cautions: Vec<Caution>,
    /// Said in the place of cautions when no rule was triggered; else empty.
    pub no_caution: String,
    /// « Pour faire pareil »; empty when nothing is written.
    pub needs: Vec<String>,
    /// « En résumé ».
    pub summary: Slot,
    /// Conditions of measure and level of evidence, on one line.
    pub conditions: String,
    /// What these figures do not say.
    pub limits: String,
    /// Whom to ask: the project's lines, then the programme's contacts.
    pub contacts: Vec<Term>,
    /// What the sheet rests on.
    pub sources: Vec<String>,
    /// Where to read more; absent when the project gives no address.
    pub link: Option<CaseLink>,
    /// A photo of the project, absent when there is none.
    pub photo: Option<CasePhoto>,
    /// Logos of the programme's partners.
    pub logos: Vec<Logo>,
    /// Sentence a funder requires, or empty.
    pub funding: String,
    /// What the results allow to write, while texts are missing.
    pub aid: Option<WritingAid>,
}

/// An address, and the QR code that opens it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseLink {
    /// As written, and as the code holds it.
    pub address: String,
    /// Squares on a side, the blank border left out.
    pub squares: u32,
    /// Runs of dark squares: column, row, how many to the right.
    pub runs: Vec<[u32; 3]>,
    /// What the code is, for whoever does not see it.
    pub alt: String,
}

/// A photo; its bytes come beside the data, made anew without what a camera writes in them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CasePhoto {
    /// Path in the closed World.
    pub path: String,
    /// What it shows.
    pub alt: String,
    /// Who took it.
    pub credit: String,
}

/// The head of the first page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseHead {
    /// Colour of the band: `attractivite`, `sens`, `transition` or `libre`.
    pub theme_key: String,
    /// « Attractivité et fidélisation ».
    pub theme: String,
    /// Programme and edition, or empty.
    pub programme: String,
    /// What the case answers.
    pub question: Slot,
    /// Project.
    pub name: String,
    /// Organisation.
    pub structure: String,
}

/// A text of the editor, or what is still to be written in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Slot {
    /// As written.
    Written {
        /// Paragraph by paragraph.
        paragraphs: Vec<String>,
    },
    /// Not written yet.
    Missing {
        /// « À écrire : le projet en 90 mots au plus ».
        prompt: String,
    },
}

/// A lever with what people say and what the figures say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lever {
    /// A few words.
    pub title: Slot,
    /// What was done.
    pub text: Slot,
    /// Words of a person.
    pub quote: Option<PrintedQuote>,
    /// Said in the place of a quote that may not be printed yet; only in a draft, else empty.
    pub quote_prompt: String,
    /// The figure of its criterion.
    pub figure: Option<LeverFigure>,
    /// Said in the place of a figure: not published, opinions split …; else empty.
    pub no_figure: String,
}

/// One criterion on a line from 0 to its most: where it stands and, when that can be said, where it stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeverFigure {
    /// Around the figure.
    pub caption: Caption,
    /// Category letter.
    pub category: String,
    /// `survey` for answers, `team` for a mark that the team fixed together.
    pub origin: String,
    /// End of the line: 100 for scores, 10 for marks.
    pub most: u32,
    /// First value, when the change may be told; as printed.
    pub first: Option<Mark>,
    /// Last value.
    pub last: Mark,
    /// Interval of the last value, where no change is drawn; equal ends when there is none.
    pub interval: (f64, f64),
}

/// A value on the line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Rounded as printed.
    pub value: f64,
    /// « 72 », « ≥ 95 ».
    pub text: String,
}

/// Something that asked for care.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caution {
    /// The editor's words, or the rule's title.
    pub text: String,
    /// The finding with its figures.
    pub finding: String,
}

/// What can be cited, for whoever writes: a page of the draft only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WritingAid {
    /// What the results allow to say.
    pub sentences: Vec<Term>,
    /// Criteria for levers: code to write in `critere`, what it says.
    pub criteria: Vec<Term>,
    /// First words to write in `citation`, with who says it.
    pub quotes: Vec<Term>,
    /// Rules for cautions: code to write in `recommandation`, its finding.
    pub rules: Vec<Term>,
}
