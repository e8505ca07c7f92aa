//! From studies to tables of published figures: `jalon export`. Prints nothing, computes nothing.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::export::{Form, Source, Tables};
use crate::job::Job;
use crate::output::{Folder, LeftOut, Sheet, fingerprint};
use crate::study::Studies;

use super::run::manifest;
use super::{FAULTY, open};

/// What an export did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Files written.
    pub written: Vec<PathBuf>,
    /// Projects without figures, and why.
    pub left_out: Vec<(String, String)>,
}

/// Name of the manifest: another than that of the dossiers, which may stand in the same folder.
const MANIFEST: &str = "manifeste-chiffres.json";

/// Writes the published figures of all projects; everything told goes to `notes`, the rest to the result.
pub fn export(job: &Job, output: &Path, form: Form, notes: &mut Diagnostics) -> Option<Exported> {
    let folder = open(job, output, notes)?;
    let mut tables = Tables::default();
    let mut exported = Exported::default();
    let mut studies = Studies::new(job);
    for studied in studies.by_ref() {
        match &studied.found {
            Some(found) => tables.add(&Source {
                referential: &job.referential,
                questionnaire: &found.questionnaire,
                project: &found.project,
                figures: &found.figures,
                date: job.date,
            }),
            None => exported.left_out.push((studied.id, FAULTY.to_owned())),
        }
    }
    studies.tell(notes);
    let files = tables.files(form, job.date, &exported.left_out);
    write(job, &folder, files, &mut exported, notes);
    Some(exported)
}

/// Each file whole or not at all, then the list of those that were written.
fn write(
    job: &Job,
    folder: &Folder,
    files: Vec<(&str, Vec<u8>)>,
    exported: &mut Exported,
    notes: &mut Diagnostics,
) {
    let mut manifest = manifest(job);
    for (name, bytes) in files {
        match folder.write(Path::new(name), &bytes) {
            Ok(path) => {
                manifest.sheets.push(Sheet {
                    file: name.to_owned(),
                    sha256: fingerprint(&bytes),
                    pages: None,
                    bytes: bytes.len(),
                });
                exported.written.push(path);
            }
            Err(fault) => notes.push(Diagnostic::error(fault.to_string())),
        }
    }
    manifest.left_out = exported
        .left_out
        .iter()
        .map(|(project, reason)| LeftOut {
            project: project.clone(),
            reason: reason.clone(),
        })
        .collect();
    if let Err(fault) = folder.write(Path::new(MANIFEST), &manifest.to_bytes()) {
        notes.push(Diagnostic::error(fault.to_string()));
    }
}
