//! Collects the faults of one file, all of them and yet a bounded number.

use super::pages::Page;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};

/// Most different faults told of one file; the others are counted.
const MOST: usize = 200;

/// The faults of one file while it is read.
pub(super) struct Faults<'a> {
    /// Name of the file in messages.
    pub file: &'a str,
    /// What the page on data quality says of the reading: no name of file, no value.
    pub remarks: Vec<&'static str>,
    /// What the file says of itself as a page of a longer export.
    pub page: Option<Page>,
    notes: &'a mut Diagnostics,
    before: usize,
    untold: u64,
    refused: bool,
    structural: bool,
}

impl<'a> Faults<'a> {
    /// For a file, none yet.
    pub fn new(file: &'a str, notes: &'a mut Diagnostics) -> Self {
        let before = notes.len();
        Faults {
            file,
            remarks: Vec::new(),
            page: None,
            notes,
            before,
            untold: 0,
            refused: false,
            structural: false,
        }
    }

    /// Adds a fault; beyond the limit it is only counted.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.structural |= diagnostic.severity == Severity::Error;
        self.push_of_project(diagnostic);
    }

    /// Adds a fault of the rows of one project, which does not touch the other projects of the file.
    pub fn push_of_project(&mut self, diagnostic: Diagnostic) {
        self.refused |= diagnostic.severity == Severity::Error;
        if self.notes.len() - self.before < MOST {
            self.notes.push(diagnostic);
        } else {
            self.untold += 1;
        }
    }

    /// An error of the whole file.
    pub fn refuse(&mut self, message: impl Into<String>, hint: impl Into<String>) {
        let place = Place::file(self.file);
        self.push(Diagnostic::error(message).at(place).hint(hint));
    }

    /// An error at a line.
    pub fn refuse_line(&mut self, line: u64, message: impl Into<String>, hint: impl Into<String>) {
        let place = Place::file(self.file).line(line);
        self.push(Diagnostic::error(message).at(place).hint(hint));
    }

    /// A warning about the whole file.
    pub fn warn(&mut self, message: impl Into<String>, hint: impl Into<String>) {
        let place = Place::file(self.file);
        self.push(Diagnostic::warning(message).at(place).hint(hint));
    }

    /// Whether an error was met.
    pub fn refused(&self) -> bool {
        self.refused
    }

    /// Whether an error concerns the file rather than the rows of one project.
    pub fn structural(&self) -> bool {
        self.structural
    }

    /// Tells how many faults were not told.
    pub fn finish(self) {
        if self.untold > 0 {
            let message = match self.untold {
                1 => "une autre faute du même fichier n'est pas listée".to_owned(),
                count => format!("{count} autres fautes du même fichier ne sont pas listées"),
            };
            let place = Place::file(self.file);
            self.notes.push(
                Diagnostic::warning(message)
                    .at(place)
                    .hint("corrigez les premières, puis relancez la vérification"),
            );
        }
    }
}
