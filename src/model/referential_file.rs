//! Reads the referential from its file, and holds the one that is shipped.

use std::collections::BTreeSet;

use super::CategoryId;
use super::keys::{self, Keys};
use super::referential::{
    Category, Criterion, GroupWeight, HiddenCounts, Marker, QvctLevel, Referential, Resource,
    Terms, Thresholds,
};
use crate::diagnostic::Diagnostics;

/// Name of the shipped file in messages.
const SHIPPED: &str = "référentiel livré";

/// Reads a referential; every fault is told, and none is given when there was an error.
pub fn parse(text: &str, file: &str, notes: &mut Diagnostics) -> Option<Referential> {
    keys::read(text, file, notes, |keys| {
        let source = keys.required("source");
        let categories = categories(keys, &source);
        Some(Referential {
            version: keys.required("version"),
            criteria: criteria(keys, &categories, &source),
            categories,
            qvct: qvct(keys, &source),
            markers: markers(keys, &source),
            markers_announced: keys.count("marqueurs_annonces", 0..=99).unwrap_or(0),
            terms: terms(keys)?,
            thresholds: thresholds(keys)?,
            glossary: glossary(keys),
            resources: resources(keys),
            source,
        })
    })
}

impl Referential {
    /// The referential shipped with the program.
    #[expect(
        clippy::expect_used,
        reason = "the shipped file is ours; a test reads it"
    )]
    pub fn embedded() -> Referential {
        let text = include_str!("referential.toml");
        parse(text, SHIPPED, &mut Diagnostics::new()).expect("the shipped referential is sound")
    }
}

/// Tells a code that an earlier table of the same list already bears.
pub(super) fn tell_repeated(table: &Keys, key: &str, code: &str, seen: &mut BTreeSet<String>) {
    if !code.is_empty() && !seen.insert(code.to_lowercase()) {
        table.error(
            key,
            format!("« {key} » : « {code} » est déclaré deux fois"),
            "donnez un autre nom à l'un des deux, ou retirez-le",
        );
    }
}

fn categories(keys: &Keys, source: &str) -> Vec<Category> {
    let mut seen = BTreeSet::new();
    let read = keys.tables("categories").into_iter().map(|table| {
        let code = table.required("code");
        tell_repeated(&table, "code", &code, &mut seen);
        Category {
            code,
            key: table.required("cle"),
            name: table.required("nom"),
            introduction: table.required("introduction"),
            source: table.text("source").unwrap_or_else(|| source.to_owned()),
        }
    });
    let read: Vec<_> = read.collect();
    tell_empty(keys, "categories", read.is_empty());
    read
}

fn tell_empty(keys: &Keys, key: &str, empty: bool) {
    if empty {
        keys.error_at(
            None,
            format!("aucune table [[{key}]]"),
            format!("ajoutez au moins une ligne [[{key}]] suivie de ses clés"),
        );
    }
}

fn criteria(keys: &Keys, categories: &[Category], source: &str) -> Vec<Criterion> {
    let tables = keys.tables("criteres");
    tell_empty(keys, "criteres", tables.is_empty());
    if tables.len() > 99 {
        keys.error("criteres", "plus de 99 critères", "regroupez des critères");
    }
    let mut seen = BTreeSet::new();
    let read = tables.iter().map(|table| {
        let code = table.required("code");
        let number = number(table, &code);
        tell_repeated(table, "code", &number.to_string(), &mut seen);
        Criterion {
            code,
            number,
            name: table.required("nom"),
            short: short(table, 30),
            category: category(table, categories),
            definition: table.required("definition"),
            source: table.text("source").unwrap_or_else(|| source.to_owned()),
        }
    });
    read.collect()
}

/// The number of a code, by which criteria are told apart: `C01` and `1` are one.
fn number(table: &Keys, code: &str) -> u8 {
    let digits = code.trim_start_matches(['C', 'c']);
    let number = digits
        .parse::<u8>()
        .ok()
        .filter(|number| (1..=99).contains(number));
    if number.is_none() && !code.is_empty() {
        let message = format!("« code » : « {code} » n'est pas un code de critère");
        table.error(
            "code",
            message,
            "écrivez C suivi d'un nombre de 1 à 99 : C01",
        );
    }
    number.unwrap_or(0)
}

fn category(table: &Keys, categories: &[Category]) -> CategoryId {
    let letter = table.required("categorie");
    let rank = categories
        .iter()
        .position(|category| category.code == letter);
    if rank.is_none() && !letter.is_empty() {
        let known = categories.iter().map(|category| category.code.as_str());
        table.unknown_word("categorie", table.line_of("categorie"), &letter, known);
    }
    CategoryId(rank.and_then(|rank| u8::try_from(rank).ok()).unwrap_or(0))
}

