//! Two waves: the change, its word, and the adjustments for many tests.

use jalon::aggregate::change::{
    Change, Design, Overlap, attrition, change_of_samples, ensemble_change,
};
use jalon::aggregate::disagreement::gaps;
use jalon::aggregate::estimate::{Regularisation, Sample, Summary};
use jalon::aggregate::multiplicity::{benjamini_hochberg, holm};
use jalon::aggregate::verdict::{Verdict, verdict};
use jalon::aggregate::width::{printed_correlation, printed_sample};
use serde_json::Value;

use super::overlap::{change, correlation, summaries};
use super::{EXACT, QUANTILE, close, count, family, number, scores, vectors};

/// The smallest change that matters to a project, in points.
const MATTERS: f64 = 10.0;

/// The change of one case of the vectors.
fn change_of(case: &Value, regularisation: &Regularisation) -> Change {
    let paired: Vec<(f64, f64)> = scores(&case["a_pair"])
        .into_iter()
        .zip(scores(&case["b_pair"]))
        .collect();
    let (first, last) = (scores(&case["a_only"]), scores(&case["b_only"]));
    let overlap = Overlap {
        paired: &paired,
        first_only: &first,
        last_only: &last,
    };
    change(&overlap, regularisation).expect("a change")
}

fn assert_change(found: &Change, expected: &Value) {
    close(found.estimate.value, number(&expected["delta"]), EXACT);
    close(
        found.estimate.standard_error,
        number(&expected["se"]),
        EXACT,
    );
    close(found.correlation, number(&expected["r"]), EXACT);
    close(
        found.estimate.interval(0.95).low,
        number(&expected["lo"]),
        QUANTILE,
    );
    close(
        found.estimate.interval(0.95).high,
        number(&expected["hi"]),
        QUANTILE,
    );
    let counts = [found.first_count, found.last_count, found.pair_count];
    assert_eq!(
        counts,
        ["n1", "n2", "n_pairs"].map(|key| count(&expected[key]))
    );
    match expected["t"].as_f64() {
        Some(statistic) => {
            close(
                found.estimate.statistic().expect("a statistic"),
                statistic,
                EXACT,
            );
            close(found.estimate.freedom, number(&expected["df"]), EXACT);
            close(
                found.p_value().expect("a p-value"),
                number(&expected["p"]),
                QUANTILE,
            );
            close(
                found.detectable().expect("a size"),
                number(&expected["mde"]),
                QUANTILE,
            );
        }
        None => assert_eq!(
            (
                found.estimate.statistic(),
                found.p_value(),
                found.detectable()
            ),
            (None, None, None)
        ),
    }
}

#[test]
fn without_regularisation_the_change_is_the_textbook_one() {
    for case in family("overlap_change") {
        assert_change(&change_of(&case, &Regularisation::NONE), &case["out"]);
    }
}

#[test]
fn the_regularised_change_and_its_word_are_those_of_the_vectors() {
    for case in family("overlap_change_reg") {
        let found = change_of(&case, &Regularisation::HOUSE);
        assert_change(&found, &case["out"]);
        // Under five people on a side the gate says « non publié » instead.
        let is_enough = found.first_count.min(found.last_count) >= 5;
        let word = match is_enough {
            true => verdict(&found.estimate, found.p_value(), MATTERS),
            false => Verdict::NotComparable,
        };
        assert_eq!(word.code(), case["verdict"]);
    }
}

#[test]
fn adjusted_p_values_leave_out_tests_that_were_not_made() {
    let case = &vectors()["holm_bh"];
    let list = |key: &str| -> Vec<Option<f64>> {
        case[key]
            .as_array()
            .expect("a list")
            .iter()
            .map(Value::as_f64)
            .collect()
    };
    for (found, expected) in [
        (holm(&list("p")), list("holm")),
        (benjamini_hochberg(&list("p")), list("bh")),
    ] {
        assert_eq!(found.len(), expected.len());
        for (one, other) in found.iter().zip(&expected) {
            assert_eq!(one.is_some(), other.is_some());
            close(one.unwrap_or(0.0), other.unwrap_or(0.0), EXACT);
        }
    }
}

