//! What the people of one group at one wave allow to print: the rows with enough people behind, and those to withhold among
//! them. Knows who answered what; neither other groups nor earlier editions.

use crate::model::CriterionId;

use super::super::audit::ledger::{Ledger, Rest, Spoken};
use super::super::audit::solve::solve;
use super::super::compute::Workshop;
use super::super::field::Element;
use super::super::figures::Subject;
use super::super::work::Work;
use super::cells::{Cell, Row, Worth};
use super::headcount::Headcount;
use super::patterns::Pattern;
use super::shape::{Inverses, Shape, Standing, Whole};

/// One group at one wave.
pub(super) struct Audit<'a> {
    pub patterns: &'a [Pattern],
    pub thresholds: (u32, u32),
    /// Fewest people behind a spread, on ordinary and on sensitive subjects.
    pub distributions: (u32, u32),
    pub weights: Vec<Element>,
    pub inverses: Inverses,
    /// The questions of each criterion that has several.
    pub criteria: Vec<Vec<u16>>,
}

impl<'a> Audit<'a> {
    pub fn new(workshop: &Workshop, patterns: &'a [Pattern]) -> Self {
        let thresholds = workshop.material.thresholds;
        let items = &workshop.material.questionnaire.items;
        let weight = |item: &crate::model::Item| Element::of_number(item.weight);
        let criteria = CriterionId::each(&workshop.material.referential.criteria);
        let criteria = criteria.map(|criterion| {
            let composite = workshop.composite(Subject::Criterion(criterion));
            composite.parts.concat()
        });
        Audit {
            criteria: criteria.filter(|items| items.len() > 1).collect(),
            patterns,
            thresholds: (thresholds.score, thresholds.sensitive_score),
            distributions: (thresholds.distribution, thresholds.sensitive_distribution),
            weights: items.iter().map(weight).collect(),
            inverses: Inverses::up_to(items.len()),
        }
    }

    /// All of the group, for [`rows_among`].
    pub fn whole(&self) -> Whole {
        let mut whole = Whole::new(self.weights.len());
        let mut standings = vec![Standing::NotAsked; self.weights.len()];
        for pattern in self.patterns {
            pattern.read_into(&mut standings);
            whole.add(&standings, &self.criteria, &self.weights);
        }
        whole
    }

    /// The rows with enough people behind to be printed, with how many.
    pub fn published<'r>(&self, rows: &'r [Row]) -> Vec<(&'r Row, u64)> {
        let mut standings = vec![Standing::NotAsked; self.weights.len()];
        let mut heads = Headcount::new(rows);
        for pattern in self.patterns {
            if heads.is_settled() {
                break;
            }
            pattern.read_into(&mut standings);
            heads.add(pattern.people, |shape| {
                shape.counts(&standings, &self.weights)
            });
        }
        heads.enough()
    }

    /// The cells that have to be withheld among those with enough people.
    pub fn withheld(&self, published: &[(&Row, u64)], work: &Work) -> Vec<Cell> {
        // With too many different columns to hold, the figures worth least are given up first.
        for least in [
            Worth::Item,
            Worth::Change,
            Worth::Category,
            Worth::Criterion,
        ] {
            let (kept, lost): (Vec<_>, Vec<_>) =
                published.iter().partition(|(row, _)| row.worth <= least);
            let Some(rest) = self.ledger(&kept) else {
                continue;
            };
            let worths: Vec<Worth> = kept.iter().map(|(row, _)| row.worth).collect();
            let costs: Vec<u64> = kept.iter().map(|(_, people)| *people).collect();
            let Ok(found) = solve(rest, &worths, &costs, work) else {
                break;
            };
            let found = kept.iter().zip(found).filter(|(_, withheld)| *withheld);
            return found
                .map(|((row, _), _)| *row)
                .chain(lost.iter().map(|(row, _)| *row))
                .flat_map(|row| row.cells.iter().map(|cell| cell.0.clone()))
                .collect();
        }
        let cells = published.iter().flat_map(|(row, _)| &row.cells);
        cells.map(|cell| cell.0.clone()).collect()
    }

    /// Everybody's columns over the rows; `None` when there are too many to hold.
    fn ledger(&self, rows: &[&(&Row, u64)]) -> Option<Rest> {
        let guarded = self.guarded(rows);
        let mut ledger = Ledger::new(rows.len(), self.thresholds.0, self.thresholds.1);
        let mut standings = vec![Standing::NotAsked; self.weights.len()];
        let mut spoken: Vec<Spoken> = guarded
            .iter()
            .map(|sensitive| (Vec::new(), *sensitive))
            .collect();
        let mut wanted: Vec<(u32, &Shape)> =
            (0..).zip(rows.iter().map(|(row, _)| &row.shape)).collect();
        for (rank, pattern) in self.patterns.iter().enumerate() {
            if ledger.is_settled() {
                break;
            }
            // Of many people, only the rows that some combination still speaks of are worked out.
            if let Some(left) = ledger.narrowed_after(rank) {
                wanted.retain(|(row, _)| left[*row as usize]);
            }
            pattern.read_into(&mut standings);
            for (column, _) in &mut spoken {
                column.clear();
            }
            for &(row, shape) in &wanted {
                shape.coefficients(&standings, &self.weights, &self.inverses, |item, part| {
                    spoken[usize::from(item)].0.push((row, part));
                });
            }
            if !ledger.add(pattern.people, &spoken) {
                return None;
            }
        }
        Some(ledger.finish())
    }

    /// Questions all of whose figures wait for the threshold of sensitive subjects.
    pub fn guarded(&self, rows: &[&(&Row, u64)]) -> Vec<bool> {
        let mut guarded = vec![true; self.weights.len()];
        for (row, _) in rows {
            if row.fewest() < self.thresholds.1 {
                for item in row.shape.spoken() {
                    guarded[usize::from(item)] = false;
                }
            }
        }
        guarded
    }
}
