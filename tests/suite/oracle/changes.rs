//! Changes of groups and of the « ensemble », with their tests, families and companions.

use std::collections::BTreeMap;

use jalon::aggregate::change::{Change, attrition, ensemble_change};
use jalon::aggregate::dominance::cliff_delta;
use jalon::aggregate::estimate::{Estimate, Regularisation, Summary};
use jalon::aggregate::figures::{Absent, Party, Subject, Verdict};
use jalon::aggregate::multiplicity::{benjamini_hochberg, holm};
use jalon::aggregate::ranks::{mann_whitney, signed_ranks};
use jalon::aggregate::resample::{RESAMPLES, Target, bca};
use jalon::aggregate::verdict::verdict;
use jalon::model::{CriterionId, WaveId};
use serde_json::Value;

use crate::aggregate::overlap::change;

use super::ledger::Ledger;
use super::levels::{criterion, parts, party, wave};
use super::people::{in_file_order, small};
use super::two_waves::Two;
use super::{EXACT, QUANTILE, five, open};

pub const SECTIONS: [&str; 3] = ["changes", "changes_ensemble", "holm"];

/// `V1>V2|salaries|C01`.
fn who_and_when(key: &str) -> (WaveId, WaveId, &str, CriterionId) {
    let [pair, group, code] = parts(key);
    let (from, to) = pair.split_once('>').expect("two waves");
    (wave(from), wave(to), group, criterion(code))
}

fn compare_estimate(ledger: &mut Ledger, at: &str, found: &Change) {
    let number = |ledger: &mut Ledger, name: &str, value: Option<f64>, tolerance: f64| {
        ledger.number(&format!("{at}/{name}"), value, tolerance);
    };
    ledger.count(&format!("{at}/n1"), found.first_count);
    ledger.count(&format!("{at}/n2"), found.last_count);
    ledger.count(&format!("{at}/n_pairs"), found.pair_count);
    number(ledger, "delta", Some(found.estimate.value), EXACT);
    number(ledger, "r", Some(found.correlation), EXACT);
    number(ledger, "se", Some(found.estimate.standard_error), EXACT);
    number(ledger, "df", Some(found.estimate.freedom), EXACT);
    number(ledger, "t", found.estimate.statistic(), EXACT);
    number(ledger, "p", found.p_value(), QUANTILE);
    number(ledger, "mde", found.detectable(), QUANTILE);
    let interval = found.estimate.interval(0.95);
    number(ledger, "lo", Some(interval.low), QUANTILE);
    number(ledger, "hi", Some(interval.high), QUANTILE);
}

/// The tests that stand beside a change in the annex.
fn compare_companions(ledger: &mut Ledger, key: &str, two: &Two) {
    let path = |name: &str| format!("/{key}/{name}");
    let cliff = cliff_delta(&two.first, &two.last).expect("people on both sides");
    ledger.number(&path("cliff/delta"), cliff.value, EXACT);
    ledger.number(&path("cliff/var"), cliff.variance, EXACT);
    ledger.number(
        &path("cliff/lo"),
        cliff.interval.map(|bounds| bounds.low),
        QUANTILE,
    );
    ledger.number(
        &path("cliff/hi"),
        cliff.interval.map(|bounds| bounds.high),
        QUANTILE,
    );
    ledger.value(&path("cliff/magnitude"), cliff.magnitude());
    let ranks = mann_whitney(&two.first, &two.last).expect("people on both sides");
    ledger.number(&path("mann_whitney/U"), ranks.statistic, EXACT);
    ledger.number(&path("mann_whitney/p_exact"), ranks.test.p, EXACT);
    ledger.number(&path("mann_whitney/p_asymptotic"), ranks.normal_p, QUANTILE);
    for test in ["cliff", "mann_whitney"] {
        ledger.count(&path(&format!("{test}/n1")), two.last.len());
        ledger.count(&path(&format!("{test}/n2")), two.first.len());
    }
    if ledger.has(&path("attrition")) {
        let lost = attrition(&two.view());
        ledger.number(&path("attrition/diff_kept_minus_lost"), lost, EXACT);
        ledger.count(&path("attrition/n_lost"), two.first_only.len());
    }
    if ledger.has(&path("bca_indep")) {
        let (from, to, group, id) = who_and_when(key);
        let first = in_file_order(from, group, id, &two.first);
        let last = in_file_order(to, group, id, &two.last);
        let target = Target::Difference(&first, &last);
        let seed = format!("20260722|indep|{key}");
        let found = bca(&seed, target, RESAMPLES).expect("twenty people");
        let bounds = (found.interval.low, found.interval.high);
        ledger.bounds(&path("bca_indep"), Some(bounds), QUANTILE);
    }
    if ledger.has(&path("paired")) {
        compare_pairs(ledger, key, two);
    }
}

