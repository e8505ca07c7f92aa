//! Which document and which edition were typed, and whether they go together.

use jalon::diagnostic::Diagnostic;
use jalon::document::{Edition, Naming, ProgrammeDocument, ProjectDocument, Wanted};

use super::{DocumentName, EditionName};

/// The document and its readers; a fault when the document has no such edition.
pub fn wanted(
    document: DocumentName,
    edition: Option<EditionName>,
) -> Result<Wanted, Box<Diagnostic>> {
    match document {
        DocumentName::Dossier => readers(ProjectDocument::Dossier, edition, "dossier"),
        DocumentName::Fiche => alone(
            Wanted::EachProject(ProjectDocument::CaseSheet, Edition::Working),
            edition,
            "fiche",
        ),
        DocumentName::Grille => alone(
            Wanted::EachProject(ProjectDocument::MarkingForm, Edition::Working),
            edition,
            "grille",
        ),
        DocumentName::Annuel => naming(ProgrammeDocument::Annual, edition, "annuel"),
        DocumentName::Annuaire => alone(
            Wanted::Programme(ProgrammeDocument::Directory, Naming::Names),
            edition,
            "annuaire",
        ),
    }
}

/// A document that is the same for all its readers.
fn alone(
    wanted: Wanted,
    edition: Option<EditionName>,
    name: &str,
) -> Result<Wanted, Box<Diagnostic>> {
    match edition {
        None => Ok(wanted),
        Some(_) => Err(Box::new(
            Diagnostic::error(format!("le document « {name} » n'a qu'une édition"))
                .hint("retirez l'option « --edition »"),
        )),
    }
}

fn readers(
    document: ProjectDocument,
    edition: Option<EditionName>,
    name: &str,
) -> Result<Wanted, Box<Diagnostic>> {
    let edition = match edition {
        None | Some(EditionName::Travail) => Edition::Working,
        Some(EditionName::Financeur) => Edition::Funder,
        Some(EditionName::Interne) => return Err(refused("interne", name, "travail, financeur")),
        Some(EditionName::Publique) => return Err(refused("publique", name, "travail, financeur")),
    };
    Ok(Wanted::EachProject(document, edition))
}

fn naming(
    document: ProgrammeDocument,
    edition: Option<EditionName>,
    name: &str,
) -> Result<Wanted, Box<Diagnostic>> {
    let naming = match edition {
        None | Some(EditionName::Interne) => Naming::Names,
        Some(EditionName::Publique) => Naming::Codes,
        Some(EditionName::Travail) => return Err(refused("travail", name, "interne, publique")),
        Some(EditionName::Financeur) => {
            return Err(refused("financeur", name, "interne, publique"));
        }
    };
    Ok(Wanted::Programme(document, naming))
}

fn refused(edition: &str, document: &str, known: &str) -> Box<Diagnostic> {
    let fault = Diagnostic::error(format!(
        "le document « {document} » n'a pas d'édition « {edition} »"
    ));
    Box::new(fault.hint(format!("ses éditions sont : {known}")))
}
