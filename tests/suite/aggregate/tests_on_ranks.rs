//! The annex: rank tests, Cliff's δ, the bootstrap and its generator.

use jalon::aggregate::dominance::cliff_delta;
use jalon::aggregate::ranks::{Method, mann_whitney, signed_ranks};
use jalon::aggregate::resample::{Bootstrap, RESAMPLES, Shape, SplitMix64, Target, bca, fnv1a64};
use serde_json::Value;

use super::{EXACT, QUANTILE, close, count, family, number, scores, vectors};

#[test]
fn signed_ranks_have_the_exact_p_of_the_vectors() {
    for case in family("signed_rank") {
        let found = signed_ranks(&scores(&case["d"]));
        let expected = &case["out"];
        let moves = [found.up, found.same, found.down];
        assert_eq!(
            moves,
            ["up", "same", "down"].map(|key| count(&expected[key]))
        );
        assert_eq!(found.up + found.down, count(&expected["n_nonzero"]));
        close(found.rank_sum, number(&expected["w_plus"]), EXACT);
        close(found.test.p, number(&expected["p_exact"]), EXACT);
        close(
            found.rank_biserial,
            number(&expected["rank_biserial"]),
            EXACT,
        );
        assert_eq!(found.test.method, Method::Exact);
    }
}

#[test]
fn mann_whitney_has_the_exact_p_of_the_vectors() {
    for case in family("mann_whitney") {
        let found = mann_whitney(&scores(&case["a"]), &scores(&case["b"])).expect("a test");
        let expected = &case["out"];
        close(found.statistic, number(&expected["U"]), EXACT);
        close(found.test.p, number(&expected["p_exact"]), EXACT);
        close(found.normal_p, number(&expected["p_asymptotic"]), QUANTILE);
        assert_eq!(found.test.method, Method::Exact);
    }
    assert_eq!(mann_whitney(&[], &[1.0]), None);
}

/// Expected values from scipy 1.17 (`mannwhitneyu`, `wilcoxon` with correction, method « approx »).
#[test]
fn beyond_nine_hundred_pairs_the_normal_law_is_used_and_said() {
    let first: Vec<f64> = (0..40).map(|i| f64::from(i * 7 % 5) * 25.0).collect();
    let last: Vec<f64> = (0..30).map(|i| f64::from(i * 3 % 4 + 1) * 25.0).collect();
    let found = mann_whitney(&first, &last).expect("a test");
    assert_eq!(found.test.method, Method::Normal);
    close(found.test.p, SCIPY_MANN_WHITNEY, QUANTILE);
    let differences: Vec<f64> = (0..40).map(|i| f64::from(i * 7 % 11) - 4.0).collect();
    let found = signed_ranks(&differences);
    assert_eq!(found.test.method, Method::Normal);
    close(found.test.p, SCIPY_WILCOXON, QUANTILE);
}

const SCIPY_MANN_WHITNEY: f64 = 0.14674459450637323;
const SCIPY_WILCOXON: f64 = 0.05255497671780507;

#[test]
fn cliffs_delta_is_that_of_effsize() {
    for case in family("cliff_delta") {
        let found = cliff_delta(&scores(&case["a"]), &scores(&case["b"])).expect("a delta");
        let expected = &case["out"];
        close(found.value, number(&expected["delta"]), EXACT);
        close(found.variance, number(&expected["var"]), EXACT);
        let interval = found.interval.expect("two people a side");
        close(interval.low, number(&expected["lo"]), QUANTILE);
        close(interval.high, number(&expected["hi"]), QUANTILE);
        assert_eq!(found.magnitude(), expected["magnitude"]);
    }
}

#[test]
fn the_seed_is_fnv1a_of_the_key() {
    for (key, expected) in vectors()["fnv1a64"].as_object().expect("keys") {
        assert_eq!(fnv1a64(key).to_string(), *expected);
    }
}

#[test]
fn the_stream_is_splitmix64() {
    let mut stream = SplitMix64::new(1);
    for expected in family("splitmix64_seed1") {
        assert_eq!(stream.draw().to_string(), expected);
    }
}

/// The key of this family is « clef », for seven people.
#[test]
fn indices_are_drawn_row_by_row() {
    let mut stream = SplitMix64::new(fnv1a64("clef"));
    for row in family("resample_indices") {
        for expected in row.as_array().expect("a row") {
            assert_eq!(stream.index(7), count(expected) as usize);
        }
    }
}

fn assert_bootstrap(found: &Bootstrap, expected: &Value) {
    close(found.interval.low, number(&expected["lo"]), QUANTILE);
    close(found.interval.high, number(&expected["hi"]), QUANTILE);
    let Shape::Accelerated { bias, acceleration } = found.shape else {
        panic!("the vectors hold no degenerate case: {:?}", found.shape);
    };
    close(bias, number(&expected["z0"]), QUANTILE);
    close(acceleration, number(&expected["a"]), QUANTILE);
}

#[test]
fn the_bootstrap_of_a_mean_is_that_of_the_vectors() {
    let case = &vectors()["bca_mean"];
    let values = scores(&case["x"]);
    let key = case["key"].as_str().expect("a key");
    assert_bootstrap(
        &bca(key, Target::Mean(&values), RESAMPLES).expect("one"),
        &case["out"],
    );
}

#[test]
fn the_bootstrap_of_a_difference_is_that_of_the_vectors() {
    let case = &vectors()["bca_diff"];
    let (first, last) = (scores(&case["a"]), scores(&case["b"]));
    let key = case["key"].as_str().expect("a key");
    let found = bca(key, Target::Difference(&first, &last), RESAMPLES).expect("one");
    assert_bootstrap(&found, &case["out"]);
}

#[test]
fn equal_answers_have_a_point_for_a_bootstrap() {
    let found = bca("k", Target::Mean(&[75.0; 20]), RESAMPLES).expect("a point");
    assert_eq!(found.shape, Shape::Point);
    assert_eq!((found.interval.low, found.interval.high), (75.0, 75.0));
    assert_eq!(bca("k", Target::Mean(&[]), RESAMPLES), None);
}
