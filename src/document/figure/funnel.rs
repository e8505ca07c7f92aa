//! Who answered, among those invited: what `charts/funnel.typ` draws.

use serde::{Deserialize, Serialize};

use super::super::parts::Caption;

/// G8: who answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funnel {
    /// Around the figure.
    pub caption: Caption,
    /// Largest population, for the scale.
    pub most: u32,
    /// One row a group, last wave.
    pub rows: Vec<FunnelRow>,
}

/// A group of the funnel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunnelRow {
    /// Group.
    pub label: String,
    /// People invited; `None` = unknown.
    pub invited: Option<u32>,
    /// Questionnaires with at least one answer.
    pub answered: u32,
    /// Questionnaires complete or nearly.
    pub usable: u32,
    /// People also present in the wave before; `None` when nobody can be followed, or when it is withheld.
    pub followed: Option<u32>,
    /// Whether they are too few to be counted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub followed_withheld: bool,
    /// « 79 % », « 11 sur 14 », « non calculable (population inconnue) ».
    pub rate: String,
    /// Smallest change that eight surveys out of ten would show, in points: « 13 à 25 »; empty when nothing was compared.
    pub detectable: String,
}
