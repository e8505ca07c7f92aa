//! Marks that a team fixed together, where nobody published a score.

use chrono::NaiveDate;
use jalon::model::project::CollectiveMark;
use jalon::model::{CriterionId, Horizon};

use super::invented::{Asked, Invented, day};

const ONE: [Horizon; 1] = [Horizon::Medium];

fn middling(asked: &Asked) -> Option<u8> {
    Some(1 + u8::try_from(asked.person % 3).expect("small"))
}

/// The mark of C03 is that of criterion 3.
fn mark(criterion: u8, horizon: Horizon, mark: u8, date: Option<NaiveDate>) -> CollectiveMark {
    CollectiveMark {
        criterion: CriterionId(criterion - 1),
        horizon,
        mark,
        argument: "Nous en avons parlé longuement.".to_owned(),
        date,
        participants: Some(7),
    }
}

/// A team of seven that met in January 2026 and was asked nothing.
fn marked(marks: &[(u8, u8)]) -> Invented {
    let mut invented = Invented::new(&[], &[], &middling);
    let notes = marks.iter();
    invented.project.collective = notes
        .map(|(criterion, note)| mark(*criterion, Horizon::Short, *note, Some(day(2026, 1, 12))))
        .collect();
    invented.unlimited();
    invented
}

fn found(invented: &Invented, id: &str) -> (bool, String) {
    invented
        .finding(id)
        .unwrap_or_else(|| panic!("{id} is kept among {:?}", invented.all()))
}

fn is_found(invented: &Invented, id: &str) -> bool {
    invented.all().iter().any(|found| found == id)
}

#[test]
fn a_low_mark_is_told_as_a_mark_and_only_to_be_checked() {
    let mut invented = marked(&[(3, 4)]);
    let before = mark(3, Horizon::Reference, 9, Some(day(2025, 2, 20)));
    invented.project.collective.insert(0, before);
    let advice = invented.advice();
    let found = &advice.actions[0];
    assert_eq!(found.id, "ATTR-02");
    assert_eq!(
        found.evidence,
        "Modèle économique : 4 sur 10 à la cotation collective de janvier 2026."
    );
    assert_eq!(
        found.follow_up,
        "note de cotation collective « Modèle économique »"
    );
    assert!(!found.established);
    assert!(
        !is_found(&marked(&[(3, 5)]), "ATTR-02"),
        "50 is not below 50"
    );
}

#[test]
fn a_mark_stands_in_for_the_themes_of_its_criterion_once() {
    let invented = marked(&[(1, 4)]);
    assert_eq!(
        found(&invented, "PART-01"),
        (
            false,
            "Participation : 4 sur 10 à la cotation collective de janvier 2026.".to_owned()
        )
    );
    assert_eq!(
        invented.rejection("PART-02").as_deref(),
        Some(
            "même constat que PART-01. Constat : Participation : 4 sur 10 à la cotation collective de janvier 2026."
        )
    );
}

#[test]
fn two_marks_are_told_together_and_the_low_one_is_followed() {
    let mut invented = marked(&[(4, 4), (19, 7)]);
    let advice = invented.advice();
    let told = &advice.actions[0];
    assert_eq!(told.id, "ATTR-05");
    assert_eq!(
        told.evidence,
        "Communication : 4 sur 10 ; Cohésion sociale et territoriale : 7 sur 10, à la cotation collective de janvier \
         2026."
    );
    assert_eq!(
        told.follow_up,
        "note de cotation collective « Communication »"
    );
    invented.project.collective = vec![
        mark(4, Horizon::Short, 4, Some(day(2026, 4, 2))),
        mark(19, Horizon::Short, 7, None),
    ];
    assert_eq!(
        found(&invented, "ATTR-05").1,
        "Communication : 4 sur 10 à la cotation collective d'avril 2026 ; Cohésion sociale et territoriale : 7 sur 10 à \
         la cotation collective faite à court terme."
    );
}

#[test]
fn a_strength_needs_eight_of_ten() {
    assert_eq!(
        found(&marked(&[(6, 8)]), "APP-01/C06"),
        (
            false,
            "Proximité : 8 sur 10 à la cotation collective de janvier 2026.".to_owned()
        )
    );
    assert!(!is_found(&marked(&[(6, 7)]), "APP-01/C06"));
}

#[test]
fn the_mark_of_the_team_is_not_the_word_of_another_group_nor_of_a_sensitive_question() {
    let mut invented = marked(&[(5, 0), (8, 0), (10, 0), (13, 0), (14, 10)]);
    invented.project.organisations = 3;
    for id in ["COLL-01", "BEN-01", "PUB-01/C13", "SENS-01", "QVCT-05"] {
        assert!(!is_found(&invented, id), "{id}");
    }
}

#[test]
fn only_the_last_term_that_was_marked_counts_and_its_latest_mark() {
    let mut invented = marked(&[(1, 6)]);
    let before = mark(3, Horizon::Reference, 2, Some(day(2025, 2, 20)));
    invented.project.collective.push(before);
    assert!(!is_found(&invented, "ATTR-02"));
    for (note, date) in [(3, day(2026, 3, 1)), (9, day(2026, 2, 1))] {
        let again = mark(3, Horizon::Short, note, Some(date));
        invented.project.collective.push(again);
    }
    assert_eq!(
        found(&invented, "ATTR-02").1,
        "Modèle économique : 3 sur 10 à la cotation collective de mars 2026."
    );
}

#[test]
fn a_criterion_that_is_not_aimed_at_stands_in_for_nothing() {
    let mut invented = marked(&[(1, 2), (3, 2)]);
    invented.project.aimed = Some(vec![CriterionId(0)]);
    assert!(is_found(&invented, "PART-01") && !is_found(&invented, "ATTR-02"));
}

#[test]
fn marks_stand_in_only_where_no_score_is_published() {
    let marks = marked(&[(3, 2)]).project.collective;
    let mut withheld = Invented::new(&ONE, &[("salaries", 3), ("benevoles", 4)], &middling);
    withheld.project.collective = marks.clone();
    assert!(is_found(&withheld, "ATTR-02"));
    let mut others = Invented::new(&ONE, &[("salaries", 3), ("beneficiaires", 24)], &middling);
    others.project.collective = marks;
    assert!(!is_found(&others, "ATTR-02"));
}

#[test]
fn whatever_was_marked_nothing_is_sure_and_every_sentence_is_whole() {
    for note in 0..=10 {
        let marks: Vec<(u8, u8)> = (1..=22).map(|criterion| (criterion, note)).collect();
        let invented = marked(&marks);
        let advice = invented.advice();
        for told in advice.actions.iter().chain(&advice.supports) {
            let whole = told
                .evidence
                .ends_with(" à la cotation collective de janvier 2026.")
                || told
                    .evidence
                    .ends_with(", à la cotation collective de janvier 2026.");
            assert!(whole && !told.established, "{}", told.evidence);
            let texts = [&told.title, &told.evidence, &told.follow_up];
            assert!(
                texts.iter().all(|text| !text.contains(['–', '{', '/'])),
                "{}",
                told.title
            );
        }
        assert_eq!(advice.supports.is_empty(), note < 8);
        assert_eq!(advice.actions.is_empty(), note > 5);
    }
}
