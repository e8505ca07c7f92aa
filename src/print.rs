//! From studies to printed files: documents become orders, orders PDFs, PDFs whole files and a manifest.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Datelike;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::Edition;
use crate::job::Job;
use crate::output::{Entry, Folder, LeftOut, Manifest, Sheet, file_names, fingerprint};
use crate::study::{Found, Studied, dossier, studies};
use crate::typeset::{Day, Order, Print, PrintFault, Settings, prepare_all, print_all};

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

/// What the terminal may want to tell while documents are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress<'a> {
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
    /// Projects without a document, and why.
    pub left_out: Vec<(String, String)>,
}

/// The JSON that the template of a dossier receives; `None` when the project is left out.
pub fn data(job: &Job, notes: &mut Diagnostics) -> Option<Vec<u8>> {
    let studied = studies(job, notes);
    let found = studied.first()?.found.as_ref()?;
    let (bytes, _) = json(found, job);
    Some(bytes)
}

/// Prints one dossier a project; everything told goes to `notes`, the rest to the result.
pub fn build(
    job: &Job,
    printing: &Printing,
    notes: &mut Diagnostics,
    progress: &mut dyn FnMut(Progress),
) -> Option<Outcome> {
    if let Some(fault) = among_inputs(job, &printing.output) {
        notes.push(fault);
        return None;
    }
    let folder = match Folder::open(&printing.output) {
        Ok(folder) => folder,
        Err(fault) => {
            notes.push(
                Diagnostic::error(fault.to_string())
                    .at(Place::file(printing.output.display().to_string()))
                    .hint("choisissez un autre dossier avec « -o »"),
            );
            return None;
        }
    };
    let studied = studies(job, notes);
    let names = names(&studied, notes)?;
    let mut run = Run {
        folder,
        outcome: Outcome::default(),
        manifest: manifest(job),
    };
    let printable: Vec<(&str, &str, &Found)> = studied
        .iter()
        .zip(&names)
        .filter_map(|(studied, name)| {
            Some((studied.id.as_str(), name.as_str(), studied.found.as_ref()?))
        })
        .collect();
    for studied in studied.iter().filter(|studied| studied.found.is_none()) {
        run.leave_out(&studied.id, "ses fichiers contiennent des erreurs");
    }
    progress(Progress::Start(printable.len()));
    let settings = settings(job, printing);
    let mut replaced = Vec::new();
    let orders = printable.iter().map(|(id, _, found)| {
        let (order, signs) = order(id, found, job);
        if !signs.is_empty() {
            replaced.push((id.to_string(), signs));
        }
        order
    });
    let printed = print_all(orders, &settings, &mut |rank, result| {
        let (id, name, _) = printable[rank];
        run.deliver(id, name, result, notes);
        progress(Progress::Done(id));
    });
    if let Err(fault) = printed {
        notes.push(Diagnostic::error(fault.to_string()));
        return None;
    }
    for (id, signs) in replaced {
        notes.push(replaced_signs(&id, &signs));
    }
    run.finish(notes)
}

/// A folder that is read cannot be written into: the next run would take the manifest for answers.
fn among_inputs(job: &Job, output: &Path) -> Option<Diagnostic> {
    let real = output.canonicalize().ok()?;
    let root = &job.discovery.root;
    let projects = root.join("projets");
    let own = job.discovery.projects.iter();
    let mut read: Vec<PathBuf> = own.map(|project| projects.join(&project.id)).collect();
    read.extend([root.clone(), root.join("reponses"), projects]);
    let same = |folder: PathBuf| folder.canonicalize().is_ok_and(|folder| folder == real);
    read.into_iter().any(same).then(|| {
        Diagnostic::error("les dossiers ne peuvent pas être écrits là où sont les réponses")
            .at(Place::file(output.display().to_string()))
            .hint("choisissez un autre dossier avec « -o », par exemple -o dossiers")
    })
}

fn settings(job: &Job, printing: &Printing) -> Settings {
    Settings {
        jobs: printing.jobs,
        deadline: printing.deadline,
        memory: printing.memory,
        overrides: job.overrides.clone(),
        program: None,
    }
}

