//! Answers given criterion by criterion where nobody wrote a questionnaire: which headings say so.

use jalon::diagnostic::Diagnostics;
use jalon::model::{Questionnaire, Referential};
use jalon::read::{AnswerFile, Input, Mapping, answer_by_criterion};

/// Whether these files, each given by its headings, are read with a question for each criterion.
fn is_supposed(files: &[&str], mapping: &str) -> bool {
    let referential = Referential::embedded();
    let usual = Questionnaire::embedded(&referential);
    let one_each = Questionnaire::by_criterion(&referential);
    let mut notes = Diagnostics::new();
    let mapping =
        Mapping::parse(mapping, "colonnes.toml", &usual, &mut notes).expect("a sound mapping");
    let inputs: Vec<Input> = files
        .iter()
        .map(|headings| Input::bytes("a.csv", format!("{headings}\n")))
        .collect();
    let files: Vec<AnswerFile> = inputs
        .iter()
        .map(|input| AnswerFile {
            input,
            mapping: &mapping,
            project: Some(0),
        })
        .collect();
    answer_by_criterion(&files, &usual, &one_each, &referential)
}

#[test]
fn headings_that_name_criteria_and_no_question_suppose_one_question_each() {
    let long = "repondant;horizon;critere;reponse";
    let wide = "repondant;horizon;C01;C08";
    for (files, expected) in [
        (vec![long], true),
        (vec![wide], true),
        (vec![long, wide], true),
        // A question is named as well, in a column or by a heading.
        (vec!["repondant;horizon;item;critere;reponse"], false),
        (vec!["repondant;horizon;C01;C08;Q08"], false),
        (vec![long, "repondant;horizon;item;reponse"], false),
        // One criterion alone may be anything.
        (vec!["repondant;horizon;C01"], false),
        (vec![], false),
    ] {
        assert_eq!(is_supposed(&files, ""), expected, "{files:?}");
    }
    // Headings are looked for where they are said to stand.
    let titled = "Enquête de 2024\nrepondant;horizon;C01;C08\n1;court;4;5";
    assert!(is_supposed(&[titled], "ligne_titres = 2\n"));
    assert!(!is_supposed(&[wide], "[items]\nQ08 = \"C08\"\n"));
}
