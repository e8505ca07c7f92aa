//! Rows that are sums of whole atoms: what the plainest published figures are.

use jalon::aggregate::audit::{Row, Unknown};
use jalon::aggregate::field::Ratio;

/// The sum (or the mean) of atoms in one slot; its people are those of `sizes`.
pub fn sum_of(atoms: &[usize], slot: usize, sizes: &[u32]) -> Row {
    let terms = atoms
        .iter()
        .map(|&atom| (Unknown { atom, slot }, Ratio::ONE));
    Row {
        terms: terms.collect(),
        people: atoms.iter().filter_map(|&atom| sizes.get(atom)).sum(),
    }
}
