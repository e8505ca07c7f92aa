//! What a dossier's data hold is what an export holds: no number reaches paper that the attack on exports has not met.
//!
//! Charts by their records (a score with its bounds, a change, an answer's counts, who took part), each found in a row
//! of the export; sentences and alternative texts by their numbers. What is neither is in a list here, with why.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::exporting::{exported, rows};
use super::paper_cells::{cells, counted, number, record, together, written};
use super::same_numbers::{Row, of_project};
use super::setting::{data, sample};

/// The sample programmes.
const SAMPLES: [&str; 2] = ["ami-2025", "appel-2024-2026"];

/// Numbers of records that are no figure: places, looks, calendar.
const LAYOUT: [&str; 13] = [
    "rank",
    "plan_lines",
    "width",
    "series",
    "style",
    "class",
    "number",
    "band",
    "span",
    "month",
    "tone",
    "percent",
    "most",
];

/// Texts whose numbers rest on something else than figures.
const APART: [(&str, &str); 7] = [
    (".advice.cards[].trigger", "bounds of the rules"),
    (".annex.method", "formulas and their constants"),
    (".annex.imprint", "the version and the fingerprint"),
    (".identity.fingerprint", "a hash"),
    (".annex.quality", "files, rows and dates of collection"),
    (
        ".expected.rows",
        "differences of indicators that the project declares",
    ),
    (
        ".annex.tables",
        "companions of figures, which have thresholds of their own",
    ),
];

/// As many criteria, or marks of a team, as there are.
const CRITERIA: u64 = 22;

/// The tables of a programme's export, by name.
type Tables = BTreeMap<&'static str, Vec<Row>>;

fn tables(programme: &str) -> Tables {
    let files = exported(programme, &["--dialecte", "standard"]);
    let names = [
        "chiffres.csv",
        "changements.csv",
        "participation.csv",
        "conditions.csv",
    ];
    names.map(|name| (name, rows(&files[name], b','))).into()
}

/// What of a project may stand in a record.
struct Told {
    levels: BTreeSet<Vec<Option<String>>>,
    changes: BTreeSet<Vec<Option<String>>>,
    participation: BTreeSet<Vec<Option<String>>>,
    answers: BTreeSet<(String, Vec<String>)>,
}

impl Told {
    fn of(project: &str, tables: &Tables) -> Told {
        let own = |name: &str| of_project(&tables[name], project);
        let exact = own("chiffres.csv").into_iter();
        let level = |row: &Row| cells(row, &["moyenne", "ic_bas", "ic_haut"]);
        // A bound is drawn as the part of the scale that it leaves.
        let bounded = own("chiffres.csv").into_iter().filter_map(|row| {
            let bound = number(&row["borne"]);
            let (low, high) = if row["borne"].starts_with('≥') {
                (bound.clone(), Some("100".to_owned()))
            } else {
                (Some("0".to_owned()), bound.clone())
            };
            bound.is_some().then(|| vec![bound, low, high])
        });
        let change = ["moyenne_de", "moyenne_a", "delta", "ic_bas", "ic_haut"];
        let part = ["invites", "reponses", "complets", "suivis"];
        let answered = own("chiffres.csv")
            .into_iter()
            .filter(|row| !row["effectifs"].is_empty());
        Told {
            levels: exact.map(level).chain(bounded).collect(),
            changes: own("changements.csv")
                .iter()
                .map(|row| cells(row, &change))
                .collect(),
            participation: own("participation.csv")
                .iter()
                .map(|row| cells(row, &part))
                .collect(),
            answers: answered
                .map(|row| {
                    let counts: Vec<&str> = row["effectifs"].split(" | ").collect();
                    let drawn = together(&counts);
                    (row["n"].clone(), counted(drawn.iter().map(String::as_str)))
                })
                .collect(),
        }
    }

