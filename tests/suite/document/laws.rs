//! What holds of every dossier, whatever the answers.

use std::sync::LazyLock;

use jalon::document::Edition;
use jalon::document::dossier::Dossier;
use jalon::model::Horizon;
use serde_json::Value;

use super::workshop::{Answers, Workshop, alternating, decline, favourable, progress};

/// A study of some shape, with a name for the message.
struct Case {
    name: String,
    waves: usize,
    dossier: Dossier,
}

/// Made once for all laws.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(cases);

fn cases() -> Vec<Case> {
    let answers: [(&str, Answers); 4] = [
        ("progress", progress),
        ("decline", decline),
        ("alternating", alternating),
        ("favourable", favourable),
    ];
    let terms: [&[Horizon]; 4] = [
        &[],
        &[Horizon::Medium],
        &[Horizon::Reference, Horizon::Medium],
        &[Horizon::Reference, Horizon::Short, Horizon::Long],
    ];
    let people = [[3, 1], [7, 4], [14, 12], [30, 25]];
    let mut found = Vec::new();
    for (name, answers) in answers {
        for terms in terms {
            for people in people {
                let mut workshop = Workshop::new(terms, people, answers);
                if people[0] == 14 {
                    workshop.edition = Edition::Funder;
                }
                found.push(Case {
                    name: format!("{name}, {} waves, {people:?}", terms.len()),
                    waves: terms.len(),
                    dossier: workshop.dossier(),
                });
            }
        }
    }
    found
}

/// Every text of a value, with the key that holds it.
fn texts(value: &Value, key: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((key.to_owned(), text.clone())),
        Value::Array(all) => all.iter().for_each(|one| texts(one, key, found)),
        Value::Object(all) => all.iter().for_each(|(key, one)| texts(one, key, found)),
        _ => {}
    }
}

/// Texts of a dossier but for the sections left out.
fn body(dossier: &Dossier, without: &[&str]) -> Vec<(String, String)> {
    let mut value = serde_json::to_value(dossier).expect("a dossier is plain data");
    for section in without {
        value
            .as_object_mut()
            .expect("a dossier is an object")
            .remove(*section);
    }
    let mut found = Vec::new();
    texts(&value, "", &mut found);
    found
}

#[test]
fn the_first_page_has_three_sentences_four_figures_and_three_or_four_limits() {
    for Case {
        name,
        waves: _,
        dossier,
    } in CASES.iter()
    {
        let page = &dossier.essential;
        assert_eq!(page.sentences.len(), 3, "{name}");
        assert_eq!(page.figures.len(), 4, "{name}");
        assert!((3..=4).contains(&page.unsaid.len()), "{name}");
        for (sentence, most) in page.sentences.iter().zip([331, 271, 331]) {
            let length = sentence.text.chars().count();
            assert!((1..=most).contains(&length), "{name}: {}", sentence.text);
        }
    }
}

#[test]
fn alternative_texts_stay_under_250_signs() {
    for Case {
        name,
        waves: _,
        dossier,
    } in CASES.iter()
    {
        for (key, text) in body(dossier, &[]) {
            assert!(
                key != "alt" || (1..=250).contains(&text.chars().count()),
                "{name}: {text}"
            );
        }
    }
}

#[test]
fn the_body_speaks_plain_french() {
    let banned = [
        "IC",
        "MIC",
        "NSP",
        "k",
        "T0",
        "Holm",
        "τ",
        "I²",
        "p",
        "prédiction",
        "clivage",
    ];
    for Case {
        name,
        waves: _,
        dossier,
    } in CASES.iter()
    {
        for (key, text) in body(dossier, &["annex"]) {
            let mut words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '²');
            let code = ["id", "edition", "fingerprint"].contains(&key.as_str());
            assert!(
                code || !words.any(|word| banned.contains(&word)),
                "{name}: {text}"
            );
            assert!(!text.contains("n < 5"), "{name}: {text}");
        }
    }
}

#[test]
fn one_measure_never_speaks_of_change() {
    let banned = [
        "amélior",
        "dégrad",
        "progress",
        "recul",
        "évolution",
        "stabilité",
        "hausse",
        "baisse",
    ];
    for Case {
        name,
        waves,
        dossier,
    } in CASES.iter()
    {
        if *waves != 1 {
            continue;
        }
        for (_, text) in body(dossier, &["annex"]) {
            let plain = text.to_lowercase();
            assert!(
                !banned.iter().any(|word| plain.contains(word)),
                "{name}: {text}"
            );
        }
    }
}

#[test]
fn no_number_is_broken() {
    for Case {
        name,
        waves: _,
        dossier,
    } in CASES.iter()
    {
        for (_, text) in body(dossier, &[]) {
            assert!(
                !text.contains("NaN") && !text.contains("inf "),
                "{name}: {text}"
            );
        }
    }
}
