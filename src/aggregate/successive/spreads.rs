//! What figures may show beside their mean at a wave of which earlier editions told something.
//!
//! The spreads that editions have shown cannot be taken back: they stand in the systems of `spreads` as their
//! means do in that of `successive`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::field::Element;
use super::super::figures::Subject;
use super::super::protection::cells::{Cell, Worth};
use super::super::protection::shape::Inverses;
use super::super::protection::spreads::{Alike, Candidate, Guarding, People, Stake, closed};
use super::super::work::Work;
use super::Successive;
use super::people::{Kind, Known};
use super::rows::JointRow;
use super::sheets::Sheet;

/// Steps allowed for the spreads of a wave.
const STEPS: u64 = 30_000_000;

impl Successive<'_> {
    /// Which rows must not show what is beside their mean, over the editions known and this one.
    pub(super) fn closed_among(
        &self,
        rows: &[&JointRow],
        people: &impl People,
        work: &Work,
    ) -> Vec<bool> {
        let candidates: Vec<Candidate> = rows
            .iter()
            .map(|row| Candidate {
                worth: row.worth,
                people: row.people,
            })
            .collect();
        let thresholds = self.workshop.material.thresholds;
        // An answer that was corrected is another unknown: as many sets of unknowns as there are sources.
        let guarded = self.guarded(rows).repeat(self.past.len() + 1);
        let guarding = Guarding {
            thresholds: (thresholds.score, thresholds.sensitive_score),
            guarded: &guarded,
        };
        closed(&candidates, &guarding, people, work)
    }

    /// Questions all of whose figures wait for the threshold of sensitive subjects.
    pub(super) fn guarded(&self, rows: &[&JointRow]) -> Vec<bool> {
        let mut guarded = vec![true; self.universe.len()];
        for row in rows.iter().filter(|row| !row.sensitive) {
            for item in row.shape.spoken() {
                guarded[usize::from(item)] = false;
            }
        }
        guarded
    }

    /// Figures of now that may show their mean only, beside the spreads that editions have shown.
    pub(super) fn closed(
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
        let over_editions = OverEditions {
            successive: self,
            rows: &rows,
            kinds: people.iter().flat_map(Known::kinds).collect(),
            weights: self.weights(),
            inverses: Inverses::up_to(self.universe.len()),
        };
        let found = self.closed_among(&rows, &over_editions, &Work::new(STEPS));
        let found = rows.iter().zip(found).filter(|(_, closed)| *closed);
        found
            .flat_map(|(row, _)| row.cells.iter().cloned())
            .collect()
    }
}

impl Stake {
    /// Gives an answer that was corrected another rank than what it was before: `met` are the answers known so far.
    pub fn tell_apart<'s>(
        &mut self,
        codes: &'s [String],
        met: &mut BTreeMap<u16, Vec<&'s str>>,
        questions: usize,
    ) {
        self.weights.renumber(|item| {
            let known = met.entry(item).or_default();
            let code = codes[usize::from(item)].as_str();
            let version = known.iter().position(|other| *other == code);
            let version = version.unwrap_or_else(|| {
                known.push(code);
                known.len() - 1
            });
            let rank = usize::from(item) + version * questions;
            u16::try_from(rank).unwrap_or(u16::MAX)
        });
    }
}

/// Everybody of a wave, over the editions that told of it.
struct OverEditions<'s> {
    successive: &'s Successive<'s>,
    rows: &'s [&'s JointRow],
    kinds: Vec<Kind<'s, Sheet>>,
    weights: Vec<Vec<Element>>,
    inverses: Inverses,
}

impl People for OverEditions<'_> {
    fn count(&self) -> usize {
        self.kinds.len()
    }

    fn alike(&self, rank: usize, is_wanted: &dyn Fn(usize) -> bool) -> Cow<'_, Alike> {
        let kind = &self.kinds[rank];
        Cow::Owned(Alike {
            people: kind.people,
            stakes: self.stakes(kind, is_wanted),
        })
    }
}

impl OverEditions<'_> {
    /// How someone stands in each row that is wanted.
    fn stakes(&self, kind: &Kind<Sheet>, is_wanted: &dyn Fn(usize) -> bool) -> Vec<Stake> {
        let questions = self.successive.universe.len();
        let mut met = BTreeMap::new();
        let mut stakes = Vec::new();
        for sheet in &kind.someone.sheets {
            let rows = (0..).zip(self.rows);
            let heard = rows.filter(|(rank, row)| is_wanted(*rank as usize) && sheet.is_heard(row));
            for (rank, row) in heard {
                let own = &self.weights[row.source];
                let Some(mut stake) =
                    Stake::of(rank, &row.shape, &sheet.standings, own, &self.inverses)
                else {
                    continue;
                };
                if !kind.alike {
                    stake.tell_apart(&sheet.codes, &mut met, questions);
                }
                stakes.push(stake);
            }
        }
        stakes
    }
}
