//! `jalon export` at the terminal: settles the form of the tables, warns about full precision, tells what was written.

use std::process::ExitCode;

use jalon::diagnostic::{Diagnostic, Diagnostics};
use jalon::export::{Dialect, Form, Precision};
use jalon::job::Job;

use crate::args::{DialectName, Export, PrecisionName};

use super::progress::Bar;
use super::telling::{exported, tell};
use super::{exit, not_started, request};

/// `jalon export`.
pub fn export(export: &Export) -> ExitCode {
    let mut notes = Diagnostics::new();
    let format = export.reading.format;
    let Some(job) = Job::new(&request(&export.reading), &mut notes) else {
        return not_started(&notes, format);
    };
    let form = form(export);
    if form.precision == Precision::Full {
        notes.push(for_the_owner_only());
    }
    let bar = Bar::new(format);
    let outcome = jalon::export(&job, &export.output, form, &mut notes, &mut |progress| {
        bar.follow(&progress);
    });
    bar.clear();
    let notes = jalon::nameless(&job, notes);
    let Some(outcome) = outcome else {
        return not_started(&notes, format);
    };
    tell(notes.iter(), format);
    exported(&outcome, &export.output, format);
    exit(outcome.left_out.is_empty() && !notes.leave_out())
}

fn form(export: &Export) -> Form {
    Form {
        dialect: match export.dialecte {
            DialectName::Francais => Dialect::French,
            DialectName::Standard => Dialect::Standard,
        },
        precision: match export.precision {
            PrecisionName::Imprimee => Precision::Printed,
            PrecisionName::Pleine => Precision::Full,
        },
    }
}

/// A mean with all its decimals tells what each of a few people answered.
fn for_the_owner_only() -> Diagnostic {
    Diagnostic::warning(
        "en précision pleine, ces tableaux sont réservés à qui détient les réponses : ni publication, ni transmission",
    )
    .hint("sans « --precision pleine », les chiffres sont ceux du dossier imprimé, et peuvent circuler avec lui")
}
