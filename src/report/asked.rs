//! From what was typed to what is asked of the library, and whether the two fit.

use std::path::Path;

use chrono::NaiveDate;
use jalon::diagnostic::{Diagnostic, Diagnostics};
use jalon::document::Wanted;
use jalon::job::{Job, Request};

use crate::args::{self, Build, Reading, Standards};

/// What is asked of a folder; a document other than the dossier, and what only some verbs take, are set beside it.
pub(super) fn asked(
    path: &Path,
    only: impl IntoIterator<Item = String>,
    standards: &Standards,
    date: Option<NaiveDate>,
) -> Request {
    Request {
        path: path.to_owned(),
        only: only.into_iter().collect(),
        referential: standards.referentiel.clone(),
        rules: standards.regles.clone(),
        templates: None,
        date,
        today: args::today(),
        wanted: Wanted::default(),
        earlier: None,
    }
}

/// The same of a verb that reads a folder.
pub(super) fn request(reading: &Reading) -> Request {
    let only = reading.projects.iter().cloned();
    asked(&reading.path, only, &reading.standards, reading.date)
}

/// The document typed with its edition; `None` with an error when the two do not go together.
pub(super) fn wanted(build: &Build, notes: &mut Diagnostics) -> Option<Wanted> {
    match args::wanted(build.document, build.edition) {
        Ok(wanted) => Some(wanted),
        Err(fault) => {
            notes.push(*fault);
            None
        }
    }
}

/// Whether a job is about one project only; told otherwise.
pub(super) fn one_project(job: &Job, notes: &mut Diagnostics) -> bool {
    let projects = job.discovery.projects.iter();
    let ids: Vec<&str> = projects.map(|project| project.id.as_str()).collect();
    if ids.len() > 1 {
        notes.push(
            Diagnostic::error("ce dossier contient plusieurs projets").hint(format!(
                "ajoutez l'identifiant de l'un d'eux : {}",
                ids.join(", ")
            )),
        );
    }
    ids.len() == 1
}
