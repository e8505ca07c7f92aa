//! Quantiles and tails of the laws of Student, Fisher and Gauss; nothing about answers.
//!
//! The incomplete beta functions are those of `statrs`. Its quantile of t is exact to 1e-12 for a
//! few dozen degrees of freedom but loses digits above a thousand (1e-3 at a million), and it takes
//! its time: each t quantile starts from Cornish and Fisher's expansion, from `statrs` only under
//! three degrees of freedom, and is finished by Halley's steps on the tail, below 1e-9 everywhere.

use std::cell::RefCell;

use statrs::distribution::{
    ChiSquared, Continuous, ContinuousCDF, FisherSnedecor, Normal, StudentsT,
};
use statrs::function::beta::beta_reg;

/// Quantile .975 of the normal law, to the last digit: every « 95 % » interval for a share.
pub const NORMAL_975: f64 = 1.959_963_984_540_054;

/// Degrees of freedom from which the expansion is near enough to start from.
const EXPANDED: f64 = 3.0;

/// Halley's steps at most; from a start that is a few digits right two are enough.
const STEPS: u32 = 8;

/// A probability and degrees of freedom, to the last bit, and the quantile.
type Known = ((u64, u64), f64);

thread_local! {
    /// Quantiles that were worked out last: the groups of a project are asked for the same ones over and over.
    static KNOWN: RefCell<[Known; 256]> = const { RefCell::new([((0, 0), 0.0); 256]) };
}

/// Probability that |t| exceeds `statistic` in absolute value, with `freedom` degrees of freedom.
///
/// Near zero the complement is computed instead: for many degrees of freedom the direct form
/// subtracts two numbers that differ in the tenth digit only. 1 when `freedom` is not positive.
pub fn student_two_sided(statistic: f64, freedom: f64) -> f64 {
    if freedom.is_nan() || freedom <= 0.0 || statistic.is_nan() {
        return 1.0;
    }
    if freedom.is_infinite() {
        return normal_two_sided(statistic);
    }
    let square = statistic * statistic;
    if square < 1.0 {
        1.0 - beta_reg(0.5, freedom / 2.0, square / (freedom + square))
    } else {
        beta_reg(freedom / 2.0, 0.5, freedom / (freedom + square))
    }
}

/// Quantile of Student's law at `probability`; infinite when `freedom` is not positive.
///
/// Degrees of freedom need not be whole (Welch, Satterthwaite). `probability` lies in ]0, 1[.
pub fn student_quantile(probability: f64, freedom: f64) -> f64 {
    if probability < 0.5 {
        return -student_quantile(1.0 - probability, freedom);
    }
    if freedom.is_infinite() {
        return normal_quantile(probability);
    }
    let Ok(law) = StudentsT::new(0.0, 1.0, freedom) else {
        return f64::INFINITY;
    };
    let key = (probability.to_bits(), freedom.to_bits());
    // Fibonacci hashing: the upper bits of the product are well mixed.
    let place = (key.0 ^ key.1.rotate_left(7)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56;
    KNOWN.with_borrow_mut(|known| {
        let known = &mut known[place as usize];
        if known.0 != key {
            *known = (key, upper_quantile(&law, probability, freedom));
        }
        known.1
    })
}

/// Quantile of Student's law at a probability of a half or more.
fn upper_quantile(law: &StudentsT, probability: f64, freedom: f64) -> f64 {
    let start = if freedom < EXPANDED {
        law.inverse_cdf(probability)
    } else {
        expanded(normal_quantile(probability), freedom)
    };
    let mut quantile = if start.is_finite() {
        start
    } else {
        normal_quantile(probability)
    };
    let tail = 2.0 * (1.0 - probability);
    for _ in 0..STEPS {
        let density = law.pdf(quantile);
        if density <= 0.0 {
            break;
        }
        let newton = (student_two_sided(quantile, freedom) - tail) / (2.0 * density);
        let bend = (freedom + 1.0) * quantile / (freedom + quantile * quantile);
        let step = newton / (1.0 - newton * bend / 2.0);
        quantile += step;
        // The next step would be of the order of the cube of this one.
        if step.abs() <= 1e-5 * quantile.abs().max(1.0) {
            break;
        }
    }
    quantile
}

/// Quantile of Student's law near that of the normal law, a few digits right: the first terms of
/// Cornish and Fisher's expansion (Abramowitz and Stegun, 26.7.5).
fn expanded(normal: f64, freedom: f64) -> f64 {
    let square = normal * normal;
    let terms = [
        (square + 1.0) / 4.0,
        ((5.0 * square + 16.0) * square + 3.0) / 96.0,
        (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0,
    ];
    let sum = terms
        .iter()
        .rev()
        .fold(0.0, |sum, term| (sum + term) / freedom);
    normal * (1.0 + sum)
}

/// Quantile of Fisher's law; `None` when a number of degrees of freedom is not positive.
pub fn fisher_quantile(probability: f64, numerator: f64, denominator: f64) -> Option<f64> {
    let law = FisherSnedecor::new(numerator, denominator).ok()?;
    Some(law.inverse_cdf(probability.clamp(0.0, 1.0)))
}

/// Quantile of the normal law; infinite at 0 and 1.
pub fn normal_quantile(probability: f64) -> f64 {
    Normal::standard().inverse_cdf(probability.clamp(0.0, 1.0))
}

/// Probability that the normal law stays below `deviate`.
pub fn normal_below(deviate: f64) -> f64 {
    Normal::standard().cdf(deviate)
}

/// Probability that the normal law exceeds `deviate` in absolute value.
pub fn normal_two_sided(deviate: f64) -> f64 {
    2.0 * Normal::standard().sf(deviate.abs())
}

/// Probability that chi-square with `freedom` degrees of freedom exceeds `statistic`.
pub fn chi_square_above(statistic: f64, freedom: f64) -> Option<f64> {
    Some(ChiSquared::new(freedom).ok()?.sf(statistic))
}
