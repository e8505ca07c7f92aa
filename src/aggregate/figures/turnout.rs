//! Who took part, and what the measure is worth: conditions, blanks.

use super::super::conditions::Degree;
use super::{Absent, Party};
use crate::model::WaveId;

/// Who took part in a wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Participation {
    /// Wave.
    pub wave: WaveId,
    /// Group, or everybody.
    pub party: Party,
    /// People invited; `None` = unknown.
    pub invited: Option<u32>,
    /// People with at least one answer; `Err(Withheld)` when too few to be told.
    pub answered: Result<u32, Absent>,
    /// Questionnaires complete or partial (at least half of the questions).
    pub usable: Result<u32, Absent>,
    /// People also in the wave before; `Err(NotMeasured)` when there is none or people cannot be followed.
    pub followed: Result<u32, Absent>,
    /// Response rate, 0–1; `None` when not computable or withheld.
    pub rate: Option<f64>,
    /// More answers than people invited.
    pub over: bool,
}

/// One of the six measuring conditions.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Which.
    pub kind: ConditionKind,
    /// How far it is met.
    pub degree: Degree,
    /// The figure it rests on, in its unit (rate 0–1, people, waves, groups, items); `None` = unknown.
    pub figure: Option<f64>,
}

impl Condition {
    /// Whether the least of it is reached.
    pub fn is_met(&self) -> bool {
        self.degree >= Degree::Met
    }
}

/// The six measuring conditions (`statistics.md` § 1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConditionKind {
    /// Response rate.
    Participation,
    /// People behind the published groups.
    People,
    /// Number of waves.
    Time,
    /// Share of the same people.
    Followed,
    /// Number of published groups.
    Viewpoints,
    /// Items per criterion, with few blanks.
    Questionnaire,
}

/// Share of « ne sait pas » and blanks of a criterion over all groups of the last wave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NonResponse {
    /// nsp / (valid + nsp).
    pub dont_know: f64,
    /// (missing + invalid) / concerned.
    pub missing: f64,
    /// Answers asked; 0 where the shares may not be read to one person, as of very few answers.
    pub asked: u32,
}
