//! What is exported against what is printed: the same numbers, cell by cell, for every sample.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jalon::aggregate::figures::{Figures, Verdict};
use jalon::diagnostic::Diagnostics;
use jalon::document::Wanted;
use jalon::job::Job;
use jalon::model::Referential;
use serde_json::Value;

use super::exporting::{exported, rows};
use super::setting::{data, request, sample};

pub type Row = BTreeMap<String, String>;

/// The published figures of every sample, computed once.
pub fn figures() -> &'static [(String, Figures)] {
    static ALL: OnceLock<Vec<(String, Figures)>> = OnceLock::new();
    ALL.get_or_init(compute)
}

/// The tables of all samples, written once.
fn tables_of_all() -> &'static BTreeMap<String, Vec<u8>> {
    static ALL: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    ALL.get_or_init(|| exported("ami-2025", &["--dialecte", "standard"]))
}

/// The data of each dossier, made once.
fn dossier(id: &str) -> &'static Value {
    static ALL: OnceLock<BTreeMap<String, Value>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let made = figures().iter().map(|(id, _)| {
            let text = data(&sample("ami-2025"), Some(id));
            (id.clone(), serde_json::from_str(&text).expect("JSON"))
        });
        made.collect()
    });
    &all[id]
}

fn compute() -> Vec<(String, Figures)> {
    let mut notes = Diagnostics::new();
    let request = request(sample("ami-2025"), Wanted::default());
    let job = Job::new(&request, &mut notes).expect("the samples");
    jalon::studies(&job, &mut notes)
        .into_iter()
        .map(|studied| (studied.id, studied.found.expect("a sound sample").figures))
        .collect()
}

/// The rows of a file of the export of all samples, of one project.
pub fn of_project<'a>(rows: &'a [Row], project: &str) -> Vec<&'a Row> {
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
    let files = tables_of_all();
    let all = rows(&files["chiffres.csv"], b',');
    let mut compared = 0;
    for (id, figures) in figures() {
        let mut expected: BTreeMap<(String, String, String), String> = BTreeMap::new();
        for row in of_project(&all, id) {
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
        let tables = tables(dossier(id), "Scores par critère");
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
    let verdict = Verdict::ALL
        .iter()
        .find(|verdict| verdict.code() == row["verdict"]);
    let words = verdict.map_or("–", |verdict| verdict.words());
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
    let files = tables_of_all();
    let all = rows(&files["changements.csv"], b',');
    let mut compared = 0;
    for (id, _) in figures() {
        let own = of_project(&all, id);
        let pairs: BTreeSet<(&str, &str)> = own
            .iter()
            .map(|row| (row["vague_de"].as_str(), row["vague_a"].as_str()))
            .collect();
        for table in tables(dossier(id), "Évolutions, ") {
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

/// « 9. » of « 9. Développement de compétences »: the table has the short name of the same criterion.
fn number(name: &str) -> &str {
    name.split_once(' ').map_or(name, |(number, _)| number)
}

fn differences(own: &[&Row], (from, to): (&str, &str), table: &[Vec<String>]) -> Vec<String> {
    let mut found = Vec::new();
    for printed in table {
        let mut candidates = own.iter().filter(|row| {
            row["vague_de"] == from
                && row["vague_a"] == to
                && row["groupe_libelle"] == printed[1]
                && printed_name(row).as_deref().map(number) == Some(number(&printed[0]))
        });
        let expected = candidates.next().map(|row| printed_change(row));
        let cells = as_a_table(printed[2..].to_vec());
        if expected.as_ref() != Some(&cells) {
            found.push(format!("{printed:?} / {expected:?}"));
        }
    }
    found
}
