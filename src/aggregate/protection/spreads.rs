//! Which figures may show more than their mean: spread, quartiles, counts of people, exact intervals.
//!
//! Those are sums over people of some function of a score, not of the answers, so means that are safe
//! side by side do not make them safe: four crossed scores may cancel out in everybody's means and leave
//! the products of two people's answers. Two systems stand beside that of the means: one whose unknowns
//! are the products of two answers (standard deviations), one in which two scores have nothing in common
//! unless they weigh the same answers alike (counts, quartiles). Who is told in neither by fewer than k
//! people keeps her spread. For most people the two say the same, which `plain` tells at once. Knows who
//! answered what, no answer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::audit::ledger::{Ledger, Rest, Spoken};
use super::super::audit::solve::solve;
use super::super::audit::space::Column;
use super::super::field::Element;
use super::super::work::Work;
use super::cells::Worth;
use super::plain::is_plain;
use super::shape::{Inverses, Shape, Standing};

/// A score of a person: what each of her answers weighs in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::aggregate) struct Weights {
    /// Different for almost all that differ, so that they are told apart at a glance.
    print: u64,
    parts: Vec<(u16, Element)>,
}

impl Weights {
    fn new(mut parts: Vec<(u16, Element)>) -> Weights {
        parts.sort_unstable();
        let mixed = |print: u64, part: &(u16, Element)| {
            let print = print ^ part.1.bits() ^ u64::from(part.0).rotate_right(8);
            print.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
        };
        Weights {
            print: parts.iter().fold(0, mixed),
            parts,
        }
    }

    /// Gives the questions other numbers.
    pub fn renumber(&mut self, mut number: impl FnMut(u16) -> u16) {
        for (item, _) in &mut self.parts {
            *item = number(*item);
        }
        *self = Weights::new(std::mem::take(&mut self.parts));
    }

    /// The questions weighed.
    pub fn items(&self) -> impl Iterator<Item = u16> + '_ {
        self.parts.iter().map(|(item, _)| *item)
    }
}

/// A figure as one person stands in it.
#[derive(Clone, Debug)]
pub(in crate::aggregate) struct Stake {
    pub row: u32,
    pub weights: Weights,
    /// What the same person's answers weigh at the other wave of a change.
    pub other: Option<Weights>,
}

/// People who stand alike in every figure.
#[derive(Clone, Debug)]
pub(in crate::aggregate) struct Alike {
    pub people: u32,
    pub stakes: Vec<Stake>,
}

impl Stake {
    /// How a person stands in a figure; `None` when she is not in it.
    pub fn of(
        row: u32,
        shape: &Shape,
        standings: &[Standing],
        weights: &[Element],
        inverses: &Inverses,
    ) -> Option<Stake> {
        let mut own = Vec::with_capacity(shape.items().count());
        shape.coefficients(standings, weights, inverses, |item, part| {
            own.push((item, part));
        });
        (!own.is_empty()).then(|| Stake {
            row,
            weights: Weights::new(own),
            other: None,
        })
    }
}

/// A figure that could show its spread.
#[derive(Clone, Copy, Debug)]
pub(in crate::aggregate) struct Candidate {
    pub worth: Worth,
    pub people: u64,
}

/// The thresholds and the questions that the stricter one protects.
pub(in crate::aggregate) struct Guarding<'a> {
    pub thresholds: (u32, u32),
    pub guarded: &'a [bool],
}

/// What the unknowns of a system are.
#[derive(Clone, Copy)]
enum Unknowns {
    /// Products of two answers.
    Products,
    /// Whole scores, of which any function may be summed.
    Scores,
}

/// People whose stakes are held together; of more, each system works them out anew.
const FEW: usize = 400;

/// People met one after the other, those alike together.
pub(in crate::aggregate) trait People {
    /// How many kinds of people there are.
    fn count(&self) -> usize;
    /// How the people of a kind stand in the figures that are wanted.
    fn alike(&self, rank: usize, is_wanted: &dyn Fn(usize) -> bool) -> Cow<'_, Alike>;
}

/// Few people, in all the figures.
impl People for Vec<Alike> {
    fn count(&self) -> usize {
        self.len()
    }

    fn alike(&self, rank: usize, _is_wanted: &dyn Fn(usize) -> bool) -> Cow<'_, Alike> {
        Cow::Borrowed(&self[rank])
    }
}

/// For each figure, whether its spread is withheld.
pub(in crate::aggregate) fn closed(
    candidates: &[Candidate],
    guarding: &Guarding,
    people: &impl People,
    work: &Work,
) -> Vec<bool> {
    let both = [Unknowns::Scores, Unknowns::Products];
    if people.count() > FEW {
        return closed_in(&both, candidates, guarding, people, work);
    }
    let ranks = 0..people.count();
    let few: Vec<Alike> = ranks
        .map(|rank| people.alike(rank, &|_| true).into_owned())
        .collect();
    let is_plain = |alike: &Alike| is_plain(&alike.stakes, guarding.guarded);
    // Whoever gives her scores away with her products has given them away in the first system.
    let systems = if few.iter().all(is_plain) {
        &both[..1]
    } else {
        &both
    };
    closed_in(systems, candidates, guarding, &few, work)
}

