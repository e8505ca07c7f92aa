//! The answers of a row whose project is known: one of a long table, all of a person of a wide one.

use super::super::faults::Faults;
use super::super::gathering::Repetition;
use super::super::record::Record;
use super::super::spelling::trimmed_bytes;
use super::{Feed, Who};
use crate::model::{Answer, ItemId, State};

impl Feed<'_, '_> {
    /// Takes a row of a long table: one answer of one person.
    pub(super) fn answer_row(&mut self, record: &Record, project: usize, faults: &mut Faults) {
        let who = self.who(record, project, faults);
        if let Some(who) = who {
            self.prefix.keep(record, who);
        }
        self.answer_of(record, project, who, faults);
    }

    /// Takes the answer of a row whose person is known, or was refused.
    pub(super) fn answer_of(
        &mut self,
        record: &Record,
        project: usize,
        who: Option<Who>,
        faults: &mut Faults,
    ) {
        let group = who.map(|who| who.group);
        let item = self.question(record, project, group, faults);
        let (Some(column), Some(item)) = (self.columns.answer, item) else {
            return;
        };
        let state = self.state(record, column, item, project, faults);
        if let (Some(who), Some(state)) = (who, state) {
            self.expect(record, who, item);
            self.add(record, column, who, item, state, faults);
        }
    }

    /// Expects the question of a line without quotes again, when it is put to the person's group.
    fn expect(&mut self, record: &Record, who: Who, item: ItemId) {
        let asked =
            self.setting.codebook.is_asked(item, who.group) || who.group == self.setting.everyone;
        let rank = self.columns.item.or(self.columns.criterion);
        if let (1, true, Some(rank)) = (record.gap, asked, rank) {
            self.questions.settle(record.cell(rank), who.group, item);
        }
    }

    /// Takes a row of a wide table: all the answers of one person.
    pub(super) fn person_row(&mut self, record: &Record, project: usize, faults: &mut Faults) {
        if self.columns.respondent.is_none() {
            self.chance = self.chance_of(record);
        }
        let questions = std::mem::take(&mut self.columns.questions);
        let who = if self.is_unfinished(record, &questions, project) {
            None
        } else {
            self.who(record, project, faults)
        };
        if let (Some(who), Some(_), None) = (who, self.columns.respondent, self.columns.group) {
            self.namesakes.meet(who);
        }
        for &(column, item) in &questions {
            let column = match self.columns.again.is_empty() {
                true => column,
                false => self.filled(record, column, item, project, faults),
            };
            let not_shown = is_not_shown(record.cell(column))
                && self
                    .setting
                    .codebook
                    .answer(item, trimmed_bytes(record.cell(column)))
                    .is_none();
            if not_shown {
                continue;
            }
            let state = self.state(record, column, item, project, faults);
            if let (Some(who), Some(state)) = (who, state) {
                self.add(record, column, who, item, state, faults);
            }
        }
        self.columns.questions = questions;
    }

    /// Whether a row has no answer and cannot be placed: somebody opened the form and left, or a line was prepared.
    fn is_unfinished(
        &self,
        record: &Record,
        questions: &[(usize, ItemId)],
        project: usize,
    ) -> bool {
        let columns = &self.columns;
        let said = |rank: usize| !trimmed_bytes(record.cell(rank)).is_empty();
        // The date places a row when nothing else does.
        let dated = columns.wave.is_none()
            && self.said.is_none_or(|said| said.wave.is_none())
            && columns.horizon.is_none()
            && self.setting.projects[project].waves.len() != 1;
        let needed = [
            columns.respondent,
            columns.group,
            columns.wave.or(columns.horizon),
            columns.date.filter(|_| dated),
        ];
        // Most rows can be placed: what they answer is not looked at twice.
        if needed.into_iter().flatten().all(said) {
            return false;
        }
        let again = columns.again.iter().map(|(rank, _)| *rank);
        let mut asked = questions.iter().map(|(rank, _)| *rank).chain(again);
        !asked.any(|rank| said(rank) && !is_not_shown(record.cell(rank)))
    }

    /// Adds an answer; one to a question that the group is not asked is set aside.
    fn add(
        &mut self,
        record: &Record,
        column: usize,
        who: Who,
        item: ItemId,
        state: State,
        faults: &mut Faults,
    ) {
        if !self.setting.codebook.is_asked(item, who.group) && who.group != self.setting.everyone {
            // « N/A » where the tool did not show the question says what the questionnaire says.
            if matches!(state, State::Missing | State::NotApplicable) {
                return;
            }
            self.setting.gatherings[who.project].unasked += 1;
            if self.setting.mapping.asks_all {
                return;
            }
            let mut unasked = std::mem::take(&mut self.unasked);
            unasked.add(who.group, item, || self.place_of(record, column, faults));
            self.unasked = unasked;
            return;
        }
        let gathering = &mut self.setting.gatherings[who.project];
        if !gathering.add(who.bucket, who.sitting, item, state) {
            let file = u16::try_from(gathering.files.len().saturating_sub(1)).unwrap_or(0);
            let rank = self.columns.respondent.unwrap_or(column);
            let answer = Answer {
                respondent: who.sitting,
                item,
                state,
            };
            gathering.remember(Repetition {
                answer,
                line: record.line,
                field: u32::try_from(rank + 1).unwrap_or(0),
                file,
            });
        }
    }
}

/// Codes of survey tools for a question that was not shown to this person.
pub(super) fn is_not_shown(cell: &[u8]) -> bool {
    matches!(
        trimmed_bytes(cell),
        b"{question_not_shown}" | b"N/A" | b"n/a"
    )
}
