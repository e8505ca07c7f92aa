//! Exact arithmetic for ranks: the integers modulo the prime 2^61 − 1, and fractions brought into it.
//!
//! A rank modulo a large prime equals the rank over the rationals unless a minor is a multiple of
//! the prime, which the small coefficients of a survey never are.

use std::num::NonZeroI64;

/// The Mersenne prime 2^61 − 1.
const PRIME: u64 = (1 << 61) - 1;

/// The same, for the low bits of a product.
const LOW: u128 = PRIME as u128;

const UNIT: NonZeroI64 = match NonZeroI64::new(1) {
    Some(one) => one,
    None => NonZeroI64::MAX,
};

/// A fraction, as published coefficients are: a weight over a number of people.
/// Its order is one for keys, not that of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    /// Less than nothing by as much.
    pub fn negated(self) -> Ratio {
        Ratio {
            numerator: self.numerator.saturating_neg(),
            ..self
        }
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

    /// Its number, as bits to tell it from others.
    pub(super) fn bits(self) -> u64 {
        self.0
    }

    /// The element as an index, when it can be one.
    pub(super) fn small(self) -> Option<usize> {
        usize::try_from(self.0).ok()
    }

    pub(super) fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub(super) fn plus(self, other: Element) -> Element {
        Element(below_prime(self.0 + other.0))
    }

    pub(super) fn minus(self, other: Element) -> Element {
        Element(below_prime(self.0 + PRIME - other.0))
    }

    pub(super) fn times(self, other: Element) -> Element {
        folded(u128::from(self.0) * u128::from(other.0))
    }

    /// Sum of the products of pairs, brought under the prime once and not term by term.
    pub(super) fn sum_of_products(pairs: impl Iterator<Item = (Element, Element)>) -> Element {
        let mut sum = 0_u128;
        for (one, other) in pairs {
            // A product is under 2^122: with what is carried over, none of the additions reaches 2^128.
            sum = (sum & LOW) + (sum >> 61) + u128::from(one.0) * u128::from(other.0);
        }
        folded(sum)
    }

    /// By Fermat's little theorem, the power 2^61 − 3; 0 stays 0.
    pub(super) fn inverse(self) -> Element {
        // Each name says how many ones the exponent has in binary: 2^n − 1.
        let two = self.squared(1).times(self);
        let three = two.squared(1).times(self);
        let six = three.squared(3).times(three);
        let seven = six.squared(1).times(self);
        let fourteen = seven.squared(7).times(seven);
        let twenty_eight = fourteen.squared(14).times(fourteen);
        let twenty_nine = twenty_eight.squared(1).times(self);
        let fifty_eight = twenty_nine.squared(29).times(twenty_nine);
        let fifty_nine = fifty_eight.squared(1).times(self);
        fifty_nine.squared(2).times(self)
    }

    /// Squared so many times over.
    fn squared(self, times: u32) -> Element {
        (0..times).fold(self, |power, _| power.times(power))
    }
}

/// A number under twice the prime, brought under it.
fn below_prime(number: u64) -> u64 {
    if number >= PRIME {
        number - PRIME
    } else {
        number
    }
}

/// A number of at most 125 bits modulo the prime: 2^61 is 1, so that the high bits are added to the low ones.
fn folded(number: u128) -> Element {
    let once = (number & LOW) + (number >> 61);
    let twice = (once & LOW) as u64 + (once >> 61) as u64;
    Element(below_prime(twice))
}

#[cfg(test)]
mod tests {
    use super::{Element, PRIME};

    #[test]
    fn a_number_times_its_inverse_is_one() {
        for number in [1, 2, 3, 61, 1 << 40, PRIME / 2, PRIME - 2, PRIME - 1] {
            let element = Element(number);
            assert_eq!(element.times(element.inverse()), Element::ONE, "{number}");
        }
        assert_eq!(Element::ZERO.inverse(), Element::ZERO);
    }

    #[test]
    fn a_sum_of_products_is_that_of_its_terms() {
        let largest = Element(PRIME - 1);
        let pairs = || std::iter::repeat_n((largest, largest), 1000);
        // (−1)² a thousand times over.
        assert_eq!(Element::sum_of_products(pairs()), Element(1000));
        let one_by_one = pairs().fold(Element::ZERO, |sum, (a, b)| sum.plus(a.times(b)));
        assert_eq!(one_by_one, Element(1000));
    }
}
