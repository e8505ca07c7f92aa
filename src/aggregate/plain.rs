//! Whether the products of a person's answers tell no more than her scores, told without any algebra.
//!
//! Her scores are rows of weights; a spread adds the square of each, over pairs of answers. When each score
//! has a pair of answers that no score still to be placed holds, the squares are independent: a combination
//! of spreads silent on her products is silent on each of her scores. The pair of a score with a sensitive
//! answer must be sensitive itself, so that the same is true of those alone.

use super::spreads::{Stake, Weights};

/// Questions whose sets fit in a word; of more nothing is said at once.
const MOST: u16 = 128;

/// A score: the questions it weighs, and those of the other wave of a change.
struct Support {
    own: u128,
    other: u128,
    sensitive: bool,
}

/// Whether the squares of someone's scores are independent for a reason met here.
pub(super) fn is_plain(stakes: &[Stake], guarded: &[bool]) -> bool {
    let Some(guarded) = set((0..)
        .zip(guarded)
        .filter(|(_, is)| **is)
        .map(|(item, _)| item))
    else {
        return false;
    };
    let mut scores: Vec<(&Weights, Option<&Weights>)> = stakes
        .iter()
        .map(|stake| (&stake.weights, stake.other.as_ref()))
        .collect();
    scores.sort_unstable();
    scores.dedup();
    let support = |&(own, other): &(&Weights, Option<&Weights>)| {
        let items = |weights: &Weights| set(weights.iter().map(|(item, _)| *item));
        let own = items(own)?;
        let other = other.map_or(Some(own), items)?;
        Some(Support {
            own,
            other,
            sensitive: (own | other) & guarded != 0,
        })
    };
    let Some(mut left) = scores.iter().map(support).collect::<Option<Vec<Support>>>() else {
        return false;
    };
    // The widest first: they hold pairs that no other does.
    left.sort_by_key(|support| support.own.count_ones() + support.other.count_ones());
    while let Some(placed) = (0..left.len())
        .rev()
        .find(|&at| has_own_pair(&left, at, guarded))
    {
        left.remove(placed);
    }
    left.is_empty()
}

/// Whether a score holds a pair of answers that no other one left holds.
fn has_own_pair(left: &[Support], at: usize, guarded: u128) -> bool {
    let score = &left[at];
    let mut own = score.own;
    let mut items = std::iter::from_fn(|| {
        let item = own.trailing_zeros();
        own &= own.wrapping_sub(1);
        (item < u128::BITS).then_some(item)
    });
    items.any(|item| {
        let holding = left.iter().enumerate();
        let taken = holding
            .filter(|(rank, support)| *rank != at && support.own >> item & 1 == 1)
            .fold(0, |taken, (_, support)| taken | support.other);
        let free = score.other & !taken;
        if score.sensitive && guarded >> item & 1 == 0 {
            free & guarded != 0
        } else {
            free != 0
        }
    })
}

/// Questions as a set; `None` when one does not fit.
fn set(mut items: impl Iterator<Item = u16>) -> Option<u128> {
    items.try_fold(0, |set, item| (item < MOST).then(|| set | 1_u128 << item))
}
