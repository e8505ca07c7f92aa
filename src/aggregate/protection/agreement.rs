//! What answers that agree keep back is not worked out from what else is printed.
//!
//! A figure of which all answers are the same is kept back whatever its size (`unanimity`), yet where everybody answered
//! everything it is a difference of others: two questions make a criterion, so that one of them follows from the other two.
//! Of the figures from which it follows, those worth least are kept back with it. The only part of this room that reads
//! answers: it withholds more, never less, and only beside what these answers withhold already.

use super::super::audit::space::{Column, Space};
use super::super::compute::Workshop;
use super::super::disclosure::{Base, Spreads};
use super::super::distribution::Distribution;
use super::super::figures::Subject;
use super::super::sheets::Cut;
use super::super::tally::Scoring;
use super::super::unanimity::{Openness, openness};
use super::Protection;
use super::cells::{Cell, Row, rows_among};
use super::group_audit::Audit;
use super::patterns::Pattern;
use super::shape::Standing;

/// People of whom the answers do not agree when those of all do not; of more, a first look is at these.
const FIRST: usize = 64;

/// What a reader has of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Its score, or that all gave the same extreme answer.
    Score,
    /// At most a bound with several answers beyond, and no more is to be kept from it.
    Other,
    /// All answers agree: it may not be found.
    Nothing,
}

/// The figures of a group at a wave to keep back beside those of which all answers agree.
pub(super) fn beside_agreement(
    workshop: &Workshop,
    (wave, group): (usize, usize),
    rows: &[Row],
    patterns: &[Pattern],
    found: &Protection,
) -> Vec<Cell> {
    // Where one person is enough for a figure, no difference of figures is a secret either.
    if workshop.material.thresholds.score < 2 {
        return Vec::new();
    }
    let audit = Audit::new(workshop, patterns);
    let rows = rows_among(rows, &audit.whole());
    let enough = audit.published(&rows);
    let is_printed = |row: &Row| {
        let mut cells = row.cells.iter();
        cells.any(|(cell, _)| found.allows(wave, group, cell.clone()))
            && enough.iter().any(|(own, _)| own.shape == row.shape)
    };
    let told: Vec<Told> = rows
        .iter()
        .map(|row| workshop.told_of((wave, group), row, is_printed(row)))
        .collect();
    if !told.contains(&Told::Nothing) {
        return Vec::new();
    }
    let lost = lost(&rows, &told, relations(&audit, &rows));
    let cells = lost.into_iter().flat_map(|row| &rows[row].cells);
    cells.map(|(cell, _)| cell.clone()).collect()
}

/// Combinations of the rows that are nothing whatever was answered.
fn relations(audit: &Audit, rows: &[Row]) -> Space {
    let mut space = Space::of_rows(rows.len(), 0..rows.len());
    let mut standings = vec![Standing::NotAsked; audit.weights.len()];
    let mut columns: Vec<Column> = vec![Vec::new(); audit.weights.len()];
    for pattern in audit.patterns {
        if space.is_empty() {
            break;
        }
        pattern.read_into(&mut standings);
        for (rank, row) in (0..).zip(rows) {
            let tell = |item, part| columns[usize::from(item)].push((rank, part));
            row.shape
                .coefficients(&standings, &audit.weights, &audit.inverses, tell);
        }
        for column in &mut columns {
            space.cut(column);
            column.clear();
        }
    }
    space
}

/// The rows to give up so that none of which nothing is told follows from the others.
fn lost(rows: &[Row], told: &[Told], mut relations: Space) -> Vec<usize> {
    let of = |what: Told| (0..told.len()).filter(move |&row| told[row] == what);
    for row in of(Told::Other) {
        relations.drop_row(row);
    }
    let mut lost = Vec::new();
    for hidden in of(Told::Nothing) {
        let mut own = relations.clone();
        for other in of(Told::Nothing).filter(|&row| row != hidden) {
            own.drop_row(other);
        }
        own = own.reduced(std::iter::once(hidden));
        while let Some(least) = worth_least(rows, &own, hidden) {
            own.drop_row(least);
            relations.drop_row(least);
            lost.push(least);
        }
    }
    lost
}

/// Of a combination that speaks of a row, the other one that is worth least.
fn worth_least(rows: &[Row], relations: &Space, hidden: usize) -> Option<usize> {
    let mut vectors = relations.basis();
    let vector = vectors.find(|vector| vector.iter().any(|(row, _)| *row == hidden))?;
    let others = vector.into_iter().map(|(row, _)| row);
    others
        .filter(|&row| row != hidden)
        .max_by_key(|&row| (rows[row].worth, row))
}

impl Workshop<'_> {
    /// What is told of a row, under whichever of its names tells most.
    fn told_of(&self, place: (usize, usize), row: &Row, is_printed: bool) -> Told {
        let least = row.cells.iter().min_by_key(|(_, fewest)| *fewest);
        let Some((cell, _)) = least else {
            return Told::Other;
        };
        let (mut people, mut openness) = self.openness_of(place, cell, FIRST);
        if !matches!(openness, Openness::Exact) {
            (people, openness) = self.openness_of(place, cell, usize::MAX);
        }
        match openness {
            Openness::Closed if people >= self.material.thresholds.score as usize => Told::Nothing,
            Openness::Exact if is_printed => Told::Score,
            Openness::AtLeast(bound) if is_printed && bound >= 95.0 => Told::Score,
            Openness::AtMost(bound) if is_printed && bound <= 5.0 => Told::Score,
            _ => Told::Other,
        }
    }

    /// How many of the first people of a group are behind a cell, and what may be said of them.
    fn openness_of(
        &self,
        (wave, group): (usize, usize),
        cell: &Cell,
        people: usize,
    ) -> (usize, Openness) {
        let sheets = &self.crowds[wave].sheets[group];
        let (subject, only) = match cell {
            Cell::Level(subject, _) => (*subject, None),
            Cell::Item(item) => {
                let criterion = self.material.questionnaire.items[item.at()].criterion;
                (Subject::Criterion(criterion), Some(item.0))
            }
        };
        let composite = self.composite(subject);
        let parts = composite.within(|item| match cell {
            Cell::Level(_, items) => items.iter().any(|&own| usize::from(own) == item),
            Cell::Item(_) => self.present[wave][item],
        });
        let items = parts.concat();
        let scoring = self.scoring(&parts, &composite);
        let alone = only.and_then(|only| items.iter().position(|&item| item == only));
        let scores = match (only, alone) {
            (Some(item), Some(place)) => {
                let levels = &self.level_scores[usize::from(item)];
                answers(&sheets.first(&items, people), &scoring, place, levels)
            }
            _ => scoring.scores(&sheets.first(&items, people)),
        };
        let answered = match only {
            Some(only) => Some(only),
            None => self.only_answered((wave, group), items.into_iter()),
        };
        let scores = Distribution::of(scores);
        let base = Base {
            scores: &scores,
            population: None,
            over: false,
            sensitivity: self.sensitivity(&composite),
            ends: answered.and_then(|item| self.item_ends(usize::from(item))),
            spreads: Spreads::Open,
        };
        (scores.count(), openness(&base))
    }
}

/// The scores of the answers to one question of those who have a score on all.
fn answers(cut: &Cut, scoring: &Scoring, place: usize, levels: &[f64]) -> Vec<(f64, u32)> {
    let mut room = Vec::new();
    let found = cut.rows().filter_map(|(codes, people)| {
        scoring.score(codes, &mut room)?;
        let level = codes[place].checked_sub(super::super::sheets::FIRST_LEVEL)?;
        Some((*levels.get(usize::from(level))?, people))
    });
    found.collect()
}
