//! JSON → rows: an array of objects, one object a line, or the shapes of Kobo and LimeSurvey.
//!
//! The keys of all objects make the headings. A repeated key, a number out of range or a cut
//! escape is refused with its line and character, even in a key that nobody reads.

use std::collections::HashMap;
use std::fmt;
use std::io::Read;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::faults::Faults;
use super::input::Input;
use super::mapping::Mapping;
use super::record::{Cells, Site};
use super::table::Each;
use super::{encoding, json_place::Cursor};
use crate::diagnostic::{Diagnostic, Place};

/// Most bytes of a JSON file: it is held whole, so that every fault has its place.
const MOST: u64 = 48 * 1024 * 1024;
/// Most different keys.
const KEYS: usize = 4_000;
/// Keys under which tools put their answers: Kobo, LimeSurvey, others.
const LISTS: [&str; 4] = ["results", "responses", "data", "reponses"];

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

/// A fault of the syntax, with the piece of text it was met in.
struct Broken<'t> {
    piece: &'t str,
    error: serde_json::Error,
}

impl Broken<'_> {
    fn tell(&self, text: &str, file: &str) -> Diagnostic {
        let (message, hint) = french(&self.error, text);
        let offset = self.piece.as_ptr() as usize - text.as_ptr() as usize;
        let mut cursor = Cursor::new(text);
        let (line, mut character) = cursor.inside(offset, self.error.line(), self.error.column());
        if self.error.to_string().starts_with("invalid number") {
            character -= digits_before(text, line, character);
        }
        let place = Place::file(file).line(line).field(character);
        Diagnostic::error(message).at(place).hint(hint)
    }
}

/// How many signs of a number stand before a character of a line: a faulty number is shown from its start.
fn digits_before(text: &str, line: u64, character: u64) -> u64 {
    let rank = usize::try_from(line).unwrap_or(1).saturating_sub(1);
    let before: Vec<char> = text
        .split('\n')
        .nth(rank)
        .unwrap_or_default()
        .chars()
        .take(usize::try_from(character).unwrap_or(1).saturating_sub(1))
        .collect();
    let is_number =
        |sign: &&char| sign.is_ascii_digit() || matches!(sign, '+' | '-' | '.' | 'e' | 'E');
    before.iter().rev().take_while(is_number).count() as u64
}

fn french(error: &serde_json::Error, text: &str) -> (String, &'static str) {
    let cause = error.to_string();
    let first = text.trim_start().chars().next();
    let causes: [(&str, &str, &str); 6] = [
        (
            "duplicate key",
            "une même clé est écrite deux fois dans une réponse : on ne sait pas laquelle est la bonne",
            "exportez de nouveau le fichier, ou retirez l'une des deux",
        ),
        (
            "number out of range",
            "un nombre est démesuré",
            "corrigez le nombre",
        ),
        (
            "recursion limit",
            "des listes sont emboîtées trop profondément",
            "exportez de nouveau les réponses : une liste d'objets, un par réponse",
        ),
        (
            "surrogate",
            "une suite \\u… désigne un signe qui n'existe pas",
            "exportez de nouveau le fichier",
        ),
        (
            "escape",
            "une barre oblique inverse est suivie d'un signe inattendu",
            "exportez de nouveau le fichier",
        ),
        (
            "EOF",
            "le fichier est coupé : il s'arrête au milieu d'une réponse",
            "exportez ou téléchargez de nouveau le fichier",
        ),
    ];
    if let Some((_, message, hint)) = causes.iter().find(|(part, _, _)| cause.contains(part)) {
        return ((*message).to_owned(), hint);
    }
    if !matches!(first, Some('[' | '{')) && error.line() <= 1 && error.column() <= 1 {
        return (
            "le fichier ne commence ni par [ ni par { : ce n'est pas du JSON".to_owned(),
            "si c'est un CSV, renommez-le en .csv ; le JSON n'admet pas de commentaires",
        );
    }
    (
        "le fichier n'est pas du JSON lisible à cet endroit".to_owned(),
        "exportez de nouveau le fichier ; le JSON n'admet ni commentaires, ni nombres comme 04, +4 ou 4.",
    )
}

