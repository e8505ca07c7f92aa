//! Answers that name criteria and no question: read without a questionnaire, and said so.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::setting::{data, jalon};

const PROJECT: &str = "nom = \"Essai\"\nstructure = \"Essai\"\nterritoire = \"Limousin\"\nrecit = \"Un essai.\"\ndebut = 2024-01-10\n";

const SUPPOSED: &str = "avertissement : les réponses sont données critère par critère : une question par critère est supposée, notée de 1 à 5";

fn answer(person: u32, criterion: u32) -> u32 {
    1 + (person * 7 + criterion * 3) % 5
}

fn folder(place: &Path, answers: &str) {
    fs::create_dir_all(place).expect("a folder");
    fs::write(place.join("projet.toml"), PROJECT).expect("written");
    fs::write(place.join("reponses.csv"), answers).expect("written");
}

fn long(code: impl Fn(u32) -> String) -> String {
    let mut text = "repondant,groupe,horizon,critere,reponse\n".to_owned();
    for person in 0..12 {
        for criterion in 1..=22 {
            let code = code(criterion);
            let _ = writeln!(
                text,
                "{person},salariés,court,{code},{}",
                answer(person, criterion)
            );
        }
    }
    text
}

fn wide() -> String {
    let titles: Vec<String> = (1..=22)
        .map(|criterion| format!("C{criterion:02}"))
        .collect();
    let mut text = format!("repondant,groupe,horizon,{}\n", titles.join(","));
    for person in 0..12 {
        let row: Vec<String> = (1..=22)
            .map(|criterion| answer(person, criterion).to_string())
            .collect();
        let _ = writeln!(text, "{person},salariés,court,{}", row.join(","));
    }
    text
}

#[test]
fn one_question_a_criterion_is_supposed_and_told() {
    let place = tempfile::tempdir().expect("a folder");
    let essai = place.path().join("essai");
    folder(&essai, &long(|criterion| criterion.to_string()));
    let run = jalon(["check", essai.to_str().expect("UTF-8")]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(
        run.err,
        format!(
            "{SUPPOSED}\n  → reponses.csv\n  aide : si vos questions ou votre échelle sont autres, \
             décrivez-les dans un fichier questionnaire.toml\n\
             essai : 1 mesure, 12 personnes à la dernière, 46 chiffres publiés, 4 non publiés ou non mesurés, \
             5 recommandations\n"
        )
    );
}

#[test]
fn numbers_codes_and_columns_of_criteria_give_the_same_figures() {
    let place = tempfile::tempdir().expect("a folder");
    let printed = |name: &str, answers: &str| -> String {
        let essai = place.path().join(name).join("essai");
        folder(&essai, answers);
        let text = data(&essai, None);
        let data: Value = serde_json::from_str(&text).expect("JSON");
        // The fingerprint and the number of rows are those of the files, which differ.
        let print = data["identity"]["fingerprint"].as_str();
        text.replace(print.expect("a fingerprint"), "")
            .replace("1 fichier lu, 12 lignes.", "1 fichier lu, 264 lignes.")
    };
    let numbers = printed("nombres", &long(|criterion| criterion.to_string()));
    let codes = printed("codes", &long(|criterion| format!("C{criterion:02}")));
    assert!(numbers == codes, "numbers and codes differ");
    assert!(
        numbers == printed("colonnes", &wide()),
        "rows and columns differ"
    );
    assert!(numbers.contains("Une question par critère"));
}

#[test]
fn a_written_questionnaire_is_never_put_aside() {
    let place = tempfile::tempdir().expect("a folder");
    let essai = place.path().join("essai");
    folder(&essai, &long(|criterion| criterion.to_string()));
    let shipped = include_str!("../../../src/model/questionnaire.toml");
    fs::write(essai.join("questionnaire.toml"), shipped).expect("written");
    let run = jalon(["check", essai.to_str().expect("UTF-8")]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!run.err.contains(SUPPOSED), "{}", run.err);
    assert!(
        run.err
            .contains("plusieurs questions portent sur le critère C01"),
        "{}",
        run.err
    );
}
