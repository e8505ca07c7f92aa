//! Which findings are kept: what gives way, what is most urgent, how many.

use jalon::assess::condition::{Condition, Speaker, Target};
use jalon::assess::tell_bygone;
use jalon::diagnostic::Diagnostics;
use jalon::model::project::{Decision, DecisionAnswer};
use jalon::model::{CriterionId, Horizon};

use super::invented::{Asked, Invented};

const BOTH: [Horizon; 2] = [Horizon::Reference, Horizon::Medium];

fn from(low: u8, asked: &Asked) -> u8 {
    low + u8::try_from(asked.person % 3).expect("small")
}

/// Participation falls by `fall` levels; talking about work is poor throughout.
fn falling(asked: &Asked, fall: u8) -> Option<u8> {
    Some(match asked.criterion {
        _ if asked.is_about("espaces_discussion") => from(0, asked),
        1 if asked.wave == 1 => from(2 - fall, asked),
        _ => from(2, asked),
    })
}

#[test]
fn a_replaced_finding_is_told_with_what_replaces_it() {
    let invented = Invented::new(&BOTH, &[("salaries", 24)], &|asked: &Asked| {
        falling(asked, 2)
    });
    assert!(
        invented
            .finding("PART-05")
            .is_some_and(|(established, _)| established)
    );
    assert_eq!(
        invented.rejection("PART-02").as_deref(),
        Some(
            "remplacée par PART-05. Constat : Possibilité de discuter du travail : 25/100 chez les salariés (24 réponses)."
        )
    );
}

#[test]
fn an_established_finding_does_not_give_way_to_one_to_be_checked() {
    // Talking about work is surely poor; what is done with proposals is only perhaps.
    let doubtful = |asked: &Asked| {
        Some(if asked.is_about("espaces_discussion") {
            from(0, asked)
        } else if asked.is_about("tracabilite") {
            from(1, asked)
        } else {
            from(2, asked)
        })
    };
    let mut invented = Invented::new(&[Horizon::Medium], &[("salaries", 24)], &doubtful);
    let replace = |invented: &mut Invented, one: &str, other: &str| {
        let rule = invented
            .rulebook
            .rules
            .iter_mut()
            .find(|rule| rule.id == one);
        rule.expect("shipped").replaces = vec![other.to_owned()];
    };
    replace(&mut invented, "PART-03", "PART-02");
    assert!(
        invented
            .finding("PART-03")
            .is_some_and(|(established, _)| !established)
    );
    assert!(
        invented
            .finding("PART-02")
            .is_some_and(|(established, _)| established)
    );
    replace(&mut invented, "PART-02", "PART-03");
    assert!(
        invented
            .rejection("PART-03")
            .is_some_and(|reason| reason.starts_with("remplacée par PART-02. "))
    );
    assert!(invented.finding("PART-02").is_some());
}

#[test]
fn a_level_gives_way_to_a_rule_on_that_level_only() {
    let low = |asked: &Asked| Some(from(0, asked));
    let mut invented = Invented::new(&[Horizon::Medium], &[("salaries", 24)], &low);
    invented.unlimited();
    assert!(
        invented
            .rejection("QVCT-GEN/1")
            .is_some_and(|reason| reason.starts_with("remplacée par PART-01. "))
    );
    assert!(
        invented
            .rejection("QVCT-GEN/4")
            .is_some_and(|reason| reason.starts_with("remplacée par ATTR-03. "))
    );
    let (established, evidence) = invented
        .finding("QVCT-GEN/2")
        .expect("no rule replaces it on level 2");
    assert!(established);
    assert_eq!(evidence, "25/100 chez les salariés (24 réponses).");
}

#[test]
fn two_rules_that_replace_each_other_do_not_both_vanish() {
    let low = |asked: &Asked| Some(from(0, asked));
    let mut invented = Invented::new(&[Horizon::Medium], &[("salaries", 24)], &low);
    invented.unlimited();
    for (one, other) in [("PART-03", "PART-04"), ("PART-04", "PART-03")] {
        let rule = invented
            .rulebook
            .rules
            .iter_mut()
            .find(|rule| rule.id == one)
            .expect("shipped");
        rule.replaces = vec![other.to_owned()];
    }
    assert!(invented.finding("PART-03").is_some());
    assert!(
        invented
            .rejection("PART-04")
            .is_some_and(|reason| reason.starts_with("remplacée par PART-03. "))
    );
}

#[test]
fn a_finding_replaced_by_one_that_is_replaced_names_the_one_that_stays() {
    let low = |asked: &Asked| Some(from(0, asked));
    let mut invented = Invented::new(&[Horizon::Medium], &[("salaries", 24)], &low);
    invented.unlimited();
    for (one, other) in [("PART-03", "PART-04"), ("PART-01", "PART-03")] {
        let mut rules = invented.rulebook.rules.iter_mut();
        let rule = rules.find(|rule| rule.id == one).expect("shipped");
        rule.replaces = vec![other.to_owned()];
    }
    assert!(invented.finding("PART-01").is_some());
    for replaced in ["PART-03", "PART-04"] {
        let reason = invented.rejection(replaced).expect("replaced");
        assert!(reason.starts_with("remplacée par PART-01. "), "{reason}");
    }
}

