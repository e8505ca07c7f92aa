//! What the person at the terminal sees: messages on stderr, data on stdout, and the exit code.

/// A line on stderr; one that nobody can receive (a full disk, a closed pipe) never stops what is being made.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(anstream::stderr(), $($words)*);
    }};
}

mod asked;
mod hidden;
mod progress;
mod published;
mod rules;
mod tables;
mod telling;
mod tools;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use jalon::diagnostic::{Diagnostic, Diagnostics};
use jalon::document::Wanted;
use jalon::job::{Job, Request};
use jalon::{Printing, Progress};

use crate::args::{self, Build, Check, Data, DocumentName, Format, Init, Reading, Standards};
use asked::{asked, one_project, request, wanted};
pub use hidden::{lint, worker};
use progress::Bar;
pub use published::publish;
pub use rules::rules;
pub use tables::export;
use telling::{summary, tell, told, typeable};
use tools::on_stdout;
pub use tools::{completions, schema, templates};

/// Under so many MiB a worker does not start.
const LEAST_MEMORY: u64 = 256;

/// More workers than cores wait for each other; far more, and the system refuses to start them.
const MOST_JOBS: usize = 64;

/// Everything was made.
const ALL_MADE: u8 = 0;
/// Something was left out.
const LEFT_OUT: u8 = 1;
/// Nothing could start.
const NOT_STARTED: u8 = 2;

/// Help or version, on stdout.
pub fn shown(page: &clap::Error) -> ExitCode {
    ExitCode::from(if page.print().is_ok() {
        ALL_MADE
    } else {
        LEFT_OUT
    })
}

/// A command line that cannot be understood.
pub fn refused(fault: Diagnostic, format: Format) -> ExitCode {
    let mut notes = Diagnostics::new();
    notes.push(fault);
    not_started(&notes, format)
}

/// `jalon build`.
pub fn build(build: &Build) -> ExitCode {
    build_telling(build, &Diagnostics::new())
}

/// Builds, without saying again what was `already` told.
fn build_telling(build: &Build, already: &Diagnostics) -> ExitCode {
    let mut notes = Diagnostics::new();
    let job = wanted(build, &mut notes).and_then(|wanted| {
        let request = Request {
            templates: build.templates.clone(),
            wanted,
            earlier: build.precedent.clone(),
            ..request(&build.reading)
        };
        Job::new(&request, &mut notes)
    });
    let Some(mut job) = job else {
        return not_started(&notes, build.reading.format);
    };
    let printing = Printing {
        output: build.output.clone(),
        jobs: build.jobs.unwrap_or_else(cores).clamp(1, MOST_JOBS),
        deadline: Duration::from_secs(build.delai.max(1)),
        memory: build.memoire.max(LEAST_MEMORY) << 20,
    };
    jalon::try_logos(&mut job, &mut notes);
    let bar = Bar::new(build.reading.format);
    let outcome = jalon::build(&job, &printing, &mut notes, &mut |progress| {
        bar.follow(&progress);
    });
    bar.clear();
    let notes = jalon::nameless(&job, notes);
    let told: Vec<&Diagnostic> = already.iter().collect();
    let new = notes.iter().filter(|note| !told.contains(note));
    tell(new, build.reading.format);
    match outcome {
        None => ExitCode::from(NOT_STARTED),
        Some(outcome) => {
            summary(&outcome, job.wanted, &build.output, build.reading.format);
            exit(outcome.left_out.is_empty() && !notes.leave_out())
        }
    }
}

/// `jalon check`.
pub fn check(check: &Check) -> ExitCode {
    let (code, _) = check_telling(&check.reading);
    ExitCode::from(code)
}

