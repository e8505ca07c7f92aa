//! Means over overlapping parts of the same projects, told so that no sum of them speaks of a few. Names no project.

use super::audit::space::{Column, Space};
use super::field::Element;

/// Whether every sum of the means of `parts` and of the mean of all projects speaks of `fewest` projects or more.
///
/// A part says of each project whether it is in. Found by packing: `fewest` sets of projects, none in two of them, each
/// of which alone hears every sum that speaks at all. Whoever leaves out fewer projects than that leaves one of these
/// sets whole, so a sum silent on all the others is silent everywhere. Sound; it may refuse what a longer search for
/// such sets would allow, save with one part, where it is exact: `fewest` projects inside, and as many outside.
pub fn speaks_of_enough(parts: &[&[bool]], projects: usize, fewest: usize) -> bool {
    let rows = parts.len() + 1;
    let columns: Vec<Column> = (0..projects).map(|rank| column(parts, rank)).collect();
    let mut left: Vec<usize> = (0..projects).collect();
    let mut whole = None;
    for _ in 0..fewest {
        let mut sums = Space::of_rows(rows, 0..rows);
        let before = left.len();
        left.retain(|&rank| !sums.cut(&columns[rank]));
        let heard = before - left.len();
        if *whole.get_or_insert(heard) != heard {
            return false;
        }
    }
    true
}

/// What a project adds to the sum of all and to that of each part.
fn column(parts: &[&[bool]], rank: usize) -> Column {
    let inside = (1..).zip(parts).filter(|(_, part)| part[rank]);
    let inside = inside.map(|(row, _)| (row, Element::ONE));
    std::iter::once((0, Element::ONE)).chain(inside).collect()
}
