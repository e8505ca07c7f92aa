//! Attacks the printed data: the true values of withheld figures, computed with the thresholds taken away, must not
//! stand beside their names.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use jalon::aggregate::figures::{Absent, Figures, Party, Score, Subject};
use jalon::diagnostic::Diagnostics;
use jalon::document::Edition;
use jalon::job::{Job, Request};
use jalon::model::Referential;
use serde_json::Value;

use super::setting::{data, sample};

/// A figure kept back: who, what, when, and the whole number that it would have been printed as.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Secret {
    group: String,
    subject: String,
    wave: String,
    truth: String,
}

/// The shipped referential with every threshold at one answer.
fn without_thresholds(folder: &tempfile::TempDir) -> PathBuf {
    let shipped = include_str!("../../../src/model/referential.toml");
    let opened: String = shipped
        .lines()
        .map(|line| match line.split_once(" = ") {
            Some((
                key @ ("score" | "repartition" | "score_sensible" | "repartition_sensible"),
                _,
            )) => {
                format!("{key} = 1\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    assert_ne!(shipped, opened);
    let path = folder.path().join("ouvert.toml");
    fs::write(&path, opened).expect("written");
    path
}

fn figures(referential: Option<PathBuf>) -> Vec<(String, Figures)> {
    let mut notes = Diagnostics::new();
    let request = Request {
        path: sample("ami-2025"),
        only: Vec::new(),
        referential,
        rules: None,
        templates: None,
        date: None,
        today: NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day"),
        edition: Edition::Working,
    };
    let told = |notes: &Diagnostics| notes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let job = Job::new(&request, &mut notes).unwrap_or_else(|| panic!("{:?}", told(&notes)));
    jalon::studies(&job, &mut notes)
        .into_iter()
        .map(|studied| (studied.id, studied.found.expect("a sound sample").figures))
        .collect()
}

fn name(subject: Subject, referential: &Referential) -> Option<String> {
    match subject {
        Subject::Criterion(id) => Some(referential.criteria[usize::from(id.0)].name.clone()),
        Subject::Category(id) => Some(referential.categories[usize::from(id.0)].name.clone()),
        _ => None,
    }
}

/// What is kept back under the real thresholds and known without them.
fn secrets(strict: &Figures, open: &Figures) -> BTreeSet<Secret> {
    let referential = Referential::embedded();
    let mut found = BTreeSet::new();
    for (&(wave, party, subject), figure) in &strict.levels {
        let Party::Group(group) = party else { continue };
        if !matches!(figure, Err(Absent::Withheld)) {
            continue;
        }
        let Some(Ok(level)) = open.levels.get(&(wave, party, subject)) else {
            continue;
        };
        let (Score::Exact(score), Some(subject)) = (level.score, name(subject, &referential))
        else {
            continue;
        };
        found.insert(Secret {
            group: strict.groups[group].label.clone(),
            subject,
            wave: strict.waves[usize::from(wave.0)].horizon.key().to_owned(),
            truth: format!("{score:.0}"),
        });
    }
    found
}

/// Everything printed in which words and a number stand together: each row of a table with its headings, each sentence.
fn passages(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|value| passages(value, found)),
        Value::Object(object) => {
            if let (Some(Value::Array(columns)), Some(Value::Array(rows))) =
                (object.get("columns"), object.get("rows"))
            {
                let title = object
                    .get("title")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                for row in rows.iter().filter_map(Value::as_array) {
                    let head = row.first().map(words).unwrap_or_default();
                    for (column, cell) in columns.iter().zip(row).skip(1) {
                        found.push(format!(
                            "{title} | {head} | {} | {}",
                            words(column),
                            words(cell)
                        ));
                    }
                }
            }
            object.values().for_each(|value| passages(value, found));
        }
        _ => {}
    }
}

/// All the text of a value, in a line.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(words).collect::<Vec<_>>().join(" "),
        Value::Object(object) => object.values().map(words).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

fn holds_number(text: &str, number: &str) -> bool {
    text.split(|sign: char| !sign.is_ascii_digit() && sign != ',')
        .any(|part| part == number)
}

#[test]
fn no_withheld_score_stands_beside_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let strict = figures(None);
    let open = figures(Some(without_thresholds(&folder)));
    let mut attacked = 0;
    for ((id, strict), (_, open)) in strict.iter().zip(&open) {
        let secrets = secrets(strict, open);
        attacked += secrets.len();
        let printed: Value =
            serde_json::from_str(&data(&sample("ami-2025"), Some(id))).expect("JSON");
        let mut all = Vec::new();
        passages(&printed, &mut all);
        for secret in secrets {
            let leaks: Vec<&String> = all
                .iter()
                .filter(|text| text.contains(&secret.subject) && text.contains(&secret.group))
                .filter(|text| holds_number(text, &secret.truth))
                .collect();
            assert!(leaks.is_empty(), "{id}: {secret:?} stands in {leaks:#?}");
        }
    }
    assert!(
        attacked >= 20,
        "only {attacked} withheld figures in the samples"
    );
}
