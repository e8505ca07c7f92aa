//! Which document is asked for, and for which readers. Makes none.

use super::Edition;

/// A document of each project, or one of the programme above them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// One file a project.
    EachProject(ProjectDocument, Edition),
    /// One file for all projects.
    Programme(ProgrammeDocument, Naming),
}

impl Wanted {
    /// Template and data: `documents/NAME.typ` reads `/data/NAME.json`.
    pub fn template(self) -> &'static str {
        match self {
            Wanted::EachProject(ProjectDocument::Dossier, _) => "dossier",
            Wanted::EachProject(ProjectDocument::CaseSheet, _) => "case",
            Wanted::EachProject(ProjectDocument::MarkingForm, _) => "grid",
            Wanted::Programme(ProgrammeDocument::Annual, _) => "annual",
            Wanted::Programme(ProgrammeDocument::Directory, _) => "directory",
        }
    }

    /// Readers of a project's document; a document of the programme speaks of no team's own print.
    pub fn edition(self) -> Edition {
        match self {
            Wanted::EachProject(_, edition) => edition,
            Wanted::Programme(..) => Edition::default(),
        }
    }
}

impl Default for Wanted {
    fn default() -> Self {
        Wanted::EachProject(ProjectDocument::Dossier, Edition::default())
    }
}

/// Documents made once a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectDocument {
    /// « dossier »: the evaluation dossier.
    Dossier,
    /// « fiche »: the case sheet.
    CaseSheet,
    /// « grille »: the form for a team's collective marking.
    MarkingForm,
}

/// Documents made once for the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgrammeDocument {
    /// « annuel »: the annual report.
    Annual,
    /// « annuaire »: the directory of laureates.
    Directory,
}

/// How projects are called in a document of the programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// « interne »: by their names.
    #[default]
    Names,
    /// « publique »: by codes, wherever a project could be recognised.
    Codes,
}
