//! The shipped rules are sound, meet the shipped questionnaire, and an edited file is told its faults.

use std::collections::{BTreeMap, BTreeSet};

use jalon::assess::condition::{Condition, Context, Moment, Reading, Speaker, Target, Test};
use jalon::assess::rulebook::{Instances, Limits, Rule, RuleKind, Rulebook};
use jalon::assess::template::Placeholder;
use jalon::diagnostic::Diagnostics;
use jalon::model::{CriterionId, Questionnaire, QvctId, Referential};

fn shipped() -> Rulebook {
    let mut notes = Diagnostics::new();
    let rulebook = Rulebook::embedded(&Referential::embedded(), &mut notes);
    let told: Vec<_> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(told, Vec::<String>::new());
    rulebook.expect("the shipped rules are sound")
}

fn targets(rule: &Rule) -> Vec<&Target> {
    let target = |condition| match condition {
        &Condition::Score(Reading { ref target, .. })
        | &Condition::IntervalLow(Reading { ref target, .. })
        | &Condition::IntervalHigh(Reading { ref target, .. })
        | &Condition::Split(Reading { ref target, .. })
        | &Condition::DontKnowRate(Reading { ref target, .. })
        | &Condition::GroupGap { ref target, .. }
        | &Condition::Measured { ref target, .. } => Some(target),
        Condition::Delta { change, .. } | Condition::Verdict { change, .. } => Some(&change.target),
        _ => None,
    };
    rule.conditions.iter().filter_map(target).collect()
}

#[test]
fn forty_one_rules_are_shipped_on_ten_axes() {
    let rulebook = shipped();
    assert_eq!(rulebook.rules.len(), 41);
    assert_eq!(
        rulebook.limits,
        Limits {
            actions: 7,
            per_axis: 2,
            per_rule: 2,
            supports: 2,
            data: 4
        }
    );
    let count = |kind| {
        rulebook
            .rules
            .iter()
            .filter(|rule| rule.kind == kind)
            .count()
    };
    assert_eq!(
        [RuleKind::Action, RuleKind::Support, RuleKind::Data].map(count),
        [34, 2, 5]
    );
    let axes: BTreeSet<_> = rulebook
        .rules
        .iter()
        .map(|rule| rule.axis.as_str())
        .collect();
    assert_eq!(axes.len(), 10);
    assert!(rulebook.rules.iter().all(|rule| !rule.sources.is_empty()));
}

#[test]
fn every_theme_a_rule_reads_has_exactly_one_question_for_those_it_reads() {
    let referential = Referential::embedded();
    let questionnaire = Questionnaire::embedded(&referential);
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    for theme in questionnaire.items.iter().flat_map(|item| &item.themes) {
        *asked.entry(theme).or_default() += 1;
    }
    let rulebook = shipped();
    let mut read = BTreeSet::new();
    for rule in &rulebook.rules {
        for target in targets(rule) {
            if let Target::Theme { theme, .. } = target {
                assert_eq!(asked.get(theme.as_str()), Some(&1), "{} {theme}", rule.id);
                read.insert(theme.as_str());
            }
        }
        for condition in &rule.conditions {
            if let Condition::Score(Reading {
                target: Target::Theme { theme, .. },
                speaker: Speaker::Group(group),
                ..
            }) = condition
            {
                let group = questionnaire
                    .group(group)
                    .expect("a group of the shipped questionnaire");
                let item = questionnaire
                    .items
                    .iter()
                    .find(|item| item.themes.contains(theme))
                    .expect("asked");
                assert!(item.groups.contains(&group), "{} {theme}", rule.id);
            }
        }
    }
    assert_eq!(
        read,
        asked.into_keys().collect(),
        "a theme that no rule reads is a slip"
    );
    let named: BTreeSet<_> = rulebook
        .themes
        .iter()
        .map(|(key, _)| key.as_str())
        .collect();
    assert_eq!(read, named);
}

