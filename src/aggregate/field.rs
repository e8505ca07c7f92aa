//! Exact arithmetic for ranks: the integers modulo the prime 2^61 − 1, and fractions brought into it.
//!
//! A rank modulo a large prime equals the rank over the rationals unless a minor is a multiple of
//! the prime, which the small coefficients of a survey never are.

use std::num::NonZeroI64;

/// The Mersenne prime 2^61 − 1.
const PRIME: u64 = (1 << 61) - 1;

const UNIT: NonZeroI64 = match NonZeroI64::new(1) {
    Some(one) => one,
    None => NonZeroI64::MAX,
};

/// A fraction, as published coefficients are: a weight over a number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: i64,
    denominator: NonZeroI64,
}

impl Ratio {
    /// The number one: a person's answer counted in a sum.
    pub const ONE: Ratio = Ratio {
        numerator: 1,
        denominator: UNIT,
    };

    /// `numerator / denominator`; `None` over zero.
    pub fn new(numerator: i64, denominator: i64) -> Option<Ratio> {
        Some(Ratio {
            numerator,
            denominator: NonZeroI64::new(denominator)?,
        })
    }

    /// A whole number.
    pub fn whole(value: i64) -> Ratio {
        Ratio {
            numerator: value,
            ..Ratio::ONE
        }
    }
}

/// An integer modulo the prime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element(u64);

impl Element {
    pub(super) const ZERO: Element = Element(0);

    pub(super) fn of(ratio: Ratio) -> Element {
        Element::whole(ratio.numerator).times(Element::whole(ratio.denominator.get()).inverse())
    }

    fn whole(value: i64) -> Element {
        let size = Element(value.unsigned_abs() % PRIME);
        if value < 0 {
            Element::ZERO.minus(size)
        } else {
            size
        }
    }

    pub(super) fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub(super) fn plus(self, other: Element) -> Element {
        Element((self.0 + other.0) % PRIME)
    }

    pub(super) fn minus(self, other: Element) -> Element {
        Element((self.0 + PRIME - other.0) % PRIME)
    }

    pub(super) fn times(self, other: Element) -> Element {
        let product = u128::from(self.0) * u128::from(other.0);
        // 2^61 is 1 modulo the prime: the high bits are added to the low ones.
        let low = (product as u64) & PRIME;
        let high = (product >> 61) as u64;
        Element((low + high) % PRIME)
    }

    /// By Fermat's little theorem; 0 stays 0.
    pub(super) fn inverse(self) -> Element {
        let mut power = PRIME - 2;
        let mut base = self;
        let mut result = Element(1);
        while power > 0 {
            if power & 1 == 1 {
                result = result.times(base);
            }
            base = base.times(base);
            power >>= 1;
        }
        result
    }
}
