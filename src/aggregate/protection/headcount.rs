//! How many people are behind each row of an audit, counted as far as it matters. Knows rows, no answer.

use super::cells::Row;
use super::shape::Shape;

/// Kinds of people after which only the rows that still lack some are counted.
const ENOUGH: usize = 256;

/// A count under way.
pub(super) struct Headcount<'r> {
    rows: &'r [Row],
    people: Vec<u64>,
    /// Rows still counted.
    open: Vec<usize>,
    met: usize,
}

impl<'r> Headcount<'r> {
    pub fn new(rows: &'r [Row]) -> Headcount<'r> {
        Headcount {
            rows,
            people: vec![0; rows.len()],
            open: (0..rows.len()).collect(),
            met: 0,
        }
    }

    /// Whether nobody who comes next matters.
    pub fn is_settled(&self) -> bool {
        self.open.is_empty()
    }

    /// Adds people alike; `counts` says whether they are behind a row.
    pub fn add(&mut self, people: u32, counts: impl Fn(&Shape) -> bool) {
        for &row in &self.open {
            if counts(&self.rows[row].shape) {
                self.people[row] += u64::from(people);
            }
        }
        self.met += 1;
        if self.met >= ENOUGH {
            let (rows, people) = (self.rows, &self.people);
            self.open
                .retain(|&row| people[row] < u64::from(rows[row].fewest()));
        }
    }

    /// The rows with enough people behind, with how many, or with at least as many as matters.
    pub fn enough(self) -> Vec<(&'r Row, u64)> {
        let counted = self.rows.iter().zip(self.people);
        counted
            .filter(|(row, people)| *people >= u64::from(row.fewest()))
            .collect()
    }
}
