//! What is exported against what is printed: the same numbers, cell by cell, for every sample; nothing of what is withheld.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use jalon::aggregate::figures::{Absent, Figures, Party, Subject};
use jalon::diagnostic::Diagnostics;
use jalon::document::Wanted;
use jalon::job::{Job, Request};
use jalon::model::{Referential, WaveId};
use serde_json::Value;

use super::exporting::{exported, rows};
use super::setting::{data, sample};

type Row = BTreeMap<String, String>;

/// The published figures of every sample.
fn figures() -> Vec<(String, Figures)> {
    let mut notes = Diagnostics::new();
    let request = Request {
        path: sample("ami-2025"),
        only: Vec::new(),
        referential: None,
        rules: None,
        templates: None,
        date: None,
        today: NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day"),
        wanted: Wanted::default(),
    };
    let job = Job::new(&request, &mut notes).expect("the samples");
    jalon::studies(&job, &mut notes)
        .into_iter()
        .map(|studied| (studied.id, studied.found.expect("a sound sample").figures))
        .collect()
}

/// The rows of a file of the export of all samples, of one project.
fn of_project<'a>(rows: &'a [Row], project: &str) -> Vec<&'a Row> {
    rows.iter().filter(|row| row["projet"] == project).collect()
}

/// Without the spaces of print.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

fn text(cell: &Value) -> String {
    match cell {
        Value::String(text) => plain(text),
        cell => match cell["kind"].as_str().expect("a cell") {
            "value" => plain(cell["text"].as_str().expect("a text")),
            kind => kind.to_owned(),
        },
    }
}

/// Tables of the annex whose title starts so, each with its rows as texts.
fn tables(dossier: &Value, title: &str) -> Vec<Vec<Vec<String>>> {
    let all = dossier["annex"]["tables"].as_array().expect("tables");
    all.iter()
        .filter(|table| {
            table["title"]
                .as_str()
                .is_some_and(|own| plain(own).starts_with(title))
        })
        .map(|table| {
            let rows = table["rows"].as_array().expect("rows").iter();
            rows.map(|row| row.as_array().expect("cells").iter().map(text).collect())
                .collect()
        })
        .collect()
}

/// How the table of scores names a row of the export.
fn printed_name(row: &Row) -> Option<String> {
    let referential = Referential::embedded();
    let code = row["code"].as_str();
    Some(match row["niveau"].as_str() {
        "critere" => {
            let id = referential.criterion(code)?;
            let entry = &referential.criteria[id.at()];
            format!("{}. {}", entry.number, entry.name)
        }
        "categorie" => {
            let mut all = referential.categories.iter();
            let entry = all.find(|entry| entry.key == code)?;
            format!("{}. {} (catégorie)", entry.code, entry.name)
        }
        "qvct" => {
            let mut all = referential.qvct.iter();
            let entry = all.find(|entry| entry.number.to_string() == code)?;
            format!("QVCT {}. {}", entry.number, entry.short)
        }
        _ => return None,
    })
}

/// A score as the annex prints it, from the cells of the export.
fn printed_score(row: &Row) -> String {
    match row["etat"].as_str() {
        "publié" => {
            let interval = if row["tous_ont_repondu"] == "oui" {
                " (tous)".to_owned()
            } else {
                format!(" [{} ; {}]", row["ic_bas"], row["ic_haut"])
            };
            let mut all = format!("{}{interval}, n = {}", row["moyenne"], row["n"]);
            if !row["ecart_type"].is_empty() {
                all += &format!(", s = {}", row["ecart_type"]);
            }
            if row["groupes_publies"] != row["groupes_interroges"] {
                let several = if row["groupes_publies"] == "1" {
                    ""
                } else {
                    "s"
                };
                all += &format!(
                    ", {} groupe{several} sur {}",
                    row["groupes_publies"], row["groupes_interroges"]
                );
            }
            all
        }
        "borné" => format!("{}, n = {}", row["borne"], row["n"]),
        "non publié" => "withheld".to_owned(),
        "non mesuré" => "not-measured".to_owned(),
        "échéance non atteinte" => "not-reached".to_owned(),
        "non concerné" => "not-concerned".to_owned(),
        other => panic!("{other} has no cell"),
    }
}

