//! Which rows of one audit to withhold: what is worth most keeps its place, then the least cost.
//!
//! Rank by rank of worth, and within a rank one independent knot of rows at a time: exact up to
//! sixteen candidates in a knot, beyond it one row after the other. Knows rows and columns only.

use std::collections::BTreeMap;

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
    /// Whether each column is of a sensitive answer.
    sensitive: Vec<bool>,
    atoms: Vec<Atom>,
}

impl Part {
    fn of_rows(rows: Vec<usize>, spaces: &[Space]) -> Part {
        Part {
            spaces: spaces.iter().map(|space| space.within(&rows)).collect(),
            columns: Vec::new(),
            sensitive: Vec::new(),
            atoms: Vec::new(),
            rows,
        }
    }

    /// Adds a column; gives its rank.
    fn take(&mut self, column: Column, sensitive: bool) -> u32 {
        self.columns.push(column);
        self.sensitive.push(sensitive);
        u32::try_from(self.columns.len() - 1).unwrap_or(u32::MAX)
    }
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
            let protected = |rank: &u32| !guard.sensitive_only || part.sensitive[*rank as usize];
            let exposure = Exposure {
                columns: &part.columns,
                atoms: &part.atoms,
                targets: (0..).take(part.columns.len()).filter(protected).collect(),
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
        let knots = self.knots(spaces).into_iter();
        let mut parts: Vec<Part> = knots.map(|rows| Part::of_rows(rows, spaces)).collect();
        // Where each row stands: its knot, and its rank in it.
        let mut places: Vec<Option<(usize, u32)>> = vec![None; self.worths.len()];
        for (knot, part) in parts.iter().enumerate() {
            for (place, &row) in (0..).zip(&part.rows) {
                places[row] = Some((knot, place));
            }
        }
        // A column speaks of the rows of one knot: where it went, once it was met.
        let mut moved: Vec<Option<(usize, u32)>> = vec![None; self.rest.columns.len()];
        for atom in &self.rest.atoms {
            let mut held: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
            for &rank in &atom.columns {
                let column = &self.rest.columns[rank as usize];
                let Some(knot) = column.iter().find_map(|entry| places[entry.0 as usize]) else {
                    continue;
                };
                let (knot, rank) = *moved[rank as usize].get_or_insert_with(|| {
                    let known = |&(row, element): &(u32, Element)| {
                        places[row as usize].map(|(_, place)| (place, element))
                    };
                    let column = column.iter().filter_map(known).collect();
                    let sensitive = self.rest.sensitive[rank as usize];
                    (knot.0, parts[knot.0].take(column, sensitive))
                });
                held.entry(knot).or_default().push(rank);
            }
            for (knot, columns) in held {
                let people = atom.people;
                parts[knot].atoms.push(Atom { people, columns });
            }
        }
        parts
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