fn compare_pairs(ledger: &mut Ledger, key: &str, two: &Two) {
    let path = |name: &str| format!("/{key}/paired/{name}");
    let moves: Vec<f64> = two.paired.iter().map(|pair| pair.1 - pair.0).collect();
    let summary = Summary::of(&moves).expect("pairs");
    ledger.count(&path("n"), moves.len());
    ledger.number(&path("mean"), summary.mean, EXACT);
    ledger.number(&path("sd"), summary.standard_deviation(), EXACT);
    let plain = Estimate::of_mean(&summary.sample(&Regularisation::NONE), None);
    let bounds = plain.map(|found| {
        let interval = found.interval(0.95);
        (interval.low, interval.high)
    });
    ledger.bounds(&path("ci"), bounds, QUANTILE);
    let found = signed_ranks(&moves);
    ledger.count(&path("wilcoxon/n"), moves.len());
    ledger.count(&path("wilcoxon/n_nonzero"), found.up + found.down);
    ledger.count(&path("wilcoxon/up"), found.up);
    ledger.count(&path("wilcoxon/same"), found.same);
    ledger.count(&path("wilcoxon/down"), found.down);
    ledger.number(&path("wilcoxon/w_plus"), found.rank_sum, EXACT);
    ledger.number(&path("wilcoxon/p_exact"), found.test.p, EXACT);
    ledger.number(&path("wilcoxon/rank_biserial"), found.rank_biserial, EXACT);
}

/// The word of a change, « non comparable » under five people on a side: what the gate says « non publié » of.
fn word(found: &Change, p_holm: Option<f64>) -> Verdict {
    match found.first_count.min(found.last_count) {
        0..5 => Verdict::NotComparable,
        _ => verdict(&found.estimate, p_holm, 10.0),
    }
}

/// Changes of groups whose answers all agree at a wave: nothing is said of them (decisions § 13).
const UNANIMOUS: [&str; 13] = [
    "V1>V2|partenaires|C06",
    "V1>V2|partenaires|C07",
    "V1>V2|partenaires|C21",
    "V1>V3|beneficiaires|C21",
    "V1>V3|benevoles|C09",
    "V1>V3|benevoles|C21",
    "V1>V3|partenaires|C21",
    "V2>V3|beneficiaires|C21",
    "V2>V3|benevoles|C09",
    "V2>V3|benevoles|C21",
    "V2>V3|partenaires|C06",
    "V2>V3|partenaires|C07",
    "V2>V3|partenaires|C21",
];

/// The family is that of the changes that are told: without those of unanimous answers it is smaller, and where the
/// adjusted value is not 1 it is a little lower. No word changes.
const SMALLER_FAMILY: &str = "decisions § 13: what is not published is not tested";
const IN_A_SMALLER_FAMILY: [&str; 4] = [
    "V1>V3|benevoles|C01",
    "V2>V3|beneficiaires|C17",
    "V2>V3|benevoles|C01",
    "V2>V3|benevoles|C17",
];

/// Where one to four people answered at one wave only, the correlation is rounded to a class, and with it what is
/// adjusted over the family. Each value is asserted against the same formulas with that correlation.
const FEW_APART: &str = "decisions § 13: a few who stand apart would be told by the correlation";

