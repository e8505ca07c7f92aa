//! The annual report of a programme: what its template receives, and nothing more.
//!
//! Sections that have nothing to say are `None` or empty and leave no page. No project is ranked here: rows stand in
//! the order of names, or of codes in the public edition.

mod advice;
mod annex;
mod apart;
mod average;
mod build;
mod changes;
mod cover;
mod crossed;
pub mod digest;
mod forest;
mod map;
mod markers;
mod method;
mod naming;
mod next;
mod perimeter;
mod pool;
mod portfolio;
mod practices;
pub mod projects;
mod public;
mod quality;
mod renamed;
mod report;
mod situations;
mod strip;
mod subjects;
pub mod texts;
mod themes;
mod year;
mod years;

use serde::{Deserialize, Serialize};

pub use average::Average;
pub use build::build;
pub use crossed::Crossed;
pub use forest::{Forest, ForestRow};
pub use map::{MapColumn, MapRow, ProjectMap};
pub use markers::{MarkerCounts, MarkerRow};
pub use portfolio::{Bar, Portfolio, PortfolioBlock, PortfolioRow};
pub use projects::{ProjectBrief, ProjectVolume};
pub use public::beside::Beside;
pub use public::instead::{Asked, Instead};
pub use public::mix::{Mix, Mixes};
pub use quality::Quality;
pub use report::{Faulty, Report};
pub use subjects::QvctOverview;
pub use texts::Passage;
pub use themes::ThemeChapter;
pub use years::YearToYear;
pub use years::chart::{YearChart, YearRow};

use super::dossier::{Changes, Cover, Essential, Identity, Reading};
use super::parts::{Table, Term};

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
