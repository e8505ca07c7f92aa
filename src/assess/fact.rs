//! A condition against published figures: whether it holds, by how much, and how surely. Words nothing.

use crate::aggregate::figures::{
    Absent, Change, Gap, Level, Participation, Party, Score, Subject, Verdict,
};
use crate::model::{Questionnaire, WaveId};

use super::condition::{Attendance, Between, Condition, Context, Moment, Reading, Speaker, Target, Test};
use super::missing::{MissingTerm, missing_terms};
use super::scope::{Measure, Scope};

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
    Score { measure: Measure, party: Party, at: WaveId, level: &'a Level, test: Test },
    Split { measure: Measure, party: Party, some: u32, all: u32 },
    DontKnow { measure: Measure, party: Party, share: Share },
    Change { measure: Measure, party: Party, from: WaveId, to: WaveId, change: &'a Change },
    Gap { measure: Measure, gap: Gap },
    Attendance { party: Party, line: &'a Participation },
    State { party: Party },
    Missing(Vec<MissingTerm>),
    /// Holds and has nothing to print of its own: a bound of an interval, a context.
    Silent,
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
    fn rate(self) -> f64 {
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
        Condition::ResponseRate(attendance) => {
            attended(scope, attendance, 100.0, |line| line.rate)
        }
        Condition::Respondents(attendance) => {
            attended(scope, attendance, 1.0, |line| line.answered.ok().map(f64::from))
        }
        Condition::Measured { target, at, wanted } => measured(scope, target, *at, *wanted),
        Condition::State { speaker, at, state } => group_state(scope, speaker, *at, *state),
        Condition::Context(context) => declared(scope, context),
    }
}

/// A fact that no chance has a part in.
fn plain(gap: f64, found: Found) -> Option<Fact> {
    Some(Fact { gap, established: true, found })
}

/// A published score; on a sensitive rule only with as many people as sensitive scores ask for, so that a
/// criterion that stands in for a sensitive theme is held to the same.
fn level<'a>(scope: &Scope<'a>, at: WaveId, party: Party, subject: Subject) -> Option<&'a Level> {
    let level = scope.figures().level(at, party, subject).ok()?;
    let of_groups = level.groups.iter().filter_map(|group| {
        scope.figures().level(at, Party::Group(*group), subject).ok()
    });
    let fewest = match party {
        Party::Ensemble => of_groups.map(|level| level.n).min().unwrap_or(level.n),
        Party::Group(_) => level.n,
    };
    is_enough(scope, fewest).then_some(level)
}

fn is_enough(scope: &Scope, people: u32) -> bool {
    !scope.rule.sensitive || people >= scope.evidence.thresholds.sensitive_score
}

/// Whether a score holds; one that is only bounded holds when the bound alone proves it.
fn holds(score: Score, test: Test) -> bool {
    match (score, test) {
        (Score::Exact(number), _) => test.holds(number),
        (Score::AtLeast(number), Test::AtLeast(_)) | (Score::AtMost(number), Test::Below(_)) => {
            test.holds(number)
        }
        (Score::AtLeast(_), Test::Below(_)) | (Score::AtMost(_), Test::AtLeast(_)) => false,
    }
}

fn score<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<Fact<'a>> {
    let (at, party) = (scope.wave(reading.at)?, scope.party(&reading.speaker)?);
    let (measure, level) =
        scope.read(&reading.target, |subject| level(scope, at, party, subject))?;
    let test = reading.test;
    holds(level.score, test).then(|| Fact {
        gap: (level.score.number() - test.bound()).abs(),
        established: !measure.stands_in && is_whole(level, test),
        found: Found::Score { measure, party, at, level, test },
    })
}

/// Whether the whole interval triggers; a bounded score has none and is sure when everybody answered.
fn is_whole(level: &Level, test: Test) -> bool {
    level.interval.map_or(level.everyone, |interval| test.holds_whole(interval))
}

/// A bound of the interval; the gap is that of the score, whose interval it is.
fn bound<'a>(
    scope: &Scope<'a>,
    reading: &Reading,
    side: impl Fn((f64, f64)) -> f64,
) -> Option<Fact<'a>> {
    let (at, party) = (scope.wave(reading.at)?, scope.party(&reading.speaker)?);
    let (measure, level) =
        scope.read(&reading.target, |subject| level(scope, at, party, subject))?;
    let interval = level.interval?;
    let test = reading.test;
    test.holds(side(interval)).then(|| Fact {
        gap: (level.score.number() - test.bound()).abs(),
        established: !measure.stands_in && test.holds_whole(interval),
        found: Found::Silent,
    })
}

