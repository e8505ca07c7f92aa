//! Documents made once for the programme: which files they have, and what their templates receive.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::annual::{self, Faulty, Report, digest};
use crate::document::{Naming, ProgrammeDocument};
use crate::job::Job;
use crate::output::file_name;
use crate::study::Studies;
use crate::typeset::Order;

use super::run::{Piece, Run, settings};
use super::{FAULTY, Printing, Progress, day, ready};

/// Prints a document over all projects; those that could not be read are named in it and left out of its figures.
pub(super) fn print(
    job: &Job,
    document: ProgrammeDocument,
    naming: Naming,
    printing: &Printing,
    run: &mut Run,
    notes: &mut Diagnostics,
    progress: &mut dyn FnMut(Progress),
) -> Option<()> {
    let gathered = Gathered::new(job, notes);
    for faulty in &gathered.faulty {
        run.leave_out(&faulty.id, FAULTY);
    }
    let report = gathered.report(job, naming)?;
    let file = file(job, document, naming, notes)?;
    let volumes = volumes(&report, document);
    let piece = |volume: &Volume| Piece {
        id: format!("{file}{}", volume.ending()),
        file: format!("{file}{}", volume.ending()),
    };
    let pieces = volumes.iter().map(|volume| {
        let (order, replaced) = order(&report, job, *volume);
        (piece(volume), order, replaced)
    });
    run.print(
        volumes.len(),
        pieces,
        &settings(job, printing),
        notes,
        progress,
    )
}

/// A file of a document of the programme.
#[derive(Clone, Copy, Debug)]
enum Volume {
    /// The report itself.
    Report,
    /// Projects in brief: part from 0, of how many.
    Projects(usize, usize),
    /// The directory.
    Directory,
}

impl Volume {
    /// What follows the name of the document in the file's.
    fn ending(self) -> String {
        match self {
            Volume::Report | Volume::Directory => String::new(),
            Volume::Projects(_, 1) => "-projets".to_owned(),
            Volume::Projects(part, _) => format!("-projets-{:02}", part + 1),
        }
    }

    fn template(self) -> &'static str {
        match self {
            Volume::Report => "annual",
            Volume::Projects(..) => "projects",
            Volume::Directory => "directory",
        }
    }
}

fn volumes(report: &Report, document: ProgrammeDocument) -> Vec<Volume> {
    match document {
        ProgrammeDocument::Annual => {
            let parts = annual::projects::parts(report);
            let projects = (0..parts).map(|part| Volume::Projects(part, parts));
            std::iter::once(Volume::Report).chain(projects).collect()
        }
        ProgrammeDocument::Directory => vec![Volume::Directory],
    }
}

/// The JSON of the document.
pub(super) fn data(
    job: &Job,
    document: ProgrammeDocument,
    naming: Naming,
    notes: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let gathered = Gathered::new(job, notes);
    let report = gathered.report(job, naming)?;
    let first = volumes(&report, document).first().copied()?;
    Some(json(&report, first).0)
}

fn json(report: &Report, volume: Volume) -> (Vec<u8>, Vec<char>) {
    match volume {
        Volume::Report => ready(&annual::build(report)),
        Volume::Projects(part, _) => ready(&annual::projects::build(report, part)),
        Volume::Directory => unreachable!("`directory` prints it"),
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

fn document_name(document: ProgrammeDocument) -> &'static str {
    match document {
        ProgrammeDocument::Annual => "rapport-annuel",
        ProgrammeDocument::Directory => "annuaire",
    }
}

fn edition(naming: Naming) -> &'static str {
    match naming {
        Naming::Names => "interne",
        Naming::Codes => "publique",
    }
}

/// `rapport-annuel-2025`, `rapport-annuel-2025-public`.
fn file(
    job: &Job,
    document: ProgrammeDocument,
    naming: Naming,
    notes: &mut Diagnostics,
) -> Option<String> {
    let mut parts = vec![document_name(document)];
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
struct Gathered {
    laureates: Vec<digest::Digest>,
    faulty: Vec<Faulty>,
    fingerprint: String,
}

impl Gathered {
    fn new(job: &Job, notes: &mut Diagnostics) -> Gathered {
        let mut own = Diagnostics::new();
        let mut laureates = Vec::new();
        let mut left_out = Vec::new();
        let mut hasher = Sha256::new();
        let mut studies = Studies::new(job);
        for studied in studies.by_ref() {
            match studied.found {
                Some(found) => {
                    hasher.update(found.fingerprint(job));
                    laureates.push(digest::digest(&found.study(job)));
                }
                None => left_out.push(studied.id),
            }
        }
        studies.tell(&mut own);
        let faulty = faulty(left_out, &own);
        notes.extend(own);
        Gathered {
            laureates: Report::sorted(laureates),
            faulty,
            fingerprint: hasher
                .finalize()
                .iter()
                .take(4)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        }
    }

    fn report<'a>(&'a self, job: &'a Job, naming: Naming) -> Option<Report<'a>> {
        Some(Report {
            referential: &job.referential,
            programme: job.programme.as_ref()?,
            rulebook: &job.rulebook,
            thresholds: job.thresholds,
            date: job.date,
            fingerprint: &self.fingerprint,
            naming,
            texts: &job.texts,
            laureates: self.laureates.clone(),
            faulty: self.faulty.clone(),
        })
    }
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
