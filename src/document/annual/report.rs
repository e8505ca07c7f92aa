//! Everything a document of the programme may speak of.

use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::assess::Rulebook;
use crate::model::referential::Thresholds;
use crate::model::{Earlier, Programme, Referential, collation};

use super::super::Naming;
use super::digest::{Digest, State};
use super::public::beside::Beside;

/// The programme with its projects reduced; answers and studies are not here.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// What is evaluated.
    pub referential: &'a Referential,
    /// The programme.
    pub programme: &'a Programme,
    /// The rules, for their titles and axes.
    pub rulebook: &'a Rulebook,
    /// Thresholds of the run.
    pub thresholds: Thresholds,
    /// Day printed on the document.
    pub date: NaiveDate,
    /// First 8 hexadecimal digits of the hash of all projects' inputs.
    pub fingerprint: String,
    /// The whole hash, from which codes are drawn: never printed, and found again only by who has all answers.
    pub secret: [u8; 32],
    /// How projects are called.
    pub naming: Naming,
    /// What an earlier year published.
    pub earlier: Option<&'a Earlier>,
    /// The staff's words by slot, from files of the programme.
    pub texts: &'a [(String, String)],
    /// Projects that were read, in the order they are printed in.
    pub laureates: Vec<Digest>,
    /// Projects that could not be read.
    pub faulty: Vec<Faulty>,
    /// How each laureate is called, once it was asked.
    pub labels: OnceLock<Vec<String>>,
    /// What may be told of them together, once it was asked.
    pub beside: OnceLock<Beside>,
}

/// A project kept out by its own files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faulty {
    /// Name of its folder.
    pub id: String,
    /// Errors told.
    pub errors: u32,
    /// Files with an error, in order.
    pub files: Vec<String>,
}

impl Report<'_> {
    /// Laureates in the order of their names, as a French reader looks for them.
    pub fn sorted(mut laureates: Vec<Digest>) -> Vec<Digest> {
        laureates.sort_by_cached_key(|digest| (collation::key(&digest.name), digest.id.clone()));
        laureates
    }

    /// Laureates, read or not.
    pub(super) fn all(&self) -> usize {
        self.laureates.len() + self.faulty.len()
    }
}

/// Projects with at least a published score.
pub(super) fn published(report: &Report) -> usize {
    let published = report.laureates.iter();
    published
        .filter(|laureate| laureate.state == State::Published)
        .count()
}
