//! Whether published rows let someone compute a statistic about fewer than k persons.
//! Exact linear algebra (`statistics.md` § 2.3); knows atoms and coefficients, not groups or waves.
//!
//! Finding a leak (`exposure`, over the linear `space`) and giving rows up for it (`suppression` over one system, `solve`
//! over the knots of a large one) are in this room; which rows there are is the matter of `protection`.

pub(super) mod choice;
mod conflicts;
mod exposure;
mod knots;
pub(super) mod ledger;
pub(super) mod solve;
pub(super) mod space;
pub mod suppression;

use std::collections::BTreeMap;

use super::field::{Element, Ratio};
use super::work::Work;
use choice::Probe;
use exposure::{Atom, Exposure, Finding, aimed};
use space::{Column, Combination, Space};

/// One unknown of the system: what the people of an atom answered, summed, in one slot.
///
/// A slot is whatever the caller numbers apart: a wave, or a wave and an item (`decisions.md` § 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    /// Index of the atom: people who always appear together in what is published.
    pub atom: usize,
    /// Which of their sums.
    pub slot: usize,
}

/// One published statistic as a combination of unknowns.
///
/// A mean printed with its n is the sum of its unknowns: their scale changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The unknowns it holds, each with its coefficient.
    pub terms: Vec<(Unknown, Ratio)>,
    /// People behind it: what withholding it costs.
    pub people: u32,
}

/// Work after which a system is called unsafe because it could not be proved safe.
///
/// Sixteen rows at k = 5 need a few thousand steps; nothing a user writes may run for minutes.
const STEP_LIMIT: u64 = 50_000_000;

/// Sets of atoms listed at most when leaks are explained.
const LIST_LIMIT: usize = 20_000;

/// Rows over columns grouped by atom, ready for repeated tests at one threshold.
pub(super) struct System {
    /// The atoms that appear, most people first.
    atoms: Vec<Atom>,
    /// The caller's number of each.
    names: Vec<usize>,
    columns: Vec<Column>,
    rows: usize,
    threshold: u32,
}

impl System {
    /// Atoms of nobody, or without a size, hold no unknown.
    pub(super) fn new(sizes: &[u32], rows: &[&Row], threshold: u32) -> System {
        let people = |atom: usize| sizes.get(atom).copied().unwrap_or(0);
        let mut held: BTreeMap<Unknown, BTreeMap<u32, Element>> = BTreeMap::new();
        for (rank, row) in (0_u32..).zip(rows) {
            for (unknown, ratio) in row.terms.iter().filter(|term| people(term.0.atom) > 0) {
                let element = held.entry(*unknown).or_default().entry(rank);
                let element = element.or_insert(Element::ZERO);
                *element = element.plus(Element::of(*ratio));
            }
        }
        let mut system = System {
            atoms: Vec::new(),
            names: Vec::new(),
            columns: Vec::new(),
            rows: rows.len(),
            threshold,
        };
        let mut found: Vec<(usize, Atom)> = Vec::new();
        for (column, (unknown, elements)) in (0_u32..).zip(held) {
            if found.last().is_none_or(|(name, _)| *name != unknown.atom) {
                let atom = Atom {
                    people: people(unknown.atom),
                    columns: Vec::new(),
                };
                found.push((unknown.atom, atom));
            }
            if let Some((_, atom)) = found.last_mut() {
                atom.columns.push(column);
            }
            system.columns.push(elements.into_iter().collect());
        }
        found.sort_by_key(|(name, atom)| (std::cmp::Reverse(atom.people), *name));
        (system.names, system.atoms) = found.into_iter().unzip();
        system
    }

