//! Every rule against the published figures of one project; what holds goes to selection.

use chrono::NaiveDate;

use crate::aggregate::figures::Figures;
use crate::model::referential::Thresholds;
use crate::model::{Project, Questionnaire, Referential};

use super::advice::Advice;
use super::bygone::bygone;
use super::condition::{Condition, Speaker};
use super::fact::{Fact, StandIn, fact};
use super::rulebook::{Rule, Rulebook};
use super::scope::{Instance, Scope, instances};
use super::select;

/// What recommendations rest on: published figures and what the project declares, no answer.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The rules.
    pub rulebook: &'a Rulebook,
    /// Names of criteria and levels, bounds of the terms.
    pub referential: &'a Referential,
    /// Which question carries which theme.
    pub questionnaire: &'a Questionnaire,
    /// Phase, organisations, criteria aimed at, planned waves.
    pub project: &'a Project,
    /// Published figures.
    pub figures: &'a Figures,
    /// Thresholds of the run.
    pub thresholds: &'a Thresholds,
    /// Day of the run.
    pub date: NaiveDate,
}

/// A rule all of whose conditions hold.
#[derive(Clone, Debug)]
pub(super) struct Finding<'a> {
    pub rule: &'a Rule,
    pub instance: Option<Instance>,
    /// What « tous » stood for.
    pub every: Option<usize>,
    /// One per condition, in their order.
    pub facts: Vec<Fact<'a>>,
}

impl Finding<'_> {
    /// Whether every condition is sure.
    pub fn is_established(&self) -> bool {
        self.facts.iter().all(|fact| fact.established)
    }

    /// Whether it speaks for « tous » rather than another group's.
    fn outweighs(&self, other: &Finding) -> bool {
        let (own, others) = (self.is_established(), other.is_established());
        own & !others || own == others && self.gap() > other.gap()
    }

    /// What stands in for its themes.
    pub fn stand_ins(&self) -> impl Iterator<Item = StandIn> + '_ {
        self.facts.iter().filter_map(|fact| fact.found.stand_in())
    }

    /// The largest gap of its conditions, in points.
    pub fn gap(&self) -> f64 {
        self.facts.iter().map(|fact| fact.gap).fold(0.0, f64::max)
    }
}

/// What the rules say of a project: the recommendations kept, in order of priority, and the others with
/// the reason why they are not.
pub fn assess(evidence: &Evidence) -> Advice {
    let rules = evidence.rulebook.rules.iter();
    let findings = rules.flat_map(|rule| {
        let instances = instances(evidence, rule).into_iter();
        instances.filter_map(move |instance| finding(evidence, rule, instance))
    });
    let mut advice = select::select(evidence, findings.collect());
    advice.bygone = bygone(evidence, &advice);
    advice
}

/// The finding of a rule for one of its instances. With « tous », all conditions are read for one group
/// at a time and an established finding is kept before one to be checked, then the largest gap, then the
/// first one of equals.
fn finding<'a>(
    evidence: &'a Evidence<'a>,
    rule: &'a Rule,
    instance: Option<Instance>,
) -> Option<Finding<'a>> {
    let of = |every: Option<usize>| {
        let scope = Scope {
            evidence,
            rule,
            instance,
            every,
        };
        let facts: Option<Vec<Fact>> = rule
            .conditions
            .iter()
            .map(|condition| fact(&scope, condition))
            .collect();
        Some(Finding {
            rule,
            instance,
            every,
            facts: facts?,
        })
    };
    if !rule.conditions.iter().any(reads_every_group) {
        return of(None);
    }
    let groups = 0..evidence.figures.groups.len();
    groups
        .filter_map(|group| of(Some(group)))
        .reduce(|best, next| if next.outweighs(&best) { next } else { best })
}

fn reads_every_group(condition: &Condition) -> bool {
    condition.speaker() == Some(&Speaker::Every)
}
