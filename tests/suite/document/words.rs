//! Laws of wording that hold for every section, whatever the answers.

use jalon::document::parts::Caption;
use jalon::model::Horizon;
use serde_json::{Value, json};

use super::workshop::{Answers, Workshop, alternating, decline, favourable, progress};

/// Studies of every shape: one to four waves, groups large, small and kept back, all directions.
fn studies() -> Vec<Workshop> {
    let horizons: [&[Horizon]; 4] = [
        &[Horizon::Long],
        &[Horizon::Reference],
        &[Horizon::Reference, Horizon::Medium],
        &[
            Horizon::Reference,
            Horizon::Short,
            Horizon::Medium,
            Horizon::Long,
        ],
    ];
    let answers: [Answers; 4] = [progress, decline, alternating, favourable];
    let mut studies = Vec::new();
    for terms in horizons {
        for people in [[7, 0], [14, 3], [8, 8], [14, 12], [40, 25]] {
            studies.extend(
                answers
                    .iter()
                    .map(|&answer| Workshop::new(terms, people, answer)),
            );
        }
    }
    studies
}

/// Every sentence of the figure sections, the referential's own texts left out.
fn sections(workshop: &Workshop) -> Value {
    let results = workshop.results();
    let mut value = json!({
        "strip": results.strip, "overview": results.overview, "changes": results.changes,
        "categories": results.categories, "sheets": results.sheets, "qvct": results.qvct,
    });
    strip_own_texts(&mut value);
    value
}

fn strip_own_texts(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for own in ["definition", "name"] {
                fields.remove(own);
            }
            if fields.contains_key("quote") {
                fields.remove("introduction");
            }
            fields.values_mut().for_each(strip_own_texts);
        }
        Value::Array(all) => all.iter_mut().for_each(strip_own_texts),
        _ => {}
    }
}

fn visit(value: &Value, see: &mut dyn FnMut(&Value)) {
    see(value);
    match value {
        Value::Object(fields) => fields.values().for_each(|inner| visit(inner, see)),
        Value::Array(all) => all.iter().for_each(|inner| visit(inner, see)),
        _ => {}
    }
}

#[test]
fn every_alternative_text_is_short_says_its_table_and_is_not_the_title() {
    let mut seen = 0;
    for workshop in studies() {
        visit(&sections(&workshop), &mut |value| {
            if value.is_object()
                && let Ok(caption) = serde_json::from_value::<Caption>(value.clone())
            {
                seen += 1;
                assert!(caption.alt.chars().count() <= 250, "{}", caption.alt);
                assert!(
                    caption.alt.contains("Données : tableau A"),
                    "{}",
                    caption.alt
                );
                assert!(!caption.title.is_empty() && caption.alt != caption.title);
                assert!(!caption.subtitle.is_empty() && !caption.note.is_empty());
            }
        });
    }
    assert!(seen > 500, "only {seen} captions");
}

#[test]
fn technical_words_stay_out_of_the_body() {
    let banned = [
        "IC ",
        "MIC",
        "NSP",
        "T0",
        "Holm",
        "τ",
        "I²",
        "prédiction",
        "clivage",
        "n <",
        "impact",
        "attribution",
        "NaN",
        "inf ",
    ];
    for workshop in studies() {
        visit(&sections(&workshop), &mut |value| {
            if let Value::String(text) = value {
                for word in banned {
                    assert!(!text.contains(word), "« {word} » in « {text} »");
                }
                assert!(!text.contains("  ") && !text.contains("()"), "{text}");
            }
        });
    }
}

#[test]
fn one_measure_says_nothing_of_change() {
    let words = [
        "amélior",
        "dégrad",
        "stabilit",
        "volution",
        "progress",
        "recul",
        "hausse",
        "baisse",
        "epuis",
        "précédente",
    ];
    for workshop in studies()
        .iter()
        .filter(|workshop| workshop.project.waves.len() == 1)
    {
        visit(&sections(workshop), &mut |value| {
            if let Value::String(text) = value {
                let found = words.iter().find(|word| text.contains(*word));
                assert_eq!(found, None, "{text}");
            }
        });
    }
}