/// The document's data with characters and spaces ready for paper, and the characters no font draws.
fn json(found: &Found, job: &Job) -> (Vec<u8>, Vec<char>) {
    let mut value = serde_json::to_value(dossier(found, job)).unwrap_or_default();
    let replaced = prepare_all(&mut value);
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    (bytes, replaced)
}

fn order(id: &str, found: &Found, job: &Job) -> (Order, Vec<char>) {
    let (data, replaced) = json(found, job);
    let edition = match job.edition {
        Edition::Working => "travail",
        Edition::Funder => "financeur",
    };
    let order = Order {
        document: "dossier".to_owned(),
        ident: format!("jalon/dossier/{id}/{edition}/{}", found.fingerprint),
        data,
        images: job.images.clone(),
        date: Day {
            year: job.date.year(),
            month: u8::try_from(job.date.month()).unwrap_or(1),
            day: u8::try_from(job.date.day()).unwrap_or(1),
        },
    };
    (order, replaced)
}

fn names(studied: &[Studied], notes: &mut Diagnostics) -> Option<Vec<String>> {
    match file_names(studied.iter().map(|studied| studied.id.as_str())) {
        Ok(names) => Some(names),
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

fn manifest(job: &Job) -> Manifest {
    let projects = &job.discovery.projects;
    let own = projects.iter().flat_map(|project| project.inputs());
    let inputs = job.discovery.shared_inputs().chain(own);
    Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        date_arrete: job.date.to_string(),
        entries: inputs
            .filter_map(|input| {
                Some(Entry {
                    path: input.name.clone(),
                    sha256: input.fingerprint().ok()?,
                })
            })
            .collect(),
        ..Manifest::default()
    }
}

fn replaced_signs(id: &str, signs: &[char]) -> Diagnostic {
    let signs: Vec<String> = signs
        .iter()
        .map(|sign| format!("U+{:04X}", u32::from(*sign)))
        .collect();
    Diagnostic::warning(format!(
        "{id} : des signes que les polices ne dessinent pas sont remplacés par □ ({})",
        signs.join(", ")
    ))
    .hint("remplacez-les dans les textes du projet")
}

/// A run under way.
struct Run {
    folder: Folder,
    outcome: Outcome,
    manifest: Manifest,
}

impl Run {
    fn deliver(
        &mut self,
        id: &str,
        name: &str,
        result: Result<Print, Vec<PrintFault>>,
        notes: &mut Diagnostics,
    ) {
        let print = match result {
            Ok(print) => print,
            Err(faults) => {
                for fault in &faults {
                    notes.push(Diagnostic::error(format!("{id} : {fault}")));
                }
                self.leave_out(id, "la composition du dossier a échoué");
                return;
            }
        };
        let file = format!("{name}.pdf");
        match self.folder.write(Path::new(&file), &print.pdf) {
            Ok(path) => {
                self.manifest.sheets.push(Sheet {
                    file,
                    sha256: fingerprint(&print.pdf),
                    pages: print.pages,
                    bytes: print.pdf.len(),
                });
                self.outcome.written.push((path, print.pages));
            }
            Err(fault) => {
                notes.push(Diagnostic::error(format!("{id} : {fault}")));
                self.leave_out(id, "le fichier PDF n'a pas pu être écrit");
            }
        }
    }

    fn leave_out(&mut self, id: &str, reason: &str) {
        self.outcome
            .left_out
            .push((id.to_owned(), reason.to_owned()));
        self.manifest.left_out.push(LeftOut {
            project: id.to_owned(),
            reason: reason.to_owned(),
        });
    }

    fn finish(mut self, notes: &mut Diagnostics) -> Option<Outcome> {
        self.outcome.written.sort();
        self.outcome.left_out.sort();
        if let Err(fault) = self
            .folder
            .write(Path::new("manifeste.json"), &self.manifest.to_bytes())
        {
            notes.push(Diagnostic::error(fault.to_string()));
        }
        Some(self.outcome)
    }
}