#[test]
fn changes_are_those_of_the_reference() {
    let mut ledger = Ledger::of("changes");
    let keys = ledger.keys();
    let exact = |two: &Two| change(&two.view(), &Regularisation::HOUSE);
    let printed = families(&keys, |two| Some(two.printed()));
    let families = families(&keys, exact);
    let mut unanimous = Vec::new();
    for key in &keys {
        let (from, to, group, id) = who_and_when(key);
        let two = Two::of(from, to, group, id);
        let estimated = change(&two.view(), &Regularisation::HOUSE).expect("two people a side");
        let raw = change(&two.view(), &Regularisation::NONE).expect("two people a side");
        compare_estimate(&mut ledger, &format!("/{key}/change"), &estimated);
        compare_estimate(&mut ledger, &format!("/{key}/change_raw"), &raw);
        ledger.value(&format!("/{key}/design"), estimated.design().code());
        compare_companions(&mut ledger, key, &two);
        let (p_holm, p_bh) = families[key];
        ledger.number(&format!("/{key}/p_holm"), p_holm, QUANTILE);
        ledger.number(&format!("/{key}/p_bh"), p_bh, QUANTILE);
        let said = word(&estimated, p_holm);
        ledger.value(&format!("/{key}/verdict"), said.code());

        let subject = Subject::Criterion(id);
        let published = open().change(from, to, party(open(), group), subject);
        match published {
            Ok(found) => compare_published(&mut ledger, key, found),
            Err(absent) => {
                assert_eq!(absent, Absent::Withheld, "{key}");
                unanimous.push(key.clone());
            }
        }
        compare_judged(&mut ledger, key, &two, printed[key].0);
    }
    assert_eq!(unanimous, UNANIMOUS);
    ledger.finish(&[(SMALLER_FAMILY, IN_A_SMALLER_FAMILY.len()), (FEW_APART, 21)]);
}

fn compare_published(ledger: &mut Ledger, key: &str, found: &jalon::aggregate::figures::Change) {
    let path = |name: &str| format!("/{key}/change/{name}");
    ledger.count(&path("n1"), found.n_from);
    ledger.count(&path("n2"), found.n_to);
    ledger.number(&path("n_pairs"), found.pairs.map(f64::from), 0.0);
    ledger.number(&path("delta"), found.delta, EXACT);
    ledger.number(&path("lo"), found.interval.0, QUANTILE);
    ledger.number(&path("hi"), found.interval.1, QUANTILE);
    ledger.number(&path("p"), found.p, QUANTILE);
    ledger.number(&path("mde"), found.detectable, QUANTILE);
    ledger.value(&format!("/{key}/design"), found.design.code());
    if let (Some((up, same, down)), true) = (found.people, ledger.has(&format!("/{key}/paired"))) {
        let path = |name: &str| format!("/{key}/paired/wilcoxon/{name}");
        ledger.count(&path("up"), up);
        ledger.count(&path("same"), same);
        ledger.count(&path("down"), down);
    }
}

/// Families and words need five answers: what is published with that threshold.
fn compare_judged(ledger: &mut Ledger, key: &str, two: &Two, p_holm: Option<f64>) {
    let (from, to, group, id) = who_and_when(key);
    let found = five().change(from, to, party(five(), group), Subject::Criterion(id));
    let expected = ledger.peek(&format!("/{key}/verdict")).cloned();
    match found {
        Ok(found) if IN_A_SMALLER_FAMILY.contains(&key) => {
            let path = format!("/{key}/p_holm");
            ledger.differs(&path, found.p_holm, QUANTILE, SMALLER_FAMILY);
            ledger.value(&format!("/{key}/verdict"), found.verdict.code());
        }
        Ok(found) => {
            let (path, said) = (format!("/{key}/p_holm"), format!("/{key}/verdict"));
            let reference = ledger.peek(&path).and_then(Value::as_f64);
            let apart =
                |one: Option<f64>| one.zip(p_holm).is_none_or(|(a, b)| (a - b).abs() > 1e-7);
            if apart(reference) {
                assert!(
                    !apart(found.p_holm),
                    "{key}: {:?}, {p_holm:?}",
                    found.p_holm
                );
                ledger.differs(&path, found.p_holm, QUANTILE, FEW_APART);
            } else {
                ledger.number(&path, found.p_holm, QUANTILE);
            }
            let printed = word(&two.printed(), p_holm);
            assert_eq!(found.verdict, printed, "{key}");
            if expected == Some(Value::from(printed.code())) {
                ledger.value(&said, found.verdict.code());
            } else {
                ledger.dropped(&said, FEW_APART);
            }
        }
        Err(absent) => {
            assert_eq!(absent, Absent::Withheld, "{key}");
            // « Non comparable » under five answers is « non publié » on paper.
            let few = expected == Some(Value::from(Verdict::NotComparable.code()));
            assert_eq!(few, !two.is_enough(), "{key}");
        }
    }
}

