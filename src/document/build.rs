//! The dossier of one study: every section, in the order of the contract. Writes no sentence.

use super::dossier::Dossier;
use super::reference::{Reference, reference};
use super::results::{Results, results};
use super::{Study, advice_page, collective, essential, expected, identity, project_page};

/// Makes the dossier of a study.
pub fn build(study: &Study) -> Dossier {
    let found = results(study);
    let Reference {
        reading,
        method,
        annex,
    } = reference(study);
    let essential = essential::build(study, &found, &method);
    let Results {
        strip: _,
        overview,
        changes,
        categories,
        sheets,
        qvct,
        quotes,
    } = found;
    Dossier {
        identity: identity::identity(study),
        cover: identity::cover(study),
        essential,
        reading,
        project: project_page::build(study),
        expected: expected::build(study),
        method,
        collective: collective::build(study),
        overview,
        changes,
        categories,
        sheets,
        qvct,
        quotes,
        advice: advice_page::build(study),
        annex,
    }
}
