//! Which figures may be told beside those before them, each in its turn. Knows no project and no survey.

use std::ops::Range;

use super::audit::choice::Probe;
use super::audit::{Row, System};

/// For each figure whether its rows may be told beside those of the figures told before it: no sum of what is told
/// speaks of fewer than `fewest` of what `sizes` counts.
///
/// What cannot be proved in time is not told.
pub fn told_in_turn(sizes: &[u32], figures: &[Vec<Row>], fewest: u32) -> Vec<bool> {
    let rows: Vec<&Row> = figures.iter().flatten().collect();
    let mut start = 0;
    let ranges = figures.iter().map(|figure| {
        start += figure.len();
        start - figure.len()..start
    });
    let mut turns = Turns {
        ranges: ranges.collect(),
        system: System::new(sizes, &rows, fewest),
        chosen: Vec::new(),
        told: vec![false; figures.len()],
    };
    turns.settle(0..figures.len());
    turns.told
}

struct Turns {
    system: System,
    /// Rows of each figure.
    ranges: Vec<Range<usize>>,
    /// Rows told so far.
    chosen: Vec<usize>,
    told: Vec<bool>,
}

impl Turns {
    /// Settles some figures beside those told so far: what holds together holds one by one, so that a few questions
    /// are enough where most may be told.
    fn settle(&mut self, figures: Range<usize>) {
        if figures.is_empty() {
            return;
        }
        let mut more = self.chosen.clone();
        more.extend(figures.clone().flat_map(|at| self.ranges[at].clone()));
        let all = 0..more.len();
        if self.system.probe(&more, all, Some) == Probe::Safe {
            self.chosen = more;
            self.told[figures].fill(true);
        } else if figures.len() > 1 {
            let middle = figures.start + figures.len() / 2;
            self.settle(figures.start..middle);
            self.settle(middle..figures.end);
        }
    }
}
