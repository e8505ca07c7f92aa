//! A criterion that stands in for a theme: named, only to be checked, told once.

use jalon::model::Horizon;

use super::invented::{Asked, Invented};

const ONE: [Horizon; 1] = [Horizon::Medium];

/// Three neighbouring levels, the lowest given.
fn from(low: u8, asked: &Asked) -> u8 {
    low + u8::try_from(asked.person % 3).expect("small")
}

fn found(invented: &Invented, id: &str) -> (bool, String) {
    invented
        .finding(id)
        .unwrap_or_else(|| panic!("{id} is kept among {:?}", invented.all()))
}

/// Nobody asks about these themes any more.
fn forget(invented: &mut Invented, themes: &[&str]) {
    for item in &mut invented.questionnaire.items {
        item.themes
            .retain(|theme| !themes.contains(&theme.as_str()));
    }
    invented.compute();
}

const OF_PARTICIPATION: [&str; 3] = [
    "organisation_claire",
    "espaces_discussion",
    "participation_te",
];

#[test]
fn a_criterion_that_stands_in_for_a_theme_is_named_and_only_to_be_checked() {
    let low = |asked: &Asked| Some(from(u8::from(asked.criterion != 1), asked));
    let mut invented = Invented::new(&ONE, &[("salaries", 24)], &low);
    for item in &mut invented.questionnaire.items {
        item.themes.retain(|theme| theme != "organisation_claire");
    }
    invented.compute();
    invented.unlimited();
    let advice = invented.advice();
    let found = advice.actions.iter().find(|advice| advice.id == "PART-01");
    let found = found.expect("the criterion stands in");
    assert_eq!(
        found.evidence,
        "Participation : 25/100 chez les salariés (24 réponses, à moyen terme)."
    );
    assert_eq!(found.follow_up, "score « Participation » des salariés");
    assert!(!found.established);
}

#[test]
fn a_withheld_theme_gives_way_to_its_criterion() {
    let one_blank = |asked: &Asked| {
        let skips = asked.is_about("organisation_claire") && asked.person == 0;
        (!skips).then(|| from(0, asked))
    };
    let mut invented = Invented::new(&ONE, &[("salaries", 24)], &one_blank);
    invented.unlimited();
    assert_eq!(
        found(&invented, "PART-01"),
        (
            false,
            "Participation : 25/100 chez les salariés (24 réponses, à moyen terme).".to_owned()
        )
    );
}

#[test]
fn one_criterion_in_the_place_of_several_themes_is_told_once() {
    let low = |asked: &Asked| Some(from(0, asked));
    let mut invented = Invented::new(&ONE, &[("salaries", 24)], &low);
    forget(&mut invented, &OF_PARTICIPATION);
    invented.unlimited();
    assert_eq!(
        found(&invented, "TE-01"),
        (
            false,
            "Participation : 25/100 chez les salariés (24 réponses), dans un projet qui mesure la transition écologique."
                .to_owned()
        )
    );
    assert_eq!(
        invented.rejection("PART-01").as_deref(),
        Some(
            "même constat que TE-01. Constat : Participation : 25/100 chez les salariés (24 réponses, à moyen terme)."
        )
    );
    assert_eq!(
        invented.rejection("PART-02").as_deref(),
        Some(
            "même constat que TE-01. Constat : Participation : 25/100 chez les salariés (24 réponses)."
        )
    );
}

#[test]
fn a_finding_of_its_own_does_not_give_way_to_one_that_says_another_again() {
    let doubtful = |asked: &Asked| Some([0, 1, 4][(asked.person % 3) as usize]);
    let mut invented = Invented::new(&ONE, &[("salaries", 6)], &doubtful);
    invented.unlimited();
    let replaced = invented.rejection("QVCT-GEN/1");
    assert!(replaced.is_some_and(|reason| reason.starts_with("remplacée par PART-01. ")));
    forget(&mut invented, &OF_PARTICIPATION);
    assert!(
        invented
            .rejection("PART-01")
            .is_some_and(|reason| reason.starts_with("même constat que TE-01. "))
    );
    assert_eq!(
        found(&invented, "QVCT-GEN/1"),
        (false, "42/100 chez les salariés (6 réponses).".to_owned())
    );
}

#[test]
fn two_criteria_in_the_place_of_two_themes_are_both_told() {
    let low = |asked: &Asked| Some(from(0, asked));
    let mut invented = Invented::new(&ONE, &[("salaries", 24)], &low);
    forget(&mut invented, &["organisation_claire", "retour_experience"]);
    invented.unlimited();
    assert!(invented.finding("PART-01").is_some() && invented.finding("INNO-03").is_some());
}

/// A gap between groups is sure when a test says so, and never of a criterion that stands in.
#[test]
fn a_gap_that_chance_may_explain_is_to_be_checked() {
    let apart = |asked: &Asked| {
        Some(match (asked.criterion, asked.group) {
            (1, "salaries") => from(2, asked),
            (1, _) => from(0, asked),
            _ => from(1, asked),
        })
    };
    let torn = |asked: &Asked| {
        let low = asked.person.is_multiple_of(2);
        Some(match (asked.criterion, asked.group) {
            (1, "salaries") => {
                if low {
                    1
                } else {
                    4
                }
            }
            (1, _) => {
                if low {
                    0
                } else {
                    3
                }
            }
            _ => from(1, asked),
        })
    };
    let evidence = |points: u32| {
        format!(
            "Écart de {points}\u{a0}points entre les salariés et les bénévoles sur la participation."
        )
    };
    let sure = Invented::new(&ONE, &[("salaries", 24), ("benevoles", 24)], &apart);
    assert_eq!(found(&sure, "PART-06"), (true, evidence(50)));
    let unsure = Invented::new(&ONE, &[("salaries", 6), ("benevoles", 6)], &torn);
    assert_eq!(found(&unsure, "PART-06"), (false, evidence(25)));
}
