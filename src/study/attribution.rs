//! Quotes of a survey and the answers of who gave them: both have to say the same group.

use super::remarks::Seen;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::project::{Quote, QuoteOrigin};
use crate::model::{Project, Questionnaire, Survey};
use crate::read::number_within;

/// How many quotes name a group that their author has in no answer.
///
/// Only quotes of the survey: the numbers of an interview may be of their own. Without a wave, one that agrees is enough, for
/// another wave may have another person under the same number. Where `[fichiers]` tells the group of a file, the same number
/// in each group is another person, and again one that agrees is enough.
pub(super) fn contradicted(
    project: &Project,
    questionnaire: &Questionnaire,
    survey: &Survey,
) -> usize {
    let is_contradicted = |quote: &&Quote| {
        let (Some(group), Some(key), QuoteOrigin::Survey) = (quote.group, quote.key, quote.origin)
        else {
            return false;
        };
        let waves = project.waves.iter().zip(&survey.waves);
        let said = waves.filter(|(wave, _)| quote.wave.as_ref().is_none_or(|id| *id == wave.id));
        let mut own = said
            .flat_map(|(_, answers)| &answers.respondents)
            .filter(|respondent| {
                let group = &questionnaire.groups[respondent.group.at()].id;
                respondent.key == key || respondent.key == number_within(group, key)
            })
            .peekable();
        own.peek().is_some() && own.all(|respondent| respondent.group != group)
    };
    project.quotes.iter().filter(is_contradicted).count()
}

/// Tells quotes that would be printed as those of another group.
pub(super) fn tell(seen: Seen, notes: &mut Diagnostics) {
    let Some(file) = seen.folder.table("paroles") else {
        return;
    };
    let message = match seen.found.contradicted {
        0 => return,
        1 => "1 parole porte un groupe qui n'est pas celui des réponses de la même personne"
            .to_owned(),
        many => format!(
            "{many} paroles portent un groupe qui n'est pas celui des réponses de la même personne"
        ),
    };
    notes.push(
        Diagnostic::warning(message)
            .at(Place::file(&file.name).column("groupe"))
            .hint("corrigez « groupe », « vague » ou « repondant » : une parole ne doit pas être prêtée à d'autres"),
    );
}
