//! The earlier year that a report is set beside: whether it is the same programme, and really earlier.

use std::path::Path;

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, day};
use crate::document::{ProgrammeDocument, Wanted};
use crate::model::{Earlier, Programme, Referential, plain};
use crate::read::{Discovery, Input, earlier};

/// What the report to be made is, as far as an earlier year has to agree with it.
pub(super) struct Present<'a> {
    pub wanted: Wanted,
    pub referential: &'a Referential,
    pub programme: Option<&'a Programme>,
    pub discovery: &'a Discovery,
    pub date: NaiveDate,
}

/// What an earlier year published, and the files it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Precedent {
    /// Its figures.
    pub earlier: Earlier,
    /// The manifest and the table of its export.
    pub inputs: Vec<Input>,
}

/// Reads the folder given; `None` with the reason told when the report cannot be set beside it.
pub(super) fn read(folder: &Path, present: &Present, notes: &mut Diagnostics) -> Option<Precedent> {
    if !matches!(
        present.wanted,
        Wanted::Programme(ProgrammeDocument::Annual, _)
    ) {
        notes.push(
            Diagnostic::error("« --precedent » ne sert qu'au rapport annuel")
                .hint("ajoutez « --document annuel », ou retirez « --precedent »"),
        );
        return None;
    }
    let (earlier, inputs) = earlier(folder, present.referential, notes)?;
    let place = Place::file(folder.display().to_string());
    let fault = not_before(&earlier, present).or_else(|| other_programme(&earlier, present));
    if let Some(fault) = fault {
        notes.push(fault.at(place));
        return None;
    }
    Some(Precedent { earlier, inputs })
}

fn not_before(earlier: &Earlier, present: &Present) -> Option<Diagnostic> {
    if earlier.closed_on < present.date {
        return None;
    }
    let message = format!(
        "cet export est arrêté au {}, et ce rapport au {} : ce n'est pas une année précédente",
        day(earlier.closed_on),
        day(present.date)
    );
    Some(Diagnostic::error(message).hint(
        "donnez l'export de l'édition d'avant ; la date de ce rapport est « arrete_le » dans programme.toml, ou « --date »",
    ))
}

/// Another name and no laureate in common: another programme.
fn other_programme(earlier: &Earlier, present: &Present) -> Option<Diagnostic> {
    let name = present
        .programme
        .map_or("", |programme| programme.name.as_str());
    let told = earlier.notice.programme.as_str();
    let mut projects = present.discovery.projects.iter();
    let common = projects.any(|project| earlier.projects.contains_key(&project.id));
    if common || plain(name) == plain(told) {
        return None;
    }
    let told = match told {
        "" => "un projet seul".to_owned(),
        told => format!("« {told} »"),
    };
    Some(
        Diagnostic::error(format!(
            "cet export porte sur {told}, sans aucun lauréat de « {name} »"
        ))
        .hint("donnez l'export du même programme ; un lauréat se reconnaît au nom de son dossier, qui ne change pas d'une année à l'autre"),
    )
}
