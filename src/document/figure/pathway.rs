//! The way from actions to an impact: what `charts/pathway.typ` draws.

use serde::{Deserialize, Serialize};

use super::super::parts::Caption;

/// G9: from actions to the impact aimed at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    /// Around the figure.
    pub caption: Caption,
    /// Four columns: actions, résultats, effets, impact visé.
    pub columns: Vec<PathwayColumn>,
}

/// A column of the pathway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathwayColumn {
    /// « Résultats (court terme) ».
    pub label: String,
    /// Boxes, at most four.
    pub steps: Vec<PathwayStep>,
}

/// A box of the pathway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathwayStep {
    /// At most 90 signs.
    pub text: String,
    /// Numbers of the criteria: « critères 1 et 13 », or empty.
    pub criteria: String,
    /// Solid border (measured) or dashed (hoped for).
    pub measured: bool,
}