#[test]
fn the_design_says_who_answered_twice() {
    let pairs = [(50.0, 75.0), (25.0, 50.0), (75.0, 75.0)];
    let of = |paired, first_only, last_only| {
        change(
            &Overlap {
                paired,
                first_only,
                last_only,
            },
            &Regularisation::HOUSE,
        )
        .map(|c| c.design())
    };
    assert_eq!(of(&pairs, &[], &[]), Some(Design::Paired));
    assert_eq!(of(&pairs, &[25.0], &[]), Some(Design::Mixed));
    assert_eq!(
        of(&[], &[25.0, 50.0], &[25.0, 50.0]),
        Some(Design::Independent)
    );
    assert_eq!(of(&pairs[..1], &[], &[]), None);
    assert_eq!(of(&[], &[], &[25.0, 50.0]), None);
    assert_eq!(Design::Mixed.words(), "en partie les mêmes");
}

#[test]
fn the_words_of_change_are_a_closed_list() {
    assert_eq!(
        Verdict::ALL.map(Verdict::words),
        [
            "amélioration établie",
            "amélioration probable",
            "stabilité établie",
            "pas de conclusion possible",
            "dégradation probable",
            "dégradation établie",
            "non comparable",
        ]
    );
}

/// `decisions.md` § 17: se² = Σ w²·se_g² with weights that add up to 1.
#[test]
fn the_change_of_the_ensemble_has_the_same_fixed_weights() {
    let cases = family("overlap_change_reg");
    let one = change_of(&cases[0], &Regularisation::HOUSE);
    let two = change_of(&cases[2], &Regularisation::HOUSE);
    let found = ensemble_change(&[(1.0, one), (1.0, two)]).expect("an ensemble");
    close(
        found.value,
        (one.estimate.value + two.estimate.value) / 2.0,
        EXACT,
    );
    let (a, b) = (
        one.estimate.standard_error.powi(2) / 4.0,
        two.estimate.standard_error.powi(2) / 4.0,
    );
    close(found.standard_error, (a + b).sqrt(), EXACT);
    let freedom = (a + b).powi(2) / (a * a / one.estimate.freedom + b * b / two.estimate.freedom);
    close(found.freedom, freedom, EXACT);
}

#[test]
fn a_printed_change_never_shows_its_exact_width() {
    let first = [
        (50.0, 75.0),
        (25.0, 50.0),
        (75.0, 75.0),
        (50.0, 62.5),
        (62.5, 87.5),
        (37.5, 50.0),
    ];
    let overlap = Overlap {
        paired: &first,
        first_only: &[],
        last_only: &[],
    };
    let house = Regularisation::HOUSE;
    let (before, after) = summaries(&overlap).expect("people");
    let found = change_of_samples(
        &printed_sample(&before.sample(&house)),
        &printed_sample(&after.sample(&house)),
        6,
        printed_correlation(correlation(&overlap, &house)),
    )
    .expect("a change");
    close(found.correlation, 0.6, EXACT);
    // 26² (1/6 + 1/6 − 2·0.6/6) = 26²·0.8/6
    close(
        found.estimate.standard_error,
        (26.0 * 26.0 * 0.8_f64 / 6.0).sqrt(),
        EXACT,
    );
}

#[test]
fn attrition_is_kept_minus_lost() {
    let overlap = Overlap {
        paired: &[(75.0, 80.0), (25.0, 30.0)],
        first_only: &[30.0],
        last_only: &[],
    };
    assert_eq!(attrition(&overlap), Some(20.0));
    assert_eq!(
        attrition(&Overlap {
            first_only: &[],
            ..overlap
        }),
        None
    );
}

#[test]
fn groups_are_compared_two_by_two() {
    let (low, high) = (
        [0.0, 0.0, 25.0, 0.0, 0.0, 25.0],
        [100.0, 75.0, 100.0, 100.0, 75.0, 100.0],
    );
    let sample = |values| Some(Summary::of(values)?.sample(&Regularisation::HOUSE));
    let groups: Vec<Sample> = [&low[..], &high, &[50.0]]
        .into_iter()
        .filter_map(sample)
        .collect();
    let found = gaps(&groups);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].left, found[0].right), (0, 1));
    assert!(found[0].is_established());
}
