//! What changes may tell of the people who answered both waves, beside what else is printed and what editions told.

use std::collections::BTreeSet;

use crate::model::{PastEdition, WaveId};

use super::super::changes::common_items;
use super::super::compute::Workshop;
use super::super::disclosure::Spreads;
use super::super::successive::bases::unfollowed_beside_bases;
use super::super::successive::changes::Between;
use super::Protection;
use super::cells::{Cell, Row};
use super::followed::Followed;
use super::group_audit::Audit;

/// Audits the changes that the figures of both waves leave to be told.
pub(super) fn audit_changes(
    workshop: &Workshop,
    pairs: &BTreeSet<(WaveId, WaveId)>,
    past: &[PastEdition],
    found: &mut Protection,
) {
    let followed = Followed::new(workshop);
    for &(from, to) in pairs {
        let rows = workshop.rows(&[common_items(workshop, from, to)]);
        let at = (from.at(), to.at());
        let mut told: Vec<(usize, Row, Spreads)> = Vec::new();
        for group in 0..workshop.grouping.groups.len() {
            let both = followed.pairs(group, (from, to));
            if both.is_empty() {
                continue;
            }
            let rows = changes_told(workshop, group, (from, to), &rows, found);
            let audit = Audit::new(workshop, &[]);
            found.close_changes(at, group, audit.closed_between(&rows, &both));
            if !past.is_empty() {
                told.extend(rows.into_iter().map(|row| {
                    let shown = |(cell, _): &(Cell, u32)| {
                        found.spreads_of_change((from, to), group, cell) == Spreads::Open
                    };
                    let spreads = Spreads::closed_if(!row.cells.iter().any(shown));
                    (group, row, spreads)
                }));
            }
        }
        let shown: Vec<(usize, &Row)> = told.iter().map(|(group, row, _)| (*group, row)).collect();
        let apart = unfollowed_beside_bases(workshop, at, past, &shown).into_iter();
        found.leave_unfollowed(at, apart.map(|(group, cell)| (group, cell, false)));
        if let Some(between) = Between::new(workshop, at, past) {
            found.leave_unfollowed(at, between.unfollowed(&told));
        }
    }
}

/// The rows of which a change of a group is printed, as far as the audits of its two waves say.
fn changes_told(
    workshop: &Workshop,
    group: usize,
    (from, to): (WaveId, WaveId),
    rows: &[Row],
    protection: &Protection,
) -> Vec<Row> {
    let told = |cell: &Cell| {
        let allows = |wave: WaveId| protection.allows(wave.at(), group, cell.clone());
        let retold = match cell {
            Cell::Level(subject, _) => workshop.is_retold(protection, group, *subject),
            Cell::Item(_) => false,
        };
        retold || (allows(from) && allows(to))
    };
    let mut rows = rows.to_vec();
    for row in &mut rows {
        row.cells
            .retain(|(cell, _)| matches!(cell, Cell::Level(..)) && told(cell));
    }
    rows.retain(|row| !row.cells.is_empty());
    rows
}
