//! Which rows of one audit to withhold: what is worth most keeps its place, then the least cost.
//!
//! Rank by rank of worth, and within a rank one independent knot of rows at a time: exact up to
//! sixteen candidates in a knot, beyond it one row after the other. Knows rows and columns only.

use super::cells::Worth;
use super::exposure::{Atom, Exposure, Finding, Work, aimed};
use super::field::Element;
use super::ledger::{Guard, Rest};
use super::space::{Column, Space};
use super::suppression::{Probe, choose, dearest_first};

/// Most steps of one search.
const STEPS_A_SEARCH: u64 = 4_000_000;

/// The rows already published are not proved safe by themselves: nothing can be added to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exposed;

/// For each row, whether it is withheld; `costs` are the people behind it.
pub(super) fn solve(
    rest: Rest,
    worths: &[Worth],
    costs: &[u64],
    work: &Work,
) -> Result<Vec<bool>, Exposed> {
    let (whole, rules) = Part::whole(rest, worths.len());
    let solver = Solver {
        rules,
        worths,
        costs,
        work,
    };
    let mut withheld = vec![false; worths.len()];
    // Knot by knot, because a combination over several knots speaks of all the people that its part
    // in each speaks of. What holds with all its rows holds with some of them.
    for mut part in whole.split(|_| true, |_| true) {
        part.open = solver.open(&part);
        if !part.open.contains(&true) {
            continue;
        }
        let is_past = |row: usize| worths[row] == Worth::Past;
        let mut past = part.split(is_past, is_past).into_iter();
        if past.any(|part| solver.open(&part).contains(&true)) {
            return Err(Exposed);
        }
        for worth in Worth::ALL {
            solver.settle(&part, worth, &mut withheld);
        }
    }
    Ok(withheld)
}

struct Solver<'a> {
    rules: Vec<Rule>,
    worths: &'a [Worth],
    costs: &'a [u64],
    work: &'a Work,
}

/// What is protected, and from how many people on it may be told.
struct Rule {
    threshold: u32,
    sensitive_only: bool,
}

/// What concerns one knot of rows, numbered anew from 0.
struct Part {
    /// The number of each row in the whole.
    rows: Vec<usize>,
    /// What is left of the combinations, for each rule.
    spaces: Vec<Space>,
    columns: Vec<Column>,
    /// Whether each column is of a sensitive answer.
    sensitive: Vec<bool>,
    atoms: Vec<Atom>,
    /// Rules that do not hold with all the rows, each of which may break them.
    open: Vec<bool>,
}

impl Part {
    fn whole(rest: Rest, rows: usize) -> (Part, Vec<Rule>) {
        let split = |guard: Guard| {
            let rule = Rule {
                threshold: guard.threshold,
                sensitive_only: guard.sensitive_only,
            };
            (rule, guard.space)
        };
        let (rules, spaces): (Vec<Rule>, _) = rest.guards.into_iter().map(split).unzip();
        let part = Part {
            rows: (0..rows).collect(),
            spaces,
            columns: rest.columns,
            sensitive: rest.sensitive,
            atoms: rest.atoms,
            open: vec![true; rules.len()],
        };
        (part, rules)
    }

    /// The knots of the wanted rows that hold one that is needed, each with what it needs.
    fn split(&self, wanted: impl Fn(usize) -> bool, needed: impl Fn(usize) -> bool) -> Vec<Part> {
        let restricted = |space: &Space| {
            let mut space = space.clone();
            space.restrict(|row| wanted(self.rows[row]));
            space.reduced(0..self.rows.len())
        };
        let spaces: Vec<Space> = self.spaces.iter().map(restricted).collect();
        let mut knots = self.knots(&spaces);
        knots.retain(|rows| rows.iter().any(|&row| needed(self.rows[row])));
        let part = |rows: &Vec<usize>| Part {
            rows: rows.iter().map(|&row| self.rows[row]).collect(),
            spaces: spaces.iter().map(|space| space.within(rows)).collect(),
            columns: Vec::new(),
            sensitive: Vec::new(),
            atoms: Vec::new(),
            open: self.open.clone(),
        };
        let mut parts: Vec<Part> = knots.iter().map(part).collect();
        self.deal(&mut parts, &knots);
        parts
    }

    /// Deals columns and atoms out to the parts.
    fn deal(&self, parts: &mut [Part], knots: &[Vec<usize>]) {
        // Where each row stands: its knot, and its rank in it.
        let mut places: Vec<Option<(usize, u32)>> = vec![None; self.rows.len()];
        for (knot, rows) in knots.iter().enumerate() {
            for (place, &row) in (0..).zip(rows) {
                places[row] = Some((knot, place));
            }
        }
        // A column speaks of the rows of one knot: where it went, once it was met.
        let mut moved: Vec<Option<(usize, u32)>> = vec![None; self.columns.len()];
        let mut held: Vec<Vec<u32>> = vec![Vec::new(); parts.len()];
        for atom in &self.atoms {
            for &rank in &atom.columns {
                let column = &self.columns[rank as usize];
                let Some((knot, _)) = column.iter().find_map(|entry| places[entry.0 as usize])
                else {
                    continue;
                };
                let (_, place) = *moved[rank as usize].get_or_insert_with(|| {
                    let known = |&(row, element): &(u32, Element)| {
                        places[row as usize].map(|(_, place)| (place, element))
                    };
                    let column = column.iter().filter_map(known).collect();
                    (
                        knot,
                        parts[knot].take(column, self.sensitive[rank as usize]),
                    )
                });
                held[knot].push(place);
            }
            for (part, columns) in parts.iter_mut().zip(&mut held) {
                if !columns.is_empty() {
                    let (people, columns) = (atom.people, std::mem::take(columns));
                    part.atoms.push(Atom { people, columns });
                }
            }
        }
    }

