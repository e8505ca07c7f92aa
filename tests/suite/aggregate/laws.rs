//! Laws that hold whatever the answers are.

use jalon::aggregate::change::Overlap;
use jalon::aggregate::consistency::consistency;
use jalon::aggregate::dominance::cliff_delta;
use jalon::aggregate::estimate::{Estimate, Regularisation, Summary, mean, quantile};
use jalon::aggregate::multiplicity::{benjamini_hochberg, holm};
use jalon::aggregate::proportion::{consensus, whole_percents, wilson};
use jalon::aggregate::ranks::{mann_whitney, signed_ranks};
use jalon::aggregate::rounding::{number, round};
use jalon::aggregate::verdict::{Verdict, verdict};
use proptest::prelude::*;

use super::levels::interval_of_mean;
use super::overlap::change;

/// Scores of a group: thirds and quarters of a hundred, as criteria of two or three items give.
fn group(least: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(
        (0u32..=12).prop_map(|part| f64::from(part) * 100.0 / 12.0),
        least..40,
    )
}

/// A small group, for what is slow without optimisation.
fn few() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((0u32..=6).prop_map(f64::from), 1..12)
}

/// A group and the same people in another order.
fn shuffled() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    group(2).prop_flat_map(|scores| (Just(scores.clone()), Just(scores).prop_shuffle()))
}

