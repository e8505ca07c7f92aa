//! Weights that bring a sample to known margins: raking, trimming, effective size.
//! Refused under thirty people by the caller's check: a weight there is one person's voice multiplied.

use super::estimate::{size, total};

/// People who share the same category on every margin.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How many answered.
    pub count: u32,
    /// Their category on each margin, as an index into its targets.
    pub categories: Vec<usize>,
}

/// Weights of the cells, their mean over people being 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Raked {
    /// One weight a cell, in the order given.
    pub weights: Vec<f64>,
    /// Passes over all margins before the factors settled.
    pub iterations: usize,
    /// Whether a weight was trimmed to [0.3, 3].
    pub trimmed: bool,
    /// Kish's effective size, `(Σw)² / Σw²`.
    pub effective_size: f64,
    /// Design effect: people over effective size.
    pub design_effect: f64,
}

/// Least and greatest weight a person may have.
pub const TRIM: (f64, f64) = (0.3, 3.0);

const ITERATION_LIMIT: usize = 1000;

/// Iterative proportional fitting (Deming & Stephan 1940; R `survey::rake`), trimmed once, rescaled.
///
/// `margins[m][c]` is the known number of people of category `c`. `None` when a cell names a category
/// that no margin has, when a wanted category has nobody, or when the factors do not settle.
pub fn rake(cells: &[Cell], margins: &[Vec<f64>]) -> Option<Raked> {
    let fits = |cell: &Cell| {
        cell.categories.len() == margins.len()
            && cell
                .categories
                .iter()
                .zip(margins)
                .all(|(at, margin)| *at < margin.len())
    };
    if margins.is_empty() || !cells.iter().all(fits) || cells.iter().all(|cell| cell.count == 0) {
        return None;
    }
    let mut weights = vec![1.0; cells.len()];
    let mut iterations = 0;
    loop {
        iterations += 1;
        let mut worst: f64 = 0.0;
        for (margin, targets) in margins.iter().enumerate() {
            worst = worst.max(fit(cells, margin, targets, &mut weights)?);
        }
        if worst < 1e-10 {
            break;
        }
        if iterations == ITERATION_LIMIT {
            return None;
        }
    }
    rescale(cells, &mut weights);
    let trimmed = weights
        .iter()
        .any(|weight| !(TRIM.0..=TRIM.1).contains(weight));
    if trimmed {
        for weight in &mut weights {
            *weight = weight.clamp(TRIM.0, TRIM.1);
        }
        rescale(cells, &mut weights);
    }
    let people: Vec<f64> = cells
        .iter()
        .zip(&weights)
        .flat_map(|(cell, weight)| std::iter::repeat_n(*weight, cell.count as usize))
        .collect();
    let effective_size = effective_size(&people)?;
    let design_effect = size(people.len()) / effective_size;
    Some(Raked {
        weights,
        iterations,
        trimmed,
        effective_size,
        design_effect,
    })
}

/// Brings one margin to its targets; returns the largest change of a factor.
fn fit(cells: &[Cell], margin: usize, targets: &[f64], weights: &mut [f64]) -> Option<f64> {
    let mut sums = vec![0.0; targets.len()];
    for (cell, weight) in cells.iter().zip(weights.iter()) {
        sums[cell.categories[margin]] += f64::from(cell.count) * weight;
    }
    let mut factors = Vec::with_capacity(targets.len());
    for (sum, target) in sums.iter().zip(targets) {
        if *sum > 0.0 {
            factors.push(target / sum);
        } else if *target > 0.0 {
            return None;
        } else {
            factors.push(1.0);
        }
    }
    for (cell, weight) in cells.iter().zip(weights.iter_mut()) {
        *weight *= factors[cell.categories[margin]];
    }
    Some(
        factors
            .iter()
            .map(|factor| (factor - 1.0).abs())
            .fold(0.0, f64::max),
    )
}

fn rescale(cells: &[Cell], weights: &mut [f64]) {
    let people: f64 = cells.iter().map(|cell| f64::from(cell.count)).sum();
    let sum = total(
        cells
            .iter()
            .zip(weights.iter())
            .map(|(cell, w)| f64::from(cell.count) * w),
    );
    for weight in weights.iter_mut() {
        *weight *= people / sum;
    }
}

/// Kish's effective size of a weighted sample (1965), one weight a person; `None` for nobody.
pub fn effective_size(weights: &[f64]) -> Option<f64> {
    let squares = total(weights.iter().map(|weight| weight * weight));
    (squares > 0.0).then(|| total(weights.iter().copied()).powi(2) / squares)
}
