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
        let message = format!("{found} cases au lieu de {expected}");
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
