//! The dates of one column: read one by one, their order decided together at the end of the file.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendar::{self, Dated, Day, Oddity, Refusal};
use super::columns::Columns;
use super::faults::Faults;
use super::mapping::DateOrder;
use super::quoting::quoted_date;
use super::record::Record;
use crate::diagnostic::{Diagnostic, Place};

/// What the dates of a column proved so far.
pub(super) struct DateColumn {
    asked: Option<DateOrder>,
    day_first: Option<Place>,
    month_first: Option<Place>,
    ambiguous: Option<Place>,
    /// The days that can be read both ways.
    both_ways: BTreeSet<Day>,
    /// How to say the order of the column.
    way: &'static str,
    /// The first cells that are not written as dates, each told by itself.
    refused: Vec<String>,
    /// The way out when many are not.
    way_of_many: &'static str,
}

/// So many different cells that are not written as dates are told one by one: beyond, the whole column is written otherwise.
const MOST_REFUSED: usize = 5;

impl DateColumn {
    /// For a column whose order may be asked for.
    pub fn new(asked: Option<DateOrder>) -> Self {
        DateColumn {
            asked,
            day_first: None,
            month_first: None,
            ambiguous: None,
            both_ways: BTreeSet::new(),
            way: "si le mois vient d'abord, ajoutez dates = \"mm/jj/aaaa\" à colonnes.toml ; sinon dates = \"jj/mm/aaaa\"",
            refused: Vec::new(),
            way_of_many: "mettez toute la colonne au format date dans votre tableur ; à défaut, ajoutez son titre à ignorer dans colonnes.toml, \
                et dites la vague dans une colonne « vague », ou celle de tout le fichier sous [fichiers]",
        }
    }

    /// For a column that people typed, beside the answers: `colonnes.toml` says nothing of it.
    pub fn typed() -> Self {
        DateColumn {
            way: "si le mois vient d'abord, ou pour ne plus voir cet avertissement, écrivez année-mois-jour, par exemple 2024-06-03",
            way_of_many: "mettez toute la colonne au format date dans votre tableur, ou écrivez année-mois-jour, par exemple 2024-06-03",
            ..DateColumn::new(None)
        }
    }

    /// The day of a cell that is not blank; what is wrong or odd is told.
    pub fn read(
        &mut self,
        text: &str,
        place: &dyn Fn() -> Place,
        faults: &mut Faults,
    ) -> Option<Day> {
        let dated = match calendar::read(text) {
            Ok(dated) => dated,
            Err(refusal) => {
                faults.push(self.refused(text, refusal).at(place()));
                return None;
            }
        };
        if let Some(oddity) = dated.oddity {
            faults.push(odd(text, oddity).at(place()));
        }
        self.note(dated, place);
        Some(match self.asked {
            Some(order) => dated.day.settled(order),
            None => dated.day,
        })
    }

    /// What is told of a cell that is no date: its own fault, or one for all of a column that is written otherwise.
    fn refused(&mut self, text: &str, refusal: Refusal) -> Diagnostic {
        let written_otherwise = matches!(
            refusal,
            Refusal::Unreadable | Refusal::NoDay | Refusal::Serial(_)
        );
        let known = self.refused.iter().any(|known| known == text);
        let told = known || !written_otherwise || self.refused.len() < MOST_REFUSED;
        if told && !known && written_otherwise {
            self.refused.push(text.to_owned());
        }
        match told {
            true => refused(text, refusal),
            false => Diagnostic::error(
                "d'autres cases de cette colonne ne se lisent pas comme des dates",
            )
            .hint(self.way_of_many),
        }
    }

    fn note(&mut self, dated: Dated, place: &dyn Fn() -> Place) {
        match dated.proves {
            Some(DateOrder::MonthFirst) => {
                self.month_first.get_or_insert_with(place);
            }
            Some(_) => {
                self.day_first.get_or_insert_with(place);
            }
            None if dated.day.is_ambiguous() => {
                self.ambiguous.get_or_insert_with(place);
                self.both_ways.insert(dated.day);
            }
            None => {}
        }
    }

