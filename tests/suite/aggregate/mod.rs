//! The statistics against the reference vectors (27 families) and against their laws.

mod changes;
mod counts;
mod crossing;
mod in_turn;
mod laws;
mod levels;
mod numbers;
pub mod overlap;
mod portfolio;
mod quantiles;
mod tests_on_ranks;
mod turnout;
mod years;

use jalon::aggregate::conditions::Degree;
use serde_json::Value;

/// The reference vectors, computed in Python and checked against scipy, statsmodels and R.
pub fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors.json")).expect("the vectors are JSON")
}

/// What each of the six measuring conditions is called in the reference, in the order of the list.
pub const CONDITIONS: [&str; 6] = [
    "participation",
    "effectif",
    "temps",
    "suivi",
    "croisement",
    "questionnaire",
];

/// The points of a measuring condition, of which the reference makes a grade (`statistics.md` § 1.11).
pub fn points(degree: Degree) -> u32 {
    match degree {
        Degree::Unmet => 0,
        Degree::Met => 1,
        Degree::Full => 2,
    }
}

/// A family of the vectors as a list.
fn family(name: &str) -> Vec<Value> {
    vectors()[name]
        .as_array()
        .expect("the family is a list")
        .clone()
}

fn scores(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .expect("a list of numbers")
        .iter()
        .map(number)
        .collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn count(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a count")).expect("a small count")
}

fn population(value: &Value) -> Option<u32> {
    value
        .as_u64()
        .map(|people| u32::try_from(people).expect("a small count"))
}

/// Asserts that two numbers differ by at most `tolerance` (relative above 1).
#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    let gap = (found - expected).abs();
    assert!(
        gap <= tolerance * expected.abs().max(1.0),
        "found {found}, expected {expected}"
    );
}

/// Means and standard deviations.
const EXACT: f64 = 1e-9;
/// Whatever goes through a quantile of t, F or the normal law.
const QUANTILE: f64 = 1e-7;

#[test]
fn every_family_of_the_vectors_is_known_here() {
    let vectors = vectors();
    let mut names: Vec<&str> = vectors
        .as_object()
        .expect("families")
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    let levels = [
        "consensus",
        "criterion_respondent",
        "cronbach",
        "hamilton",
        "mean_ci",
        "mean_ci_reg",
        "quantile2",
        "rescale",
        "wilson",
    ];
    let changes = ["holm_bh", "overlap_change", "overlap_change_reg"];
    let ranks = [
        "bca_diff",
        "bca_mean",
        "cliff_delta",
        "fnv1a64",
        "mann_whitney",
        "resample_indices",
        "signed_rank",
        "splitmix64_seed1",
    ];
    let numbers = ["add_months", "horizon", "robustness", "round"];
    let portfolio = ["meta"];
    // Nobody is weighted (`statistics.md` § 1.9, default): the program has nothing to compare.
    let unused = ["rake"];
    let disclosure = ["sdc"];
    let mut known: Vec<&str> = [
        &levels[..],
        &changes,
        &ranks,
        &numbers,
        &portfolio,
        &unused,
        &disclosure,
    ]
    .concat();
    known.sort_unstable();
    assert_eq!(names, known);
    assert_eq!(known.len(), 27);
}
