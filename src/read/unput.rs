//! Questions that a whole group left blank: their column came with the export, nobody saw them.
//!
//! Tools export a column for every question, those skipped for a group included. A blank of one person says that she
//! was asked; blanks of a whole group say that it was not.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::{Questionnaire, State, WaveAnswers};

/// Somebody of the group left it blank.
const BLANK: u8 = 1;
/// Somebody of the group wrote something.
const GIVEN: u8 = 2;

/// Takes the blanks away that a group of a wave left to one question all together; tells how many questions, group by group.
pub(super) fn take_away(
    answers: &mut WaveAnswers,
    wave: &str,
    questionnaire: &Questionnaire,
    file: &str,
    notes: &mut Diagnostics,
) {
    let items = questionnaire.items.len();
    let mut seen = vec![0; questionnaire.groups.len() * items];
    let respondents = &answers.respondents;
    let place =
        |respondent: u32, item: usize| respondents[respondent as usize].group.at() * items + item;
    for answer in &answers.answers {
        let sign = if answer.state == State::Missing {
            BLANK
        } else {
            GIVEN
        };
        seen[place(answer.respondent, answer.item.at())] |= sign;
    }
    for (group, own) in questionnaire
        .groups
        .iter()
        .zip(seen.chunks_mut(items.max(1)))
    {
        // A group whose every question is blank sent no answer at all: that is told elsewhere.
        if own.iter().all(|sign| sign & GIVEN == 0) {
            own.fill(GIVEN);
        }
        let blank = own.iter().filter(|sign| **sign == BLANK).count();
        let (questions, they_count) = match blank {
            0 => continue,
            1 => ("1 question n'a".to_owned(), "elle compte comme non posée"),
            _ => (
                format!("{blank} questions n'ont"),
                "elles comptent comme non posées",
            ),
        };
        let message = format!(
            "{questions} aucune réponse du groupe « {} » à la vague « {wave} » : {they_count}",
            group.label
        );
        notes.push(Diagnostic::warning(message).at(Place::file(file)).hint(
            "rien à faire si elles n'ont pas été posées à ce groupe ; sinon, cherchez pourquoi personne n'y a répondu \
             (colonne décalée, réponses en texte libre)",
        ));
    }
    if seen.contains(&BLANK) {
        answers
            .answers
            .retain(|answer| seen[place(answer.respondent, answer.item.at())] != BLANK);
    }
}
