//! Conditions that compare: a change between two waves, a gap between the groups.

use crate::aggregate::figures::{Change, Gap, Party, Score, Subject, Verdict};
use crate::model::WaveId;

use super::condition::{Between, Moment, Target, Test};
use super::fact::{Fact, Found, is_enough, level};
use super::scope::{Measure, Scope};

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

pub(super) fn delta<'a>(scope: &Scope<'a>, between: &Between, test: Test) -> Option<Fact<'a>> {
    let (measure, party, (from, to), change) = changed(scope, between)?;
    test.holds(change.delta).then(|| Fact {
        gap: (change.delta - test.bound()).abs(),
        established: !measure.stands_in && test.holds_whole(change.interval),
        found: Found::Change {
            measure,
            party,
            from,
            to,
            change,
        },
    })
}

pub(super) fn verdict<'a>(
    scope: &Scope<'a>,
    between: &Between,
    among: &[Verdict],
) -> Option<Fact<'a>> {
    let (measure, party, (from, to), change) = changed(scope, between)?;
    let sure = matches!(
        change.verdict,
        Verdict::ImprovementEstablished
            | Verdict::DeclineEstablished
            | Verdict::StabilityEstablished
    );
    among.contains(&change.verdict).then(|| Fact {
        gap: change.delta.abs(),
        established: !measure.stands_in && sure,
        found: Found::Change {
            measure,
            party,
            from,
            to,
            change,
        },
    })
}

/// The gap between the groups; a pairwise difference is only tested on criteria at the last wave.
pub(super) fn group_gap<'a>(
    scope: &Scope<'a>,
    target: &Target,
    at: Moment,
    test: Test,
) -> Option<Fact<'a>> {
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
    let scores: Vec<(usize, f64)> = (0..scope.figures().groups.len())
        .filter_map(exact)
        .collect();
    let highest = scores
        .iter()
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let lowest = scores
        .iter()
        .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))?;
    (highest.0 != lowest.0).then_some(Gap {
        points: highest.1 - lowest.1,
        highest: highest.0,
        lowest: lowest.0,
        established: false,
    })
}
