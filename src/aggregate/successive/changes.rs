//! Who moved how between two waves, beside what earlier editions told of it.
//!
//! The margin of a change, its p-value and its counts of people are sums over those who answered both waves. Means
//! and spreads of the waves may stand while fewer than k people separate those followed then from those followed now:
//! someone comes late to the second wave among newcomers, or a code of follow-up is mended. So what editions told of
//! pairs of answers stands in one system, as in `spreads`; nobody is followed in the changes it closes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::PastEdition;
use crate::model::publication::PastRow;

use super::super::compute::Workshop;
use super::super::disclosure::Spreads;
use super::super::field::Element;
use super::super::protection::cells::{Cell, Row};
use super::super::protection::shape::Inverses;
use super::super::protection::spreads::{Alike, People, Stake};
use super::super::work::Work;
use super::Successive;
use super::pairs::{pairs_now, pairs_then, told_between};
use super::people::{Everybody, Kind, Pair};
use super::rows::{JointRow, questions};
use super::sheets::Sheet;

/// Steps allowed for two waves.
const STEPS: u64 = 30_000_000;

/// Weights of the questions in each source, at the first wave and at the last.
type Weights = (Vec<Vec<Element>>, Vec<Vec<Element>>);

/// Two waves with what editions told of both.
pub(in crate::aggregate) struct Between<'a> {
    first: Successive<'a>,
    last: Successive<'a>,
    /// Changes of each edition.
    told: Vec<Vec<PastRow>>,
}

impl<'a> Between<'a> {
    /// `None` when no edition told of anybody followed between the two waves.
    pub fn new(
        workshop: &'a Workshop<'a>,
        (from, to): (usize, usize),
        editions: &'a [PastEdition],
    ) -> Option<Between<'a>> {
        let id = |wave: usize| &workshop.material.project.waves[wave].id;
        let both = |edition: &'a PastEdition| {
            let wave = |wave: usize| edition.waves.iter().find(|told| told.id == *id(wave));
            Some((edition, wave(from)?, wave(to)?))
        };
        let both: Vec<_> = editions.iter().filter_map(both).collect();
        let told: Vec<Vec<PastRow>> = both
            .iter()
            .map(|(edition, first, last)| told_between(edition, first, last))
            .collect();
        if told.iter().all(Vec::is_empty) {
            return None;
        }
        let waves = both.iter().flat_map(|(_, first, last)| [*first, *last]);
        let universe = questions(workshop, from, waves);
        Some(Between {
            first: Successive {
                workshop,
                wave: from,
                past: both
                    .iter()
                    .map(|(edition, first, _)| (*edition, *first))
                    .collect(),
                universe: universe.clone(),
            },
            last: Successive {
                workshop,
                wave: to,
                past: both
                    .iter()
                    .map(|(edition, _, last)| (*edition, *last))
                    .collect(),
                universe,
            },
            told,
        })
    }

    /// The changes of now, among `rows` of each group, in which nobody may be followed; and whether an edition told
    /// who moved how in each.
    ///
    /// Rows that show their mean only tell a class of the correlation, of which nothing is subtracted: these are set
    /// beside the same change of each edition.
    pub fn unfollowed(&self, rows: &[(usize, Row, Spreads)]) -> Vec<(usize, Cell, bool)> {
        let weights = (self.first.weights(), self.last.weights());
        let (pairs, past) = (self.pairs(), self.past_rows());
        let fewest = u64::from(self.first.workshop.material.thresholds.score);
        let mut now = Vec::new();
        for (group, row, spreads) in rows {
            let mut row = self.first.row(*group, row, 0);
            let behind = pairs
                .iter()
                .filter(|pair| pair.behind(&row, &weights).is_some());
            row.people = behind.count() as u64;
            row.mean_only = *spreads == Spreads::Closed;
            if row.people >= fewest {
                now.push(row);
            }
        }
        let all = now.iter().chain(&past).filter(|row| !row.mean_only);
        let told_apart = self.told_apart(&all.collect::<Vec<_>>(), &pairs, &weights);
        let mut told_apart = told_apart.into_iter();
        let mut found = Vec::new();
        for row in &now {
            let closed = !row.mean_only && told_apart.next().unwrap_or(true);
            let same = |past: &&JointRow| past.shape == row.shape && past.groups == row.groups;
            let few = |past: &JointRow| self.has_few_between(row, past, &pairs, &weights);
            if closed || past.iter().filter(same).any(few) {
                let was_told = past.iter().any(|past| same(&past));
                let cells = row.cells.iter();
                found.extend(cells.map(|(group, cell)| (*group, cell.clone(), was_told)));
            }
        }
        found
    }

    /// What each edition told, oldest first.
    fn past_rows(&self) -> Vec<JointRow> {
        let sources = (1..).zip(self.told.iter().zip(&self.first.past));
        sources
            .flat_map(|(source, (rows, (_, wave)))| {
                let rows = rows.iter();
                rows.map(move |row| self.first.past_row(source, wave, row))
            })
            .collect()
    }

    /// Which of the rows must not tell who moved how, beside all the others.
    fn told_apart(&self, rows: &[&JointRow], pairs: &[Pair], weights: &Weights) -> Vec<bool> {
        let people = OverEditions {
            rows,
            kinds: pairs.iter().flat_map(Pair::kinds).collect(),
            weights,
            inverses: Inverses::up_to(self.first.universe.len()),
            questions: self.first.universe.len(),
        };
        self.first.closed_among(rows, &people, &Work::new(STEPS))
    }

    /// Whether one to k − 1 people may stand between those behind a change and those behind the same of an edition:
    /// followed in one only, or with other answers. Nobody knows it of those who may be somebody else.
    fn has_few_between(
        &self,
        row: &JointRow,
        past: &JointRow,
        pairs: &[Pair],
        weights: &Weights,
    ) -> bool {
        let differs = |pair: &&Pair| {
            let (now, then) = (pair.behind(row, weights), pair.behind(past, weights));
            let Some((now, then)) = now.zip(then) else {
                return now.is_some() || then.is_some();
            };
            let mut items = row.shape.items().map(usize::from);
            items.any(|item| {
                now.0.codes[item] != then.0.codes[item] || now.1.codes[item] != then.1.codes[item]
            })
        };
        let thresholds = self.first.workshop.material.thresholds;
        let fewest = if row.sensitive {
            thresholds.sensitive_score
        } else {
            thresholds.score
        };
        let between: Vec<&Pair> = pairs.iter().filter(differs).collect();
        let sure = between.iter().filter(|pair| !pair.doubtful);
        !between.is_empty() && sure.count() < fewest as usize
    }

    /// Everybody followed, over all sources.
    fn pairs(&self) -> Vec<Pair> {
        let salt = &self.first.past[0].0.salt;
        let mut everybody = Everybody::now(pairs_now(&self.first, &self.last, salt));
        for (source, told) in (1..).zip(self.first.past.iter().zip(&self.last.past)) {
            let ((_, first), (_, last)) = told;
            let pairs = pairs_then(first, last).into_iter();
            let told = pairs.map(|(one, other)| {
                let codes = (one.code.clone(), other.code.clone());
                let one = self.first.past_sheet(source, first, one);
                (codes, (one, self.last.past_sheet(source, last, other)))
            });
            everybody.join(told.collect());
        }
        everybody.all()
    }
}

