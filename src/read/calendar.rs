//! Dates of answers: every common way to write one, one order of day and month for a whole column.

use chrono::{Datelike, NaiveDate};

use super::clock_time::{self, ClockTime, number};
use super::mapping::DateOrder;

/// A day, or a day whose month may come first; packed so that a respondent costs four bytes.
///
/// Bits: 31 ambiguous, then year, month, day as read day first. Zero is no date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Day(u32);

const AMBIGUOUS: u32 = 1 << 31;

impl Day {
    /// No date.
    pub const NONE: Day = Day(0);

    fn packed(year: i32, month: u32, day: u32) -> Option<Day> {
        let year = u32::try_from(year).ok()?;
        Some(Day(year << 9 | month << 5 | day))
    }

    /// As bytes of a key.
    pub fn bytes(self) -> [u8; 4] {
        self.0.to_ne_bytes()
    }

    /// Whether day and month could be exchanged.
    pub fn is_ambiguous(self) -> bool {
        self.0 & AMBIGUOUS != 0
    }

    /// The day once the order of its column is known.
    pub fn settled(self, order: DateOrder) -> Day {
        if !self.is_ambiguous() {
            return self;
        }
        let bits = self.0 & !AMBIGUOUS;
        let (year, month, day) = (bits >> 9, bits >> 5 & 15, bits & 31);
        match order {
            DateOrder::MonthFirst => Day(year << 9 | day << 5 | month),
            DateOrder::DayFirst | DateOrder::YearFirst => Day(bits),
        }
    }

    /// As a date; an ambiguous one is read day first.
    pub fn date(self) -> Option<NaiveDate> {
        let bits = self.0 & !AMBIGUOUS;
        let year = i32::try_from(bits >> 9).ok()?;
        NaiveDate::from_ymd_opt(year, bits >> 5 & 15, bits & 31)
    }

    /// The earlier of two, no date counting as none.
    pub fn earlier(self, other: Day) -> Day {
        match (self, other) {
            (Day::NONE, other) => other,
            (one, Day::NONE) => one,
            (one, other) => {
                if other.0 & !AMBIGUOUS < one.0 & !AMBIGUOUS {
                    other
                } else {
                    one
                }
            }
        }
    }
}

/// Years in which somebody may have answered.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Why a cell is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Not written as a date.
    Unreadable,
    /// The 31st of February.
    NoSuchDay,
    /// A day of a year in which nobody can have answered.
    Year(i32),
    /// 25 o'clock.
    NoSuchTime,
    /// A number of a spreadsheet, and the day it may be.
    Serial(Option<NaiveDate>),
    /// A week: `2024-W23-1`.
    Week,
    /// A month without a day.
    NoDay,
}

/// What is odd about a date that is taken all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    /// Does not exist in Paris: the night clocks go forward.
    SkippedHour,
    /// Exists twice in Paris.
    RepeatedHour,
    /// 24:00 is the end of the day that is written.
    EndOfDay,
}

/// A date as read from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// The day; ambiguous when it could be read both ways.
    pub day: Day,
    /// The order it proves, when one of its numbers is above 12.
    pub proves: Option<DateOrder>,
    /// What is odd about it.
    pub oddity: Option<Oddity>,
}

/// Reads the date of a cell that is not blank.
pub(super) fn read(text: &str) -> Result<Dated, Refusal> {
    if text.starts_with("1980-01-01 00:00:00") {
        // LimeSurvey's date of a survey that does not record dates.
        return Ok(Dated {
            day: Day::NONE,
            proves: None,
            oddity: None,
        });
    }
    let first = text
        .split(|sign: char| !sign.is_ascii_digit())
        .next()
        .unwrap_or_default();
    match first.len() {
        4 if text.len() > 5 => year_first(text),
        1 | 2 => numbers(text),
        0 => month_first_in_words(text),
        _ => Err(serial(text)),
    }
}

/// `2024-06-03…`, `2024/06/03…`
fn year_first(text: &str) -> Result<Dated, Refusal> {
    let (year, rest) = text.split_at(4);
    let separator = rest
        .chars()
        .next()
        .filter(|sign| matches!(sign, '-' | '/' | '.'))
        .ok_or(Refusal::Unreadable)?;
    let rest = &rest[1..];
    if rest.starts_with(['W', 'w']) {
        return Err(Refusal::Week);
    }
    let (month, rest) = number(rest).ok_or(Refusal::Unreadable)?;
    let rest = rest.strip_prefix(separator).ok_or(Refusal::NoDay)?;
    let (day, rest) = number(rest).ok_or(Refusal::Unreadable)?;
    fixed(
        year.parse().map_err(|_| Refusal::Unreadable)?,
        month,
        day,
        clock_time::read(rest)?,
    )
}

