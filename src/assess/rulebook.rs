//! The rules as data: what each one looks at, what it says, what it gives way to.
//!
//! Read from `rules.toml` (shipped) or from the user's own file; evaluated elsewhere.

use crate::diagnostic::Diagnostics;
use crate::model::{CriterionId, QvctId, Referential};

use super::condition::Condition;
use super::rule_file;
use super::template::Template;

/// Name of the shipped file in messages.
const SHIPPED: &str = "règles livrées";

/// All the rules and how many of their findings are printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Rulebook {
    /// Version, printed in the method page.
    pub version: String,
    /// How many are kept.
    pub limits: Limits,
    /// Axes in alphabetical order of key: (key, as printed).
    pub axes: Vec<(String, String)>,
    /// Themes in alphabetical order of key: (key, what the question measures, as printed).
    pub themes: Vec<(String, String)>,
    /// Rules in the order of the file.
    pub rules: Vec<Rule>,
}

/// How many findings are kept of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Actions in the body.
    pub actions: usize,
    /// Actions of one axis.
    pub per_axis: usize,
    /// Instances of one rule.
    pub per_rule: usize,
    /// Strengths.
    pub supports: usize,
    /// Alerts on the data.
    pub data: usize,
}

/// A rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// `PART-01`
    pub id: String,
    /// What to do, in the infinitive.
    pub title: Template,
    /// Key of its axis.
    pub axis: String,
    /// Which block it is printed in.
    pub kind: RuleKind,
    /// From 1 to 4.
    pub severity: u8,
    /// Criteria it is filed under.
    pub criteria: Vec<CriterionId>,
    /// Levels of QVCT it is filed under.
    pub qvct: Vec<QvctId>,
    /// Whether what it reads has the stricter thresholds.
    pub sensitive: bool,
    /// What it is repeated for.
    pub instances: Option<Instances>,
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// The finding with its figures.
    pub evidence: Template,
    /// What to do in detail.
    pub action: String,
    /// Who.
    pub who: String,
    /// By when.
    pub due: String,
    /// Titles of the leaflet's sections.
    pub sources: Vec<String>,
    /// Link.
    pub resource: Option<String>,
    /// Rules that are dropped when this one is found.
    pub replaces: Vec<String>,
    /// Rules that drop this one when they are found.
    pub replaced_by: Vec<String>,
}

/// Which block a rule is printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleKind {
    /// `action`
    Action,
    /// `appui`: a strength to build on.
    Support,
    /// `donnees`: an alert on the data.
    Data,
}

/// What a rule is repeated for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instances {
    /// Criteria.
    Criteria(Vec<CriterionId>),
    /// Levels of QVCT.
    Qvct(Vec<QvctId>),
    /// Groups by their key.
    Groups(Vec<String>),
}

impl Rulebook {
    /// Reads a rulebook; every fault is told, and none is given when there was an error.
    pub fn parse(
        text: &str,
        file: &str,
        referential: &Referential,
        notes: &mut Diagnostics,
    ) -> Option<Rulebook> {
        rule_file::parse(text, file, referential, notes)
    }

    /// The rules shipped with the program, for a referential.
    ///
    /// A referential without a criterion that they name is told: rules must then be given too.
    pub fn embedded(referential: &Referential, notes: &mut Diagnostics) -> Option<Rulebook> {
        Rulebook::parse(include_str!("rules.toml"), SHIPPED, referential, notes)
    }

    /// The rule of an identifier, with or without its instance: `PUB-01/C13`.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        let id = id.split_once('/').map_or(id, |(rule, _)| rule);
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// What the question of a theme measures, as printed.
    pub fn theme(&self, key: &str) -> Option<&str> {
        let found = self.themes.iter().find(|(known, _)| known == key);
        found.map(|(_, words)| words.as_str())
    }

    /// An axis as printed.
    pub fn axis(&self, key: &str) -> Option<&str> {
        let found = self.axes.iter().find(|(known, _)| known == key);
        found.map(|(_, words)| words.as_str())
    }
}
