//! The dossier of one study: every section, in the order of the contract. Writes no sentence.

use super::dossier::{Annex, Dossier, Method, Reading};
use super::results::{Results, results};
use super::{Study, advice_page, collective, essential, expected, identity, project_page};

/// Makes the dossier of a study.
pub fn build(study: &Study) -> Dossier {
    let found = results(study);
    let essential = essential::build(study, &found, String::new(), String::new());
    let Results { strip: _, overview, changes, categories, sheets, qvct, quotes } = found;
    Dossier {
        identity: identity::identity(study),
        cover: identity::cover(study),
        essential,
        reading: Reading {
            states: Vec::new(),
            verdicts: Vec::new(),
            groups: Vec::new(),
            paragraphs: Vec::new(),
        },
        project: project_page::build(study),
        expected: expected::build(study),
        method: Method {
            paragraphs: Vec::new(),
            waves: None,
            funnel: None,
            conditions: Vec::new(),
            conditions_sentence: String::new(),
            evidence: String::new(),
            detectable: None,
        },
        collective: collective::build(study),
        overview,
        changes,
        categories,
        sheets,
        qvct,
        quotes,
        advice: advice_page::build(study),
        annex: Annex {
            tables: Vec::new(),
            method: Vec::new(),
            quality: Vec::new(),
            rejected: Vec::new(),
            glossary: Vec::new(),
            imprint: Vec::new(),
        },
    }
}
