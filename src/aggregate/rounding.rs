//! Numbers as a French reader expects them. The only place where a figure is rounded or written.

/// No-break space used between thousands and before « % ».
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
    let places = decimals as usize;
    let plain = format!("{:.places$}", rounded.abs());
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

/// A number with its sign: « +12 », « −3 », « 0 ».
pub fn signed(value: f64, decimals: u32) -> String {
    let text = number(value, decimals);
    if round(value, decimals) > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}

/// A change in points as body text says it: « +12 points », « −1 point », « moins de 1 point ».
pub fn change_in_points(value: f64) -> String {
    let rounded = round(value, 0);
    if value.abs() > 1e-9 && rounded.abs() < 0.5 {
        return "moins de 1 point".to_owned();
    }
    let noun = if rounded.abs() < 1.5 {
        "point"
    } else {
        "points"
    };
    format!("{}\u{A0}{noun}", signed(value, 0))
}

/// A share out of 1 as whole percent: « 62 % »; « – » for a base of nobody is the caller's.
pub fn percent(share: f64) -> String {
    let (side, whole) = whole_percent(share);
    format!("{side}{}{NARROW_SPACE}%", number(whole, 0))
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

/// A range as body text says it: « 48 à 97 ».
pub fn range(low: f64, high: f64) -> String {
    format!("{} à {}", number(low, 0), number(high, 0))
}

/// A 95 % interval as the annex writes it: « IC 95 % [31 ; 58] ».
pub fn interval(low: f64, high: f64) -> String {
    format!(
        "IC\u{A0}95{NARROW_SPACE}% [{}{NARROW_SPACE}; {}]",
        number(low, 0),
        number(high, 0)
    )
}
