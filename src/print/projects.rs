//! Documents made once a project: which file each has, and what its template receives.

use crate::diagnostic::{Diagnostics, Severity};
use crate::document::{Edition, ProjectDocument, build, case, grid};
use crate::job::Job;
use crate::study::{Found, Photo, Studies};
use crate::typeset::Order;

use super::run::{Piece, Run, settings};
use super::{FAULTY, Printing, Progress, day, ready};

/// Why a project whose texts do not hold in their places has no document.
const UNFIT: &str = "les textes ou la photo de sa fiche sont à reprendre";
/// Why a project whose folder's name cannot be that of a file has no document.
const UNNAMED: &str =
    "le nom de son dossier ne donne pas de nom de fichier, ou donne celui d'un autre projet";

/// Prints the document of every project that could be read; the others are left out and named.
pub(super) fn print(
    job: &Job,
    document: ProjectDocument,
    printing: &Printing,
    run: &mut Run,
    notes: &mut Diagnostics,
    progress: &mut dyn FnMut(Progress),
) -> Option<()> {
    let projects = &job.discovery.projects;
    let names = job.file_names().all;
    let (mut studies, mut faulty) = (studies(job, document), Vec::new());
    let (mut unfit, mut shown) = (Diagnostics::new(), Vec::new());
    let orders = studies.by_ref().zip(names).filter_map(|(studied, file)| {
        let id = studied.id;
        let file = file.map(|file| format!("{}{file}", start(document)));
        let Some(found) = studied.found else {
            faulty.push((id, file, FAULTY));
            return None;
        };
        let Some(file) = file else {
            faulty.push((id, None, UNNAMED));
            return None;
        };
        let Some(photo) = fits(&found, document, job, &mut unfit) else {
            faulty.push((id, Some(file), UNFIT));
            return None;
        };
        let (mut order, signs) = order(&id, &found, document, job);
        if let Some(photo) = photo {
            order.ident = format!("{}/{}", order.ident, photo.hash);
            order.images.push((case::PHOTO.to_owned(), photo.jpeg));
            shown.push((photo.name, photo.hash));
        }
        Some((Piece { id, file }, order, signs))
    });
    let mut later = Diagnostics::new();
    let settings = settings(job, printing);
    let printed = run.print(projects.len(), orders, &settings, &mut later, progress);
    for (id, file, reason) in faulty {
        run.leave_out(&id, reason);
        if let Some(file) = file {
            run.tell_older(&Piece { id, file }, &mut later);
        }
    }
    for (name, hash) in shown {
        run.read_too(name, hash);
    }
    // When nothing could be printed at all, the faults of the files are told nonetheless.
    studies.by_ref().for_each(drop);
    studies.tell(notes);
    notes.extend(unfit);
    for fault in job.name_faults() {
        notes.push(fault);
    }
    notes.extend(later);
    printed
}

/// The projects in turn, with what the document prints of them.
fn studies(job: &Job, document: ProjectDocument) -> Studies<'_> {
    match document {
        ProjectDocument::Dossier => Studies::for_annex(job),
        ProjectDocument::CaseSheet | ProjectDocument::MarkingForm => Studies::new(job),
    }
}

/// The JSON of the only project's document; `None` when it is left out.
pub(super) fn data(
    job: &Job,
    document: ProjectDocument,
    notes: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let mut studies = studies(job, document);
    let studied = studies.next();
    studies.tell(notes);
    let found = &studied?.found?;
    fits(found, document, job, notes).map(|_| json(found, document, job).0)
}

/// The photo of a document whose texts and photo hold in it, if it shows one; `None` when something does not hold, which is told.
fn fits(
    found: &Found,
    document: ProjectDocument,
    job: &Job,
    notes: &mut Diagnostics,
) -> Option<Option<Photo>> {
    if document != ProjectDocument::CaseSheet {
        return Some(None);
    }
    let faults = case::faults(&found.study(job));
    let sound = faults.iter().all(|fault| fault.severity != Severity::Error);
    for fault in faults {
        notes.push(fault);
    }
    match found.photo(job).transpose() {
        Ok(photo) => sound.then_some(photo),
        Err(fault) => {
            notes.push(fault);
            None
        }
    }
}

/// The document's data ready for paper, and the characters no font draws.
fn json(found: &Found, document: ProjectDocument, job: &Job) -> (Vec<u8>, Vec<char>) {
    let study = found.study(job);
    match document {
        ProjectDocument::Dossier => ready(&build::build(&study)),
        ProjectDocument::CaseSheet => ready(&case::build(&study)),
        ProjectDocument::MarkingForm => ready(&grid::build(&study)),
    }
}

fn order(id: &str, found: &Found, document: ProjectDocument, job: &Job) -> (Order, Vec<char>) {
    let (data, replaced) = json(found, document, job);
    let name = job.wanted.template();
    let edition = match job.wanted.edition() {
        Edition::Working => "travail",
        Edition::Funder => "financeur",
    };
    let order = Order {
        document: name.to_owned(),
        ident: format!("jalon/{name}/{id}/{edition}/{}", found.fingerprint(job)),
        data,
        images: job.images.clone(),
        date: day(job),
    };
    (order, replaced)
}

/// What stands before the name of a project's file, so that two documents of one project stand side by side.
fn start(document: ProjectDocument) -> &'static str {
    match document {
        ProjectDocument::Dossier => "",
        ProjectDocument::CaseSheet => "fiche-",
        ProjectDocument::MarkingForm => "grille-",
    }
}
