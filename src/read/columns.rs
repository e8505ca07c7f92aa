//! Headings → what each column holds.

use super::codebook::Codebook;
use super::faults::Faults;
use super::finder::Finder;
use super::foreign;
use super::headings::Headings;
use super::mapping::{Layout, Mapping};
use crate::diagnostic::Diagnostic;
use crate::model::ItemId;

/// Where each thing stands in a row, by rank from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// Headings as written, for messages.
    pub headings: Vec<String>,
    pub project: Option<usize>,
    pub respondent: Option<usize>,
    pub follow: Option<usize>,
    pub organisation: Option<usize>,
    pub group: Option<usize>,
    pub date: Option<usize>,
    pub wave: Option<usize>,
    pub horizon: Option<usize>,
    pub item: Option<usize>,
    pub criterion: Option<usize>,
    pub answer: Option<usize>,
    /// Wide files: column → question.
    pub questions: Vec<(usize, ItemId)>,
    /// Further columns of a question that has one for each public: column → first column of the question.
    pub again: Vec<(usize, usize)>,
    /// Questions whose heading, announced in `colonnes.toml`, is not in this file.
    pub unfound: Vec<Unfound<ItemId>>,
    /// The same of other columns, by their name here.
    pub absent: Vec<Unfound<&'static str>>,
}

/// A column announced under a heading that the file does not have.
#[derive(Clone, Debug)]
pub(super) struct Unfound<T> {
    pub what: T,
    pub fault: Diagnostic,
}

impl Columns {
    /// The heading of a column, for messages.
    pub fn heading(&self, rank: usize) -> &str {
        self.headings.get(rank).map_or("", String::as_str)
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.headings.len()
    }

    /// Whether rows are answers rather than persons.
    pub fn is_long(&self) -> bool {
        self.questions.is_empty()
    }
}

/// Whether a file stands above several projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// A column must say which project each row is about.
    Programme,
    /// One project's own file.
    Project,
}

/// Finds the columns; what is missing, doubled or unknown is told.
pub(super) fn columns(
    headings: &Headings,
    mapping: &Mapping,
    codebook: &mut Codebook,
    reach: Reach,
    faults: &mut Faults,
) -> Option<Columns> {
    let mut finder = Finder::new(headings, mapping);
    let mut found = named(headings, &mut finder, reach, faults);
    let subject = found.item.or(found.criterion);
    let long = match mapping.layout {
        Some(layout) => layout == Layout::Long,
        None => subject.is_some() && found.answer.is_some(),
    };
    if !long {
        found.questions = finder.questions(codebook, faults);
        found.again = std::mem::take(&mut finder.again);
        found.unfound = finder.unfound(&found.questions, codebook, faults);
        foreign::tell(&found.questions, &finder, mapping, codebook, faults);
    }
    if reach == Reach::Programme && found.project.is_none() {
        finder.missing.push("projet");
    }
    if found.is_long() {
        match found.unfound.first() {
            Some(Unfound { fault, .. }) => faults.push(fault.clone()),
            None => finder.missing.extend(missing(&found)),
        }
    }
    let said = mapping.said_of(faults.file);
    let grouped = said.is_some_and(|said| said.group.is_some());
    let dated = said.is_some_and(|said| said.wave.is_some());
    finder.tell_missing(faults);
    finder.tell_twice(("groupe", found.group.filter(|_| grouped)), faults);
    finder.tell_twice(("vague", found.wave.filter(|_| dated)), faults);
    if !faults.refused() {
        finder.tell_unknown(found.group.is_none() && !grouped, faults);
    }
    found.absent = finder.absent;
    // What is said of the whole file needs no column.
    found.absent.retain(|absent| match absent.what {
        "groupe" => !grouped,
        "vague" | "date" | "horizon" => !dated,
        _ => true,
    });
    (!faults.refused()).then_some(found)
}

/// The columns that have a name of their own; those of questions are still to be found.
fn named(headings: &Headings, finder: &mut Finder, reach: Reach, faults: &mut Faults) -> Columns {
    let found = Columns {
        headings: headings
            .names
            .iter()
            .map(|names| names[0].clone())
            .collect(),
        // The programme's `colonnes.toml` is also that of the projects' own files, which are about one project.
        project: match reach {
            Reach::Programme => finder.find("projet", faults),
            Reach::Project => finder.find_if_any("projet", faults),
        },
        respondent: finder.find("repondant", faults),
        follow: finder.find("suivi", faults),
        organisation: finder.find("structure", faults),
        group: finder.find("groupe", faults),
        date: finder.find("date", faults),
        wave: finder.find("vague", faults),
        horizon: finder.find("horizon", faults),
        item: finder.find("item", faults),
        criterion: finder.find("critere", faults),
        answer: finder.find("reponse", faults),
        questions: Vec::new(),
        again: Vec::new(),
        unfound: Vec::new(),
        absent: Vec::new(),
    };
    finder.find("commentaire", faults);
    found
}

/// Columns that a table of answers cannot do without and that are not there.
fn missing(found: &Columns) -> impl Iterator<Item = &'static str> {
    let needed = [
        ("repondant", found.respondent),
        ("item", found.item.or(found.criterion)),
        ("reponse", found.answer),
    ];
    let absent = needed.into_iter().filter(|(_, rank)| rank.is_none());
    absent.map(|(name, _)| name)
}
