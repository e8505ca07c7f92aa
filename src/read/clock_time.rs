//! The time and the zone that follow a date in a cell, and what they do to the calendar day in Paris.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::calendar::{Oddity, Refusal};

/// A time of day, with its distance to UTC when the cell tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClockTime {
    minutes: i64,
    /// Minutes ahead of UTC.
    zone: Option<i64>,
}

/// Reads what stands after a date: blank, `T10:00:00Z`, ` 1:10:40 AM UTC+0`, `T10:00:00.000+02:00`, ` - 10:00` (Framaforms).
pub(super) fn read(text: &str) -> Result<Option<ClockTime>, Refusal> {
    let text = text.trim_start();
    let text = text
        .strip_prefix("- ")
        .or_else(|| text.strip_prefix("– "))
        .unwrap_or(text)
        .trim_start_matches([',', 'T', 't', ' ', '\u{a0}', '\u{202f}', 'à'])
        .trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (hour, rest) = number(text).ok_or(Refusal::Unreadable)?;
    let rest = rest.strip_prefix([':', 'h']).ok_or(Refusal::Unreadable)?;
    let (minute, rest) = number(rest).ok_or(Refusal::Unreadable)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => number(rest).ok_or(Refusal::Unreadable)?,
        None => (0, rest),
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|sign: char| sign.is_ascii_digit()),
        None => rest,
    };
    let (hour, rest) = half_day(hour, rest.trim_start())?;
    if minute > 59 || second > 60 || hour > 24 || (hour == 24 && (minute > 0 || second > 0)) {
        return Err(Refusal::NoSuchTime);
    }
    Ok(Some(ClockTime {
        // A leap second belongs to the minute that follows it.
        minutes: i64::from(hour * 60 + minute + u32::from(second == 60)),
        zone: zone(rest.trim())?,
    }))
}

/// A number of one or two digits, and what follows it.
pub(super) fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text
        .get(..digits)
        .filter(|digits| (1..=2).contains(&digits.len()))?;
    Some((value.parse().ok()?, &text[digits..]))
}

/// The hour of 24, and what follows AM or PM.
fn half_day(hour: u32, rest: &str) -> Result<(u32, &str), Refusal> {
    let Some(word) = rest.get(..2) else {
        return Ok((hour, rest));
    };
    let noon = match word.to_ascii_uppercase().as_str() {
        "AM" => 0,
        "PM" => 12,
        _ => return Ok((hour, rest)),
    };
    if !(1..=12).contains(&hour) {
        return Err(Refusal::NoSuchTime);
    }
    Ok((hour % 12 + noon, &rest[2..]))
}

/// Minutes ahead of UTC: `Z`, `UTC`, `UTC+1`, `GMT-5`, `+02:00`, `-0500`.
fn zone(text: &str) -> Result<Option<i64>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let bare = ["UTC", "GMT", "Z", "z"]
        .iter()
        .find_map(|name| text.strip_prefix(name));
    let rest = bare.unwrap_or(text);
    if rest.is_empty() && bare.is_some() {
        return Ok(Some(0));
    }
    let sign = match rest.as_bytes().first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Err(Refusal::Unreadable),
    };
    let digits: String = rest[1..].chars().filter(|sign| *sign != ':').collect();
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Refusal::Unreadable);
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return Err(Refusal::Unreadable),
    };
    let parse = |text: &str| text.parse::<i64>().map_err(|_| Refusal::Unreadable);
    let ahead = parse(hours)? * 60 + parse(minutes)?;
    if ahead > 14 * 60 {
        return Err(Refusal::Unreadable);
    }
    Ok(Some(sign * ahead))
}

/// The calendar day in Paris of a date and a time, and what is odd about them.
///
/// Without a zone the cell is taken for Paris time and its day never moves, not even at 24:00.
pub(super) fn day_in_paris(date: NaiveDate, time: ClockTime) -> (NaiveDate, Option<Oddity>) {
    let Some(ahead) = time.zone else {
        return (date, oddity(date, time.minutes));
    };
    let Some(midnight) = date.and_hms_opt(0, 0, 0) else {
        return (date, None);
    };
    let utc = midnight + chrono::Duration::minutes(time.minutes - ahead);
    let summer = summer(utc.year());
    let hours = match summer {
        Some((start, end)) if (start..end).contains(&utc) => 2,
        _ => 1,
    };
    ((utc + chrono::Duration::hours(hours)).date(), None)
}

fn oddity(date: NaiveDate, minutes: i64) -> Option<Oddity> {
    if minutes == 24 * 60 {
        return Some(Oddity::EndOfDay);
    }
    let (start, end) = summer(date.year())?;
    if (120..180).contains(&minutes) {
        if date == start.date() {
            return Some(Oddity::SkippedHour);
        }
        if date == end.date() {
            return Some(Oddity::RepeatedHour);
        }
    }
    None
}

/// When summer time starts and ends in the European Union, in UTC: 01:00 on the last Sundays of March and October
/// (directive 2000/84/EC; the rule has held in France since 1996).
fn summer(year: i32) -> Option<(chrono::NaiveDateTime, chrono::NaiveDateTime)> {
    Some((
        last_sunday(year, 3)?.and_hms_opt(1, 0, 0)?,
        last_sunday(year, 10)?.and_hms_opt(1, 0, 0)?,
    ))
}

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(last.weekday().days_since(Weekday::Sun).into()))
}
