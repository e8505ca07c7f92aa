//! The rank engine on the cases of the reference vectors.

use std::collections::BTreeMap;

use jalon::aggregate::audit::suppression::{PastLeak, Search, suppress};
use jalon::aggregate::audit::{Row, Unknown, is_safe, violations};
use jalon::aggregate::field::Ratio;
use serde_json::Value;

use super::atoms::sum_of;

/// The atoms of a case in a fixed order: their names and sizes.
fn atoms(case: &Value) -> (Vec<String>, Vec<u32>) {
    let sizes: BTreeMap<String, u32> =
        serde_json::from_value(case["atoms"].clone()).expect("atoms with sizes");
    sizes.into_iter().unzip()
}

fn at(names: &[String], name: &str) -> usize {
    names
        .iter()
        .position(|known| known == name)
        .expect("a known atom")
}

/// The rows of cells that are sums of whole atoms, with their labels.
fn cells(case: &Value, key: &str) -> (Vec<String>, Vec<Row>) {
    let (names, sizes) = atoms(case);
    let list = case[key].as_array().cloned().unwrap_or_default();
    list.iter()
        .map(|cell| {
            let members: Vec<usize> = cell["atoms"]
                .as_array()
                .expect("atoms")
                .iter()
                .map(|name| at(&names, name.as_str().expect("a name")))
                .collect();
            let label = cell["label"].as_str().expect("a label").to_owned();
            (label, sum_of(&members, 0, &sizes))
        })
        .unzip()
}

/// The rows of a case written with coefficients: `"M@2": 1` is the sum of atom M at wave 2.
fn coefficient_rows(case: &Value) -> Vec<Row> {
    let (names, sizes) = atoms(case);
    let list = case["rows"].as_array().cloned().unwrap_or_default();
    list.iter()
        .map(|row| {
            let mut people = BTreeMap::new();
            let terms = row.as_object().expect("terms").iter().map(|(key, value)| {
                let (name, wave) = key.split_once('@').expect("an atom at a wave");
                let atom = at(&names, name);
                people.insert(atom, sizes[atom]);
                let slot = wave.parse().expect("a wave");
                (
                    Unknown { atom, slot },
                    Ratio::whole(value.as_i64().expect("whole")),
                )
            });
            let terms = terms.collect();
            Row {
                terms,
                people: people.values().sum(),
            }
        })
        .collect()
}

#[test]
fn every_case_of_the_vectors_is_withheld_as_expected() {
    let vectors = crate::aggregate::vectors();
    let cases = vectors["sdc"].as_array().expect("cases");
    assert_eq!(cases.len(), 11);
    for case in cases {
        let k = u32::try_from(case["k"].as_u64().expect("k")).expect("small");
        let (names, sizes) = atoms(case);
        let (labels, mut candidates) = cells(case, "cells");
        let (_, fixed) = cells(case, "fixed");
        candidates.extend(coefficient_rows(case));
        if candidates.is_empty() {
            candidates = standardised_ensemble(&names, &sizes);
        }
        let all: Vec<Row> = fixed.iter().chain(&candidates).cloned().collect();
        let mut exposed: Vec<Vec<&str>> = violations(&sizes, &all, k)
            .iter()
            .map(|set| set.iter().map(|&atom| names[atom].as_str()).collect())
            .collect();
        exposed.sort();
        let expected: Vec<Vec<&str>> =
            serde_json::from_value::<Vec<Vec<String>>>(case["violations_if_all"].clone())
                .expect("sets")
                .iter()
                .map(|set| {
                    set.iter()
                        .map(|name| names[at(&names, name)].as_str())
                        .collect()
                })
                .collect();
        assert_eq!(exposed, expected, "{}", case["name"]);
        let found = suppress(&sizes, &fixed, &candidates, k).expect("the past is safe");
        assert_eq!(found.search, Search::Exact);
        let expected: Vec<usize> = match case["withheld_rows"].as_array() {
            Some(rows) => rows
                .iter()
                .map(|row| row.as_u64().expect("a row") as usize)
                .collect(),
            None => case["withheld"]
                .as_array()
                .cloned()
                .unwrap_or_default()
                .iter()
                .map(|label| {
                    labels
                        .iter()
                        .position(|known| known == label)
                        .expect("a label")
                })
                .collect(),
        };
        assert_eq!(found.withheld, expected, "{}", case["name"]);
    }
}

/// Last case: one group published beside the standardised mean of three, two of them hidden.
fn standardised_ensemble(names: &[String], sizes: &[u32]) -> Vec<Row> {
    let ensemble = Row {
        terms: sizes
            .iter()
            .enumerate()
            .map(|(atom, &size)| {
                (
                    Unknown { atom, slot: 0 },
                    Ratio::new(1, 3 * i64::from(size)).expect("people"),
                )
            })
            .collect(),
        people: sizes.iter().sum(),
    };
    vec![sum_of(&[at(names, "S")], 0, sizes), ensemble]
}

#[test]
fn an_unsafe_past_is_an_error_that_names_who_is_exposed() {
    let sizes = [12, 2];
    let fixed = [sum_of(&[0], 0, &sizes), sum_of(&[0, 1], 0, &sizes)];
    let found = suppress(&sizes, &fixed, &[], 5);
    assert_eq!(
        found,
        Err(PastLeak {
            exposed: vec![vec![1]]
        })
    );
}

/// `decisions.md` § 12: an item's mean beside its criterion's tells what the one who skipped it said.
#[test]
fn an_item_beside_its_criterion_tells_of_the_one_who_skipped_it() {
    // Atom 0: eleven people answered both items; atom 1: one skipped the second.
    let sizes = [11, 1];
    let (first, second) = (0, 1);
    let first_item = sum_of(&[0, 1], first, &sizes);
    let second_item = sum_of(&[0], second, &sizes);
    let half = Ratio::new(1, 2).expect("not over zero");
    let criterion = Row {
        terms: vec![
            (
                Unknown {
                    atom: 0,
                    slot: first,
                },
                half,
            ),
            (
                Unknown {
                    atom: 0,
                    slot: second,
                },
                half,
            ),
            (
                Unknown {
                    atom: 1,
                    slot: first,
                },
                Ratio::ONE,
            ),
        ],
        people: 12,
    };
    let rows = [criterion, first_item, second_item];
    assert_eq!(violations(&sizes, &rows, 5), [vec![1]]);
    assert!(is_safe(&sizes, &rows[..2], 5));
    let found = suppress(&sizes, &[], &rows, 5).expect("no past");
    assert_eq!(found.withheld, [2]);
}

#[test]
fn a_threshold_of_one_withholds_nothing_and_empty_systems_are_safe() {
    let sizes = [1, 1];
    let rows = [sum_of(&[0], 0, &sizes), sum_of(&[1], 0, &sizes)];
    assert!(
        suppress(&sizes, &[], &rows, 1)
            .expect("no past")
            .withheld
            .is_empty()
    );
    assert!(
        suppress(&[], &[], &[], 5)
            .expect("no past")
            .withheld
            .is_empty()
    );
    // An atom that does not exist holds nobody.
    assert!(is_safe(&sizes, &[sum_of(&[9], 0, &sizes)], 5));
}
