//! The data of each kind of chart, ready to draw: every number has its printed text beside it.

use serde::{Deserialize, Serialize};

use super::parts::{Caption, Cell};

/// G3: criteria by terms, coloured and printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// Around the figure.
    pub caption: Caption,
    /// Terms, in order.
    pub columns: Vec<MatrixColumn>,
    /// One block a category; categories without an aimed criterion are left out.
    pub blocks: Vec<MatrixBlock>,
    /// Which absent states appear, for the key: `withheld`, `not-measured`, `not-reached`, `not-concerned`.
    pub states: Vec<String>,
    /// Which movements appear, for the key: `up`, `down`, `stable`, `inconclusive`.
    pub movements: Vec<String>,
    /// « Critères non visés par le projet : 3, 12 et 17. », or empty.
    pub not_aimed: String,
}

/// A term of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixColumn {
    /// « Court terme ».
    pub label: String,
    /// « mars 2024 », « pas encore », …
    pub detail: String,
    /// Whether the column is narrow (term not reached by the whole project).
    pub narrow: bool,
}

/// The criteria of a category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixBlock {
    /// D, P or E.
    pub code: String,
    /// Name of the category.
    pub name: String,
    /// One row a criterion.
    pub rows: Vec<MatrixRow>,
}

/// A criterion of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixRow {
    /// 1 to 22.
    pub number: u8,
    /// Name.
    pub name: String,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// G2: what changed between two measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeChart {
    /// Around the figure.
    pub caption: Caption,
    /// Label of the first measure: « Au départ (mars 2023) ».
    pub from: String,
    /// Label of the last measure.
    pub to: String,
    /// Half-width of the change axis in points: 50 or 100.
    pub span: u32,
    /// Smallest change that matters, in points: the grey band.
    pub band: u32,
    /// Established and probable changes, largest first; then established stability.
    pub conclusive: Vec<ChangeRow>,
    /// Sentence above the others: « pas de conclusion possible avec 14 personnes (écart détectable : 17 points) »; empty when none.
    pub inconclusive_title: String,
    /// The others, in referential order.
    pub inconclusive: Vec<ChangeRow>,
}

/// A criterion of the change chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRow {
    /// D, P or E.
    pub category: String,
    /// 1 to 22.
    pub number: u8,
    /// Name.
    pub name: String,
    /// First score, 0–100, rounded as printed.
    pub from: f64,
    /// Last score, 0–100, rounded as printed.
    pub to: f64,
    /// « 46 → 72 » as texts.
    pub from_text: String,
    /// Last score as printed.
    pub to_text: String,
    /// Change in points, rounded as printed.
    pub delta: f64,
    /// « +26 ».
    pub delta_text: String,
    /// Lower end of the interval of the change, rounded as printed.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Closed vocabulary.
    pub verdict: Verdict,
    /// The word as printed: « amélioration établie ».
    pub word: String,
    /// « 9 personnes sur 14 progressent », or empty.
    pub people: String,
}

/// Closed vocabulary of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// ▲▲
    ImprovementEstablished,
    /// ▲
    ImprovementProbable,
    /// =
    StabilityEstablished,
    /// ?
    Uncertain,
    /// ▼
    DegradationProbable,
    /// ▼▼
    DegradationEstablished,
    /// –
    NotComparable,
}

/// G1: how answers spread, diverging stacked bars with neutrals apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LikertChart {
    /// Around the figure.
    pub caption: Caption,
    /// Levels in the order of the legend, least favourable first, neutral included.
    pub levels: Vec<LikertLevel>,
    /// One bar a question, most favourable balance first.
    pub rows: Vec<LikertRow>,
}

/// A level of the scale with its tone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LikertLevel {
    /// Label.
    pub label: String,
    /// From −5 (least favourable) to 5 (most), 0 = neutral. For 5 levels: −2 … 2.
    pub tone: i8,
}

/// A question of the Likert chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LikertRow {
    /// The question.
    pub label: String,
    /// Number of answers on the scale.
    pub n: u32,
    /// Parts from the least to the most favourable, neutral excluded, empty parts left out.
    pub parts: Vec<LikertPart>,
    /// Neutral answers, drawn apart; 0 when none or when the scale has no neutral level.
    pub neutral: LikertPart,
    /// « 2 ne savent pas », or empty.
    pub aside: String,
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LikertPart {
    /// As in [`LikertLevel::tone`].
    pub tone: i8,
    /// Persons.
    pub count: u32,
    /// Whole percent; the row's parts and neutral add up to 100.
    pub percent: u32,
}

