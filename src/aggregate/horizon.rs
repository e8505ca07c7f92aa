//! From dates to terms: which horizon a wave belongs to. Bounds are passed in and are inclusive.

use chrono::{Days, Months, NaiveDate};

use crate::model::referential::{Horizon, Terms};

/// The same day `months` later, brought back to the month's last day when it does not exist.
///
/// `None` past the end of the calendar.
pub fn add_months(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    date.checked_add_months(Months::new(months))
}

/// The term of a date for a project started on `start` (`statistics.md` § 1.10).
///
/// Anything before the start is the reference. A bound past the end of the calendar holds everything.
pub fn classify(date: NaiveDate, start: NaiveDate, terms: &Terms) -> Horizon {
    let within = |bound: Option<NaiveDate>| bound.is_none_or(|bound| date <= bound);
    if within(start.checked_add_days(Days::new(u64::from(terms.reference_days)))) {
        Horizon::Reference
    } else if within(add_months(start, terms.short_months)) {
        Horizon::Short
    } else if within(add_months(start, terms.medium_months)) {
        Horizon::Medium
    } else {
        Horizon::Long
    }
}

/// Median day of the respondents: the earlier of the two middle days. `None` for nobody.
pub fn median_day(days: &[NaiveDate]) -> Option<NaiveDate> {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// What a reader should know of when a wave was collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collection {
    /// Short, and on one side of every bound.
    Sound,
    /// Longer than the days allowed; how many days.
    Long(i64),
    /// First and last day fall in two terms.
    Straddling(Horizon, Horizon),
}

/// Judges the first and last day of a wave; straddling a bound is said before lasting too long.
pub fn collection(
    first: NaiveDate,
    last: NaiveDate,
    start: NaiveDate,
    terms: &Terms,
) -> Collection {
    let (opening, closing) = (classify(first, start, terms), classify(last, start, terms));
    let days = (last - first).num_days();
    if opening != closing {
        Collection::Straddling(opening, closing)
    } else if days > i64::from(terms.collection_days) {
        Collection::Long(days)
    } else {
        Collection::Sound
    }
}
