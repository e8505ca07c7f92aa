//! Why each rule is found or not: what every condition asks, beside what is published. Decides nothing.

use super::advice::{Advice, Recommendation};
use super::condition::{Condition, Speaker};
use super::evaluate::Evidence;
use super::evidence::label;
use super::explain_seen::seen;
use super::explain_words;
use super::fact::fact;
use super::rulebook::Rule;
use super::scope::{Instance, Scope, instances};

/// What became of a rule in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// `PART-01`
    pub rule: String,
    /// What it advises, places left as written.
    pub title: String,
    /// Its findings; none when its conditions do not hold.
    pub findings: Vec<Finding>,
    /// When nothing was found: for each subject looked at, what every condition asked and what is published.
    pub looked_at: Vec<LookedAt>,
}

/// A finding of a rule, printed or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Rule and instance: `PUB-01/C13`.
    pub id: String,
    /// Why it is not in the dossier; empty when it is.
    pub left_out: String,
    /// The finding with its published figures; empty when the reason says it.
    pub evidence: String,
}

/// One subject that a rule looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedAt {
    /// Criterion, level or group; empty for a rule that is not repeated.
    pub subject: String,
    /// A sentence for each condition.
    pub conditions: Vec<Weighed>,
}

/// A condition against what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// Whether it holds.
    pub holds: bool,
    /// What is asked, and what is published.
    pub sentence: String,
}

/// Every rule in the order of its file.
pub fn explain(evidence: &Evidence, advice: &Advice) -> Vec<Explained> {
    let rules = evidence.rulebook.rules.iter();
    rules
        .map(|rule| {
            let findings = findings(rule, advice);
            Explained {
                rule: rule.id.clone(),
                title: rule.title.fill(|_| "…".to_owned()),
                looked_at: match findings.is_empty() {
                    true => looked_at(evidence, rule),
                    false => Vec::new(),
                },
                findings,
            }
        })
        .collect()
}

fn findings(rule: &Rule, advice: &Advice) -> Vec<Finding> {
    let own = |id: &str| id.split_once('/').map_or(id, |(rule, _)| rule) == rule.id;
    let kept = advice
        .actions
        .iter()
        .chain(&advice.supports)
        .chain(&advice.data);
    let kept = kept.filter(|found| own(&found.id)).map(kept_finding);
    let dropped = advice.rejected.iter().filter(|found| own(&found.id));
    let dropped = dropped.map(|found| Finding {
        id: found.id.clone(),
        left_out: found.reason.clone(),
        evidence: String::new(),
    });
    kept.chain(dropped).collect()
}

fn kept_finding(found: &Recommendation) -> Finding {
    Finding {
        id: found.id.clone(),
        left_out: String::new(),
        evidence: found.evidence.clone(),
    }
}

fn looked_at(evidence: &Evidence, rule: &Rule) -> Vec<LookedAt> {
    let of = |instance: Option<Instance>| {
        let conditions = rule.conditions.iter();
        LookedAt {
            subject: instance.map(|it| subject(evidence, it)).unwrap_or_default(),
            conditions: conditions
                .map(|condition| weighed(evidence, rule, instance, condition))
                .collect(),
        }
    };
    instances(evidence, rule).into_iter().map(of).collect()
}

fn subject(evidence: &Evidence, instance: Instance) -> String {
    match instance {
        Instance::Criterion(id) => {
            let entry = &evidence.referential.criteria[id.at()];
            format!("{} « {} »", entry.code, entry.name)
        }
        Instance::Level(id) => {
            let level = &evidence.referential.qvct[id.at()];
            format!("niveau {} « {} »", level.number, level.name)
        }
        Instance::Group(rank) => label(evidence, rank),
    }
}

/// A condition for one instance; with « tous », for each published group.
fn weighed(
    evidence: &Evidence,
    rule: &Rule,
    instance: Option<Instance>,
    condition: &Condition,
) -> Weighed {
    let scope = |every: Option<usize>| Scope {
        evidence,
        rule,
        instance,
        every,
    };
    let asked = explain_words::asked(&scope(None), condition);
    if condition.speaker() != Some(&Speaker::Every) {
        let scope = scope(None);
        let holds = fact(&scope, condition).is_some();
        let sentence = format!("{asked} : {}", seen(&scope, condition, holds));
        return Weighed { holds, sentence };
    }
    let groups = 0..evidence.figures.groups.len();
    let each: Vec<(bool, String)> = groups
        .map(|group| {
            let scope = scope(Some(group));
            let holds = fact(&scope, condition).is_some();
            let words = seen(&scope, condition, holds);
            (holds, format!("{} : {words}", label(evidence, group)))
        })
        .collect();
    let told: Vec<&str> = each.iter().map(|(_, words)| words.as_str()).collect();
    Weighed {
        holds: each.iter().any(|(holds, _)| *holds),
        sentence: format!("{asked} – {}", told.join(" ; ")),
    }
}
