//! The record of an edition: who was in which published figure, under salted codes.
//!
//! Made when an edition is published, so that the next one can be audited beside it. Never holds an
//! answer, never leaves the project's folder. `rows` records cells, `changes` whose pairs of answers were compared;
//! `renamed` reads an older record in the names of now.

mod changes;
pub(super) mod renamed;
mod rows;

use sha2::{Digest, Sha256};

use crate::model::publication::{PastItem, PastPerson, PastRow, PastWave};
use crate::model::{Answer, ItemId, PastEdition, State};

use super::changes::pairs;
use super::compute::{Material, Workshop};
use super::figures::{Figures, Subject};
use super::protection::cells::Cell;
use super::protection::masks;
use super::protection::shape::Standing;
use changes::{changes, first_keys};
use rows::Told;

/// Hexadecimal digits of the code of an answer.
pub(super) const ANSWER_DIGITS: usize = 4;

/// What `figures` tell of whom, to be kept when they are published; `salt` is that of the project's
/// first edition, or new.
pub fn edition(material: Material, figures: &Figures, salt: &str) -> PastEdition {
    let workshop = Workshop::new(material);
    let waves = 0..material.survey.waves.len();
    PastEdition {
        salt: salt.to_owned(),
        score: material.thresholds.score,
        sensitive_score: material.thresholds.sensitive_score,
        waves: waves
            .map(|wave| past_wave(&workshop, figures, wave, salt))
            .filter(|wave| !wave.rows.is_empty())
            .collect(),
        changes: Some(changes(&workshop, figures)),
    }
}

fn past_wave(workshop: &Workshop, figures: &Figures, wave: usize, salt: &str) -> PastWave {
    let items = &workshop.material.questionnaire.items;
    let item = |(rank, item): (usize, &crate::model::Item)| PastItem {
        id: item.id.clone(),
        version: item_version(workshop, wave, rank),
        weight: item.weight.to_string(),
        sensitive: item.sensitive,
    };
    PastWave {
        id: workshop.material.project.waves[wave].id.clone(),
        items: items.iter().enumerate().map(item).collect(),
        people: people(workshop, wave, salt),
        rows: rows(workshop, figures, wave),
    }
}

fn people(workshop: &Workshop, wave: usize, salt: &str) -> Vec<PastPerson> {
    let survey = &workshop.material.survey.waves[wave];
    let groups = &workshop.material.questionnaire.groups;
    let first_keys = first_keys(workshop);
    let mut people = Vec::new();
    for answers in survey.answers.chunk_by(|a, b| a.respondent == b.respondent) {
        let person = answers[0].respondent as usize;
        if workshop.crowds[wave].group[person].is_none() {
            continue;
        }
        let respondent = &survey.respondents[person];
        let mut states = vec!['.'; workshop.material.questionnaire.items.len()];
        for answer in answers {
            states[answer.item.at()] = Standing::of(answer.state).sign();
        }
        let code = person_code(salt, respondent.key);
        let followed = respondent
            .person
            .and_then(|person| *first_keys.get(person as usize)?)
            .map_or_else(String::new, |key| person_code(salt, key));
        people.push(PastPerson {
            followed: (followed != code).then_some(followed),
            code,
            group: groups[respondent.group.at()].id.clone(),
            states: states.into_iter().collect(),
            answers: answers_code(workshop, wave, salt, answers).concat(),
        });
    }
    people.sort_unstable_by(|a, b| a.code.cmp(&b.code));
    people
}

fn rows(workshop: &Workshop, figures: &Figures, wave: usize) -> Vec<PastRow> {
    let masks = masks(workshop, wave, &pairs(figures));
    let groups = &workshop.material.questionnaire.groups;
    let mut rows = Vec::new();
    for (group, party) in workshop.grouping.groups.iter().enumerate() {
        let told = Told {
            workshop,
            figures,
            wave,
            group,
        };
        for row in workshop.rows(&masks) {
            let mut cells = row.cells.iter().map(|cell| &cell.0);
            let own = cells.clone().find(|cell| told.is_published(cell));
            let margin = || cells.clone().find(|cell| told.shows_margin(cell));
            let Some(cell) = own.or_else(margin) else {
                continue;
            };
            rows.push(PastRow {
                groups: party
                    .members
                    .iter()
                    .map(|member| groups[member.at()].id.clone())
                    .collect(),
                subject: name(workshop, cell),
                parts: row.shape.parts().to_vec(),
                only: row.shape.only(),
                mean_only: own.is_some() && !cells.any(|cell| told.shows_spread(cell)),
                margin_only: own.is_none(),
            });
        }
    }
    rows.sort_unstable();
    rows
}

/// As messages may name it.
pub(super) fn name(workshop: &Workshop, cell: &Cell) -> String {
    let referential = workshop.material.referential;
    match cell {
        Cell::Item(item) => workshop.material.questionnaire.items[item.at()].id.clone(),
        Cell::Level(Subject::Criterion(id), _) => referential.criteria[id.at()].code.clone(),
        Cell::Level(Subject::Category(id), _) => {
            format!("categorie:{}", referential.categories[id.at()].name)
        }
        Cell::Level(Subject::Qvct(id), _) => format!("qvct:{}", referential.qvct[id.at()].number),
        Cell::Level(Subject::Theme(theme), _) => format!("theme:{}", workshop.themes[*theme]),
    }
}

/// Wording version of a question at a wave.
pub(super) fn item_version(workshop: &Workshop, wave: usize, item: usize) -> u32 {
    version_of(&workshop.material, wave, item)
}

fn version_of(material: &Material, wave: usize, item: usize) -> u32 {
    let id = ItemId(u16::try_from(item).unwrap_or(u16::MAX));
    let own = material.project.waves[wave].versions.get(&id);
    own.copied()
        .unwrap_or(material.questionnaire.items[item].version)
}

/// A person's code.
pub(super) fn person_code(salt: &str, key: u64) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    hasher.update(key.to_le_bytes());
    short(hasher)
}

/// A code for each answer on the scale, which changes with it.
pub(super) fn answers_code(
    workshop: &Workshop,
    wave: usize,
    salt: &str,
    answers: &[Answer],
) -> Vec<String> {
    let respondents = &workshop.material.survey.waves[wave].respondents;
    let mut codes = Vec::new();
    for answer in answers {
        let State::Valid(level) = answer.state else {
            continue;
        };
        let item = answer.item.at();
        let question = (
            workshop.material.questionnaire.items[item].id.as_str(),
            item_version(workshop, wave, item),
        );
        let key = respondents[answer.respondent as usize].key;
        codes.push(answer_code(salt, key, question, level));
    }
    codes
}

/// The code of someone's answer to a question: its key and wording version.
fn answer_code(salt: &str, key: u64, (question, version): (&str, u32), level: u8) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    hasher.update(key.to_be_bytes());
    hasher.update(question.as_bytes());
    hasher.update(version.to_le_bytes());
    hasher.update([level]);
    let mut code = short(hasher);
    code.truncate(ANSWER_DIGITS);
    code
}

fn short(hasher: Sha256) -> String {
    let digits = hasher.finalize();
    digits
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
