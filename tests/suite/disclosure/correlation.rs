//! What a change gives away of the few people who answered at one wave only.
//!
//! Both waves have their distribution printed: ten people, then the same ten and a newcomer. Whoever knows the
//! printed correlation looks for the newcomer's answer among those that some pairing of the ten explains.

use std::collections::{BTreeMap, BTreeSet};

use jalon::aggregate::change::change_of_samples;
use jalon::aggregate::estimate::{Regularisation, Summary};
use jalon::aggregate::figures::{Party, Subject};
use jalon::aggregate::width::{CORRELATION_CLASSES, printed_correlation};
use jalon::model::{CriterionId, GroupId, State};

use super::made::{Dice, Made, add, one_question};

/// How many people chose each of three answers.
type Counts = [usize; 3];

const FOLLOWED: usize = 10;

/// All the ways people can spread over three answers.
fn counts(people: usize) -> Vec<Counts> {
    let mut all = Vec::new();
    for low in 0..=people {
        for middle in 0..=people - low {
            all.push([low, middle, people - low - middle]);
        }
    }
    all
}

fn scores(counts: &Counts) -> Vec<f64> {
    let of = |(score, &people): (f64, &usize)| std::iter::repeat_n(score, people);
    [0.0, 50.0, 100.0]
        .into_iter()
        .zip(counts)
        .flat_map(of)
        .collect()
}

/// Sums of products, in levels, over all the ways to pair two sets of answers.
fn pairings(first: &Counts, last: &Counts) -> BTreeSet<usize> {
    let mut sums = BTreeSet::new();
    // The answers of those who chose the middle, then of those who chose the top: all pairings, the rest follows.
    for middle in 0..=first[1].min(last[1]) {
        for middle_top in 0..=(first[1] - middle).min(last[2]) {
            for top_middle in 0..=first[2].min(last[1] - middle) {
                for top in 0..=(first[2] - top_middle).min(last[2] - middle_top) {
                    let low_left = first[1] - middle - middle_top + first[2] - top_middle - top;
                    if low_left <= last[0] {
                        sums.insert(middle + 2 * (middle_top + top_middle) + 4 * top);
                    }
                }
            }
        }
    }
    sums
}

/// Pearson's correlation from a sum of products in levels, as the estimate trusts it.
fn correlation(first: &Counts, last: &Counts, products: usize) -> f64 {
    let moments = |counts: &Counts| {
        let summary = Summary::of(&scores(counts)).expect("ten people");
        (summary.mean, summary.squared_deviations)
    };
    let ((x, xx), (y, yy)) = (moments(first), moments(last));
    let scale = (xx * yy).sqrt();
    let sum = 2500.0 * products as f64 - FOLLOWED as f64 * x * y;
    if scale > 1e-12 {
        (sum / scale).min(0.8)
    } else {
        0.0
    }
}

/// The interval of the change with this correlation, in whole points.
fn interval(first: &Counts, last: &Counts, correlation: f64) -> String {
    let sample = |counts: &Counts| {
        let summary = Summary::of(&scores(counts)).expect("people");
        summary.sample(&Regularisation::HOUSE)
    };
    let change = change_of_samples(&sample(first), &sample(last), 10, correlation);
    let interval = change.expect("two waves").estimate.interval(0.95);
    format!("{:.0} {:.0}", interval.low, interval.high)
}

/// Outcomes whose reading leaves one answer of the newcomer, among those that leave a choice without it.
fn identified(reading: impl Fn(&Counts, &Counts, f64) -> String) -> (usize, usize) {
    let (mut found, mut all) = (0, 0);
    for first in counts(FOLLOWED) {
        for last in counts(FOLLOWED + 1) {
            let mut readings: BTreeMap<String, BTreeMap<usize, usize>> = BTreeMap::new();
            let newcomers: Vec<usize> = (0..3).filter(|&level| last[level] > 0).collect();
            for &level in &newcomers {
                let mut paired = last;
                paired[level] -= 1;
                for products in pairings(&first, &paired) {
                    let told = reading(&first, &last, correlation(&first, &paired, products));
                    *readings.entry(told).or_default().entry(level).or_default() += 1;
                }
            }
            if newcomers.len() > 1 {
                let outcomes = |levels: &BTreeMap<usize, usize>| levels.values().sum::<usize>();
                all += readings.values().map(outcomes).sum::<usize>();
                let alone = readings.values().filter(|levels| levels.len() == 1);
                found += alone.map(outcomes).sum::<usize>();
            }
        }
    }
    (found, all)
}

#[test]
fn a_correlation_in_classes_gives_no_newcomer_away() {
    let exact = identified(|_, _, correlation| format!("{correlation:.9}"));
    let printed = identified(interval);
    let classed = identified(|_, _, correlation| format!("{:?}", printed_correlation(correlation)));
    // Read exactly, or through a printed interval, it tells many newcomers apart; in classes hardly any.
    assert!(exact.0 * 2 > exact.1, "{exact:?}");
    assert!(printed.0 * 50 > printed.1, "{printed:?}");
    assert!(classed.0 * 40 < classed.1, "{classed:?}");
}

/// A project of one question at two waves: `pairs` are the levels of the people followed.
fn two_waves(pairs: &[(u8, u8)], newcomers: &[u8]) -> Made {
    let mut made = one_question(2);
    for wave in &mut made.survey.waves {
        (wave.respondents, wave.answers) = (Vec::new(), Vec::new());
    }
    for (key, &(from, to)) in (0..).zip(pairs) {
        for (wave, level) in made.survey.waves.iter_mut().zip([from, to]) {
            add(wave, GroupId(0), key, &[(0, State::Valid(level))]);
        }
    }
    for (key, &level) in (100..).zip(newcomers) {
        add(
            &mut made.survey.waves[1],
            GroupId(0),
            key,
            &[(0, State::Valid(level))],
        );
    }
    made
}

/// Everything printed of the change, however people are paired.
fn readings(newcomers: &[u8]) -> BTreeSet<String> {
    let mut dice = Dice(13);
    let mut found = BTreeSet::new();
    let first = [0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 1];
    let mut last = [1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 2, 0];
    for _ in 0..400 {
        for at in (1..last.len()).rev() {
            last.swap(at, dice.below(at + 1));
        }
        let pairs: Vec<(u8, u8)> = first.into_iter().zip(last).collect();
        let made = two_waves(&pairs, newcomers);
        let figures = made.figures(&[]);
        let criterion = Subject::Criterion(CriterionId(0));
        let mut changes = figures.changes.iter();
        let change = changes
            .find(|((_, _, party, subject), _)| *party == Party::Group(0) && *subject == criterion);
        let change = change.and_then(|(_, figure)| figure.as_ref().ok());
        found.insert(format!("{:?}", **change.expect("a change")));
    }
    found
}

#[test]
fn a_change_of_one_question_says_no_more_of_the_pairing_than_a_class() {
    for newcomers in [&[4][..], &[0, 1], &[2, 2, 3, 0]] {
        let told = readings(newcomers);
        assert!(told.len() <= CORRELATION_CLASSES.len(), "{told:#?}");
    }
    // Five who stand apart are as many as may be told of; and of nobody apart nothing is told.
    assert!(readings(&[0, 1, 2, 3, 4]).len() > 20);
    assert!(readings(&[]).len() > 20);
}
