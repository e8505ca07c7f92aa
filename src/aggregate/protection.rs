//! Which figures of a project are withheld so that all that is printed, taken together, tells
//! nothing about fewer than k people (`decisions.md` §§ 12 and 14).
//!
//! One system a group and wave: figures of other groups and waves share no unknown with it, and a
//! combination over several systems speaks of all the people each part speaks of. Means over groups
//! and differences between waves follow from published means and are no rows. Decides before
//! anything is drafted, from who answered what: no answer decides what is withheld here, save beside answers that all
//! agree (`agreement`).
//! The room reads people into systems (`cells`, `shape`, `patterns`, `followed`) and audits them: groups, changes, spreads.

mod agreement;
pub(super) mod cells;
mod change_audit;
mod followed;
mod group_audit;
mod headcount;
mod patterns;
mod plain;
pub(super) mod shape;
mod spread_audit;
pub(super) mod spreads;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CategoryId, CriterionId, ItemId, PastEdition, WaveId};

use super::changes::common_items;
use super::compute::Workshop;
use super::disclosure::{Following, Spreads};
use super::figures::{About, Correction, Figures, Subject};
use super::participation::wave_id;
use super::successive::asides::untold_asides;
use super::successive::bases::closed_beside_pairs;
use super::successive::{Successive, Verdict};
use super::work::Work;
use agreement::beside_agreement;
use cells::{Cell, Row, rows_among};
use change_audit::audit_changes;
use group_audit::Audit;
use patterns::{Pattern, patterns};

/// Elementary steps allowed for a project, shared among its groups and waves: about a second.
const STEPS: u64 = 300_000_000;

/// Figures withheld by the audit, beside those that thresholds withhold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Protection {
    withheld: BTreeSet<(usize, usize, Cell)>,
    retold: BTreeSet<(usize, CategoryId)>,
    /// Printed figures that show their mean only: (wave, group, cell).
    closed: BTreeSet<(usize, usize, Cell)>,
    /// Printed changes of which nothing is shown that rests on who moved how: (waves, group, cell).
    closed_changes: BTreeSet<((usize, usize), usize, Cell)>,
    /// Changes in which nobody may be followed, beside what editions told of the people followed; whether one told
    /// of that very change.
    unfollowed: BTreeMap<((usize, usize), usize, Cell), bool>,
    /// Figures published before that are withheld now: (wave, group, cell).
    corrected: BTreeSet<(usize, usize, Cell)>,
    /// Questions of which nobody may read how many left them aside: (wave, group, question).
    untold_asides: BTreeSet<(usize, usize, ItemId)>,
    /// Criteria of which nobody may read to one person how many left their questions aside.
    untold_shares: BTreeSet<(usize, CriterionId)>,
    /// Waves of which the editions already published tell too much by themselves.
    leaks: BTreeSet<usize>,
}

impl Protection {
    /// Whether the audit lets the figure through.
    pub fn allows(&self, wave: usize, group: usize, cell: Cell) -> bool {
        !self.withheld.contains(&(wave, group, cell))
    }

    /// Whether a printed figure may show more than its mean.
    pub fn spreads(&self, wave: usize, group: usize, cell: Cell) -> Spreads {
        Spreads::closed_if(self.closed.contains(&(wave, group, cell)))
    }

    /// Whether it may be told how many left a question aside.
    pub fn tells_asides(&self, wave: usize, group: usize, item: ItemId) -> bool {
        !self.untold_asides.contains(&(wave, group, item))
    }

    /// Whether the share of the questions of a criterion that were left aside may be told to one person.
    pub fn tells_share(&self, wave: usize, criterion: CriterionId) -> bool {
        !self.untold_shares.contains(&(wave, criterion))
    }

    /// The same of a change: of both its figures, and of what the people followed did.
    pub fn spreads_of_change(
        &self,
        (from, to): (WaveId, WaveId),
        group: usize,
        cell: &Cell,
    ) -> Spreads {
        let (from, to) = (from.at(), to.at());
        let at = |wave: usize| self.closed.contains(&(wave, group, cell.clone()));
        let between = self
            .closed_changes
            .contains(&((from, to), group, cell.clone()));
        Spreads::closed_if(between || at(from) || at(to))
    }

    /// Whether a change may rest on who answered both times.
    pub fn following(&self, (from, to): (WaveId, WaveId), group: usize, cell: &Cell) -> Following {
        let key = ((from.at(), to.at()), group, cell.clone());
        if self.unfollowed.contains_key(&key) {
            Following::Unread
        } else {
            Following::Read
        }
    }

    /// Whether a category is told through its criteria in this group, at all its waves.
    pub fn retells(&self, group: usize, category: CategoryId) -> bool {
        self.retold.contains(&(group, category))
    }

    /// Tells which figures of earlier editions are withheld now, and which waves told too much.
    pub fn tell(&self, figures: &mut Figures) {
        let corrections: BTreeSet<Correction> = self
            .corrected
            .iter()
            .map(|(wave, group, cell)| Correction {
                wave: wave_id(*wave),
                group: *group,
                about: match cell {
                    Cell::Level(subject, _) => About::Subject(*subject),
                    Cell::Item(item) => About::Item(*item),
                },
            })
            .collect();
        figures.corrected = corrections.into_iter().collect();
        let unfollowed = self.unfollowed.iter().filter(|(_, was_told)| **was_told);
        let unfollowed: BTreeSet<_> = unfollowed
            .filter_map(|(((from, to), group, cell), _)| match cell {
                Cell::Level(subject, _) => Some((wave_id(*from), wave_id(*to), *group, *subject)),
                Cell::Item(_) => None,
            })
            .collect();
        figures.unfollowed = unfollowed.into_iter().collect();
        figures.past_leaks = self.leaks.iter().map(|&wave| wave_id(wave)).collect();
    }

