//! What would be missing on paper without a word: aims and measured steps that no question asks, slips in themes, quotes kept back.

use super::Found;
use super::remarks::Seen;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest, shortened};
use crate::document::quotes_kept_back;
use crate::job::Job;
use crate::model::CriterionId;
use crate::read::{Input, ProjectFolder};

/// Tells what would stay blank on paper without a word.
pub(super) fn tell(seen: Seen, notes: &mut Diagnostics) {
    let Seen { found, job, folder } = seen;
    let Some(file) = &folder.project else {
        return;
    };
    let unasked = unasked(found, job).map(|message| (message, UNASKED));
    let steps = steps(found).into_iter().map(|message| (message, HOPED));
    for (message, hint) in unasked.into_iter().chain(steps) {
        let place = Place::file(&file.name);
        notes.push(Diagnostic::warning(message).at(place).hint(hint));
    }
    themes(seen, notes);
    quotes(seen, notes);
}

/// Whether a question or a mark of the team is about a criterion.
fn is_asked(found: &Found, criterion: CriterionId) -> bool {
    let mut marks = found.project.collective.iter();
    found.questionnaire.items_of(criterion).next().is_some()
        || marks.any(|mark| mark.criterion == criterion)
}

const UNASKED: &str = "ajoutez une question à questionnaire.toml ou une ligne à cotations.csv, ou retirez de criteres_vises ce qui ne \
     sera pas mesuré";

/// Criteria aimed at that nothing asks.
fn unasked(found: &Found, job: &Job) -> Option<String> {
    let aimed = found.project.aimed.iter().flatten();
    let unasked: Vec<&str> = aimed
        .filter(|criterion| !is_asked(found, **criterion))
        .map(|criterion| job.referential.criteria[criterion.at()].code.as_str())
        .collect();
    let what = match unasked.len() {
        0 => return None,
        1 => "un critère visé",
        _ => "des critères visés",
    };
    Some(format!(
        "aucune question ni note de l'équipe ne porte sur {what} : {}",
        unasked.join(", ")
    ))
}

const HOPED: &str = "écrivez attendu = true à la place de mesure = true, ou corrigez ses critères";

/// Steps said to be measured, of which nothing asks anything.
fn steps(found: &Found) -> Vec<String> {
    let steps = found.project.pathway.iter();
    let blank = steps.filter(|step| {
        let mut criteria = step.criteria.iter();
        step.measured
            && !step.criteria.is_empty()
            && !criteria.any(|criterion| is_asked(found, *criterion))
    });
    blank
        .map(|step| {
            format!(
                "l'étape « {} » est dite mesurée, mais aucune question ni note de l'équipe ne porte sur ses critères",
                shortened(&step.text, 60)
            )
        })
        .collect()
}

/// Quotes that were agreed and read for nothing.
fn quotes(seen: Seen, notes: &mut Diagnostics) {
    let message = match quotes_kept_back(&seen.found.study(seen.job)) {
        0 => return,
        1 => "1 parole de questionnaire, relue et acceptée, n'est pas imprimée : trop peu de personnes ont répondu, ou son sujet est \
              sensible"
            .to_owned(),
        many => format!(
            "{many} paroles de questionnaire, relues et acceptées, ne sont pas imprimées : trop peu de personnes ont répondu, ou \
             leur sujet est sensible"
        ),
    };
    let file = seen.folder.table("paroles");
    let place = Place::file(file.map_or(&seen.folder.id, |file| &file.name));
    notes.push(Diagnostic::warning(message).at(place).hint(
        "seule une parole d'entretien, acceptée par écrit par son auteur, peut alors l'être",
    ));
}

/// Themes whose name is nearly that of one that rules read; a questionnaire may have others of its own.
fn themes(Seen { found, job, folder }: Seen, notes: &mut Diagnostics) {
    let Some(file) = questionnaire(job, folder) else {
        return;
    };
    let known = || job.rulebook.themes.iter().map(|(key, _)| key.as_str());
    for item in &found.questionnaire.items {
        for theme in item
            .themes
            .iter()
            .filter(|theme| known().all(|key| key != *theme))
        {
            if let Some(near) = nearest(theme, known()) {
                let message = format!(
                    "le thème « {} » de la question « {} » n'est lu par aucune règle",
                    shortened(theme, 60),
                    item.id
                );
                let note = Diagnostic::warning(message).at(Place::file(&file.name));
                notes.push(note.hint(format!("vouliez-vous dire « {near} » ?")));
            }
        }
    }
}

/// The file of the questionnaire that a project answers; that of a programme is told once, with its first project.
fn questionnaire<'j>(job: &'j Job, folder: &'j ProjectFolder) -> Option<&'j Input> {
    let first = job.discovery.projects.first();
    let shared = job.discovery.questionnaire.as_ref();
    let shared = shared.filter(|_| first.is_some_and(|first| first.id == folder.id));
    folder.questionnaire.as_ref().or(shared)
}
