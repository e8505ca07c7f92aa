//! The annual report: which files it has, and what their templates receive.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::Naming;
use crate::document::annual::{self, Faulty, Report, digest};
use crate::job::Job;
use crate::output::file_name;
use crate::study::Studies;
use crate::study::fingerprint::{Hash, short};
use crate::typeset::Order;

use super::run::{Piece, Run, settings};
use super::{FAULTY, Printing, Progress, day, ready};

/// Prints the report and its volumes; projects that could not be read are named in it and left out of its figures.
pub(super) fn print(
    job: &Job,
    naming: Naming,
    printing: &Printing,
    run: &mut Run,
    notes: &mut Diagnostics,
    progress: &mut dyn FnMut(Progress),
) -> Option<()> {
    let report = report(job, naming, notes, progress)?;
    for faulty in &report.faulty {
        run.leave_out(&faulty.id, FAULTY);
    }
    let file = file(job, naming, notes)?;
    let volumes = volumes(&report);
    let pieces = volumes.iter().map(|volume| {
        let name = format!("{file}{}", volume.ending());
        let (order, replaced) = order(&report, job, *volume);
        let piece = Piece {
            id: name.clone(),
            file: name,
        };
        (piece, order, replaced)
    });
    run.print(
        volumes.len(),
        pieces,
        &settings(job, printing),
        notes,
        progress,
    )
}

/// A file of the report.
#[derive(Clone, Copy, Debug)]
enum Volume {
    /// The report itself.
    Report,
    /// Projects in brief: part from 0, of how many.
    Projects(usize, usize),
}

impl Volume {
    /// What follows the name of the document in the file's.
    fn ending(self) -> String {
        match self {
            Volume::Report => String::new(),
            Volume::Projects(_, 1) => "-projets".to_owned(),
            Volume::Projects(part, _) => format!("-projets-{:02}", part + 1),
        }
    }

    fn template(self) -> &'static str {
        match self {
            Volume::Report => "annual",
            Volume::Projects(..) => "projects",
        }
    }
}

fn volumes(report: &Report) -> Vec<Volume> {
    let parts = annual::projects::parts(report);
    let projects = (0..parts).map(|part| Volume::Projects(part, parts));
    std::iter::once(Volume::Report).chain(projects).collect()
}

/// The JSON of the report.
pub(super) fn data(job: &Job, naming: Naming, notes: &mut Diagnostics) -> Option<Vec<u8>> {
    let report = report(job, naming, notes, &mut |_| {})?;
    Some(json(&report, Volume::Report).0)
}

fn json(report: &Report, volume: Volume) -> (Vec<u8>, Vec<char>) {
    match volume {
        Volume::Report => ready(&annual::build(report)),
        Volume::Projects(part, _) => ready(&annual::projects::build(report, part)),
    }
}

fn order(report: &Report, job: &Job, volume: Volume) -> (Order, Vec<char>) {
    let (data, replaced) = json(report, volume);
    let order = Order {
        document: volume.template().to_owned(),
        ident: format!(
            "jalon/{}{}/{}/{}",
            volume.template(),
            volume.ending(),
            edition(report.naming),
            report.fingerprint
        ),
        data,
        images: job.images.clone(),
        date: day(job),
    };
    (order, replaced)
}

fn edition(naming: Naming) -> &'static str {
    match naming {
        Naming::Names => "interne",
        Naming::Codes => "publique",
    }
}

/// `rapport-annuel-2025`, `rapport-annuel-2025-public`.
fn file(job: &Job, naming: Naming, notes: &mut Diagnostics) -> Option<String> {
    let mut parts = vec!["rapport-annuel"];
    let edition = job
        .programme
        .as_ref()
        .map_or("", |programme| programme.edition.as_str());
    parts.extend((!edition.is_empty()).then_some(edition));
    parts.extend((naming == Naming::Codes).then_some("public"));
    match file_name(&parts.join("-")) {
        Ok(name) => Some(name),
        Err(fault) => {
            notes.push(Diagnostic::error(fault.to_string()));
            None
        }
    }
}

/// All projects reduced, one after the other: studies are not kept.
fn report<'j>(
    job: &'j Job,
    naming: Naming,
    notes: &mut Diagnostics,
    progress: &mut dyn FnMut(Progress),
) -> Option<Report<'j>> {
    progress(Progress::Reading(job.discovery.projects.len()));
    let mut own = Diagnostics::new();
    let mut laureates = Vec::new();
    let mut left_out = Vec::new();
    let mut hasher = Sha256::new();
    let mut studies = Studies::new(job);
    for studied in studies.by_ref() {
        progress(Progress::Read(&studied.id));
        match studied.found {
            Some(found) => {
                hasher.update(found.hash(job));
                laureates.push(digest::digest(&found.study(job)));
            }
            None => left_out.push(studied.id),
        }
    }
    studies.tell(&mut own);
    if let Some(precedent) = &job.earlier {
        hasher.update(precedent.earlier.fingerprint.as_bytes());
    }
    let hash: Hash = hasher.finalize().into();
    let faulty = faulty(left_out, &own);
    notes.extend(own);
    Some(Report {
        referential: &job.referential,
        programme: job.programme.as_ref()?,
        rulebook: &job.rulebook,
        thresholds: job.thresholds,
        date: job.date,
        fingerprint: short(&hash),
        secret: hash,
        naming,
        earlier: job.earlier.as_ref().map(|precedent| &precedent.earlier),
        texts: &job.texts,
        laureates: Report::sorted(laureates),
        faulty,
        labels: OnceLock::new(),
        beside: OnceLock::new(),
    })
}

/// Projects left out with the files of their own that have an error; what the messages quote is not repeated.
fn faulty(left_out: Vec<String>, notes: &Diagnostics) -> Vec<Faulty> {
    let mut faulty: BTreeMap<String, (u32, Vec<String>)> = left_out
        .into_iter()
        .map(|id| (id, (0, Vec::new())))
        .collect();
    for note in notes.iter().filter(|note| note.severity == Severity::Error) {
        let file = note.place.as_ref().map_or("", |place| place.file.as_str());
        let Some((id, file)) = file
            .strip_prefix("projets/")
            .map(|own| own.split_once('/').unwrap_or((own, "")))
        else {
            continue;
        };
        if let Some((errors, files)) = faulty.get_mut(id) {
            *errors += 1;
            if !file.is_empty() && !files.iter().any(|known| known == file) {
                files.push(file.to_owned());
            }
        }
    }
    let told = faulty
        .into_iter()
        .map(|(id, (errors, files))| Faulty { id, errors, files });
    told.collect()
}
