//! Which rows of one audit to withhold: what is worth most keeps its place, then the least cost.
//!
//! Rank by rank of worth, and within a rank one independent knot of rows at a time: exact up to
//! sixteen candidates in a knot, beyond it one row after the other. Knows rows and columns only.

use super::super::protection::cells::Worth;
use super::super::work::Work;
use super::choice::{Probe, dearest_first};
use super::exposure::{End, Every, Exposure, Finding};
use super::knots::{Part, Rule};
use super::ledger::Rest;
use super::space::Space;
use super::suppression::choose;

/// Most steps of one search.
const STEPS_A_SEARCH: u64 = 4_000_000;

/// The rows already published are not proved safe by themselves: nothing can be added to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::aggregate) struct Exposed;

/// For each row, whether it is withheld; `costs` are the people behind it.
pub(in crate::aggregate) fn solve(
    rest: Rest,
    worths: &[Worth],
    costs: &[u64],
    work: &Work,
) -> Result<Vec<bool>, Exposed> {
    let (whole, rules) = Part::whole(rest, worths.len());
    let solver = Solver {
        rules: &rules,
        worths,
        costs,
        work,
    };
    let mut withheld = vec![false; worths.len()];
    // Knot by knot, because a combination over several knots speaks of all the people that its part
    // in each speaks of. What holds with all its rows holds with some of them.
    for mut part in whole.split(|_| true, |_| true) {
        if solver.is_exposed(&mut part) {
            return Err(Exposed);
        }
        if !part.open.contains(&true) {
            continue;
        }
        if let Some(lost) = solver.by_conflicts(&part) {
            for row in lost {
                withheld[row] = true;
            }
            continue;
        }
        for worth in Worth::ALL {
            solver.settle(&part, worth, &mut withheld);
        }
    }
    Ok(withheld)
}

pub(super) struct Solver<'a> {
    pub rules: &'a [Rule],
    pub worths: &'a [Worth],
    pub costs: &'a [u64],
    pub work: &'a Work,
}

