//! Who is followed from one wave to another, now and when editions were made, and of which changes an edition told it.

use std::collections::BTreeMap;

use crate::model::PastEdition;
use crate::model::publication::{PastPerson, PastRow, PastWave};

use super::super::edition::person_code;
use super::Successive;
use super::sheets::Sheet;

/// Those followed now, under the codes of their two questionnaires.
pub(super) fn pairs_now(
    first: &Successive,
    last: &Successive,
    salt: &str,
) -> Vec<((String, String), (Sheet, Sheet))> {
    let sheets = |successive: &Successive| {
        let workshop = successive.workshop;
        let wave = &workshop.material.survey.waves[successive.wave];
        let crowd = &workshop.crowds[successive.wave].group;
        let mut found = BTreeMap::new();
        for own in wave.answers.chunk_by(|a, b| a.respondent == b.respondent) {
            let rank = own[0].respondent as usize;
            let respondent = &wave.respondents[rank];
            if let (Some(group), Some(person)) = (crowd[rank], respondent.person) {
                let code = person_code(salt, respondent.key);
                let sheet = successive.sheet(own, salt);
                found.entry(person).or_insert((group, code, sheet));
            }
        }
        found
    };
    let (first, mut last) = (sheets(first), sheets(last));
    let mut pairs = Vec::new();
    for (person, (group, code, sheet)) in first {
        if let Some((same, other, later)) = last.remove(&person)
            && same == group
        {
            pairs.push(((code, other), (sheet, later)));
        }
    }
    pairs
}

/// Those whom an edition followed from one of its waves to another.
pub(super) fn pairs_then<'p>(
    first: &'p PastWave,
    last: &'p PastWave,
) -> Vec<(&'p PastPerson, &'p PastPerson)> {
    let own = |person: &'p PastPerson| {
        let code = person.followed.as_ref().unwrap_or(&person.code);
        (!code.is_empty()).then_some((code, person))
    };
    let last: BTreeMap<&String, &PastPerson> = last.people.iter().filter_map(own).collect();
    let first = first.people.iter().filter_map(own);
    first
        .filter_map(|(code, person)| Some((person, *last.get(code)?)))
        .collect()
}

/// The changes of which an edition told who moved how; all that it may have told where its record does not say.
pub(super) fn told_between(
    edition: &PastEdition,
    first: &PastWave,
    last: &PastWave,
) -> Vec<PastRow> {
    if let Some(changes) = &edition.changes {
        let of_waves = changes
            .iter()
            .find(|told| told.from == first.id && told.to == last.id);
        return of_waves.map(|told| told.rows.clone()).unwrap_or_default();
    }
    let same = |item: &u16| {
        let key = |wave: &PastWave| {
            let item = wave.items.get(usize::from(*item))?;
            Some((item.id.clone(), item.version))
        };
        key(first).is_some_and(|own| key(last) == Some(own))
    };
    let is_told = |row: &&PastRow| {
        let alike = |other: &PastRow| other.groups == row.groups && other.parts == row.parts;
        row.only.is_none() && row.parts.iter().flatten().all(same) && last.rows.iter().any(alike)
    };
    first.rows.iter().filter(is_told).cloned().collect()
}
