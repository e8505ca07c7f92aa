//! Describes the files that people fill in, as JSON Schema, so that an editor proposes their keys and their values.
//!
//! The shapes come from the readers themselves ([`keys::sketch`]); only the sentences about keys are written here, and
//! a test holds them to the shapes.

mod sentences;

use serde_json::{Map, Value, json};

use crate::model::keys::{Asked, Form, Shape};
use crate::model::{Questionnaire, Referential, programme, project, questionnaire};
use crate::read::Mapping;

pub use sentences::sentences;

/// A file that is described.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its name without « .toml ».
    pub name: &'static str,
    /// What it is, in French.
    pub words: &'static str,
    shape: fn(&Referential, &Questionnaire) -> Shape,
}

/// All of them.
pub const FILES: [File; 5] = [
    File {
        name: "projet",
        words: "ce qu'est un projet, ses mesures, sa fiche",
        shape: project::shape,
    },
    File {
        name: "programme",
        words: "ce que les projets ont en commun : partenaires, contacts, seuils",
        shape: |referential, _| programme::shape(referential),
    },
    File {
        name: "questionnaire",
        words: "échelles, groupes interrogés et questions",
        shape: |referential, _| questionnaire::shape(referential),
    },
    File {
        name: "colonnes",
        words: "comment vos fichiers de réponses nomment leurs colonnes",
        shape: |_, questionnaire| Mapping::shape(questionnaire),
    },
    File {
        name: "decisions",
        words: "les réponses de l'équipe aux recommandations",
        shape: |_, _| project::decisions_shape(),
    },
];

impl File {
    /// What the file may hold, with the shipped referential and questionnaire.
    pub fn shape(&self) -> Shape {
        let referential = Referential::embedded();
        (self.shape)(&referential, &Questionnaire::embedded(&referential))
    }
}

/// The description of a file, ready to be written.
pub fn text(file: &File) -> Vec<u8> {
    let mut whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("{}.toml", file.name),
        "description": file.words,
    });
    if let (Value::Object(whole), Value::Object(table)) =
        (&mut whole, table(file.name, "", &file.shape()))
    {
        whole.extend(table);
    }
    let mut bytes = serde_json::to_vec_pretty(&whole).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Every key of a shape by its path: « fiche.leviers.titre »; a name that users choose is « * ».
pub fn paths(shape: &Shape) -> Vec<String> {
    let mut found = Vec::new();
    for (name, asked) in &shape.keys {
        let name = name.as_deref().unwrap_or("*");
        found.push(name.to_owned());
        if let Some(Form::Table(below) | Form::Tables(below)) = &asked.form {
            let below = paths(below).into_iter();
            found.extend(below.map(|path| format!("{name}.{path}")));
        }
    }
    found
}

fn table(file: &str, path: &str, shape: &Shape) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    let mut others = json!(false);
    for (name, asked) in &shape.keys {
        let below = match path {
            "" => name.as_deref().unwrap_or("*").to_owned(),
            path => format!("{path}.{}", name.as_deref().unwrap_or("*")),
        };
        let mut value = value(file, &below, asked);
        if let (Some(words), Value::Object(value)) = (sentences::of(file, &below), &mut value) {
            value.insert("description".to_owned(), json!(words));
        }
        match name {
            Some(name) => {
                properties.insert(name.clone(), value);
                if asked.required {
                    required.push(name.as_str());
                }
            }
            None if shape.names.is_empty() => others = value,
            None => {
                let named = shape.names.iter();
                properties.extend(named.map(|name| (name.clone(), value.clone())));
            }
        }
    }
    let mut made =
        json!({ "type": "object", "properties": properties, "additionalProperties": others });
    if !required.is_empty() {
        made["required"] = json!(required);
    }
    made
}

fn value(file: &str, path: &str, asked: &Asked) -> Value {
    match &asked.form {
        None => json!({}),
        Some(Form::Text(most)) => {
            let mut text = words(asked);
            if let Some(most) = most {
                text["maxLength"] = json!(most);
            }
            text
        }
        Some(Form::Texts) => {
            let one = words(asked);
            json!({ "anyOf": [{ "type": "array", "items": one }, one] })
        }
        Some(Form::Whole(low, high)) => {
            json!({ "type": "integer", "minimum": low, "maximum": high })
        }
        Some(Form::Wholes(low, high)) => json!({
            "type": "array",
            "items": { "type": "integer", "minimum": low, "maximum": high },
        }),
        Some(Form::Decimal(low, high)) => {
            json!({ "type": "number", "minimum": low, "maximum": high })
        }
        Some(Form::Flag) => json!({ "type": "boolean" }),
        Some(Form::Day) => json!({ "type": "string", "format": "date" }),
        Some(Form::Table(below)) => table(file, path, below),
        Some(Form::Tables(below)) => json!({ "type": "array", "items": table(file, path, below) }),
    }
}

/// A text; words that other spellings or another referential may replace are proposed, never imposed.
fn words(asked: &Asked) -> Value {
    match (asked.words.as_slice(), asked.closed) {
        ([], _) => json!({ "type": "string" }),
        (words, true) => json!({ "enum": words }),
        (words, false) => json!({ "anyOf": [{ "enum": words }, { "type": "string" }] }),
    }
}
