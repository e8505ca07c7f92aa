//! The spreads to keep back of one group: at a wave, and between two waves that a change compares.
//!
//! What is left of the audit of means says which figures there are; `spreads` says which of them may show
//! more. Decides from who answered what: no answer decides what is kept back here.

use std::borrow::Cow;

use super::super::figures::Subject;
use super::super::work::Work;
use super::cells::{Cell, Row, rows_among};
use super::followed::Pair;
use super::group_audit::Audit;
use super::headcount::Headcount;
use super::patterns::read_into;
use super::shape::{Shape, Standing, Whole};
use super::spreads::{Alike, Candidate, Guarding, People, Stake, closed};

/// Steps allowed for the spreads of one group at one wave or between two.
const STEPS: u64 = 8_000_000;

impl Audit<'_> {
    /// Cells whose spread is kept back, among those that are printed and categories told through their criteria.
    pub fn closed(&self, published: &[(&Row, u64)], withheld: &[Cell]) -> Vec<Cell> {
        let shown: Vec<&(&Row, u64)> = published
            .iter()
            .filter(|(row, people)| {
                let of_category =
                    |cell: &(Cell, u32)| matches!(cell.0, Cell::Level(Subject::Category(_), _));
                let told = !withheld.contains(&row.cells[0].0) || row.cells.iter().any(of_category);
                told && *people >= u64::from(self.distribution(row))
            })
            .collect();
        let candidates: Vec<Candidate> = shown.iter().copied().map(candidate).collect();
        let guarded = self.guarded(&published.iter().collect::<Vec<_>>());
        let people = AtOneWave {
            audit: self,
            rows: shown.iter().map(|(row, _)| *row).collect(),
        };
        let guarding = Guarding {
            thresholds: self.thresholds,
            guarded: &guarded,
        };
        let found = closed(&candidates, &guarding, &people, &Work::new(STEPS));
        cells(shown.iter().map(|(row, _)| *row), &found)
    }

    fn stake(&self, rank: u32, row: &Row, standings: &[Standing]) -> Option<Stake> {
        Stake::of(rank, &row.shape, standings, &self.weights, &self.inverses)
    }

    /// Fewest people behind a spread of the row.
    fn distribution(&self, row: &Row) -> u32 {
        let (plain, sensitive) = self.distributions;
        if row.fewest() > self.thresholds.0 {
            sensitive
        } else {
            plain
        }
    }

    /// The same between two waves, of the people who answered both; `rows` are those of which a change is printed.
    pub fn closed_between(&self, rows: &[Row], pairs: &[Pair]) -> Vec<Cell> {
        let rows = &rows_among(rows, &self.whole_of(pairs))[..];
        let all: Vec<(&Row, u64)> = rows.iter().map(|row| (row, 0)).collect();
        let guarded = self.guarded(&all.iter().collect::<Vec<_>>());
        let rows = self.followed(rows, pairs);
        let candidates: Vec<Candidate> = rows.iter().map(candidate).collect();
        let guarding = Guarding {
            thresholds: self.thresholds,
            guarded: &guarded,
        };
        let between = BetweenWaves {
            audit: self,
            rows: rows.iter().map(|(row, _)| *row).collect(),
            pairs,
        };
        let found = closed(&candidates, &guarding, &between, &Work::new(STEPS));
        cells(rows.iter().map(|(row, _)| *row), &found)
    }

    /// The rows that enough people answered at both waves, with how many, or at least as many as matters: of fewer
    /// followed nothing is read, they are no one's secret.
    fn followed<'r>(&self, rows: &'r [Row], pairs: &[Pair]) -> Vec<(&'r Row, u64)> {
        let mut heads = Headcount::new(rows);
        let (mut first, mut last) = (self.room(), self.room());
        for pair in pairs {
            if heads.is_settled() {
                break;
            }
            read_into(pair.from, &mut first);
            read_into(pair.to, &mut last);
            let counts =
                |shape: &Shape, standings: &[Standing]| shape.counts(standings, &self.weights);
            heads.add(pair.people, |shape| {
                counts(shape, &first) && counts(shape, &last)
            });
        }
        heads.enough()
    }

    /// All that they answered at one wave or the other.
    fn whole_of(&self, pairs: &[Pair]) -> Whole {
        let (mut whole, mut standings) = (Whole::new(self.weights.len()), self.room());
        for pair in pairs {
            for answers in [pair.from, pair.to] {
                read_into(answers, &mut standings);
                whole.add(&standings, &self.criteria, &self.weights);
            }
        }
        whole
    }

    fn room(&self) -> Vec<Standing> {
        vec![Standing::NotAsked; self.weights.len()]
    }
}

/// The people of a group at one wave.
struct AtOneWave<'s> {
    audit: &'s Audit<'s>,
    rows: Vec<&'s Row>,
}

impl People for AtOneWave<'_> {
    fn count(&self) -> usize {
        self.audit.patterns.len()
    }

    fn alike(&self, rank: usize, is_wanted: &dyn Fn(usize) -> bool) -> Cow<'_, Alike> {
        let pattern = &self.audit.patterns[rank];
        let mut standings = self.audit.room();
        pattern.read_into(&mut standings);
        let rows = (0..).zip(&self.rows);
        let wanted = rows.filter(|(row, _)| is_wanted(*row as usize));
        Cow::Owned(Alike {
            people: pattern.people,
            stakes: wanted
                .filter_map(|(rank, row)| self.audit.stake(rank, row, &standings))
                .collect(),
        })
    }
}

/// Those who answered both waves of a change.
struct BetweenWaves<'s> {
    audit: &'s Audit<'s>,
    rows: Vec<&'s Row>,
    pairs: &'s [Pair<'s>],
}

impl People for BetweenWaves<'_> {
    fn count(&self) -> usize {
        self.pairs.len()
    }

    fn alike(&self, rank: usize, is_wanted: &dyn Fn(usize) -> bool) -> Cow<'_, Alike> {
        let pair = &self.pairs[rank];
        let (mut first, mut last) = (self.audit.room(), self.audit.room());
        read_into(pair.from, &mut first);
        read_into(pair.to, &mut last);
        let rows = (0..).zip(&self.rows);
        let wanted = rows.filter(|(row, _)| is_wanted(*row as usize));
        let both = wanted.filter_map(|(rank, row)| {
            Some(Stake {
                other: Some(self.audit.stake(rank, row, &last)?.weights),
                ..self.audit.stake(rank, row, &first)?
            })
        });
        Cow::Owned(Alike {
            people: pair.people,
            stakes: both.collect(),
        })
    }
}

fn candidate((row, people): &(&Row, u64)) -> Candidate {
    Candidate {
        worth: row.worth,
        people: *people,
    }
}

/// The cells of the rows found.
fn cells<'r>(rows: impl Iterator<Item = &'r Row>, found: &[bool]) -> Vec<Cell> {
    rows.zip(found)
        .filter(|(_, closed)| **closed)
        .flat_map(|(row, _)| row.cells.iter().map(|cell| cell.0.clone()))
        .collect()
}