#[test]
fn what_is_beyond_a_limit_is_told_with_its_evidence() {
    let low = |asked: &Asked| Some(from(0, asked));
    let invented = Invented::new(
        &[Horizon::Medium],
        &[("salaries", 24), ("beneficiaires", 24)],
        &low,
    );
    let reason = |id: &str| {
        invented
            .rejection(id)
            .unwrap_or_else(|| panic!("{id} is not kept"))
    };
    assert_eq!(
        reason("PART-03"),
        "au-delà de deux recommandations sur l'axe « Participation ». Constat : Suites données aux propositions : 25/100 \
         chez les salariés (24 réponses)."
    );
    assert_eq!(
        reason("PUB-01/C11"),
        "au-delà de sept recommandations. Constat : 25/100 chez les bénéficiaires (24 réponses)."
    );
}

/// Participation is read of each group in turn: a surely poor one of many, a poorer one of few.
#[test]
fn an_established_finding_speaks_for_all_before_a_larger_one_to_be_checked() {
    let low = |asked: &Asked| {
        Some(match (asked.criterion, asked.group) {
            (1, "benevoles") => [0, 0, 0, 0, 1, 4][asked.person as usize],
            (1, _) => from(0, asked),
            _ => from(2, asked),
        })
    };
    let mut invented = Invented::new(
        &[Horizon::Medium],
        &[("salaries", 24), ("benevoles", 6)],
        &low,
    );
    let rule = invented
        .rulebook
        .rules
        .iter_mut()
        .find(|rule| rule.id == "PART-01");
    let condition = &mut rule.expect("shipped").conditions[0];
    if let Condition::Score(reading) = condition {
        reading.target = Target::Criterion(CriterionId(0));
        reading.speaker = Speaker::Every;
    }
    let sure = "Participation : 25/100 chez les salariés (24 réponses, à moyen terme).";
    assert_eq!(invented.finding("PART-01"), Some((true, sure.to_owned())));
    let lower = |asked: &Asked| low(asked).filter(|_| asked.group == "benevoles");
    invented.survey = Invented::new(&[Horizon::Medium], &[("benevoles", 6)], &lower).survey;
    invented.compute();
    let doubtful = "Participation : 21/100 chez les bénévoles (6 réponses, à moyen terme).";
    assert_eq!(
        invented.finding("PART-01"),
        Some((false, doubtful.to_owned()))
    );
}

#[test]
fn a_decision_without_its_recommendation_is_named_and_told_at_its_line() {
    let mut invented = Invented::new(&BOTH, &[("salaries", 24)], &|asked: &Asked| {
        falling(asked, 2)
    });
    let decide = |(line, rule): (u64, &str)| Decision {
        rule: rule.to_owned(),
        answer: DecisionAnswer::Kept,
        reason: String::new(),
        line: Some(line),
    };
    invented.project.decisions = (1..)
        .zip(["PART-05", "PART-02", "PUB-01/C14", "PRAT-02"])
        .map(decide)
        .collect();
    let advice = invented.advice();
    let bygone: Vec<(&str, Option<&str>)> = advice
        .bygone
        .iter()
        .map(|bygone| (bygone.rule.as_str(), bygone.title.as_deref()))
        .collect();
    assert_eq!(
        bygone,
        [
            (
                "PART-02",
                Some("Installer un rendez-vous régulier pour parler du travail")
            ),
            (
                "PUB-01/C14",
                Some(
                    "Chercher avec les publics ce qui leur manque : Implication citoyenne, contribution à la société"
                )
            ),
            ("PRAT-02", None),
        ]
    );
    let mut notes = Diagnostics::new();
    tell_bygone(&advice, &invented.project, "decisions.toml", &mut notes);
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    let gone = |rule: &str, line: u64| {
        format!(
            "avertissement : la recommandation « {rule} » ne figure pas dans le dossier\n  → decisions.toml:{line}, colonne \
             « recommandation »\n  aide : l'édition financeur imprime votre décision à part ; retirez-la si elle n'a plus \
             lieu d'être"
        )
    };
    let unknown = "avertissement : aucune règle ne s'appelle « PRAT-02 » : cette décision n'est imprimée nulle part\n  \
                   → decisions.toml:4, colonne « recommandation »\n  aide : vouliez-vous dire « PART-02 » ?";
    assert_eq!(
        told,
        [
            gone("PART-02", 2),
            gone("PUB-01/C14", 3),
            unknown.to_owned()
        ]
    );
}
