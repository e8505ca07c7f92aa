//! The figures of the public report as rows of an audit, over classes of projects that are alike in all of them.

use std::collections::BTreeMap;

use crate::aggregate::audit::{Row, Unknown};
use crate::aggregate::field::Ratio;

use super::sums::{KNOWN, Sum};

/// What one project is in all figures: rank of the row, number of the unknown, coefficient.
type Parts = Vec<(usize, usize, Ratio)>;

/// Figures as rows over classes of projects that are alike in all of them, and how much each class weighs: a project by itself
/// `one`, all that [`gathered`](super::sums::gathered) put in one place 1.
pub(super) fn rows(figures: &[Vec<Sum>], one: u32) -> (Vec<u32>, Vec<Vec<Row>>) {
    let mut held: BTreeMap<usize, Parts> = BTreeMap::new();
    for (row, sum) in figures.iter().flatten().enumerate() {
        for &(rank, unknown, ratio) in sum {
            held.entry(rank).or_default().push((row, unknown, ratio));
        }
    }
    let mut classes: BTreeMap<Parts, u32> = BTreeMap::new();
    for (rank, terms) in held {
        *classes.entry(terms).or_default() += if rank == KNOWN { 1 } else { one };
    }
    let sizes: Vec<u32> = classes.values().copied().collect();
    let mut rows: Vec<Vec<Row>> = Vec::new();
    let mut places = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        places.extend((0..figure.len()).map(|within| (at, within)));
        let empty = || Row {
            terms: Vec::new(),
            people: 0,
        };
        rows.push(figure.iter().map(|_| empty()).collect());
    }
    for (atom, (terms, size)) in classes.into_iter().enumerate() {
        let mut last = None;
        for (row, slot, ratio) in terms {
            let (at, within) = places[row];
            let row_of = &mut rows[at][within];
            row_of.terms.push((Unknown { atom, slot }, ratio));
            if last != Some(row) {
                row_of.people += size;
            }
            last = Some(row);
        }
    }
    (sizes, rows)
}
