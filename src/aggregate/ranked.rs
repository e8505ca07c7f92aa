//! Values from the smallest to the largest, equal ones counted together.
//!
//! A survey of any size has few different scores, so counting them costs a look at each person
//! where sorting costs many; sums over the runs are those of the sorted values, to the last bit.

/// Under so many values sorting costs less than counting.
const FEW: usize = 512;
/// Places of the table that counts; a power of two.
const ROOM: usize = 4096;

/// Values in order, as runs of equal ones.
pub(super) struct Ranked {
    /// Each different value and how often it occurs, smallest first.
    runs: Vec<(f64, u32)>,
    count: usize,
}

impl Ranked {
    /// Puts values in order.
    pub fn of(values: &[f64]) -> Ranked {
        Ranked::of_runs(values.iter().map(|&value| (value, 1)).collect())
    }

    /// Puts values in order, of each of which there are so many.
    pub fn of_runs(values: Vec<(f64, u32)>) -> Ranked {
        let count = values.iter().map(|(_, times)| *times as usize).sum();
        let counted = if values.len() < FEW {
            None
        } else {
            counted(&values)
        };
        let mut runs = counted.unwrap_or(values);
        runs.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        Ranked { runs, count }
    }

    /// The values in order; equal ones may be in several runs.
    pub fn runs(&self) -> &[(f64, u32)] {
        &self.runs
    }

    /// Their sum, smallest first.
    pub fn total(&self) -> f64 {
        let each = self
            .runs
            .iter()
            .flat_map(|&(value, times)| std::iter::repeat_n(value, times as usize));
        each.sum()
    }

    /// The same people with another value each; equal values must stay equal.
    pub fn map(&self, change: impl Fn(f64) -> f64) -> Ranked {
        let mut runs: Vec<(f64, u32)> = self
            .runs
            .iter()
            .map(|&(value, times)| (change(value), times))
            .collect();
        runs.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        Ranked {
            runs,
            count: self.count,
        }
    }

    /// How many values.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The value at a rank from 0; `None` beyond the last.
    pub fn at(&self, rank: usize) -> Option<f64> {
        let mut below = 0;
        let run = self.runs.iter().find(|(_, times)| {
            below += *times as usize;
            rank < below
        });
        run.map(|(value, _)| *value)
    }
}

/// Counts different values; `None` when there are too many of them for the table.
fn counted(values: &[(f64, u32)]) -> Option<Vec<(f64, u32)>> {
    let mut table: Vec<(f64, u32)> = vec![(0.0, 0); ROOM];
    let mut different = 0;
    for &(value, times) in values {
        // Fibonacci hashing: the upper bits of the product are well mixed.
        let mut place =
            usize::try_from(value.to_bits().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52).ok()?;
        loop {
            let (held, met) = &mut table[place];
            if *met == 0 {
                *held = value;
                different += 1;
            }
            if held.to_bits() == value.to_bits() {
                *met = met.checked_add(times)?;
                break;
            }
            place = (place + 1) % ROOM;
        }
        if different > ROOM / 2 {
            return None;
        }
    }
    table.retain(|(_, times)| *times > 0);
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::{FEW, Ranked};

    /// Values that repeat (`different` of them) in an order that is not theirs.
    fn values(count: usize, different: usize) -> Vec<f64> {
        let scores = (0..count).map(|rank| rank * 7919 % different);
        scores.map(|score| score as f64 / 3.0).collect()
    }

    #[test]
    fn counting_gives_the_sum_of_the_sorted_values_to_the_last_bit() {
        for (count, different) in [(10, 3), (FEW, 80), (3 * FEW, 1000), (3 * FEW, 9000)] {
            let values = values(count, different);
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            let ranked = Ranked::of(&values);
            assert_eq!(
                ranked.total().to_bits(),
                sorted.iter().sum::<f64>().to_bits()
            );
            let ranks = [0, 1, count / 2, count - 1];
            assert_eq!(
                ranks.map(|rank| ranked.at(rank)),
                ranks.map(|rank| sorted.get(rank).copied())
            );
            assert_eq!(ranked.at(count), None);
        }
    }
}
