//! Scores of the groups: criteria and categories.

use jalon::aggregate::estimate::{
    Estimate, Regularisation, Summary, mean, quantile, standard_deviation,
};
use jalon::aggregate::figures::{Absent, Figures, Level, Party, Score, Subject};
use jalon::aggregate::proportion::wilson;
use jalon::aggregate::resample::{RESAMPLES, Target, bca};
use jalon::aggregate::respondent::Tails;
use jalon::model::{CriterionId, ItemId, WaveId};

use super::ledger::Ledger;
use super::people::{in_file_order, of_group, scores, small};
use super::questions::{counted, is_in_one_set};
use super::{EXACT, QUANTILE, five, open, reference};

pub const SECTIONS: [&str; 2] = ["criteria", "categories"];

/// `V1` is the first wave.
pub fn wave(key: &str) -> WaveId {
    let waves = &reference().project.waves;
    let rank = waves.iter().position(|wave| wave.id == key);
    WaveId(u8::try_from(rank.expect("a known wave")).expect("few waves"))
}

pub fn criterion(code: &str) -> CriterionId {
    reference()
        .referential
        .criterion(code)
        .expect("a criterion")
}

pub fn party(figures: &Figures, group: &str) -> Party {
    let rank = figures.groups.iter().position(|known| known.id == group);
    Party::Group(rank.expect("a known group"))
}

pub fn population(wave: WaveId, group: &str) -> Option<u32> {
    let id = reference().questionnaire.group(group).expect("a group");
    let populations = &reference().project.waves[wave.at()].populations;
    populations.get(&id).copied()
}

/// The three parts of a key.
pub fn parts(key: &str) -> [&str; 3] {
    let parts: Vec<&str> = key.split('|').collect();
    parts.try_into().expect("three parts")
}

fn unclamped(values: &[f64], regularisation: &Regularisation) -> Option<(f64, f64)> {
    let sample = Summary::of(values)?.sample(regularisation);
    let interval = Estimate::of_mean(&sample, None)?.interval(0.95);
    Some((interval.low, interval.high))
}

fn clamped(values: &[f64], population: Option<u32>) -> Option<(f64, f64)> {
    let sample = Summary::of(values)?.sample(&Regularisation::HOUSE);
    let interval = Estimate::of_mean(&sample, population)?.interval(0.95);
    let interval = interval.clamped(0.0, 100.0);
    Some((interval.low, interval.high))
}

/// Groups whose answers to a criterion all agree: bounded, or not published (decisions § 13). Their figures of the
/// reference are compared with the survey's scores, and nowhere printed.
const UNANIMOUS_CRITERIA: [&str; 7] = [
    "V2|partenaires|C06",
    "V2|partenaires|C07",
    "V2|partenaires|C21",
    "V3|beneficiaires|C21",
    "V3|benevoles|C09",
    "V3|benevoles|C21",
    "V3|partenaires|C21",
];

/// Whether a figure is held back because the answers agree.
pub fn is_kept_back<T>(found: Result<&T, &Absent>, score: impl Fn(&T) -> Score) -> bool {
    match found {
        Ok(level) => !matches!(score(level), Score::Exact(_)),
        Err(absent) => *absent == Absent::Withheld,
    }
}

/// Everything the reference says of the scores of a group.
fn compare_scores(ledger: &mut Ledger, key: &str, values: &[f64], people: Option<u32>) {
    let path = |name: &str| format!("/{key}/{name}");
    let n = small(values.len());
    ledger.count(&path("n"), n);
    ledger.number(&path("mean"), mean(values), EXACT);
    ledger.number(&path("sd"), standard_deviation(values), EXACT);
    for (name, probability) in [("q1", 0.25), ("median", 0.5), ("q3", 0.75)] {
        ledger.number(&path(name), quantile(values, probability), EXACT);
    }
    let ends = Tails::counted(values.iter().map(|&score| (score, 1)));
    let share = |count: u32| f64::from(count) / f64::from(n);
    ledger.number(&path("share_high"), share(ends.high), EXACT);
    ledger.number(&path("share_low"), share(ends.low), EXACT);
    let wilson = wilson(ends.high, n, None).map(|bounds| (bounds.low, bounds.high));
    ledger.bounds(&path("share_high_ci"), wilson, QUANTILE);
    ledger.bounds(&path("ci"), clamped(values, None), QUANTILE);
    ledger.bounds(&path("ci_fpc"), clamped(values, people), QUANTILE);
    let raw = unclamped(values, &Regularisation::NONE);
    ledger.bounds(&path("ci_raw"), raw, QUANTILE);
    if ledger.has(&path("bca")) {
        let [wave_key, group, code] = parts(key);
        let values = in_file_order(wave(wave_key), group, criterion(code), values);
        let seed = format!("20260722|niveau|{key}");
        let found = bca(&seed, Target::Mean(&values), RESAMPLES).expect("twenty people");
        let bounds = (found.interval.low, found.interval.high);
        ledger.bounds(&path("bca"), Some(bounds), QUANTILE);
    }
}

