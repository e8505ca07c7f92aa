//! Combinations of rows as a linear space, cut one column at a time.
//!
//! A column is what one person's answer to one question adds to each row. A combination is silent
//! on a column when its coefficients cancel there. Most combinations speak of a few rows, so each
//! row knows which vectors of the basis speak of it: a cut meets those of the column's rows and no
//! other. Knows no person and no survey.

use std::cell::Cell;

use super::super::field::Element;

/// Rows that hold an unknown, each with its coefficient, in order of rows.
pub(in crate::aggregate) type Column = Vec<(u32, Element)>;

/// Rows taken together, each with its coefficient, in order of rows.
pub(super) type Combination = Vec<(usize, Element)>;

/// Bits of a word of a set.
const WORD: usize = 64;

/// A basis of the combinations still considered: one coefficient a row.
#[derive(Debug)]
pub(in crate::aggregate) struct Space {
    /// Rows, spoken of or not.
    width: usize,
    /// The vectors, one after the other; in the place of one that was lost, whatever was left there.
    vectors: Vec<Element>,
    /// How many rows each vector speaks of; 0 of one that was lost.
    filled: Vec<u32>,
    /// How many were not lost.
    left: usize,
    /// Words of a set of vectors.
    words: usize,
    /// The set of vectors that speak of each row, one after the other.
    speaking: Vec<u64>,
    /// Words of a set of rows.
    lanes: usize,
    /// The set of rows that each vector speaks of, one after the other.
    rows: Vec<u64>,
}

thread_local! {
    /// Room used again by each cut.
    static ROOM: Cell<Room> = const { Cell::new(Room { parts: Vec::new(), held: Vec::new() }) };
}

/// What a cut works out: vectors with their parts, and the pivot over its own.
#[derive(Debug, Default)]
struct Room {
    parts: Vec<(usize, Element)>,
    held: Vec<(usize, Element)>,
}

impl Space {
    /// All the combinations of the chosen rows among `rows`.
    pub fn of_rows(rows: usize, chosen: impl Iterator<Item = usize>) -> Space {
        let chosen: Vec<usize> = chosen.collect();
        let mut space = Space::empty(rows, chosen.len());
        for (vector, &row) in chosen.iter().enumerate() {
            space.put(vector, row, Element::ONE);
        }
        space
    }

    /// So many vectors that speak of nothing yet.
    fn empty(width: usize, count: usize) -> Space {
        let words = count.div_ceil(WORD);
        Space {
            width,
            vectors: vec![Element::ZERO; width * count],
            filled: vec![0; count],
            left: count,
            words,
            speaking: vec![0; width * words],
            lanes: width.div_ceil(WORD),
            rows: vec![0; width.div_ceil(WORD) * count],
        }
    }

    /// Whether nothing but the empty combination is left.
    pub fn is_empty(&self) -> bool {
        self.left == 0
    }

    /// Steps that a cut may take: the cost of work is counted in them.
    pub fn size(&self) -> u64 {
        (self.left * self.width) as u64
    }

    /// Whether a combination speaks of the column.
    pub fn speaks_of(&self, column: &[(u32, Element)]) -> bool {
        let mut vectors = self.meeting(column);
        vectors.any(|vector| !self.part(vector, column).is_zero())
    }

    /// Whether a combination speaks of the row.
    pub fn speaks_of_row(&self, row: usize) -> bool {
        self.speaking(row).next().is_some()
    }

    /// Keeps the combinations that are silent on the column; whether any was lost.
    pub fn cut(&mut self, column: &[(u32, Element)]) -> bool {
        let mut room = ROOM.take();
        room.parts.clear();
        for vector in self.meeting(column) {
            let part = self.part(vector, column);
            if !part.is_zero() {
                room.parts.push((vector, part));
            }
        }
        let lost = self.lose(&mut room);
        ROOM.set(room);
        lost
    }

    /// Keeps the combinations without the rows that are not wanted.
    pub fn restrict(&mut self, wanted: impl Fn(usize) -> bool) {
        for row in (0..self.width).filter(|&row| !wanted(row)) {
            self.drop_row(row);
        }
    }

