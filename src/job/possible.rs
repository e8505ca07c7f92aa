//! Whether the wanted document can be made of the folder at all.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::{ProgrammeDocument, ProjectDocument, Wanted};

use super::Job;

/// A document of the programme needs the programme, and whole: a report on a part could be subtracted from another.
pub(super) fn possible(job: &Job, notes: &mut Diagnostics) -> Option<()> {
    if let Some(name) = not_yet(job.wanted) {
        notes.push(Diagnostic::error(format!(
            "le document « {name} » n'est pas encore composé par cette version"
        )));
        return None;
    }
    let Wanted::Programme(..) = job.wanted else {
        return Some(());
    };
    if job.programme.is_none() {
        notes.push(
            Diagnostic::error("ce document porte sur un programme, et ce dossier n'en est pas un")
                .at(Place::file(job.discovery.root.display().to_string()))
                .hint("indiquez le dossier qui contient « programme.toml » et les projets"),
        );
        return None;
    }
    if !job.discovery.set_aside.is_empty() {
        notes.push(
            Diagnostic::error("ce document porte sur tous les projets du programme")
                .hint("retirez l'option « --projet »"),
        );
        return None;
    }
    Some(())
}

/// The French name of a document that has no template yet.
fn not_yet(wanted: Wanted) -> Option<&'static str> {
    match wanted {
        Wanted::EachProject(ProjectDocument::Dossier, _)
        | Wanted::Programme(ProgrammeDocument::Annual, _) => None,
        Wanted::EachProject(ProjectDocument::CaseSheet, _) => Some("fiche"),
        Wanted::Programme(ProgrammeDocument::Directory, _) => Some("annuaire"),
    }
}
