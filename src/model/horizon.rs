//! Which term a day belongs to, counted in calendar months from a project's start.

use chrono::{Days, Months, NaiveDate};

use super::referential::{Horizon, Terms};

/// Names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// The same day `months` later, or the last day of that month when it has no such day.
///
/// 31 January and one month is the last day of February (`statistics.md` § 1.10).
pub fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

impl Horizon {
    /// The term of a day; every bound belongs to the shorter term, and all that precedes the start is the start.
    pub fn of(date: NaiveDate, start: NaiveDate, terms: &Terms) -> Horizon {
        let reference_end = start
            .checked_add_days(Days::new(terms.reference_days.into()))
            .unwrap_or(NaiveDate::MAX);
        if date <= reference_end {
            Horizon::Reference
        } else if date <= add_months(start, terms.short_months) {
            Horizon::Short
        } else if date <= add_months(start, terms.medium_months) {
            Horizon::Medium
        } else {
            Horizon::Long
        }
    }

    /// Last day of the term; none for the long term, which does not end.
    pub fn last_day(self, start: NaiveDate, terms: &Terms) -> Option<NaiveDate> {
        match self {
            Horizon::Reference => start.checked_add_days(Days::new(terms.reference_days.into())),
            Horizon::Short => Some(add_months(start, terms.short_months)),
            Horizon::Medium => Some(add_months(start, terms.medium_months)),
            Horizon::Long => None,
        }
    }
}