    /// Keeps the combinations without a row.
    pub fn drop_row(&mut self, row: usize) {
        let mut room = ROOM.take();
        room.parts.clear();
        for vector in self.speaking(row) {
            room.parts
                .push((vector, self.vectors[vector * self.width + row]));
        }
        self.lose(&mut room);
        ROOM.set(room);
    }

    /// The combinations of both, which have none in common.
    pub fn beside(&self, other: &Space) -> Space {
        let mut both = Space::empty(self.width, self.left + other.left);
        let vectors = self.here().map(|vector| (self, vector));
        let others = other.here().map(|vector| (other, vector));
        for (place, (space, vector)) in vectors.chain(others).enumerate() {
            for (row, element) in space.spoken(vector) {
                both.put(place, row, element);
            }
        }
        both
    }

    /// Vectors of the basis.
    pub fn basis(&self) -> impl Iterator<Item = Combination> + '_ {
        self.here().map(|vector| self.spoken(vector).collect())
    }

    /// The same combinations by their reduced basis, rows taken in this order: each vector begins with a
    /// row of its own and speaks of as few others as elimination can do.
    pub fn reduced(mut self, order: impl Iterator<Item = usize>) -> Space {
        let mut done = vec![false; self.filled.len()];
        let mut held = Vec::new();
        for row in order {
            let open = self.speaking(row).filter(|&vector| !done[vector]);
            let Some(first) = open.min_by_key(|&vector| self.filled[vector]) else {
                continue;
            };
            done[first] = true;
            self.normalise(first, self.vectors[first * self.width + row], &mut held);
            for &(row, element) in &held {
                self.vectors[first * self.width + row] = element;
            }
            let others: Vec<usize> = self.speaking(row).filter(|&at| at != first).collect();
            for vector in others {
                let own = self.vectors[vector * self.width + row];
                self.subtract(vector, own, &held);
            }
        }
        self
    }

    /// The vectors of the basis that speak of one of the columns at least.
    pub fn telling(&self, columns: &[&Column]) -> Vec<Combination> {
        let speaks = |vector: &usize| {
            let mut columns = columns.iter();
            columns.any(|column| !self.part(*vector, column).is_zero())
        };
        self.here()
            .filter(speaks)
            .map(|vector| self.spoken(vector).collect())
            .collect()
    }

    /// The vectors that speak of the chosen rows only, which are numbered anew in their order.
    ///
    /// All the combinations of these rows, when no vector of the basis speaks of rows on both sides.
    pub fn within(&self, rows: &[usize]) -> Space {
        let inside = |vector: &usize| {
            let mut spoken = self.spoken(*vector);
            spoken.all(|(row, _)| rows.binary_search(&row).is_ok())
        };
        let first = |row: usize| self.speaking(row);
        let mut kept: Vec<usize> = rows.iter().flat_map(|&row| first(row)).collect();
        kept.sort_unstable();
        kept.dedup();
        kept.retain(inside);
        let mut space = Space::empty(rows.len(), kept.len());
        for (place, &vector) in kept.iter().enumerate() {
            for (row, element) in self.spoken(vector) {
                if let Ok(rank) = rows.binary_search(&row) {
                    space.put(place, rank, element);
                }
            }
        }
        space
    }

    /// Places of the vectors that were not lost.
    fn here(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.filled.len()).filter(|&vector| self.filled[vector] > 0)
    }

    /// Sets an element that was zero.
    fn put(&mut self, vector: usize, row: usize, element: Element) {
        self.vectors[vector * self.width + row] = element;
        self.filled[vector] += 1;
        self.speaking[row * self.words + vector / WORD] |= 1 << (vector % WORD);
        self.rows[vector * self.lanes + row / WORD] |= 1 << (row % WORD);
    }

    /// Rows a vector speaks of, with its coefficients.
    fn spoken(&self, vector: usize) -> impl Iterator<Item = (usize, Element)> + '_ {
        let start = vector * self.width;
        let lanes = &self.rows[vector * self.lanes..(vector + 1) * self.lanes];
        let rows = lanes.iter().enumerate();
        rows.flat_map(|(rank, word)| members(rank, *word))
            .map(move |row| (row, self.vectors[start + row]))
    }

    /// Vectors that speak of a row.
    fn speaking(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let start = row * self.words;
        let words = self.speaking[start..start + self.words].iter();
        words
            .enumerate()
            .flat_map(|(rank, word)| members(rank, *word))
    }

    /// Vectors that speak of one of a column's rows.
    fn meeting<'s>(&'s self, column: &'s [(u32, Element)]) -> impl Iterator<Item = usize> + 's {
        (0..self.words).flat_map(move |rank| {
            let of = |entry: &(u32, Element)| self.speaking[entry.0 as usize * self.words + rank];
            members(rank, column.iter().map(of).fold(0, |all, word| all | word))
        })
    }

    fn part(&self, vector: usize, column: &[(u32, Element)]) -> Element {
        let start = vector * self.width;
        let pairs = column.iter();
        Element::sum_of_products(
            pairs.map(|&(row, element)| (self.vectors[start + row as usize], element)),
        )
    }

    /// Gives up one vector of those that have a part in what must be silent, to silence the others.
    fn lose(&mut self, room: &mut Room) -> bool {
        // The emptiest vector as pivot keeps the others empty.
        let emptiest = room.parts.iter().min_by_key(|part| self.filled[part.0]);
        let Some(&(pivot, own)) = emptiest else {
            return false;
        };
        if room.parts.len() > 1 {
            self.normalise(pivot, own, &mut room.held);
            for &(vector, part) in room.parts.iter().filter(|part| part.0 != pivot) {
                self.subtract(vector, part, &room.held);
            }
        }
        self.remove(pivot);
        true
    }

    /// Puts a vector over one of its numbers in the room held for it.
    fn normalise(&self, vector: usize, number: Element, held: &mut Vec<(usize, Element)>) {
        held.clear();
        if number == Element::ONE {
            held.extend(self.spoken(vector));
            return;
        }
        let inverse = number.inverse();
        let over = |(row, element): (usize, Element)| (row, element.times(inverse));
        held.extend(self.spoken(vector).map(over));
    }

    /// Takes `times` the held elements from a vector.
    fn subtract(&mut self, vector: usize, times: Element, held: &[(usize, Element)]) {
        let (start, word, bit) = (vector * self.width, vector / WORD, 1_u64 << (vector % WORD));
        let lane = vector * self.lanes;
        for &(row, element) in held {
            let place = &mut self.vectors[start + row];
            let before = *place;
            *place = before.minus(times.times(element));
            if before.is_zero() {
                self.filled[vector] += 1;
                self.speaking[row * self.words + word] |= bit;
                self.rows[lane + row / WORD] |= 1 << (row % WORD);
            } else if place.is_zero() {
                self.filled[vector] -= 1;
                self.speaking[row * self.words + word] &= !bit;
                self.rows[lane + row / WORD] &= !(1 << (row % WORD));
            }
        }
    }

    /// Loses a vector; its place stays.
    fn remove(&mut self, vector: usize) {
        let (word, bit) = (vector / WORD, 1_u64 << (vector % WORD));
        for lane in 0..self.lanes {
            for row in members(lane, self.rows[vector * self.lanes + lane]) {
                self.speaking[row * self.words + word] &= !bit;
            }
        }
        self.filled[vector] = 0;
        self.left -= 1;
    }
}

impl Clone for Space {
    /// Vectors that were lost are left out, once they are most of them.
    fn clone(&self) -> Space {
        if self.left * 2 < self.filled.len() {
            return self.beside(&Space::empty(self.width, 0));
        }
        Space {
            width: self.width,
            vectors: self.vectors.clone(),
            filled: self.filled.clone(),
            left: self.left,
            words: self.words,
            speaking: self.speaking.clone(),
            lanes: self.lanes,
            rows: self.rows.clone(),
        }
    }
}

/// Members of one word of a set.
fn members(rank: usize, mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros() as usize;
        (word != 0).then(|| {
            word &= word - 1;
            rank * WORD + bit
        })
    })
}
