//! The dossier of one study: every section, in the order of the contract. Writes no sentence.

use super::dossier::Dossier;
use super::conditions::{conditions_sentence, evidence_sentence};
use super::results::{Results, results};
use super::{
    Study, advice_page, annex, collective, essential, expected, identity, legend, method, project_page,
};

/// Makes the dossier of a study.
pub fn build(study: &Study) -> Dossier {
    let found = results(study);
    let essential = essential::build(
        study,
        &found,
        format!("{}.", conditions_sentence(study)),
        format!("{}.", evidence_sentence(study)),
    );
    let Results { strip: _, overview, changes, categories, sheets, qvct, quotes } = found;
    Dossier {
        identity: identity::identity(study),
        cover: identity::cover(study),
        essential,
        reading: legend::build(study),
        project: project_page::build(study),
        expected: expected::build(study),
        method: method::build(study),
        collective: collective::build(study),
        overview,
        changes,
        categories,
        sheets,
        qvct,
        quotes,
        advice: advice_page::build(study),
        annex: annex::build(study),
    }
}
