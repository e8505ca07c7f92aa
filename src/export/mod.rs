//! Published figures as tables for spreadsheets, statistics software and archives: rows, columns, bytes.
//!
//! Reads [`Figures`] and declarations only: what is withheld on paper is withheld here, what is rounded on paper is rounded
//! the same way. Opens no file, and computes nothing but what follows from published counts.

mod cell;
mod changes;
mod conditions;
mod counted;
mod delimited;
mod level_columns;
mod levels;
mod object;
mod participation;
mod subjects;
mod whole;

use chrono::NaiveDate;

use crate::aggregate::figures::Figures;
use crate::model::{Project, Questionnaire, Referential};

pub use cell::{Cell, Column, Precision};
pub use changes::ChangeRow;
pub use conditions::ConditionRow;
pub use delimited::{Dialect, bytes, neutralised};
pub use levels::LevelRow;
pub use participation::ParticipationRow;
pub use whole::{Form, Tables, headings};

/// What tables may speak of: one project, its published figures and what it declares.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What is evaluated.
    pub referential: &'a Referential,
    /// What was asked.
    pub questionnaire: &'a Questionnaire,
    /// What the project declares.
    pub project: &'a Project,
    /// Published figures.
    pub figures: &'a Figures,
    /// Day of the edition: tells whether a term is reached.
    pub date: NaiveDate,
}
