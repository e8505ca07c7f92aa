//! `masquer_effectifs`: how many answered in a group that is kept back cannot be found by subtraction, on paper or in exports.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::exporting::rows;
use super::setting::{data, jalon};

/// People who answered, of how many: a group that is printed, and one that is not.
const PRINTED: (usize, usize) = (123, 131);
const KEPT_BACK: (usize, usize) = (3, 8);

/// What would give the second group away: everybody.
const TOTALS: [&str; 1] = ["126"];

/// A project of two groups; `asked` is what its file says of counts.
fn project(place: &Path, asked: &str) {
    let file = format!(
        "nom = \"Essai\"\nstructure = \"S\"\nterritoire = \"T\"\ndebut = 2025-01-14\n{asked}\n[[vagues]]\nid = \"V1\"\n\
         debut = 2025-02-04\nfin = 2025-02-21\neffectifs = {{ salaries = {}, partenaires = {} }}\n",
        PRINTED.1, KEPT_BACK.1
    );
    fs::write(place.join("projet.toml"), file).expect("written");
    let questions = ["Q05", "Q07", "Q15", "Q16", "Q17", "Q20"];
    let mut table = format!("repondant;groupe;vague;{}\n", questions.join(";"));
    let groups = [("salaries", PRINTED.0), ("partenaires", KEPT_BACK.0)];
    for (group, people) in groups {
        for person in 0..people {
            write!(table, "{group}{person};{group};V1").expect("memory");
            for question in 0..questions.len() {
                write!(
                    table,
                    ";{}",
                    1 + (person * 7 + question * 3 + person / 5) % 5
                )
                .expect("memory");
            }
            table.push('\n');
        }
    }
    fs::write(place.join("reponses.csv"), table).expect("written");
}

