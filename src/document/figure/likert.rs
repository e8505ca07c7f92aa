//! How answers spread over the levels of a scale: what `charts/likert.typ` draws.

use serde::{Deserialize, Serialize};

use super::super::parts::Caption;

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
