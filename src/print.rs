//! From studies to printed files: documents become orders, orders PDFs, PDFs whole files and a manifest.
//!
//! A document of each project and a document of the programme above them take two ways: `projects`, and `annual` or `directory`.

mod annual;
mod directory;
mod logos;
mod projects;
mod run;
mod tables;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Datelike;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::{ProgrammeDocument, Wanted};
use crate::job::Job;
use crate::output::Folder;
use crate::typeset::{Day, prepare_all};

use run::Run;

pub use logos::try_logos;
pub use tables::export;

/// Why a project that could not be read has no document.
const FAULTY: &str = "ses fichiers contiennent des erreurs";

/// Where and how to print.
#[derive(Clone, Debug)]
pub struct Printing {
    /// Folder of the results.
    pub output: PathBuf,
    /// Documents composed at the same time.
    pub jobs: usize,
    /// The longest one document may take.
    pub deadline: Duration,
    /// Address space of one worker, bytes.
    pub memory: u64,
}

/// What the terminal may want to tell while a run goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress<'a> {
    /// How many projects will be read before anything is printed.
    Reading(usize),
    /// A project was read, whole or not.
    Read(&'a str),
    /// How many documents will be printed.
    Start(usize),
    /// A document is done, or failed.
    Done(&'a str),
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files written: path, pages.
    pub written: Vec<(PathBuf, usize)>,
    /// Tables written beside them.
    pub tables: Vec<PathBuf>,
    /// Projects without a document, and why.
    pub left_out: Vec<(String, String)>,
}

/// The JSON that the template of the wanted document receives; `None` when its project is left out.
pub fn data(job: &Job, notes: &mut Diagnostics) -> Option<Vec<u8>> {
    match job.wanted {
        Wanted::EachProject(document, _) => projects::data(job, document, notes),
        Wanted::Programme(ProgrammeDocument::Directory, _) => directory::data(job, notes),
        Wanted::Programme(ProgrammeDocument::Annual, naming) => annual::data(job, naming, notes),
    }
}

/// Prints what is wanted; everything told goes to `notes`, the rest to the result.
pub fn build(
    job: &Job,
    printing: &Printing,
    notes: &mut Diagnostics,
    progress: &mut dyn FnMut(Progress),
) -> Option<Outcome> {
    let folder = open(job, &printing.output, notes)?;
    let mut run = Run::new(folder, job);
    match job.wanted {
        Wanted::EachProject(document, _) => {
            projects::print(job, document, printing, &mut run, notes, progress)?;
        }
        Wanted::Programme(ProgrammeDocument::Directory, _) => {
            directory::print(job, printing, &mut run, notes, progress)?;
        }
        Wanted::Programme(ProgrammeDocument::Annual, naming) => {
            annual::print(job, naming, printing, &mut run, notes, progress)?;
        }
    }
    Some(run.finish("manifeste.json", notes))
}

/// The folder of the results, made when there is none; `None` with the reason told when nothing can be written there.
fn open(job: &Job, output: &Path, notes: &mut Diagnostics) -> Option<Folder> {
    if let Some(fault) = among_inputs(job, output) {
        notes.push(fault);
        return None;
    }
    match Folder::open(output) {
        Ok(folder) => Some(folder),
        Err(fault) => {
            notes.push(
                Diagnostic::error(fault.to_string())
                    .at(Place::file(output.display().to_string()))
                    .hint("choisissez un autre dossier avec « -o »"),
            );
            None
        }
    }
}

/// A folder that is read cannot be written into, nor one that would be once it is there: the next run would take the
/// manifest for answers, or the folder for a project.
fn among_inputs(job: &Job, output: &Path) -> Option<Diagnostic> {
    let real = real(output)?;
    let root = job.discovery.root.canonicalize().ok()?;
    let [projects, answers, texts] = ["projets", "reponses", "textes"].map(|name| root.join(name));
    let own = job.discovery.projects.iter();
    let mut own = own.filter_map(|project| projects.join(&project.id).canonicalize().ok());
    let is_read = real == root
        || real.starts_with(answers)
        || real.starts_with(texts)
        || real == projects
        || real.parent() == Some(&projects)
        || own.any(|folder| folder == real);
    is_read.then(|| {
        Diagnostic::error("les résultats ne peuvent pas être écrits là où sont les réponses")
            .at(Place::file(output.display().to_string()))
            .hint("choisissez un autre dossier avec « -o », par exemple -o resultats")
    })
}

/// The path without links, of a folder that may have to be made first.
fn real(output: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(output).ok()?;
    let mut parents = whole.ancestors();
    let (there, real) = parents.find_map(|parent| Some((parent, parent.canonicalize().ok()?)))?;
    let rest = whole.strip_prefix(there).ok()?;
    // Joined with nothing, a path would get a slash at its end.
    Some(if rest.as_os_str().is_empty() {
        real
    } else {
        real.join(rest)
    })
}

/// A document's data with characters and spaces ready for paper, and the characters no font draws.
fn ready(document: &impl Serialize) -> (Vec<u8>, Vec<char>) {
    let mut value = serde_json::to_value(document).unwrap_or_default();
    let replaced = prepare_all(&mut value);
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    (bytes, replaced)
}

fn day(job: &Job) -> Day {
    Day {
        year: job.date.year(),
        month: u8::try_from(job.date.month()).unwrap_or(1),
        day: u8::try_from(job.date.day()).unwrap_or(1),
    }
}