fn closed_in(
    systems: &[Unknowns],
    candidates: &[Candidate],
    guarding: &Guarding,
    people: &impl People,
    work: &Work,
) -> Vec<bool> {
    let mut closed = vec![false; candidates.len()];
    'systems: for &unknowns in systems {
        // With too many different scores to hold, the figures of many questions give up their spread first.
        for widest in [
            Worth::Item,
            Worth::Change,
            Worth::Category,
            Worth::Criterion,
        ] {
            let kept: Vec<usize> = (0..candidates.len())
                .filter(|&row| !closed[row] && is_kept(candidates[row].worth, widest))
                .collect();
            let mut ranks: Vec<Option<u32>> = vec![None; candidates.len()];
            for (rank, &row) in (0..).zip(&kept) {
                ranks[row] = Some(rank);
            }
            let Some(rest) = ledger(&ranks, kept.len(), guarding, people, unknowns) else {
                continue;
            };
            settle(&mut closed, candidates, &kept, rest, work);
            continue 'systems;
        }
        return vec![true; candidates.len()];
    }
    closed
}

/// Questions and criteria have few different scores, however many people there are.
fn is_kept(worth: Worth, widest: Worth) -> bool {
    worth <= widest || worth == Worth::Item
}

/// Closes the spreads that must be, and all those that could not be held.
fn settle(closed: &mut [bool], candidates: &[Candidate], kept: &[usize], rest: Rest, work: &Work) {
    let worths: Vec<Worth> = kept.iter().map(|&row| candidates[row].worth).collect();
    let costs: Vec<u64> = kept.iter().map(|&row| candidates[row].people).collect();
    let found = solve(rest, &worths, &costs, work);
    let found = found.unwrap_or_else(|_| vec![true; kept.len()]);
    let open: Vec<usize> = kept
        .iter()
        .zip(found)
        .filter(|(_, withheld)| !withheld)
        .map(|(row, _)| *row)
        .collect();
    for (row, closed) in closed.iter_mut().enumerate() {
        *closed |= open.binary_search(&row).is_err();
    }
}

/// Everybody's unknowns over the rows kept; `None` when there are too many to hold.
///
/// Of many people, only the rows that some combination still speaks of are worked out after the first.
fn ledger(
    ranks: &[Option<u32>],
    kept: usize,
    guarding: &Guarding,
    people: &impl People,
    unknowns: Unknowns,
) -> Option<Rest> {
    let mut ranks = ranks.to_vec();
    let (fewest, sensitive) = guarding.thresholds;
    let mut ledger = Ledger::new(kept, fewest, sensitive);
    for person in 0..people.count() {
        if ledger.is_settled() {
            break;
        }
        if let Some(left) = ledger.narrowed_after(person) {
            for rank in &mut ranks {
                *rank = rank.filter(|rank| left[*rank as usize]);
            }
        }
        let alike = people.alike(person, &|row| ranks[row].is_some());
        let stakes = alike.stakes.iter();
        let own = stakes.filter_map(|stake| Some((ranks[stake.row as usize]?, stake)));
        let spoken = match unknowns {
            Unknowns::Products => products(own, guarding.guarded),
            Unknowns::Scores => scores(own, guarding.guarded),
        };
        if !ledger.add(alike.people, &spoken) {
            return None;
        }
    }
    Some(ledger.finish())
}

/// A column for each product of two answers.
fn products<'s>(stakes: impl Iterator<Item = (u32, &'s Stake)>, guarded: &[bool]) -> Vec<Spoken> {
    let mut columns: BTreeMap<(u16, u16), Column> = BTreeMap::new();
    for (rank, stake) in stakes {
        let parts = &stake.weights.parts;
        for (at, &(one, weight)) in parts.iter().enumerate() {
            // At one wave the product of two answers is met twice: once is enough, in every figure alike.
            let others = match &stake.other {
                Some(other) => &other.parts[..],
                None => &parts[at..],
            };
            for &(other, own) in others {
                let pair = match stake.other {
                    Some(_) => (one, other),
                    None => (one.min(other), one.max(other)),
                };
                let column = columns.entry(pair).or_default();
                column.push((rank, weight.times(own)));
            }
        }
    }
    let is_guarded = |item: u16| guarded[usize::from(item)];
    columns
        .into_iter()
        .map(|((one, other), column)| (column, is_guarded(one) || is_guarded(other)))
        .collect()
}

/// A column for each way to weigh answers.
fn scores<'s>(stakes: impl Iterator<Item = (u32, &'s Stake)>, guarded: &[bool]) -> Vec<Spoken> {
    let mut columns: BTreeMap<(&Weights, Option<&Weights>), Column> = BTreeMap::new();
    for (rank, stake) in stakes {
        let column = columns.entry((&stake.weights, stake.other.as_ref()));
        column.or_default().push((rank, Element::ONE));
    }
    let is_guarded = |weights: &Weights| weights.items().any(|item| guarded[usize::from(item)]);
    columns
        .into_iter()
        .map(|((weights, other), column)| {
            (column, is_guarded(weights) || other.is_some_and(is_guarded))
        })
        .collect()
}