/// Finds the objects of all the shapes that are known.
fn collect<'t>(
    text: &'t str,
    objects: &mut Vec<&'t str>,
    faults: &mut Faults,
) -> Result<(), Broken<'t>> {
    let broken = |error| Broken { piece: text, error };
    let mut documents = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let mut several = false;
    while let Some(document) = documents.next() {
        let document = document.map_err(broken)?.get();
        match document.as_bytes().first() {
            Some(b'[') => elements(document, objects)?,
            Some(b'{') => match list(document)? {
                Some(inner) if !several => elements(inner, objects)?,
                _ => objects.push(document),
            },
            _ => objects.push(document),
        }
        several = true;
    }
    if let Some(wrong) = objects.iter().find(|object| !object.starts_with('{')) {
        let offset = wrong.as_ptr() as usize - text.as_ptr() as usize;
        let (line, character) = Cursor::new(text).at(offset);
        let place = Place::file(faults.file).line(line).field(character);
        faults.push(
            Diagnostic::error("le fichier n'a pas la forme attendue : une liste d'objets, un par réponse ou par personne")
                .at(place)
                .hint("exportez de nouveau les réponses, par exemple : [ { \"repondant\": \"R1\", \"item\": \"Q01\", \"reponse\": 4 }, … ]"),
        );
        objects.clear();
        return Ok(());
    }
    unfold(objects, faults)
}

/// LimeSurvey's older form puts each answer under its number: `{"1": {…}}`.
fn unfold<'t>(objects: &mut [&'t str], faults: &mut Faults) -> Result<(), Broken<'t>> {
    let mut unfolded = false;
    for object in objects.iter_mut() {
        let fields = fields(object)?;
        if let [(key, value)] = &fields[..]
            && value.get().starts_with('{')
            && key.bytes().all(|byte| byte.is_ascii_digit())
        {
            *object = value.get();
            unfolded = true;
        }
    }
    if unfolded {
        faults.warn(
            "le fichier a l'ancienne forme des exports JSON de LimeSurvey : elle est reconnue",
            "vérifiez le nombre de réponses ; les réponses non terminées ont une date vide",
        );
    }
    Ok(())
}

fn elements<'t>(array: &'t str, objects: &mut Vec<&'t str>) -> Result<(), Broken<'t>> {
    let all: Vec<&RawValue> = serde_json::from_str(array).map_err(|error| Broken {
        piece: array,
        error,
    })?;
    objects.extend(all.into_iter().map(RawValue::get));
    Ok(())
}

/// The list of answers inside an object that wraps it, when there is one.
fn list(object: &str) -> Result<Option<&str>, Broken<'_>> {
    let found = fields(object)?
        .into_iter()
        .find(|(key, value)| LISTS.contains(&key.as_str()) && value.get().starts_with('['));
    Ok(found.map(|(_, value)| value.get()))
}

/// The keys and values of an object, in order; a repeated key is a fault.
fn fields(object: &str) -> Result<Vec<(String, &RawValue)>, Broken<'_>> {
    struct Fields;
    impl<'de> Visitor<'de> for Fields {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut fields: Vec<(String, &RawValue)> = Vec::new();
            let mut seen = std::collections::HashSet::new();
            while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                if !seen.insert(key.clone()) {
                    return Err(serde::de::Error::custom("duplicate key"));
                }
                fields.push((key, value));
            }
            Ok(fields)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            Ok(Vec::new())
        }
    }
    let mut reader = serde_json::Deserializer::from_str(object);
    reader.deserialize_any(Fields).map_err(|error| Broken {
        piece: object,
        error,
    })
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
    if !each(&row.record(first, Site::Json(1)), faults) {
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
        if !each(&row.record(line, Site::Json(character)), faults) {
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
        Some(b't') => Ok("1".to_owned()),
        Some(b'f') => Ok("0".to_owned()),
        Some(b'[' | b'{') => {
            serde_json::from_str::<serde_json::Value>(piece).map_err(broken)?;
            Ok(piece.to_owned())
        }
        _ => serde_json::from_str::<serde_json::Number>(piece)
            .map(|number| number.to_string())
            .map_err(broken),
    }
}
