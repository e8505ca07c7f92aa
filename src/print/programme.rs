//! Documents made once for the programme: which files they have, and what their templates receive.

use crate::diagnostic::Diagnostics;
use crate::document::{Naming, ProgrammeDocument};
use crate::job::Job;

use super::run::Run;
use super::{Printing, Progress};

/// Prints a document over all projects; those that could not be read are named in it and left out of its figures.
pub(super) fn print(
    _job: &Job,
    document: ProgrammeDocument,
    _naming: Naming,
    _printing: &Printing,
    _run: &mut Run,
    _notes: &mut Diagnostics,
    _progress: &mut dyn FnMut(Progress),
) -> Option<()> {
    match document {
        ProgrammeDocument::Annual | ProgrammeDocument::Directory => {
            unreachable!("`job::possible` stops before")
        }
    }
}

/// The JSON of the document.
pub(super) fn data(
    _job: &Job,
    document: ProgrammeDocument,
    _naming: Naming,
    _notes: &mut Diagnostics,
) -> Option<Vec<u8>> {
    match document {
        ProgrammeDocument::Annual | ProgrammeDocument::Directory => {
            unreachable!("`job::possible` stops before")
        }
    }
}
