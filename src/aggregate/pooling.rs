//! Many projects in one report: headline mean, random effects, constant perimeter.
//! Never orders projects; `standing` says how little an order would mean.

use super::estimate::{Estimate, Interval, Regularisation, mean, size, standard_deviation, total};
use super::quantiles::{chi_square_above, student_quantile};

/// One project: its value and the variance of that value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Study {
    /// Ensemble score, or change, in points.
    pub value: f64,
    /// Variance of the value, in squared points; positive.
    pub variance: f64,
}

/// Variance of one person's score within a project, the same for all: `Σ(n_j-1)s_j² / Σ(n_j-1)`, in squared points, drawn
/// towards the usual one as every interval of a dossier is (`statistics.md` §§ 1.4, 1.12).
///
/// Each project gives its degrees of freedom and its squared deviations. Own variances at five people are noise, and zero at
/// a ceiling would give infinite weight. `None` without a degree of freedom.
pub fn pooled_variance(
    projects: impl IntoIterator<Item = (f64, f64)>,
    regularisation: &Regularisation,
) -> Option<f64> {
    let mut freedom = regularisation.weight;
    let mut squares = regularisation.weight * regularisation.deviation.powi(2);
    for (own_freedom, own_squares) in projects {
        freedom += own_freedom;
        squares += own_squares;
    }
    (freedom > 0.0).then(|| squares / freedom)
}

/// The headline: unweighted mean of projects with a t interval; `None` under three projects.
pub fn mean_of_projects(values: &[f64]) -> Option<Estimate> {
    if values.len() < 3 {
        return None;
    }
    let count = size(values.len());
    Some(Estimate {
        value: mean(values)?,
        standard_error: standard_deviation(values)? / count.sqrt(),
        freedom: count - 1.0,
    })
}

/// How the variance between projects is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// DerSimonian & Laird (1986): the annex's figure.
    DerSimonianLaird,
    /// Paule & Mandel (1982): the check of the former in `statistics.md` § 1.12, held against the reference by the tests; no
    /// page prints it.
    PauleMandel,
}

/// Random-effects synthesis of projects.
#[derive(Clone, Debug, PartialEq)]
pub struct Synthesis {
    /// Fixed-effect mean, for comparison.
    pub fixed_mean: f64,
    /// Cochran's Q.
    pub heterogeneity: f64,
    /// p-value of Q.
    pub heterogeneity_p: f64,
    /// I², share of the variability that is between projects.
    pub between_share: f64,
    /// τ², variance between projects.
    pub between_variance: f64,
    /// Random-effects mean with its plain standard error; infinite freedom, hence a normal interval.
    pub plain: Estimate,
    /// The same mean with Hartung & Knapp's standard error (2001), q not under 1, and J − 1 degrees.
    pub adjusted: Estimate,
    /// Hartung & Knapp's q, not under 1.
    pub inflation: f64,
    /// Weight of each project, adding up to 1.
    pub weights: Vec<f64>,
    /// Where a new project would fall (t, J − 2); `None` under five projects.
    pub prediction: Option<Interval>,
    /// Each project drawn towards the mean by its own uncertainty.
    pub shrunken: Vec<f64>,
}

/// Synthesis of three projects or more; `None` below, or when a variance is not positive.
pub fn synthesis(studies: &[Study], between: Between) -> Option<Synthesis> {
    if studies.len() < 3
        || studies
            .iter()
            .any(|s| !s.variance.is_finite() || s.variance <= 0.0)
    {
        return None;
    }
    let freedom = size(studies.len() - 1);
    let fixed = Weighted::of(studies, 0.0);
    let between_variance = match between {
        Between::DerSimonianLaird => dersimonian_laird(&fixed, freedom),
        Between::PauleMandel => paule_mandel(studies),
    };
    let random = Weighted::of(studies, between_variance);
    let inflation = (random.distance / freedom).max(1.0);
    let adjusted = Estimate {
        value: random.mean,
        standard_error: (inflation / random.sum).sqrt(),
        freedom,
    };
    let prediction = (studies.len() >= 5).then(|| predicted(&adjusted, between_variance));
    let draw = |study: &Study| {
        (between_variance * study.value + study.variance * random.mean)
            / (between_variance + study.variance)
    };
    Some(Synthesis {
        fixed_mean: fixed.mean,
        heterogeneity: fixed.distance,
        heterogeneity_p: chi_square_above(fixed.distance, freedom)?,
        between_share: ((fixed.distance - freedom) / fixed.distance).max(0.0),
        between_variance,
        plain: Estimate {
            value: random.mean,
            standard_error: random.sum.powf(-0.5),
            freedom: f64::INFINITY,
        },
        adjusted,
        inflation,
        weights: random
            .weights
            .iter()
            .map(|weight| weight / random.sum)
            .collect(),
        prediction,
        shrunken: studies.iter().map(draw).collect(),
    })
}

