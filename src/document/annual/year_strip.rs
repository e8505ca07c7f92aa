//! « Le projet moyen » on the page of the year: means of projects, small, by category.

use super::super::figure::{Matrix, MatrixBlock, MatrixColumn, MatrixRow};
use super::super::parts::{Caption, Cell};
use super::super::{reading, words};
use super::report::Report;
use super::{average, pool};

/// The strip; `None` without a mean.
pub(super) fn strip(report: &Report) -> Option<Matrix> {
    let (blocks, not_told) = blocks(report);
    let named = average::named(report);
    if named.is_empty() {
        return None;
    }
    let mut alt = vec![format!(
        "Tableau coloré de {} critères, moyenne des projets, scores de 0 à 100.",
        named.len()
    )];
    alt.extend(reading::extremes_short(&named));
    Some(Matrix {
        caption: Caption {
            title: "Le projet moyen".to_owned(),
            subtitle: "Scores de 0 à 100, moyenne des projets à leur dernière mesure".to_owned(),
            note: "Source : dossiers des projets. Détail : tableau A1.".to_owned(),
            alt: reading::alternative(&alt, "A1"),
        },
        columns: vec![MatrixColumn {
            label: "Moyenne".to_owned(),
            detail: "des projets".to_owned(),
            narrow: false,
        }],
        blocks,
        states: Vec::new(),
        movements: Vec::new(),
        not_aimed: not_told,
    })
}

/// Means by category, and what is said of the criteria without one.
fn blocks(report: &Report) -> (Vec<MatrixBlock>, String) {
    let mut blocks = Vec::new();
    let (mut few, mut apart) = (Vec::new(), Vec::new());
    for (rank, category) in report.referential.categories.iter().enumerate() {
        let mut rows = Vec::new();
        for id in pool::criteria(report) {
            let entry = &report.referential.criteria[id.at()];
            if entry.category.at() != rank {
                continue;
            }
            let pool = pool::criterion(report, id);
            match pool.cell() {
                cell @ Cell::Value(_) => rows.push(MatrixRow {
                    number: entry.number,
                    name: entry.name.clone(),
                    cells: vec![cell],
                }),
                // Kept back because of another mean, not for being of few.
                _ if pool.members.len() >= pool::fewest(report) => {
                    apart.push(entry.number.to_string());
                }
                _ => few.push(entry.number.to_string()),
            }
        }
        if !rows.is_empty() {
            blocks.push(MatrixBlock {
                code: category.code.clone(),
                name: category.name.clone(),
                rows,
            });
        }
    }
    (blocks, not_told(report, &few, &apart))
}

/// Which criteria have no mean: of too few projects, or kept back because of another mean.
fn not_told(report: &Report, few: &[String], apart: &[String]) -> String {
    let listed = |numbers: &[String]| match numbers {
        [only] => format!("critère {only}"),
        several => format!("critères {}", words::list(several)),
    };
    let mut said = Vec::new();
    if !few.is_empty() {
        let fewest = pool::fewest_in_words(report);
        said.push(format!("Moins de {fewest} projets : {}.", listed(few)));
    }
    if !apart.is_empty() {
        said.push(format!("Non publié : {}.", listed(apart)));
    }
    said.join(" ")
}
