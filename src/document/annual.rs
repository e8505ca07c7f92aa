//! The annual report of a programme: what its template receives, and nothing more.
//!
//! Sections that have nothing to say are `None` or empty and leave no page. No project is ranked here: rows stand in
//! the order of names, or of codes in the public edition.

mod advice;
mod annex;
mod average;
mod build;
mod cover;
pub mod digest;
mod method;
mod naming;
mod perimeter;
mod pool;
mod report;
mod year;

use serde::{Deserialize, Serialize};

pub use build::build;
pub use report::{Faulty, Report};

use super::dossier::{Cover, Essential, Identity, Reading};
use super::parts::{Caption, Cell, Table, Term};

/// A report ready to be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annual {
    /// Identity, edition and date, for the head of pages and the document's properties.
    pub identity: Identity,
    /// First page.
    pub cover: Cover,
    /// « L'année en une page ».
    pub year: Essential,
    /// Signs and words that this report uses.
    pub reading: Reading,
    /// « Les lauréats »: who is in, who is not, and why.
    pub perimeter: Perimeter,
    /// « Le projet moyen »; absent under three projects with scores.
    pub average: Option<Average>,
    /// « Recommandations les plus fréquentes ».
    pub advice: Option<CommonAdvice>,
    /// « Méthode »: heading, paragraph.
    pub method: Vec<Term>,
    /// Tables A1, A2 …
    pub annex: Vec<Table>,
    /// Sources and versions.
    pub imprint: Vec<String>,
}

/// Who is in the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Perimeter {
    /// How many, in which states.
    pub sentences: Vec<String>,
    /// Laureates by state, and by cohort where there are several.
    pub states: Table,
    /// Every laureate with its state.
    pub laureates: Table,
    /// Files that kept a project out: project, what to do.
    pub faults: Vec<Term>,
}

/// What the dossiers recommend most often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonAdvice {
    /// How they are counted.
    pub introduction: String,
    /// Most frequent first.
    pub cards: Vec<CommonCard>,
    /// Recommendations found in fewer projects, in a sentence, or empty.
    pub others: String,
}

/// A recommendation with the projects whose dossier holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonCard {
    /// What to do, in the infinitive.
    pub title: String,
    /// « 5 projets sur 9 ».
    pub count: String,
    /// Projects, for the bar: those with it, and all with a dossier.
    pub share: (u32, u32),
    /// « Constat établi dans 3 projets. Lauréats : … », or empty.
    pub detail: String,
    /// What it calls for from the programme, the tool's own wording.
    pub call: String,
}

/// The mean of projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Average {
    /// What it is and what it is not.
    pub introduction: String,
    /// Two or three findings.
    pub findings: Vec<String>,
    /// One row a criterion.
    pub chart: Portfolio,
}

/// Means of projects on 0–100 with how far projects lie apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portfolio {
    /// Around the figure.
    pub caption: Caption,
    /// Blocks of rows; the code is a category's letter, or empty.
    pub blocks: Vec<PortfolioBlock>,
    /// Whether a row shows where a further project would stand (five projects or more).
    pub prediction: bool,
}

/// Rows under a title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortfolioBlock {
    /// D, P or E; empty when the rows are no criteria.
    pub code: String,
    /// Title; empty for none.
    pub name: String,
    /// Rows.
    pub rows: Vec<PortfolioRow>,
}

/// A subject over the projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortfolioRow {
    /// « 1. Participation ».
    pub label: String,
    /// Mean of projects, or why there is none.
    pub mean: Cell,
    /// Where it is drawn; absent under three projects.
    pub bar: Option<Bar>,
    /// « de 31 à 78 », or empty.
    pub range: String,
    /// « 8 sur 9 »: projects with the score, among those that aim at it.
    pub count: String,
}

/// A mean of projects as drawn, 0–100, rounded as printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bar {
    /// The mean.
    pub value: f64,
    /// Its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Where nineteen further projects out of twenty would stand; absent under five projects.
    pub prediction: Option<(f64, f64)>,
}
