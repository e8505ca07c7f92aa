//! The terms as files spell them.

use super::spelling::folded;
use crate::model::Horizon;

/// The spellings of the terms.
pub(super) const HORIZONS: [(&str, Horizon); 16] = [
    ("reference", Horizon::Reference),
    ("t0", Horizon::Reference),
    ("depart", Horizon::Reference),
    ("au depart", Horizon::Reference),
    ("etat initial", Horizon::Reference),
    ("court", Horizon::Short),
    ("court terme", Horizon::Short),
    ("ct", Horizon::Short),
    ("short", Horizon::Short),
    ("moyen", Horizon::Medium),
    ("moyen terme", Horizon::Medium),
    ("mt", Horizon::Medium),
    ("medium", Horizon::Medium),
    ("long", Horizon::Long),
    ("long terme", Horizon::Long),
    ("lt", Horizon::Long),
];

/// The term a text names; declared spellings only.
pub(super) fn horizon(text: &str) -> Option<Horizon> {
    let plain = folded(text).replace('.', "").replace('-', " ");
    let mut spellings = HORIZONS.iter();
    spellings
        .find(|(spelling, _)| *spelling == plain)
        .map(|(_, horizon)| *horizon)
}
