//! An edition whose measures, questions or groups bear other names now, read in those of now.
//!
//! What was told of a measure stays told when it is called otherwise in `projet.toml`, or a question in `questionnaire.toml`:
//! two editions could be subtracted all the same. The answers say which is which: those recorded under the old name have
//! the codes of the answers of now, spelled with that name. In doubt a measure that took the place of another is that one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::publication::{PastItem, PastWave};
use crate::model::{Answer, PastEdition, State};

use super::super::compute::Material;
use super::super::protection::shape::Standing;
use super::{ANSWER_DIGITS, answer_code, person_code, version_of};

/// People whose answers are compared at most.
const COMPARED: usize = 200;

/// Someone of now: her key, and her level on each question that she answered.
type Known = (u64, BTreeMap<usize, u8>);

/// The editions in the names of now.
pub(in crate::aggregate) fn renamed(material: &Material, past: &[PastEdition]) -> Vec<PastEdition> {
    let own = past.iter().map(|edition| {
        let mut edition = edition.clone();
        waves(material, &mut edition);
        groups(material, &mut edition);
        let salt = edition.salt.clone();
        for told in &mut edition.waves {
            let mut now = material.project.waves.iter();
            if let Some(wave) = now.position(|wave| wave.id == told.id) {
                questions(material, wave, told, &salt);
            }
        }
        edition
    });
    own.collect()
}

/// Gives groups that are no more the names of those that came in their place, the most alike first.
fn groups(material: &Material, edition: &mut PastEdition) {
    let now = &material.questionnaire.groups;
    let people = edition.waves.iter().flat_map(|wave| &wave.people);
    let then: BTreeSet<String> = people.map(|person| person.group.clone()).collect();
    let mut pairs = Vec::new();
    for gone in then
        .iter()
        .filter(|id| !now.iter().any(|own| own.id == **id))
    {
        for (rank, _) in now
            .iter()
            .enumerate()
            .filter(|(_, own)| !then.contains(&own.id))
        {
            let alike = alike_in(material, edition, gone, rank);
            pairs.push((Reverse(alike), gone.clone(), rank));
        }
    }
    pairs.sort_unstable();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (_, gone, rank) in pairs {
        let new = &now[rank].id;
        if !names.values().any(|taken| taken == new) {
            names.entry(gone).or_insert_with(|| new.clone());
        }
    }
    let rename = |id: &mut String| {
        if let Some(name) = names.get(id) {
            id.clone_from(name);
        }
    };
    for wave in &mut edition.waves {
        wave.people
            .iter_mut()
            .for_each(|person| rename(&mut person.group));
        let rows = wave.rows.iter_mut();
        rows.flat_map(|row| &mut row.groups).for_each(rename);
    }
    let changes = edition.changes.iter_mut().flatten();
    let rows = changes.flat_map(|change| &mut change.rows);
    rows.flat_map(|row| &mut row.groups).for_each(rename);
}

/// How many people of a group of an edition are in a group of now, and how many answered the same questions as somebody there.
fn alike_in(material: &Material, edition: &PastEdition, gone: &str, new: usize) -> (u32, u32) {
    let (mut known, mut alike) = (0, 0);
    for told in &edition.waves {
        let mut waves = material.project.waves.iter();
        let Some(wave) = waves.position(|wave| wave.id == told.id) else {
            continue;
        };
        let mut then: BTreeMap<&str, u32> = BTreeMap::new();
        let mut codes = BTreeSet::new();
        for person in told.people.iter().filter(|person| person.group == gone) {
            *then.entry(&person.states).or_default() += 1;
            codes.insert(person.code.as_str());
        }
        let survey = &material.survey.waves[wave];
        for own in survey.answers.chunk_by(|a, b| a.respondent == b.respondent) {
            let person = &survey.respondents[own[0].respondent as usize];
            if person.group.at() != new {
                continue;
            }
            let code = person_code(&edition.salt, person.key);
            known += u32::from(codes.contains(code.as_str()));
            let sign = |past: &PastItem| {
                let is_it =
                    |answer: &&Answer| material.questionnaire.items[answer.item.at()].id == past.id;
                own.iter()
                    .find(is_it)
                    .map_or('.', |answer| Standing::of(answer.state).sign())
            };
            let states: String = told.items.iter().map(sign).collect();
            if let Some(left) = then.get_mut(states.as_str()).filter(|left| **left > 0) {
                *left -= 1;
                alike += 1;
            }
        }
    }
    (known, alike)
}

/// Gives measures that are no more the names of those whose answers they are.
fn waves(material: &Material, edition: &mut PastEdition) {
    let now: Vec<&str> = material
        .project
        .waves
        .iter()
        .map(|wave| wave.id.as_str())
        .collect();
    let then: BTreeSet<String> = edition.waves.iter().map(|told| told.id.clone()).collect();
    let mut new: Vec<usize> = (0..now.len())
        .filter(|&wave| {
            !then.contains(now[wave]) && !material.survey.waves[wave].answers.is_empty()
        })
        .collect();
    let gone = then.iter().filter(|id| !now.contains(&id.as_str()));
    for gone in gone {
        let Some(told) = edition.waves.iter().find(|told| told.id == *gone) else {
            continue;
        };
        let alike = |wave: &usize| alike(material, *wave, told, &edition.salt);
        let best = new.iter().copied().max_by_key(alike);
        let Some(best) = best.filter(|wave| new.len() == 1 || alike(wave) > 0) else {
            continue;
        };
        new.retain(|wave| *wave != best);
        let rename = |id: &mut String| {
            if id == gone {
                now[best].clone_into(id);
            }
        };
        edition
            .waves
            .iter_mut()
            .for_each(|told| rename(&mut told.id));
        for change in edition.changes.iter_mut().flatten() {
            rename(&mut change.from);
            rename(&mut change.to);
        }
    }
}