/// G4 and G5: values on 0–100, several series a row, with intervals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DotChart {
    /// Around the figure.
    pub caption: Caption,
    /// Groups or measures drawn, in order; shape and colour follow the rank given here.
    pub series: Vec<DotSeries>,
    /// One row a criterion or a QVCT level.
    pub rows: Vec<DotRow>,
}

/// A series of dots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DotSeries {
    /// « salariés ».
    pub label: String,
    /// Rank of its shape and colour, 0 to 7, the same on every page of the dossier.
    pub style: u8,
}

/// A row of dots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DotRow {
    /// « 1. Participation ».
    pub label: String,
    /// Dots that may be shown.
    pub dots: Vec<Dot>,
    /// Why some are absent: « bénévoles : non publié », or empty.
    pub absent: String,
}

/// A dot with its interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dot {
    /// Rank in [`DotChart::series`].
    pub series: u8,
    /// 0–100, rounded as printed.
    pub value: f64,
    /// « 72 », « ≥ 95 ».
    pub text: String,
    /// Lower end of the interval, rounded; equal to `value` when everybody answered.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Whether the label is drawn beside the dot (the extremes).
    pub labelled: bool,
}

/// G7: one criterion over time, one small panel a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trajectory {
    /// Around the figure.
    pub caption: Caption,
    /// Months from the start shown on the axis, e.g. [0, 12, 24, 36].
    pub ticks: Vec<u32>,
    /// Panels, at most four.
    pub panels: Vec<TrajectoryPanel>,
}

/// A panel of a trajectory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrajectoryPanel {
    /// Group.
    pub label: String,
    /// Shape and colour, as in [`DotSeries::style`].
    pub style: u8,
    /// Measures in order of time.
    pub points: Vec<TrajectoryPoint>,
}

/// A measure of a trajectory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrajectoryPoint {
    /// Months since the start of the project (may be negative).
    pub month: f64,
    /// 0–100, rounded.
    pub value: f64,
    /// As printed.
    pub text: String,
    /// Interval.
    pub low: f64,
    /// Interval.
    pub high: f64,
    /// Whether the line from the point before is dashed: a wave between was withheld or not measured, or the wording changed.
    pub gap: bool,
    /// Whether the marker is hollow: asked afterwards.
    pub hollow: bool,
}

/// G8: who answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funnel {
    /// Around the figure.
    pub caption: Caption,
    /// Largest population, for the scale.
    pub most: u32,
    /// One row a group, last wave.
    pub rows: Vec<FunnelRow>,
}

/// A group of the funnel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunnelRow {
    /// Group.
    pub label: String,
    /// People invited; `None` = unknown.
    pub invited: Option<u32>,
    /// Questionnaires with at least one answer.
    pub answered: u32,
    /// Questionnaires complete or nearly.
    pub usable: u32,
    /// People also present in the wave before; `None` when nobody can be followed, or when it is withheld.
    pub followed: Option<u32>,
    /// Whether they are too few to be counted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub followed_withheld: bool,
    /// « 79 % », « 11 sur 14 », « non calculable (population inconnue) ».
    pub rate: String,
    /// Smallest change that eight surveys out of ten would show, in points: « 13 à 25 »; empty when nothing was compared.
    pub detectable: String,
}

/// G6: markers declared with evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerStrip {
    /// Around the figure.
    pub caption: Caption,
    /// In referential order.
    pub tokens: Vec<MarkerToken>,
}

/// A marker of the strip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerToken {
    /// Name.
    pub name: String,
    /// `present`, `partial`, `absent`, `unknown`.
    pub state: String,
    /// « présent », « partiel », « absent », « non renseigné ».
    pub state_label: String,
    /// Evidence, or empty.
    pub evidence: String,
}

/// G9: from actions to the impact aimed at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    /// Around the figure.
    pub caption: Caption,
    /// Four columns: actions, résultats, effets, impact visé.
    pub columns: Vec<PathwayColumn>,
}

/// A column of the pathway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathwayColumn {
    /// « Résultats (court terme) ».
    pub label: String,
    /// Boxes, at most four.
    pub steps: Vec<PathwayStep>,
}

/// A box of the pathway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathwayStep {
    /// At most 90 signs.
    pub text: String,
    /// Numbers of the criteria: « critères 1 et 13 », or empty.
    pub criteria: String,
    /// Solid border (measured) or dashed (hoped for).
    pub measured: bool,
}
