//! JSON → rows: an array of objects, one object a line, or the shapes of Kobo and LimeSurvey.
//!
//! The keys of all objects make the headings. A repeated key, a number out of range or a cut
//! escape is refused with its line and character, even in a key that nobody reads.

use std::collections::HashMap;
use std::io::Read;

use serde_json::value::RawValue;

use super::faults::Faults;
use super::input::Input;
use super::json_fault::Broken;
use super::json_shape::{collect, fields};
use super::mapping::Mapping;
use super::record::{Cells, Site};
use super::table::Each;
use super::{encoding, json_place::Cursor};

/// Most bytes of a JSON file: it is held whole, so that every fault has its place.
const MOST: u64 = 48 * 1024 * 1024;
/// Most different keys.
const KEYS: usize = 4_000;

/// Gives a row of headings, then a row for every object.
pub(super) fn rows(input: &Input, mapping: &Mapping, faults: &mut Faults, each: &mut Each) {
    let Some(text) = text(input, mapping, faults) else {
        return;
    };
    let mut objects = Vec::new();
    if let Err(fault) = collect(&text, &mut objects, faults) {
        return faults.push(fault.tell(&text, faults.file));
    }
    if objects.is_empty() && faults.structural() {
        return;
    }
    if objects.is_empty() {
        return faults.refuse(
            "le fichier ne contient aucune réponse",
            "exportez de nouveau les réponses, ou retirez ce fichier",
        );
    }
    let Some(headings) = headings(&text, &objects, faults) else {
        return;
    };
    give(&text, &objects, &headings, faults, each);
}

fn text(input: &Input, mapping: &Mapping, faults: &mut Faults) -> Option<String> {
    if let Err(fault) = input.read_all(MOST) {
        faults.push(fault);
        return None;
    }
    let scan = encoding::scan(input, mapping.encoding, faults)?;
    let mut bytes = Vec::new();
    let read = scan
        .text(input)
        .and_then(|mut text| text.read_to_end(&mut bytes));
    if let Err(error) = read {
        faults.push(input.unreadable(&error));
        return None;
    }
    String::from_utf8(bytes).ok()
}

/// The keys of all objects, in order of appearance.
fn headings(text: &str, objects: &[&str], faults: &mut Faults) -> Option<Vec<String>> {
    let mut headings: Vec<String> = Vec::new();
    let mut known = HashMap::new();
    let mut sound = true;
    for object in objects {
        let fields = match fields(object) {
            Ok(fields) => fields,
            Err(fault) => {
                faults.push(fault.tell(text, faults.file));
                sound = false;
                continue;
            }
        };
        for (key, value) in fields {
            if let Err(fault) = shown(value) {
                faults.push(fault.tell(text, faults.file));
                sound = false;
            }
            if !known.contains_key(&key) {
                known.insert(key.clone(), ());
                headings.push(key);
            }
        }
        if headings.len() > KEYS {
            faults.refuse(
                "le fichier porte plus de 4 000 clés différentes",
                "exportez une liste d'objets dont les clés sont les colonnes",
            );
            return None;
        }
    }
    sound.then_some(headings)
}

fn give(text: &str, objects: &[&str], headings: &[String], faults: &mut Faults, each: &mut Each) {
    let mut row = Cells::default();
    for heading in headings {
        row.push(heading);
    }
    let mut cursor = Cursor::new(text);
    let first = cursor
        .at(objects[0].as_ptr() as usize - text.as_ptr() as usize)
        .0;
    if !each.row(&row.record(first, Site::Json(1)), faults) {
        return;
    }
    let ranks: HashMap<&str, usize> = headings
        .iter()
        .enumerate()
        .map(|(rank, heading)| (heading.as_str(), rank))
        .collect();
    let mut values = vec![String::new(); headings.len()];
    for object in objects {
        let fields = match fields(object) {
            Ok(fields) => fields,
            Err(fault) => return faults.push(fault.tell(text, faults.file)),
        };
        values.iter_mut().for_each(String::clear);
        // Every value was read once with the headings: a fault was told there.
        for (key, value) in &fields {
            if let (Ok(shown), Some(rank)) = (shown(value), ranks.get(key.as_str())) {
                values[*rank] = shown;
            }
        }
        row.clear();
        values.iter().for_each(|value| row.push(value));
        let (line, character) = cursor.at(object.as_ptr() as usize - text.as_ptr() as usize);
        if !each.row(&row.record(line, Site::Json(character)), faults) {
            return;
        }
    }
}

/// A value as a cell; lists and objects inside an answer stay as written, for no column that is read holds one.
fn shown(value: &RawValue) -> Result<String, Broken<'_>> {
    let piece = value.get();
    let broken = |error| Broken { piece, error };
    match piece.as_bytes().first() {
        Some(b'"') => serde_json::from_str(piece).map_err(broken),
        Some(b'n') => Ok(String::new()),
        // As written: « true » is no level of a scale.
        Some(b't' | b'f') => Ok(piece.to_owned()),
        Some(b'[' | b'{') => {
            serde_json::from_str::<serde_json::Value>(piece).map_err(broken)?;
            Ok(piece.to_owned())
        }
        _ => serde_json::from_str::<serde_json::Number>(piece)
            .map(|number| number.to_string())
            .map_err(broken),
    }
}