/// Checks and tells; what was told goes back with the exit code.
fn check_telling(reading: &Reading) -> (u8, Diagnostics) {
    let mut notes = Diagnostics::new();
    let Some(mut job) = Job::new(&request(reading), &mut notes) else {
        tell(notes.iter(), reading.format);
        return (NOT_STARTED, notes);
    };
    jalon::try_logos(&mut job, &mut notes);
    let bar = Bar::new(reading.format);
    bar.follow(&Progress::Reading(job.discovery.projects.len()));
    let (mut studies, mut lines, mut sound) = (jalon::Studies::for_check(&job), Vec::new(), true);
    let mut remarks = Vec::new();
    for studied in studies.by_ref() {
        sound &= studied.found.is_some();
        remarks.extend(jalon::sheet_remarks(&job, &studied));
        lines.push(told(&studied, reading.format));
        bar.follow(&Progress::Read(&studied.id));
    }
    bar.clear();
    studies.tell(&mut notes);
    for remark in remarks {
        notes.push(remark);
    }
    for fault in job.name_faults() {
        notes.push(fault);
    }
    let notes = jalon::nameless(&job, notes);
    tell(notes.iter(), reading.format);
    for line in lines {
        say!("{line}");
    }
    let sound = sound && !notes.leave_out();
    (if sound { ALL_MADE } else { LEFT_OUT }, notes)
}

/// `jalon data`.
pub fn data(data: &Data) -> ExitCode {
    let mut notes = Diagnostics::new();
    let wanted = match args::wanted(data.document, data.edition) {
        Ok(wanted) => wanted,
        Err(fault) => return refused(*fault, Format::Texte),
    };
    let only = data.project.iter().cloned();
    let request = Request {
        wanted,
        earlier: data.precedent.clone(),
        ..asked(&data.path, only, &data.standards, data.date)
    };
    let Some(job) = Job::new(&request, &mut notes) else {
        return not_started(&notes, Format::Texte);
    };
    let of_each = matches!(wanted, Wanted::EachProject(..));
    if of_each && !one_project(&job, &mut notes) {
        return not_started(&notes, Format::Texte);
    }
    let bytes = jalon::data(&job, &mut notes);
    let notes = jalon::nameless(&job, notes);
    tell(notes.iter(), Format::Texte);
    match bytes {
        Some(bytes) => {
            let written = on_stdout(&bytes);
            match notes.leave_out() {
                true => ExitCode::from(LEFT_OUT),
                false => written,
            }
        }
        None => ExitCode::from(LEFT_OUT),
    }
}

/// `jalon init`.
pub fn init(init: &Init) -> ExitCode {
    let referential = jalon::model::Referential::embedded();
    let questionnaire = jalon::model::Questionnaire::embedded(&referential);
    match jalon::output::new_project(&init.path, &questionnaire) {
        Ok(files) => {
            say!("Dossier de projet créé : {}", init.path.display());
            for file in files {
                say!("  {}", file.display());
            }
            say!(
                "« LISEZMOI.txt » dit par où commencer. Remplissez « projet.toml », déposez vos réponses dans le dossier, puis : jalon check {}",
                typeable(&init.path)
            );
            ExitCode::from(ALL_MADE)
        }
        Err(fault) => {
            let mut notes = Diagnostics::new();
            notes.push(Diagnostic::error(fault.to_string()));
            not_started(&notes, Format::Texte)
        }
    }
}

/// `jalon DOSSIER`: a folder dropped on the program is checked, then built into its own « dossiers ».
pub fn check_then_build(path: Option<PathBuf>) -> ExitCode {
    let path = path.unwrap_or_else(|| PathBuf::from("."));
    let output = path.join("dossiers");
    let reading = Reading {
        path,
        projects: Vec::new(),
        standards: Standards::default(),
        format: Format::Texte,
        date: None,
    };
    let (code, already) = check_telling(&reading);
    let made = match code {
        NOT_STARTED => ExitCode::from(NOT_STARTED),
        _ => build_telling(
            &Build {
                reading,
                edition: None,
                output,
                document: DocumentName::Dossier,
                jobs: None,
                templates: None,
                precedent: None,
                delai: 60,
                memoire: 1024,
            },
            &already,
        ),
    };
    wait_before_closing();
    made
}

/// A folder dropped on the program opens a window of its own, which Windows closes at once when the program ends.
fn wait_before_closing() {
    if cfg!(windows) && std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
        say!("Appuyez sur Entrée pour fermer cette fenêtre.");
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn exit(all_made: bool) -> ExitCode {
    ExitCode::from(if all_made { ALL_MADE } else { LEFT_OUT })
}

fn not_started(notes: &Diagnostics, format: Format) -> ExitCode {
    tell(notes.iter(), format);
    ExitCode::from(NOT_STARTED)
}
