//! The descriptions of the files to fill in: whole texts, a sentence for each key, and what the samples hold is described.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jalon::schema::{self, FILES, File};
use serde_json::Value;

fn described(file: &File) -> Value {
    serde_json::from_slice(&schema::text(file)).expect("JSON")
}

#[test]
fn the_descriptions_are_as_kept() {
    for file in &FILES {
        let text = String::from_utf8(schema::text(file)).expect("UTF-8");
        insta::assert_snapshot!(format!("schema_{}", file.name), text);
    }
}

#[test]
fn every_key_has_a_sentence_and_no_sentence_is_about_nothing() {
    for file in &FILES {
        let asked: BTreeSet<String> = schema::paths(&file.shape()).into_iter().collect();
        let told: BTreeSet<String> = schema::sentences(file.name).into_keys().collect();
        let missing: Vec<&String> = asked.difference(&told).collect();
        let idle: Vec<&String> = told.difference(&asked).collect();
        assert_eq!((missing, idle), (vec![], vec![]), "{}", file.name);
    }
}

/// What of a value a schema does not describe, by path.
fn undescribed(value: &toml::Value, schema: &Value, path: &str, found: &mut Vec<String>) {
    let choices = schema["anyOf"].as_array();
    if let Some(choices) = choices {
        let fits = choices.iter().any(|choice| {
            let mut own = Vec::new();
            undescribed(value, choice, path, &mut own);
            own.is_empty()
        });
        if !fits {
            found.push(path.to_owned());
        }
        return;
    }
    let fits = match value {
        toml::Value::Table(table) => {
            for required in schema["required"].as_array().into_iter().flatten() {
                if !table.contains_key(required.as_str().expect("a key")) {
                    found.push(format!("{path}: {required} lacks"));
                }
            }
            for (key, value) in table {
                let known = &schema["properties"][key];
                let known = if known.is_null() {
                    &schema["additionalProperties"]
                } else {
                    known
                };
                if known.is_object() {
                    undescribed(value, known, &format!("{path}.{key}"), found);
                } else {
                    found.push(format!("{path}.{key}"));
                }
            }
            schema["type"] == "object"
        }
        toml::Value::Array(list) => {
            for value in list {
                undescribed(value, &schema["items"], path, found);
            }
            schema["type"] == "array"
        }
        toml::Value::String(text) => match schema["enum"].as_array() {
            Some(words) => words.iter().any(|word| word == text),
            None => {
                let most = schema["maxLength"].as_u64().unwrap_or(u64::MAX);
                schema["type"] == "string" && text.trim().chars().count() as u64 <= most
            }
        },
        toml::Value::Integer(number) => {
            let low = schema["minimum"].as_f64().expect("a bound");
            let high = schema["maximum"].as_f64().expect("a bound");
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let within = (low..=high).contains(&(*number as f64));
            (schema["type"] == "integer" || schema["type"] == "number") && within
        }
        toml::Value::Float(_) => schema["type"] == "number",
        toml::Value::Boolean(_) => schema["type"] == "boolean",
        toml::Value::Datetime(_) => schema["format"] == "date",
    };
    if !fits {
        found.push(path.to_owned());
    }
}

fn check(file: &Path, schema: &Value, found: &mut Vec<String>) -> bool {
    let Ok(text) = fs::read_to_string(file) else {
        return false;
    };
    let value: toml::Value = toml::from_str(&text).expect("TOML");
    undescribed(&value, schema, &file.display().to_string(), found);
    true
}

#[test]
fn what_the_samples_hold_is_described() {
    let (mut found, mut read) = (Vec::new(), 0);
    for programme in ["ami-2025", "appel-2024-2026"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("samples")
            .join(programme);
        let projects = fs::read_dir(root.join("projets")).expect("projects");
        let mut folders: Vec<_> = projects
            .map(|entry| entry.expect("an entry").path())
            .collect();
        folders.push(root);
        for folder in folders {
            for file in &FILES {
                let path = folder.join(format!("{}.toml", file.name));
                read += u32::from(check(&path, &described(file), &mut found));
            }
        }
    }
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model/questionnaire.toml");
    read += u32::from(check(&shipped, &described(&FILES[2]), &mut found));
    assert_eq!(found, Vec::<String>::new());
    assert!(read > 25, "{read} files");
}
