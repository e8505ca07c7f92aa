//! Whether the wanted document can be made of the folder at all.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::Wanted;

use super::Job;

/// A document of the programme needs the programme, and whole: a report on a part could be subtracted from another.
pub(super) fn possible(job: &Job, notes: &mut Diagnostics) -> Option<()> {
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
