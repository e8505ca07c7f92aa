//! Means of projects with how far projects lie apart: what the chart receives, whatever the subjects.

use serde::{Deserialize, Serialize};

use super::super::parts::{Caption, Cell};

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

/// Whether some row shows where a further project would stand.
pub(super) fn shows_prediction(blocks: &[PortfolioBlock]) -> bool {
    let mut rows = blocks.iter().flat_map(|block| &block.rows);
    rows.any(|row| row.bar.as_ref().is_some_and(|bar| bar.prediction.is_some()))
}