impl Pair {
    /// Her two questionnaires when she is behind a row.
    fn behind(&self, row: &JointRow, weights: &Weights) -> Option<&(Sheet, Sheet)> {
        let counts = |sheet: &Sheet, weights: &[Vec<Element>]| {
            sheet.is_heard(row) && row.shape.counts(&sheet.standings, &weights[row.source])
        };
        let mut sheets = self.sheets.iter();
        sheets.find(|(first, last)| counts(first, &weights.0) && counts(last, &weights.1))
    }
}

/// Everybody followed between two waves, over the editions that told of it.
struct OverEditions<'s> {
    rows: &'s [&'s JointRow],
    kinds: Vec<Kind<'s, (Sheet, Sheet)>>,
    weights: &'s Weights,
    inverses: Inverses,
    questions: usize,
}

impl People for OverEditions<'_> {
    fn count(&self) -> usize {
        self.kinds.len()
    }

    fn alike(&self, rank: usize, is_wanted: &dyn Fn(usize) -> bool) -> Cow<'_, Alike> {
        let kind = &self.kinds[rank];
        // Of each answer, what it was in the sources met so far: at the first wave, at the last.
        let mut met = [BTreeMap::new(), BTreeMap::new()];
        let mut stakes = Vec::new();
        for (first, last) in &kind.someone.sheets {
            for (rank, row) in (0..).zip(self.rows) {
                if !is_wanted(rank as usize) || !first.is_heard(row) || !last.is_heard(row) {
                    continue;
                }
                let stake = |sheet: &Sheet, weights: &[Vec<Element>]| {
                    let weights = &weights[row.source];
                    Stake::of(rank, &row.shape, &sheet.standings, weights, &self.inverses)
                };
                let both = stake(first, &self.weights.0).zip(stake(last, &self.weights.1));
                let Some((mut own, mut other)) = both else {
                    continue;
                };
                if !kind.alike {
                    let [before, after] = &mut met;
                    own.tell_apart(&first.codes, before, self.questions);
                    other.tell_apart(&last.codes, after, self.questions);
                }
                own.other = Some(other.weights);
                stakes.push(own);
            }
        }
        Cow::Owned(Alike {
            people: kind.people,
            stakes,
        })
    }
}
