//! What the person at the terminal sees: messages on stderr, data on stdout, and the exit code.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

use jalon::aggregate::figures::Party;
use jalon::diagnostic::{Diagnostic, Diagnostics, Severity, visible};
use jalon::document::Edition;
use jalon::job::{Job, Request};
use jalon::{Outcome, Printing, Progress, Studied};

use crate::args::{self, Build, Check, Data, EditionName, Format, Init, Reading};

/// Everything was made.
const ALL_MADE: u8 = 0;
/// Something was left out.
const LEFT_OUT: u8 = 1;
/// Nothing could start.
const NOT_STARTED: u8 = 2;

/// `jalon build`.
pub fn build(build: &Build) -> ExitCode {
    let mut notes = Diagnostics::new();
    let templates = build.templates.clone();
    let Some(job) = Job::new(&request(&build.reading, templates), &mut notes) else {
        return not_started(&notes, build.reading.format);
    };
    let printing = Printing {
        output: build.output.clone(),
        jobs: build.jobs.unwrap_or_else(cores).max(1),
        deadline: Duration::from_secs(build.delai.max(1)),
        memory: build.memoire.max(64) << 20,
    };
    let bar = ProgressBar::hidden();
    let outcome = jalon::build(
        &job,
        &printing,
        &mut notes,
        &mut |progress| match progress {
            Progress::Start(count) => show(&bar, count),
            Progress::Done(id) => {
                bar.set_message(visible(id));
                bar.inc(1);
            }
        },
    );
    bar.finish_and_clear();
    tell(&notes, build.reading.format);
    match outcome {
        None => ExitCode::from(NOT_STARTED),
        Some(outcome) => {
            summary(&outcome, &build.output, build.reading.format);
            exit(
                outcome.left_out.is_empty() && !notes.has_errors(),
                !outcome.written.is_empty(),
            )
        }
    }
}

/// `jalon check`.
pub fn check(check: &Check) -> ExitCode {
    let mut notes = Diagnostics::new();
    let Some(job) = Job::new(&request(&check.reading, None), &mut notes) else {
        return not_started(&notes, check.reading.format);
    };
    let studied = jalon::studies(&job, &mut notes);
    tell(&notes, check.reading.format);
    for studied in &studied {
        told(studied, check.reading.format);
    }
    let sound = studied.iter().all(|studied| studied.found.is_some());
    exit(sound && !notes.has_errors(), true)
}

