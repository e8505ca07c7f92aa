//! What is wrong with the users' files, where, and the way out.
//!
//! A diagnostic is for the person with the table: French, their file, their line, their
//! heading. It never holds a respondent's identifier or free text. Knows nothing of surveys.

mod list;

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

pub use list::Diagnostics;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file or the project is left out; the exit code is not 0.
    #[serde(rename = "erreur")]
    Error,
    /// The work goes on; what was decided is said.
    #[serde(rename = "avertissement")]
    Warning,
}

impl Severity {
    /// The French word that opens the message.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "erreur",
            Severity::Warning => "avertissement",
        }
    }
}

/// Where a fault stands, in the user's own terms.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Path as the user would recognise it, relative to the folder given.
    #[serde(rename = "fichier")]
    pub file: String,
    /// Physical line of a text file, or row of a sheet, from 1.
    #[serde(rename = "ligne", skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Rank of the field or of the character in the line, from 1.
    #[serde(rename = "rang", skip_serializing_if = "Option::is_none")]
    pub field: Option<u64>,
    /// Heading of the column, or key of the file, as written.
    #[serde(rename = "colonne", skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// A cell of a workbook, such as `Réponses!C3`.
    #[serde(rename = "cellule", skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

impl Place {
    /// The whole of a file.
    pub fn file(file: impl Into<String>) -> Self {
        Place {
            file: file.into(),
            ..Place::default()
        }
    }

    /// A line of this place's file.
    pub fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The rank of the field in the line, from 1.
    pub fn field(mut self, field: u64) -> Self {
        self.field = Some(field);
        self
    }

    /// A column heading or a key of this place's file.
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// A cell of a workbook.
    pub fn cell(mut self, cell: impl Into<String>) -> Self {
        self.cell = Some(cell.into());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(field) = self.field {
                write!(f, ":{field}")?;
            }
        }
        if let Some(cell) = &self.cell {
            write!(f, ", cellule {}", visible(cell))?;
        }
        if let Some(column) = &self.column {
            write!(f, ", colonne « {} »", visible(&shortened(column, 60)))?;
        }
        Ok(())
    }
}

/// One fault, told once however many rows show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Whether the work can go on.
    #[serde(rename = "gravite")]
    pub severity: Severity,
    /// What is wrong, in one French sentence without final stop.
    pub message: String,
    /// Where it was first met.
    #[serde(rename = "lieu", skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The way out, in the imperative.
    #[serde(rename = "aide", skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// How many times the same fault was met.
    #[serde(rename = "occurrences")]
    pub count: u64,
    /// Whether answers were left out though the work goes on: the exit code has to say so.
    #[serde(skip)]
    pub leaves_out: bool,
    /// Whether the same fault in another column is the same: its message is enough to find it.
    #[serde(skip)]
    pub in_any_column: bool,
}

impl Diagnostic {
    /// A fault that leaves something out.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// A fault that was lived with.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    fn new(severity: Severity, message: impl Into<String>) -> Self {
        Diagnostic {
            severity,
            message: message.into(),
            place: None,
            hint: None,
            count: 1,
            leaves_out: false,
            in_any_column: false,
        }
    }

    /// Says where.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says that answers were left out.
    pub fn leaving_out(mut self) -> Self {
        self.leaves_out = true;
        self
    }

    /// Says that the same fault in another column is not told again.
    pub fn in_any_column(mut self) -> Self {
        self.in_any_column = true;
        self
    }

    /// Says the way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} : {}", self.severity.word(), visible(&self.message))?;
        if self.count > 1 {
            write!(f, " ({} fois, la première ci-dessous)", self.count)?;
        }
        if let Some(place) = &self.place {
            write!(f, "\n  → {place}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  aide : {}", visible(hint))?;
        }
        Ok(())
    }
}

/// A user's text made safe for a terminal: control and bidirectional signs become visible.
pub fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => {
                '\u{FFFD}'
            }
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

/// A day as messages say it: 30/06/2026.
pub fn day(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// The first `most` signs of a text, with an ellipsis where something was cut.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

/// The rest of a list that is not named: « 1 autre », « 6 autres ».
pub fn others(count: usize) -> String {
    match count {
        1 => "1 autre".to_owned(),
        _ => format!("{count} autres"),
    }
}

/// The way out of a word that nothing knows: the nearest of `known`, or what to do without one.
pub fn nearest_or<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    match nearest(written, known) {
        Some(near) => format!("vouliez-vous dire « {near} » ?"),
        None => otherwise(),
    }
}

/// The nearest of `known` to what was written, when it is near enough to be a slip.
///
/// Damerau–Levenshtein distance at most a third of the longer word.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&written.to_lowercase(), &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            3 * distance <= written.chars().count().max(candidate.chars().count())
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
