//! Declared markers beside printed scores: a description, told of ten projects or more on each side, never a cause.

use serde::{Deserialize, Serialize};

use crate::aggregate::crossing::speaks_of_enough;
use crate::aggregate::pooling::mean_of_projects;
use crate::model::project::MarkerState;

use super::super::method::column;
use super::super::parts::{Align, Cell, Table, TableCell, ValueCell};
use super::super::{Naming, words};
use super::public::beside;
use super::report::Report;

/// Fewest projects that a cell tells of (`documents.md` § 3.3).
pub(super) const FEWEST: usize = 10;

/// Markers beside scores, described.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crossed {
    /// What it is and what it is not.
    pub introduction: String,
    /// How far apart two groups of projects stand by chance.
    pub chance: String,
    /// One row a marker, two columns a category.
    pub table: Table,
}

/// A category over the projects that print a score for it.
struct Scored {
    category: usize,
    /// Rank in [`Report::laureates`], and printed score.
    scores: Vec<(usize, f64)>,
    /// Markers that may be told of it.
    told: Vec<bool>,
}

/// A score of the projects with a marker beside that of the others.
struct Pair {
    present: Vec<f64>,
    others: Vec<f64>,
}

/// The section; `None` when no marker has ten projects with a score on each side.
///
/// Nor in public beside an earlier year: which markers were declared then is not known, so nobody could say of whom the
/// difference of two such tables would speak.
pub(super) fn build(report: &Report) -> Option<Crossed> {
    if report.naming == Naming::Codes && report.earlier.is_some() {
        return None;
    }
    let results: Vec<Scored> = (0..report.referential.categories.len())
        .map(|category| scored(report, category))
        .filter(|result| result.told.contains(&true))
        .filter(|result| beside::category_is_told(report, result.category))
        .collect();
    let markers = 0..report.referential.markers.len();
    let (shown, hidden): (Vec<usize>, Vec<usize>) =
        markers.partition(|&marker| results.iter().any(|result| result.told[marker]));
    if shown.is_empty() {
        return None;
    }
    let pairs = shown.iter().flat_map(|&marker| {
        let told = results.iter().filter(move |result| result.told[marker]);
        told.map(move |result| pair(report, result, marker))
    });
    let chance = pairs.filter_map(|pair| pair.chance()).fold(0.0, f64::max);
    Some(Crossed {
        introduction: "Ce que les lauréats déclarent, en regard des scores que leurs dossiers impriment. Ce tableau décrit ; il ne dit pas qu'un \
                       marqueur est la cause d'un score : les projets diffèrent par bien d'autres traits."
            .to_owned(),
        chance: format!(
            "Entre deux groupes de projets comme ceux-ci, un écart de moins de {} n'a rien de remarquable : le hasard suffit à l'expliquer.",
            words::points(chance.ceil())
        ),
        table: Table {
            number: String::new(),
            title: "Score moyen des projets selon les marqueurs qu'ils déclarent".to_owned(),
            note: note(hidden.len()),
            columns: columns(report, &results),
            rows: shown
                .iter()
                .map(|&marker| row(report, &results, marker))
                .collect(),
        },
    })
}

/// Categories of which a marker could be told, each with the projects of every mean that would be: all, and those with each
/// marker told.
pub(super) fn parts(report: &Report) -> Vec<(usize, Vec<Vec<usize>>)> {
    if report.naming == Naming::Codes && report.earlier.is_some() {
        return Vec::new();
    }
    let results = 0..report.referential.categories.len();
    let results = results.map(|category| scored(report, category));
    let told = results.filter(|result| result.told.contains(&true));
    told.map(|result| {
        let ranks = || result.scores.iter().map(|(rank, _)| *rank);
        let markers = (0..result.told.len()).filter(|&marker| result.told[marker]);
        let present = markers.map(|marker| {
            ranks()
                .filter(|&rank| is_present(report, rank, marker))
                .collect()
        });
        let parts = std::iter::once(ranks().collect()).chain(present);
        (result.category, parts.collect())
    })
    .collect()
}

/// Whether the table has a cell kept back, which the key then explains.
pub(super) fn keeps_back(crossed: &Crossed) -> bool {
    let mut cells = crossed.table.rows.iter().flatten();
    cells.any(|cell| *cell == TableCell::Figure(Cell::Withheld))
}

