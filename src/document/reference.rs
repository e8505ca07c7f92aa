//! The sections of a dossier that say how to read it: keys, method, annexes, made from one study.
//!
//! The sections that carry figures are in `results`.

use super::dossier::{Annex, Method, Reading};
use super::{Study, annex, legend, method};

/// What stands around the results.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// « Lire ce document ».
    pub reading: Reading,
    /// « Comment lire ces résultats ».
    pub method: Method,
    /// Annexes.
    pub annex: Annex,
}

/// Makes the three sections.
pub fn reference(study: &Study) -> Reference {
    let annex = annex::build(study);
    Reference {
        reading: legend::build(study, &annex.tables),
        method: method::build(study),
        annex,
    }
}
