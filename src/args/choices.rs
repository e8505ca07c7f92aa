//! The words that an option may take.

use clap::ValueEnum;

/// Form of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// French sentences.
    Texte,
    /// One JSON object a line.
    Json,
}

impl Format {
    /// The form that a command line asks for, though it cannot be understood: a machine that asked for JSON reads nothing else.
    pub(super) fn in_words(words: &[String]) -> Self {
        let words = || words.iter().map(String::as_str);
        let apart = words()
            .zip(words().skip(1))
            .any(|pair| pair == ("--format", "json"));
        match apart || words().any(|word| word == "--format=json") {
            true => Format::Json,
            false => Format::Texte,
        }
    }
}

/// Form of the CSV files, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DialectName {
    /// A French spreadsheet.
    Francais,
    /// Machines.
    Standard,
}

/// Decimals of the numbers, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PrecisionName {
    /// As printed.
    Imprimee,
    /// All of them.
    Pleine,
}

/// Which readers a document is for, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EditionName {
    /// The team.
    Travail,
    /// The funder.
    Financeur,
    /// The programme's staff: projects by their names.
    Interne,
    /// Anyone: projects by codes.
    Publique,
}

/// Which document, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocumentName {
    /// The evaluation dossier of a project.
    Dossier,
    /// The case sheet of a project.
    Fiche,
    /// The form for a team's collective marking.
    Grille,
    /// The annual report of the programme.
    Annuel,
    /// The directory of the programme's laureates.
    Annuaire,
}