fn scored(report: &Report, category: usize) -> Scored {
    let scores: Vec<(usize, f64)> = report
        .laureates
        .iter()
        .enumerate()
        .filter_map(|(rank, laureate)| {
            let value = laureate.categories.get(category)?.as_ref().ok()?;
            Some((rank, value.printed))
        })
        .collect();
    Scored {
        category,
        told: told(report, &scores),
        scores,
    }
}

/// Markers whose two means may be told: each for itself to the staff, who see every project's score; in public such that
/// no sum of several tells of fewer projects either. The most evenly shared markers come first.
fn told(report: &Report, scores: &[(usize, f64)]) -> Vec<bool> {
    let inside: Vec<Vec<bool>> = (0..report.referential.markers.len())
        .map(|marker| {
            let ranks = scores.iter().map(|(rank, _)| *rank);
            ranks.map(|rank| is_present(report, rank, marker)).collect()
        })
        .collect();
    let smaller = |marker: usize| {
        let present = inside[marker].iter().filter(|inside| **inside).count();
        present.min(scores.len() - present)
    };
    let mut order: Vec<usize> = (0..inside.len()).collect();
    order.sort_by_key(|&marker| std::cmp::Reverse(smaller(marker)));
    let mut told = vec![false; inside.len()];
    let mut beside: Vec<&[bool]> = Vec::new();
    for marker in order.into_iter().filter(|&marker| smaller(marker) > 0) {
        beside.push(&inside[marker]);
        told[marker] = speaks_of_enough(&beside, scores.len(), FEWEST);
        if !told[marker] || report.naming == Naming::Names {
            beside.pop();
        }
    }
    told
}

fn is_present(report: &Report, rank: usize, marker: usize) -> bool {
    let markers = &report.laureates[rank].markers;
    markers.get(marker) == Some(&MarkerState::Present)
}

fn pair(report: &Report, result: &Scored, marker: usize) -> Pair {
    let present = |(rank, _): &&(usize, f64)| is_present(report, *rank, marker);
    let (with, without): (Vec<_>, Vec<_>) = result.scores.iter().partition(present);
    let values = |side: Vec<(usize, f64)>| side.into_iter().map(|(_, score)| score).collect();
    Pair {
        present: values(with),
        others: values(without),
    }
}

impl Pair {
    /// How far apart two groups of such projects often stand by chance: the half width of the 95 % interval of their difference.
    fn chance(&self) -> Option<f64> {
        let (one, other) = (
            mean_of_projects(&self.present)?,
            mean_of_projects(&self.others)?,
        );
        Some(1.96 * one.standard_error.hypot(other.standard_error))
    }
}

fn columns(report: &Report, results: &[Scored]) -> Vec<super::super::parts::Column> {
    let mut columns = vec![column("Marqueur", 46, Align::Left)];
    for result in results {
        let name = &report.referential.categories[result.category].name;
        columns.push(column(&format!("{name} : présent"), 20, Align::Right));
        columns.push(column(&format!("{name} : autres"), 20, Align::Right));
    }
    columns
}

fn row(report: &Report, results: &[Scored], marker: usize) -> Vec<TableCell> {
    let name = report.referential.markers[marker].name.clone();
    let mut cells = vec![TableCell::Text(name)];
    for result in results {
        let pair = pair(report, result, marker);
        let sides = [&pair.present, &pair.others];
        cells.extend(sides.map(|side| match mean_of_projects(side) {
            Some(mean) if result.told[marker] => TableCell::Figure(Cell::Value(ValueCell {
                text: format!("{} ({})", words::whole(mean.value), side.len()),
                class: None,
                movement: None,
            })),
            _ => TableCell::Figure(Cell::Withheld),
        }));
    }
    cells
}

fn note(hidden: usize) -> String {
    let mut text = format!(
        "Scores de 0 à 100 à la dernière mesure, moyenne des projets ; entre parenthèses, combien de projets. Présent : le lauréat déclare le \
         marqueur présent. Autres : partiel, absent ou non renseigné. Aucune moyenne ne porte ici sur moins de {FEWEST} projets, \
         seule ou par soustraction ; sinon elle n'est pas publiée."
    );
    if hidden > 0 {
        text.push_str(&format!(
            " {} pas dans ce tableau pour cette raison.",
            words::number_of(hidden, "marqueur n'est", "marqueurs ne sont")
        ));
    }
    text
}
