//! The data of each kind of chart, ready to draw: every number has its printed text beside it.
//!
//! One file a chart of `templates/charts`; those of the annual report alone stand with its sections.

mod change;
mod dots;
mod funnel;
mod likert;
mod markers;
mod matrix;
mod pathway;
mod trajectory;

pub use change::{ChangeChart, ChangeRow, Verdict};
pub use dots::{Dot, DotChart, DotRow, DotSeries};
pub use funnel::{Funnel, FunnelRow};
pub use likert::{LikertChart, LikertLevel, LikertPart, LikertRow};
pub use markers::{MarkerStrip, MarkerToken};
pub use matrix::{Matrix, MatrixBlock, MatrixColumn, MatrixRow};
pub use pathway::{Pathway, PathwayColumn, PathwayStep};
pub use trajectory::{Trajectory, TrajectoryPanel, TrajectoryPoint};
