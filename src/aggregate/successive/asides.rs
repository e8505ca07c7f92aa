//! Who left a question aside, beside what earlier editions told of it: « ne sait pas », « non concerné », blank.
//!
//! Whoever comes late and does not answer a question changes none of its means, yet the counts of those who left it aside
//! would say how: so they are told again of the same people or where k of them stand between two editions.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CriterionId, ItemId, PastEdition};

use super::super::compute::Workshop;
use super::super::protection::shape::{Shape, Standing};
use super::bases::{Behind, Side, fewest};
use super::rows::JointRow;

/// What nobody may read at a wave of those who left questions aside.
#[derive(Default)]
pub(in crate::aggregate) struct Untold {
    /// How many of a group left a question aside.
    pub counts: BTreeSet<(usize, ItemId)>,
    /// The share of those who did of a criterion, to one of them.
    pub shares: BTreeSet<CriterionId>,
}

/// What nobody may read at a wave, because editions told it of nearly the same people.
pub(in crate::aggregate) fn untold_asides<'a>(
    workshop: &'a Workshop<'a>,
    wave: usize,
    editions: &'a [PastEdition],
) -> Untold {
    let Some(salt) = editions.first().map(|edition| edition.salt.as_str()) else {
        return Untold::default();
    };
    let side = Side::new(workshop, wave, editions, salt);
    let questions = workshop.material.questionnaire.items.len();
    let mut found = Untold {
        shares: side.shares_untold(),
        ..Untold::default()
    };
    for (source, (_, told)) in (1..).zip(&side.successive.past) {
        let mut counted: BTreeMap<u16, Vec<JointRow>> = BTreeMap::new();
        for row in told.rows.iter().filter(|row| !row.mean_only) {
            let past = side.successive.past_row(source, told, row);
            // Of a question of which nothing is told any more nothing can be subtracted.
            let question = question_of(&past.shape).filter(|item| usize::from(*item) < questions);
            if let Some(item) = question {
                counted.entry(item).or_default().push(past);
            }
        }
        for (item, rows) in counted {
            let fewest = rows
                .iter()
                .map(|row| fewest(workshop, row))
                .max()
                .unwrap_or(0);
            let parties: Vec<&Vec<String>> = rows.iter().map(|row| &row.groups).collect();
            for group in 0..workshop.grouping.groups.len() {
                let groups = side.successive.group_keys(group);
                let now = side.standing(0, &groups, item);
                let is_part = |party: &Vec<String>| party.iter().all(|one| groups.contains(one));
                let is_near = |party: &Vec<String>| party.iter().any(|one| groups.contains(one));
                let parts = parties.iter().filter(|party| is_part(party));
                // Those who were counted apart, then together.
                let together: Vec<String> = parts.flat_map(|party| party.iter().cloned()).collect();
                let few = |party: &Vec<String>| {
                    let then = side.standing(source, party, item);
                    is_near(party) && side.has_few_apart((source, &then), (0, &now), fewest)
                };
                let few = parties.iter().any(|party| few(party)) || few(&together);
                if few {
                    found.counts.insert((group, ItemId(item)));
                }
            }
        }
    }
    found
}

/// The question whose figure it is.
fn question_of(shape: &Shape) -> Option<u16> {
    let mut spoken = shape.spoken();
    let first = spoken.next()?;
    spoken.next().is_none().then_some(first)
}

impl Side<'_> {
    /// The criteria of which few people's questions stand otherwise in an edition.
    fn shares_untold(&self) -> BTreeSet<CriterionId> {
        let material = &self.successive.workshop.material;
        let criteria = CriterionId::each(&material.referential.criteria);
        let untold = criteria.filter(|&criterion| {
            let items = material.questionnaire.items_of(criterion);
            let items: Vec<usize> = items.map(|item| item.at()).collect();
            let now = self.standings(0, &items);
            (1..self.sheets.len()).any(|source| {
                let then = self.standings(source, &items);
                self.has_few_apart((source, &then), (0, &now), material.thresholds.score)
            })
        });
        untold.collect()
    }

    /// How some questions stand for each person of a source who was put one of them.
    fn standings(&self, source: usize, items: &[usize]) -> Behind<'_> {
        let sheets = self.sheets[source].iter();
        let asked = sheets.filter_map(|(code, sheet)| {
            let own = items.iter().map(|&item| sign(sheet.standings[item]));
            let own: Vec<&str> = own.collect();
            own.iter()
                .any(|sign| !sign.is_empty())
                .then_some((code.as_str(), own))
        });
        asked.collect()
    }

    /// How a question stands for each person of a source who was put it.
    fn standing(&self, source: usize, groups: &[String], item: u16) -> Behind<'_> {
        let sheets = self.sheets[source].iter();
        let asked = sheets.filter_map(|(code, sheet)| {
            let standing = sheet.standings[usize::from(item)];
            let is_in = groups.contains(&sheet.group) && standing != Standing::NotAsked;
            is_in.then(|| (code.as_str(), vec![sign(standing)]))
        });
        asked.collect()
    }
}

fn sign(standing: Standing) -> &'static str {
    match standing {
        Standing::NotAsked => "",
        Standing::Answered => "v",
        Standing::NotConcerned => "n",
        Standing::Blank => "x",
    }
}
