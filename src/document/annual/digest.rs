//! A project as the documents of the programme see it: a few hundred numbers in place of a whole study.
//!
//! Everything here is printed in the project's own dossier, and rounded as it is there: a report made of digests
//! is a function of what the dossiers print, so that no subtraction between report and dossiers can tell more
//! than a dossier does.

mod build;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::aggregate::figures::{Absent, Score, Verdict};
use crate::model::EarlierSubject;
use crate::model::project::{MarkerState, Phase};

use super::public::mix::Mixes;
pub use build::digest;

/// A project of the programme, reduced.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// Name of its folder.
    pub id: String,
    /// Name as printed.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Organisation that carries it.
    pub structure: String,
    /// Where.
    pub territory: String,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Where it stands.
    pub phase: Option<Phase>,
    /// Keys of the leaflet's themes.
    pub themes: Vec<String>,
    /// Whether it can have a dossier with scores.
    pub state: State,
    /// Measures with answers.
    pub measures: u32,
    /// Key of the last measure.
    pub last_measure: Option<String>,
    /// Day of the last measure.
    pub measured_on: Option<NaiveDate>,
    /// People who answered last; `None` when that is not published or nobody was asked.
    pub answered: Option<u32>,
    /// People invited last.
    pub invited: Option<u32>,
    /// Conditions of measure, and whether each is met.
    pub conditions: Vec<(String, bool)>,
    /// File of its dossier.
    pub file: String,
    /// Whether each criterion is aimed at, in referential order.
    pub aimed: Vec<bool>,
    /// Score of each criterion at the last measure, whoever speaks first in the dossier.
    pub criteria: Vec<Result<Value, Absent>>,
    /// Whether opinions are split on each criterion at the last measure: its dossier does not compare these.
    pub split: Vec<bool>,
    /// Score of each category at the last measure.
    pub categories: Vec<Result<Value, Absent>>,
    /// Score of each level of QVCT at the last measure.
    pub qvct: Vec<Result<Value, Absent>>,
    /// Scores of the themes of questions that are published.
    pub subjects: BTreeMap<String, Value>,
    /// What these scores are made of.
    pub mixes: Mixes,
    /// Change of each criterion from the first to the last measure, where published.
    pub changes: Vec<Option<Moved>>,
    /// Published spreads at the last measure: degrees of freedom, and squared deviations in squared points.
    pub spread: (f64, f64),
    /// Declared state of each marker, in referential order.
    pub markers: Vec<MarkerState>,
    /// Recommendations of the dossier.
    pub advice: Vec<Advised>,
    /// Points to build on of the dossier.
    pub supports: Vec<Advised>,
    /// « Moyen terme : dès maintenant et au plus tard le 3 mai 2027 », or empty.
    pub due: String,
}

impl Digest {
    /// The printed score of a subject, whether the project aims at it or not.
    pub fn value(&self, subject: &EarlierSubject) -> Option<&Value> {
        match subject {
            EarlierSubject::Criterion(id) => self.criteria.get(id.at())?.as_ref().ok(),
            EarlierSubject::Qvct(id) => self.qvct.get(id.at())?.as_ref().ok(),
            EarlierSubject::Theme(key) => self.subjects.get(key),
        }
    }
}

/// What a project has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Scores are published.
    Published,
    /// People answered, and too few for a score.
    Protected,
    /// The team marked together, and no score is published.
    Collective,
    /// Nobody was asked yet.
    Unasked,
}

/// A printed score, with how steady it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// As printed, 0 to 100, whole; the bound itself when only a bound is printed.
    pub printed: f64,
    /// Whether only a bound is printed.
    pub bounded: bool,
    /// Printed interval; a point when everybody answered, none when bounded.
    pub interval: Option<(f64, f64)>,
    /// How many people's scores it is as steady as: n for one group, G² / Σ 1/n for the mean of G groups.
    pub weight: f64,
}

impl Value {
    /// The score as the dossier prints it.
    pub fn score(&self) -> Score {
        match (self.bounded, self.printed >= 50.0) {
            (false, _) => Score::Exact(self.printed),
            (true, true) => Score::AtLeast(self.printed),
            (true, false) => Score::AtMost(self.printed),
        }
    }
}

/// A printed change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// First score, whole.
    pub from: f64,
    /// Last score, whole.
    pub to: f64,
    /// Change as printed, whole points.
    pub delta: f64,
    /// What the dossier says of it.
    pub verdict: Verdict,
}

/// A recommendation of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advised {
    /// Rule without its instance: `PUB-01`.
    pub rule: String,
    /// Title with its instance.
    pub title: String,
    /// What its instance is: `C13`, `2`, or empty.
    pub instance: String,
    /// Whether the finding is established.
    pub established: bool,
}