fn split<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<Fact<'a>> {
    let (at, party) = (scope.wave(reading.at)?, scope.party(&reading.speaker)?);
    let (measure, (some, all)) = scope.read(&reading.target, |subject| {
        let level = level(scope, at, party, subject)?;
        let spread = level.spread?;
        Some((spread.high.min(spread.low), level.n))
    })?;
    let share = Share::Counted(some, all).rate();
    let gap = (share - reading.test.bound()).abs() * 100.0;
    let established = !measure.stands_in;
    let found = Found::Split { measure, party, some, all };
    reading.test.holds(share).then_some(Fact { gap, established, found })
}

fn dont_know<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<Fact<'a>> {
    let (at, party) = (scope.wave(reading.at)?, scope.party(&reading.speaker)?);
    let (measure, share) =
        scope.read(&reading.target, |subject| dont_know_share(scope, at, party, subject))?;
    let gap = (share.rate() - reading.test.bound()).abs() * 100.0;
    let established = !measure.stands_in;
    let found = Found::DontKnow { measure, party, share };
    reading.test.holds(share.rate()).then_some(Fact { gap, established, found })
}

/// « Ne sait pas » among the answers to a subject: of everybody at the last wave, or of a group whose
/// questions on it are all published.
fn dont_know_share(scope: &Scope, at: WaveId, party: Party, subject: Subject) -> Option<Share> {
    let figures = scope.figures();
    let Party::Group(group) = party else {
        let Subject::Criterion(criterion) = subject else { return None };
        let blanks = figures.non_response.get(&criterion).filter(|_| figures.last() == Some(at))?;
        return Some(Share::Rate(blanks.dont_know, blanks.asked));
    };
    let (mut some, mut all) = (0, 0);
    for ((_, _, item), figure) in figures.items.range(items_of_group(at, group)) {
        if is_about(scope.evidence.questionnaire, item.at(), subject, &figures.themes) {
            let level = figure.as_ref().ok()?;
            some += level.dont_know;
            all += level.n + level.dont_know;
        }
    }
    (all > 0).then_some(Share::Counted(some, all))
}

/// Keys of all the questions of a group at a wave.
fn items_of_group(
    at: WaveId,
    group: usize,
) -> std::ops::RangeInclusive<(WaveId, usize, crate::model::ItemId)> {
    let key = |item| (at, group, crate::model::ItemId(item));
    key(0)..=key(u16::MAX)
}

fn is_about(questionnaire: &Questionnaire, item: usize, subject: Subject, themes: &[String]) -> bool {
    let Some(item) = questionnaire.items.get(item) else { return false };
    match subject {
        Subject::Criterion(criterion) => item.criterion == criterion,
        Subject::Qvct(level) => item.qvct.contains(&level),
        Subject::Theme(rank) => themes.get(rank).is_some_and(|theme| item.themes.contains(theme)),
        Subject::Category(_) => false,
    }
}

/// A published change and the waves it goes between; there is none with a single wave.
type Changed<'a> = (Measure, Party, (WaveId, WaveId), &'a Change);

fn changed<'a>(scope: &Scope<'a>, between: &Between) -> Option<Changed<'a>> {
    let (from, to) = (scope.wave(between.from)?, scope.wave(between.to)?);
    let party = scope.party(&between.speaker)?;
    let (measure, change) = scope.read(&between.target, |subject| {
        let change = scope.figures().change(from, to, party, subject).ok()?;
        is_enough(scope, change.n_from.min(change.n_to)).then_some(change)
    })?;
    (from != to).then_some((measure, party, (from, to), change))
}

fn delta<'a>(scope: &Scope<'a>, between: &Between, test: Test) -> Option<Fact<'a>> {
    let (measure, party, (from, to), change) = changed(scope, between)?;
    test.holds(change.delta).then(|| Fact {
        gap: (change.delta - test.bound()).abs(),
        established: !measure.stands_in && test.holds_whole(change.interval),
        found: Found::Change { measure, party, from, to, change },
    })
}

fn verdict<'a>(scope: &Scope<'a>, between: &Between, among: &[Verdict]) -> Option<Fact<'a>> {
    let (measure, party, (from, to), change) = changed(scope, between)?;
    let sure = matches!(
        change.verdict,
        Verdict::ImprovementEstablished | Verdict::DeclineEstablished | Verdict::StabilityEstablished
    );
    among.contains(&change.verdict).then(|| Fact {
        gap: change.delta.abs(),
        established: !measure.stands_in && sure,
        found: Found::Change { measure, party, from, to, change },
    })
}

