//! A run under way: printed documents become whole files, lines of the manifest and the outcome. Chooses no document.

use std::cell::RefCell;
use std::path::Path;

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, day};
use crate::job::{Dated, Job};
use crate::model::ExportNotice;
use crate::output::{Entry, Folder, LeftOut, Manifest, Sheet, fingerprint};
use crate::typeset::{Order, Print, PrintFault, Settings, print_all};

use super::{Outcome, Printing, Progress};

/// Days within which an export that nobody dated is the same one, made again.
const AGAIN: i64 = 31;

/// A document to come: how it is called on the terminal, and its file's name without ending.
#[derive(Clone)]
pub(super) struct Piece {
    pub id: String,
    pub file: String,
}

/// The folder of results, and what was put there.
pub(super) struct Run {
    folder: Folder,
    outcome: Outcome,
    manifest: Manifest,
}

impl Run {
    pub fn new(folder: Folder, job: &Job) -> Run {
        Run {
            folder,
            outcome: Outcome::default(),
            manifest: manifest(job),
        }
    }

    /// Prints at most `count` orders, each made when there is room for it; `None` when nothing can be printed at all.
    ///
    /// With an order come the characters that no font draws.
    pub fn print(
        &mut self,
        count: usize,
        orders: impl Iterator<Item = (Piece, Order, Vec<char>)>,
        settings: &Settings,
        notes: &mut Diagnostics,
        progress: &mut dyn FnMut(Progress),
    ) -> Option<()> {
        progress(Progress::Start(count));
        // What goes out and what comes back are never touched at once: both are on this thread.
        let pieces: RefCell<Vec<Piece>> = RefCell::default();
        let mut replaced = Vec::new();
        let orders = orders.map(|(piece, order, signs)| {
            if !signs.is_empty() {
                replaced.push(replaced_signs(&piece.id, &signs));
            }
            pieces.borrow_mut().push(piece);
            order
        });
        let printed = print_all(orders, settings, &mut |rank, result| {
            let piece = pieces.borrow()[rank].clone();
            self.deliver(&piece, result, notes);
            progress(Progress::Done(&piece.id));
        });
        if let Err(fault) = printed {
            notes.push(Diagnostic::error(fault.to_string()));
            return None;
        }
        for warning in replaced {
            notes.push(warning);
        }
        Some(())
    }

    fn deliver(
        &mut self,
        piece: &Piece,
        result: Result<Print, Vec<PrintFault>>,
        notes: &mut Diagnostics,
    ) {
        let print = match result {
            Ok(print) => print,
            Err(faults) => {
                for fault in &faults {
                    notes.push(Diagnostic::error(format!("{} : {fault}", piece.id)));
                }
                self.leave_out(&piece.id, "la composition du document a échoué");
                self.tell_older(piece, notes);
                return;
            }
        };
        let file = format!("{}.pdf", piece.file);
        match self.folder.write(Path::new(&file), &print.pdf) {
            Ok(path) => {
                self.manifest.sheets.push(Sheet {
                    file,
                    sha256: fingerprint(&print.pdf),
                    pages: Some(print.pages),
                    bytes: print.pdf.len(),
                });
                self.outcome.written.push((path, print.pages));
            }
            Err(fault) => {
                notes.push(Diagnostic::error(format!("{} : {fault}", piece.id)));
                self.leave_out(&piece.id, "le fichier PDF n'a pas pu être écrit");
            }
        }
    }

    /// Writes a table beside the documents.
    pub fn add(&mut self, file: &str, bytes: &[u8], notes: &mut Diagnostics) {
        match self.folder.write(Path::new(file), bytes) {
            Ok(path) => {
                self.manifest.sheets.push(Sheet {
                    file: file.to_owned(),
                    sha256: fingerprint(bytes),
                    pages: None,
                    bytes: bytes.len(),
                });
                self.outcome.tables.push(path);
            }
            Err(fault) => notes.push(Diagnostic::error(fault.to_string())),
        }
    }

    /// Names in the manifest a file that was opened on the way.
    pub fn read_too(&mut self, path: String, sha256: String) {
        self.manifest.entries.push(Entry { path, sha256 });
    }

