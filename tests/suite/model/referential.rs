//! What the shipped referential promises, and what an edited one is told.

use jalon::diagnostic::Diagnostics;
use jalon::model::Referential;
use jalon::model::referential::{self, GroupWeight, HiddenCounts, Terms, Thresholds};

use super::told;

#[test]
fn the_shipped_referential_holds_the_published_lists() {
    let shipped = Referential::embedded();
    let codes: Vec<_> = shipped
        .criteria
        .iter()
        .map(|criterion| criterion.code.clone())
        .collect();
    assert_eq!(
        codes,
        (1..=22)
            .map(|number| format!("C{number:02}"))
            .collect::<Vec<_>>()
    );
    let families: Vec<_> = shipped
        .criteria
        .iter()
        .map(|criterion| criterion.category.0)
        .collect();
    assert_eq!(families, [[0; 10].as_slice(), &[1; 6], &[2; 6]].concat());
    let letters: Vec<_> = shipped
        .categories
        .iter()
        .map(|category| category.code.as_str())
        .collect();
    assert_eq!(letters, ["D", "P", "E"]);
    assert_eq!(
        shipped
            .qvct
            .iter()
            .map(|level| level.number)
            .collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6]
    );
    assert_eq!((shipped.markers.len(), shipped.markers_announced), (12, 15));
}

#[test]
fn the_shipped_terms_and_thresholds_are_those_agreed() {
    let shipped = Referential::embedded();
    assert_eq!(
        shipped.terms,
        Terms {
            reference_days: 60,
            short_months: 12,
            medium_months: 36,
            collection_days: 90
        }
    );
    assert_eq!(
        shipped.thresholds,
        Thresholds {
            score: 5,
            distribution: 10,
            sensitive_score: 10,
            sensitive_distribution: 20,
            quote: 10,
            important_change: 10.0,
            important_gap: 20.0,
            important_pooled_change: 5.0,
            prior_weight: 2.0,
            prior_sd: 22.0,
            correlation_cap: 0.8,
            group_weight: GroupWeight::Equal,
            hidden_counts: HiddenCounts::Subtractable,
        }
    );
}

#[test]
fn health_and_equality_are_sensitive() {
    let sensitive: Vec<_> = Referential::embedded()
        .qvct
        .iter()
        .map(|level| level.sensitive)
        .collect();
    assert_eq!(sensitive, [false, false, false, false, true, true]);
}

#[test]
fn short_names_are_all_different_and_fit_their_place() {
    let shipped = Referential::embedded();
    let mut shorts: Vec<_> = shipped
        .criteria
        .iter()
        .map(|criterion| &criterion.short)
        .collect();
    assert!(shorts.iter().all(|short| short.chars().count() <= 30));
    shorts.sort();
    shorts.dedup();
    assert_eq!(shorts.len(), 22);
}

#[test]
fn introductions_have_about_sixty_words_and_the_glossary_explains_the_initials() {
    let shipped = Referential::embedded();
    for category in &shipped.categories {
        let words = category.introduction.split_whitespace().count();
        assert!((55..=70).contains(&words), "{}: {words}", category.name);
    }
    let words: Vec<_> = shipped
        .glossary
        .iter()
        .map(|(word, _)| word.as_str())
        .collect();
    for wanted in [
        "AMI",
        "Aract",
        "ESS",
        "QVCT",
        "RSE",
        "SIAE",
        "Non publié",
        "Intervalle",
        "Au départ",
        "Cotation collective",
    ] {
        assert!(words.contains(&wanted), "{wanted}");
    }
    assert!(
        words
            .windows(2)
            .all(|pair| jalon::model::plain(pair[0]) < jalon::model::plain(pair[1]))
    );
}

#[test]
fn one_criterion_has_several_spellings_of_its_code() {
    let shipped = Referential::embedded();
    for code in ["C01", "c1", "01", "1", " C1 "] {
        assert_eq!(shipped.criterion(code).map(|id| id.0), Some(0), "{code}");
    }
    for code in ["", "C", "0", "C23", "Participation"] {
        assert_eq!(shipped.criterion(code), None, "{code}");
    }
}

#[test]
fn an_edited_referential_is_told_what_is_wrong() {
    let mut notes = Diagnostics::new();
    let text = "version = \"2\"\nsource = \"nous\"\n[[categories]]\ncode = \"D\"\ncle = \"d\"\nnom = \"D\"\nintroduction = \"…\"\n\
        [[criteres]]\ncode = \"C01\"\nnom = \"Un\"\ncategorie = \"P\"\ndefinition = \"…\"\n\
        [[criteres]]\ncode = \"c1\"\nnom = \"Un nom beaucoup trop long pour un graphique\"\ncategorie = \"D\"\ndefinition = \"…\"\n\
        [echeances]\nreference_jours = 60\ncourt_mois = 12\nmoyen_mois = 6\ncollecte_jours = 90\n";
    assert_eq!(referential::parse(text, "r.toml", &mut notes), None);
    assert_eq!(
        told(&notes),
        [
            "erreur : la table [seuils] manque\n  → r.toml\n  aide : ajoutez une ligne [seuils] et ses clés",
            "erreur : « categorie » : valeur inconnue « P »\n  → r.toml:11\n  aide : valeurs possibles : D",
            "erreur : « code » : « 1 » est déclaré deux fois\n  → r.toml:14\n  aide : donnez un autre nom à l'un des deux, ou retirez-le",
            "erreur : nom : 43 signes, 30 au plus\n  → r.toml:15\n  aide : retirez 13 signes au moins",
            "erreur : le moyen terme finit avant le court terme\n  → r.toml:21\n  aide : écrivez un nombre de mois plus grand que court_mois",
        ]
    );
}

#[test]
fn no_referential_protects_people_less_than_the_shipped_one() {
    let shipped = include_str!("../../../src/model/referential.toml");
    let (before, rest) = shipped.split_once("[seuils]").expect("there");
    let (_, after) = rest.split_once("parole = 10\n").expect("there");
    let with = |numbers: [u32; 5]| {
        let [score, spread, sensitive, wide, quote] = numbers;
        let seuils = format!(
            "[seuils]\nscore = {score}\nrepartition = {spread}\nscore_sensible = {sensitive}\nrepartition_sensible = {wide}\n\
             parole = {quote}\n"
        );
        let mut notes = Diagnostics::new();
        let read = referential::parse(&format!("{before}{seuils}{after}"), "r.toml", &mut notes);
        (read.map(|read| read.thresholds), told(&notes))
    };
    let line = before.lines().count() + 2;
    let low = |rank: usize, key: &str, written: u32, least: u32| {
        format!(
            "erreur : « {key} » vaut {written}, hors des bornes\n  → r.toml:{}\n  aide : écrivez un nombre entier de {least} à 10000",
            line + rank
        )
    };
    let (read, told) = with([4, 9, 9, 19, 9]);
    assert_eq!(read, None);
    assert_eq!(
        told,
        [
            low(0, "score", 4, 5),
            low(1, "repartition", 9, 10),
            low(2, "score_sensible", 9, 10),
            low(3, "repartition_sensible", 19, 20),
            low(4, "parole", 9, 10),
        ]
    );
    // What says more never asks for fewer people.
    let (read, told) = with([30, 10, 10, 20, 10]);
    let read = read.expect("sound");
    assert_eq!(
        (
            told.len(),
            read.score,
            read.distribution,
            read.sensitive_score,
            read.sensitive_distribution,
            read.quote
        ),
        (0, 30, 30, 30, 30, 30)
    );
}
