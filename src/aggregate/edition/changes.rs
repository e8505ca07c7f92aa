//! The record of an edition, of its changes: whose pairs of answers stood behind what it told.

use crate::model::publication::{PastChange, PastRow};

use super::super::changes::{common_items, pairs};
use super::super::compute::Workshop;
use super::super::figures::{Change, Figures, Party};
use super::super::protection::cells::Cell;

/// The changes of which something was told that rests on who answered both times.
pub(super) fn changes(workshop: &Workshop, figures: &Figures) -> Vec<PastChange> {
    let groups = &workshop.material.questionnaire.groups;
    let waves = &workshop.material.project.waves;
    let of_pair = |(from, to)| {
        let shown = workshop.rows(&[common_items(workshop, from, to)]);
        let mut rows = Vec::new();
        for (group, party) in workshop.grouping.groups.iter().enumerate() {
            let told = |cell: &Cell| {
                let Cell::Level(subject, _) = cell else {
                    return None;
                };
                let change = figures.change(from, to, Party::Group(group), *subject);
                change.ok().filter(|change| change.by_person)
            };
            for row in &shown {
                let mut cells = row.cells.iter().map(|(cell, _)| cell);
                let Some(cell) = cells.clone().find(|cell| told(cell).is_some()) else {
                    continue;
                };
                let shows = |change: &Change| change.p.is_some() || change.people.is_some();
                let members = party.members.iter();
                rows.push(PastRow {
                    groups: members
                        .map(|member| groups[member.at()].id.clone())
                        .collect(),
                    subject: super::name(workshop, cell),
                    parts: row.shape.parts().to_vec(),
                    only: row.shape.only(),
                    mean_only: !cells.any(|cell| told(cell).is_some_and(shows)),
                    margin_only: false,
                });
            }
        }
        rows.sort_unstable();
        PastChange {
            from: waves[from.at()].id.clone(),
            to: waves[to.at()].id.clone(),
            rows,
        }
    };
    let all = pairs(figures).into_iter().map(of_pair);
    all.filter(|change| !change.rows.is_empty()).collect()
}

/// The key of each person who is followed at the first wave that she answered.
pub(super) fn first_keys(workshop: &Workshop) -> Vec<Option<u64>> {
    let mut keys = Vec::new();
    let waves = workshop.material.survey.waves.iter();
    for respondent in waves.flat_map(|wave| &wave.respondents) {
        let Some(person) = respondent.person else {
            continue;
        };
        let person = person as usize;
        if keys.len() <= person {
            keys.resize(person + 1, None);
        }
        keys[person].get_or_insert(respondent.key);
    }
    keys
}
