//! Scores of several series with their intervals: what `charts/dots.typ` draws.

use serde::{Deserialize, Serialize};

use super::super::parts::Caption;

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
