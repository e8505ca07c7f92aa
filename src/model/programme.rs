//! The programme above the projects: its name, partners, funding mention, contacts, thresholds.

use chrono::NaiveDate;

use super::referential::Thresholds;

pub use super::programme_file::{parse, shape};

/// What `programme.toml` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Programme {
    /// « AMI Innovation sociale ».
    pub name: String,
    /// « 2025 ».
    pub edition: String,
    /// Day the data were closed; the date printed on documents unless `--date` says otherwise.
    pub closed_on: Option<NaiveDate>,
    /// Who publishes.
    pub publisher: String,
    /// Partners with their logo files, in order.
    pub partners: Vec<Partner>,
    /// Sentence that a funder requires.
    pub funding: Option<String>,
    /// Mention printed on every page when the data are fictional.
    pub fictional: Option<String>,
    /// « Vers qui se tourner ».
    pub contacts: Vec<Contact>,
    /// Thresholds raised by the programme, never below the referential's, and how it computes.
    pub thresholds: Option<Thresholds>,
    /// Texts the staff wrote: (slot, text).
    pub texts: Vec<(String, String)>,
}

/// A partner of the programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Partner {
    /// Name as printed.
    pub name: String,
    /// File of the logo in the programme's folder.
    pub logo: Option<String>,
    /// Alternative text of the logo.
    pub logo_alternative: Option<String>,
}

/// Someone to turn to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    /// Name or service.
    pub name: String,
    /// Telephone.
    pub telephone: Option<String>,
    /// Electronic address.
    pub email: Option<String>,
    /// Site.
    pub site: Option<String>,
}