proptest! {
    #[test]
    fn shares_add_up_to_a_hundred(counts in prop::collection::vec(0u32..100_000, 1..12)) {
        match whole_percents(&counts) {
            None => prop_assert!(counts.iter().all(|&count| count == 0)),
            Some(percents) => {
                prop_assert_eq!(percents.iter().sum::<u32>(), 100);
                let all = f64::from(counts.iter().sum::<u32>());
                for (percent, count) in percents.iter().zip(&counts) {
                    prop_assert!((f64::from(*percent) - 100.0 * f64::from(*count) / all).abs() < 1.0);
                }
            }
        }
    }

    #[test]
    fn an_interval_contains_its_mean(scores in group(2), extra in prop::option::of(0u32..30)) {
        let population = extra.map(|more| scores.len() as u32 + more);
        let found = interval_of_mean(&scores, &Regularisation::HOUSE, population).expect("people");
        let centre = mean(&scores).expect("people");
        prop_assert!(found.low <= centre + 1e-9 && centre <= found.high + 1e-9);
        prop_assert!(found.low >= 0.0 && found.high <= 100.0);
        if extra == Some(0) {
            prop_assert!(found.high - found.low < 1e-9);
        }
    }

    #[test]
    fn a_share_lies_in_its_interval(count in 1u32..200, part in 0.0f64..=1.0, more in 0u32..50) {
        let successes = (f64::from(count) * part).floor() as u32;
        let found = wilson(successes, count, Some(count + more)).expect("people");
        let share = f64::from(successes) / f64::from(count);
        prop_assert!(found.low <= share + 1e-12 && share <= found.high + 1e-12);
        let wide = wilson(successes, count, None).expect("people");
        prop_assert!(wide.low <= found.low + 1e-12 && found.high <= wide.high + 1e-12);
    }

    #[test]
    fn equal_waves_do_not_change(scores in group(2)) {
        let pairs: Vec<(f64, f64)> = scores.iter().map(|&score| (score, score)).collect();
        let same = Overlap { paired: &pairs, first_only: &[], last_only: &[] };
        let apart = Overlap { paired: &[], first_only: &scores, last_only: &scores };
        for overlap in [same, apart] {
            let found = change(&overlap, &Regularisation::HOUSE).expect("people");
            prop_assert!(found.estimate.value.abs() < 1e-12);
            let word = verdict(&found.estimate, found.p_value(), 10.0);
            prop_assert!(matches!(word, Verdict::Uncertain | Verdict::StabilityEstablished));
        }
    }

    #[test]
    fn a_change_reversed_is_its_opposite(first in group(5), last in group(5)) {
        let there = Overlap { paired: &[], first_only: &first, last_only: &last };
        let back = Overlap { paired: &[], first_only: &last, last_only: &first };
        let there = change(&there, &Regularisation::HOUSE).expect("people").estimate.interval(0.95);
        let back = change(&back, &Regularisation::HOUSE).expect("people").estimate.interval(0.95);
        prop_assert!((there.low + back.high).abs() < 1e-9);
    }

    #[test]
    fn the_order_of_answers_never_matters((scores, other) in shuffled()) {
        let bits = |values: &[f64]| {
            let summary = Summary::of(values).expect("people");
            let sample = summary.sample(&Regularisation::HOUSE);
            let bounds = Estimate::of_mean(&sample, None).expect("people").interval(0.95);
            [summary.mean, summary.squared_deviations, bounds.low, bounds.high,
             quantile(values, 0.25).expect("people")].map(f64::to_bits)
        };
        prop_assert_eq!(bits(&scores), bits(&other));
        let (one, two) = (signed_ranks(&scores), signed_ranks(&other));
        prop_assert_eq!(one.test.p.to_bits(), two.test.p.to_bits());
    }

    #[test]
    fn the_order_of_pairs_never_matters(
        (pairs, other) in prop::collection::vec((0u32..=12, 0u32..=12), 2..30)
            .prop_flat_map(|pairs| (Just(pairs.clone()), Just(pairs).prop_shuffle()))
    ) {
        let bits = |pairs: &[(u32, u32)]| {
            let scores: Vec<(f64, f64)> =
                pairs.iter().map(|p| (f64::from(p.0) * 100.0 / 12.0, f64::from(p.1) * 100.0 / 12.0)).collect();
            let overlap = Overlap { paired: &scores, first_only: &[], last_only: &[] };
            let found = change(&overlap, &Regularisation::HOUSE).expect("people");
            [found.estimate.value, found.estimate.standard_error, found.estimate.freedom].map(f64::to_bits)
        };
        prop_assert_eq!(bits(&pairs), bits(&other));
    }

    #[test]
    fn adjusted_p_values_only_grow(p in prop::collection::vec(prop::option::of(0.0f64..=1.0), 0..25)) {
        for adjusted in [holm(&p), benjamini_hochberg(&p)] {
            for (before, after) in p.iter().zip(&adjusted) {
                prop_assert_eq!(before.is_some(), after.is_some());
                prop_assert!(after.unwrap_or(0.0) <= 1.0);
                prop_assert!(after.unwrap_or(1.0) >= before.unwrap_or(0.0) - 1e-15);
            }
        }
    }

    #[test]
    fn rank_tests_are_symmetric(first in few(), last in few()) {
        let there = mann_whitney(&first, &last).expect("people");
        let back = mann_whitney(&last, &first).expect("people");
        let pairs = first.len() as f64 * last.len() as f64;
        prop_assert!((there.statistic + back.statistic - pairs).abs() < 1e-9);
        prop_assert!((there.test.p - back.test.p).abs() < 1e-9);
        prop_assert!(there.test.p > 0.0 && there.test.p <= 1.0);
        let delta = cliff_delta(&first, &last).expect("people");
        prop_assert!((delta.value - (2.0 * there.statistic / pairs - 1.0)).abs() < 1e-9);
    }

    #[test]
    fn nothing_panics_on_odd_answers(rows in prop::collection::vec(prop::collection::vec(-1.0f64..101.0, 2..4), 0..9)) {
        let borrowed: Vec<(&[f64], u32)> = rows.iter().map(|row| (row.as_slice(), 1)).collect();
        let _ = consistency(&borrowed);
    }

    #[test]
    fn people_who_answered_alike_count_as_many(rows in prop::collection::vec((prop::array::uniform3(0u8..5), 1u32..4), 2..30)) {
        let rows: Vec<([f64; 3], u32)> = rows
            .iter()
            .map(|(row, people)| (row.map(|level| f64::from(level) * 25.0), *people))
            .collect();
        let together: Vec<(&[f64], u32)> = rows.iter().map(|(row, people)| (row.as_slice(), *people)).collect();
        let each: Vec<(&[f64], u32)> = together
            .iter()
            .flat_map(|(row, people)| std::iter::repeat_n((*row, 1), *people as usize))
            .collect();
        prop_assert_eq!(consistency(&together), consistency(&each));
    }

    #[test]
    fn consensus_lies_between_zero_and_one(counts in prop::collection::vec(0u32..50, 2..12)) {
        if let Some(found) = consensus(&counts) {
            prop_assert!((0.0..=1.0).contains(&found));
        }
    }

    #[test]
    fn rounding_is_odd_and_written_without_exponent(value in -1e9f64..1e9, decimals in 0u32..4) {
        prop_assert!((round(-value, decimals) + round(value, decimals)).abs() < 1e-12);
        prop_assert!((round(value, decimals) - value).abs() <= 0.5 / 10f64.powi(decimals as i32) + 1e-3);
        prop_assert!(!number(value, decimals).contains(['e', '.', '-']));
    }
}
