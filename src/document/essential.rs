//! « L'essentiel en une page »: bounded in length, because it must stand alone on one sheet.
//!
//! Says nothing that another page does not show. `standing` says what it may rest on; the other files of the room make its
//! parts: key figures, strip of scores, sentences, what the dossier does not say.

mod declared;
pub(super) mod key_figures;
pub(super) mod sentences;
pub(super) mod standing;
mod strip;
mod unsaid;

use super::dossier::{Essential, Method};
use super::parts::Term;
use super::results::Results;
use super::{Study, passage};

/// Most signs of the finding of a recommendation.
const FINDING: usize = 150;
/// Most signs of its title.
const TITLE: usize = 90;
/// What follows a finding that is not established, as on its card.
const TO_CHECK: &str = "À vérifier avec l'équipe.";
/// Recommendations on the page.
const ADVICE: usize = 3;
/// Most signs of a labelled sentence.
const SENTENCE: usize = 270;
/// The same of what moved and of what asks for attention, which are told of the whole and of groups.
const MOVED: usize = 330;

/// The page; conditions and evidence are those of the method, word for word.
pub(super) fn build(study: &Study, results: &Results, method: &Method) -> Essential {
    let basis = standing::basis(study);
    let sentences = sentences::sentences(study, results, &basis);
    Essential {
        sentences: sentences
            .into_iter()
            .zip([MOVED, SENTENCE, MOVED])
            .map(|((label, parts), most)| Term {
                word: label.to_owned(),
                text: passage::sentences(&parts, most),
            })
            .collect(),
        figures: key_figures::four(study, results, &basis),
        strip: strip::build(study, results),
        since: strip::since(study),
        conditions: method.conditions_sentence.clone(),
        evidence: method.evidence.clone(),
        advice: study
            .advice
            .actions
            .iter()
            .take(ADVICE)
            .map(|found| Term {
                word: passage::fitting(&found.title, TITLE),
                text: match found.established {
                    true => passage::fitting(&found.evidence, FINDING),
                    false => format!("{} {TO_CHECK}", passage::fitting(&found.evidence, FINDING)),
                },
            })
            .collect(),
        unsaid: unsaid::lines(study, &basis),
    }
}
