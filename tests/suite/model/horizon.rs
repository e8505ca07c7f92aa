//! Terms: the vectors of the statistics page and the law between them.

use chrono::{Days, NaiveDate};
use jalon::model::Horizon;
use jalon::model::horizon::add_months;
use proptest::prelude::*;

use super::SHIPPED;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("the day of a test is a day")
}

#[test]
fn months_are_calendar_months_and_the_day_is_clamped_to_their_end() {
    for (from, months, to) in [
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-01-31", 12, "2025-01-31"),
        ("2024-01-31", 13, "2025-02-28"),
        ("2024-01-31", 36, "2027-01-31"),
    ] {
        assert_eq!(
            add_months(day(from), months),
            day(to),
            "{from} + {months} months"
        );
    }
}

#[test]
fn every_bound_belongs_to_the_shorter_term() {
    let terms = SHIPPED.terms;
    for (date, key) in [
        ("2022-12-01", "reference"),
        ("2023-01-31", "reference"),
        ("2023-04-01", "reference"),
        ("2023-04-02", "court"),
        ("2024-01-31", "court"),
        ("2024-02-01", "moyen"),
        ("2026-01-31", "moyen"),
        ("2026-02-01", "long"),
    ] {
        assert_eq!(
            Horizon::of(day(date), day("2023-01-31"), &terms).key(),
            key,
            "{date}"
        );
    }
}

#[test]
fn no_date_is_far_enough_to_break_the_count() {
    assert_eq!(add_months(NaiveDate::MAX, 36), NaiveDate::MAX);
    let terms = SHIPPED.terms;
    assert_eq!(
        Horizon::of(NaiveDate::MAX, NaiveDate::MAX, &terms),
        Horizon::Reference
    );
}

proptest! {
    #[test]
    fn the_last_day_of_a_term_is_in_it_and_the_next_day_is_not(offset in 0u64..40_000) {
        let terms = SHIPPED.terms;
        let start = day("1990-01-01") + Days::new(offset);
        for horizon in Horizon::ALL {
            if let Some(last) = horizon.last_day(start, &terms) {
                prop_assert_eq!(Horizon::of(last, start, &terms), horizon);
                prop_assert!(Horizon::of(last + Days::new(1), start, &terms) > horizon);
            }
        }
    }
}
