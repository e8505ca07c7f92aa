//! From studies to tables of published figures: `jalon export`. Prints nothing, computes nothing.

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::export::{Form, Source, Tables};
use crate::job::Job;
use crate::study::Studies;

use super::run::Run;
use super::{FAULTY, Outcome, open};

/// Name of the manifest: another than that of the dossiers, which may stand in the same folder.
const MANIFEST: &str = "manifeste-chiffres.json";

/// Writes the published figures of all projects; everything told goes to `notes`, the rest to the result.
pub fn export(job: &Job, output: &Path, form: Form, notes: &mut Diagnostics) -> Option<Outcome> {
    let mut run = Run::new(open(job, output, notes)?, job);
    let mut tables = Tables::default();
    let mut studies = Studies::new(job);
    let mut left_out = Vec::new();
    for studied in studies.by_ref() {
        match &studied.found {
            Some(found) => tables.add(&Source {
                referential: &job.referential,
                questionnaire: &found.questionnaire,
                project: &found.project,
                figures: &found.figures,
                date: job.date,
            }),
            None => left_out.push((studied.id, FAULTY.to_owned())),
        }
    }
    studies.tell(notes);
    for (name, bytes) in tables.files(form, job.date, &left_out) {
        run.add(name, &bytes, notes);
    }
    for (id, reason) in &left_out {
        run.leave_out(id, reason);
    }
    Some(run.finish(MANIFEST, notes))
}
