//! Scores of criteria at each term, coloured: what `charts/matrix.typ` and `charts/strip.typ` draw.

use serde::{Deserialize, Serialize};

use super::super::parts::{Caption, Cell};

/// G3: criteria by terms, coloured and printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// Around the figure.
    pub caption: Caption,
    /// Terms, in order.
    pub columns: Vec<MatrixColumn>,
    /// One block a category; categories without an aimed criterion are left out.
    pub blocks: Vec<MatrixBlock>,
    /// Which absent states appear, for the key: `withheld`, `not-measured`, `not-reached`, `not-concerned`.
    pub states: Vec<String>,
    /// Which movements appear, for the key: `up`, `down`, `stable`, `inconclusive`.
    pub movements: Vec<String>,
    /// « Critères non visés par le projet : 3, 12 et 17. », or empty.
    pub not_aimed: String,
}

/// A term of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixColumn {
    /// « Court terme ».
    pub label: String,
    /// « mars 2024 », « pas encore », …
    pub detail: String,
    /// Whether the column is narrow (term not reached by the whole project).
    pub narrow: bool,
}

/// The criteria of a category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixBlock {
    /// D, P or E.
    pub code: String,
    /// Name of the category.
    pub name: String,
    /// One row a criterion.
    pub rows: Vec<MatrixRow>,
}

/// A criterion of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixRow {
    /// 1 to 22.
    pub number: u8,
    /// Name.
    pub name: String,
    /// One cell a column.
    pub cells: Vec<Cell>,
}
