//! How wide the columns of a table are, from the breadths of their texts: Typst measures no cell. Knows no survey.

use typst::layout::Abs;

/// Narrowest column, and the most that a column takes of the room that is left over, in millimetres.
const LEAST: f64 = 12.0;
const MOST_SPARE: f64 = 12.0;

/// Columns that ask for no more stay whole while the others can give way, in millimetres: figures are read at one look.
const SHORT: f64 = 28.0;

/// How much a column is narrowed at once, in millimetres.
const STEP: f64 = 1.0;

/// What words leave of a line at its end, on average: the share of a column that a text of several lines fills.
const FILLED: f64 = 0.9;

/// Each column takes what its longest text asks for, `rows` hold the breadths of texts, `words` that of the longest word of
/// each column and `sides` is the space around one; where that is more than `room`, the long columns give way so that the
/// table becomes as little higher as may be, but none cuts a word.
pub(super) fn widths(
    rows: impl Iterator<Item = Vec<Abs>>,
    words: &[Abs],
    room: Abs,
    sides: impl Fn(usize) -> Abs,
) -> Vec<Abs> {
    let rows: Vec<Vec<Abs>> = rows.collect();
    let sides: Vec<Abs> = (0..words.len()).map(sides).collect();
    let least = words.iter().zip(&sides);
    let least: Vec<Abs> = least
        .map(|(word, sides)| Abs::mm(LEAST).max(*word + *sides + Abs::pt(0.1)))
        .collect();
    let mut widths = least.clone();
    for row in &rows {
        for ((cell, sides), width) in row.iter().zip(&sides).zip(&mut widths) {
            width.set_max(*cell + *sides + Abs::pt(0.1));
        }
    }
    if total(&widths) > room {
        let short = least.iter().zip(&widths);
        let short: Vec<Abs> = short
            .map(|(least, width)| (*least).max(Abs::mm(SHORT)).min(*width))
            .collect();
        let least = if total(&short) > room { least } else { short };
        widths = Table { rows, sides, least }.narrowed(widths, room);
    }
    let count = f64::from(u32::try_from(words.len().max(1)).unwrap_or(u32::MAX));
    let spare = ((room - total(&widths)) / count).clamp(Abs::zero(), Abs::mm(MOST_SPARE));
    widths.into_iter().map(|width| width + spare).collect()
}

/// What settles the height of a table.
struct Table {
    /// Breadths of the texts of each row, on one line.
    rows: Vec<Vec<Abs>>,
    /// Space around a text, column by column.
    sides: Vec<Abs>,
    /// Narrowest widths.
    least: Vec<Abs>,
}

impl Table {
    /// Widths within `room`, if the narrowest are: a step at a time where it costs the fewest lines, or all from one column
    /// where that costs fewer still.
    fn narrowed(&self, wanted: Vec<Abs>, room: Abs) -> Vec<Abs> {
        let excess = total(&wanted) - room;
        let columns = 0..wanted.len();
        let by = |widths: &[Abs], column: usize, less: Abs| {
            let mut widths = widths.to_vec();
            widths[column] = (widths[column] - less).max(self.least[column]);
            widths
        };
        let mut by_steps = wanted.clone();
        while total(&by_steps) > room {
            let can = columns
                .clone()
                .filter(|&column| by_steps[column] > self.least[column]);
            let tried = can.map(|column| by(&by_steps, column, Abs::mm(STEP)));
            // Of as many lines, from the widest column: the others are left alone.
            let next = tried.min_by_key(|widths| (self.lines(widths), widest(widths)));
            let Some(next) = next else { return by_steps };
            by_steps = next;
        }
        let at_once = columns.map(|column| by(&wanted, column, excess));
        let at_once = at_once.filter(|widths| total(widths) <= room + Abs::pt(0.01));
        std::iter::once(by_steps.clone())
            .chain(at_once)
            .min_by_key(|widths| self.lines(widths))
            .unwrap_or(by_steps)
    }

    /// How many lines all rows take together, about.
    fn lines(&self, widths: &[Abs]) -> usize {
        let lines = |((text, sides), width): ((&Abs, &Abs), &Abs)| {
            let inner = *width - *sides;
            if *text <= inner {
                1
            } else {
                (*text / (inner * FILLED).max(Abs::mm(1.0))).ceil() as usize
            }
        };
        let rows = self.rows.iter();
        rows.map(|row| {
            let cells = row.iter().zip(&self.sides).zip(widths).map(lines);
            cells.max().unwrap_or(1)
        })
        .sum()
    }
}

fn total(widths: &[Abs]) -> Abs {
    widths.iter().copied().sum()
}

fn widest(widths: &[Abs]) -> Abs {
    widths.iter().copied().max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROOM: f64 = 166.0;

    fn fitted(rows: &[Vec<f64>], words: &[f64]) -> Vec<f64> {
        let breadths = |row: &Vec<f64>| row.iter().copied().map(Abs::mm).collect();
        let words: Vec<Abs> = words.iter().copied().map(Abs::mm).collect();
        let rows = rows.iter().map(breadths);
        let found = widths(rows, &words, Abs::mm(ROOM), |_| Abs::mm(3.0));
        found.into_iter().map(Abs::to_mm).collect()
    }

    #[test]
    fn the_long_columns_give_way_and_the_short_ones_stay_whole() {
        let rows = [vec![60.0, 24.0, 40.0, 18.0], vec![50.0, 10.0, 120.0, 18.0]];
        let found = fitted(&rows, &[15.0, 10.0, 20.0, 10.0]);
        let whole: Vec<i64> = found.iter().map(|width| width.round() as i64).collect();
        // The second text takes two lines whatever the first column has.
        assert_eq!(whole, [63, 27, 54, 21]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn columns_hold_in_the_room_and_cut_no_word(
            (rows, words) in (1..8_usize).prop_flat_map(|columns| (
                prop::collection::vec(prop::collection::vec(1.0..150.0, columns), 0..12),
                prop::collection::vec(1.0..17.0, columns),
            )),
        ) {
            let found = fitted(&rows, &words);
            prop_assert!(found.iter().sum::<f64>() <= ROOM + 0.01, "{found:?}");
            for (rank, (width, word)) in found.iter().zip(&words).enumerate() {
                prop_assert!(*width >= word + 3.0 && *width >= LEAST, "{found:?}");
                // More than its texts ask for is only what was left over, the same for all.
                let asked = rows.iter().map(|row| row[rank]).fold(*word, f64::max);
                prop_assert!(*width <= (asked + 3.1).max(LEAST) + MOST_SPARE, "{found:?}");
            }
        }
    }
}
