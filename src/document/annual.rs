//! The annual report of a programme: what its template receives, and nothing more.
//!
//! Sections that have nothing to say are `None` or empty and leave no page. No project is ranked here: rows stand in
//! the order of names, or of codes in the public edition.

mod advice;
mod annex;
mod apart;
mod average;
mod beside;
mod build;
mod change_chart;
mod changes;
mod counted;
mod cover;
mod crossed;
pub mod digest;
mod forest;
mod held;
mod instead;
mod map;
mod markers;
mod method;
mod movements;
mod naming;
mod next;
mod perimeter;
mod pool;
mod practices;
pub mod projects;
mod quality;
mod report;
mod situations;
mod steps;
mod subjects;
pub mod texts;
mod year;
mod years;

use serde::{Deserialize, Serialize};

pub use build::build;
pub use crossed::Crossed;
pub use instead::{Asked, Instead};
pub use markers::{MarkerCounts, MarkerRow};
pub use report::{Faulty, Report};
pub use years::{YearChart, YearRow, YearToYear};

use super::dossier::{Changes, Cover, Essential, Identity, Reading};
use super::figure::Matrix;
use super::parts::{Caption, Cell, Table, Term};

/// Most projects told one by one in the body; beyond, their tables stand in the annex.
const MOST_IN_BODY: usize = 45;

/// A report ready to be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annual {
    /// Identity, edition and date, for the head of pages and the document's properties.
    pub identity: Identity,
    /// First page.
    pub cover: Cover,
    /// The staff's opening words; empty when nobody wrote them.
    pub editorial: Vec<Passage>,
    /// « L'année en une page ».
    pub year: Essential,
    /// Why there are no results, and where they are; absent where there are means.
    pub instead: Option<Instead>,
    /// Signs and words that this report uses.
    pub reading: Reading,
    /// « Les lauréats »: who is in, who is not, and why.
    pub perimeter: Perimeter,
    /// « Participation et qualité des mesures »; absent when nobody was asked.
    pub quality: Option<Quality>,
    /// « Méthode »: heading, paragraph.
    pub method: Vec<Term>,
    /// « Le projet moyen »; absent under three projects with scores.
    pub average: Option<Average>,
    /// « Ce qui a changé »; absent under three projects measured twice.
    pub changes: Option<Changes>,
    /// « D'une année à l'autre » (G12); absent without an earlier year.
    pub years: Option<YearToYear>,
    /// « D'un projet à l'autre » (G11).
    pub map: Option<ProjectMap>,
    /// « Qualité de vie et conditions de travail ».
    pub qvct: Option<QvctOverview>,
    /// The leaflet's themes.
    pub themes: Vec<ThemeChapter>,
    /// Markers as declared.
    pub markers: Option<MarkerCounts>,
    /// Markers beside scores; absent when nothing of ten projects can be told.
    pub crossed: Option<Crossed>,
    /// « Les recommandations les plus partagées ».
    pub advice: Option<CommonAdvice>,
    /// « Des pratiques à partager »: subject, where.
    pub practices: Vec<Term>,
    /// The staff's lessons, actions and plans; empty when nobody wrote them.
    pub lessons: Vec<Passage>,
    /// What the programme did.
    pub actions: Vec<Passage>,
    /// What it plans.
    pub plans: Vec<Passage>,
    /// « Les prochaines mesures ».
    pub next: Option<Table>,
    /// Tables A1, A2 …
    pub annex: Vec<Table>,
    /// G10, after table A1.
    pub forests: Vec<Forest>,
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
    /// Every laureate with its state; in the annex when there are too many for the body.
    pub laureates: Option<Table>,
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
    /// Projects, for the bar: those that surely have it, and all with a dossier.
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

/// A passage of text that the staff wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Passage {
    /// A title of its own.
    Title {
        /// Its words.
        text: String,
    },
    /// Running text.
    Paragraph {
        /// Its words.
        text: String,
    },
    /// A list.
    List {
        /// Items.
        items: Vec<String>,
    },
}

/// Who answered, and how sound the measures are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// The first leads.
    pub sentences: Vec<String>,
    /// How many projects meet each condition of measure.
    pub conditions: Option<Table>,
    /// Project by project; absent when there are too many for the body.
    pub projects: Option<Table>,
}

/// G11: every project's scores side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectMap {
    /// Around the figure.
    pub caption: Caption,
    /// Criteria.
    pub columns: Vec<MapColumn>,
    /// Projects in the order of their names.
    pub rows: Vec<MapRow>,
    /// Absent states that appear.
    pub states: Vec<String>,
}

/// A criterion of the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapColumn {
    /// D, P or E.
    pub category: String,
    /// 1 to 22.
    pub number: u8,
}

/// A project of the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapRow {
    /// Project.
    pub label: String,
    /// One per column.
    pub cells: Vec<Cell>,
}

/// The six levels over the projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QvctOverview {
    /// What they gather.
    pub introduction: String,
    /// Findings.
    pub findings: Vec<String>,
    /// One row a level.
    pub chart: Portfolio,
}

/// A theme of the leaflet over the projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeChapter {
    /// « Sens du travail ».
    pub title: String,
    /// What it asks.
    pub question: String,
    /// Who works on it, what is recommended.
    pub sentences: Vec<String>,
    /// Questions and criteria that speak of it; absent under three projects.
    pub chart: Option<Portfolio>,
}

/// G10: projects around their mean on one criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forest {
    /// Around the figure.
    pub caption: Caption,
    /// Projects in the order of their names, or of their codes.
    pub rows: Vec<ForestRow>,
    /// Random-effects mean, 0–100.
    pub mean: f64,
    /// « 58 [51 ; 65] ».
    pub mean_text: String,
    /// Its interval.
    pub interval: (f64, f64),
    /// Where a further project would stand; absent under five projects.
    pub prediction: Option<(f64, f64)>,
    /// What an order of the projects would be worth.
    pub ranks: String,
}

/// A project of a forest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForestRow {
    /// Project.
    pub label: String,
    /// Printed score.
    pub value: f64,
    /// « 72 », « ≥ 95 ».
    pub text: String,
    /// Lower end of its printed interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Weight in the synthesis, the heaviest being 1.
    pub weight: f64,
    /// The score drawn towards the mean.
    pub shrunken: f64,
    /// « proche de la moyenne ».
    pub standing: String,
}

/// The second volume: what its template receives at `/data/projects.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectVolume {
    /// Identity, edition and date.
    pub identity: Identity,
    /// First page.
    pub cover: Cover,
    /// What it is.
    pub introduction: String,
    /// A few lines each.
    pub projects: Vec<ProjectBrief>,
}

/// A project in a few lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectBrief {
    /// Name, or code.
    pub name: String,
    /// Organisation, or empty.
    pub structure: String,
    /// Identity lines.
    pub facts: Vec<Term>,
    /// Three lines at most.
    pub sentences: Vec<String>,
    /// Scores at the last measure.
    pub strip: Option<Matrix>,
    /// File of its dossier, or empty.
    pub file: String,
}
