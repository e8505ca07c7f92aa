//! A question put the other way round that the questionnaire does not say to be so: `check` tells, before anything is printed.

use std::fs;
use std::path::Path;

use super::contradicted::run;

const PROJECT: &str = "nom = \"Essai\"\nstructure = \"S\"\nterritoire = \"T\"\nrecit = \"R\"\ndebut = 2024-01-15\n\
    [[vagues]]\nid = \"V1\"\nhorizon = \"court\"\n";

/// What is told of twenty-four people, the last question of whom is answered against the others.
fn told(place: &Path, questions: usize, turned: bool) -> String {
    let folder = place.join("essai");
    fs::create_dir_all(&folder).expect("made");
    fs::write(folder.join("projet.toml"), PROJECT).expect("written");
    let mut text = "nom = \"Q\"\n[[echelles]]\nid = \"e\"\nniveaux = [\"Non\", \"Un peu\", \"Assez\", \"Oui\"]\n\
        [[groupes]]\nid = \"gens\"\nlibelle = \"gens\"\n"
        .to_owned();
    for question in 1..=questions {
        let last = question == questions;
        let turn = if last && turned {
            "inverse = true\n"
        } else {
            ""
        };
        text += &format!(
            "[[items]]\nid = \"Q{question}\"\nlibelle = \"Question {question} ?\"\ncritere = \"C01\"\nechelle = \"e\"\n{turn}"
        );
    }
    fs::write(folder.join("questionnaire.toml"), text).expect("written");
    let ids: Vec<String> = (1..=questions).map(|rank| format!("Q{rank}")).collect();
    let mut rows = format!("repondant;vague;groupe;{}\n", ids.join(";"));
    for person in 0..24 {
        let level = person % 4 + 1;
        let mut answers = vec![level; questions];
        answers[questions - 1] = 5 - level;
        // Not all alike: the link is strong, and not perfect.
        answers[0] = if person == 3 { 1 } else { level };
        let answers: Vec<String> = answers.iter().map(ToString::to_string).collect();
        rows += &format!("P{person};V1;gens;{}\n", answers.join(";"));
    }
    fs::write(folder.join("reponses.csv"), rows).expect("written");
    let (code, said) = run("check", &folder, &["--date", "2026-06-30"]);
    assert_eq!(code, 0, "{said}");
    let (told, _) = said.split_once("essai : ").expect("a summary");
    told.to_owned()
}

const HINT: &str = "  → projet.toml\n  \
    aide : si une question est posée à l'envers, écrivez inverse = true sous elle dans questionnaire.toml : sans cela, le score du \
    critère est faux ; sinon, lisez ces questions une par une\n";

#[test]
fn a_question_against_the_others_of_its_criterion_is_told_until_it_is_said_to_be_turned() {
    let place = tempfile::tempdir().expect("a folder");
    assert_eq!(
        told(place.path(), 4, false),
        format!(
            "avertissement : les réponses à la question « Q4 » vont à l'encontre de celles aux autres questions du critère C01\n{HINT}"
        )
    );
    assert_eq!(told(place.path(), 4, true), "");
}

#[test]
fn of_two_questions_nobody_can_say_which_is_turned() {
    let place = tempfile::tempdir().expect("a folder");
    assert_eq!(
        told(place.path(), 2, false),
        format!(
            "avertissement : les réponses aux questions du critère C01 (« Q1 », « Q2 ») vont à l'encontre les unes des autres\n{HINT}"
        )
    );
    assert_eq!(told(place.path(), 2, true), "");
}
