//! What changed between two measures: what `charts/change.typ` draws.

use serde::{Deserialize, Serialize};

use super::super::parts::Caption;

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