#[test]
fn scores_are_exported_as_they_are_printed() {
    let files = exported("ami-2025", &["--dialecte", "standard"]);
    let all = rows(&files["chiffres.csv"], b',');
    let mut compared = 0;
    for (id, figures) in figures() {
        let mut expected: BTreeMap<(String, String, String), String> = BTreeMap::new();
        for row in of_project(&all, &id) {
            if let (Some(name), false) = (printed_name(row), row["vague"].is_empty()) {
                let key = (name, row["groupe_libelle"].clone(), row["vague"].clone());
                expected.insert(key, printed_score(row));
            }
        }
        let answered: Vec<&str> = figures
            .waves
            .iter()
            .filter(|wave| wave.answered)
            .map(|wave| wave.id.as_str())
            .collect();
        let dossier: Value =
            serde_json::from_str(&data(&sample("ami-2025"), Some(&id))).expect("JSON");
        let tables = tables(&dossier, "Scores par critère");
        for (table, waves) in tables.iter().zip(answered.chunks(4)) {
            for row in table {
                for (cell, wave) in row[2..].iter().zip(waves) {
                    let key = (row[0].clone(), row[1].clone(), (*wave).to_owned());
                    assert_eq!(expected.get(&key), Some(cell), "{id}: {key:?}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 500, "only {compared} cells");
}

fn signed(number: &str) -> String {
    match number.strip_prefix('-') {
        Some(number) => format!("−{number}"),
        None if number == "0" => number.to_owned(),
        None => format!("+{number}"),
    }
}

fn probability(p: &str) -> String {
    match p {
        "" => "–".to_owned(),
        // Anything below is « < 0,001 » on paper; what rounds to it is not told apart here.
        "0.001" => "0,001".to_owned(),
        p => p.replace('.', ","),
    }
}

/// What a row of the annex prints of a change: people, scores, change, conclusion, p, p adjusted.
fn printed_change(row: &Row) -> Vec<String> {
    let words = match row["verdict"].as_str() {
        "non_comparable" => "non comparable",
        "amelioration_etablie" => "amélioration établie",
        "amelioration_probable" => "amélioration probable",
        "degradation_etablie" => "dégradation établie",
        "degradation_probable" => "dégradation probable",
        "stabilite_etablie" => "stabilité établie",
        "incertain" => "évolution incertaine",
        _ => "–",
    };
    let none = || "–".to_owned();
    if row["etat"] == "non publié" {
        return vec![
            none(),
            none(),
            "withheld".to_owned(),
            none(),
            none(),
            none(),
        ];
    }
    if row["etat"] != "publié" {
        let state = "not-measured".to_owned();
        return vec![none(), none(), state, words.to_owned(), none(), none()];
    }
    let who = match (row["plan"].as_str(), row["n_paires"].as_str()) {
        ("apparie", _) => "les mêmes".to_owned(),
        ("mixte", "") => "en partie".to_owned(),
        ("mixte", pairs) => format!("{pairs} suivis"),
        _ => "différents".to_owned(),
    };
    let delta = signed(&row["delta"]);
    vec![
        format!("{} → {}, {who}", row["n_de"], row["n_a"]),
        format!("{} → {}", row["moyenne_de"], row["moyenne_a"]),
        format!(
            "{delta} [{} ; {}]",
            signed(&row["ic_bas"]),
            signed(&row["ic_haut"])
        ),
        words.to_owned(),
        probability(&row["p"]),
        probability(&row["p_holm"]),
    ]
}

/// As printed, but for two signs that a spreadsheet does without: « ≈ 0 » and « < 0,001 ».
fn as_a_table(mut cells: Vec<String>) -> Vec<String> {
    cells[2] = cells[2].replace("≈ 0", "0");
    for cell in &mut cells[4..] {
        *cell = cell.replace("< ", "");
    }
    cells
}

#[test]
fn changes_are_exported_as_they_are_printed() {
    let files = exported("ami-2025", &["--dialecte", "standard"]);
    let all = rows(&files["changements.csv"], b',');
    let mut compared = 0;
    for (id, _) in figures() {
        let own = of_project(&all, &id);
        let pairs: BTreeSet<(&str, &str)> = own
            .iter()
            .map(|row| (row["vague_de"].as_str(), row["vague_a"].as_str()))
            .collect();
        let dossier: Value =
            serde_json::from_str(&data(&sample("ami-2025"), Some(&id))).expect("JSON");
        for table in tables(&dossier, "Évolutions, ") {
            let differences: Vec<Vec<String>> = pairs
                .iter()
                .map(|pair| differences(&own, *pair, &table))
                .collect();
            // The table does not name its waves: it is that of one pair, whole.
            let fewest = differences
                .iter()
                .min_by_key(|found| found.len())
                .expect("a pair");
            assert!(fewest.is_empty(), "{id}:\n{}", fewest.join("\n"));
            compared += table.len();
        }
    }
    assert!(compared > 100, "only {compared} rows");
}

fn differences(own: &[&Row], (from, to): (&str, &str), table: &[Vec<String>]) -> Vec<String> {
    let mut found = Vec::new();
    for printed in table {
        let mut candidates = own.iter().filter(|row| {
            row["vague_de"] == from
                && row["vague_a"] == to
                && row["groupe_libelle"] == printed[1]
                && printed_name(row).as_ref() == Some(&printed[0])
        });
        let expected = candidates.next().map(|row| printed_change(row));
        let cells = as_a_table(printed[2..].to_vec());
        if expected.as_ref() != Some(&cells) {
            found.push(format!("{printed:?} / {expected:?}"));
        }
    }
    found
}

#[test]
fn nothing_of_a_withheld_figure_is_exported() {
    let files = exported(
        "ami-2025",
        &["--dialecte", "standard", "--precision", "pleine"],
    );
    let scores = rows(&files["chiffres.csv"], b',');
    let changes = rows(&files["changements.csv"], b',');
    let referential = Referential::embedded();
    let code = |subject: Subject, figures: &Figures| match subject {
        Subject::Criterion(id) => referential.criteria[id.at()].code.clone(),
        Subject::Category(id) => referential.categories[id.at()].key.clone(),
        Subject::Qvct(id) => referential.qvct[id.at()].number.to_string(),
        Subject::Theme(rank) => figures.themes[rank].clone(),
    };
    let level = |subject: Subject| match subject {
        Subject::Criterion(_) => "critere",
        Subject::Category(_) => "categorie",
        Subject::Qvct(_) => "qvct",
        Subject::Theme(_) => "theme",
    };
    let who = |party: Party, figures: &Figures| match party {
        Party::Group(rank) => figures.groups[rank].id.clone(),
        Party::Ensemble => "ensemble".to_owned(),
    };
    let wave = |id: WaveId, figures: &Figures| figures.waves[id.at()].id.clone();
    // Where a figure stands in a row: everything after the state.
    let numbers = |row: &Row| {
        let names = [
            "projet",
            "niveau",
            "code",
            "libelle",
            "groupe",
            "groupe_libelle",
            "vague",
            "echeance",
        ];
        let about = [
            "date",
            "genre",
            "etat",
            "vague_de",
            "vague_a",
            "echeance_de",
            "echeance_a",
        ];
        row.iter()
            .filter(|(key, _)| !names.contains(&key.as_str()) && !about.contains(&key.as_str()))
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key} {value}"))
            .collect::<Vec<_>>()
    };
    let (mut looked, mut shown) = (0, 0);
    for (id, figures) in figures() {
        for ((when, party, subject), figure) in &figures.levels {
            let mut found = of_project(&scores, &id);
            found.retain(|row| {
                row["niveau"] == level(*subject)
                    && row["code"] == code(*subject, &figures)
                    && row["groupe"] == who(*party, &figures)
                    && row["vague"] == wave(*when, &figures)
            });
            let state = figure.as_ref().err();
            for row in found {
                if state == Some(&Absent::Withheld) {
                    assert_eq!(row["etat"], "non publié", "{row:?}");
                    assert!(numbers(row).is_empty(), "{row:?}");
                    looked += 1;
                } else if state.is_none() {
                    assert!(!numbers(row).is_empty(), "{row:?}");
                    shown += 1;
                }
            }
        }
        for row in of_project(&scores, &id)
            .iter()
            .chain(&of_project(&changes, &id))
        {
            if !["publié", "borné"].contains(&row["etat"].as_str()) {
                let told = numbers(row);
                // « Non comparable » is a word, not a figure.
                let only_words = told.iter().all(|cell| cell == "verdict non_comparable");
                assert!(only_words, "{row:?}");
            }
        }
        for ((from, to, party, subject), figure) in &figures.changes {
            if figure.as_ref().err() != Some(&Absent::Withheld) {
                continue;
            }
            let stands = of_project(&changes, &id).into_iter().any(|row| {
                row["niveau"] == level(*subject)
                    && row["code"] == code(*subject, &figures)
                    && row["groupe"] == who(*party, &figures)
                    && row["vague_de"] == wave(*from, &figures)
                    && row["vague_a"] == wave(*to, &figures)
                    && row["etat"] == "publié"
            });
            assert!(!stands, "{id}: {from:?} {to:?} {party:?} {subject:?}");
            looked += 1;
        }
    }
    assert!(
        looked > 100,
        "only {looked} withheld figures in the samples"
    );
    assert!(shown > 500, "only {shown} published figures in the samples");
}

#[test]
fn the_json_file_says_what_the_csv_files_say() {
    let files = exported("ami-2025", &["--dialecte", "standard"]);
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
                    Value::Number(number) => {
                        number.as_f64().map(f64::to_bits)
                            == value.parse::<f64>().ok().map(f64::to_bits)
                    }
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
