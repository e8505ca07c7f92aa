//! Annexes: tables, how figures are made, data quality, rejected recommendations, words, imprint.
//!
//! Puts parts together: a file here for each kind of table and for how figures are made (`making`); data quality has its
//! own room. A project without individual answers gets a short annex and no empty table.

pub(super) mod changes;
pub(super) mod coherence;
mod detectable;
mod items;
mod making;
mod statistics;
pub(super) mod tables;

use super::dossier::Annex;
use super::method::term;
use super::parts::Term;
use super::{Study, quality, words};

/// The guide that the leaflet names; its text was never read, so it is cited and nothing more.
const GUIDE: &str = "Guide « Évaluer son innovation sociale » (Région Nouvelle-Aquitaine, 2024) : cité comme référence de \
                     méthode ; ce dossier n'en reprend aucun texte.";

/// The annexes.
pub(super) fn build(study: &Study) -> Annex {
    Annex {
        tables: tables::build(study),
        method: making::build(study),
        quality: quality::build(study),
        rejected: rejected(study),
        glossary: glossary(study),
        imprint: imprint(study),
    }
}

fn rejected(study: &Study) -> Vec<Term> {
    let found = study.advice.rejected.iter();
    found
        .map(|rejected| {
            term(
                &format!("{} ({})", rejected.title, rejected.id),
                words::capital(&rejected.reason),
            )
        })
        .collect()
}

/// The referential's words; those that explain a change are left out when nothing was measured twice.
fn glossary(study: &Study) -> Vec<Term> {
    let several = study.figures.measures().count() > 1;
    let is_kept = |meaning: &str| several || !speaks_of_change(meaning);
    study
        .referential
        .glossary
        .iter()
        .filter(|(_, meaning)| is_kept(meaning))
        .map(|(word, meaning)| term(word, meaning.clone()))
        .collect()
}

fn speaks_of_change(meaning: &str) -> bool {
    ["évolution", "progress", "changement"]
        .iter()
        .any(|word| meaning.contains(word))
}

fn imprint(study: &Study) -> Vec<String> {
    let referential = study.referential;
    let mut lines = Vec::new();
    if let Some(programme) = study
        .programme
        .filter(|programme| !programme.name.is_empty())
    {
        lines.push(
            format!("Programme : {} {}", programme.name, programme.edition)
                .trim_end()
                .to_owned()
                + ".",
        );
    }
    lines.push(format!(
        "Référentiel, version {}. Source : {}.",
        referential.version, referential.source
    ));
    if study.figures.last().is_some() {
        lines.push(format!(
            "{}, version {}.",
            study.questionnaire.name, study.questionnaire.version
        ));
    }
    lines.push("Définitions : rédaction de l'outil, à valider par l'Aract.".to_owned());
    lines.push(GUIDE.to_owned());
    lines.push(format!(
        "Produit avec jalon {}. Empreinte des données, des règles et des seuils : {}.",
        env!("CARGO_PKG_VERSION"),
        study.fingerprint
    ));
    lines
}
