//! Dates, conditions, and numbers as they are printed.

use chrono::NaiveDate;
use jalon::aggregate::conditions::{Degree, Evidence, conditions};
use jalon::aggregate::figures::ConditionKind;
use jalon::aggregate::figures::Verdict;
use jalon::aggregate::rounding::{number as written, round, signed};
use jalon::aggregate::written::{between_changes, change_points, percent};
use jalon::model::horizon::add_months;
use jalon::model::referential::{Horizon, Terms};

use super::{CONDITIONS, close, count, family, number, points};

const TERMS: Terms = Terms {
    reference_days: 60,
    short_months: 12,
    medium_months: 36,
    collection_days: 90,
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn a_date_falls_in_the_term_of_the_vectors() {
    for case in family("horizon") {
        let date = day(case["date"].as_str().expect("a date"));
        assert_eq!(
            Horizon::of(date, day("2023-01-31"), &TERMS).key(),
            case["h"]
        );
    }
}

#[test]
fn months_are_added_by_the_calendar() {
    for case in family("add_months") {
        let found = add_months(day(case["d"].as_str().expect("a date")), count(&case["m"]));
        assert_eq!(found, day(case["out"].as_str().expect("a date")));
    }
}

#[test]
fn the_six_conditions_are_those_of_the_vectors() {
    for case in family("robustness") {
        let args = &case["args"];
        let found = conditions(&Evidence {
            participation: args[0].as_f64(),
            people: count(&args[1]),
            waves: count(&args[2]),
            followed: args[3].as_f64(),
            groups: count(&args[4]),
            items: count(&args[5]),
            unanswered: Some(number(&args[6])),
        });
        let points = found.map(|(_, degree)| points(degree));
        assert_eq!(points.iter().sum::<u32>(), count(&case["out"]["score"]));
        let checks = CONDITIONS.map(|key| count(&case["out"]["checks"][key]));
        assert_eq!(points, checks);
    }
}

#[test]
fn a_condition_is_met_from_its_minimum() {
    let found = conditions(&Evidence {
        participation: Some(0.82),
        people: 12,
        waves: 2,
        followed: None,
        groups: 1,
        items: 2,
        unanswered: Some(0.10),
    });
    assert_eq!(
        found,
        [
            (ConditionKind::Participation, Degree::Full),
            (ConditionKind::People, Degree::Met),
            (ConditionKind::Time, Degree::Met),
            (ConditionKind::Followed, Degree::Unmet),
            (ConditionKind::Viewpoints, Degree::Unmet),
            (ConditionKind::Questionnaire, Degree::Full),
        ]
    );
}

#[test]
fn halves_go_away_from_zero() {
    for case in family("round") {
        close(
            round(number(&case["x"]), count(&case["d"])),
            number(&case["r"]),
            1e-15,
        );
    }
    assert!(round(-0.2, 0).is_sign_positive());
}

#[test]
fn numbers_are_written_in_french() {
    assert_eq!(written(1_234_567.25, 1), "1\u{202F}234\u{202F}567,3");
    assert_eq!(written(-3.0, 0), "\u{2212}3");
    assert_eq!(written(-0.4, 0), "0");
    assert_eq!(written(999.5, 0), "1\u{202F}000");
    assert_eq!(written(f64::NAN, 0), "–");
    assert_eq!(signed(12.4, 0), "+12");
    assert_eq!(signed(-12.5, 0), "\u{2212}13");
    assert_eq!(signed(0.2, 0), "0");
    assert_eq!(percent(0.625), "63 %");
    // Nobody and everybody are told when it is so.
    let told = [0.0, 0.004, 0.006, 0.994, 0.996, 1.0].map(percent);
    let said = ["0", "moins de 1", "1", "99", "plus de 99", "100"];
    assert_eq!(told, said.map(|told| format!("{told} %")));
}

#[test]
fn an_end_that_is_zero_once_rounded_only_is_told_beside_it() {
    use Verdict::{DeclineProbable, ImprovementProbable, Uncertain};
    let said = [
        ((12.4, 39.6), 26.0, ImprovementProbable, "entre +12 et +40"),
        (
            (0.3, 14.0),
            7.0,
            ImprovementProbable,
            "entre plus de 0 et +14",
        ),
        (
            (-14.0, -0.3),
            -7.0,
            DeclineProbable,
            "entre −14 et moins de 0",
        ),
        ((-0.3, 14.0), 7.0, Uncertain, "entre 0 et +14"),
    ];
    for (bounds, delta, verdict, expected) in said {
        assert_eq!(between_changes(bounds, delta, verdict), expected);
    }
}

#[test]
fn a_change_under_half_a_point_is_said_in_words() {
    assert_eq!(change_points(12.5), "+13\u{A0}points");
    assert_eq!(change_points(-1.2), "\u{2212}1\u{A0}point");
    assert_eq!(change_points(0.49), "moins de 1 point");
    assert_eq!(change_points(-0.49), "moins de 1 point");
    assert_eq!(change_points(0.5), "+1\u{A0}point");
    assert_eq!(change_points(0.0), "0\u{A0}point");
}
