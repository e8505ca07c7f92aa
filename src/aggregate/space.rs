//! Combinations of rows as a linear space, cut one column at a time.
//!
//! A column is what one person's answer to one question adds to each row. A combination is silent
//! on a column when its coefficients cancel there. Knows no person and no survey.

use super::field::Element;

/// Rows that hold an unknown, each with its coefficient, in order of rows.
pub(super) type Column = Vec<(u32, Element)>;

/// A basis of the combinations still considered: one coefficient a row.
#[derive(Clone, Debug)]
pub(super) struct Space {
    vectors: Vec<Vec<Element>>,
}

impl Space {
    /// All the combinations of the chosen rows among `rows`.
    pub fn of_rows(rows: usize, chosen: impl Iterator<Item = usize>) -> Space {
        let unit = |row: usize| {
            let mut vector = vec![Element::ZERO; rows];
            vector[row] = Element::ONE;
            vector
        };
        Space {
            vectors: chosen.map(unit).collect(),
        }
    }

    /// Whether nothing but the empty combination is left.
    pub fn is_empty(&self) -> bool {
        self.vectors.is_empty()
    }

    /// Steps that a cut may take: the cost of work is counted in them.
    pub fn size(&self) -> u64 {
        let width = self.vectors.first().map_or(0, Vec::len);
        (self.vectors.len() * width) as u64
    }

    /// Whether a combination speaks of the column.
    pub fn speaks_of(&self, column: &[(u32, Element)]) -> bool {
        self.vectors
            .iter()
            .any(|vector| !part(vector, column).is_zero())
    }

    /// Keeps the combinations that are silent on the column; whether any was lost.
    pub fn cut(&mut self, column: &[(u32, Element)]) -> bool {
        let parts: Vec<Element> = self
            .vectors
            .iter()
            .map(|vector| part(vector, column))
            .collect();
        // The emptiest vector as pivot keeps the others empty.
        let filled = |vector: &Vec<Element>| vector.iter().filter(|e| !e.is_zero()).count();
        let pivot = (0..parts.len())
            .filter(|&at| !parts[at].is_zero())
            .min_by_key(|&at| filled(&self.vectors[at]));
        let Some(pivot) = pivot else { return false };
        let inverse = parts[pivot].inverse();
        let held: Vec<(usize, Element)> = self.vectors[pivot]
            .iter()
            .enumerate()
            .filter(|(_, element)| !element.is_zero())
            .map(|(row, element)| (row, element.times(inverse)))
            .collect();
        for (vector, own) in self.vectors.iter_mut().zip(&parts) {
            if own.is_zero() {
                continue;
            }
            for &(row, element) in &held {
                vector[row] = vector[row].minus(own.times(element));
            }
        }
        self.vectors.remove(pivot);
        true
    }

    /// Keeps the combinations without the rows that are not wanted.
    pub fn restrict(&mut self, wanted: impl Fn(usize) -> bool) {
        let width = self.vectors.first().map_or(0, Vec::len);
        for row in (0..width).filter(|&row| !wanted(row)) {
            if let Ok(row) = u32::try_from(row) {
                self.cut(&[(row, Element::ONE)]);
            }
        }
    }

    /// The same combinations by their reduced basis: each vector speaks of as few rows as elimination can do.
    pub fn reduced(mut self) -> Space {
        let width = self.vectors.first().map_or(0, Vec::len);
        let mut done = 0;
        for row in 0..width {
            let Some(at) = (done..self.vectors.len()).find(|&at| !self.vectors[at][row].is_zero())
            else {
                continue;
            };
            self.vectors.swap(done, at);
            let inverse = self.vectors[done][row].inverse();
            let pivot: Vec<Element> = self.vectors[done]
                .iter()
                .map(|e| e.times(inverse))
                .collect();
            for (at, vector) in self.vectors.iter_mut().enumerate() {
                let own = vector[row];
                if at == done || own.is_zero() {
                    continue;
                }
                for (element, held) in vector.iter_mut().zip(&pivot) {
                    if !held.is_zero() {
                        *element = element.minus(own.times(*held));
                    }
                }
            }
            self.vectors[done] = pivot;
            done += 1;
        }
        self
    }

    /// Rows that stand together in a vector of the basis, a list a vector.
    pub fn circuits(&self) -> Vec<Vec<usize>> {
        let rows = |vector: &Vec<Element>| {
            let spoken = vector.iter().enumerate().filter(|(_, e)| !e.is_zero());
            spoken.map(|(row, _)| row).collect()
        };
        self.vectors.iter().map(rows).collect()
    }

    /// The vectors that speak of the chosen rows only, which are numbered anew in their order.
    ///
    /// All the combinations of these rows, when no vector of the basis speaks of rows on both sides.
    pub fn within(&self, rows: &[usize]) -> Space {
        let inside = |vector: &&Vec<Element>| {
            let mut spoken = (0..vector.len()).filter(|&row| !vector[row].is_zero());
            spoken.all(|row| rows.binary_search(&row).is_ok())
        };
        let chosen = |vector: &Vec<Element>| rows.iter().map(|&row| vector[row]).collect();
        Space {
            vectors: self.vectors.iter().filter(inside).map(chosen).collect(),
        }
    }
}

fn part(vector: &[Element], column: &[(u32, Element)]) -> Element {
    let mut sum = Element::ZERO;
    for &(row, element) in column {
        let own = vector[row as usize];
        if !own.is_zero() {
            sum = sum.plus(own.times(element));
        }
    }
    sum
}
