//! What may be said of a project beside the others: a set of possible ranks, and above or below
//! the mean. There is no league table here, on purpose: it would be mostly noise.

use super::estimate::{size, total};
use super::multiplicity::holm;
use super::pooling::Study;
use super::quantiles::normal_two_sided;

/// Best and worst rank a project may have, 1 being the highest value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankSet {
    /// 1 + the projects shown to be higher.
    pub best: usize,
    /// J − the projects shown to be lower.
    pub worst: usize,
}

/// Rank sets from pairwise differences, Holm over all pairs (after csranks; Mogstad et al. 2024).
pub fn rank_sets(studies: &[Study]) -> Vec<RankSet> {
    let mut pairs = Vec::new();
    let mut p_values = Vec::new();
    for (left, one) in studies.iter().enumerate() {
        for (right, other) in studies.iter().enumerate().skip(left + 1) {
            let error = (one.variance + other.variance).sqrt();
            pairs.push((left, right));
            p_values
                .push((error > 0.0).then(|| normal_two_sided((one.value - other.value) / error)));
        }
    }
    let mut sets = vec![
        RankSet {
            best: 1,
            worst: studies.len()
        };
        studies.len()
    ];
    for ((left, right), p) in pairs.into_iter().zip(holm(&p_values)) {
        if p.is_some_and(|p| p < 0.05) {
            let left_higher = studies[left].value > studies[right].value;
            let (higher, lower) = if left_higher {
                (left, right)
            } else {
                (right, left)
            };
            sets[lower].best += 1;
            sets[higher].worst -= 1;
        }
    }
    sets
}

/// Where a project stands: the only classification that is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Shown to be above.
    Above,
    /// Not shown to differ.
    Near,
    /// Shown to be below.
    Below,
}

impl Standing {
    /// As printed.
    pub fn words(self) -> &'static str {
        match self {
            Standing::Above => "au-dessus de la moyenne",
            Standing::Near => "proche de la moyenne",
            Standing::Below => "au-dessous de la moyenne",
        }
    }
}

/// Each project against the unweighted mean of all, Holm over the projects.
///
/// A project is part of the mean: `var(y_j - ȳ) = v_j (1 - 2/J) + Σv / J²`.
pub fn standings(studies: &[Study]) -> Vec<Standing> {
    let count = size(studies.len());
    let mean = total(studies.iter().map(|study| study.value)) / count;
    let shared = total(studies.iter().map(|study| study.variance)) / (count * count);
    let p_values: Vec<Option<f64>> = studies
        .iter()
        .map(|study| {
            let variance = study.variance * (1.0 - 2.0 / count) + shared;
            (variance > 0.0).then(|| normal_two_sided((study.value - mean) / variance.sqrt()))
        })
        .collect();
    holm(&p_values)
        .into_iter()
        .zip(studies)
        .map(|(p, study)| match p {
            Some(p) if p < 0.05 && study.value > mean => Standing::Above,
            Some(p) if p < 0.05 => Standing::Below,
            _ => Standing::Near,
        })
        .collect()
}
