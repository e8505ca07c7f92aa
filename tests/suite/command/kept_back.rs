//! Nothing of a withheld figure is exported, at full precision either; and the JSON file says what the CSV files say.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jalon::aggregate::figures::{Absent, Figures, Party, Subject};
use jalon::model::{Referential, WaveId};
use serde_json::Value;

use super::exporting::{exported, rows};
use super::same_numbers::{Row, figures, of_project};

/// The tables of all samples with every decimal, written once.
fn in_full() -> &'static BTreeMap<String, Vec<u8>> {
    static ALL: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    let options = ["--dialecte", "standard", "--precision", "pleine"];
    ALL.get_or_init(|| exported("ami-2025", &options))
}

/// How a row names what it is about: level and code, group, wave.
fn named(figures: &Figures, party: Party, subject: Subject) -> [String; 3] {
    let referential = Referential::embedded();
    let (level, code) = match subject {
        Subject::Criterion(id) => ("critere", referential.criteria[id.at()].code.clone()),
        Subject::Category(id) => ("categorie", referential.categories[id.at()].key.clone()),
        Subject::Qvct(id) => ("qvct", referential.qvct[id.at()].number.to_string()),
        Subject::Theme(rank) => ("theme", figures.themes[rank].clone()),
    };
    let group = match party {
        Party::Group(rank) => figures.groups[rank].id.clone(),
        Party::Ensemble => "ensemble".to_owned(),
    };
    [level.to_owned(), code, group]
}

fn is_about(row: &Row, [level, code, group]: &[String; 3]) -> bool {
    row["niveau"] == *level && row["code"] == *code && row["groupe"] == *group
}

fn key(figures: &Figures, wave: WaveId) -> &str {
    &figures.waves[wave.at()].id
}

/// Columns that say who, what, when and why.
const WORDS: [&str; 15] = [
    "projet",
    "niveau",
    "code",
    "libelle",
    "groupe",
    "groupe_libelle",
    "vague",
    "echeance",
    "date",
    "genre",
    "etat",
    "vague_de",
    "vague_a",
    "echeance_de",
    "echeance_a",
];

/// Every filled cell of a row that tells a figure.
fn numbers(row: &Row) -> Vec<String> {
    row.iter()
        .filter(|(key, value)| !WORDS.contains(&key.as_str()) && !value.is_empty())
        .map(|(key, value)| format!("{key} {value}"))
        .collect()
}

#[test]
fn nothing_of_a_withheld_score_is_exported() {
    let files = in_full();
    let all = rows(&files["chiffres.csv"], b',');
    let (mut withheld, mut shown) = (0, 0);
    for (id, figures) in figures() {
        let own = of_project(&all, id);
        for ((wave, party, subject), figure) in &figures.levels {
            let about = named(figures, *party, *subject);
            let wave = key(figures, *wave);
            let mut rows = own.iter().filter(|row| row["vague"] == wave);
            // Subjects that the project does not aim at have no row of a wave.
            let Some(row) = rows.find(|row| is_about(row, &about)) else {
                continue;
            };
            match figure {
                Err(Absent::Withheld) => {
                    assert_eq!(row["etat"], "non publié", "{row:?}");
                    assert_eq!(numbers(row), [""; 0], "{row:?}");
                    withheld += 1;
                }
                Err(_) => assert_eq!(numbers(row), [""; 0], "{row:?}"),
                Ok(_) => {
                    assert!(!numbers(row).is_empty(), "{row:?}");
                    shown += 1;
                }
            }
        }
        for row in own {
            let is_figure = ["publié", "borné"].contains(&row["etat"].as_str());
            assert_eq!(is_figure, !numbers(row).is_empty(), "{row:?}");
        }
    }
    assert!(
        withheld > 100 && shown > 500,
        "{withheld} withheld, {shown} shown"
    );
}

#[test]
fn nothing_of_a_withheld_change_is_exported() {
    let files = in_full();
    let all = rows(&files["changements.csv"], b',');
    let mut withheld = 0;
    for (id, figures) in figures() {
        let own = of_project(&all, id);
        for ((from, to, party, subject), figure) in &figures.changes {
            if figure.as_ref().err() != Some(&Absent::Withheld) {
                continue;
            }
            let about = named(figures, *party, *subject);
            let (from, to) = (key(figures, *from), key(figures, *to));
            let mut rows = own
                .iter()
                .filter(|row| row["vague_de"] == from && row["vague_a"] == to);
            assert!(
                !rows.any(|row| is_about(row, &about) && row["etat"] == "publié"),
                "{id}: {about:?} {from} {to}"
            );
            withheld += 1;
        }
        for row in own.iter().filter(|row| row["etat"] != "publié") {
            // « Non comparable » is a word, not a figure.
            let mut told = numbers(row);
            told.retain(|cell| cell != "verdict non_comparable");
            assert_eq!(told, [""; 0], "{row:?}");
        }
    }
    assert!(withheld > 20, "only {withheld} withheld changes");
}

#[test]
fn the_json_file_says_what_the_csv_files_say() {
    let files = in_full();
    let told: Value = serde_json::from_slice(&files["chiffres.json"]).expect("JSON");
    for (key, name) in [
        ("chiffres", "chiffres.csv"),
        ("changements", "changements.csv"),
        ("participation", "participation.csv"),
        ("conditions", "conditions.csv"),
    ] {
        let objects = told[key].as_array().expect("a list");
        let rows = rows(&files[name], b',');
        assert_eq!(objects.len(), rows.len(), "{name}");
        for (object, row) in objects.iter().zip(&rows) {
            let object = object.as_object().expect("an object");
            let filled = row.iter().filter(|(_, value)| !value.is_empty());
            assert_eq!(object.len(), filled.clone().count(), "{row:?}");
            for (key, value) in filled {
                let same = match &object[key] {
                    Value::String(text) => jalon::export::neutralised(text) == *value,
                    // Reading JSON back may miss the last bit of a number.
                    Value::Number(number) => number.as_f64().zip(value.parse().ok()).is_some_and(
                        |(one, other): (f64, f64)| {
                            (one - other).abs() <= 1e-12 * one.abs().max(1.0)
                        },
                    ),
                    Value::Array(counts) => {
                        let counts: Vec<String> = counts.iter().map(Value::to_string).collect();
                        counts.join(" | ") == *value
                    }
                    other => panic!("{other}"),
                };
                assert!(same, "{key}: {} / {value}", object[key]);
            }
        }
    }
}

#[test]
fn a_condition_whose_figure_is_kept_back_is_neither_met_nor_unmet() {
    let files = exported(
        "ami-2025/projets/lavoir-commun",
        &["--date", "2026-06-30", "--dialecte", "standard"],
    );
    let told: Vec<String> = rows(&files["conditions.csv"], b',')
        .iter()
        .map(|row| {
            ["condition", "etat", "valeur", "reunie"]
                .map(|key| row[key].as_str())
                .join(" | ")
        })
        .collect();
    assert_eq!(
        told,
        [
            "participation | non publié |  | ",
            "effectif | publié | 0 | non",
            "mesures | publié | 1 | non",
            "suivi | non mesuré |  | non",
            "groupes | publié | 0 | non",
            "questionnaire | non publié |  | ",
        ]
    );
}
