//! Markers declared with their evidence: what `charts/markers.typ` draws.

use serde::{Deserialize, Serialize};

use super::super::parts::Caption;

/// G6: markers declared with evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerStrip {
    /// Around the figure.
    pub caption: Caption,
    /// In referential order.
    pub tokens: Vec<MarkerToken>,
}

/// A marker of the strip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerToken {
    /// Name.
    pub name: String,
    /// `present`, `partial`, `absent`, `unknown`.
    pub state: String,
    /// « présent », « partiel », « absent », « non renseigné ».
    pub state_label: String,
    /// Evidence, or empty.
    pub evidence: String,
}
