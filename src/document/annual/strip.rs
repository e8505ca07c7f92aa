//! Scores of one column, small, by category: those of the mean of projects, or of one project.

use crate::model::CriterionId;

use super::super::figure::{Matrix, MatrixBlock, MatrixColumn, MatrixRow};
use super::super::parts::Caption;
use super::pool;
use super::report::Report;

/// The rows that some criteria have, under their categories; those without a row leave no title.
pub(super) fn blocks(
    report: &Report,
    mut row: impl FnMut(CriterionId) -> Option<MatrixRow>,
) -> Vec<MatrixBlock> {
    let mut blocks = Vec::new();
    for (rank, category) in report.referential.categories.iter().enumerate() {
        let criteria = pool::criteria(report);
        let own = criteria.filter(|id| report.referential.criteria[id.at()].category.at() == rank);
        let rows: Vec<MatrixRow> = own.filter_map(&mut row).collect();
        if !rows.is_empty() {
            blocks.push(MatrixBlock {
                code: category.code.clone(),
                name: category.name.clone(),
                rows,
            });
        }
    }
    blocks
}

/// A strip: one column, without keys.
pub(super) fn of_one_column(
    caption: Caption,
    (label, detail): (&str, &str),
    blocks: Vec<MatrixBlock>,
    not_aimed: String,
) -> Matrix {
    Matrix {
        caption,
        columns: vec![MatrixColumn {
            label: label.to_owned(),
            detail: detail.to_owned(),
            narrow: false,
        }],
        blocks,
        states: Vec::new(),
        movements: Vec::new(),
        not_aimed,
    }
}
