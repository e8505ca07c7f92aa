//! What can go wrong on the press, told in French. Knows nothing of who ordered the document.

use std::any::Any;
use std::fmt;

use serde::{Deserialize, Serialize};
use typst::diag::{SourceDiagnostic, Tracepoint};
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

use super::Day;
use super::world::Sheet;

/// Why the templates cannot be loaded at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PressFault {
    /// A path that leads out of the folder of templates.
    BadPath {
        /// The path as given.
        path: String,
    },
    /// A `.typ` file that is not UTF-8.
    NotText {
        /// The path as given.
        path: String,
    },
}

impl fmt::Display for PressFault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::BadPath { path } => write!(
                out,
                "« {path} » n'est pas un chemin à l'intérieur du dossier des gabarits"
            ),
            Self::NotText { path } => write!(
                out,
                "le gabarit « {path} » n'est pas un texte en UTF-8 : enregistrez-le dans cet encodage"
            ),
        }
    }
}

impl std::error::Error for PressFault {}

/// Why one document could not be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PrintFault {
    /// No template has this name.
    UnknownDocument {
        /// The name asked for.
        document: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The edition's date is not in the calendar.
    NoSuchDay {
        /// The date as given.
        day: Day,
    },
    /// An image's name is not a path below `/images`.
    BadImageName {
        /// The name as given.
        name: String,
    },
    /// More distinct names of images than Typst can hold.
    TooManyImages {
        /// How many it can.
        most: usize,
    },
    /// Typst refused or warned.
    Composition {
        /// `documents/dossier.typ:12:5`, when Typst says where.
        place: Option<String>,
        /// Typst's own words, in English.
        message: String,
        /// Typst's hints.
        hints: Vec<String>,
        /// The calls that led there, nearest first: « theme.typ:3:1 (appel de `card`) ».
        trace: Vec<String>,
    },
    /// The worker took longer than it may.
    TooLong {
        /// The limit that was passed.
        seconds: u64,
    },
    /// The worker asked for more memory than it may.
    OutOfMemory {
        /// The limit that was passed.
        mebibytes: u64,
    },
    /// The worker ended before its answer.
    Interrupted {
        /// What is known of its end.
        detail: String,
    },
    /// The worker could not be started.
    NotStarted {
        /// What the system said.
        detail: String,
    },
}

impl PrintFault {
    /// A panic of Typst's, caught so that it costs one document.
    pub(super) fn from_panic(panic: &(dyn Any + Send)) -> Self {
        let words = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Self::Interrupted {
            detail: words.unwrap_or("panique sans message").into(),
        }
    }
}

impl fmt::Display for PrintFault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::UnknownDocument { document, known } => {
                write!(
                    out,
                    "aucun gabarit « documents/{document}.typ » (documents connus : {})",
                    known.join(", ")
                )
            }
            Self::NoSuchDay { day } => write!(
                out,
                "{:04}-{:02}-{:02} n'est pas une date du calendrier",
                day.year, day.month, day.day
            ),
            Self::BadImageName { name } => write!(
                out,
                "« {name} » ne peut pas nommer une image : donnez un nom de fichier simple"
            ),
            Self::TooManyImages { most } => {
                write!(
                    out,
                    "plus de {most} noms d'images différents dans une même impression : imprimez en plusieurs fois"
                )
            }
            Self::Composition {
                place,
                message,
                hints,
                trace,
            } => {
                write!(out, "composition impossible : ")?;
                if let Some(place) = place {
                    write!(out, "{place} : ")?;
                }
                write!(out, "{message}")?;
                hints
                    .iter()
                    .try_for_each(|hint| write!(out, " ; piste : {hint}"))?;
                trace
                    .iter()
                    .try_for_each(|call| write!(out, " ; depuis {call}"))
            }
            Self::TooLong { seconds } => {
                write!(out, "délai dépassé : plus de {seconds} s pour ce document")
            }
            Self::OutOfMemory { mebibytes } => write!(
                out,
                "mémoire dépassée : plus de {mebibytes} Mio pour ce document"
            ),
            Self::Interrupted { detail } => {
                write!(out, "le processus d'impression s'est interrompu : {detail}")
            }
            Self::NotStarted { detail } => write!(
                out,
                "le processus d'impression n'a pas pu démarrer : {detail}"
            ),
        }
    }
}

impl std::error::Error for PrintFault {}

/// Typst's errors or warnings as faults, with their places in the templates or the data.
pub(super) fn told<'a>(
    sheet: &Sheet,
    diagnostics: impl IntoIterator<Item = &'a SourceDiagnostic>,
) -> Vec<PrintFault> {
    let told = |diagnostic: &SourceDiagnostic| PrintFault::Composition {
        place: place(sheet, diagnostic.span),
        message: diagnostic.message.to_string(),
        hints: diagnostic
            .hints
            .iter()
            .map(|hint| hint.v.to_string())
            .collect(),
        trace: diagnostic
            .trace
            .iter()
            .filter_map(|point| {
                Some(format!(
                    "{} ({})",
                    place(sheet, point.span.into())?,
                    step(&point.v)
                ))
            })
            .collect(),
    };
    diagnostics.into_iter().map(told).collect()
}

/// `file:line:column`, both from 1, the column in characters.
fn place(sheet: &Sheet, span: DiagSpan) -> Option<String> {
    let id = span.id()?;
    let name = id.get().vpath().get_without_slash();
    let place = sheet.range(span).and_then(|range| {
        let bytes = sheet.file(id).ok()?;
        let before = bytes.get(..range.start)?;
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let start = before
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
        Some(format!("{name}:{line}:{column}"))
    });
    Some(place.unwrap_or_else(|| name.into()))
}

fn step(point: &Tracepoint) -> String {
    match point {
        Tracepoint::Call(Some(name)) => format!("appel de « {name} »"),
        Tracepoint::Call(None) => "appel d'une fonction".into(),
        Tracepoint::Show(name) => format!("règle d'affichage de « {name} »"),
        Tracepoint::Import(name) | Tracepoint::Include(name) => format!("lecture de « {name} »"),
    }
}
