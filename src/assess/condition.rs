//! What a rule may ask of published figures: a closed list. Evaluates nothing.

use crate::aggregate::figures::{Absent, Verdict};
use crate::model::project::Phase;
use crate::model::{CriterionId, QvctId};

/// One condition of a rule; all of a rule's conditions must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A score, 0–100.
    Score(Reading),
    /// Lower bound of the 95 % interval of a score.
    IntervalLow(Reading),
    /// Upper bound of the 95 % interval of a score.
    IntervalHigh(Reading),
    /// Share of people at 75 or more and share at 25 or less, the smaller of the two, 0–1.
    Split(Reading),
    /// Share of « ne sait pas », 0–1.
    DontKnowRate(Reading),
    /// A change in points.
    Delta {
        /// What changed.
        change: Between,
        /// The bound.
        test: Test,
    },
    /// The verdict on a change is one of these.
    Verdict {
        /// What changed.
        change: Between,
        /// The verdicts that trigger.
        among: Vec<Verdict>,
    },
    /// Largest score of a published group minus the smallest, points.
    GroupGap {
        /// On what.
        target: Target,
        /// When.
        at: Moment,
        /// The bound.
        test: Test,
    },
    /// Response rate of a group, 0–1.
    ResponseRate(Attendance),
    /// People who answered.
    Respondents(Attendance),
    /// Whether somebody was asked and answered.
    Measured {
        /// On what.
        target: Target,
        /// When.
        at: Moment,
        /// Whether it must be measured, or must not.
        wanted: bool,
    },
    /// A group has no figure of its own, for this reason.
    State {
        /// Who.
        speaker: Speaker,
        /// When.
        at: Moment,
        /// The reason.
        state: Absent,
    },
    /// What the project declares.
    Context(Context),
}

impl Condition {
    /// Who is read; none where no single speaker is.
    pub fn speaker(&self) -> Option<&Speaker> {
        match self {
            Condition::Score(reading)
            | Condition::IntervalLow(reading)
            | Condition::IntervalHigh(reading)
            | Condition::Split(reading)
            | Condition::DontKnowRate(reading) => Some(&reading.speaker),
            Condition::Delta { change, .. } | Condition::Verdict { change, .. } => {
                Some(&change.speaker)
            }
            Condition::ResponseRate(attendance) | Condition::Respondents(attendance) => {
                Some(&attendance.speaker)
            }
            Condition::State { speaker, .. } => Some(speaker),
            Condition::GroupGap { .. } | Condition::Measured { .. } | Condition::Context(_) => None,
        }
    }
}

/// A figure of a speaker on a target at a moment, and its bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// On what.
    pub target: Target,
    /// Who.
    pub speaker: Speaker,
    /// When.
    pub at: Moment,
    /// The bound.
    pub test: Test,
}

/// A change of a speaker on a target between two moments.
#[derive(Clone, Debug, PartialEq)]
pub struct Between {
    /// On what.
    pub target: Target,
    /// Who.
    pub speaker: Speaker,
    /// From when.
    pub from: Moment,
    /// To when.
    pub to: Moment,
}

/// How many of a speaker took part at a moment, and its bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendance {
    /// Who.
    pub speaker: Speaker,
    /// When.
    pub at: Moment,
    /// The bound.
    pub test: Test,
}

/// What a condition is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Items of a theme; the criterion when the questionnaire has none, and the rule is then only to be checked.
    Theme {
        /// `droit_erreur`
        theme: String,
        /// What stands in for it.
        fallback: Option<CriterionId>,
    },
    /// A criterion.
    Criterion(CriterionId),
    /// A level of QVCT.
    Qvct(QvctId),
    /// The instance of the rule: its criterion or its level.
    Instance,
}

/// Whose answers a condition reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// A group by its key: `salaries`.
    Group(String),
    /// Each group in turn; an established finding is kept first, then the largest.
    Every,
    /// All published groups together.
    Ensemble,
    /// The instance of the rule.
    Instance,
}

/// A wave by its place in the series of measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// First measure kept in the series.
    First,
    /// The one before the last.
    BeforeLast,
    /// The last one.
    Last,
}

/// Which side of a bound triggers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Test {
    /// Strictly below.
    Below(f64),
    /// At or above.
    AtLeast(f64),
}

impl Test {
    /// The bound.
    pub fn bound(self) -> f64 {
        match self {
            Test::Below(bound) | Test::AtLeast(bound) => bound,
        }
    }

    /// Whether an unrounded figure triggers; a billionth forgives the rounding of a sum.
    pub fn holds(self, figure: f64) -> bool {
        match self {
            Test::Below(bound) => figure < bound - 1e-9,
            Test::AtLeast(bound) => figure >= bound - 1e-9,
        }
    }

    /// Whether a whole interval lies on the triggering side: the finding is then established.
    pub fn holds_whole(self, (low, high): (f64, f64)) -> bool {
        match self {
            Test::Below(_) => self.holds(high),
            Test::AtLeast(_) => self.holds(low),
        }
    }
}

/// What a project declares, as a rule may ask it.
#[derive(Clone, Debug, PartialEq)]
pub enum Context {
    /// Number of organisations.
    Organisations(Test),
    /// The project stands in one of these phases.
    Phase(Vec<Phase>),
    /// Number of terms that are reached and not measured.
    MissingTerms(Test),
    /// Whether the team fixed marks together at the term of the last measure or later.
    CollectiveMarks(bool),
}