/// `jalon data`.
pub fn data(data: &Data) -> ExitCode {
    let mut notes = Diagnostics::new();
    let request = Request {
        path: data.path.clone(),
        only: data.project.iter().cloned().collect(),
        referential: data.referentiel.clone(),
        rules: data.regles.clone(),
        templates: None,
        date: data.date,
        today: args::today(),
        edition: edition(data.edition),
    };
    let Some(job) = Job::new(&request, &mut notes) else {
        return not_started(&notes, Format::Texte);
    };
    if job.projects().count() > 1 {
        let ids: Vec<&str> = job
            .discovery
            .projects
            .iter()
            .map(|project| project.id.as_str())
            .collect();
        notes.push(
            Diagnostic::error("ce dossier contient plusieurs projets").hint(format!(
                "ajoutez l'identifiant de l'un d'eux : {}",
                ids.join(", ")
            )),
        );
        return not_started(&notes, Format::Texte);
    }
    let bytes = jalon::data(&job, &mut notes);
    tell(&notes, Format::Texte);
    match bytes {
        Some(bytes) => {
            let written = std::io::stdout().lock().write_all(&bytes);
            ExitCode::from(if written.is_ok() { ALL_MADE } else { LEFT_OUT })
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
            anstream::eprintln!("Dossier de projet créé : {}", init.path.display());
            for file in files {
                anstream::eprintln!("  {}", file.display());
            }
            anstream::eprintln!(
                "Remplissez « projet.toml », déposez vos réponses dans le dossier, puis : jalon check {}",
                init.path.display()
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

/// `jalon DOSSIER`: a folder dropped on the program is checked, then built beside itself.
pub fn check_then_build(path: Option<PathBuf>) -> ExitCode {
    let path = path.unwrap_or_else(|| PathBuf::from("."));
    let output = path.join("dossiers");
    build(&Build {
        reading: Reading {
            path,
            projects: Vec::new(),
            referentiel: None,
            regles: None,
            format: Format::Texte,
            date: None,
            edition: EditionName::Travail,
        },
        output,
        document: args::DocumentName::Dossier,
        jobs: None,
        templates: None,
        delai: 60,
        memoire: 1024,
    })
}

/// Prints orders that another process of this program sends.
pub fn worker() -> ExitCode {
    match jalon::typeset::serve(std::io::stdin(), std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Tells what the validators let through in finished files.
pub fn lint(files: &[PathBuf]) -> ExitCode {
    let mut sound = true;
    for file in files {
        let faults = match std::fs::read(file) {
            Ok(bytes) => jalon::typeset::lint(&bytes),
            Err(error) => vec![error.to_string()],
        };
        for fault in faults {
            sound = false;
            anstream::println!("{} : {fault}", file.display());
        }
    }
    exit(sound, true)
}

fn request(reading: &Reading, templates: Option<PathBuf>) -> Request {
    Request {
        path: reading.path.clone(),
        only: reading.projects.clone(),
        referential: reading.referentiel.clone(),
        rules: reading.regles.clone(),
        templates,
        date: reading.date,
        today: args::today(),
        edition: edition(reading.edition),
    }
}

fn edition(name: EditionName) -> Edition {
    match name {
        EditionName::Travail => Edition::Working,
        EditionName::Financeur => Edition::Funder,
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn exit(all_made: bool, some_made: bool) -> ExitCode {
    ExitCode::from(match (all_made, some_made) {
        (true, _) => ALL_MADE,
        (false, true) => LEFT_OUT,
        (false, false) => LEFT_OUT,
    })
}

fn not_started(notes: &Diagnostics, format: Format) -> ExitCode {
    tell(notes, format);
    ExitCode::from(NOT_STARTED)
}

fn show(bar: &ProgressBar, count: usize) {
    if std::io::stderr().is_terminal() {
        bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
    }
    bar.set_length(count as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} · encore {eta} · {msg}")
    {
        bar.set_style(style);
    }
}

/// Messages on stderr, errors first on nobody's screen: in the order met.
fn tell(notes: &Diagnostics, format: Format) {
    for note in notes.iter() {
        match format {
            Format::Json => {
                if let Ok(line) = serde_json::to_string(note) {
                    anstream::eprintln!("{line}");
                }
            }
            Format::Texte => {
                let colour = match note.severity {
                    Severity::Error => AnsiColor::Red,
                    Severity::Warning => AnsiColor::Yellow,
                };
                let style = Style::new().bold().fg_color(Some(colour.into()));
                let text = note.to_string();
                let word = note.severity.word();
                let rest = text.strip_prefix(word).unwrap_or(&text);
                anstream::eprintln!("{style}{word}{style:#}{rest}");
            }
        }
    }
}

fn summary(outcome: &Outcome, output: &Path, format: Format) {
    if format == Format::Json {
        let line = serde_json::json!({
            "ecrits": outcome.written.iter().map(|(path, pages)| serde_json::json!({
                "fichier": path.file_name().map(|name| name.to_string_lossy()), "pages": pages,
            })).collect::<Vec<_>>(),
            "laisses_de_cote": outcome.left_out.iter().map(|(id, reason)| serde_json::json!({
                "projet": id, "raison": reason,
            })).collect::<Vec<_>>(),
        });
        anstream::eprintln!("{line}");
        return;
    }
    let written = outcome.written.len();
    let plural = if written > 1 { "s" } else { "" };
    anstream::eprintln!(
        "{written} dossier{plural} composé{plural} dans {}",
        output.display()
    );
    for (path, pages) in &outcome.written {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        anstream::eprintln!("  {name} ({pages} pages)");
    }
    if !outcome.left_out.is_empty() {
        anstream::eprintln!("Laissés de côté :");
        for (id, reason) in &outcome.left_out {
            anstream::eprintln!("  {} : {reason}", visible(id));
        }
    }
}

/// What a project will be able to show, in a few lines.
fn told(studied: &Studied, format: Format) {
    let Some(found) = &studied.found else {
        if format == Format::Texte {
            anstream::eprintln!(
                "{} : laissé de côté, ses fichiers contiennent des erreurs",
                visible(&studied.id)
            );
        }
        return;
    };
    let figures = &found.figures;
    let measures = figures.measures().count();
    let published = figures
        .levels
        .values()
        .filter(|figure| figure.is_ok())
        .count();
    let withheld = figures.levels.len() - published;
    let people: u32 = figures
        .last()
        .and_then(|last| {
            figures
                .participation
                .iter()
                .find(|line| line.wave == last && line.party == Party::Ensemble)
        })
        .and_then(|line| line.answered.ok())
        .unwrap_or(0);
    if format == Format::Json {
        let line = serde_json::json!({
            "projet": studied.id, "mesures": measures, "reponses_derniere_mesure": people,
            "chiffres_publies": published, "chiffres_absents": withheld,
            "recommandations": found.advice.actions.len(),
        });
        anstream::eprintln!("{line}");
        return;
    }
    anstream::eprintln!(
        "{} : {measures} mesure{}, {people} personnes à la dernière, {published} chiffres publiés, \
         {withheld} non publiés ou non mesurés, {} recommandations",
        visible(&studied.id),
        if measures > 1 { "s" } else { "" },
        found.advice.actions.len()
    );
}