    /// Whether a record of figures is told; `None` when it is none.
    fn holds(&self, of: &Map<String, Value>) -> Option<bool> {
        let is_number = |key: &str| of.get(key).is_some_and(Value::is_number);
        if is_number("delta") {
            let own = record(of, &["from", "to", "delta", "low", "high"]);
            Some(self.changes.contains(&own))
        } else if is_number("value") {
            Some(self.levels.contains(&record(of, &["value", "low", "high"])))
        } else if is_number("answered") {
            let own = record(of, &["invited", "answered", "usable", "followed"]);
            Some(self.participation.contains(&own))
        } else if let Some(Value::Array(parts)) = of.get("parts") {
            let neutral = of.get("neutral").and_then(|part| part.get("count"));
            let parts = parts
                .iter()
                .filter_map(|part| part.get("count"))
                .chain(neutral);
            let counts: Vec<String> = parts.map(Value::to_string).collect();
            let n = of.get("n").map(Value::to_string).unwrap_or_default();
            Some(
                self.answers
                    .contains(&(n, counted(counts.iter().map(String::as_str)))),
            )
        } else {
            None
        }
    }
}

/// The numbers of the files of a folder that are no answers.
fn declared(folder: &Path) -> BTreeSet<String> {
    let side = ["indicateurs.csv", "cotations.csv", "paroles.csv"];
    let files = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path());
    let read = files.filter(|path| {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        name.ends_with(".toml") || side.contains(&name)
    });
    read.flat_map(|path| written(&String::from_utf8_lossy(&fs::read(path).expect("a file"))))
        .collect()
}

/// Walks through a dossier's data and gathers what no rule explains.
struct Walk<'a> {
    told: &'a Told,
    numbers: &'a BTreeSet<String>,
    records: usize,
    unexplained: Vec<String>,
}

impl Walk<'_> {
    fn value(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(of) => {
                let held = self.told.holds(of);
                self.records += usize::from(held.is_some());
                if held == Some(false) {
                    self.unexplained.push(format!("{path}: {value}"));
                }
                // A part of an answer was told with the others, a count of a record with its record.
                let inner =
                    held.is_some() || path.ends_with(".parts[]") || path.ends_with(".neutral");
                for (key, value) in of {
                    let known = inner || LAYOUT.contains(&key.as_str());
                    if value.is_number() && !known {
                        self.unexplained.push(format!("{path}.{key}: {value}"));
                    }
                    self.value(&format!("{path}.{key}"), value);
                }
            }
            Value::Array(all) => all
                .iter()
                .for_each(|one| self.value(&format!("{path}[]"), one)),
            Value::String(text) => self.text(path, text),
            Value::Number(_) | Value::Null | Value::Bool(_) => {}
        }
    }

    fn text(&mut self, path: &str, text: &str) {
        if APART.iter().any(|(place, _)| path.starts_with(place)) {
            return;
        }
        for number in written(text) {
            let whole: u64 = number.parse().unwrap_or(u64::MAX);
            let is_year = (2000..2100).contains(&whole);
            if whole > CRITERIA && !is_year && !self.numbers.contains(&number) {
                self.unexplained.push(format!("{path}: {number} in {text}"));
            }
        }
    }
}

#[test]
fn every_number_of_a_dossier_is_exported_or_declared() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut fixed = declared(&shipped.join("model"));
    fixed.extend(declared(&shipped.join("assess")));
    let mut records = 0;
    for programme in SAMPLES {
        let (root, tables) = (sample(programme), tables(programme));
        for entry in fs::read_dir(root.join("projets")).expect("projects") {
            let folder = entry.expect("a project").path();
            let id = folder
                .file_name()
                .and_then(|id| id.to_str())
                .expect("UTF-8");
            let mut numbers = fixed.clone();
            numbers.extend(declared(&root));
            numbers.extend(declared(&folder));
            for table in tables.values() {
                let own = of_project(table, id);
                numbers.extend(
                    own.iter()
                        .flat_map(|row| row.values())
                        .flat_map(|cell| written(cell)),
                );
            }
            let mut walk = Walk {
                told: &Told::of(id, &tables),
                numbers: &numbers,
                records: 0,
                unexplained: Vec::new(),
            };
            let whole: Value = serde_json::from_str(&data(&root, Some(id))).expect("JSON");
            walk.value("", &whole);
            assert_eq!(walk.unexplained, [""; 0], "{id}");
            records += walk.records;
        }
    }
    assert!(records > 1000, "only {records} records of figures");
}