/// p-values adjusted within each group and pair of waves, over its criteria with five answers on both sides.
fn families(
    keys: &[String],
    estimate: impl Fn(&Two) -> Option<Change>,
) -> BTreeMap<String, (Option<f64>, Option<f64>)> {
    let mut families: BTreeMap<&str, Vec<(&String, Option<f64>)>> = BTreeMap::new();
    for key in keys {
        let (from, to, group, id) = who_and_when(key);
        let two = Two::of(from, to, group, id);
        let estimated = Some(&two).filter(|two| two.is_enough()).and_then(&estimate);
        let (family, _) = key.rsplit_once('|').expect("a family and a criterion");
        let p = estimated.and_then(|found| found.p_value());
        families.entry(family).or_default().push((key, p));
    }
    let mut adjusted = BTreeMap::new();
    for family in families.values() {
        let p: Vec<Option<f64>> = family.iter().map(|(_, p)| *p).collect();
        let both = holm(&p).into_iter().zip(benjamini_hochberg(&p));
        for ((key, _), both) in family.iter().zip(both) {
            adjusted.insert((*key).clone(), both);
        }
    }
    adjusted
}

/// Where a group is unanimous at a wave, nothing is said of its change, and the « ensemble » does without it.
const WITHOUT_THE_UNANIMOUS: [&str; 4] = ["V1>V3|C09", "V1>V3|C21", "V2>V3|C09", "V2>V3|C21"];

#[test]
fn changes_of_the_ensemble_are_those_of_the_reference() {
    let mut ledger = Ledger::of("changes_ensemble");
    let mut without = Vec::new();
    for key in ledger.keys() {
        let (pair, code) = key.split_once('|').expect("a pair and a criterion");
        let (from, to) = pair.split_once('>').expect("two waves");
        let (from, to, id) = (wave(from), wave(to), criterion(code));
        let mut names = Vec::new();
        let (mut estimates, mut printed) = (Vec::new(), Vec::new());
        for group in &five().groups {
            let two = Two::of(from, to, &group.id, id);
            if two.is_enough() {
                let estimated = change(&two.view(), &Regularisation::HOUSE).expect("five people");
                estimates.push((1.0, estimated));
                printed.push((1.0, two.printed()));
                names.push(group.id.as_str());
            }
        }
        let found = ensemble_change(&estimates).expect("a group");
        let path = |name: &str| format!("/{key}/{name}");
        ledger.list(&path("groups"), &names);
        ledger.number(&path("delta"), found.value, EXACT);
        ledger.number(&path("se"), found.standard_error, EXACT);
        ledger.number(&path("df"), found.freedom, EXACT);
        let interval = found.interval(0.95);
        ledger.number(&path("lo"), interval.low, QUANTILE);
        ledger.number(&path("hi"), interval.high, QUANTILE);

        let subject = Subject::Criterion(id);
        let all = five()
            .groups
            .iter()
            .enumerate()
            .filter(|(_, group)| names.contains(&group.id.as_str()))
            .all(|(rank, _)| five().change(from, to, Party::Group(rank), subject).is_ok());
        if !all {
            without.push(key.clone());
            continue;
        }
        let published = five()
            .change(from, to, Party::Ensemble, subject)
            .expect("a group");
        ledger.number(&path("delta"), published.delta, EXACT);
        // Each group with the correlation that it prints.
        let printed = ensemble_change(&printed).expect("a group").interval(0.95);
        assert!(
            (published.interval.0 - printed.low).abs() < QUANTILE,
            "{key}"
        );
        assert!(
            (published.interval.1 - printed.high).abs() < QUANTILE,
            "{key}"
        );
        if !names
            .iter()
            .any(|group| Two::of(from, to, group, id).has_few_apart())
        {
            ledger.number(&path("lo"), published.interval.0, QUANTILE);
            ledger.number(&path("hi"), published.interval.1, QUANTILE);
        }
        let people: u32 = names
            .iter()
            .map(|group| small(Two::of(from, to, group, id).first.len()))
            .sum();
        assert_eq!(published.n_from, people, "{key}");
    }
    assert_eq!(without, WITHOUT_THE_UNANIMOUS);
    ledger.finish(&[]);
}

/// The reference keeps its adjusted values beside each change; its own section is empty.
#[test]
fn the_section_of_families_is_empty() {
    Ledger::of("holm").finish(&[]);
}
