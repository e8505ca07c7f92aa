//! « Des pratiques à partager »: the points to build on of the dossiers, gathered by subject.

use std::collections::BTreeMap;

use crate::aggregate::counts::Told;
use crate::diagnostic::others;

use super::super::parts::Term;
use super::super::{Naming, words};
use super::naming;
use super::public::counted;
use super::report::Report;

/// Most subjects told.
const MOST: usize = 6;
/// Most laureates named for a subject.
const NAMED: usize = 5;

/// Subject and where it is a point to build on; empty when there is none to tell.
pub(super) fn build(report: &Report) -> Vec<Term> {
    let mut found: BTreeMap<String, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (rank, laureate) in report.laureates.iter().enumerate() {
        for support in &laureate.supports {
            let rules = found.entry(support.instance.clone()).or_default();
            rules.entry(support.rule.as_str()).or_default().push(rank);
        }
    }
    for rules in found.values_mut() {
        rules.retain(|_, members| is_told(report, members));
    }
    // The order is that of the numbers as they are told.
    let count = |rules: &BTreeMap<&str, Vec<usize>>| {
        let sure = rules.values().map(|members| told(report, members).sure());
        sure.flatten().sum::<usize>()
    };
    let mut subjects: Vec<(String, BTreeMap<&str, Vec<usize>>)> = found
        .into_iter()
        .filter(|(_, rules)| !rules.is_empty())
        .collect();
    subjects.sort_by(|left, right| {
        count(&right.1)
            .cmp(&count(&left.1))
            .then(left.0.cmp(&right.0))
    });
    let told = subjects
        .into_iter()
        .take(MOST)
        .filter_map(|(instance, rules)| {
            let id = report.referential.criterion(&instance)?;
            Some(Term {
                word: report.referential.criteria[id.at()].name.clone(),
                text: text(report, &rules),
            })
        });
    told.collect()
}

fn text(report: &Report, rules: &BTreeMap<&str, Vec<usize>>) -> String {
    let parts = rules.iter().map(|(rule, members)| {
        let what = if *rule == "APP-02" {
            "Un progrès à transmettre"
        } else {
            "Un atout"
        };
        format!("{what} : {}.", who(report, members))
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// How many build on a point, as the edition tells it.
fn told(report: &Report, members: &[usize]) -> Told {
    counted::findings(report, members.len(), report.laureates.len())
}

fn is_told(report: &Report, members: &[usize]) -> bool {
    told(report, members).sure().is_some()
}

fn who(report: &Report, members: &[usize]) -> String {
    if report.naming == Naming::Codes {
        return counted::counted(told(report, members), "projet", "projets");
    }
    let labels = naming::labels(report);
    let named: Vec<&str> = members
        .iter()
        .take(NAMED)
        .map(|rank| labels[*rank].as_str())
        .collect();
    match members.len() - named.len() {
        0 => words::list(&named),
        more => format!("{} et {}", named.join(", "), others(more)),
    }
}