/// `03/06/2024…`, `3 juin 2024…`
fn numbers(text: &str) -> Result<Dated, Refusal> {
    let (first, rest) = number(text).ok_or(Refusal::Unreadable)?;
    let Some(separator) = rest
        .chars()
        .next()
        .filter(|sign| matches!(sign, '/' | '-' | '.'))
    else {
        return day_then_word(first, rest).ok_or_else(|| serial(text))?;
    };
    let (second, rest) = number(&rest[1..]).ok_or(Refusal::Unreadable)?;
    let rest = rest.strip_prefix(separator).ok_or(Refusal::Unreadable)?;
    let (year, rest) = year(rest).ok_or(Refusal::Unreadable)?;
    let time = clock_time::read(rest)?;
    if first > 12 || second > 12 {
        let (day, month, order) = if first > 12 {
            (first, second, DateOrder::DayFirst)
        } else {
            (second, first, DateOrder::MonthFirst)
        };
        let dated = fixed(year, month, day, time)?;
        return Ok(Dated {
            proves: Some(order),
            ..dated
        });
    }
    let dated = fixed(year, second, first, time)?;
    let mut day = Day::packed(year, second, first).ok_or(Refusal::NoSuchDay)?;
    // A zone can move the day, which is only known once the order is: the day as written stands.
    if first != second {
        day = Day(day.0 | AMBIGUOUS);
    }
    NaiveDate::from_ymd_opt(year, first, second).ok_or(Refusal::NoSuchDay)?;
    Ok(Dated {
        day,
        proves: None,
        oddity: dated.oddity,
    })
}

/// ` juin 2024…` after a day.
fn day_then_word(day: u32, rest: &str) -> Option<Result<Dated, Refusal>> {
    let rest = rest.strip_prefix("er").unwrap_or(rest).trim_start();
    let (month, rest) = month(rest)?;
    let (year, rest) = year(rest.trim_start())?;
    Some(clock_time::read(rest).and_then(|time| fixed(year, month, day, time)))
}

/// `Jun 3, 2024 8:58:20 AM`
fn month_first_in_words(text: &str) -> Result<Dated, Refusal> {
    let (month, rest) = month(text).ok_or(Refusal::Unreadable)?;
    let (day, rest) = number(rest.trim_start()).ok_or(Refusal::NoDay)?;
    let rest = rest.strip_prefix(',').ok_or(Refusal::NoDay)?;
    let (year, rest) = year(rest.trim_start()).ok_or(Refusal::Unreadable)?;
    fixed(year, month, day, clock_time::read(rest)?)
}

fn fixed(year: i32, month: u32, day: u32, time: Option<ClockTime>) -> Result<Dated, Refusal> {
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(Refusal::NoSuchDay)?;
    if !YEARS.contains(&year) {
        return Err(Refusal::Year(year));
    }
    let (date, oddity) = time.map_or((date, None), |time| clock_time::day_in_paris(date, time));
    let day = Day::packed(date.year(), date.month(), date.day()).ok_or(Refusal::NoSuchDay)?;
    Ok(Dated {
        day,
        proves: None,
        oddity,
    })
}

/// A year of four digits, or of two in this century.
fn year(text: &str) -> Option<(i32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value: i32 = text.get(..digits)?.parse().ok()?;
    match digits {
        4 => Some((value, &text[4..])),
        2 => Some((2000 + value, &text[2..])),
        _ => None,
    }
}

/// A month in French or English, whole or cut, and what follows it.
fn month(text: &str) -> Option<(u32, &str)> {
    const MONTHS: [&[&str]; 12] = [
        &["janvier", "january", "janv", "jan"],
        &["fevrier", "february", "fevr", "fev", "feb"],
        &["mars", "march", "mar"],
        &["avril", "april", "avr", "apr"],
        &["mai", "may"],
        &["juin", "june", "jun"],
        &["juillet", "july", "juil", "jul"],
        &["aout", "august", "aou", "aug"],
        &["septembre", "september", "sept", "sep"],
        &["octobre", "october", "oct"],
        &["novembre", "november", "nov"],
        &["decembre", "december", "dec"],
    ];
    let length = text
        .find(|sign: char| !sign.is_alphabetic())
        .unwrap_or(text.len());
    let word = super::spelling::folded(&text[..length]);
    let rank = MONTHS
        .iter()
        .position(|names| names.contains(&word.as_str()))?;
    let rest = text[length..].strip_prefix('.').unwrap_or(&text[length..]);
    Some((u32::try_from(rank).ok()? + 1, rest))
}

/// A number of days since 1899-12-30, as spreadsheets count after their 29 February 1900.
fn serial(text: &str) -> Refusal {
    let whole = text.split([',', '.']).next().unwrap_or_default();
    let is_number = !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    if !is_number {
        return Refusal::Unreadable;
    }
    let offered = whole
        .parse()
        .ok()
        .filter(|days: &u64| (30_000..80_000).contains(days))
        .and_then(|days| {
            NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days))
        });
    Refusal::Serial(offered)
}
