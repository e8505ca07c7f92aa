//! The only place where a figure is rounded: numbers, signs and thousands as a French reader expects them.
//!
//! Words around a number are `written`'s.

/// No-break space between thousands.
const NARROW_SPACE: char = '\u{202F}';
/// Minus sign, as wide as a plus.
const MINUS: char = '\u{2212}';

/// Rounds half away from zero at `decimals` places.
///
/// Halves are those of the number as written: 1.005 is 1.01 although its binary form lies below.
pub fn round(value: f64, decimals: u32) -> f64 {
    let scale = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    let scaled = value.abs() * scale;
    let rounded = (scaled + 0.5 + scaled.max(1.0) * 1e-12).floor() / scale;
    // Never a negative zero: « −0 » would be printed.
    if rounded > 0.0 {
        rounded.copysign(value)
    } else {
        0.0
    }
}

/// A number with `decimals` places: « 1 234,5 », « −3 ».
pub fn number(value: f64, decimals: u32) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let rounded = round(value, decimals);
    let plain = digits(rounded.abs(), decimals);
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if rounded < 0.0 {
        text.push(MINUS);
    }
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(NARROW_SPACE);
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push(',');
        text.push_str(part);
    }
    text
}

/// A rounded number, zero or above, in digits: written as a whole number where it is one to the last digit, since the exact
/// digits of a double cost ten times as much.
fn digits(rounded: f64, decimals: u32) -> String {
    /// Below, every whole number is a double.
    const EXACT: f64 = 9e15;
    let scaled = (rounded * 10f64.powi(i32::try_from(decimals).unwrap_or(0))).round();
    let places = decimals as usize;
    if scaled >= EXACT {
        return format!("{rounded:.places$}");
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 0 to 9e15"
    )]
    let all = format!("{:0width$}", scaled as u64, width = places + 1);
    match all.split_at(all.len() - places) {
        (whole, "") => whole.to_owned(),
        (whole, part) => format!("{whole}.{part}"),
    }
}

/// A number with its sign: « +12 », « −3 », « 0 ».
pub fn signed(value: f64, decimals: u32) -> String {
    let text = number(value, decimals);
    if round(value, decimals) > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}

/// A share out of 1 in whole percent, and on which side of it the share lies where that must be said: « 0 % » says that
/// nobody did and « 100 % » that all did, and a share that is neither is not rounded to them.
pub fn whole_percent(share: f64) -> (&'static str, f64) {
    let whole = round(share * 100.0, 0);
    match share {
        some if some > 1e-9 && whole < 0.5 => ("moins de ", 1.0),
        some if some < 1.0 - 1e-9 && whole > 99.5 => ("plus de ", 99.0),
        _ => ("", whole),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn digits_are_those_of_the_double(
            value in prop_oneof![0.0..1e3_f64, 0.0..1e9_f64, 1e13..1e17_f64],
            decimals in 0..4_u32,
        ) {
            let rounded = round(value, decimals);
            let places = decimals as usize;
            prop_assert_eq!(digits(rounded, decimals), format!("{rounded:.places$}"));
        }
    }
}