/// How many answers of a measure are those that an edition told of another one.
fn alike(material: &Material, wave: usize, told: &PastWave, salt: &str) -> usize {
    let known = known(material, wave, told, salt);
    let items = &material.questionnaire.items;
    let same = |rank: usize| {
        let past = &told.items[rank];
        let own = items.iter().position(|item| item.id == past.id);
        own.map_or(0, |item| matches(&known, told, (rank, item), salt).0)
    };
    (0..told.items.len()).map(same).sum()
}

/// Gives questions that are no more the keys and wordings of those that have their answers.
fn questions(material: &Material, wave: usize, told: &mut PastWave, salt: &str) {
    let items = &material.questionnaire.items;
    let own = |item: usize| (items[item].id.as_str(), version_of(material, wave, item));
    let is_now = |told: &PastWave, rank: usize, item: usize| {
        (told.items[rank].id.as_str(), told.items[rank].version) == own(item)
    };
    let ranks = 0..told.items.len();
    let mut free: Vec<usize> = (0..items.len())
        .filter(|&item| !ranks.clone().any(|rank| is_now(told, rank, item)))
        .collect();
    let mut gone: Vec<usize> = ranks
        .filter(|&rank| !(0..items.len()).any(|item| is_now(told, rank, item)))
        .collect();
    if free.is_empty() || gone.is_empty() {
        return;
    }
    let known = known(material, wave, told, salt);
    let mut pairs = Vec::new();
    for &rank in &gone {
        for &item in &free {
            let (same, compared) = matches(&known, told, (rank, item), salt);
            if same > 0 && same * 2 >= compared {
                let is_reworded = items[item].id == told.items[rank].id;
                pairs.push((Reverse((is_reworded, same)), rank, item));
            }
        }
    }
    pairs.sort_unstable();
    for (_, rank, item) in pairs {
        let place = gone.iter().position(|other| *other == rank);
        if let (Some(place), true) = (place, free.contains(&item)) {
            gone.swap_remove(place);
            free.retain(|other| *other != item);
            recode(&known, told, (rank, item), own(item), salt);
            let question = &mut told.items[rank];
            (question.id, question.version) = (own(item).0.to_owned(), own(item).1);
        }
    }
}

/// People of now whom an edition knew, by their place among its own.
fn known(material: &Material, wave: usize, told: &PastWave, salt: &str) -> BTreeMap<usize, Known> {
    let survey = &material.survey.waves[wave];
    let places: BTreeMap<&str, usize> = (0..)
        .zip(&told.people)
        .map(|(at, one)| (one.code.as_str(), at))
        .collect();
    let people = survey.answers.chunk_by(|a, b| a.respondent == b.respondent);
    let level = |answer: &Answer| match answer.state {
        State::Valid(level) => Some((answer.item.at(), level)),
        _ => None,
    };
    let found = people.filter_map(|own| {
        let key = survey.respondents[own[0].respondent as usize].key;
        let place = places.get(person_code(salt, key).as_str())?;
        Some((*place, (key, own.iter().filter_map(level).collect())))
    });
    found.collect()
}

/// How many people gave a question of an edition the answer that they give one of now, of how many who answered both.
fn matches(
    known: &BTreeMap<usize, Known>,
    told: &PastWave,
    (rank, item): (usize, usize),
    salt: &str,
) -> (usize, usize) {
    let past = &told.items[rank];
    let both = known.iter().filter_map(|(place, (key, levels))| {
        let own = answer_code(salt, *key, (&past.id, past.version), *levels.get(&item)?);
        Some(told.answer(*place, rank)? == own)
    });
    let both = both.take(COMPARED).collect::<Vec<bool>>();
    (both.iter().filter(|same| **same).count(), both.len())
}

/// Writes the answers to a question that did not change with the name that it has now.
fn recode(
    known: &BTreeMap<usize, Known>,
    told: &mut PastWave,
    (rank, item): (usize, usize),
    question: (&str, u32),
    salt: &str,
) {
    for (place, (key, levels)) in known {
        let Some(&level) = levels.get(&item) else {
            continue;
        };
        let past = &told.items[rank];
        let then = answer_code(salt, *key, (&past.id, past.version), level);
        if told.answer(*place, rank) == Some(then.as_str()) {
            let now = answer_code(salt, *key, question, level);
            told.put_answer(*place, rank, &now);
        }
    }
}

impl PastWave {
    /// Where the code of an answer stands among those of a person.
    fn place(&self, person: usize, rank: usize) -> Option<std::ops::Range<usize>> {
        let states = &self.people[person].states;
        if states.as_bytes().get(rank) != Some(&b'v') {
            return None;
        }
        let before = states
            .bytes()
            .take(rank)
            .filter(|&sign| sign == b'v')
            .count();
        let start = before * ANSWER_DIGITS;
        Some(start..start + ANSWER_DIGITS)
    }

    /// The code of someone's answer to a question, when she answered it.
    fn answer(&self, person: usize, rank: usize) -> Option<&str> {
        let place = self.place(person, rank)?;
        self.people[person].answers.get(place)
    }

    fn put_answer(&mut self, person: usize, rank: usize, code: &str) {
        if let Some(place) = self.place(person, rank) {
            self.people[person].answers.replace_range(place, code);
        }
    }
}
