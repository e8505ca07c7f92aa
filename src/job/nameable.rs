//! Which file each project's document takes: a project whose folder cannot name one is left out, the others go on.

use crate::diagnostic::Diagnostic;
use crate::output::{Names, OutputFault, file_names};

use super::Job;

impl Job {
    /// The name of each project's file, without what a document adds before and behind.
    pub fn file_names(&self) -> Names {
        let folders = self.discovery.projects.iter();
        file_names(folders.map(|folder| folder.id.as_str()))
    }

    /// Why some projects have none.
    pub fn name_faults(&self) -> Vec<Diagnostic> {
        let faults = self.file_names().faults.into_iter();
        faults.map(|fault| told(&fault)).collect()
    }
}

fn told(fault: &OutputFault) -> Diagnostic {
    let error = Diagnostic::error(fault.to_string());
    match fault {
        OutputFault::Unnameable { .. } => {
            error.hint("renommez le dossier du projet : lettres, chiffres et traits d'union")
        }
        _ => error.hint("renommez le dossier de l'un des projets"),
    }
}
