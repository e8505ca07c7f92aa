//! Which rows of one audit to withhold: what is worth most keeps its place, then the least cost.
//!
//! Rank by rank of worth, and within a rank one independent knot of rows at a time: exact up to
//! sixteen candidates in a knot, beyond it one row after the other. Knows rows and columns only.

use super::cells::Worth;
use super::exposure::{Atom, Exposure, Finding, Work};
use super::field::Element;
use super::ledger::{Guard, Rest};
use super::space::{Column, Space};
use super::suppression::choose;

/// Most steps of one search.
const STEPS_A_SEARCH: u64 = 4_000_000;

/// The rows already published are not proved safe by themselves: nothing can be added to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exposed;

/// For each row, whether it is withheld; `costs` are the people behind it.
pub(super) fn solve(
    rest: &Rest,
    worths: &[Worth],
    costs: &[u64],
    work: &Work,
) -> Result<Vec<bool>, Exposed> {
    let mut solver = Solver {
        rest,
        worths,
        costs,
        work,
        withheld: vec![false; worths.len()],
    };
    if solver.holds(|_| true) {
        return Ok(solver.withheld);
    }
    if !solver.holds(|row| worths[row] == Worth::Past) {
        return Err(Exposed);
    }
    for worth in Worth::ALL {
        solver.settle(worth);
    }
    Ok(solver.withheld)
}

struct Solver<'a> {
    rest: &'a Rest,
    worths: &'a [Worth],
    costs: &'a [u64],
    work: &'a Work,
    withheld: Vec<bool>,
}

/// What concerns one knot of rows, numbered anew from 0.
struct Part {
    rows: Vec<usize>,
    spaces: Vec<Space>,
    columns: Vec<Column>,
    atoms: Vec<Atom>,
}

