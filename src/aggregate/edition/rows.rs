//! The record of an edition, cell by cell: what its figures told of a group at a wave.

use crate::model::WaveId;

use super::super::changes::{common_items, pairs};
use super::super::compute::Workshop;
use super::super::estimate::{Estimate, Sample};
use super::super::figures::{Change, Figures, Level, Party, Subject};
use super::super::participation::wave_id;
use super::super::protection::cells::Cell;
use super::super::width::DEVIATION_CLASSES;

/// What figures told of a group at a wave.
pub(super) struct Told<'a> {
    pub workshop: &'a Workshop<'a>,
    pub figures: &'a Figures,
    pub wave: usize,
    pub group: usize,
}

impl Told<'_> {
    /// Whether a figure of its own rested on the cell.
    pub fn is_published(&self, cell: &Cell) -> bool {
        match cell {
            Cell::Item(item) => {
                let at = (self.at(), self.group, *item);
                matches!(self.figures.items.get(&at), Some(Ok(_)))
            }
            Cell::Level(subject, _) => {
                // A category told through its criteria is theirs; a change of it as well.
                let own = self
                    .level(*subject)
                    .is_some_and(|level| !level.through_criteria);
                own && (self.is_whole(cell, *subject) || self.has_change(cell, *subject, |_| true))
            }
        }
    }

    /// Whether more than the mean of a cell was told.
    pub fn shows_spread(&self, cell: &Cell) -> bool {
        match cell {
            Cell::Item(item) => {
                let level = self.figures.items.get(&(self.at(), self.group, *item));
                level.is_some_and(|level| level.as_ref().is_ok_and(|level| level.counts.is_some()))
            }
            Cell::Level(subject, _) => {
                let level = self.level(*subject);
                (self.is_whole(cell, *subject) && level.is_some_and(|level| level.spread.is_some()))
                    || self.has_change(cell, *subject, |change| change.p.is_some())
            }
        }
    }

    /// Whether a category told through its criteria had a margin of its own spread, which the width classes are not.
    pub fn shows_margin(&self, cell: &Cell) -> bool {
        let Cell::Level(subject, _) = cell else {
            return false;
        };
        let Some(level) = self.level(*subject) else {
            return false;
        };
        let (people, _) = self.workshop.population(self.wave, self.group);
        let own = self.is_whole(cell, *subject) && !is_of_a_class(level, people);
        level.through_criteria && (own || self.shows_spread(cell))
    }

    fn at(&self) -> WaveId {
        wave_id(self.wave)
    }

    fn level(&self, subject: Subject) -> Option<&Level> {
        let party = Party::Group(self.group);
        self.figures.level(self.at(), party, subject).ok()
    }

    /// Whether the cell holds all that the subject was asked at this wave.
    fn is_whole(&self, cell: &Cell, subject: Subject) -> bool {
        let present = &self.workshop.present[self.wave];
        *cell == self.workshop.cell(subject, present)
    }

    /// Whether a change that `is_such` rests on the cell at this wave.
    fn has_change(&self, cell: &Cell, subject: Subject, is_such: fn(&Change) -> bool) -> bool {
        let at = self.at();
        let mut compared = pairs(self.figures)
            .into_iter()
            .filter(|(from, to)| *from == at || *to == at);
        compared.any(|(from, to)| {
            let party = Party::Group(self.group);
            let change = self.figures.change(from, to, party, subject);
            change.is_ok_and(is_such)
                && *cell
                    == self
                        .workshop
                        .cell(subject, &common_items(self.workshop, from, to))
        })
    }
}

fn is_of_a_class(level: &Level, population: Option<u32>) -> bool {
    let Some((low, high)) = level.interval else {
        return true;
    };
    DEVIATION_CLASSES.into_iter().any(|deviation| {
        let sample = Sample {
            count: level.n,
            mean: level.score.number(),
            variance: deviation * deviation,
        };
        let estimate = Estimate::of_mean(&sample, population);
        estimate.is_some_and(|estimate| {
            let interval = estimate.interval(0.95).clamped(0.0, 100.0);
            (interval.low - low).abs() < 1e-9 && (interval.high - high).abs() < 1e-9
        })
    })
}
