//! Rows of titles under the row of titles: the texts of the questions below their codes, what a tool notes below both.
//!
//! Taken for people, each would give a fault a column. They are told once, with the way out.

use std::collections::BTreeSet;

use super::super::calendar;
use super::super::faults::Faults;
use super::super::record::{Record, Site};
use super::super::spelling::{folded, trimmed, trimmed_bytes};
use super::Feed;
use crate::diagnostic::{Diagnostic, Place};

/// So many questions without an answer, all with different words: no scale has as many levels.
const FEWEST: usize = 6;

/// The rows of titles met before anybody's answers.
#[derive(Default)]
pub(super) struct MoreTitles {
    rows: u32,
    /// The first of them.
    place: Place,
}

impl MoreTitles {
    /// Tells them all; `known` rows of titles stand above.
    pub fn tell(self, known: u32, faults: &mut Faults) {
        let all = known + self.rows;
        let (message, them) = match self.rows {
            0 => return,
            1 => (
                "aucune case de cette ligne n'est une réponse : c'est sans doute une autre ligne de titres".to_owned(),
                "la",
            ),
            rows => (
                format!("aucune case de ces {rows} lignes n'est une réponse : ce sont sans doute d'autres lignes de titres"),
                "les",
            ),
        };
        faults.push(Diagnostic::error(message).at(self.place).hint(format!(
            "ajoutez lignes_titres = {all} à colonnes.toml, ou retirez-{them}"
        )));
    }
}

impl Feed<'_, '_> {
    /// Whether a row above everybody's holds titles again: no answer, no group, no day, and as many words as questions.
    pub(super) fn is_more_titles(&mut self, record: &Record, faults: &Faults) -> bool {
        let columns = &self.columns;
        let json = matches!(record.site, Site::Json(_));
        if json || columns.is_long() || self.touched.contains(&true) || self.of_others {
            return false;
        }
        let mut words = BTreeSet::new();
        for (rank, item) in &columns.questions {
            let cell = trimmed_bytes(record.cell(*rank));
            if cell.is_empty() {
                continue;
            }
            let is_answer = self.setting.codebook.answer(*item, cell).is_some();
            if is_answer || cell[0].is_ascii_digit() || !words.insert(cell) {
                return false;
            }
        }
        let said = |rank: Option<usize>| rank.map(|rank| trimmed(record.text(rank)));
        let is_group = said(columns.group).is_some_and(|written| {
            let mapped = &self.setting.mapping.groups;
            mapped.contains_key(&folded(written)) || self.setting.codebook.group(written).is_some()
        });
        let is_day = said(columns.date).is_some_and(|written| calendar::read(written).is_ok());
        if words.len() < FEWEST || is_group || is_day {
            return false;
        }
        if self.more_titles.rows == 0 {
            self.more_titles.place = record.place(faults.file);
        }
        self.more_titles.rows += 1;
        true
    }
}
