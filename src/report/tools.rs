//! The verbs that copy what the program holds: page templates, schemas, shell completion. Data on stdout, sentences on stderr.

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use jalon::diagnostic::{Diagnostic, Diagnostics, nearest_or, visible};
use jalon::output::{OutputFault, write_new};
use jalon::schema;

use super::telling::{counted, tell, typeable};
use super::{ALL_MADE, LEFT_OUT, not_started};
use crate::args::{self, Completions, Format, Schema, TemplatesVerb};

/// `jalon templates`.
pub fn templates(verb: &TemplatesVerb) -> ExitCode {
    let TemplatesVerb::Eject { path } = verb;
    let files = jalon::typeset::TEMPLATES.iter();
    let files: Vec<(&str, Vec<u8>)> = files.map(|(name, bytes)| (*name, bytes.to_vec())).collect();
    match write_new(path, &files) {
        Ok(_) => {
            say!(
                "{} dans {}",
                counted(files.len(), "modèle copié", "modèles copiés"),
                path.display()
            );
            say!(
                "Gardez ceux que vous modifiez, retirez les autres : ceux du programme serviront. Puis : jalon build DOSSIER --templates {}",
                typeable(path)
            );
            ExitCode::from(ALL_MADE)
        }
        Err(fault) => unwritten(&fault),
    }
}

/// `jalon schema`.
pub fn schema(schema: &Schema) -> ExitCode {
    if let Some(folder) = &schema.output {
        return schemas(folder);
    }
    let Some(name) = &schema.file else {
        let line = |file: &schema::File| format!("{:<14} {}\n", file.name, file.words);
        let list: String = schema::FILES.iter().map(line).collect();
        return on_stdout(list.as_bytes());
    };
    let known = || schema::FILES.iter().map(|file| file.name);
    let bare = name.strip_suffix(".toml").unwrap_or(name);
    match schema::FILES.iter().find(|file| file.name == bare) {
        Some(file) => on_stdout(&schema::text(file)),
        None => {
            let hint = nearest_or(bare, known(), || {
                let known: Vec<&str> = known().collect();
                format!("les fichiers décrits sont : {}", known.join(", "))
            });
            let fault =
                Diagnostic::error(format!("« {} » n'est pas un fichier décrit", visible(name)));
            let mut notes = Diagnostics::new();
            notes.push(fault.hint(hint));
            not_started(&notes, Format::Texte)
        }
    }
}

fn schemas(folder: &Path) -> ExitCode {
    let made: Vec<(String, Vec<u8>)> = schema::FILES
        .iter()
        .map(|file| (format!("{}.schema.json", file.name), schema::text(file)))
        .collect();
    let files: Vec<(&str, Vec<u8>)> = made
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    match write_new(folder, &files) {
        Ok(_) => {
            say!(
                "{} dans {}",
                counted(files.len(), "description écrite", "descriptions écrites"),
                folder.display()
            );
            ExitCode::from(ALL_MADE)
        }
        Err(fault) => unwritten(&fault),
    }
}

/// `jalon completions`.
pub fn completions(completions: &Completions) -> ExitCode {
    on_stdout(&args::completion(completions.shell))
}

/// Data, on stdout; a reader that left is no news to it, a disk without room is.
pub(super) fn on_stdout(bytes: &[u8]) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let Err(error) = out.write_all(bytes).and_then(|()| out.flush()) else {
        return ExitCode::from(ALL_MADE);
    };
    if error.kind() != ErrorKind::BrokenPipe {
        let fault = Diagnostic::error("la sortie n'a pas pu être écrite jusqu'au bout")
            .hint("vérifiez la place sur le disque et les droits du fichier, puis relancez");
        tell([fault].iter(), Format::Texte);
    }
    ExitCode::from(LEFT_OUT)
}

fn unwritten(fault: &OutputFault) -> ExitCode {
    let mut notes = Diagnostics::new();
    notes.push(Diagnostic::error(fault.to_string()));
    not_started(&notes, Format::Texte)
}