/// Every whole number written in a text of the data, and every number.
fn numbers(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let words = text.split(|sign: char| !sign.is_ascii_digit());
            found.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
        }
        Value::Number(number) => {
            found.insert(number.to_string());
        }
        Value::Array(all) => all.iter().for_each(|one| numbers(one, found)),
        Value::Object(all) => all.values().for_each(|one| numbers(one, found)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// The totals that the dossier's data hold, and the rows of the exported participation: group, state, counts.
fn told(place: &Path) -> (Vec<&'static str>, Vec<[String; 6]>) {
    let mut found = BTreeSet::new();
    let whole: Value = serde_json::from_str(&data(place, None)).expect("JSON");
    numbers(&whole, &mut found);
    assert!(found.contains("123"), "what is printed is printed");
    let output = place.join("chiffres");
    let words = ["export", "--dialecte", "standard", "-o"].map(AsRef::as_ref);
    let run = jalon(
        words
            .into_iter()
            .chain([output.as_os_str(), place.as_os_str()]),
    );
    assert_eq!(run.code, 0, "{}", run.err);
    let table = fs::read(output.join("participation.csv")).expect("a table");
    let columns = ["groupe", "etat", "invites", "reponses", "complets", "taux"];
    let row = |row: &super::same_numbers::Row| columns.map(|column| row[column].clone());
    let held = TOTALS.into_iter().filter(|total| found.contains(*total));
    (held.collect(), rows(&table, b',').iter().map(row).collect())
}

fn lines(all: &[[&str; 6]]) -> Vec<[String; 6]> {
    all.iter().map(|line| line.map(str::to_owned)).collect()
}

#[test]
fn a_total_gives_a_group_away_unless_the_project_asks_otherwise() {
    let place = tempfile::tempdir().expect("a folder");
    project(place.path(), "");
    let (totals, rows) = told(place.path());
    assert_eq!(totals, TOTALS);
    let printed = ["salaries", "publié", "131", "123", "123", "94"];
    let kept_back = ["partenaires", "non publié", "8", "", "", ""];
    let everybody = ["ensemble", "publié", "139", "126", "126", "91"];
    assert_eq!(rows, lines(&[printed, kept_back, everybody]));

    project(place.path(), "masquer_effectifs = true");
    let (totals, rows) = told(place.path());
    assert_eq!(totals, [""; 0]);
    let everybody = ["ensemble", "non publié", "139", "", "", ""];
    assert_eq!(rows, lines(&[printed, kept_back, everybody]));
}

#[test]
fn the_programme_may_ask_for_all_its_projects() {
    let place = tempfile::tempdir().expect("a folder");
    let own = place.path().join("projets/essai");
    fs::create_dir_all(&own).expect("a folder");
    project(&own, "");
    let programme = "nom = \"P\"\narrete_le = 2026-06-30\n[seuils]\nmasquer_effectifs = true\n";
    fs::write(place.path().join("programme.toml"), programme).expect("written");
    let whole: Value = serde_json::from_str(&data(place.path(), Some("essai"))).expect("JSON");
    let mut found = BTreeSet::new();
    numbers(&whole, &mut found);
    assert!(found.contains("123") && !found.contains("126"), "{found:?}");
}

#[test]
fn that_nobody_is_followed_is_not_said_of_people_who_must_not_be_counted() {
    let place = tempfile::tempdir().expect("a folder");
    let file = "nom = \"Essai\"\nstructure = \"S\"\nterritoire = \"T\"\ndebut = 2025-01-14\nmasquer_effectifs = true\n\n\
                [[vagues]]\nid = \"V1\"\ndebut = 2025-02-04\nfin = 2025-02-21\n\n[[vagues]]\nid = \"V2\"\ndebut = 2026-02-03\n\
                fin = 2026-02-21\n";
    fs::write(place.path().join("projet.toml"), file).expect("written");
    let mut table = "repondant;suivi;groupe;vague;Q05;Q07\n".to_owned();
    for wave in ["V1", "V2"] {
        for person in 0..4 {
            writeln!(table, "{wave}{person};code-{person};salaries;{wave};3;4").expect("memory");
        }
    }
    fs::write(place.path().join("reponses.csv"), table).expect("written");
    let whole: Value = serde_json::from_str(&data(place.path(), None)).expect("JSON");
    let conditions = whole["method"]["conditions"].as_array().expect("six");
    let followed = conditions
        .iter()
        .find(|one| one["label"] == "Suivi des mêmes personnes")
        .expect("a condition");
    assert_eq!(
        (&followed["untold"], &followed["value"]),
        (&Value::Bool(true), &Value::from("non publié"))
    );
}

/// Two measures of a group whose people all came back and of one of which only three of seven did; what is said of them.
fn followed(asked: &str) -> String {
    let place = tempfile::tempdir().expect("a folder");
    let file = format!(
        "nom = \"Essai\"\nstructure = \"S\"\nterritoire = \"T\"\ndebut = 2025-01-14\n{asked}\n[[vagues]]\nid = \"V1\"\n\
         debut = 2025-02-04\nfin = 2025-02-21\n\n[[vagues]]\nid = \"V2\"\ndebut = 2026-02-03\nfin = 2026-02-21\n"
    );
    fs::write(place.path().join("projet.toml"), file).expect("written");
    let mut table = "repondant;suivi;groupe;vague;Q05;Q07\n".to_owned();
    for wave in ["V1", "V2"] {
        for (group, people, back) in [("salaries", 20, 20), ("partenaires", 7, 3)] {
            for person in 0..people {
                let code = if person < back { "deux" } else { wave };
                let line = format!("{wave}{group}{person};{code}-{group}-{person};{group};{wave}");
                writeln!(table, "{line};{};{}", 1 + person % 5, 1 + person % 4).expect("memory");
            }
        }
    }
    fs::write(place.path().join("reponses.csv"), table).expect("written");
    let whole: Value = serde_json::from_str(&data(place.path(), None)).expect("JSON");
    let conditions = whole["method"]["conditions"].as_array().expect("six");
    let mut conditions = conditions.iter();
    let followed = conditions.find(|one| one["label"] == "Suivi des mêmes personnes");
    followed.expect("a condition")["value"]
        .as_str()
        .expect("words")
        .to_owned()
}

#[test]
fn a_mean_of_shares_does_not_tell_that_of_the_people_whose_count_is_masked() {
    // Without the option, the total of the funnel tells as much.
    assert_eq!(
        followed(""),
        "71\u{202f}% des personnes qui pouvaient être suivies, en moyenne des groupes"
    );
    assert_eq!(
        followed("masquer_effectifs = true"),
        "100\u{202f}% des personnes qui pouvaient être suivies, en moyenne des groupes"
    );
}
