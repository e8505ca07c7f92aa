//! Lines of the tables beside the answers: what a project counts itself, marks its team fixed together, quotes.

use chrono::NaiveDate;

use super::{CriterionId, GroupId, Horizon, Verbatim};

/// A line of `indicateurs.csv`; figures stay as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Indicator {
    /// What is counted.
    pub name: String,
    /// Planned.
    pub expected: Option<f64>,
    /// Obtained.
    pub obtained: Option<f64>,
    /// Unit as printed.
    pub unit: String,
    /// When it was read.
    pub date: Option<NaiveDate>,
    /// Where it was read.
    pub source: String,
}

/// A line of `cotations.csv`: a mark that a team debated and fixed together.
#[derive(Clone, Debug, PartialEq)]
pub struct CollectiveMark {
    /// What was marked.
    pub criterion: CriterionId,
    /// At which term.
    pub horizon: Horizon,
    /// From 0 to 10, whole.
    pub mark: u8,
    /// Why, in the team's words.
    pub argument: String,
    /// Day of the meeting.
    pub date: Option<NaiveDate>,
    /// How many took part.
    pub participants: Option<u32>,
}

/// A line of `paroles.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Group of the author, when told.
    pub group: Option<GroupId>,
    /// Wave it was given in.
    pub wave: Option<String>,
    /// Criterion it speaks of.
    pub criterion: Option<CriterionId>,
    /// Theme it speaks of, when no criterion is named.
    pub theme: Option<String>,
    /// The words, without what would name someone.
    pub text: Verbatim,
    /// The same number for the same person in this file; `None` when the file does not tell.
    pub author: Option<u64>,
    /// The same as answers have it ([`super::survey::Respondent::key`]): tells whether the group is that of the answers.
    pub key: Option<u64>,
    /// Where it was said.
    pub origin: QuoteOrigin,
    /// Whether the author agreed in writing.
    pub agreed: bool,
    /// Whether a person read it and found it publishable.
    pub validated: bool,
    /// Initials of that reader.
    pub reader: Option<String>,
    /// Day of that reading.
    pub read_on: Option<NaiveDate>,
}

/// Where a quote was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteOrigin {
    /// A comment in the survey.
    Survey,
    /// An interview, read and agreed by its author.
    Interview,
}
