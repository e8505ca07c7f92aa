//! Where the answers are in a JSON text: a list, a list inside an object, an object a line; nothing is decoded twice.

use std::fmt;

use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::faults::Faults;
use super::json_fault::Broken;
use super::json_place::Cursor;
use super::pages::{self, Page};
use crate::diagnostic::{Diagnostic, Place};

/// Keys under which tools put their answers: Kobo, LimeSurvey, others.
const LISTS: [&str; 4] = ["results", "responses", "data", "reponses"];

/// Finds the objects of all the shapes that are known.
pub(super) fn collect<'t>(
    text: &'t str,
    objects: &mut Vec<&'t str>,
    faults: &mut Faults,
) -> Result<(), Broken<'t>> {
    let broken = |error| Broken { piece: text, error };
    let documents = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let mut several = false;
    for document in documents {
        let document = document.map_err(broken)?.get();
        match document.as_bytes().first() {
            Some(b'[') => elements(document, objects)?,
            Some(b'{') => match list(document)? {
                Some(inner) if !several => {
                    elements(inner, objects)?;
                    tell_page(document, objects.len(), faults)?;
                }
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

/// A page of a longer list: Kobo says where the next one is, and how many answers there are in all.
fn tell_page<'t>(object: &'t str, found: usize, faults: &mut Faults) -> Result<(), Broken<'t>> {
    let fields = fields(object)?;
    let value = |name: &str| {
        let mut named = fields.iter().filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.get())
    };
    let announced = value("count").and_then(|count| count.parse::<usize>().ok());
    let goes_on = ["next", "previous"]
        .iter()
        .any(|link| value(link).is_some_and(|link| link.starts_with('"')));
    let whole = announced.is_none_or(|count| count == found);
    if whole && !goes_on {
        return Ok(());
    }
    match announced {
        Some(announced) if !whole => faults.page = Some(Page { announced, found }),
        _ => {
            let place = Place::file(faults.file);
            let message = "ce fichier est une page d'un export plus long";
            faults.push(Diagnostic::warning(message).at(place).hint(pages::WAY));
        }
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
pub(super) fn fields(object: &str) -> Result<Vec<(String, &RawValue)>, Broken<'_>> {
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
