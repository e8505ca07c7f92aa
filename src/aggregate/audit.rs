//! Whether published rows let someone compute a statistic about fewer than k persons.
//! Exact linear algebra (`statistics.md` § 2.3); knows atoms and coefficients, not groups or waves.

use std::collections::BTreeSet;

use super::field::{Element, Ratio};

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

impl Row {
    /// A mean (or a sum) of whole atoms in one slot; the people are counted from `sizes`.
    pub fn of_atoms(atoms: &[usize], slot: usize, sizes: &[u32]) -> Row {
        Row {
            terms: atoms
                .iter()
                .map(|&atom| (Unknown { atom, slot }, Ratio::ONE))
                .collect(),
            people: atoms.iter().filter_map(|&atom| sizes.get(atom)).sum(),
        }
    }
}

/// Steps after which a system is called unsafe because it could not be proved safe.
///
/// Sixteen rows at k = 5 need at most a few thousand; nothing a user writes may run for minutes.
const STEP_LIMIT: usize = 100_000;

/// Sets of atoms listed at most when leaks are explained.
const LIST_LIMIT: usize = 20_000;

/// Rows over columns grouped by atom, ready for repeated tests at one threshold.
pub(super) struct System {
    /// People of each atom that appears.
    sizes: Vec<u32>,
    /// Columns of each atom that appears.
    columns: Vec<Vec<usize>>,
    /// The caller's number of each atom that appears.
    names: Vec<usize>,
    rows: Vec<Vec<Element>>,
    threshold: u32,
}

type Space = Vec<Vec<Element>>;

impl System {
    /// Atoms of nobody, or without a size, hold no unknown.
    pub(super) fn new(sizes: &[u32], rows: &[&Row], threshold: u32) -> System {
        let people = |atom: usize| sizes.get(atom).copied().unwrap_or(0);
        let unknowns: Vec<Unknown> = rows
            .iter()
            .flat_map(|row| row.terms.iter().map(|term| term.0))
            .filter(|unknown| people(unknown.atom) > 0)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut system = System {
            sizes: Vec::new(),
            columns: Vec::new(),
            names: Vec::new(),
            rows: Vec::with_capacity(rows.len()),
            threshold,
        };
        for (column, unknown) in unknowns.iter().enumerate() {
            if system.names.last() != Some(&unknown.atom) {
                system.names.push(unknown.atom);
                system.sizes.push(people(unknown.atom));
                system.columns.push(Vec::new());
            }
            if let Some(columns) = system.columns.last_mut() {
                columns.push(column);
            }
        }
        for row in rows {
            let mut elements = vec![Element::ZERO; unknowns.len()];
            for (unknown, ratio) in &row.terms {
                if let Ok(column) = unknowns.binary_search(unknown) {
                    elements[column] = elements[column].plus(Element::of(*ratio));
                }
            }
            system.rows.push(elements);
        }
        system
    }

    /// Whether no combination of the chosen rows speaks of fewer than the threshold of persons only.
    pub(super) fn is_safe(&self, chosen: &[usize]) -> bool {
        let mut steps = 0;
        !self.leaks(self.space(chosen), &mut Vec::new(), &mut steps)
    }

    fn space(&self, chosen: &[usize]) -> Space {
        let mut space: Space = chosen.iter().map(|&row| self.rows[row].clone()).collect();
        drop_zeros(&mut space);
        space
    }

    /// Looks for a combination held by a few persons: each atom of the support is either forced out
    /// (the space loses a dimension) or let in (persons are counted), so the search is bounded by
    /// C(rows + k, k) whatever the number of atoms.
    fn leaks(&self, space: Space, allowed: &mut Vec<usize>, steps: &mut usize) -> bool {
        *steps += 1;
        if *steps > STEP_LIMIT {
            return true;
        }
        if space.is_empty() {
            return false;
        }
        let held: u32 = allowed.iter().map(|&atom| self.sizes[atom]).sum();
        let next = (0..self.sizes.len())
            .filter(|atom| !allowed.contains(atom) && self.touches(&space, *atom))
            .max_by_key(|&atom| (self.sizes[atom], std::cmp::Reverse(atom)));
        let Some(atom) = next else {
            return true;
        };
        if held.saturating_add(self.sizes[atom]) < self.threshold {
            allowed.push(atom);
            let found = self.leaks(space.clone(), allowed, steps);
            allowed.pop();
            if found {
                return true;
            }
        }
        self.leaks(self.without(space, atom), allowed, steps)
    }

    fn touches(&self, space: &Space, atom: usize) -> bool {
        self.columns[atom]
            .iter()
            .any(|&column| space.iter().any(|row| !row[column].is_zero()))
    }

    /// The combinations that do not speak of an atom.
    fn without(&self, mut space: Space, atom: usize) -> Space {
        for &column in &self.columns[atom] {
            let Some(at) = space.iter().position(|row| !row[column].is_zero()) else {
                continue;
            };
            let pivot = space.swap_remove(at);
            let inverse = pivot[column].inverse();
            for row in &mut space {
                if row[column].is_zero() {
                    continue;
                }
                let factor = row[column].times(inverse);
                for (element, held) in row.iter_mut().zip(&pivot) {
                    if !held.is_zero() {
                        *element = element.minus(factor.times(*held));
                    }
                }
            }
            drop_zeros(&mut space);
        }
        space
    }

    /// The smallest sets of atoms, under the threshold, that the chosen rows lay open.
    fn exposed(&self, chosen: &[usize]) -> Vec<Vec<usize>> {
        let space = self.space(chosen);
        let small: Vec<usize> = (0..self.sizes.len())
            .filter(|&atom| self.sizes[atom] < self.threshold && self.touches(&space, atom))
            .collect();
        let mut found: Vec<Vec<usize>> = Vec::new();
        let mut level: Vec<Vec<usize>> = vec![Vec::new()];
        let mut listed = 0;
        while !level.is_empty() && listed < LIST_LIMIT {
            let mut larger = Vec::new();
            for set in &level {
                let start = set.last().map_or(0, |last| last + 1);
                for &atom in small.iter().filter(|&&atom| atom >= start) {
                    let mut wider = set.clone();
                    wider.push(atom);
                    let held: u32 = wider.iter().map(|&atom| self.sizes[atom]).sum();
                    let known = found
                        .iter()
                        .any(|inner| inner.iter().all(|atom| wider.contains(atom)));
                    if held >= self.threshold || known {
                        continue;
                    }
                    listed += 1;
                    if self.speaks_only_of(&space, &wider) {
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
            .map(|set| set.iter().map(|&atom| self.names[atom]).collect())
            .collect()
    }

    fn speaks_only_of(&self, space: &Space, set: &[usize]) -> bool {
        let mut rest = space.clone();
        for atom in (0..self.sizes.len()).filter(|atom| !set.contains(atom)) {
            rest = self.without(rest, atom);
        }
        !rest.is_empty()
    }
}

fn drop_zeros(space: &mut Space) {
    space.retain(|row| row.iter().any(|element| !element.is_zero()));
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
    System::new(sizes, &borrowed, threshold).is_safe(&all)
}
