//! How likely it is that two people without identifier give one and the same row, to the last cell.
//!
//! A copied row is one more person, who moves a mean and may lift a group over the threshold.

use std::collections::BTreeSet;

use super::super::faults::Faults;
use super::super::record::Record;
use super::super::spelling::trimmed_bytes;
use super::super::unsigned::{Chance, Repeated};
use super::{Columns, Feed};
use crate::diagnostic::{Diagnostic, Place};

/// So many answers, of so many kinds, are hardly those of two people.
const ANSWERS: usize = 6;
const KINDS: usize = 3;

impl Feed<'_, '_> {
    /// The chance that another person's row is this one.
    pub(super) fn chance_of(&self, record: &Record) -> Chance {
        let columns = &self.columns;
        let moment = columns.date.and_then(|rank| moment(record.text(rank)));
        let questions = columns.questions.iter();
        let cells = questions.map(|(rank, _)| trimmed_bytes(record.cell(*rank)));
        let given: Vec<&[u8]> = cells.filter(|cell| !cell.is_empty()).collect();
        let kinds: BTreeSet<&&[u8]> = given.iter().collect();
        match (moment, given.len() >= ANSWERS && kinds.len() >= KINDS) {
            (Some(Moment::Second), _) | (Some(Moment::Minute), true) => Chance::None,
            (_, true) => Chance::Small,
            (_, false) => Chance::Fair,
        }
    }
}

impl Columns {
    /// The cells of a row in a form that does not depend on the format of its file; of a date that tells the moment, that is
    /// all: a text and a workbook write the same day otherwise.
    pub(super) fn end_to_end(&self, record: &Record, chance: Chance) -> Vec<u8> {
        let dated = self.date.filter(|_| chance == Chance::None);
        let mut all = Vec::with_capacity(record.bytes.len() + self.width());
        for rank in 0..self.width() {
            match dated == Some(rank) {
                true => {
                    all.extend_from_slice(time(record.text(rank)).unwrap_or_default().as_bytes())
                }
                false => all.extend_from_slice(trimmed_bytes(record.cell(rank))),
            }
            all.push(0);
        }
        all
    }
}

/// How exactly a cell tells the time of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// A meeting may have been told so for all who were there.
    Minute,
    /// Nobody types it, and two people do not share it.
    Second,
}

/// The time that a cell tells beside its day; a spreadsheet writes midnight for a day alone.
fn moment(cell: &str) -> Option<Moment> {
    let time = time(cell)?;
    let mut parts = time.split(':').skip(2);
    match parts.next() {
        Some(second) if second != "00" => Some(Moment::Second),
        _ => time
            .contains(|sign: char| sign.is_ascii_digit() && sign != '0')
            .then_some(Moment::Minute),
    }
}

/// « 9:29:59 » of a cell, the first that stands there.
fn time(cell: &str) -> Option<&str> {
    let mut times = cell.split(|sign: char| !sign.is_ascii_digit() && sign != ':');
    let time = times.find(|time| time.contains(':'))?;
    Some(time.strip_prefix('0').unwrap_or(time))
}

/// Tells rows that repeat another of their file; true when they are too many to be people.
pub(super) fn tell(repeated: &Repeated, faults: &mut Faults) -> bool {
    let Repeated { rows, of, line } = *repeated;
    let place = Place::file(faults.file).line(line);
    let many = rows * 3 >= of;
    let (lines, them) = match rows {
        0 => return false,
        1 => ("1 ligne en répète une autre".to_owned(), "la"),
        _ => (format!("{rows} lignes en répètent d'autres"), "les"),
    };
    let hint = format!(
        "si c'est une copie, retirez-{them} ; si ce sont d'autres personnes, ajoutez une colonne « repondant »"
    );
    let fault = match many {
        true => Diagnostic::error(format!(
            "{lines} à l'identique, sur {of} : sans identifiants, des personnes compteraient deux fois"
        )),
        false => Diagnostic::warning(format!(
            "{lines} à l'identique, sur {of} : sans identifiants, chacune compte pour une personne de plus"
        )),
    };
    faults.push_of_project(fault.at(place).hint(hint));
    many
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_from_a_day_and_a_second_from_an_hour() {
        for (cell, told) in [
            ("17/03/2025 09:29:59", Some(Moment::Second)),
            ("2025/03/16 1:10:40 AM UTC+1", Some(Moment::Second)),
            ("2025-03-16T10:44:12.000+01:00", Some(Moment::Second)),
            ("17/03/2025 09:30:00", Some(Moment::Minute)),
            ("17/03/2025 - 09:29", Some(Moment::Minute)),
            ("2025-03-16T10:44+01:30", Some(Moment::Minute)),
            ("2025-03-17 00:00:00", None),
            ("17/03/2025", None),
            ("", None),
        ] {
            assert_eq!(moment(cell), told, "{cell}");
        }
    }
}
