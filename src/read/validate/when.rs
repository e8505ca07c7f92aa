//! When a row was answered: its day, and the collection it belongs to.

use chrono::NaiveDate;

use super::super::calendar::Day;
use super::super::dates;
use super::super::declared::holds;
use super::super::faults::Faults;
use super::super::gathering::Slot;
use super::super::mapping::DateOrder;
use super::super::record::Record;
use super::super::slots::{self, At, Told};
use super::super::spelling::{trimmed, trimmed_bytes};
use super::Feed;
use crate::diagnostic::{self, Diagnostic};
use crate::model::Wave;

impl Feed<'_, '_> {
    /// The order of day and month in the file, the declared days of its projects being those on which people answered.
    pub(super) fn order(&mut self, faults: &mut Faults) -> (DateOrder, Option<String>) {
        let about = self.setting.projects.iter().zip(&self.touched);
        let about = about.filter(|(_, touched)| **touched);
        let waves: Vec<&Wave> = about.flat_map(|(project, _)| &project.waves).collect();
        let dated = |wave: &&Wave| wave.start.is_some() && wave.end.is_some();
        let known = !waves.is_empty() && waves.iter().all(dated);
        let collected = |day| waves.iter().any(|wave| holds(wave, day));
        let expected: Option<&dyn Fn(NaiveDate) -> bool> = match known {
            true => Some(&collected),
            false => None,
        };
        self.dates.order(expected, faults)
    }

    pub(super) fn day(
        &mut self,
        record: &Record,
        project: usize,
        faults: &mut Faults,
    ) -> Option<Day> {
        let Some(rank) = self.columns.date else {
            return Some(Day::NONE);
        };
        let cell = record.cell(rank);
        let day = match self.date.recall(cell) {
            Some(day) => day,
            None => {
                let text = trimmed(record.text(rank));
                let file = faults.file;
                let place = || dates::place(record, &self.columns, file);
                let day = if text.is_empty() {
                    Some(Day::NONE)
                } else {
                    self.dates.read(text, &place, faults)
                };
                let Some(day) = day else {
                    self.setting.gatherings[project].refused = true;
                    return None;
                };
                self.date.keep(cell, day);
                day
            }
        };
        self.check_start(record, project, day, rank, faults);
        Some(day)
    }

    /// An answer given before the project started is kept and told.
    pub(super) fn check_start(
        &mut self,
        record: &Record,
        project: usize,
        day: Day,
        rank: usize,
        faults: &mut Faults,
    ) {
        let cell = record.cell(rank);
        if self.dated_before.recall(cell) == Some(project) {
            return;
        }
        if let (Some(start), Some(date)) = (self.setting.projects[project].start, day.date())
            && date < start
            && !day.is_ambiguous()
        {
            let message = format!(
                "réponse antérieure au début du projet, le {}",
                diagnostic::day(start)
            );
            let place = self.place_of(record, rank, faults);
            faults.push(Diagnostic::warning(message).at(place).hint("elle compte à l'échéance indiquée, ou « au départ » ; vérifiez la date et le début du projet"));
        }
        self.dated_before.keep(cell, project);
    }

    /// The bucket of a row, found again by all that decides it: project, wave, term, and the day when there is no wave.
    pub(super) fn bucket(
        &mut self,
        record: &Record,
        project: usize,
        day: Day,
        faults: &mut Faults,
    ) -> Option<u16> {
        let of = |rank: Option<usize>| rank.map(|rank| record.cell(rank)).unwrap_or_default();
        let (wave, horizon) = (of(self.columns.wave), of(self.columns.horizon));
        let mut key = std::mem::take(&mut self.bucket_key);
        key.clear();
        key.extend_from_slice(&project.to_ne_bytes());
        if trimmed_bytes(wave).is_empty() {
            key.extend_from_slice(&day.bytes());
        }
        key.extend_from_slice(wave);
        key.push(0);
        key.extend_from_slice(horizon);
        let known = self.bucket.recall(&key);
        let found = known.or_else(|| self.find_bucket(record, project, day, faults));
        if let (None, Some(bucket)) = (known, found) {
            self.bucket.keep(&key, bucket);
        }
        self.bucket_key = key;
        found
    }

    pub(super) fn find_bucket(
        &mut self,
        record: &Record,
        project: usize,
        day: Day,
        faults: &mut Faults,
    ) -> Option<u16> {
        let said = |rank: Option<usize>| {
            rank.map(|rank| trimmed(record.text(rank)))
                .filter(|text| !text.is_empty())
        };
        let of_file = self.said.and_then(|said| said.wave.as_deref());
        let told = Told {
            wave: of_file.or_else(|| said(self.columns.wave)),
            horizon: said(self.columns.horizon),
            day,
            has_wave: self.columns.wave.is_some(),
            has_horizon: self.columns.horizon.is_some(),
            has_date: self.columns.date.is_some(),
        };
        let terms = &self.setting.codebook.referential.terms;
        let gathering = &mut self.setting.gatherings[project];
        let fault = match slots::slot(
            &told,
            &self.setting.projects[project],
            gathering,
            self.setting.mapping,
            terms,
        ) {
            Ok(slot) => return self.open_bucket(slot, record, project, faults),
            Err(fault) => fault,
        };
        let rank = match fault.column {
            At::Wave => self.columns.wave,
            At::Horizon => self.columns.horizon.or(self.columns.wave),
            At::Date => self.columns.date,
            At::Row => None,
        };
        let place = match rank {
            Some(rank) => self.place_of(record, rank, faults),
            None => record.place(faults.file),
        };
        self.refuse(
            project,
            Diagnostic::error(fault.message).at(place).hint(fault.hint),
            faults,
        );
        None
    }

    pub(super) fn open_bucket(
        &mut self,
        slot: Slot,
        record: &Record,
        project: usize,
        faults: &mut Faults,
    ) -> Option<u16> {
        let bucket = self.setting.gatherings[project].bucket(slot);
        if bucket.is_none() {
            let place = record.place(faults.file);
            self.refuse(
                project,
                Diagnostic::error("les réponses sont datées de trop de jours différents")
                    .at(place)
                    .hint("ajoutez une colonne « vague »"),
                faults,
            );
        }
        bucket
    }
}