/// The gap between the groups; a pairwise difference is only tested on criteria at the last wave.
fn group_gap<'a>(scope: &Scope<'a>, target: &Target, at: Moment, test: Test) -> Option<Fact<'a>> {
    let wave = scope.wave(at)?;
    let (measure, gap) = scope.read(target, |subject| match subject {
        Subject::Criterion(criterion) if scope.figures().last() == Some(wave) => {
            scope.figures().gaps.get(&criterion).copied()
        }
        _ => observed_gap(scope, wave, subject),
    })?;
    test.holds(gap.points).then(|| Fact {
        gap: (gap.points - test.bound()).abs(),
        established: !measure.stands_in && gap.established,
        found: Found::Gap { measure, gap },
    })
}

/// Largest minus smallest exact score of the published groups; the first group wins a tie.
fn observed_gap(scope: &Scope, at: WaveId, subject: Subject) -> Option<Gap> {
    let exact = |group: usize| match level(scope, at, Party::Group(group), subject)?.score {
        Score::Exact(number) => Some((group, number)),
        Score::AtLeast(_) | Score::AtMost(_) => None,
    };
    let scores: Vec<(usize, f64)> = (0..scope.figures().groups.len()).filter_map(exact).collect();
    let highest = scores.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let lowest = scores.iter().min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))?;
    (highest.0 != lowest.0).then_some(Gap {
        points: highest.1 - lowest.1,
        highest: highest.0,
        lowest: lowest.0,
        established: false,
    })
}

fn attended<'a>(
    scope: &Scope<'a>,
    attendance: &Attendance,
    unit: f64,
    figure: impl Fn(&Participation) -> Option<f64>,
) -> Option<Fact<'a>> {
    let (at, party) = (scope.wave(attendance.at)?, scope.party(&attendance.speaker)?);
    let mut lines = scope.figures().participation.iter();
    let line = lines.find(|line| line.wave == at && line.party == party)?;
    let number = figure(line)?;
    let gap = (number - attendance.test.bound()).abs() * unit;
    let found = Found::Attendance { party, line };
    attendance.test.holds(number).then_some(()).and_then(|()| plain(gap, found))
}

/// Measured when a figure is published, not measured when there is none to withhold either.
fn measured<'a>(scope: &Scope<'a>, target: &Target, at: Moment, wanted: bool) -> Option<Fact<'a>> {
    let wave = scope.wave(at)?;
    let state = scope.read(target, |subject| {
        let cells = scope.figures().levels.iter();
        let mut of_subject = cells.filter(|((at, _, about), _)| *at == wave && *about == subject);
        let (mut published, mut withheld) = (false, false);
        for (_, figure) in of_subject.by_ref() {
            published |= figure.is_ok();
            withheld |= matches!(figure, Err(Absent::Withheld));
        }
        Some((published, withheld))
    });
    let holds = match state {
        Some((_, (published, _))) if wanted => published,
        Some((_, (published, withheld))) => !published && !withheld,
        None => false,
    };
    holds.then_some(()).and_then(|()| plain(0.0, Found::Silent))
}

/// A group without any figure of its own, for a reason.
fn group_state<'a>(
    scope: &Scope<'a>,
    speaker: &Speaker,
    at: Moment,
    wanted: Absent,
) -> Option<Fact<'a>> {
    let (wave, party) = (scope.wave(at)?, scope.party(speaker)?);
    let cells = scope.figures().levels.iter();
    let states: Vec<Option<Absent>> = cells
        .filter(|((at, who, _), _)| *at == wave && *who == party)
        .map(|(_, figure)| figure.as_ref().err().copied())
        .collect();
    let state = if states.contains(&None) {
        None
    } else if states.contains(&Some(Absent::Withheld)) {
        Some(Absent::Withheld)
    } else {
        states.contains(&Some(Absent::NotMeasured)).then_some(Absent::NotMeasured)
    };
    (state == Some(wanted)).then_some(()).and_then(|()| plain(0.0, Found::State { party }))
}

fn declared<'a>(scope: &Scope<'a>, context: &Context) -> Option<Fact<'a>> {
    let project = scope.evidence.project;
    let (holds, found) = match context {
        Context::Organisations(test) => {
            (test.holds(f64::from(project.organisations)), Found::Silent)
        }
        Context::Phase(among) => {
            (project.phase.is_some_and(|phase| among.contains(&phase)), Found::Silent)
        }
        Context::MissingTerms(test) => {
            let missing = missing_terms(scope.evidence);
            let count = u32::try_from(missing.len()).unwrap_or(u32::MAX);
            (test.holds(f64::from(count)), Found::Missing(missing))
        }
    };
    holds.then_some(()).and_then(|()| plain(0.0, found))
}
