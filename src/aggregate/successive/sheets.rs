//! What one person answered at a wave, now or when an edition was made. Knows codes of answers, no answer.

use crate::model::Answer;
use crate::model::publication::{PastPerson, PastWave};

use super::super::edition::{ANSWER_DIGITS, answers_code};
use super::super::protection::shape::Standing;
use super::Successive;
use super::rows::JointRow;

/// A person's questionnaire in a source.
pub(super) struct Sheet {
    source: usize,
    pub group: String,
    pub standings: Vec<Standing>,
    /// Code of each answer: the same code is the same unknown.
    pub codes: Vec<String>,
}

impl Successive<'_> {
    /// Her questionnaire of now.
    pub(super) fn sheet(&self, answers: &[Answer], salt: &str) -> Sheet {
        let survey = &self.workshop.material.survey.waves[self.wave];
        let respondent = &survey.respondents[answers[0].respondent as usize];
        let mut sheet = self.blank_sheet(0);
        sheet.group = self.workshop.material.questionnaire.groups[respondent.group.at()]
            .id
            .clone();
        let mut codes = answers_code(self.workshop, self.wave, salt, answers).into_iter();
        for answer in answers {
            let standing = Standing::of(answer.state);
            sheet.standings[answer.item.at()] = standing;
            if standing == Standing::Answered {
                sheet.codes[answer.item.at()] = codes.next().unwrap_or_default();
            }
        }
        sheet
    }

    /// The same in an edition.
    pub(super) fn past_sheet(&self, source: usize, told: &PastWave, person: &PastPerson) -> Sheet {
        let mut sheet = self.blank_sheet(source);
        sheet.group.clone_from(&person.group);
        let mut codes = person.answers.as_bytes().chunks(ANSWER_DIGITS);
        for (rank, sign) in (0..).zip(person.states.chars()) {
            let standing = Standing::of_sign(sign);
            let code = match standing {
                Standing::Answered => codes.next().unwrap_or_default(),
                _ => &[],
            };
            if let Some(place) = self.place(told, rank) {
                sheet.standings[usize::from(place)] = standing;
                sheet.codes[usize::from(place)] = String::from_utf8_lossy(code).into_owned();
            }
        }
        sheet
    }

    fn blank_sheet(&self, source: usize) -> Sheet {
        Sheet {
            source,
            group: String::new(),
            standings: vec![Standing::NotAsked; self.universe.len()],
            codes: vec![String::new(); self.universe.len()],
        }
    }
}

impl Sheet {
    pub fn is_heard(&self, row: &JointRow) -> bool {
        self.source == row.source && row.groups.contains(&self.group)
    }
}