/// What is published of the scores of a group, against the reference again.
fn compare_published(ledger: &mut Ledger, key: &str, level: &Level) {
    let path = |name: &str| format!("/{key}/{name}");
    ledger.count(&path("n"), level.n);
    ledger.number(&path("mean"), level.score.number(), EXACT);
    let spread = level.spread.expect("one answer is enough");
    let n = f64::from(level.n);
    ledger.number(&path("sd"), spread.sd, EXACT);
    ledger.number(&path("q1"), spread.quartiles.0, EXACT);
    ledger.number(&path("median"), spread.quartiles.1, EXACT);
    ledger.number(&path("q3"), spread.quartiles.2, EXACT);
    ledger.number(&path("share_high"), f64::from(spread.high) / n, EXACT);
    ledger.number(&path("share_low"), f64::from(spread.low) / n, EXACT);
    ledger.bounds(&path("ci_fpc"), level.interval, QUANTILE);
}

#[test]
fn criteria_are_those_of_the_reference() {
    let mut ledger = Ledger::of("criteria");
    let mut unanimous = Vec::new();
    for key in ledger.keys() {
        let [wave_key, group, code] = parts(&key);
        let (when, id) = (wave(wave_key), criterion(code));
        let values = scores(reference(), when, group, id);
        compare_scores(&mut ledger, &key, &values, population(when, group));

        let subject = Subject::Criterion(id);
        let found = open().level(when, party(open(), group), subject);
        if is_kept_back(found.as_ref().map(|level| *level), |level: &Level| {
            level.score
        }) {
            assert!(
                is_of_one_mind(when, group, id, &values),
                "{key}: {values:?} is kept back"
            );
            unanimous.push(key.clone());
        } else {
            compare_published(&mut ledger, &key, found.expect("just seen"));
        }

        // Whoever has five answers is published, and with the same figures.
        let strict = five().level(when, party(five(), group), subject);
        let is_enough = values.len() >= 5;
        ledger.value(&format!("/{key}/publishable"), is_enough);
        if is_enough {
            assert_eq!(strict, found, "{key}");
        } else {
            assert_eq!(strict, Err(Absent::Withheld), "{key}");
        }
    }
    assert_eq!(unanimous, UNANIMOUS_CRITERIA);
    ledger.finish(&[]);
}

/// Whether all scores are one, or come from one question whose answers are all in one set.
fn is_of_one_mind(when: WaveId, group: &str, id: CriterionId, values: &[f64]) -> bool {
    let items: Vec<ItemId> = reference().questionnaire.items_of(id).collect();
    let one = values.iter().all(|value| (value - values[0]).abs() < 1e-9);
    one || matches!(items.as_slice(), [only] if is_in_one_set(&counted(when, group, *only).0))
}

#[test]
fn categories_are_those_of_the_reference() {
    let mut ledger = Ledger::of("categories");
    let read = reference();
    for key in ledger.keys() {
        let at = format!("/{key}");
        let [wave_key, group, category] = parts(&key);
        let when = wave(wave_key);
        let rank = read
            .referential
            .categories
            .iter()
            .position(|known| known.key == category);
        let id = jalon::model::CategoryId(u8::try_from(rank.expect("known")).expect("three"));
        let figures = open();
        let found = figures.level(when, party(figures, group), Subject::Category(id));
        let level = found.expect("one answer is enough");
        ledger.count(&format!("{at}/n"), level.n);
        ledger.number(&format!("{at}/mean"), level.score.number(), EXACT);
        let spread = level.spread.expect("one answer is enough");
        ledger.number(&format!("{at}/sd"), spread.sd, EXACT);
        let values: Vec<f64> = of_group(read, when, group)
            .iter()
            .filter_map(|person| person.category(read, id))
            .collect();
        ledger.bounds(&format!("{at}/ci"), clamped(&values, None), QUANTILE);
        let printed = clamped(&values, population(when, group));
        assert_eq!(level.interval, printed, "{key}: with the finite population");
    }
    ledger.finish(&[]);
}
