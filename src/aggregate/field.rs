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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Element(u64);

impl Element {
    pub(super) const ZERO: Element = Element(0);
    pub(super) const ONE: Element = Element(1);

    /// A finite number to its last bit: a whole number times a power of two; 0 for what is no number.
    pub(super) fn of_number(number: f64) -> Element {
        let bits = number.abs().to_bits();
        let (exponent, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
        let whole = match exponent {
            0 => fraction,
            0x7ff => return Element::ZERO,
            _ => fraction | 1 << 52,
        };
        // 2^61 is 1 modulo the prime: powers of two go round.
        let power = (exponent.max(1) - 1075).rem_euclid(61);
        let size = Element(whole % PRIME).times(Element(1 << power));
        if number < 0.0 {
            Element::ZERO.minus(size)
        } else {
            size
        }
    }

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

    /// The element as an index, when it can be one.
    pub(super) fn small(self) -> Option<usize> {
        usize::try_from(self.0).ok()
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
