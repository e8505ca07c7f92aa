//! What would be missing on paper without a word: aims and measured steps that no question asks, slips in themes, quotes kept back.

use super::Found;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest, shortened};
use crate::document::kept_back;
use crate::job::Job;
use crate::model::CriterionId;
use crate::read::{Input, ProjectFolder};

/// Tells what would stay blank on paper without a word.
pub(super) fn tell(
    found: Option<&Found>,
    job: &Job,
    folder: &ProjectFolder,
    notes: &mut Diagnostics,
) {
    let (Some(found), Some(file)) = (found, &folder.project) else {
        return;
    };
    let project = &found.project;
    let is_asked = |criterion: &CriterionId| {
        let mut marks = project.collective.iter();
        found.questionnaire.items_of(*criterion).next().is_some()
            || marks.any(|mark| mark.criterion == *criterion)
    };
    let mut warn = |message: String, hint: &str| {
        let place = Place::file(&file.name);
        notes.push(Diagnostic::warning(message).at(place).hint(hint));
    };
    let aimed = project.aimed.iter().flatten();
    let unasked: Vec<&str> = aimed
        .filter(|criterion| !is_asked(criterion))
        .map(|criterion| job.referential.criteria[criterion.at()].code.as_str())
        .collect();
    if !unasked.is_empty() {
        warn(
            format!(
                "aucune question ni note de l'équipe ne porte sur {} : {}",
                match unasked.len() {
                    1 => "un critère visé",
                    _ => "des critères visés",
                },
                unasked.join(", ")
            ),
            "ajoutez une question à questionnaire.toml ou une ligne à cotations.csv, ou retirez de criteres_vises ce qui ne sera pas mesuré",
        );
    }
    for step in &project.pathway {
        if step.measured && !step.criteria.is_empty() && !step.criteria.iter().any(is_asked) {
            warn(
                format!(
                    "l'étape « {} » est dite mesurée, mais aucune question ni note de l'équipe ne porte sur ses critères",
                    shortened(&step.text, 60)
                ),
                "écrivez attendu = true à la place de mesure = true, ou corrigez ses critères",
            );
        }
    }
    themes(found, job, folder, notes);
    quotes(found, job, folder, notes);
}

/// Quotes that were agreed and read for nothing.
fn quotes(found: &Found, job: &Job, folder: &ProjectFolder, notes: &mut Diagnostics) {
    let message = match kept_back(&found.study(job)) {
        0 => return,
        1 => "1 parole de questionnaire, relue et acceptée, n'est pas imprimée : trop peu de personnes ont répondu, ou son sujet est \
              sensible"
            .to_owned(),
        many => format!(
            "{many} paroles de questionnaire, relues et acceptées, ne sont pas imprimées : trop peu de personnes ont répondu, ou \
             leur sujet est sensible"
        ),
    };
    let file = folder.table("paroles");
    let place = Place::file(file.map_or(folder.id.as_str(), |file| file.name.as_str()));
    notes.push(Diagnostic::warning(message).at(place).hint(
        "seule une parole d'entretien, acceptée par écrit par son auteur, peut alors l'être",
    ));
}

/// Themes whose name is nearly that of one that rules read; a questionnaire may have others of its own.
fn themes(found: &Found, job: &Job, folder: &ProjectFolder, notes: &mut Diagnostics) {
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