#[test]
fn criteria_that_rules_read_are_asked_to_the_groups_they_read() {
    let questionnaire = Questionnaire::embedded(&Referential::embedded());
    for rule in shipped().rules {
        for condition in &rule.conditions {
            let Condition::Score(Reading {
                target,
                speaker: Speaker::Group(group),
                ..
            }) = condition
            else {
                continue;
            };
            let criteria = match (target, &rule.instances) {
                (Target::Criterion(criterion), _) => vec![*criterion],
                (Target::Theme { fallback, .. }, _) => fallback.iter().copied().collect(),
                (Target::Instance, Some(Instances::Criteria(criteria))) => criteria.clone(),
                _ => Vec::new(),
            };
            let group = questionnaire.group(group).expect("a known group");
            for criterion in criteria {
                let asked = questionnaire
                    .items
                    .iter()
                    .any(|item| item.criterion == criterion && item.groups.contains(&group));
                assert!(asked, "{} {criterion:?} {group:?}", rule.id);
            }
        }
    }
}

#[test]
fn rules_that_read_sensitive_questions_are_marked() {
    let sensitive: Vec<_> = shipped()
        .rules
        .into_iter()
        .filter(|rule| rule.sensitive)
        .map(|rule| rule.id)
        .collect();
    assert_eq!(sensitive, ["SENS-01", "ATTR-04", "QVCT-05", "QVCT-06"]);
}

#[test]
fn no_sentence_shows_a_word_of_the_annex() {
    for rule in shipped().rules {
        let filled =
            |template: &jalon::assess::template::Template| template.fill(|_| "0".to_owned());
        let texts = [
            filled(&rule.title),
            filled(&rule.evidence),
            rule.action,
            rule.who,
            rule.due,
        ];
        for text in texts {
            for word in [
                "IC ",
                "MIC",
                "NSP",
                "T0",
                "Holm",
                "prédiction",
                "clivage",
                "n <",
            ] {
                assert!(!text.contains(word), "{}: {text}", rule.id);
            }
            assert!(!text.is_empty(), "{}", rule.id);
        }
    }
}

#[test]
fn conditions_are_typed() {
    let rulebook = shipped();
    let salaries = || Speaker::Group("salaries".to_owned());
    let score = |target, speaker, test| {
        Condition::Score(Reading {
            target,
            speaker,
            at: Moment::Last,
            test,
        })
    };
    assert_eq!(
        rulebook.rule("COLL-01").expect("shipped").conditions,
        [
            Condition::Context(Context::Organisations(Test::AtLeast(2.0))),
            score(
                Target::Theme {
                    theme: "regulation_collectif".into(),
                    fallback: Some(CriterionId(4))
                },
                Speaker::Group("partenaires".into()),
                Test::Below(55.0)
            ),
        ]
    );
    let general = rulebook.rule("QVCT-GEN").expect("shipped");
    assert_eq!(
        general.instances,
        Some(Instances::Qvct(vec![
            QvctId(0),
            QvctId(1),
            QvctId(2),
            QvctId(3)
        ]))
    );
    assert_eq!(
        general.conditions,
        [score(Target::Instance, salaries(), Test::Below(50.0))]
    );
    assert_eq!(general.replaced_by, ["PART-01", "PART-02", "ATTR-03"]);
    assert_eq!(
        general.title.places().collect::<Vec<_>>(),
        [Placeholder::Level]
    );
    assert_eq!(
        rulebook.rule("PUB-01/C13").map(|rule| rule.id.as_str()),
        Some("PUB-01")
    );
}

#[test]
fn a_bound_itself_triggers_at_least_and_not_below() {
    assert!(Test::AtLeast(20.0).holds(20.0) && !Test::Below(20.0).holds(20.0));
    assert!(
        Test::Below(55.0).holds_whole((10.0, 54.9)) && !Test::Below(55.0).holds_whole((10.0, 55.0))
    );
    assert!(
        Test::AtLeast(70.0).holds_whole((70.0, 90.0))
            && !Test::AtLeast(70.0).holds_whole((69.0, 90.0))
    );
}

#[test]
fn a_sentence_is_filled_at_its_places() {
    let rulebook = shipped();
    let evidence = &rulebook.rule("PART-05").expect("shipped").evidence;
    let filled = evidence.fill(|place| format!("<{}>", place.name()));
    assert_eq!(
        filled,
        "Participation : <delta> <depuis> chez les <groupe> (<intervalle>)."
    );
}