impl Solver<'_> {
    /// Whether the rows of a part that are already published are not proved safe, nor all of its rows.
    fn is_exposed(&self, part: &mut Part) -> bool {
        let is_past = |row: usize| self.worths[row] == Worth::Past;
        if !part.rows.iter().any(|&row| is_past(row)) {
            return false;
        }
        part.open = self.open(part);
        let is_open = |part: &Part| self.open(part).contains(&true);
        part.open.contains(&true) && part.split(is_past, is_past).iter().any(is_open)
    }

    /// The rules that are not proved to hold with all the rows of a part.
    fn open(&self, part: &Part) -> Vec<bool> {
        let targets = part.targets(self.rules);
        let breaks = |rule: usize| {
            let found = self.search(part, rule, &targets[rule], &part.spaces[rule]);
            !matches!(found, Finding::Safe)
        };
        let rules = 0..self.rules.len();
        rules.map(|rule| part.open[rule] && breaks(rule)).collect()
    }

    pub fn search(&self, part: &Part, rule: usize, targets: &[u32], space: &Space) -> Finding {
        let share = self.work.share(STEPS_A_SEARCH);
        let found = self.exposure(part, rule, targets).search(space, &share);
        self.work.give_back(&share);
        found
    }

    pub fn search_every(
        &self,
        part: &Part,
        rule: usize,
        targets: &[u32],
        space: Space,
        every: &mut Every,
    ) -> End {
        let share = self.work.share(STEPS_A_SEARCH);
        let exposure = self.exposure(part, rule, targets);
        let end = exposure.search_every(space, every, &share);
        self.work.give_back(&share);
        end
    }

    pub fn exposure<'p>(&self, part: &'p Part, rule: usize, targets: &'p [u32]) -> Exposure<'p> {
        Exposure {
            columns: &part.columns,
            atoms: &part.atoms,
            targets,
            threshold: self.rules[rule].threshold,
        }
    }

    /// Whether every open rule holds on these spaces of a part; else which of its rows leak together,
    /// those of `last` being the first to go.
    fn probe(&self, part: &Part, targets: &[Vec<u32>], spaces: &[Space], last: &[usize]) -> Probe {
        let mut leaks = Vec::new();
        for rule in (0..self.rules.len()).filter(|&rule| part.open[rule]) {
            match self.search(part, rule, &targets[rule], &spaces[rule]) {
                Finding::Safe => {}
                Finding::Unknown => return Probe::Unknown,
                Finding::Leak(found) => {
                    let order = last.iter().copied().chain(0..part.rows.len());
                    let exposure = self.exposure(part, rule, &targets[rule]);
                    let found = exposure.leaks(found, order).into_iter();
                    leaks.extend(found.map(|leak| leak.into_iter().map(|(row, _)| row).collect()));
                }
            }
        }
        if leaks.is_empty() {
            Probe::Safe
        } else {
            Probe::Leaks(leaks)
        }
    }

    /// Decides the rows of one rank of worth in a part, beside all those of higher ranks that are kept.
    fn settle(&self, part: &Part, worth: Worth, withheld: &mut [bool]) {
        let needed = |row: usize| self.worths[row] == worth;
        if !part.rows.iter().any(|&row| needed(row)) {
            return;
        }
        let wanted = |row: usize| self.worths[row] <= worth && !withheld[row];
        for part in part.split(wanted, needed) {
            for row in self.lost(&part, worth) {
                withheld[row] = true;
            }
        }
    }

    /// The candidates of one rank of worth that a part has to give up.
    fn lost(&self, part: &Part, worth: Worth) -> Vec<usize> {
        let candidates: Vec<usize> = (0..part.rows.len())
            .filter(|&row| self.worths[part.rows[row]] == worth)
            .collect();
        let costs: Vec<u64> = candidates
            .iter()
            .map(|&row| self.costs[part.rows[row]])
            .collect();
        let order = dearest_first(&costs);
        let last: Vec<usize> = order.iter().rev().map(|&rank| candidates[rank]).collect();
        let targets = part.targets(self.rules);
        let probe = |kept: &[usize]| {
            let mut own = part.spaces.clone();
            for space in &mut own {
                space.restrict(|row| match candidates.binary_search(&row) {
                    Ok(rank) => kept.binary_search(&rank).is_ok(),
                    Err(_) => true,
                });
            }
            match self.probe(part, &targets, &own, &last) {
                Probe::Leaks(leaks) => {
                    let rank = |row: usize| candidates.binary_search(&row).ok();
                    let ranks = |rows: Vec<usize>| rows.into_iter().filter_map(rank).collect();
                    Probe::Leaks(leaks.into_iter().map(ranks).collect())
                }
                other => other,
            }
        };
        let afford = |steps: u64| self.work.take(steps);
        let chosen = choose(&costs, &probe, &afford).withheld.into_iter();
        chosen.map(|rank| part.rows[candidates[rank]]).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::ledger::{Ledger, Spoken};
    use super::super::space::Column;
    use super::*;
    use crate::aggregate::field::Element;

    const ROWS: usize = 24;

    /// What a person adds to each row, question by question, and whether the answer is sensitive.
    fn person() -> impl Strategy<Value = Vec<([u8; ROWS], bool)>> {
        let part = prop::sample::select(vec![0_u8, 0, 0, 0, 0, 0, 1, 1, 2]);
        let answer = (prop::array::uniform24(part), any::<bool>());
        prop::collection::vec(answer, 1..6)
    }

    fn spoken(person: &[([u8; ROWS], bool)]) -> Vec<Spoken> {
        let column = |parts: &[u8; ROWS]| -> Column {
            let held = (0_u32..).zip(parts).filter(|(_, part)| **part > 0);
            held.map(|(row, part)| (row, Element::of_number(f64::from(*part))))
                .collect()
        };
        let answers = person.iter();
        answers
            .map(|(parts, sensitive)| (column(parts), *sensitive))
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

        /// Ranks of worth in turn, each with its own proofs, give up what conflicts over all rows at once do.
        #[test]
        fn conflicts_take_what_ranks_of_worth_take_in_turn(
            people in prop::collection::vec(person(), 3..12),
            ranks in prop::collection::vec(0..7_usize, ROWS),
            different in 1..8_usize,
            costs in prop::collection::vec(5_u64..9, ROWS),
        ) {
            let worths: Vec<Worth> = ranks.iter().map(|rank| Worth::ALL[rank % different]).collect();
            let mut ledger = Ledger::new(ROWS, 3, 4);
            for person in &people {
                prop_assert!(ledger.add(1, &spoken(person)));
            }
            let (whole, rules) = Part::whole(ledger.finish(), ROWS);
            let solver = Solver {
                rules: &rules,
                worths: &worths,
                costs: &costs,
                work: &Work::new(1_000_000_000),
            };
            for part in whole.split(|_| true, |_| true) {
                let mut withheld = vec![false; ROWS];
                for worth in Worth::ALL {
                    solver.settle(&part, worth, &mut withheld);
                }
                let in_turn: Vec<usize> = (0..ROWS).filter(|&row| withheld[row]).collect();
                // With too many conflicts to hold, the ranks decide in turn.
                if let Some(found) = solver.by_conflicts(&part) {
                    prop_assert_eq!(found, in_turn);
                }
            }
        }
    }
}
