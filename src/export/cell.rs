//! One value of a table and the column it stands in; the two ways of rounding. Writes no file format.

use crate::aggregate::rounding::round;

/// How many decimals numbers carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// Those of the printed dossier.
    #[default]
    Printed,
    /// All of them: for the owner of the answers, never for publication.
    Full,
}

impl Precision {
    /// Key used in the JSON file.
    pub fn code(self) -> &'static str {
        match self {
            Precision::Printed => "imprimee",
            Precision::Full => "pleine",
        }
    }
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing to say here; the column « etat » tells why.
    Nothing,
    /// Words, keys, days.
    Text(String),
    /// A count.
    Count(u32),
    /// Counts per level, least favourable first.
    Counts(Vec<u32>),
    /// A number and how many decimals print gives it.
    Number(f64, u32),
    /// Points that may not be told too low: whole in print, rounded up as on paper.
    Upward(f64),
    /// A probability: three decimals in print, never below 0,001 there.
    Probability(f64),
}

/// Smallest probability that print tells apart.
const LEAST_PROBABILITY: f64 = 0.001;

impl Cell {
    /// Words, or nothing when there are none.
    pub(super) fn text(words: &str) -> Cell {
        match words {
            "" => Cell::Nothing,
            words => Cell::Text(words.to_owned()),
        }
    }

    /// « oui » or « non ».
    pub(super) fn yes_or_no(holds: bool) -> Cell {
        Cell::Text(if holds { "oui" } else { "non" }.to_owned())
    }

    /// A day as `AAAA-MM-JJ`.
    pub(super) fn day(date: Option<chrono::NaiveDate>) -> Cell {
        date.map_or(Cell::Nothing, |date| Cell::Text(date.to_string()))
    }

    pub(super) fn count(count: Option<u32>) -> Cell {
        count.map_or(Cell::Nothing, Cell::Count)
    }

    /// Points from 0 to 100, whole in print.
    pub(super) fn points(points: Option<f64>) -> Cell {
        Cell::number(points, 0)
    }

    /// The same, rounded up in print: what a survey can detect is not less.
    pub(super) fn points_upward(points: Option<f64>) -> Cell {
        points.map_or(Cell::Nothing, Cell::Upward)
    }

    /// A share out of 1, in percent, whole in print.
    pub(super) fn percent(share: Option<f64>) -> Cell {
        Cell::number(share.map(|share| share * 100.0), 0)
    }

    pub(super) fn number(number: Option<f64>, decimals: u32) -> Cell {
        number.map_or(Cell::Nothing, |number| Cell::Number(number, decimals))
    }

    pub(super) fn probability(p: Option<f64>) -> Cell {
        p.map_or(Cell::Nothing, Cell::Probability)
    }

    /// The number as this precision gives it, with its decimals; `None` for what is no measure.
    pub(super) fn measured(&self, precision: Precision) -> Option<Measured> {
        let (value, decimals) = match *self {
            Cell::Number(value, decimals) => (value, decimals),
            Cell::Upward(value) => match precision {
                Precision::Printed => (value.ceil(), 0),
                Precision::Full => (value, 0),
            },
            Cell::Probability(p) => match precision {
                Precision::Printed => (p.max(LEAST_PROBABILITY), 3),
                Precision::Full => (p, 3),
            },
            _ => return None,
        };
        if !value.is_finite() {
            return None;
        }
        Some(match precision {
            Precision::Printed => Measured {
                value: round(value, decimals),
                decimals: Some(decimals),
            },
            Precision::Full => Measured {
                value,
                decimals: None,
            },
        })
    }
}

/// A number ready to write.
pub(super) struct Measured {
    pub value: f64,
    /// `None`: as many as it takes to find the same number again.
    pub decimals: Option<u32>,
}

impl Measured {
    /// Digits with a decimal point, no separator between thousands.
    pub fn digits(&self) -> String {
        match self.decimals {
            Some(places) => format!("{:.*}", places as usize, self.value),
            None => format!("{}", self.value),
        }
    }
}

/// A column: its key and how a row fills it.
#[derive(Clone, Copy)]
pub struct Column<R> {
    /// Heading of the CSV file and key of the JSON file.
    pub key: &'static str,
    /// What stands there.
    pub cell: fn(&R) -> Cell,
}
