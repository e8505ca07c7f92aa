//! Reads `programme.toml`.

use super::keys::{self, Keys, Shape};
use super::programme::{Contact, Partner, Programme};
use super::referential::{HiddenCounts, Referential, Thresholds};
use super::statistics_file;
use crate::diagnostic::Diagnostics;

/// Most signs of a free text of the programme: a page.
const TEXT: usize = 2500;

/// Reads a programme; every fault is told, and none is given when there was an error.
pub fn parse(
    text: &str,
    file: &str,
    referential: &Referential,
    notes: &mut Diagnostics,
) -> Option<Programme> {
    keys::read(text, file, notes, |keys| Some(whole(keys, referential)))
}

/// What `programme.toml` may say.
pub fn shape(referential: &Referential) -> Shape {
    keys::sketch(|keys| whole(keys, referential))
}

fn whole(keys: &Keys, referential: &Referential) -> Programme {
    Programme {
        name: keys.required("nom"),
        edition: keys.text("edition").unwrap_or_default(),
        closed_on: keys.date("arrete_le"),
        publisher: keys.text("editeur").unwrap_or_default(),
        partners: partners(keys),
        funding: keys.limited("mention_financement", 400),
        fictional: keys.limited("fictif", 120),
        contacts: contacts(keys),
        thresholds: settled(keys, &referential.thresholds),
        texts: texts(keys),
    }
}

fn partners(keys: &Keys) -> Vec<Partner> {
    let read = keys.tables("partenaires").into_iter().map(|table| {
        let logo = table.text("logo");
        let logo_alternative = table.text("alternative");
        if logo.is_some() && logo_alternative.is_none() {
            table.warning(
                "logo",
                "ce logo n'a pas de texte de remplacement : le nom du partenaire en tiendra lieu",
                "ajoutez une ligne : alternative = \"Logo de …\"",
            );
        }
        Partner {
            name: table.required("nom"),
            logo,
            logo_alternative,
        }
    });
    read.collect()
}

fn contacts(keys: &Keys) -> Vec<Contact> {
    let read = keys.tables("contacts").into_iter().map(|table| Contact {
        name: table.required("nom"),
        telephone: table.text("telephone"),
        email: table.text("courriel"),
        site: table.text("site"),
    });
    read.collect()
}

/// Thresholds of publication, then how figures are made; none when the file says nothing of either.
fn settled(keys: &Keys, shipped: &Thresholds) -> Option<Thresholds> {
    let raised = thresholds(keys, shipped);
    let chosen = statistics_file::read(keys, raised.as_ref().unwrap_or(shipped));
    chosen.or(raised)
}

/// The thresholds with those the programme raises; a lower one is an error.
fn thresholds(keys: &Keys, floor: &Thresholds) -> Option<Thresholds> {
    let table = keys.table("seuils")?;
    let people = |key: &str, floor: u32| {
        let asked = table.count(key, 0..=10_000).unwrap_or(floor);
        tell_lowered(&table, key, f64::from(asked), f64::from(floor));
        asked
    };
    let important_gap = table
        .decimal("ecart_important", 0.0..=100.0)
        .unwrap_or(floor.important_gap);
    tell_lowered(
        &table,
        "ecart_important",
        important_gap,
        floor.important_gap,
    );
    let asked = Thresholds {
        score: people("score", floor.score),
        distribution: people("repartition", floor.distribution),
        sensitive_score: people("score_sensible", floor.sensitive_score),
        sensitive_distribution: people("repartition_sensible", floor.sensitive_distribution),
        quote: people("parole", floor.quote),
        important_gap,
        hidden_counts: HiddenCounts::masked_if(table.flag("masquer_effectifs") == Some(true)),
        ..*floor
    };
    Some(asked.in_order())
}

fn tell_lowered(table: &Keys, key: &str, asked: f64, floor: f64) {
    if asked < floor {
        table.error(
            key,
            format!("« {key} » vaut {asked}, sous le seuil de protection {floor} du référentiel"),
            format!("écrivez {floor} ou plus, ou retirez la ligne : un seuil peut monter, jamais descendre"),
        );
    }
}

/// Free texts, by the name of their place in the templates.
fn texts(keys: &Keys) -> Vec<(String, String)> {
    let Some(table) = keys.table("textes") else {
        return Vec::new();
    };
    let read = table.names().into_iter().filter_map(|slot| {
        let text = table.limited(&slot.text, TEXT)?;
        Some((slot.text, text))
    });
    read.collect()
}