    /// The order of the whole column; a contradiction is an error, a doubt a warning.
    ///
    /// `expected` says whether a day is one on which answers were collected, when that is known.
    pub fn order(
        &mut self,
        expected: Option<&dyn Fn(NaiveDate) -> bool>,
        faults: &mut Faults,
    ) -> (DateOrder, Option<String>) {
        let month_first = matches!(self.asked, Some(DateOrder::MonthFirst));
        let (proof, against) = match month_first {
            true => (&self.month_first, &self.day_first),
            false => (&self.day_first, &self.month_first),
        };
        let contradiction = against
            .clone()
            .filter(|_| proof.is_some() || self.asked.is_some());
        if let Some(place) = contradiction {
            faults.push(
                Diagnostic::error("cette date ne se lit pas dans le même ordre que les autres : le mois et le jour sont échangés")
                    .at(place)
                    .hint("écrivez toutes les dates de la colonne de la même façon, par exemple 2024-06-03"),
            );
        }
        if self.asked.is_some() {
            return (self.asked.unwrap_or(DateOrder::DayFirst), None);
        }
        if self.month_first.is_some() && self.day_first.is_none() {
            return (DateOrder::MonthFirst, None);
        }
        match self.ambiguous.take() {
            Some(place) if self.day_first.is_none() && self.fits_month_first(expected) => {
                let message = "lues jour/mois/année, la plupart des dates sortent des périodes de projet.toml ; lues mois/jour/année, elles y sont";
                faults.push(Diagnostic::error(message).at(place).hint(self.way));
                (DateOrder::DayFirst, None)
            }
            Some(place) if self.day_first.is_none() => {
                let remark =
                    "les dates sont lues jour/mois/année : aucune ne prouve cet ordre".to_owned();
                faults.push(Diagnostic::warning(remark.clone()).at(place).hint(self.way));
                (DateOrder::DayFirst, Some(remark))
            }
            _ => (DateOrder::DayFirst, None),
        }
    }

    /// Whether the days fall where answers were collected when the month comes first, and elsewhere when the day does.
    fn fits_month_first(&self, expected: Option<&dyn Fn(NaiveDate) -> bool>) -> bool {
        let Some(expected) = expected else {
            return false;
        };
        let outside = |order: DateOrder| {
            let days = self.both_ways.iter();
            let days = days.filter_map(|day| day.settled(order).date());
            days.filter(|day| !expected(*day)).count()
        };
        let all = self.both_ways.len();
        2 * outside(DateOrder::DayFirst) > all && 10 * outside(DateOrder::MonthFirst) <= all
    }
}

/// The place of a row's date.
pub(super) fn place(record: &Record, columns: &Columns, file: &str) -> Place {
    let rank = columns.date.unwrap_or(0);
    record.place_of(file, rank, columns.heading(rank))
}

fn refused(text: &str, refusal: Refusal) -> Diagnostic {
    let value = quoted_date(text);
    let way = "écrivez la date en année-mois-jour, par exemple 2024-06-03";
    match refusal {
        Refusal::Unreadable => Diagnostic::error(format!("{value} n'est pas une date")).hint(way),
        Refusal::NoSuchDay => Diagnostic::error(format!("{value} : ce jour n'existe pas")).hint(way),
        // The day is not repeated: a year too early is mostly that of someone's birth.
        Refusal::Year(year) => Diagnostic::error(format!("l'année {year} n'est pas celle d'une réponse : elle doit être de {} à {}", calendar::YEARS.start(), calendar::YEARS.end())).hint(way),
        Refusal::NoSuchTime => Diagnostic::error(format!("{value} : cette heure n'existe pas")).hint("corrigez l'heure, ou ne gardez que la date"),
        Refusal::Week => Diagnostic::error(format!("{value} désigne une semaine, pas un jour")).hint(way),
        Refusal::NoDay => Diagnostic::error(format!("{value} : il manque le jour")).hint(way),
        Refusal::Serial(Some(day)) => Diagnostic::error(format!("{value} est un numéro de tableur, pas une date")).hint(format!(
            "si c'est le {}, mettez la colonne au format date dans votre tableur, puis exportez de nouveau",
            day.format("%d/%m/%Y")
        )),
        Refusal::Serial(None) => Diagnostic::error(format!("{value} est un nombre, pas une date")).hint(way),
    }
}

fn odd(text: &str, oddity: Oddity) -> Diagnostic {
    let value = quoted_date(text);
    let (what, hint) = match oddity {
        Oddity::SkippedHour => (
            "cette heure n'existe pas à Paris, où l'on passe à l'heure d'été",
            "le jour est gardé tel quel ; vérifiez le fuseau horaire de l'outil d'enquête",
        ),
        Oddity::RepeatedHour => (
            "cette heure existe deux fois à Paris, où l'on passe à l'heure d'hiver",
            "le jour est gardé tel quel, il n'y a rien à faire",
        ),
        Oddity::EndOfDay => (
            "24:00 est la fin de ce jour",
            "le jour est gardé tel quel, il n'y a rien à faire",
        ),
    };
    Diagnostic::warning(format!("{value} : {what}")).hint(hint)
}
