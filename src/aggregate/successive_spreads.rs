//! What figures may show beside their mean at a wave of which earlier editions told something.
//!
//! The spreads that editions have shown cannot be taken back: they stand in the systems of `spreads` as their
//! means do in that of `successive`.

use std::collections::BTreeMap;

use super::cells::{Cell, Worth};
use super::exposure::Work;
use super::field::Element;
use super::figures::Subject;
use super::shape::Inverses;
use super::spreads::{Alike, Candidate, Guarding, Stake, closed};
use super::successive::{JointRow, Known, Successive};

/// Steps allowed for the spreads of a wave.
const STEPS: u64 = 30_000_000;

impl Successive<'_> {
    /// Questions all of whose figures wait for the threshold of sensitive subjects.
    pub fn guarded(&self, rows: &[&JointRow]) -> Vec<bool> {
        let mut guarded = vec![true; self.universe.len()];
        for row in rows.iter().filter(|row| !row.sensitive) {
            for item in row.shape.spoken() {
                guarded[usize::from(item)] = false;
            }
        }
        guarded
    }

    /// Figures of now that may show their mean only, beside the spreads that editions have shown.
    pub fn closed(
        &self,
        joint: &[JointRow],
        people: &[Known],
        withheld: &[&JointRow],
    ) -> Vec<(usize, Cell)> {
        let thresholds = self.workshop.material.thresholds;
        let fewest = |row: &JointRow| {
            u64::from(if row.sensitive {
                thresholds.sensitive_distribution
            } else {
                thresholds.distribution
            })
        };
        let is_category =
            |cell: &(usize, Cell)| matches!(cell.1, Cell::Level(Subject::Category(_), _));
        let told = |row: &&JointRow| {
            let gone = withheld.iter().any(|one| std::ptr::eq(*one, *row));
            let shown = !gone || row.cells.iter().any(is_category);
            match row.worth {
                Worth::Past => !row.mean_only,
                _ => shown && row.people >= fewest(row),
            }
        };
        let rows: Vec<&JointRow> = joint.iter().filter(told).collect();
        let candidates: Vec<Candidate> = rows
            .iter()
            .map(|row| Candidate {
                worth: row.worth,
                people: row.people,
            })
            .collect();
        // An answer that was corrected is another unknown: as many sets of unknowns as there are sources.
        let guarded = self.guarded(&rows).repeat(self.past.len() + 1);
        let guarding = Guarding {
            thresholds: (thresholds.score, thresholds.sensitive_score),
            guarded: &guarded,
        };
        let (weights, inverses) = (self.weights(), Inverses::up_to(self.universe.len()));
        let everybody = || {
            people.iter().flat_map(|known| {
                let told = |people, alike| Alike {
                    people,
                    stakes: self.stakes(known, &rows, &weights, &inverses, alike),
                };
                // Counted as one who answered the same, told as if everything had changed.
                let apart = known.doubtful.then(|| told(0, false));
                std::iter::once(told(1, known.doubtful)).chain(apart)
            })
        };
        let found = closed(&candidates, &guarding, everybody, &Work::new(STEPS));
        let found = rows.iter().zip(found).filter(|(_, closed)| *closed);
        found
            .flat_map(|(row, _)| row.cells.iter().cloned())
            .collect()
    }

    /// How someone stands in each row; `alike` takes her answers for the same in all sources.
    fn stakes(
        &self,
        known: &Known,
        rows: &[&JointRow],
        weights: &[Vec<Element>],
        inverses: &Inverses,
        alike: bool,
    ) -> Vec<Stake> {
        let mut met: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
        let mut stakes = Vec::new();
        for sheet in &known.sheets {
            for (rank, row) in (0..).zip(rows).filter(|(_, row)| sheet.is_heard(row)) {
                let own = &weights[row.source];
                let Some(mut stake) = Stake::of(rank, &row.shape, &sheet.standings, own, inverses)
                else {
                    continue;
                };
                for (item, _) in stake.weights.iter_mut().filter(|_| !alike) {
                    let codes = met.entry(*item).or_default();
                    let code = sheet.codes[usize::from(*item)].as_str();
                    let version = codes.iter().position(|known| *known == code);
                    let version = version.unwrap_or_else(|| {
                        codes.push(code);
                        codes.len() - 1
                    });
                    let rank = usize::from(*item) + version * self.universe.len();
                    *item = u16::try_from(rank).unwrap_or(u16::MAX);
                }
                stakes.push(stake);
            }
        }
        stakes
    }
}
