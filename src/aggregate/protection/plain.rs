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
        let items = |weights: &Weights| set(weights.items());
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
    let one_wave = stakes.iter().all(|stake| stake.other.is_none());
    let mut holding = Holding::new(&left, one_wave);
    // The widest first: they hold pairs that no other does.
    left.sort_by_key(|support| support.own.count_ones() + support.other.count_ones());
    loop {
        let before = left.len();
        for at in (0..left.len()).rev() {
            if holding.has_own_pair(&left[at], guarded) {
                holding.count(&left.remove(at), |held| held - 1);
            }
        }
        if left.is_empty() || left.len() == before {
            return left.is_empty();
        }
    }
}

/// How many of the scores left hold each pair of answers.
struct Holding {
    /// The rank of each question among those weighed.
    ranks: [usize; MOST as usize],
    /// A table of pairs.
    held: Vec<u16>,
    /// Questions weighed.
    width: usize,
    /// Whether both answers of a pair are of one wave, so that it is met twice: once is enough.
    one_wave: bool,
}

impl Holding {
    fn new(scores: &[Support], one_wave: bool) -> Holding {
        let all = scores
            .iter()
            .fold(0, |all, score| all | score.own | score.other);
        let mut ranks = [0; MOST as usize];
        for (rank, item) in items(all).enumerate() {
            ranks[item] = rank;
        }
        let width = all.count_ones() as usize;
        let mut holding = Holding {
            ranks,
            held: vec![0; width * width],
            width,
            one_wave,
        };
        for score in scores {
            holding.count(score, |held| held + 1);
        }
        holding
    }

    /// What a question is paired with in a score.
    fn others(&self, score: &Support, one: usize) -> u128 {
        if self.one_wave {
            score.other & u128::MAX << one
        } else {
            score.other
        }
    }

    fn count(&mut self, score: &Support, change: impl Fn(u16) -> u16) {
        for one in items(score.own) {
            let start = self.ranks[one] * self.width;
            for other in items(self.others(score, one)) {
                let held = &mut self.held[start + self.ranks[other]];
                *held = change(*held);
            }
        }
    }

    /// Whether a score holds a pair of answers that no other one left holds.
    fn has_own_pair(&self, score: &Support, guarded: u128) -> bool {
        items(score.own).any(|one| {
            let start = self.ranks[one] * self.width;
            let mut others = self.others(score, one);
            if score.sensitive && guarded >> one & 1 == 0 {
                others &= guarded;
            }
            items(others).any(|other| self.held[start + self.ranks[other]] == 1)
        })
    }
}

/// The questions of a set.
fn items(mut set: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let item = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        (item < u128::BITS).then_some(item as usize)
    })
}

/// Questions as a set; `None` when one does not fit.
fn set(mut items: impl Iterator<Item = u16>) -> Option<u128> {
    items.try_fold(0, |set, item| (item < MOST).then(|| set | 1_u128 << item))
}
