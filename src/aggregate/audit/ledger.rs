//! What the people of one group at one wave add to each row that may be printed, met person by person.
//!
//! A combination of rows that speaks of fewer than k people is silent on every column that k people
//! share. So each such column cuts the space of combinations at once, and a column on which what is
//! left is silent can be forgotten: after the first people of a healthy group hardly anything is kept,
//! however many come. Exact and bounded; knows rows and columns, not surveys.

use std::collections::BTreeMap;

use super::exposure::Atom;
use super::space::{Column, Space};

/// Columns kept at most for one audit; beyond, fewer rows have to be audited.
const MOST_ENTRIES: usize = 60_000;

/// Kinds of people after which rows that nothing speaks of any more are left aside.
const MANY: usize = 32;

/// Combinations left at one threshold.
#[derive(Clone, Debug)]
pub(in crate::aggregate) struct Guard {
    pub threshold: u32,
    pub space: Space,
    /// Whether only sensitive answers are protected by this threshold.
    pub sensitive_only: bool,
}

/// A column with the people who share it.
#[derive(Debug)]
struct Kind {
    people: u32,
    sensitive: bool,
}

/// A column of a person: what it adds, and whether the answer is sensitive.
pub(in crate::aggregate) type Spoken = (Column, bool);

/// The audit of a block while people are added.
#[derive(Debug)]
pub(in crate::aggregate) struct Ledger {
    pub guards: Vec<Guard>,
    ranks: BTreeMap<Column, u32>,
    columns: Vec<Column>,
    kinds: Vec<Kind>,
    atoms: Vec<Atom>,
    entries: usize,
    rows: usize,
}

/// What is left to search after everybody was added.
#[derive(Debug)]
pub(in crate::aggregate) struct Rest {
    pub guards: Vec<Guard>,
    pub columns: Vec<Column>,
    pub sensitive: Vec<bool>,
    /// People with a column that is not silent, most people first.
    pub atoms: Vec<Atom>,
}

impl Ledger {
    /// For so many rows; a threshold for sensitive answers of its own when it is higher.
    pub fn new(rows: usize, threshold: u32, sensitive: u32) -> Ledger {
        let guard = |threshold, sensitive_only| Guard {
            threshold,
            space: Space::of_rows(rows, 0..rows),
            sensitive_only,
        };
        let mut guards = vec![guard(threshold, false)];
        if sensitive > threshold {
            guards.push(guard(sensitive, true));
        }
        Ledger {
            guards,
            ranks: BTreeMap::new(),
            columns: Vec::new(),
            kinds: Vec::new(),
            atoms: Vec::new(),
            entries: 0,
            rows,
        }
    }

    /// Adds people who all have these columns; false when there is no room left.
    pub fn add(&mut self, people: u32, spoken: &[Spoken]) -> bool {
        let mut held = Vec::new();
        for (column, sensitive) in spoken {
            // The highest threshold leaves the largest space: silent there, silent everywhere.
            if self
                .guards
                .iter()
                .any(|guard| guard.space.speaks_of(column))
            {
                held.push(self.rank(column, *sensitive));
            }
        }
        held.sort_unstable();
        held.dedup();
        if held.is_empty() {
            return true;
        }
        for &rank in &held {
            let kind = &mut self.kinds[rank as usize];
            kind.people = kind.people.saturating_add(people);
            for guard in &mut self.guards {
                if kind.people >= guard.threshold {
                    guard.space.cut(&self.columns[rank as usize]);
                }
            }
        }
        self.entries += held.len();
        self.atoms.push(Atom {
            people,
            columns: held,
        });
        if self.entries.max(self.columns.len()) > MOST_ENTRIES {
            self.forget_silent();
            return self.entries <= MOST_ENTRIES / 2 && self.columns.len() <= MOST_ENTRIES;
        }
        true
    }

    /// Which rows are left after so many kinds of people, when it is time to leave the others aside.
    ///
    /// At powers of two: what it costs stays a share of meeting people.
    pub fn narrowed_after(&mut self, met: usize) -> Option<Vec<bool>> {
        (met >= MANY && met.is_power_of_two()).then(|| self.narrowed())
    }

