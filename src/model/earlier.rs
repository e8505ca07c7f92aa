//! What an earlier year published, as its export tells it: no answer stands here, only printed figures.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CriterionId, QvctId};

/// What the tables of an export speak of: written into its manifest, so that a later report knows what it reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportNotice {
    /// Name of the programme; empty for a project alone.
    pub programme: String,
    /// Its edition, such as « 2025 ».
    pub edition: String,
    /// Version of the referential.
    #[serde(rename = "referentiel")]
    pub referential: String,
    /// `imprimee` or `pleine`.
    pub precision: String,
    /// Every project of the folder, with or without figures.
    #[serde(rename = "projets")]
    pub projects: Vec<NamedProject>,
}

/// A project, by its folder and its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedProject {
    /// Name of its folder.
    pub id: String,
    /// Name as printed; its identifier when its files could not be read.
    #[serde(rename = "nom")]
    pub name: String,
}

/// The published figures of an earlier year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earlier {
    /// What the export says of itself.
    pub notice: ExportNotice,
    /// Day its data were closed.
    pub closed_on: NaiveDate,
    /// SHA-256 of its figures.
    pub fingerprint: String,
    /// Projects of that year by identifier, with or without figures.
    pub projects: BTreeMap<String, EarlierProject>,
}

/// A project in an earlier year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EarlierProject {
    /// Name as printed then.
    pub name: String,
    /// Whether its files could not be read then, so that nothing of it was counted.
    pub unread: bool,
    /// Keys of the measures with answers, in order of time.
    pub measures: Vec<String>,
    /// Scores printed for the last of them, whole; the bound itself when only a bound was printed.
    pub scores: BTreeMap<EarlierSubject, f64>,
}

/// What a score is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EarlierSubject {
    /// One of the criteria.
    Criterion(CriterionId),
    /// One of the levels of QVCT.
    Qvct(QvctId),
    /// A theme of questions, by its key.
    Theme(String),
}

impl Earlier {
    /// The score that a project printed then.
    pub fn score(&self, project: &str, subject: &EarlierSubject) -> Option<f64> {
        self.projects.get(project)?.scores.get(subject).copied()
    }
}
