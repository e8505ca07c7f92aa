//! « Le projet moyen » on the page of the year: means of projects, small, by category.

use crate::document::figure::{Matrix, MatrixRow};
use crate::document::parts::{Caption, Cell};
use crate::document::{reading, words};

use super::super::report::Report;
use super::super::{average, pool, strip as strips};

/// The strip; `None` without a mean.
pub(super) fn strip(report: &Report) -> Option<Matrix> {
    let named = average::named(report);
    if named.is_empty() {
        return None;
    }
    let (mut few, mut apart) = (Vec::new(), Vec::new());
    let blocks = strips::blocks(report, |id| {
        let entry = &report.referential.criteria[id.at()];
        let pool = pool::criterion(report, id);
        let cell = pool.cell();
        if matches!(cell, Cell::Value(_)) {
            return Some(MatrixRow {
                number: entry.number,
                name: entry.name.clone(),
                cells: vec![cell],
            });
        }
        // Kept back because of another mean, not for being of few.
        let is_apart = pool.members.len() >= pool::fewest(report);
        let without = if is_apart { &mut apart } else { &mut few };
        without.push(entry.number.to_string());
        None
    });
    let mut alt = vec![format!(
        "Tableau coloré de {} critères, moyenne des projets, scores de 0 à 100.",
        named.len()
    )];
    alt.extend(reading::extremes_short(&named));
    let caption = Caption {
        title: "Le projet moyen".to_owned(),
        subtitle: "Scores de 0 à 100, moyenne des projets à leur dernière mesure".to_owned(),
        note: "Source : dossiers des projets. Détail : tableau A1.".to_owned(),
        alt: reading::alternative(&alt, "A1"),
    };
    let heading = ("Moyenne", "des projets");
    let left_out = not_told(report, &few, &apart);
    Some(strips::of_one_column(caption, heading, blocks, left_out))
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