/// Where a new project would fall: `μ ± t_{J-2} sqrt(τ² + se²)`.
fn predicted(mean: &Estimate, between_variance: f64) -> Interval {
    let spread = (between_variance + mean.standard_error.powi(2)).sqrt();
    let half = student_quantile(0.975, mean.freedom - 1.0) * spread;
    Interval {
        low: mean.value - half,
        high: mean.value + half,
    }
}

/// `τ² = max(0, (Q - (J-1)) / (Σw - Σw²/Σw))`.
fn dersimonian_laird(fixed: &Weighted, freedom: f64) -> f64 {
    let spread = fixed.sum - total(fixed.weights.iter().map(|w| w * w)) / fixed.sum;
    ((fixed.distance - freedom) / spread).max(0.0)
}

/// Inverse-variance weights at one value of τ².
struct Weighted {
    weights: Vec<f64>,
    sum: f64,
    mean: f64,
    /// Weighted sum of squared distances to the mean.
    distance: f64,
}

impl Weighted {
    fn of(studies: &[Study], between: f64) -> Weighted {
        let weights: Vec<f64> = studies
            .iter()
            .map(|study| 1.0 / (study.variance + between))
            .collect();
        let sum = total(weights.iter().copied());
        let mean = total(
            weights
                .iter()
                .zip(studies)
                .map(|(w, study)| w * study.value),
        ) / sum;
        let distance = total(
            weights
                .iter()
                .zip(studies)
                .map(|(w, s)| w * (s.value - mean).powi(2)),
        );
        Weighted {
            weights,
            sum,
            mean,
            distance,
        }
    }
}

/// The τ² at which the weighted distance equals its expectation, J − 1: found by bisection.
fn paule_mandel(studies: &[Study]) -> f64 {
    let target = size(studies.len() - 1);
    if Weighted::of(studies, 0.0).distance <= target {
        return 0.0;
    }
    let mut low = 0.0;
    let mut high = 1.0;
    while Weighted::of(studies, high).distance > target && high < 1e12 {
        low = high;
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if Weighted::of(studies, middle).distance > target {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// The step from one year's mean of projects to the next, split exactly in two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearOnYear {
    /// This year's mean minus last year's.
    pub total: f64,
    /// Mean change of the projects present in both: the headline. `None` without such a project.
    pub constant: Option<f64>,
    /// The rest: projects that came or left. `constant + composition = total`.
    pub composition: Option<f64>,
    /// Projects in both years.
    pub common_count: usize,
    /// Projects last year.
    pub previous_count: usize,
    /// Projects this year.
    pub current_count: usize,
}

/// Splits the yearly step; one entry a project, (last year, this year). `None` when a year is empty.
pub fn year_on_year(projects: &[(Option<f64>, Option<f64>)]) -> Option<YearOnYear> {
    let previous: Vec<f64> = projects.iter().filter_map(|project| project.0).collect();
    let current: Vec<f64> = projects.iter().filter_map(|project| project.1).collect();
    let steps: Vec<f64> = projects
        .iter()
        .filter_map(|project| Some(project.1? - project.0?))
        .collect();
    let step = mean(&current)? - mean(&previous)?;
    let constant = mean(&steps);
    Some(YearOnYear {
        total: step,
        constant,
        composition: constant.map(|constant| step - constant),
        common_count: steps.len(),
        previous_count: previous.len(),
        current_count: current.len(),
    })
}
