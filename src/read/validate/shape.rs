//! Whether a row has the shape its headings promise.

use super::super::faults::Faults;
use super::super::record::{Record, Site};
use super::super::spelling::{folded, trimmed_bytes};
use super::{Feed, LONG_CELL};
use crate::diagnostic::Diagnostic;

impl Feed<'_, '_> {
    /// Whether a row has as many cells as there are headings; blank cells in excess do not count.
    pub(super) fn is_whole(&self, record: &Record, faults: &mut Faults) -> bool {
        let (found, expected) = (record.width(), self.columns.width());
        if record.bytes.len() > LONG_CELL {
            let place = record.place(faults.file);
            faults.push(
                Diagnostic::warning("une case est très longue (plus de 100 000 signes)")
                    .at(place)
                    .hint("les commentaires ne sont pas imprimés ; raccourcissez-la si ce n'en est pas un"),
            );
        }
        if let Site::Sheet(_) = record.site {
            return self.is_inside(record, faults);
        }
        let excess = (expected..found).all(|rank| trimmed_bytes(record.cell(rank)).is_empty());
        if found == expected || (found > expected && excess) {
            return true;
        }
        let place = record.place(faults.file);
        let message = cells_instead(found, expected);
        let fault = Diagnostic::error(message);
        let fault = match self.split_decimal(record) {
            Some(rank) => fault
                .at(place.field(rank as u64 + 1).column(self.columns.heading(rank)))
                .hint("un nombre à virgule semble coupé en deux : mettez la case entre guillemets, ou séparez les colonnes par des points-virgules"),
            None if found > expected => fault
                .at(place.field(expected as u64 + 1))
                .hint("une case contient sans doute le signe qui sépare les colonnes : mettez-la entre guillemets"),
            None => fault.at(place).hint("complétez la ligne, avec des cases vides s'il le faut"),
        };
        faults.push(fault);
        false
    }

    /// A row of a sheet: what stands beyond the headings is not read.
    pub(super) fn is_inside(&self, record: &Record, faults: &mut Faults) -> bool {
        let expected = self.columns.width();
        let said = |rank: usize| !trimmed_bytes(record.cell(rank)).is_empty();
        if let Some(rank) = (expected..record.width()).find(|rank| said(*rank)) {
            let place = self.place_of(record, rank, faults);
            faults.push(
                Diagnostic::warning("des cases sans titre, à droite du tableau, ne sont pas lues")
                    .at(place)
                    .hint("donnez un titre à leur colonne si elles comptent, sinon effacez-les"),
            );
        }
        (0..expected).any(said)
    }

    /// The column whose number was cut at its decimal comma, when a row has one cell too many.
    pub(super) fn split_decimal(&self, record: &Record) -> Option<usize> {
        let answer = self.columns.answer?;
        let digits = |rank: usize| {
            let cell = record.cell(rank);
            !cell.is_empty() && cell.len() <= 3 && cell.iter().all(u8::is_ascii_digit)
        };
        (record.width() == self.columns.width() + 1 && digits(answer) && digits(answer + 1))
            .then_some(answer)
    }

    /// A total or a mean that a spreadsheet put under the answers: nobody answered it.
    pub(super) fn is_total(&mut self, record: &Record, faults: &mut Faults) -> bool {
        let said = |rank: usize| trimmed_bytes(record.cell(rank));
        let first = (0..record.width())
            .find(|rank| !said(*rank).is_empty() && Some(*rank) != self.columns.project);
        let own = self
            .columns
            .respondent
            .filter(|rank| !said(*rank).is_empty());
        let Some(rank) = own.or(first) else {
            return false;
        };
        let Some(total) = total(said(rank)) else {
            return false;
        };
        if own.is_none() && !self.stands_for_total(record, rank, total) {
            return false;
        }
        faults.push(
            Diagnostic::error("cette ligne est un total ou une moyenne : ce n'est pas une réponse")
                .at(self.place_of(record, rank, faults))
                .hint("retirez-la : ce qui se calcule est calculé par le dossier"),
        );
        true
    }

    /// Whether a word of totals stands for one in a cell that is no identifier: it may be a group, a wave or an answer.
    fn stands_for_total(&mut self, record: &Record, rank: usize, total: Total) -> bool {
        let blank = |rank: usize| trimmed_bytes(record.cell(rank)).is_empty();
        let question = self
            .columns
            .questions
            .iter()
            .find(|(column, _)| *column == rank);
        if let Some((_, item)) = question
            && self
                .setting
                .codebook
                .answer(*item, trimmed_bytes(record.cell(rank)))
                .is_some()
        {
            return false;
        }
        if Some(rank) == self.columns.group
            && self.setting.codebook.group(record.text(rank)).is_some()
        {
            return false;
        }
        let columns = &self.columns;
        let says = [
            columns.respondent,
            columns.group,
            columns.date,
            columns.wave,
            columns.horizon,
        ];
        let read = says.iter().chain([&columns.follow, &columns.organisation]);
        let is_read = question.is_some() || read.flatten().any(|own| *own == rank);
        // Under the title of a column that is not read: « Somme » is also a département, of somebody whose group is known.
        let has_group = columns.group.is_some_and(|rank| {
            let written = record.text(rank);
            let mapped = self.setting.mapping.groups.contains_key(&folded(written));
            mapped || self.setting.codebook.group(written).is_some()
        });
        if total == Total::Sure && !is_read && columns.group.is_some() && !has_group {
            return true;
        }
        let mut others = says
            .into_iter()
            .flatten()
            .filter(|other| *other != rank)
            .peekable();
        match others.peek() {
            Some(_) => others.all(blank),
            None => total == Total::Sure,
        }
    }

    /// Two exports put end to end: the headings again in the middle.
    pub(super) fn repeats_headings(&self, record: &Record, faults: &mut Faults) -> bool {
        let same = |rank: usize| {
            let cell = trimmed_bytes(record.cell(rank));
            cell == self.columns.heading(rank).as_bytes()
                || (!cell.is_ascii()
                    && folded(record.text(rank)) == folded(self.columns.heading(rank)))
        };
        let repeated = same(0) && (0..self.columns.width()).all(same);
        if repeated {
            let place = record.place(faults.file).field(1);
            faults.push(
                Diagnostic::error("la ligne de titres est répétée au milieu du fichier : ce n'est pas une réponse")
                    .at(place)
                    .hint("deux exports ont été mis bout à bout : retirez cette ligne, ou gardez deux fichiers"),
            );
        }
        repeated
    }
}

/// A word of totals: one that is nothing else, or one that may also be an answer or a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Total {
    Sure,
    Likely,
}

fn total(cell: &[u8]) -> Option<Total> {
    const LONGEST: usize = 24;
    if cell.len() > LONGEST || !cell.first().is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let word = folded(std::str::from_utf8(cell).ok()?);
    match word.trim_end_matches([' ', ':', '.']) {
        "total" | "totaux" | "total general" | "sous-total" | "sous total" | "somme" | "sommes"
        | "moyenne generale" => Some(Total::Sure),
        "moyenne" | "moyennes" | "mediane" | "nombre" | "ensemble" | "effectif" | "effectifs" => {
            Some(Total::Likely)
        }
        _ => None,
    }
}

/// « une case au lieu de 8 ».
pub(in super::super) fn cells_instead(found: usize, expected: usize) -> String {
    match found {
        1 => format!("une case au lieu de {expected}"),
        _ => format!("{found} cases au lieu de {expected}"),
    }
}