impl Solver<'_> {
    /// What is left of the combinations with the wanted rows only, at each threshold.
    fn spaces(&self, wanted: impl Fn(usize) -> bool) -> Vec<Space> {
        let restricted = |guard: &Guard| {
            let mut space = guard.space.clone();
            space.restrict(&wanted);
            space.reduced()
        };
        self.rest.guards.iter().map(restricted).collect()
    }

    /// Whether the wanted rows are proved safe together: knot by knot, because a combination over
    /// several knots speaks of all the people that its part in each speaks of.
    fn holds(&self, wanted: impl Fn(usize) -> bool) -> bool {
        let mut parts = self.parts(&self.spaces(&wanted)).into_iter();
        parts.all(|part| self.is_safe(&part, &part.spaces))
    }

    /// Whether every threshold holds on these spaces of a part.
    fn is_safe(&self, part: &Part, spaces: &[Space]) -> bool {
        self.rest.guards.iter().zip(spaces).all(|(guard, space)| {
            let protected =
                |rank: &u32| !guard.sensitive_only || self.rest.sensitive[*rank as usize];
            let held = part
                .atoms
                .iter()
                .flat_map(|atom| atom.columns.iter().copied());
            let mut targets: Vec<u32> = held.filter(protected).collect();
            targets.sort_unstable();
            targets.dedup();
            let exposure = Exposure {
                columns: &part.columns,
                atoms: &part.atoms,
                targets,
                threshold: guard.threshold,
            }
            .aimed(space);
            let share = self.work.share(STEPS_A_SEARCH);
            let found = exposure.search(space, &share);
            self.work.give_back(&share);
            found == Finding::Safe
        })
    }

    /// Decides the rows of one rank of worth, beside all those of higher ranks that are kept.
    fn settle(&mut self, worth: Worth) {
        let known = |row: usize| self.worths[row] <= worth && !self.withheld[row];
        let mut lost = Vec::new();
        for part in self.parts(&self.spaces(known)) {
            let candidates: Vec<usize> = (0..part.rows.len())
                .filter(|&row| self.worths[part.rows[row]] == worth)
                .collect();
            if candidates.is_empty() {
                continue;
            }
            let costs: Vec<u64> = candidates
                .iter()
                .map(|&row| self.costs[part.rows[row]])
                .collect();
            let is_safe = |kept: &[usize]| {
                let mut own = part.spaces.clone();
                for space in &mut own {
                    space.restrict(|row| match candidates.binary_search(&row) {
                        Ok(rank) => kept.binary_search(&rank).is_ok(),
                        Err(_) => true,
                    });
                }
                self.is_safe(&part, &own)
            };
            let chosen = choose(&costs, &is_safe).withheld;
            lost.extend(chosen.into_iter().map(|rank| part.rows[candidates[rank]]));
        }
        for row in lost {
            self.withheld[row] = true;
        }
    }

    /// The knots of rows, each with what it needs.
    fn parts(&self, spaces: &[Space]) -> Vec<Part> {
        let part = |knot: Vec<usize>| Part {
            spaces: spaces.iter().map(|space| space.within(&knot)).collect(),
            columns: self.columns_of(&knot),
            atoms: self.atoms_of(&knot),
            rows: knot,
        };
        self.knots(spaces).into_iter().map(part).collect()
    }

    /// Rows that can be decided apart from the others: joined by a combination or by a column.
    fn knots(&self, spaces: &[Space]) -> Vec<Vec<usize>> {
        let mut knots = Knots::new(self.worths.len());
        for circuit in spaces.iter().flat_map(Space::circuits) {
            knots.join(circuit.into_iter());
        }
        let live = knots.met.clone();
        for &rank in self.rest.atoms.iter().flat_map(|atom| &atom.columns) {
            let column = &self.rest.columns[rank as usize];
            let rows = column.iter().map(|entry| entry.0 as usize);
            knots.join(rows.filter(|&row| live[row]));
        }
        knots.lists()
    }

    /// What each column adds to the rows of a knot; ranks of columns stay as they are.
    fn columns_of(&self, knot: &[usize]) -> Vec<Column> {
        let inside = |column: &Column| {
            let entry = |&(row, element): &(u32, Element)| {
                let place = knot.binary_search(&(row as usize)).ok()?;
                Some((u32::try_from(place).ok()?, element))
            };
            column.iter().filter_map(entry).collect()
        };
        self.rest.columns.iter().map(inside).collect()
    }

    fn atoms_of(&self, knot: &[usize]) -> Vec<Atom> {
        let concerns = |rank: &u32| {
            let mut rows = self.rest.columns[*rank as usize].iter();
            rows.any(|entry| knot.binary_search(&(entry.0 as usize)).is_ok())
        };
        let part = |atom: &Atom| Atom {
            people: atom.people,
            columns: atom.columns.iter().copied().filter(concerns).collect(),
        };
        let atoms = self.rest.atoms.iter().map(part);
        atoms.filter(|atom| !atom.columns.is_empty()).collect()
    }
}

/// Rows joined into sets.
struct Knots {
    parent: Vec<usize>,
    met: Vec<bool>,
}

impl Knots {
    fn new(rows: usize) -> Knots {
        Knots {
            parent: (0..rows).collect(),
            met: vec![false; rows],
        }
    }

    fn root(&mut self, row: usize) -> usize {
        let mut at = row;
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, rows: impl Iterator<Item = usize>) {
        let mut first = None;
        for row in rows {
            self.met[row] = true;
            let root = self.root(row);
            let head = *first.get_or_insert(root);
            let head = self.root(head);
            self.parent[root] = head;
        }
    }

    /// The sets of rows met, each in order.
    fn lists(mut self) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = vec![Vec::new(); self.parent.len()];
        for row in (0..self.parent.len())
            .filter(|&row| self.met[row])
            .collect::<Vec<_>>()
        {
            let root = self.root(row);
            lists[root].push(row);
        }
        lists.retain(|list| !list.is_empty());
        lists
    }
}