    /// Adds a column; gives its rank.
    fn take(&mut self, column: Column, sensitive: bool) -> u32 {
        self.columns.push(column);
        self.sensitive.push(sensitive);
        u32::try_from(self.columns.len() - 1).unwrap_or(u32::MAX)
    }

    /// Rows that can be decided apart from the others: joined by a combination or by a column.
    fn knots(&self, spaces: &[Space]) -> Vec<Vec<usize>> {
        let mut knots = Knots::new(self.rows.len());
        for circuit in spaces.iter().flat_map(Space::circuits) {
            knots.join(circuit.into_iter());
        }
        let live = knots.met.clone();
        let mut joined = vec![false; self.columns.len()];
        for &rank in self.atoms.iter().flat_map(|atom| &atom.columns) {
            if !std::mem::replace(&mut joined[rank as usize], true) {
                let column = &self.columns[rank as usize];
                let rows = column.iter().map(|entry| entry.0 as usize);
                knots.join(rows.filter(|&row| live[row]));
            }
        }
        knots.lists()
    }

    /// Columns that must not be laid open, for each rule.
    fn targets(&self, rules: &[Rule]) -> Vec<Vec<u32>> {
        let of = |(rule, space): (&Rule, &Space)| {
            let protected = |rank: &u32| !rule.sensitive_only || self.sensitive[*rank as usize];
            let all = (0..).take(self.columns.len()).filter(protected);
            aimed(all, &self.columns, space)
        };
        rules.iter().zip(&self.spaces).map(of).collect()
    }
}

impl Solver<'_> {
    /// The rules that are not proved to hold with all the rows of a part.
    fn open(&self, part: &Part) -> Vec<bool> {
        let targets = part.targets(&self.rules);
        let breaks = |rule: usize| {
            let found = self.search(part, rule, &targets[rule], &part.spaces[rule]);
            !matches!(found, Finding::Safe)
        };
        let rules = 0..self.rules.len();
        rules.map(|rule| part.open[rule] && breaks(rule)).collect()
    }

    fn search(&self, part: &Part, rule: usize, targets: &[u32], space: &Space) -> Finding {
        let share = self.work.share(STEPS_A_SEARCH);
        let found = self.exposure(part, rule, targets).search(space, &share);
        self.work.give_back(&share);
        found
    }

    fn exposure<'p>(&self, part: &'p Part, rule: usize, targets: &'p [u32]) -> Exposure<'p> {
        Exposure {
            columns: &part.columns,
            atoms: &part.atoms,
            targets,
            threshold: self.rules[rule].threshold,
        }
    }

    /// Whether every open rule holds on these spaces of a part; else which of its rows leak together,
    /// those of `last` being the first to go.
    fn probe(&self, part: &Part, targets: &[Vec<u32>], spaces: &[Space], last: &[usize]) -> Probe {
        let mut leaks = Vec::new();
        for rule in (0..self.rules.len()).filter(|&rule| part.open[rule]) {
            match self.search(part, rule, &targets[rule], &spaces[rule]) {
                Finding::Safe => {}
                Finding::Unknown => return Probe::Unknown,
                Finding::Leak(found) => {
                    let order = last.iter().copied().chain(0..part.rows.len());
                    let exposure = self.exposure(part, rule, &targets[rule]);
                    leaks.extend(exposure.leaks(found, order));
                }
            }
        }
        if leaks.is_empty() {
            Probe::Safe
        } else {
            Probe::Leaks(leaks)
        }
    }

    /// Decides the rows of one rank of worth in a part, beside all those of higher ranks that are kept.
    fn settle(&self, part: &Part, worth: Worth, withheld: &mut [bool]) {
        let needed = |row: usize| self.worths[row] == worth;
        if !part.rows.iter().any(|&row| needed(row)) {
            return;
        }
        let wanted = |row: usize| self.worths[row] <= worth && !withheld[row];
        for part in part.split(wanted, needed) {
            for row in self.lost(&part, worth) {
                withheld[row] = true;
            }
        }
    }

    /// The candidates of one rank of worth that a part has to give up.
    fn lost(&self, part: &Part, worth: Worth) -> Vec<usize> {
        let candidates: Vec<usize> = (0..part.rows.len())
            .filter(|&row| self.worths[part.rows[row]] == worth)
            .collect();
        let costs: Vec<u64> = candidates
            .iter()
            .map(|&row| self.costs[part.rows[row]])
            .collect();
        let order = dearest_first(&costs);
        let last: Vec<usize> = order.iter().rev().map(|&rank| candidates[rank]).collect();
        let targets = part.targets(&self.rules);
        let probe = |kept: &[usize]| {
            let mut own = part.spaces.clone();
            for space in &mut own {
                space.restrict(|row| match candidates.binary_search(&row) {
                    Ok(rank) => kept.binary_search(&rank).is_ok(),
                    Err(_) => true,
                });
            }
            match self.probe(part, &targets, &own, &last) {
                Probe::Leaks(leaks) => {
                    let rank = |row: usize| candidates.binary_search(&row).ok();
                    let ranks = |rows: Vec<usize>| rows.into_iter().filter_map(rank).collect();
                    Probe::Leaks(leaks.into_iter().map(ranks).collect())
                }
                other => other,
            }
        };
        let chosen = choose(&costs, &probe).withheld.into_iter();
        chosen.map(|rank| part.rows[candidates[rank]]).collect()
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