    /// Which rows some combination still speaks of, once the columns hold those alone: of whoever comes next, only those have to be added.
    ///
    /// Columns that differed in other rows are one, and whoever has both has it once.
    fn narrowed(&mut self) -> Vec<bool> {
        self.forget_silent();
        let is_left = |row| {
            self.guards
                .iter()
                .any(|guard| guard.space.speaks_of_row(row))
        };
        let left: Vec<bool> = (0..self.rows).map(is_left).collect();
        let columns = std::mem::take(&mut self.columns);
        let sensitive = std::mem::take(&mut self.kinds);
        self.ranks.clear();
        let held = std::mem::take(&mut self.atoms);
        self.entries = 0;
        for atom in held {
            let narrow = |&rank: &u32| {
                let column = columns[rank as usize].iter();
                let column = column.copied().filter(|(row, _)| left[*row as usize]);
                (column.collect(), sensitive[rank as usize].sensitive)
            };
            let spoken: Vec<Spoken> = atom.columns.iter().map(narrow).collect();
            self.add(atom.people, &spoken);
        }
        left
    }

    /// Whether no combination is left, whoever comes next.
    pub fn is_settled(&self) -> bool {
        self.guards.iter().all(|guard| guard.space.is_empty())
    }

    fn rank(&mut self, column: &Column, sensitive: bool) -> u32 {
        if let Some(&rank) = self.ranks.get(column) {
            self.kinds[rank as usize].sensitive |= sensitive;
            return rank;
        }
        let rank = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        self.ranks.insert(column.clone(), rank);
        self.columns.push(column.clone());
        self.kinds.push(Kind {
            people: 0,
            sensitive,
        });
        rank
    }

    fn forget_silent(&mut self) {
        let loud: Vec<bool> = self
            .columns
            .iter()
            .map(|column| {
                self.guards
                    .iter()
                    .any(|guard| guard.space.speaks_of(column))
            })
            .collect();
        self.entries = 0;
        for atom in &mut self.atoms {
            atom.columns.retain(|&rank| loud[rank as usize]);
            self.entries += atom.columns.len();
        }
        self.atoms.retain(|atom| !atom.columns.is_empty());
    }

    /// Ends the count.
    pub fn finish(mut self) -> Rest {
        self.forget_silent();
        let mut together: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        for atom in self.atoms {
            *together.entry(atom.columns).or_default() += atom.people;
        }
        let mut atoms: Vec<Atom> = together
            .into_iter()
            .map(|(columns, people)| Atom { people, columns })
            .collect();
        atoms.sort_unstable_by(|a, b| {
            b.people
                .cmp(&a.people)
                .then_with(|| a.columns.cmp(&b.columns))
        });
        Rest {
            guards: self.guards,
            columns: self.columns,
            sensitive: self.kinds.iter().map(|kind| kind.sensitive).collect(),
            atoms,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::solve::solve;
    use super::*;
    use crate::aggregate::field::Element;
    use crate::aggregate::protection::cells::Worth;
    use crate::aggregate::work::Work;

    const ROWS: usize = 5;

    /// What a person adds to each row, question by question.
    fn person() -> impl Strategy<Value = Vec<[u8; ROWS]>> {
        let part = prop::sample::select(vec![0_u8, 0, 0, 1, 1, 2]);
        prop::collection::vec(prop::array::uniform5(part), 1..4)
    }

    fn spoken(person: &[[u8; ROWS]], left: &[bool]) -> Vec<Spoken> {
        let column = |parts: &[u8; ROWS]| -> Column {
            let rows = (0_u32..).zip(parts).zip(left);
            let held = rows.filter(|((_, part), left)| **part > 0 && **left);
            held.map(|((row, part), _)| (row, Element::of_number(f64::from(*part))))
                .collect()
        };
        person.iter().map(|parts| (column(parts), false)).collect()
    }

    /// What is withheld when the rows are narrowed after each so many people.
    fn withheld(people: &[Vec<[u8; ROWS]>], step: usize) -> Option<Vec<bool>> {
        let mut ledger = Ledger::new(ROWS, 3, 3);
        let mut left = vec![true; ROWS];
        for (rank, person) in people.iter().enumerate() {
            if rank > 0 && rank % step == 0 {
                left = ledger.narrowed();
            }
            assert!(ledger.add(1, &spoken(person, &left)));
        }
        let worths = [
            Worth::Criterion,
            Worth::Category,
            Worth::Qvct,
            Worth::Theme,
            Worth::Item,
        ];
        solve(ledger.finish(), &worths, &[20; ROWS], &Work::new(1_000_000)).ok()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn rows_left_aside_on_the_way_change_nothing(people in prop::collection::vec(person(), 3..24), step in 1..9_usize) {
            prop_assert_eq!(withheld(&people, step), withheld(&people, usize::MAX));
        }
    }
}