    /// Says in the manifest what the tables speak of.
    pub fn describe(&mut self, notice: ExportNotice) {
        self.manifest.notice = Some(notice);
    }

    pub fn leave_out(&mut self, id: &str, reason: &str) {
        self.outcome
            .left_out
            .push((id.to_owned(), reason.to_owned()));
        self.manifest.left_out.push(LeftOut {
            project: id.to_owned(),
            reason: reason.to_owned(),
        });
    }

    /// Tells a document of an earlier run that stands where none could be made: it would be taken for today's.
    pub fn tell_older(&self, piece: &Piece, notes: &mut Diagnostics) {
        let file = format!("{}.pdf", piece.file);
        if self.folder.holds(&file) {
            let message = format!(
                "{} : « {file} » vient d'une composition précédente, il n'a pas été refait",
                piece.id
            );
            notes.push(
                Diagnostic::warning(message)
                    .hint("corrigez les erreurs, puis relancez ; ou retirez ce fichier"),
            );
        }
    }

    /// Tells that what an earlier run settled on another day gives way to this one: a later report may be set beside it.
    ///
    /// Not of a day that nobody chose and that is less than a month old: figures are exported again as answers are corrected.
    pub fn tell_replaced(&self, manifest: &str, dated: Dated, notes: &mut Diagnostics) {
        let earlier = self.folder.read(manifest);
        let earlier = earlier.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
        let Some(earlier) = earlier.map(|earlier| earlier.date_arrete) else {
            return;
        };
        let now: Option<NaiveDate> = self.manifest.date_arrete.parse().ok();
        let again = |settled: NaiveDate| {
            let days = now.map(|now| now.signed_duration_since(settled).num_days());
            dated == Dated::OfToday && days.is_some_and(|days| (0..=AGAIN).contains(&days))
        };
        if let Ok(settled) = earlier.parse()
            && earlier != self.manifest.date_arrete
            && !again(settled)
        {
            let place = Place::file(self.folder.root().join(manifest).display().to_string());
            let message = format!(
                "cet export remplace celui du {} dans ce dossier",
                day(settled)
            );
            notes.push(
                Diagnostic::warning(message)
                    .at(place)
                    .hint("pour comparer deux années, gardez chaque export dans un dossier à lui, par exemple -o chiffres-2026"),
            );
        }
    }

    /// Ends with the list of what was read and written, under its name.
    pub fn finish(mut self, manifest: &str, notes: &mut Diagnostics) -> Outcome {
        self.outcome.written.sort();
        self.outcome.left_out.sort();
        if let Err(fault) = self
            .folder
            .write(Path::new(manifest), &self.manifest.to_bytes())
        {
            notes.push(Diagnostic::error(fault.to_string()));
        }
        self.outcome
    }
}

/// How the composing room works for this job.
pub(super) fn settings(job: &Job, printing: &Printing) -> Settings {
    Settings {
        jobs: printing.jobs,
        deadline: printing.deadline,
        memory: printing.memory,
        overrides: job.overrides.clone(),
        program: None,
    }
}

/// What was read, nothing written yet.
fn manifest(job: &Job) -> Manifest {
    let projects = &job.discovery.projects;
    let own = projects.iter().flat_map(|project| project.inputs());
    let texts = job.discovery.texts.iter();
    let inputs = job.discovery.shared_inputs().chain(texts).chain(own);
    let inputs = inputs.map(|input| (input.name.clone(), input));
    // Where the earlier year stands is this machine's matter: its files are named without their folder.
    let before = job.earlier.iter().flat_map(|precedent| &precedent.inputs);
    let before = before.map(|input| {
        let file = input.name.rsplit(['/', '\\']).next().unwrap_or_default();
        (format!("precedent/{file}"), input)
    });
    Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        date_arrete: job.date.to_string(),
        entries: inputs
            .chain(before)
            .filter_map(|(path, input)| {
                let sha256 = input.fingerprint().ok()?;
                Some(Entry { path, sha256 })
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
