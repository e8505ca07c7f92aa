//! Documents made once a project: which file each has, and what its template receives.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Edition, ProjectDocument, build};
use crate::job::Job;
use crate::output::file_names;
use crate::study::{Found, Studied, studies};
use crate::typeset::Order;

use super::run::{Piece, Run, settings};
use super::{FAULTY, Printing, Progress, day, ready};

/// Prints the document of every project that could be read; the others are left out and named.
pub(super) fn print(
    job: &Job,
    document: ProjectDocument,
    printing: &Printing,
    run: &mut Run,
    notes: &mut Diagnostics,
    progress: &mut dyn FnMut(Progress),
) -> Option<()> {
    let studied = studies(job, notes);
    let names = names(&studied, document, notes)?;
    for studied in studied.iter().filter(|studied| studied.found.is_none()) {
        run.leave_out(&studied.id, FAULTY);
    }
    let printable = studied.iter().zip(names);
    let (pieces, found): (Vec<Piece>, Vec<&Found>) = printable
        .filter_map(|(studied, file)| {
            let id = studied.id.clone();
            Some((Piece { id, file }, studied.found.as_ref()?))
        })
        .unzip();
    let orders = pieces
        .iter()
        .zip(found)
        .map(|(piece, found)| order(&piece.id, found, document, job));
    run.print(&pieces, orders, &settings(job, printing), notes, progress)
}

/// The JSON of the only project's document; `None` when it is left out.
pub(super) fn data(
    job: &Job,
    document: ProjectDocument,
    notes: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let studied = studies(job, notes);
    let found = studied.first()?.found.as_ref()?;
    Some(json(found, document, job).0)
}

/// The document's data ready for paper, and the characters no font draws.
fn json(found: &Found, document: ProjectDocument, job: &Job) -> (Vec<u8>, Vec<char>) {
    let study = found.study(job);
    match document {
        ProjectDocument::Dossier => ready(&build::build(&study)),
        ProjectDocument::CaseSheet => unreachable!("`job::possible` stops before"),
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
        ident: format!("jalon/{name}/{id}/{edition}/{}", found.fingerprint),
        data,
        images: job.images.clone(),
        date: day(job),
    };
    (order, replaced)
}

/// The file of each project's document, so that two documents of one project stand side by side.
fn names(
    studied: &[Studied],
    document: ProjectDocument,
    notes: &mut Diagnostics,
) -> Option<Vec<String>> {
    let start = match document {
        ProjectDocument::Dossier => "",
        ProjectDocument::CaseSheet => "fiche-",
    };
    match file_names(studied.iter().map(|studied| studied.id.as_str())) {
        Ok(names) => Some(
            names
                .into_iter()
                .map(|name| format!("{start}{name}"))
                .collect(),
        ),
        Err(faults) => {
            for fault in faults {
                notes.push(
                    Diagnostic::error(fault.to_string())
                        .hint("renommez le dossier de l'un des projets"),
                );
            }
            None
        }
    }
}
