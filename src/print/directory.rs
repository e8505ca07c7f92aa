//! The directory of laureates: its pages, and the table beside them.

use crate::diagnostic::Diagnostics;
use crate::document::directory::{self, Entry, Line};
use crate::export::{self, Cell, Column, Dialect, Precision};
use crate::job::Job;
use crate::model::Project;
use crate::study::laureates;
use crate::typeset::Order;

use super::run::{Piece, Run, settings};
use super::{FAULTY, Printing, Progress, day, ready};

/// The JSON of the directory.
pub(super) fn data(job: &Job, notes: &mut Diagnostics) -> Option<Vec<u8>> {
    let declared = Declared::read(job, notes, &mut |_| {});
    Some(ready(&declared.with_source(job, directory::build)?).0)
}

/// Prints the directory and writes its table; laureates whose file cannot be read are named in both.
pub(super) fn print(
    job: &Job,
    printing: &Printing,
    run: &mut Run,
    notes: &mut Diagnostics,
    progress: &mut dyn FnMut(Progress),
) -> Option<()> {
    let declared = Declared::read(job, notes, progress);
    for (id, project) in &declared.laureates {
        if project.is_none() {
            run.leave_out(id, FAULTY);
        }
    }
    let (data, signs) = ready(&declared.with_source(job, directory::build)?);
    let name = job.wanted.template();
    let order = Order {
        document: name.to_owned(),
        ident: format!("jalon/{name}/{}", declared.fingerprint),
        data,
        images: job.images.clone(),
        date: day(job),
    };
    let piece = Piece {
        id: "annuaire".to_owned(),
        file: "annuaire".to_owned(),
    };
    run.print(
        1,
        std::iter::once((piece, order, signs)),
        &settings(job, printing),
        notes,
        progress,
    )?;
    let lines = declared.with_source(job, directory::lines)?;
    let table = export::bytes(&COLUMNS, &lines, Dialect::French, Precision::Printed);
    run.add("annuaire.csv", &table, notes);
    Some(())
}

/// The columns of the table beside the directory.
const COLUMNS: [Column<Line>; 9] = [
    column("identifiant", |line| Cell::Text(line.id.clone())),
    column("nom", |line| said(line, |entry| entry.name.clone())),
    column("structure", |line| {
        said(line, |entry| entry.structure.clone())
    }),
    column("territoire", |line| {
        said(line, |entry| entry.territory.clone())
    }),
    column("themes", |line| said(line, |entry| entry.themes.clone())),
    column("annee", |line| said(line, |entry| entry.cohort.clone())),
    column("phase", |line| said(line, |entry| entry.phase.clone())),
    column("contact", |line| {
        said(line, |entry| entry.contact.join(" · "))
    }),
    column("presentation", |line| {
        said(line, |entry| entry.text.clone())
    }),
];

const fn column(key: &'static str, cell: fn(&Line) -> Cell) -> Column<Line> {
    Column { key, cell }
}

/// What the directory says, or nothing of a laureate whose file cannot be read.
fn said(line: &Line, of: fn(&Entry) -> String) -> Cell {
    match line.entry.as_ref().map(of) {
        Some(text) if !text.is_empty() => Cell::Text(text),
        _ => Cell::Nothing,
    }
}

/// What every laureate declares.
struct Declared {
    laureates: Vec<(String, Option<Project>)>,
    fingerprint: String,
}

impl Declared {
    fn read(job: &Job, notes: &mut Diagnostics, progress: &mut dyn FnMut(Progress)) -> Declared {
        progress(Progress::Reading(job.discovery.projects.len()));
        let (laureates, fingerprint) =
            laureates(job, notes, &mut |id| progress(Progress::Read(id)));
        Declared {
            laureates,
            fingerprint,
        }
    }

    /// `None` without a programme, which `job::possible` refuses before.
    fn with_source<T>(&self, job: &Job, made: fn(&directory::Source) -> T) -> Option<T> {
        let named: Vec<directory::Laureate> = self
            .laureates
            .iter()
            .map(|(id, project)| directory::Laureate {
                id,
                project: project.as_ref(),
            })
            .collect();
        Some(made(&directory::Source {
            programme: job.programme.as_ref()?,
            laureates: &named,
            date: job.date,
            fingerprint: &self.fingerprint,
        }))
    }
}
