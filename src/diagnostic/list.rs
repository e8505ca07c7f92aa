//! The faults met so far, in the order met: the same one on a thousand rows is told once.

use std::collections::HashMap;

use super::{Diagnostic, Severity};

/// Every fault met so far, in the order met; the same fault on many rows stands once.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    seen: HashMap<(String, String, String), usize>,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault; the same message in the same file and column only adds to its count, the column mattering as the fault says.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let (file, column) = match &diagnostic.place {
            Some(place) => (place.file.clone(), place.column.clone()),
            None => (String::new(), None),
        };
        let column = column
            .filter(|_| !diagnostic.in_any_column)
            .unwrap_or_default();
        let key = (file, column, diagnostic.message.clone());
        match self.seen.get(&key) {
            Some(&index) => self.all[index].count += diagnostic.count,
            None => {
                self.seen.insert(key, self.all.len());
                self.all.push(diagnostic);
            }
        }
    }

    /// The same faults in other words; where the rest of a file stands is not touched.
    pub fn reworded(self, say: impl Fn(&str) -> String) -> Diagnostics {
        let mut told = Diagnostics::new();
        for mut fault in self.all {
            fault.message = say(&fault.message);
            fault.hint = fault.hint.as_deref().map(&say);
            if let Some(place) = &mut fault.place {
                place.column = place.column.as_deref().map(&say);
                place.cell = place.cell.as_deref().map(&say);
            }
            told.push(fault);
        }
        told
    }

    /// Takes over all the faults of another list.
    pub fn extend(&mut self, others: Diagnostics) {
        for diagnostic in others.all {
            self.push(diagnostic);
        }
    }

    /// In the order met.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }

    /// Whether something has to be left out.
    pub fn has_errors(&self) -> bool {
        self.all.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether a file, a project or answers had to be left out.
    pub fn leave_out(&self) -> bool {
        self.all
            .iter()
            .any(|d| d.severity == Severity::Error || d.leaves_out)
    }

    /// How many different faults there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}
