//! One criterion over time: what `charts/trajectory.typ` draws.

use serde::{Deserialize, Serialize};

use super::super::parts::Caption;

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
    /// Shape and colour, as in [`super::DotSeries::style`].
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
