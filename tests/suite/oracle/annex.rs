//! What stands in the annex beside levels: consistency of the questions of a criterion, gaps between groups.

use jalon::aggregate::consistency::{FEWEST_PEOPLE, consistency};
use jalon::aggregate::disagreement::gaps;
use jalon::aggregate::dominance::cliff_delta;
use jalon::aggregate::estimate::{Regularisation, Sample, Summary, mean};
use jalon::aggregate::respondent::Completion;
use jalon::model::{CriterionId, WaveId};

use super::ledger::Ledger;
use super::levels::{criterion, wave};
use super::people::{people, scores};
use super::{EXACT, QUANTILE, five, reference};

pub const SECTIONS: [&str; 2] = ["alpha", "gaps"];

/// People with a questionnaire that counts and a valid answer to every question of the criterion.
fn answered_all(when: WaveId, id: CriterionId) -> Vec<Vec<f64>> {
    let read = reference();
    let items: Vec<usize> = read
        .questionnaire
        .items_of(id)
        .map(|item| item.at())
        .collect();
    people(read, when)
        .iter()
        .filter(|person| person.completion != Some(Completion::BreakOff))
        .filter_map(|person| items.iter().map(|item| person.score(read, *item)).collect())
        .collect()
}

#[test]
fn consistencies_are_those_of_the_reference() {
    let mut ledger = Ledger::of("alpha");
    let mut given = Vec::new();
    for wave_entry in &reference().project.waves {
        for entry in &reference().referential.criteria {
            let (when, id) = (wave(&wave_entry.id), criterion(&entry.code));
            let rows = answered_all(when, id);
            let views: Vec<(&[f64], u32)> = rows.iter().map(|row| (row.as_slice(), 1)).collect();
            let Some(found) = consistency(&views).filter(|found| found.count >= FEWEST_PEOPLE)
            else {
                continue;
            };
            let key = format!("{}|{}", wave_entry.id, entry.code);
            let path = |name: &str| format!("/{key}/{name}");
            ledger.count(&path("n"), found.count);
            ledger.count(&path("k"), found.items);
            ledger.number(&path("alpha"), found.alpha, EXACT);
            ledger.number(&path("lo"), found.interval.low, QUANTILE);
            ledger.number(&path("hi"), found.interval.high, QUANTILE);
            ledger.number(&path("spearman_brown"), found.spearman_brown, EXACT);
            for (rank, rest) in found.item_rest.iter().enumerate() {
                ledger.number(&path(&format!("item_rest/{rank}")), *rest, EXACT);
            }
            given.push(key);
        }
    }
    assert_eq!(given, ledger.keys());
    ledger.finish(&[]);
}

/// Where the published gap leaves out a group of five or more: its answers all agree, so its score is bounded (decisions § 13).
const WITHOUT_THE_UNANIMOUS: [&str; 2] = ["V3|C09", "V3|C21"];

#[test]
fn gaps_between_groups_are_those_of_the_reference() {
    let mut ledger = Ledger::of("gaps");
    let mut without = Vec::new();
    for key in ledger.keys() {
        let (wave_key, code) = key.split_once('|').expect("a wave and a criterion");
        let (when, id) = (wave(wave_key), criterion(code));
        let mut groups: Vec<(&str, Vec<f64>)> = five()
            .groups
            .iter()
            .map(|group| {
                let values = scores(reference(), when, &group.id, id);
                (group.id.as_str(), values)
            })
            .filter(|(_, values)| values.len() >= 5)
            .collect();
        groups.sort_unstable_by_key(|(name, _)| *name);
        let means: Vec<f64> = groups
            .iter()
            .filter_map(|(_, values)| mean(values))
            .collect();
        let lowest = means.iter().copied().min_by(f64::total_cmp);
        let highest = means.iter().copied().max_by(f64::total_cmp);
        let between = highest
            .zip(lowest)
            .map(|(highest, lowest)| highest - lowest);
        let between = between.filter(|_| means.len() > 1);
        ledger.number(&format!("/{key}/range"), between, EXACT);
        let sample = |values: &Vec<f64>| Some(Summary::of(values)?.sample(&Regularisation::HOUSE));
        let samples = groups.iter().filter_map(|(_, values)| sample(values));
        let samples: Vec<Sample> = samples.collect();
        let pairs = gaps(&samples);
        if pairs.is_empty() {
            ledger.list(&format!("/{key}/pairs"), &[] as &[&str]);
        }
        for (rank, pair) in pairs.iter().enumerate() {
            let path = |name: &str| format!("/{key}/pairs/{rank}/{name}");
            ledger.value(&path("a"), groups[pair.left].0);
            ledger.value(&path("b"), groups[pair.right].0);
            ledger.number(&path("diff"), pair.difference.estimate.value, EXACT);
            let interval = pair.difference.estimate.interval(0.95);
            ledger.number(&path("lo"), interval.low, QUANTILE);
            ledger.number(&path("hi"), interval.high, QUANTILE);
            ledger.number(&path("p"), pair.difference.p_value(), QUANTILE);
            ledger.number(&path("p_holm"), pair.adjusted_p, QUANTILE);
            let (first, last) = (&groups[pair.left].1, &groups[pair.right].1);
            let delta = cliff_delta(first, last).map(|delta| delta.value);
            ledger.number(&path("cliff"), delta, EXACT);
        }
        if when != five().last().expect("three waves") {
            continue;
        }
        let established = pairs.iter().any(|pair| pair.is_established());
        let published = five().gaps.get(&id);
        let same = |gap: &jalon::aggregate::figures::Gap| {
            between.is_some_and(|points| (points - gap.points).abs() < EXACT)
        };
        match published {
            Some(gap) if same(gap) => assert_eq!(gap.established, established, "{key}"),
            // Nobody is highest where all means are equal.
            None if between.is_none_or(|points| points < EXACT) => {}
            _ => without.push(key),
        }
    }
    assert_eq!(without, WITHOUT_THE_UNANIMOUS);
    ledger.finish(&[]);
}
