//! BCa bootstrap of a mean or of a difference of means, with a generator of its own.
//! Same input, same bytes: the seed comes from the name of the cell, never from a clock.

use super::estimate::{Interval, size, total};
use super::quantiles::{normal_below, normal_quantile};

/// Resamples drawn for an interval.
pub const RESAMPLES: usize = 9999;

/// FNV-1a, 64 bits, of the UTF-8 bytes of a key (Fowler, Noll & Vo).
pub fn fnv1a64(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// SplitMix64 (Steele, Lea & Flood 2014).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// Starts the stream of a seed.
    pub fn new(seed: u64) -> SplitMix64 {
        SplitMix64 { state: seed }
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// An index under `count`: the upper half of the draw, scaled.
    pub fn index(&mut self, count: u32) -> usize {
        (((self.draw() >> 32) * u64::from(count)) >> 32) as usize
    }
}

/// The statistics that are resampled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target<'a> {
    /// The mean of one set of scores, or of paired differences.
    Mean(&'a [f64]),
    /// The mean of the second set minus the mean of the first. No page prints its interval (`statistics.md` § 1.8 has another):
    /// the tests hold the formulas for several samples against the reference by it.
    Difference(&'a [f64], &'a [f64]),
}

/// Whether the interval is a BCa or what replaces it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Bias-corrected and accelerated, with its two constants.
    Accelerated {
        /// Bias correction.
        bias: f64,
        /// Acceleration.
        acceleration: f64,
    },
    /// The bias correction is infinite: plain percentiles.
    Percentile,
    /// All the answers are equal: a point.
    Point,
}

/// A bootstrap interval at 95 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bootstrap {
    /// The bounds.
    pub interval: Interval,
    /// How they were found.
    pub shape: Shape,
}

/// BCa interval (Efron 1987; the formulas are those of scipy's `_bca_interval`).
///
/// Not a small-sample method: for twenty people or more, in the annex. Depends on the order of the
/// values, so the caller gives them in the order of the respondents' codes. `None` for nobody.
pub fn bca(key: &str, target: Target, resamples: usize) -> Option<Bootstrap> {
    let samples: Vec<&[f64]> = match target {
        Target::Mean(values) => vec![values],
        Target::Difference(first, last) => vec![first, last],
    };
    if resamples == 0 || samples.iter().any(|sample| sample.is_empty()) {
        return None;
    }
    let observed = statistic(samples.iter().map(|sample| plain_mean(sample)));
    let constant = |sample: &&[f64]| sample.iter().all(|value| (value - sample[0]).abs() < 1e-12);
    if samples.iter().all(constant) {
        let interval = Interval {
            low: observed,
            high: observed,
        };
        return Some(Bootstrap {
            interval,
            shape: Shape::Point,
        });
    }
    let mut replicates = replicate(key, &samples, resamples)?;
    let count = |holds: fn(f64, f64) -> bool| {
        let found = replicates.iter().filter(|value| holds(**value, observed));
        found.count()
    };
    let below = count(|value, observed| value < observed);
    let up_to = count(|value, observed| value <= observed);
    let bias = normal_quantile(size(below + up_to) / (2.0 * size(resamples)));
    let acceleration = acceleration(&samples);
    let (levels, shape) = if bias.is_finite() && acceleration.is_finite() {
        let level = |tail: f64| {
            let shifted = bias + normal_quantile(tail);
            normal_below(bias + shifted / (1.0 - acceleration * shifted))
        };
        (
            [level(0.025), level(0.975)],
            Shape::Accelerated { bias, acceleration },
        )
    } else {
        ([0.025, 0.975], Shape::Percentile)
    };
    let [low, high] = levels.map(|level| linear_quantile(&mut replicates, level));
    Some(Bootstrap {
        interval: Interval { low, high },
        shape,
    })
}

fn plain_mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / size(values.len())
}

/// One mean as it is; of two, the second minus the first.
fn statistic(means: impl Iterator<Item = f64>) -> f64 {
    means
        .fold(None, |first, mean| {
            Some(first.map_or(mean, |first: f64| mean - first))
        })
        .unwrap_or(0.0)
}

/// The statistic of each resample; of two samples each has its own stream, keyed `…|a` and `…|b`.
fn replicate(key: &str, samples: &[&[f64]], resamples: usize) -> Option<Vec<f64>> {
    match samples {
        [first, last] => {
            let from = means(&format!("{key}|a"), first, resamples)?;
            let to = means(&format!("{key}|b"), last, resamples)?;
            Some(from.iter().zip(to).map(|(from, to)| to - from).collect())
        }
        [only] => means(key, only, resamples),
        _ => None,
    }
}

/// Means of the resamples of one sample: row after row, position after position.
fn means(key: &str, sample: &[f64], resamples: usize) -> Option<Vec<f64>> {
    let mut stream = SplitMix64::new(fnv1a64(key));
    let count = u32::try_from(sample.len()).ok()?;
    let mut row = || (0..count).map(|_| sample[stream.index(count)]).sum::<f64>();
    Some((0..resamples).map(|_| row() / f64::from(count)).collect())
}

/// Acceleration from the jackknife of each sample: `Σ_j(Σ U³/n³) / (6 (Σ_j Σ U²/n²)^1.5)`.
///
/// The mean without person i differs from the mean of such means by `(x̄ − x_i)/(n−1)`, up to the
/// sign of the sample in the difference; one person alone has no jackknife.
fn acceleration(samples: &[&[f64]]) -> f64 {
    let mut cubes = 0.0;
    let mut squares = 0.0;
    for (rank, sample) in samples.iter().enumerate() {
        let count = size(sample.len());
        let centre = plain_mean(sample);
        let sign = if samples.len() == 2 && rank == 0 {
            -1.0
        } else {
            1.0
        };
        let influence = || sample.iter().map(|value| sign * (value - centre));
        cubes += total(influence().map(|u| u.powi(3))) / count.powi(3);
        squares += total(influence().map(|u| u.powi(2))) / count.powi(2);
    }
    cubes / (6.0 * squares.powf(1.5))
}

/// Quantile of type 7: linear between order statistics, found without sorting the rest.
fn linear_quantile(values: &mut [f64], probability: f64) -> f64 {
    let position = size(values.len() - 1) * probability.clamp(0.0, 1.0);
    let below = position.floor() as usize;
    let part = position - size(below);
    let (_, low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let low = *low;
    let next = above.iter().copied().min_by(f64::total_cmp);
    low + part * (next.unwrap_or(low) - low)
}
