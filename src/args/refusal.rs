//! What is told when a command line cannot be understood: one French sentence and the way out, for each kind of clap's errors.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Command, CommandFactory, ValueEnum};

use jalon::diagnostic::{Diagnostic, nearest};

use super::tools::verbs;
use super::{Cli, DocumentName};

/// The fault of a command line, as the program tells any other.
pub(super) fn refusal(error: &Error, words: &[String]) -> Diagnostic {
    if error.kind() == ErrorKind::ArgumentConflict
        && told(error, ContextKind::InvalidArg).is_empty()
        && let Some(fault) = out_of_place(words)
    {
        return fault;
    }
    let fault = Diagnostic::error(message(error));
    let verbs = match error.kind() {
        ErrorKind::UnknownArgument => verbs_with(&told(error, ContextKind::InvalidArg)),
        _ => Vec::new(),
    };
    // « jalon DOSSIER --document annuel »: the option is right, the verb is missing, or another one has it.
    if told(error, ContextKind::SuggestedArg).is_empty() && !verbs.is_empty() {
        let verbs: Vec<String> = verbs
            .iter()
            .map(|verb| format!("« jalon {verb} »"))
            .collect();
        let argument = told(error, ContextKind::InvalidArg);
        return Diagnostic::error(format!("l'option « {argument} » ne s'écrit pas ici"))
            .hint(format!("elle s'écrit après {}", verbs.join(" ou ")));
    }
    fault.hint(way_out(error))
}

/// A folder and a verb in the wrong order, or a verb with a slip before a folder.
fn out_of_place(words: &[String]) -> Option<Diagnostic> {
    let mut free = words.iter().filter(|word| !word.starts_with('-'));
    let (first, second) = (free.next()?, free.next()?);
    let command = Cli::command();
    if verbs(&command).any(|verb| verb.get_name() == second) {
        let fault = Diagnostic::error(format!("la commande « {second} » s'écrit avant le dossier"));
        return Some(fault.hint(format!("écrivez : jalon {second} \"{first}\"")));
    }
    let near = nearest(first, verbs(&command).map(Command::get_name))?;
    let fault = Diagnostic::error(format!("la commande « {first} » n'existe pas"));
    Some(fault.hint(format!("vouliez-vous dire « jalon {near} » ?")))
}

/// The verbs that have an option.
fn verbs_with(option: &str) -> Vec<String> {
    let Some(long) = option.strip_prefix("--") else {
        return Vec::new();
    };
    let command = Cli::command();
    verbs(&command)
        .filter(|verb| {
            verb.get_arguments()
                .any(|one| one.get_long() == Some(long) && !one.is_hide_set())
        })
        .map(|verb| verb.get_name().to_owned())
        .collect()
}

/// A word alone that is no folder is most likely a verb with a slip.
pub(super) fn misspelt(typed: &Cli) -> Option<Diagnostic> {
    let word = typed.path.as_ref().filter(|path| !path.exists())?;
    let word = word.to_str()?;
    let fault = Diagnostic::error(format!("« {word} » n'est ni une commande ni un dossier"));
    if DocumentName::from_str(word, true).is_ok() {
        let word = word.to_lowercase();
        let way = format!("c'est un document : jalon build DOSSIER --document {word}");
        return Some(fault.hint(way));
    }
    let command = Cli::command();
    let near = nearest(word, verbs(&command).map(Command::get_name))?;
    Some(fault.hint(format!("vouliez-vous dire « jalon {near} » ?")))
}

fn message(error: &Error) -> String {
    let argument = told(error, ContextKind::InvalidArg);
    let value = told(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("l'option « {argument} » n'existe pas")
        }
        ErrorKind::UnknownArgument => format!("« {argument} » est de trop"),
        ErrorKind::InvalidSubcommand => format!(
            "la commande « {} » n'existe pas",
            told(error, ContextKind::InvalidSubcommand)
        ),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("l'option « {argument} » attend une valeur")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("« {value} » ne convient pas à l'option « {argument} »")
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {argument}"),
        ErrorKind::ArgumentConflict => match told(error, ContextKind::PriorArg).as_str() {
            _ if argument.is_empty() => "un mot est de trop sur la ligne de commande".to_owned(),
            "" => format!("« {argument} » ne s'écrit pas ici"),
            prior if prior == argument => {
                format!("l'option « {argument} » est écrite deux fois")
            }
            prior => format!("« {argument} » et « {prior} » ne vont pas ensemble"),
        },
        ErrorKind::TooManyValues => format!("« {value} » est de trop après « {argument} »"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            format!("l'option « {argument} » attend une valeur")
        }
        ErrorKind::InvalidUtf8 => "un mot de la commande n'est pas du texte lisible".to_owned(),
        _ => "la commande n'est pas complète".to_owned(),
    }
}

fn way_out(error: &Error) -> String {
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    if let Some(near) = near
        .into_iter()
        .map(|kind| told(error, kind))
        .find(|near| !near.is_empty())
    {
        return format!("vouliez-vous dire « {near} » ?");
    }
    let known = told(error, ContextKind::ValidValue);
    if !known.is_empty() {
        return format!("écrivez l'une de ces valeurs : {known}");
    }
    let argument = told(error, ContextKind::InvalidArg);
    if argument.contains("DATE") {
        return "écrivez la date en année-mois-jour, par exemple 2026-06-30".to_owned();
    }
    if error.kind() == ErrorKind::ValueValidation {
        return "écrivez un nombre entier, par exemple 2".to_owned();
    }
    "« jalon --help » montre les commandes, « jalon COMMANDE --help » les options de l'une d'elles"
        .to_owned()
}

/// What clap knows of the fault, its lists in one line.
fn told(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
