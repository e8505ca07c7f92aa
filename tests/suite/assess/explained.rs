//! Why rules are found or not: every rule is told, what holds agrees with the findings, nothing withheld is read.

use std::collections::BTreeSet;

use jalon::model::Horizon;

use super::invented::{Asked, Invented};
use super::laws::withhold;

const BOTH: [Horizon; 2] = [Horizon::Reference, Horizon::Medium];

/// Answers that differ from group to group and fall between the waves.
fn study() -> Invented {
    let answers = |asked: &Asked| {
        let place =
            u32::from(asked.criterion) + asked.person + u32::from(asked.group == "salaries");
        let fallen = u32::from(asked.wave == 1 && asked.criterion.is_multiple_of(3));
        u8::try_from((place + 5 - fallen) % 5).ok()
    };
    Invented::new(&BOTH, &[("salaries", 14), ("beneficiaires", 24)], &answers)
}

#[test]
fn every_rule_is_told_and_agrees_with_what_is_found() {
    let invented = study();
    let found: BTreeSet<String> = invented.all().into_iter().collect();
    let explained = invented.explained();
    let rules: Vec<&str> = explained.iter().map(|it| it.rule.as_str()).collect();
    let known: Vec<&str> = invented
        .rulebook
        .rules
        .iter()
        .map(|rule| rule.id.as_str())
        .collect();
    assert_eq!(rules, known);
    let told: BTreeSet<String> = explained
        .iter()
        .flat_map(|rule| rule.findings.iter().map(|finding| finding.id.clone()))
        .collect();
    assert!(found.is_subset(&told), "{found:?} {told:?}");
    assert!(!found.is_empty());
    // what is read for one speaker at a time is found as soon as all holds
    for rule in explained.iter().filter(|rule| rule.findings.is_empty()) {
        for looked in &rule.looked_at {
            let each = looked.conditions.iter().all(|condition| condition.holds);
            let apart = looked
                .conditions
                .iter()
                .any(|it| it.sentence.contains("chaque groupe"));
            assert!(!each || apart, "{} {looked:?}", rule.rule);
        }
    }
}

/// What a sentence says of the employees.
fn of_employees(sentence: &str) -> Vec<&str> {
    if let Some((_, each)) = sentence.split_once(" – ") {
        let groups = each.split(" ; ");
        return groups
            .filter_map(|group| group.strip_prefix("salariés : "))
            .collect();
    }
    let alone = sentence.contains(", salariés, ") || sentence.contains(", salariés :");
    sentence
        .rsplit_once(" : ")
        .map(|(_, seen)| seen)
        .filter(|_| alone)
        .into_iter()
        .collect()
}

#[test]
fn nothing_is_told_of_a_withheld_group() {
    let mut invented = study();
    let told = |invented: &Invented| -> Vec<String> {
        let rules = invented.explained().into_iter();
        let looked = rules
            .flat_map(|rule| rule.looked_at)
            .flat_map(|it| it.conditions);
        looked
            .flat_map(|it| {
                of_employees(&it.sentence)
                    .into_iter()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    let has_figure = |seen: &String| seen.chars().any(|sign| sign.is_ascii_digit());
    assert!(told(&invented).iter().any(has_figure));
    withhold(&mut invented.figures, 0);
    let withheld = told(&invented);
    assert!(!withheld.is_empty());
    assert_eq!(withheld.iter().find(|seen| has_figure(seen)), None);
}
