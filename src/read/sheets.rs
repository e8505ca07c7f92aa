//! Which sheet of a workbook is read, and what is said of the others.
//!
//! One is read: the first visible one that holds something. Every other one is named, for a
//! workbook with a sheet a wave would otherwise lose all waves but one; a hidden one, only when
//! its headings are those of answers.

use calamine::{Sheet, SheetType, SheetVisible};

use super::faults::Faults;
use super::spelling::{titled, trimmed};
use super::table::Each;
use crate::diagnostic::{Diagnostic, Place, others};

/// Rows and cells looked at in each sheet.
const ROWS: usize = 20;
const CELLS: usize = 4_000;
/// Sheets named in a message.
const MOST_NAMED: usize = 10;

/// The first rows of a sheet that hold something.
#[derive(Default)]
pub(super) struct Top {
    pub rows: Vec<Vec<String>>,
    last: Option<u32>,
    cells: usize,
}

impl Top {
    /// Adds a cell, unless it is blank; false when enough was seen.
    pub fn put(&mut self, row: u32, text: String) -> bool {
        self.cells += 1;
        if self.cells > CELLS {
            return false;
        }
        let text = trimmed(&text);
        if text.is_empty() {
            return true;
        }
        if self.last != Some(row) {
            if self.rows.len() == ROWS {
                return false;
            }
            self.rows.push(Vec::new());
            self.last = Some(row);
        }
        if let Some(cells) = self.rows.last_mut() {
            cells.push(text.to_owned());
        }
        true
    }
}

/// A sheet that can hold cells.
pub(super) struct Worksheet {
    pub name: String,
    /// Its rank among all sheets, from 0.
    pub rank: usize,
    hidden: bool,
}

/// A sheet and how it begins.
pub(super) struct Glance {
    sheet: Worksheet,
    rows: Vec<Vec<String>>,
}

impl Glance {
    /// Of the first rows that are not blank.
    pub fn new(rows: Vec<Vec<String>>, sheet: Worksheet) -> Self {
        Glance { sheet, rows }
    }

    fn title(&self) -> String {
        titled(&self.sheet.name)
    }

    fn is_known(&self, each: &Each) -> bool {
        self.rows.iter().any(|cells| each.known(cells) >= 2)
    }
}

/// The sheets that hold cells, in their order.
pub(super) fn worksheets(sheets: &[Sheet]) -> Vec<Worksheet> {
    let all = sheets.iter().enumerate();
    let with_cells = all.filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet);
    with_cells
        .map(|(rank, sheet)| Worksheet {
            name: sheet.name.clone(),
            rank,
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect()
}

/// The sheet to read; the others that hold something are told. None when no sheet is visible.
pub(super) fn choose<'g>(
    all: &'g [Glance],
    faults: &mut Faults,
    each: &Each,
) -> Option<&'g Worksheet> {
    let (hidden, visible): (Vec<&Glance>, Vec<&Glance>) =
        all.iter().partition(|glance| glance.sheet.hidden);
    let first = visible.iter().position(|glance| !glance.rows.is_empty());
    let read = visible.get(first.unwrap_or(0))?;
    let beyond = visible.iter().skip(first.unwrap_or(0) + 1);
    let passed: Vec<&Glance> = beyond
        .filter(|glance| !glance.rows.is_empty())
        .copied()
        .collect();
    if !passed.is_empty() {
        tell(read, &passed, faults, each);
    }
    for glance in hidden.iter().filter(|glance| glance.is_known(each)) {
        let message = format!(
            "la feuille {} est masquée : elle porte des titres connus, et n'est pas lue",
            glance.title()
        );
        faults.warn(
            message,
            "si ses réponses doivent compter, affichez-la et enregistrez-la dans un fichier à part ; sinon, supprimez-la",
        );
    }
    Some(&read.sheet)
}

fn tell(read: &Glance, passed: &[&Glance], faults: &mut Faults, each: &Each) {
    let mut names: Vec<String> = passed
        .iter()
        .take(MOST_NAMED)
        .map(|glance| glance.title())
        .collect();
    if passed.len() > MOST_NAMED {
        names.push(format!("et {}", others(passed.len() - MOST_NAMED)));
    }
    let (sheets, are) = match passed.len() {
        1 => ("la feuille", "ne l'est pas"),
        _ => ("les feuilles", "ne le sont pas"),
    };
    let message = format!(
        "seule la feuille {} est lue ; {sheets} {} {are}",
        read.title(),
        names.join(", ")
    );
    let place = Place::file(faults.file);
    let warning = Diagnostic::warning(message).at(place);
    let known = passed.iter().find(|sheet| sheet.is_known(each));
    faults.push(match known {
        Some(known) if read.is_known(each) => warning.leaving_out().hint(format!(
            "la feuille {} porte elle aussi des titres connus : enregistrez-la dans un fichier à part, ou copiez ses lignes sous celles de la première",
            known.title()
        )),
        Some(known) => warning.leaving_out().hint(format!(
            "la feuille {} porte des titres connus : placez-la en premier",
            known.title()
        )),
        None => warning.hint(
            "si l'une d'elles contient des réponses, enregistrez-la dans un fichier à part, ou copiez ses lignes sous celles de la première",
        ),
    });
}
