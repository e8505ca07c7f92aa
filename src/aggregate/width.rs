//! Intervals that do not give the answers away: spread and correlation rounded to a few classes.
//! For bases under the distribution threshold (`decisions.md` § 13); above it nothing is rounded.

use super::estimate::Sample;

/// The two standard deviations an interval may show, in points.
///
/// A mean with its exact interval identifies the whole set of answers in 79 of 126 cases at n = 5;
/// with these two classes in 6, and coverage stays at 0.936 or more (simulated).
pub const DEVIATION_CLASSES: [f64; 2] = [26.0, 45.0];

/// The correlations a change may show, each standing for all up to the next.
pub const CORRELATION_CLASSES: [f64; 3] = [0.0, 0.3, 0.6];

/// The sample with its deviation raised to the smaller class that holds it, else the larger class.
pub fn printed_sample(sample: &Sample) -> Sample {
    let [narrow, wide] = DEVIATION_CLASSES;
    let class = if sample.variance.sqrt() <= narrow + 1e-9 {
        narrow
    } else {
        wide
    };
    Sample {
        variance: class * class,
        ..*sample
    }
}

/// The correlation rounded down to a class; a negative one to 0.
pub fn printed_correlation(correlation: f64) -> f64 {
    CORRELATION_CLASSES
        .into_iter()
        .rev()
        .find(|&class| correlation >= class - 1e-9)
        .unwrap_or(0.0)
}