    fn take(&mut self, wave: usize, verdict: Verdict) {
        for (group, cell) in verdict.withheld {
            self.withhold(wave, group, cell);
        }
        for (group, cell) in verdict.closed {
            self.close(wave, group, vec![cell]);
        }
        let corrected = verdict.corrected.into_iter();
        self.corrected
            .extend(corrected.map(|(group, cell)| (wave, group, cell)));
        if verdict.leaks {
            self.leaks.insert(wave);
        }
    }

    fn close(&mut self, wave: usize, group: usize, cells: Vec<Cell>) {
        let cells = cells.into_iter().map(|cell| (wave, group, cell));
        self.closed.extend(cells);
    }

    /// Keeps back who moved how in changes whose means are printed.
    pub fn close_changes(&mut self, waves: (usize, usize), group: usize, cells: Vec<Cell>) {
        let cells = cells.into_iter().map(|cell| (waves, group, cell));
        self.closed_changes.extend(cells);
    }

    /// Lets nobody be followed in changes; each says whether an edition told of it.
    pub fn leave_unfollowed(
        &mut self,
        waves: (usize, usize),
        cells: impl IntoIterator<Item = (usize, Cell, bool)>,
    ) {
        for (group, cell, was_told) in cells {
            let known = self.unfollowed.entry((waves, group, cell)).or_default();
            *known |= was_told;
        }
    }

    fn withhold(&mut self, wave: usize, group: usize, cell: Cell) {
        if let Cell::Level(Subject::Category(category), _) = cell {
            self.retold.insert((group, category));
        }
        self.withheld.insert((wave, group, cell));
    }
}

/// Audits every group at every wave beside what `past` editions told; `pairs` are the waves that
/// changes compare.
pub(super) fn protection(
    workshop: &Workshop,
    pairs: &BTreeSet<(WaveId, WaveId)>,
    past: &[PastEdition],
) -> Protection {
    let mut found = Protection::default();
    let groups = workshop.grouping.groups.len();
    let waves = &workshop.material.survey.waves;
    let work = Work::new(STEPS);
    for (wave, answers) in waves.iter().enumerate() {
        if answers.answers.is_empty() {
            continue;
        }
        let rows = workshop.rows(&masks(workshop, wave, pairs));
        let sheets = workshop.crowds[wave].sheets.iter();
        let patterns: Vec<Vec<Pattern>> = sheets.map(patterns).collect();
        let open = (0..groups).filter(|&group| !workshop.hidden.contains(&(wave, group)));
        let audits: Vec<(usize, Audit)> = open
            .map(|group| (group, Audit::new(workshop, &patterns[group])))
            .collect();
        let share = work.share(STEPS / (waves.len() - wave).max(1) as u64);
        if let Some(successive) = Successive::new(workshop, wave, past) {
            let published = audits.iter().flat_map(|(group, audit)| {
                let published = audit.published(&rows).into_iter();
                published.map(|(row, people)| (*group, row, people))
            });
            let published: Vec<(usize, &Row, u64)> = published.collect();
            found.take(wave, successive.audit(&published, &share));
            for (group, cell) in closed_beside_pairs(workshop, wave, past, &published) {
                found.close(wave, group, vec![cell]);
            }
            let untold = untold_asides(workshop, wave, past);
            let counts = untold.counts.into_iter();
            let counts = counts.map(|(group, item)| (wave, group, item));
            found.untold_asides.extend(counts);
            let shares = untold.shares.into_iter();
            found
                .untold_shares
                .extend(shares.map(|criterion| (wave, criterion)));
        } else {
            for (rank, (group, audit)) in audits.iter().enumerate() {
                let own = share.share(STEPS / (waves.len() * (audits.len() - rank)) as u64);
                let rows = rows_among(&rows, &audit.whole());
                let published = audit.published(&rows);
                let withheld = audit.withheld(&published, &own);
                found.close(wave, *group, audit.closed(&published, &withheld));
                for cell in withheld {
                    found.withhold(wave, *group, cell);
                }
                share.give_back(&own);
            }
        }
        for (group, audit) in &audits {
            let place = (wave, *group);
            let cells = beside_agreement(workshop, place, &rows, audit.patterns, &found);
            for cell in cells {
                found.withhold(wave, *group, cell);
            }
        }
        work.give_back(&share);
    }
    audit_changes(workshop, pairs, past, &mut found);
    found
}

/// The questions put at a wave, then those it has in common with each wave it is compared with.
pub(super) fn masks(
    workshop: &Workshop,
    wave: usize,
    pairs: &BTreeSet<(WaveId, WaveId)>,
) -> Vec<Vec<bool>> {
    let compared = pairs
        .iter()
        .filter(|(from, to)| from.at() == wave || to.at() == wave)
        .map(|&(from, to)| common_items(workshop, from, to));
    std::iter::once(workshop.present[wave].clone())
        .chain(compared)
        .collect()
}
