//! The editions of a project already published, as `projets/ID/publications.json` keeps them. Opens no file.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::publication::{PastEdition, PastWave};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Name of the file in a project's folder.
pub const REGISTER: &str = "publications.json";

/// Everything a project has published, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Editions, numbered from 1.
    pub editions: Vec<Edition>,
}

/// An edition published on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// From 1, without a gap.
    #[serde(rename = "numero")]
    pub number: u32,
    /// Day carried by the documents: `2026-06-30`.
    pub date: String,
    /// First 8 hexadecimal digits of the hash of inputs, rules and thresholds, as printed.
    #[serde(rename = "empreinte")]
    pub fingerprint: String,
    /// Version of the program.
    pub version: String,
    /// Name of the folder of the project; not told by the first versions of the program.
    #[serde(rename = "projet", default, skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// What it told of whom, under salted codes.
    #[serde(rename = "contenu")]
    pub content: PastEdition,
}

impl Edition {
    /// The day carried by the documents.
    pub fn day(&self) -> Option<NaiveDate> {
        NaiveDate::parse_from_str(&self.date, "%Y-%m-%d").ok()
    }
}

impl Register {
    /// What each edition told, oldest first.
    pub fn past(&self) -> Vec<PastEdition> {
        self.contents().cloned().collect()
    }

    /// The same, one after the other.
    pub fn contents(&self) -> impl Iterator<Item = &PastEdition> {
        self.editions.iter().map(|edition| &edition.content)
    }

    /// The salt of the first edition, which all share.
    pub fn salt(&self) -> Option<&str> {
        let first = self.editions.first()?;
        Some(first.content.salt.as_str())
    }

    /// The last edition.
    pub fn last(&self) -> Option<&Edition> {
        self.editions.last()
    }

    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads the file; `None` with an error when it is not what this program wrote.
    ///
    /// A register that cannot be trusted stops its project: printing without it could let two editions be subtracted.
    pub fn parse(bytes: &[u8], file: &str, notes: &mut Diagnostics) -> Option<Register> {
        let damaged = |message: String, place: Place| {
            Diagnostic::error(message).at(place).hint(
                "remettez la dernière sauvegarde de ce fichier : sans lui, rien n'empêche de comparer deux éditions",
            )
        };
        let register: Register = match serde_json::from_slice(bytes) {
            Ok(register) => register,
            Err(error) => {
                let place = Place::file(file).line(error.line().max(1) as u64);
                let place = place.field(error.column().max(1) as u64);
                let message = "le registre des éditions publiées est abîmé, ou vient d'une autre version du programme";
                notes.push(damaged(message.to_owned(), place));
                return None;
            }
        };
        match register.fault() {
            None => Some(register),
            Some(fault) => {
                let message = format!("le registre des éditions publiées est abîmé : {fault}");
                notes.push(damaged(message, Place::file(file)));
                None
            }
        }
    }

    /// What no program wrote, if anything.
    fn fault(&self) -> Option<String> {
        for (rank, edition) in (1..).zip(&self.editions) {
            let number = edition.number;
            if number != rank {
                return Some(format!("l'édition {rank} manque, ou porte un autre numéro"));
            }
            if edition.day().is_none() {
                return Some(format!("la date de l'édition {number} n'existe pas"));
            }
            if Some(edition.content.salt.as_str()) != self.salt() || edition.content.salt.len() < 16
            {
                return Some(format!(
                    "le sel de l'édition {number} n'est pas celui des autres"
                ));
            }
            if !edition.content.waves.iter().all(is_whole) {
                return Some(format!("le contenu de l'édition {number} est incomplet"));
            }
        }
        None
    }
}

/// Whether every person has one state a question and one code an answer, and figures name known questions.
fn is_whole(wave: &PastWave) -> bool {
    let questions = wave.items.len();
    let people = wave.people.iter().all(|person| {
        let answers = person.states.chars().filter(|&state| state == 'v').count();
        let states = person
            .states
            .chars()
            .all(|state| matches!(state, 'v' | 'n' | 'x' | '.'));
        let hexadecimal = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        states
            && person.states.len() == questions
            && person.answers.len() == 4 * answers
            && hexadecimal(&person.answers)
            && hexadecimal(&person.code)
    });
    let rows = wave.rows.iter().all(|row| {
        let ranks = row.parts.iter().flatten().chain(&row.only);
        ranks.into_iter().all(|&rank| usize::from(rank) < questions)
    });
    people && rows
}
