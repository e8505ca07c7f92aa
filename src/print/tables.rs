//! From studies to tables of published figures: `jalon export`. Prints nothing, computes nothing.

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::export::{Form, Source, Tables};
use crate::job::Job;
use crate::model::{ExportNotice, NamedProject};
use crate::study::{Studied, Studies};

use super::run::Run;
use super::{FAULTY, Outcome, Progress, open};

/// Name of the manifest: another than that of the dossiers, which may stand in the same folder.
const MANIFEST: &str = "manifeste-chiffres.json";

/// Writes the published figures of all projects; everything told goes to `notes`, the rest to the result.
pub fn export(
    job: &Job,
    output: &Path,
    form: Form,
    notes: &mut Diagnostics,
    progress: &mut dyn FnMut(Progress),
) -> Option<Outcome> {
    let mut run = Run::new(open(job, output, notes)?, job);
    run.tell_replaced(MANIFEST, job.dated, notes);
    progress(Progress::Reading(job.discovery.projects.len()));
    let mut tables = Tables::default();
    let mut studies = Studies::new(job);
    let (mut left_out, mut projects) = (Vec::new(), Vec::new());
    for studied in studies.by_ref() {
        projects.push(named(&studied));
        progress(Progress::Read(&studied.id));
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
    run.describe(notice(job, form, projects));
    for (id, reason) in &left_out {
        run.leave_out(id, reason);
    }
    Some(run.finish(MANIFEST, notes))
}

fn named(studied: &Studied) -> NamedProject {
    let found = studied.found.as_ref();
    NamedProject {
        id: studied.id.clone(),
        name: found.map_or(studied.id.clone(), |found| found.project.name.clone()),
    }
}

/// What a later report has to know of these tables.
fn notice(job: &Job, form: Form, projects: Vec<NamedProject>) -> ExportNotice {
    let programme = job.programme.as_ref();
    ExportNotice {
        programme: programme.map_or(String::new(), |programme| programme.name.clone()),
        edition: programme.map_or(String::new(), |programme| programme.edition.clone()),
        referential: job.referential.version.clone(),
        precision: form.precision.code().to_owned(),
        projects,
    }
}