    /// Whether no combination of the chosen rows speaks of fewer than the threshold of persons only;
    /// else the parts of them that do, their rows taken in this order and named by the caller.
    pub(super) fn probe(
        &self,
        chosen: &[usize],
        order: impl Iterator<Item = usize>,
        name: impl Fn(usize) -> Option<usize>,
    ) -> Probe {
        let space = Space::of_rows(self.rows, chosen.iter().copied());
        let all = (0_u32..).take(self.columns.len());
        let exposure = Exposure {
            columns: &self.columns,
            atoms: &self.atoms,
            targets: &aimed(all, &self.columns, &space).0,
            threshold: self.threshold,
        };
        match exposure.search(&space, &Work::new(STEP_LIMIT)) {
            Finding::Safe => Probe::Safe,
            Finding::Unknown => Probe::Unknown,
            Finding::Leak(found) => {
                let named = |leak: Combination| {
                    let rows = leak.into_iter().map(|(row, _)| row);
                    rows.filter_map(&name).collect()
                };
                let leaks = exposure.leaks(found, order).into_iter();
                Probe::Leaks(leaks.map(named).collect())
            }
        }
    }

    /// The smallest sets of atoms, under the threshold, that the chosen rows lay open.
    fn exposed(&self, chosen: &[usize]) -> Vec<Vec<usize>> {
        let space = Space::of_rows(self.rows, chosen.iter().copied());
        let mut small: Vec<usize> = (0..self.atoms.len())
            .filter(|&atom| self.atoms[atom].people < self.threshold && self.tells(&space, atom))
            .collect();
        small.sort_unstable_by_key(|&atom| self.names[atom]);
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut level: Vec<Vec<usize>> = vec![Vec::new()];
        let mut listed = 0;
        while !level.is_empty() && listed < LIST_LIMIT {
            let mut larger = Vec::new();
            for set in &level {
                let start = set.last().map_or(0, |last| last + 1);
                for rank in start..small.len() {
                    let mut wider = set.clone();
                    wider.push(rank);
                    let held: u32 = wider.iter().map(|&at| self.atoms[small[at]].people).sum();
                    let known = found
                        .iter()
                        .any(|inner| inner.iter().all(|atom| wider.contains(atom)));
                    if held >= self.threshold || known {
                        continue;
                    }
                    listed += 1;
                    let atoms: Vec<usize> = wider.iter().map(|&at| small[at]).collect();
                    if self.speaks_only_of(&space, &atoms) {
                        found.push(wider);
                    } else {
                        larger.push(wider);
                    }
                }
            }
            level = larger;
        }
        found
            .iter()
            .map(|set| set.iter().map(|&at| self.names[small[at]]).collect())
            .collect()
    }

    fn tells(&self, space: &Space, atom: usize) -> bool {
        self.atoms[atom]
            .columns
            .iter()
            .any(|&column| space.speaks_of(&self.columns[column as usize]))
    }

    fn speaks_only_of(&self, space: &Space, set: &[usize]) -> bool {
        let mut rest = space.clone();
        for atom in (0..self.atoms.len()).filter(|atom| !set.contains(atom)) {
            for &column in &self.atoms[atom].columns {
                rest.cut(&self.columns[column as usize]);
            }
        }
        set.iter().any(|&atom| self.tells(&rest, atom))
    }
}

/// Smallest sets of atoms, together fewer than `threshold` persons, about whom the rows taken together tell a statistic.
///
/// Empty means nothing leaks. Sets come by size, then in order of atoms.
pub fn violations(sizes: &[u32], rows: &[Row], threshold: u32) -> Vec<Vec<usize>> {
    let borrowed: Vec<&Row> = rows.iter().collect();
    let all: Vec<usize> = (0..rows.len()).collect();
    System::new(sizes, &borrowed, threshold).exposed(&all)
}

/// Whether nothing leaks; faster than listing [`violations`], and `false` when it cannot be proved in time.
pub fn is_safe(sizes: &[u32], rows: &[Row], threshold: u32) -> bool {
    let borrowed: Vec<&Row> = rows.iter().collect();
    let all: Vec<usize> = (0..rows.len()).collect();
    let probe = System::new(sizes, &borrowed, threshold).probe(&all, all.iter().copied(), Some);
    probe == Probe::Safe
}
