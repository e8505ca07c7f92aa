//! Two years of a programme side by side: the printed step, and what may be told of it. Names no project.

use super::pooling::YearOnYear;
use super::rounding::round;

/// A project's printed score last year and this year.
pub type Pair = (Option<f64>, Option<f64>);

/// A step as printed, in whole points: `constant + composition = total` to the letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintedStep {
    /// From one year's mean to the next.
    pub total: f64,
    /// Mean change of the projects present in both.
    pub constant: f64,
    /// The rest of the printed total.
    pub composition: f64,
}

impl YearOnYear {
    /// Total and constant perimeter rounded each for itself, composition what is left between the two.
    ///
    /// Rounding keeps the order of two numbers, so the printed composition is never of the other sign than the true
    /// one, and it is 0 when nobody came or left. `None` without a project in both years.
    pub fn printed(&self) -> Option<PrintedStep> {
        let (total, constant) = (round(self.total, 0), round(self.constant?, 0));
        Some(PrintedStep {
            total,
            constant,
            composition: total - constant,
        })
    }
}

/// What a pair of years may tell of one subject to readers who must find no project in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling {
    /// This year's mean beside last year's.
    pub current: bool,
    /// The change at constant perimeter, hence the effect of composition.
    pub step: bool,
}

/// Says what may be told when every figure has to rest on `fewest` projects, differences of two years included.
///
/// Three sums can be known: last year's P, this year's C, and the change at constant perimeter. With V the projects
/// whose score changed, E those that came and L those that left, C − P speaks of V, E and L, the change of V, and
/// what is left of E and L; scores that stay the same fall out. Any other sum of the three speaks of a whole year.
/// Each of these sets has to be empty or large enough.
pub fn telling(pairs: &[Pair], fewest: usize) -> Telling {
    let (mut changed, mut moved) = (0, 0);
    let mut years = (0, 0);
    for pair in pairs {
        years.0 += usize::from(pair.0.is_some());
        years.1 += usize::from(pair.1.is_some());
        match pair {
            (Some(before), Some(after)) => changed += usize::from((before - after).abs() > 1e-9),
            (None, None) => {}
            _ => moved += 1,
        }
    }
    let sound = |count: usize| count == 0 || count >= fewest;
    // Under `fewest` projects last year's mean was never told: nothing can be taken from it.
    let current = years.1 >= fewest && (years.0 < fewest || sound(changed + moved));
    Telling {
        current,
        step: current && years.0 >= fewest && sound(changed) && sound(moved),
    }
}