/// The short name, or the name itself, in the room there is on charts.
fn short(table: &Keys, most: usize) -> String {
    match table.limited("court", most) {
        Some(short) => short,
        None => table.limited("nom", most).unwrap_or_default(),
    }
}

fn qvct(keys: &Keys, source: &str) -> Vec<QvctLevel> {
    let mut seen = BTreeSet::new();
    let read = keys.tables("qvct").into_iter().map(|table| {
        if !table.has("numero") {
            table.error_at(
                table.line(),
                "la clé « numero » manque dans [[qvct]]",
                "ajoutez une ligne : numero = 1",
            );
        }
        let number = table.count("numero", 1..=20).unwrap_or(0);
        tell_repeated(&table, "numero", &number.to_string(), &mut seen);
        QvctLevel {
            number: u8::try_from(number).unwrap_or(0),
            name: table.required("nom"),
            short: short(&table, 34),
            definition: table.required("definition"),
            sensitive: table.flag("sensible").unwrap_or(false),
            source: table.text("source").unwrap_or_else(|| source.to_owned()),
        }
    });
    read.collect()
}

fn markers(keys: &Keys, source: &str) -> Vec<Marker> {
    let mut seen = BTreeSet::new();
    let read = keys.tables("marqueurs").into_iter().map(|table| {
        let code = table.required("code");
        tell_repeated(&table, "code", &code, &mut seen);
        Marker {
            code,
            name: table.required("nom"),
            source: table.text("source").unwrap_or_else(|| source.to_owned()),
        }
    });
    read.collect()
}

fn terms(keys: &Keys) -> Option<Terms> {
    let Some(table) = keys.table("echeances") else {
        keys.error_at(
            None,
            "la table [echeances] manque",
            "ajoutez une ligne [echeances] et ses clés",
        );
        return None;
    };
    let number = |key: &str, most| required_count(&table, key, 0, most);
    let terms = Terms {
        reference_days: number("reference_jours", 3660),
        short_months: number("court_mois", 1200),
        medium_months: number("moyen_mois", 1200),
        collection_days: number("collecte_jours", 3660),
    };
    if terms.medium_months < terms.short_months {
        table.error(
            "moyen_mois",
            "le moyen terme finit avant le court terme",
            "écrivez un nombre de mois plus grand que court_mois",
        );
    }
    Some(terms)
}

fn required_count(table: &Keys, key: &str, least: u32, most: u32) -> u32 {
    if !table.has(key) {
        table.error_at(
            table.line(),
            format!("la clé « {key} » manque"),
            format!("ajoutez une ligne : {key} = {}", least.max(1)),
        );
    }
    table.count(key, least..=most).unwrap_or(0)
}

fn thresholds(keys: &Keys) -> Option<Thresholds> {
    let Some(table) = keys.table("seuils") else {
        keys.error_at(
            None,
            "la table [seuils] manque",
            "ajoutez une ligne [seuils] et ses clés",
        );
        return None;
    };
    // The least that protects people, whoever writes the referential.
    let people = |key: &str, least: u32| required_count(&table, key, least, 10_000);
    let points = |key: &str| {
        if !table.has(key) {
            table.error_at(
                table.line(),
                format!("la clé « {key} » manque"),
                format!("ajoutez une ligne : {key} = 10"),
            );
        }
        table.decimal(key, 0.0..=100.0).unwrap_or(0.0)
    };
    let read = Thresholds {
        score: people("score", 5),
        distribution: people("repartition", 10),
        sensitive_score: people("score_sensible", 10),
        sensitive_distribution: people("repartition_sensible", 20),
        quote: people("parole", 10),
        important_change: points("evolution_importante"),
        important_gap: points("ecart_important"),
        important_pooled_change: table
            .decimal("evolution_importante_programme", 1.0..=50.0)
            .unwrap_or(5.0),
        prior_weight: points("poids_a_priori"),
        prior_sd: points("dispersion_a_priori"),
        correlation_cap: table.decimal("correlation_max", 0.0..=1.0).unwrap_or(0.8),
        group_weight: GroupWeight::Equal,
        hidden_counts: HiddenCounts::default(),
    };
    Some(read.in_order())
}

fn glossary(keys: &Keys) -> Vec<(String, String)> {
    let read = keys
        .tables("glossaire")
        .into_iter()
        .map(|table| (table.required("mot"), table.required("sens")));
    let mut words: Vec<_> = read.collect();
    words.sort_by_cached_key(|(word, _)| super::plain(word));
    words
}

fn resources(keys: &Keys) -> Vec<Resource> {
    let read = keys.tables("ressources").into_iter().map(|table| Resource {
        title: table.required("titre"),
        link: table.text("lien"),
    });
    read.collect()
}
