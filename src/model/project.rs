//! A laureate's project: what it is, when it was asked, and what it declares itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::case::CaseTexts;
use super::referential::HiddenCounts;
use super::register::Register;
use super::{CriterionId, GroupId, Horizon, ItemId};

pub use super::decisions::{Decision, DecisionAnswer};
pub use super::decisions_file::{parse as parse_decisions, shape as decisions_shape};
pub use super::project_file::{parse, shape};
pub use super::side_lines::{CollectiveMark, Indicator, Quote, QuoteOrigin};

/// What the files of a project's folder say, answers excepted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// Name of its folder; key of files and of the manifest.
    pub id: String,
    /// Name as printed.
    pub name: String,
    /// Short name for running heads (at most 40 signs); the name when absent.
    pub short: String,
    /// Organisation that carries it.
    pub structure: String,
    /// Other organisations.
    pub partners: Vec<String>,
    /// Where.
    pub territory: String,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Where it stands.
    pub phase: Option<Phase>,
    /// Number of organisations (`structures`), for rules.
    pub organisations: u32,
    /// Leaflet themes: `attractivite`, `sens`, `transition`.
    pub themes: Vec<String>,
    /// The project in at most 900 signs.
    pub story: String,
    /// Word of the project's holder (at most 900 signs), for the funder's edition.
    pub holder_word: Option<String>,
    /// Whether its totals may tell how many answered in a group that is kept back.
    pub hidden_counts: HiddenCounts,
    /// Waves in order of time.
    pub waves: Vec<Wave>,
    /// Groups that may be merged to be published: (name as printed, members).
    pub merges: Vec<Merge>,
    /// Criteria aimed at; `None` = all.
    pub aimed: Option<Vec<CriterionId>>,
    /// Steps from actions to impact.
    pub pathway: Vec<Step>,
    /// Declared markers: (rank in the referential, state, evidence).
    pub markers: Vec<DeclaredMarker>,
    /// Planned against obtained.
    pub indicators: Vec<Indicator>,
    /// Marks that the team debated and fixed together.
    pub collective: Vec<CollectiveMark>,
    /// Quotes, whatever their state.
    pub quotes: Vec<Quote>,
    /// Description of a comparison group, if there is one.
    pub comparison: Option<String>,
    /// Editions already published; private.
    pub register: Register,
    /// The team's decisions on recommendations, by rule instance.
    pub decisions: Vec<Decision>,
    /// Contact as printed.
    pub contact: Vec<String>,
    /// Year it entered the programme, as printed; the programme's edition when absent.
    pub cohort: Option<String>,
    /// Texts of its case sheet.
    pub case: Option<CaseTexts>,
    /// What the programme's directory says of it.
    pub directory: DirectoryLine,
    /// Mention printed on every page when the data are fictional; the programme's when absent.
    pub fictional: Option<String>,
    /// Its own file has errors: its answers are read so that all faults are told at once, and it is not printed.
    pub faulty: bool,
    /// What the project says of its data (free, at most 600 signs).
    pub data_note: Option<String>,
}

/// The table `[annuaire]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectoryLine {
    /// The project in two lines; the start of its story when absent.
    pub text: Option<String>,
    /// Whether the contact stays out of the directory.
    pub contact_kept: bool,
}

/// Phase of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// `ideation`
    Ideation,
    /// `experimentation`
    Experimentation,
    /// `deploiement`
    Deployment,
    /// `essaimage`
    Scaling,
}

impl Phase {
    /// All phases, in the order a project goes through them.
    pub const ALL: [Phase; 4] = [
        Phase::Ideation,
        Phase::Experimentation,
        Phase::Deployment,
        Phase::Scaling,
    ];

    /// Key used in files.
    pub fn key(self) -> &'static str {
        match self {
            Phase::Ideation => "ideation",
            Phase::Experimentation => "experimentation",
            Phase::Deployment => "deploiement",
            Phase::Scaling => "essaimage",
        }
    }

    /// As printed, lower case.
    pub fn label(self) -> &'static str {
        match self {
            Phase::Ideation => "idéation",
            Phase::Experimentation => "expérimentation",
            Phase::Deployment => "déploiement",
            Phase::Scaling => "essaimage",
        }
    }
}

/// One collection of answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Wave {
    /// Key used in the column « vague ».
    pub id: String,
    /// First day of collection, when declared.
    pub start: Option<NaiveDate>,
    /// Last day of collection, when declared.
    pub end: Option<NaiveDate>,
    /// Term: declared, or derived from dates when reading; `None` only before reading.
    pub horizon: Option<Horizon>,
    /// What was asked.
    pub kind: WaveKind,
    /// People invited, per group.
    pub populations: BTreeMap<GroupId, u32>,
    /// Wording versions that differ from the questionnaire's.
    pub versions: BTreeMap<ItemId, u32>,
}

/// What a wave measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaveKind {
    /// The situation on the day.
    #[default]
    Measure,
    /// The situation before the project, asked afterwards.
    Retrospective,
    /// What is hoped for; never in a series with measures.
    Expected,
}

/// Groups that may be read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// As printed, plural, lower case: « autres parties prenantes ».
    pub label: String,
    /// At least two groups.
    pub groups: Vec<GroupId>,
}

/// A step of the pathway from actions to impact (G9).
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Which column it stands in.
    pub column: PathwayColumn,
    /// At most 90 signs.
    pub text: String,
    /// Criteria it speaks of.
    pub criteria: Vec<CriterionId>,
    /// Whether the project says it was measured (else hoped for).
    pub measured: bool,
}

/// Columns of the pathway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathwayColumn {
    /// `actions`
    Actions,
    /// `resultats`
    Results,
    /// `effets`
    Effects,
    /// `impact`
    Impact,
}

/// A marker as the project declares it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredMarker {
    /// Rank in [`super::Referential::markers`].
    pub marker: usize,
    /// How far.
    pub state: MarkerState,
    /// Evidence in a line.
    pub evidence: Option<String>,
}

/// How far a marker holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkerState {
    /// `present`
    Present,
    /// `partiel`
    Partial,
    /// `absent`
    Absent,
    /// `non_renseigne`
    Unknown,
}
