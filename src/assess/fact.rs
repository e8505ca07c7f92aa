//! A condition against published figures: whether it holds, by how much, and how surely. Words nothing.

use crate::aggregate::figures::{Change, Gap, Level, Participation, Party, Subject};
use crate::model::WaveId;
use crate::model::project::CollectiveMark;

use super::comparison::{delta, group_gap, verdict};
use super::condition::{Condition, Test};
use super::missing::MissingTerm;
use super::scope::{Measure, Scope};
use super::score::{bound, dont_know, score, split};
use super::standing::{attended, declared, group_state, measured};

/// A condition that holds, with what made it hold.
#[derive(Clone, Debug)]
pub(super) struct Fact<'a> {
    /// Points between the figure and the bound (rates × 100); the whole change for a verdict, 0 for a state.
    pub gap: f64,
    /// Whether the whole interval lies on the triggering side, or the figure has no chance in it.
    pub established: bool,
    /// What was read.
    pub found: Found<'a>,
}

/// What a condition read.
#[derive(Clone, Debug)]
pub(super) enum Found<'a> {
    Score {
        measure: Measure,
        party: Party,
        at: WaveId,
        level: &'a Level,
        test: Test,
    },
    /// A mark of the team in the place of a score.
    Marked {
        measure: Measure,
        mark: &'a CollectiveMark,
        test: Test,
    },
    Split {
        measure: Measure,
        party: Party,
        /// Clearly in favour, and clearly against.
        high: u32,
        low: u32,
        all: u32,
    },
    DontKnow {
        measure: Measure,
        party: Party,
        share: Share,
    },
    Change {
        measure: Measure,
        party: Party,
        from: WaveId,
        to: WaveId,
        change: &'a Change,
    },
    Gap {
        measure: Measure,
        gap: Gap,
    },
    Attendance {
        party: Party,
        line: &'a Participation,
        test: Test,
    },
    State {
        party: Party,
    },
    Missing(Vec<MissingTerm>),
    /// Holds and has nothing to print of its own: a bound of an interval, a context.
    Silent,
}

/// A criterion's figure in the place of a theme: whose it is and when, unless the team fixed it together.
pub(super) type StandIn = (Subject, Option<(Party, WaveId)>);

impl Found<'_> {
    /// What stands in for a theme here, if anything does.
    pub fn stand_in(&self) -> Option<StandIn> {
        let (measure, of) = match self {
            Found::Score {
                measure, party, at, ..
            } => (measure, Some((*party, *at))),
            Found::Marked { measure, .. } => (measure, None),
            _ => return None,
        };
        measure.stands_in.then_some((measure.subject, of))
    }
}

/// A share of answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Share {
    /// So many out of so many.
    Counted(u32, u32),
    /// A rate from 0 to 1 over about so many answers.
    Rate(f64, u32),
}

impl Share {
    /// From 0 to 1.
    pub fn rate(self) -> f64 {
        match self {
            Share::Counted(_, 0) => 0.0,
            Share::Counted(some, all) => f64::from(some) / f64::from(all),
            Share::Rate(rate, _) => rate,
        }
    }
}

/// The fact of a condition; none when it does not hold or its figure is not published.
pub(super) fn fact<'a>(scope: &Scope<'a>, condition: &Condition) -> Option<Fact<'a>> {
    match condition {
        Condition::Score(reading) => score(scope, reading),
        Condition::IntervalLow(reading) => bound(scope, reading, |interval| interval.0),
        Condition::IntervalHigh(reading) => bound(scope, reading, |interval| interval.1),
        Condition::Split(reading) => split(scope, reading),
        Condition::DontKnowRate(reading) => dont_know(scope, reading),
        Condition::Delta { change, test } => delta(scope, change, *test),
        Condition::Verdict { change, among } => verdict(scope, change, among),
        Condition::GroupGap { target, at, test } => group_gap(scope, target, *at, *test),
        Condition::ResponseRate(attendance) => attended(scope, attendance, 100.0, |line| line.rate),
        Condition::Respondents(attendance) => attended(scope, attendance, 1.0, |line| {
            line.answered.ok().map(f64::from)
        }),
        Condition::Measured { target, at, wanted } => measured(scope, target, *at, *wanted),
        Condition::State { speaker, at, state } => group_state(scope, speaker, *at, *state),
        Condition::Context(context) => declared(scope, context),
    }
}

/// A fact that no chance has a part in.
pub(super) fn plain(gap: f64, found: Found) -> Fact {
    Fact {
        gap,
        established: true,
        found,
    }
}

/// A published score; on a sensitive rule only with as many people as sensitive scores ask for, so that a
/// criterion that stands in for a sensitive theme is held to the same.
pub(super) fn level<'a>(
    scope: &Scope<'a>,
    at: WaveId,
    party: Party,
    subject: Subject,
) -> Option<&'a Level> {
    let level = scope.figures().level(at, party, subject).ok()?;
    let of_groups = level.groups.iter().filter_map(|group| {
        scope
            .figures()
            .level(at, Party::Group(*group), subject)
            .ok()
    });
    let fewest = match party {
        Party::Ensemble => of_groups.map(|level| level.n).min().unwrap_or(level.n),
        Party::Group(_) => level.n,
    };
    is_enough(scope, fewest).then_some(level)
}

pub(super) fn is_enough(scope: &Scope, people: u32) -> bool {
    !scope.rule.sensitive || people >= scope.evidence.thresholds.sensitive_score
}
