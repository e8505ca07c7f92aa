//! What went through disclosure control: a figure that it let through, or the reason why there is none.

use std::ops::Deref;

use chrono::NaiveDate;

use crate::model::Horizon;
use crate::model::referential::Terms;

/// A figure that disclosure control let through.
#[derive(Clone, Debug, PartialEq)]
pub struct Published<T>(T);

impl<T> Published<T> {
    /// Only `disclosure` calls this.
    pub(in crate::aggregate) fn new(figure: T) -> Self {
        Published(figure)
    }
}

impl<T> Deref for Published<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absent {
    /// Kept back to protect respondents.
    Withheld,
    /// No wave, or nobody answered.
    NotMeasured,
    /// The project is younger than the term.
    NotReached,
    /// The question is not put to this group.
    NotConcerned,
    /// The project does not aim at it.
    NotAimed,
}

impl Absent {
    /// As printed.
    pub fn words(self) -> &'static str {
        match self {
            Absent::Withheld => "non publié",
            Absent::NotMeasured => "non mesuré",
            Absent::NotReached => "échéance non atteinte",
            Absent::NotConcerned => "non concerné",
            Absent::NotAimed => "non visé",
        }
    }

    /// Why nothing was measured at a term: not reached while an earlier one lasts, else not measured.
    pub fn at_term(
        horizon: Horizon,
        start: Option<NaiveDate>,
        day: NaiveDate,
        terms: &Terms,
    ) -> Self {
        match start {
            Some(start) if Horizon::of(day, start, terms) < horizon => Absent::NotReached,
            _ => Absent::NotMeasured,
        }
    }
}

/// A published figure or the reason why there is none.
pub type Figure<T> = Result<Published<T>, Absent>;
