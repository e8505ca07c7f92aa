//! Many projects: synthesis, rank sets, constant perimeter.

use jalon::aggregate::estimate::Regularisation;
use jalon::aggregate::pooling::{
    Between, Study, Synthesis, mean_of_projects, pooled_variance, synthesis, year_on_year,
};
use jalon::aggregate::standing::{RankSet, Standing, rank_sets, standings};
use serde_json::Value;

use super::{EXACT, QUANTILE, close, number, scores, vectors};

fn studies() -> Vec<Study> {
    let case = &vectors()["meta"];
    let pairs = scores(&case["y"]).into_iter().zip(scores(&case["v"]));
    pairs
        .map(|(value, variance)| Study { value, variance })
        .collect()
}

fn assert_synthesis(found: &Synthesis, expected: &Value, tolerance: f64) {
    close(found.fixed_mean, number(&expected["mu_fixed"]), EXACT);
    close(found.heterogeneity, number(&expected["Q"]), EXACT);
    close(found.heterogeneity_p, number(&expected["p_Q"]), QUANTILE);
    close(found.between_share, number(&expected["I2"]), EXACT);
    close(found.between_variance, number(&expected["tau2"]), tolerance);
    close(found.plain.value, number(&expected["mu"]), tolerance);
    close(
        found.plain.standard_error,
        number(&expected["se_dl"]),
        tolerance,
    );
    close(found.inflation, number(&expected["q_hk"]), tolerance);
    close(
        found.adjusted.standard_error,
        number(&expected["se_hk"]),
        tolerance,
    );
    let prediction = found.prediction.expect("six projects");
    let bounds = [
        (found.plain.interval(0.95), "ci_dl"),
        (found.adjusted.interval(0.95), "ci_hk"),
        (prediction, "pi"),
    ];
    for (interval, key) in bounds {
        close(interval.low, number(&expected[key][0]), QUANTILE);
        close(interval.high, number(&expected[key][1]), QUANTILE);
    }
    for (weight, wanted) in found.weights.iter().zip(scores(&expected["weights"])) {
        close(*weight, wanted, tolerance);
    }
    for (value, wanted) in found.shrunken.iter().zip(scores(&expected["shrunken"])) {
        close(*value, wanted, tolerance);
    }
}

#[test]
fn random_effects_are_those_of_the_vectors() {
    let case = &vectors()["meta"];
    let found = synthesis(&studies(), Between::DerSimonianLaird).expect("a synthesis");
    assert_synthesis(&found, &case["dl"], EXACT);
    let found = synthesis(&studies(), Between::PauleMandel).expect("a synthesis");
    assert_synthesis(&found, &case["pm"], 1e-8);
}

#[test]
fn few_projects_are_listed_and_not_pooled() {
    assert_eq!(synthesis(&studies()[..2], Between::DerSimonianLaird), None);
    let four = synthesis(&studies()[..4], Between::DerSimonianLaird).expect("a synthesis");
    assert_eq!(four.prediction, None);
    assert_eq!(mean_of_projects(&[50.0, 60.0]), None);
    let three = mean_of_projects(&[50.0, 60.0, 70.0]).expect("a mean");
    close(three.value, 60.0, EXACT);
    close(three.freedom, 2.0, EXACT);
}

#[test]
fn rank_sets_are_those_of_the_vectors() {
    let expected: Vec<RankSet> = vectors()["meta"]["ranks"]
        .as_array()
        .expect("sets")
        .iter()
        .map(|set| RankSet {
            best: number(&set[0]) as usize,
            worst: number(&set[1]) as usize,
        })
        .collect();
    assert_eq!(rank_sets(&studies()), expected);
}

#[test]
fn a_project_stands_apart_only_when_shown_to() {
    let study = |value| Study {
        value,
        variance: 4.0,
    };
    let found = standings(&[
        study(30.0),
        study(60.0),
        study(61.0),
        study(59.0),
        study(90.0),
    ]);
    use Standing::{Above, Below, Near};
    assert_eq!(found, [Below, Near, Near, Near, Above]);
    assert_eq!(standings(&[]), []);
}

#[test]
fn within_variance_is_pooled_by_degrees_of_freedom() {
    // Two people 20 points apart, three who agree.
    let projects = [(1.0, 200.0), (2.0, 0.0)];
    let plain = pooled_variance(projects, &Regularisation::NONE);
    assert_eq!(plain, Some(200.0 / 3.0));
    let house = pooled_variance(projects, &Regularisation::HOUSE);
    assert_eq!(house, Some((200.0 + 2.0 * 22.0 * 22.0) / 5.0));
    assert_eq!(pooled_variance([], &Regularisation::NONE), None);
}

#[test]
fn the_yearly_step_is_split_exactly() {
    let projects = [
        (Some(50.0), None),
        (Some(60.0), Some(64.0)),
        (Some(40.0), Some(42.0)),
        (None, Some(70.0)),
    ];
    let found = year_on_year(&projects).expect("two years");
    close(found.total, (64.0 + 42.0 + 70.0) / 3.0 - 50.0, EXACT);
    assert_eq!(found.constant, Some(3.0));
    close(found.composition.expect("a rest") + 3.0, found.total, EXACT);
    assert_eq!(
        (
            found.common_count,
            found.previous_count,
            found.current_count
        ),
        (2, 3, 3)
    );
    assert_eq!(year_on_year(&[(Some(1.0), None)]), None);
}
