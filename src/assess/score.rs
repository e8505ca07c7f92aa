//! Conditions on scores, their intervals and the answers behind them, at one wave.

use std::ops::RangeInclusive;

use crate::aggregate::figures::{Level, Party, Score, Subject};
use crate::model::{ItemId, Questionnaire, WaveId};

use super::condition::{Reading, Test};
use super::fact::{Fact, Found, Share, level};
use super::mark;
use super::scope::{Measure, Scope};

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

/// A published score, or the mark that the team fixed together when there is none.
pub(super) fn score<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<Fact<'a>> {
    published(scope, reading).or_else(|| mark::score(scope, reading))
}

/// A published score that a condition reads, whose and when.
struct Read<'a> {
    measure: Measure,
    party: Party,
    at: WaveId,
    level: &'a Level,
}

impl<'a> Read<'a> {
    fn new(scope: &Scope<'a>, reading: &Reading) -> Option<Read<'a>> {
        let (at, party) = (scope.wave(reading.at)?, scope.party(&reading.speaker)?);
        let (measure, level) =
            scope.read(&reading.target, |subject| level(scope, at, party, subject))?;
        Some(Read {
            measure,
            party,
            at,
            level,
        })
    }

    /// How far the score lies from what is asked.
    fn gap(&self, test: Test) -> f64 {
        (self.level.score.number() - test.bound()).abs()
    }
}

fn published<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<Fact<'a>> {
    let (read, test) = (Read::new(scope, reading)?, reading.test);
    holds(read.level.score, test).then(|| Fact {
        gap: read.gap(test),
        established: !read.measure.stands_in
            && is_whole(read.level, test)
            && read.level.split().is_none(),
        found: Found::Score {
            measure: read.measure,
            party: read.party,
            at: read.at,
            level: read.level,
            test,
        },
    })
}

/// Whether the whole interval triggers; a bounded score has none and is sure when everybody answered.
fn is_whole(level: &Level, test: Test) -> bool {
    level
        .interval
        .map_or(level.everyone, |interval| test.holds_whole(interval))
}

/// A bound of the interval; the gap is that of the score, whose interval it is. A high mark of the team may do.
pub(super) fn bound<'a>(
    scope: &Scope<'a>,
    reading: &Reading,
    side: impl Fn((f64, f64)) -> f64,
) -> Option<Fact<'a>> {
    published_bound(scope, reading, side).or_else(|| mark::bound(scope, reading))
}

fn published_bound<'a>(
    scope: &Scope<'a>,
    reading: &Reading,
    side: impl Fn((f64, f64)) -> f64,
) -> Option<Fact<'a>> {
    let (read, test) = (Read::new(scope, reading)?, reading.test);
    let interval = read.level.interval?;
    test.holds(side(interval)).then(|| Fact {
        gap: read.gap(test),
        established: !read.measure.stands_in && test.holds_whole(interval),
        found: Found::Silent,
    })
}

pub(super) fn split<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<Fact<'a>> {
    let (at, party) = (scope.wave(reading.at)?, scope.party(&reading.speaker)?);
    let (measure, (high, low, all)) = scope.read(&reading.target, |subject| {
        let level = level(scope, at, party, subject)?;
        let spread = level.spread?;
        Some((spread.high, spread.low, level.n))
    })?;
    let share = Share::Counted(high.min(low), all).rate();
    let gap = (share - reading.test.bound()).abs() * 100.0;
    let established = !measure.stands_in;
    let found = Found::Split {
        measure,
        party,
        high,
        low,
        all,
    };
    reading.test.holds(share).then_some(Fact {
        gap,
        established,
        found,
    })
}

pub(super) fn dont_know<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<Fact<'a>> {
    let (at, party) = (scope.wave(reading.at)?, scope.party(&reading.speaker)?);
    let (measure, share) = scope.read(&reading.target, |subject| {
        dont_know_share(scope, at, party, subject)
    })?;
    let gap = (share.rate() - reading.test.bound()).abs() * 100.0;
    let established = !measure.stands_in;
    let found = Found::DontKnow {
        measure,
        party,
        share,
    };
    reading.test.holds(share.rate()).then_some(Fact {
        gap,
        established,
        found,
    })
}

/// « Ne sait pas » among the answers to a subject: of everybody at the last wave, or of a group whose
/// questions on it are all published.
fn dont_know_share(scope: &Scope, at: WaveId, party: Party, subject: Subject) -> Option<Share> {
    let figures = scope.figures();
    let Party::Group(group) = party else {
        let Subject::Criterion(criterion) = subject else {
            return None;
        };
        let blanks = figures
            .non_response
            .get(&criterion)
            .filter(|_| figures.last() == Some(at))?;
        return Some(Share::Rate(blanks.dont_know, blanks.asked));
    };
    let (mut some, mut all) = (0, 0);
    for ((_, _, item), figure) in figures.items.range(items_of_group(at, group)) {
        if is_about(
            scope.evidence.questionnaire,
            item.at(),
            subject,
            &figures.themes,
        ) {
            let level = figure.as_ref().ok()?;
            let asides = level.asides?;
            some += asides.dont_know;
            all += level.n + asides.dont_know;
        }
    }
    (all > 0).then_some(Share::Counted(some, all))
}

/// Keys of all the questions of a group at a wave.
fn items_of_group(at: WaveId, group: usize) -> RangeInclusive<(WaveId, usize, ItemId)> {
    let key = |item| (at, group, ItemId(item));
    key(0)..=key(u16::MAX)
}

fn is_about(
    questionnaire: &Questionnaire,
    item: usize,
    subject: Subject,
    themes: &[String],
) -> bool {
    let Some(item) = questionnaire.items.get(item) else {
        return false;
    };
    match subject {
        Subject::Criterion(criterion) => item.criterion == criterion,
        Subject::Qvct(level) => item.qvct.contains(&level),
        Subject::Theme(rank) => themes
            .get(rank)
            .is_some_and(|theme| item.themes.contains(theme)),
        Subject::Category(_) => false,
    }
}
