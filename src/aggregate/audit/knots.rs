//! The rows of one audit parted into knots that can be decided one at a time, each with what it needs.
//!
//! Rows are in one knot when a combination holds them both or a column speaks of both: a combination over
//! several knots speaks of all the people that its part in each speaks of. Knows rows and columns only.

use super::super::field::Element;
use super::exposure::{Atom, aimed};
use super::ledger::{Guard, Rest};
use super::space::{Column, Combination, Space};

/// What is protected, and from how many people on it may be told.
pub(super) struct Rule {
    pub threshold: u32,
    pub sensitive_only: bool,
}

/// What concerns one knot of rows, numbered anew from 0.
pub(super) struct Part {
    /// The number of each row in the whole.
    pub rows: Vec<usize>,
    /// What is left of the combinations, for each rule.
    pub spaces: Vec<Space>,
    pub columns: Vec<Column>,
    /// Whether each column is of a sensitive answer.
    sensitive: Vec<bool>,
    pub atoms: Vec<Atom>,
    /// Rules that do not hold with all the rows, each of which may break them.
    pub open: Vec<bool>,
}

impl Part {
    pub fn whole(rest: Rest, rows: usize) -> (Part, Vec<Rule>) {
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

    /// The knots of the wanted rows that hold one that is needed and speak of someone, each with what it needs.
    pub fn split(
        &self,
        wanted: impl Fn(usize) -> bool,
        needed: impl Fn(usize) -> bool,
    ) -> Vec<Part> {
        let spaces = self.restricted(|row| wanted(self.rows[row]));
        let mut knots = self.knots(&spaces);
        knots.retain(|rows| rows.iter().any(|&row| needed(self.rows[row])));
        let part = |rows: &Vec<usize>| Part {
            rows: rows.iter().map(|&row| self.rows[row]).collect(),
            spaces: Vec::new(),
            columns: Vec::new(),
            sensitive: Vec::new(),
            atoms: Vec::new(),
            open: self.open.clone(),
        };
        let mut parts: Vec<Part> = knots.iter().map(part).collect();
        self.deal(&mut parts, &knots);
        for (part, rows) in parts.iter_mut().zip(&knots) {
            if !part.atoms.is_empty() {
                part.spaces = spaces.iter().map(|space| space.within(rows)).collect();
            }
        }
        // A knot of which every combination is silent on everybody tells nothing.
        parts.retain(|part| !part.atoms.is_empty());
        parts
    }

    /// The combinations of the wanted rows, here by their own numbers, for each rule.
    fn restricted(&self, wanted: impl Fn(usize) -> bool) -> Vec<Space> {
        let restricted = |space: &Space| {
            let mut space = space.clone();
            space.restrict(&wanted);
            space.reduced(0..self.rows.len())
        };
        self.spaces.iter().map(restricted).collect()
    }

    /// The knots of some rows, here by their own numbers.
    pub fn knots_of(&self, wanted: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
        self.knots(&self.restricted(wanted))
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
                    let (people, mut columns) = (atom.people, std::mem::take(columns));
                    // The shortest first: what they cut keeps the others short.
                    columns.sort_by_key(|&rank| part.columns[rank as usize].len());
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
        for circuit in spaces.iter().flat_map(Space::basis) {
            knots.join(circuit.into_iter().map(|(row, _)| row));
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

    /// The combinations without the rows spared, for each rule.
    pub fn without(&self, spare: &[(usize, Combination)]) -> Vec<Space> {
        let without = |space: &Space| {
            let mut space = space.clone();
            for (row, _) in spare {
                space.drop_row(*row);
            }
            space
        };
        self.spaces.iter().map(without).collect()
    }

    /// Columns that must not be laid open, for each rule.
    pub fn targets(&self, rules: &[Rule]) -> Vec<Vec<u32>> {
        let aimed = self.aimed(rules).into_iter();
        aimed.map(|(targets, _)| targets).collect()
    }

    /// The same with what is silent on them: of the first rule, which protects all, what is silent on everybody.
    pub fn aimed(&self, rules: &[Rule]) -> Vec<(Vec<u32>, Space)> {
        let of = |(rule, space): (&Rule, &Space)| {
            let protected = |rank: &u32| !rule.sensitive_only || self.sensitive[*rank as usize];
            let all = (0..).take(self.columns.len()).filter(protected);
            aimed(all, &self.columns, space)
        };
        rules.iter().zip(&self.spaces).map(of).collect()
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
