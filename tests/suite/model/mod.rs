//! Files users write: what is read, what is told, what the shipped data promises.

mod case;
mod collation;
mod horizon;
mod meanings;
mod programme;
mod project;
mod questionnaire;
mod referential;
mod samples;
mod syntax;
mod verbatim;
mod verbatim_names;

use std::sync::LazyLock;

use jalon::diagnostic::Diagnostics;
use jalon::model::Referential;

/// The shipped referential, read once for the laws that try many cases.
static SHIPPED: LazyLock<Referential> = LazyLock::new(Referential::embedded);

/// Every diagnostic as the user reads it.
fn told(notes: &Diagnostics) -> Vec<String> {
    notes.iter().map(ToString::to_string).collect()
}
