//! All the tables of a run and the files they become.

use serde_json::{Value, json};

use super::cell::{Column, Precision};
use super::delimited::{self, Dialect};
use super::{ChangeRow, ConditionRow, LevelRow, ParticipationRow, Source};
use super::{changes, conditions, level_columns, levels, object, participation};

/// In which form files are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Of the CSV files.
    pub dialect: Dialect,
    /// Of the numbers.
    pub precision: Precision,
}

/// The rows of all the projects of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// Scores.
    pub levels: Vec<LevelRow>,
    /// What changed.
    pub changes: Vec<ChangeRow>,
    /// Who took part.
    pub participation: Vec<ParticipationRow>,
    /// What the measure is worth.
    pub conditions: Vec<ConditionRow>,
}

impl Tables {
    /// Adds the rows of a project.
    pub fn add(&mut self, source: &Source) {
        self.levels.extend(levels::rows(source));
        self.changes.extend(changes::rows(source));
        self.participation.extend(participation::rows(source));
        self.conditions.extend(conditions::rows(source));
    }

    /// Name and bytes of each file; `left_out` are projects without figures, with the reason.
    pub fn files(
        &self,
        form: Form,
        date: chrono::NaiveDate,
        left_out: &[(String, String)],
    ) -> Vec<(&'static str, Vec<u8>)> {
        vec![
            (
                "chiffres.csv",
                csv(&level_columns::COLUMNS, &self.levels, form),
            ),
            (
                "changements.csv",
                csv(&changes::COLUMNS, &self.changes, form),
            ),
            (
                "participation.csv",
                csv(&participation::COLUMNS, &self.participation, form),
            ),
            (
                "conditions.csv",
                csv(&conditions::COLUMNS, &self.conditions, form),
            ),
            ("chiffres.json", self.json(form.precision, date, left_out)),
        ]
    }

    fn json(
        &self,
        precision: Precision,
        date: chrono::NaiveDate,
        left_out: &[(String, String)],
    ) -> Vec<u8> {
        let left_out = left_out
            .iter()
            .map(|(project, reason)| json!({ "projet": project, "raison": reason }));
        let members = [
            ("version", json!(env!("CARGO_PKG_VERSION")).to_string()),
            ("date_arrete", json!(date.to_string()).to_string()),
            ("precision", json!(precision.code()).to_string()),
            (
                "chiffres",
                object::list(&level_columns::COLUMNS, &self.levels, precision),
            ),
            (
                "changements",
                object::list(&changes::COLUMNS, &self.changes, precision),
            ),
            (
                "participation",
                object::list(&participation::COLUMNS, &self.participation, precision),
            ),
            (
                "conditions",
                object::list(&conditions::COLUMNS, &self.conditions, precision),
            ),
            (
                "laisses_de_cote",
                Value::Array(left_out.collect()).to_string(),
            ),
        ];
        let members = members.map(|(key, value)| format!("  \"{key}\": {value}"));
        format!("{{\n{}\n}}\n", members.join(",\n")).into_bytes()
    }
}

fn csv<R>(columns: &[Column<R>], rows: &[R], form: Form) -> Vec<u8> {
    delimited::bytes(columns, rows, form.dialect, form.precision)
}

/// Headings of each CSV file, in order: what the manuals describe.
pub fn headings() -> [(&'static str, Vec<&'static str>); 4] {
    fn keys<R>(columns: &[Column<R>]) -> Vec<&'static str> {
        columns.iter().map(|column| column.key).collect()
    }
    [
        ("chiffres.csv", keys(&level_columns::COLUMNS)),
        ("changements.csv", keys(&changes::COLUMNS)),
        ("participation.csv", keys(&participation::COLUMNS)),
        ("conditions.csv", keys(&conditions::COLUMNS)),
    ]
}
