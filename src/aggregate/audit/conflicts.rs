//! The rows of one knot to give up, found from conflicts: combinations of rows that leak together.
//!
//! What is kept is proved with all the rows at once, those of every rank of worth: rows that hold beside
//! others hold without them. As long as the proof fails, the combination that it met is one conflict more,
//! and each rank decides again, what is worth most first, from the conflicts that its rows complete.
//! Knows rows and columns only.

use std::cmp::Reverse;

use super::super::protection::cells::Worth;
use super::choice::CONFLICTS_A_ROW;
use super::exposure::{End, Every, first_of};
use super::knots::Part;
use super::solve::Solver;
use super::space::{Combination, Space};
use super::suppression::{EXACT_LIMIT, given_up};

/// Rows that leak together, by a rule.
struct Conflict {
    rule: usize,
    leak: Combination,
}

/// What was met while a knot is decided.
struct Met<'p> {
    part: &'p Part,
    /// What must not be told, for each rule.
    targets: Vec<Vec<u32>>,
    /// Combinations silent on everybody.
    silent: Space,
    /// Rows that these spare, each with its combination.
    spare: Vec<(usize, Combination)>,
    /// For each rule, what is left without the rows spared: it says all that the others say.
    needed: Vec<Space>,
    /// Rows in the order in which they go.
    order: Vec<usize>,
    /// Combinations that leak by a rule: those found, beside those silent on everybody.
    leaks: Vec<(usize, Space)>,
    conflicts: Vec<Conflict>,
    /// The knots of some rows, once they were asked for.
    knots: Vec<(Vec<bool>, Vec<Vec<usize>>)>,
}

impl Solver<'_> {
    /// The rows of the whole that a part has to give up; `None` when that is not settled in half of the time left.
    pub fn by_conflicts(&self, part: &Part) -> Option<Vec<usize>> {
        let own = self.work.half();
        let half = Solver {
            rules: self.rules,
            work: &own,
            ..*self
        };
        let found = half.lost_by_conflicts(part);
        self.work.give_back(&own);
        found
    }

    fn lost_by_conflicts(&self, part: &Part) -> Option<Vec<usize>> {
        let (targets, mut silent): (Vec<Vec<u32>>, Vec<Space>) =
            part.aimed(self.rules).into_iter().unzip();
        if targets.iter().all(Vec::is_empty) {
            return Some(Vec::new());
        }
        let order = self.least_first(part);
        let silent = silent.swap_remove(0).reduced(order.iter().copied());
        let spare = spare(&silent, &order);
        let mut met = Met {
            part,
            targets,
            needed: part.without(&spare),
            silent,
            spare,
            order,
            leaks: Vec::new(),
            conflicts: Vec::new(),
            knots: Vec::new(),
        };
        // The rows that were last proved to hold, for each rule.
        let mut proved = vec![vec![false; part.rows.len()]; self.rules.len()];
        loop {
            let kept = self.kept(&mut met)?;
            let holds =
                |proof: &[bool]| kept.iter().zip(proof).all(|(kept, proved)| kept <= proved);
            let Some(rule) = proved.iter().position(|proof| !holds(proof)) else {
                let lost = part.rows.iter().zip(kept).filter(|(_, kept)| !kept);
                return Some(lost.map(|(row, _)| *row).collect());
            };
            let (touched, safe) = self.search_kept(&met, rule, kept)?;
            for touched in touched {
                let leak = self.leak(&met, rule, touched);
                met.leaks.push((rule, leak));
            }
            proved[rule] = safe;
        }
    }

    /// Which rows are kept because of the leaks met; `None` when these leave no row that can go.
    fn kept(&self, met: &mut Met) -> Option<Vec<bool>> {
        while met.conflicts.len() <= CONFLICTS_A_ROW * met.part.rows.len() {
            let conflicts = (met.conflicts.len() * met.part.rows.len()) as u64;
            let spaces = met.leaks.iter().map(|(_, leak)| leak.size());
            if !self.work.take(conflicts + spaces.sum::<u64>()) {
                return None;
            }
            let kept = self.kept_of_conflicts(met);
            let found = self.conflicts(met, &kept);
            if found.is_empty() {
                return Some(kept);
            }
            if found
                .iter()
                .any(|found| self.is_past(met.part, &found.leak))
            {
                return None;
            }
            met.conflicts.extend(found);
        }
        None
    }

    /// What still leaks of rows kept, of the leaks met.
    fn conflicts(&self, met: &Met, kept: &[bool]) -> Vec<Conflict> {
        let mut found = Vec::new();
        for (rule, leak) in &met.leaks {
            let mut left = leak.clone();
            left.restrict(|row| kept[row]);
            let exposure = self.exposure(met.part, *rule, &met.targets[*rule]);
            if exposure.tells(&left) {
                let leaks = exposure.leaks(left, met.order.iter().copied()).into_iter();
                found.extend(leaks.map(|leak| Conflict { rule: *rule, leak }));
            }
        }
        found
    }

    fn is_past(&self, part: &Part, leak: &Combination) -> bool {
        let mut rows = leak.iter();
        rows.all(|(row, _)| self.worth(part, *row) == Worth::Past)
    }

    /// All the combinations of rows, kept or not, that speak of these atoms only.
    fn leak(&self, met: &Met, rule: usize, touched: Vec<usize>) -> Space {
        let mut leak = met.needed[rule].clone();
        let exposure = self.exposure(met.part, rule, &met.targets[rule]);
        exposure.silence_others(&mut leak, &touched);
        leak.beside(&met.silent)
    }

    /// The atoms that leaks of rows kept touch, by a rule, and those of these rows that are proved to hold without the others.
    fn search_kept(
        &self,
        met: &Met,
        rule: usize,
        mut kept: Vec<bool>,
    ) -> Option<(Vec<Vec<usize>>, Vec<bool>)> {
        let part = met.part;
        let (silent, spare, space);
        if kept.iter().all(|kept| *kept) {
            (silent, spare, space) = (
                met.silent.clone(),
                met.spare.clone(),
                met.needed[rule].clone(),
            );
        } else {
            let mut left = met.silent.clone();
            left.restrict(|row| kept[row]);
            silent = left.reduced(met.order.iter().copied());
            spare = self::spare(&silent, &met.order);
            let mut needed = part.spaces[rule].clone();
            needed.restrict(|row| kept[row] && spare.iter().all(|(spare, _)| *spare != row));
            space = needed;
        }
        let mut every = Every {
            order: &met.order,
            silent: &silent,
            touched: Vec::new(),
            dropped: Vec::new(),
        };
        if self.search_every(part, rule, &met.targets[rule], space, &mut every) != End::Done {
            return None;
        }
        for &row in &every.dropped {
            kept[row] = false;
        }
        for (first, all) in &spare {
            kept[*first] &= all
                .iter()
                .all(|&(row, _)| row == *first || !every.dropped.contains(&row));
        }
        Some((every.touched, kept))
    }

    fn worth(&self, part: &Part, row: usize) -> Worth {
        self.worths[part.rows[row]]
    }

    /// Rows of a part in the order in which they go: worth least first, then those of fewest people.
    fn least_first(&self, part: &Part) -> Vec<usize> {
        let mut order: Vec<usize> = (0..part.rows.len()).collect();
        let many = |worth: Worth| {
            let rows = order.iter().filter(|row| self.worth(part, **row) == worth);
            rows.count() > EXACT_LIMIT
        };
        let many: Vec<Worth> = Worth::ALL
            .into_iter()
            .filter(|worth| many(*worth))
            .collect();
        order.sort_by_key(|&row| {
            let (worth, cost) = (self.worth(part, row), self.costs[part.rows[row]]);
            // Between as many people, of few rows the first goes, of many the last.
            let rank = if many.contains(&worth) {
                part.rows.len() - row
            } else {
                row
            };
            (Reverse(worth), cost, rank)
        });
        order
    }

    /// Which rows are kept because of the conflicts met.
    fn kept_of_conflicts(&self, met: &mut Met) -> Vec<bool> {
        'again: loop {
            let mut kept = vec![true; met.part.rows.len()];
            for worth in Worth::ALL {
                let Some(lost) = self.lost_of(met, worth, &kept) else {
                    continue 'again;
                };
                for row in lost {
                    kept[row] = false;
                }
            }
            return kept;
        }
    }

    /// The rows of one rank of worth that conflicts take, beside all those of higher ranks that are kept;
    /// `None` when a conflict was parted in several.
    fn lost_of(&self, met: &mut Met, worth: Worth, kept: &[bool]) -> Option<Vec<usize>> {
        let part = met.part;
        let own = |row: usize| self.worth(part, row);
        let here: Vec<usize> = (0..met.conflicts.len())
            .filter(|&rank| {
                let leak = &met.conflicts[rank].leak;
                leak.iter().all(|&(row, _)| kept[row] && own(row) <= worth)
                    && leak.iter().any(|&(row, _)| own(row) == worth)
            })
            .collect();
        if here.is_empty() {
            return Some(Vec::new());
        }
        let candidates: Vec<usize> = (0..part.rows.len())
            .filter(|&row| own(row) == worth)
            .collect();
        // The cheapest rows of several knots are the cheapest of each: few need not be parted.
        let knots = if candidates.len() <= EXACT_LIMIT {
            vec![(0..part.rows.len()).collect()]
        } else {
            let wanted: Vec<bool> = (0..part.rows.len())
                .map(|row| kept[row] && own(row) <= worth)
                .collect();
            met.knots_of(wanted)
        };
        let mut lost = Vec::new();
        for knot in knots {
            let inside = |row: usize| knot.binary_search(&row).is_ok();
            let candidates: Vec<usize> = candidates
                .iter()
                .copied()
                .filter(|&row| inside(row))
                .collect();
            let mut conflicts = Vec::new();
            for &rank in &here {
                let leak = &met.conflicts[rank].leak;
                let of_knot = leak.iter().filter(|(row, _)| inside(*row)).count();
                if of_knot == leak.len() {
                    let rows = leak
                        .iter()
                        .filter_map(|(row, _)| candidates.binary_search(row).ok());
                    conflicts.push(rows.collect());
                } else if of_knot > 0 {
                    self.part_conflict(met, rank, &knot);
                    return None;
                }
            }
            if !conflicts.is_empty() {
                let costs: Vec<u64> = candidates
                    .iter()
                    .map(|&row| self.costs[part.rows[row]])
                    .collect();
                let given_up = given_up(&costs, &conflicts).into_iter();
                lost.extend(given_up.map(|rank| candidates[rank]));
            }
        }
        Some(lost)
    }

    /// Puts what a conflict is in a knot and what it is beside it in its place, as far as each leaks.
    fn part_conflict(&self, met: &mut Met, rank: usize, knot: &[usize]) {
        let Conflict { rule, leak } = met.conflicts.swap_remove(rank);
        let (inside, beside): (Combination, Combination) = leak
            .into_iter()
            .partition(|(row, _)| knot.binary_search(row).is_ok());
        let exposure = self.exposure(met.part, rule, &met.targets[rule]);
        let parts = [inside, beside].into_iter();
        let leaks: Vec<Conflict> = parts
            .filter(|leak| exposure.is_told(leak))
            .map(|leak| Conflict { rule, leak })
            .collect();
        met.conflicts.extend(leaks);
    }
}

impl Met<'_> {
    fn knots_of(&mut self, wanted: Vec<bool>) -> Vec<Vec<usize>> {
        if let Some((_, knots)) = self.knots.iter().find(|(rows, _)| *rows == wanted) {
            return knots.clone();
        }
        let knots = self.part.knots_of(|row| wanted[row]);
        self.knots.push((wanted, knots.clone()));
        knots
    }
}

/// Who adds a combination that is silent on everybody tells nothing more: its first row in order is not needed.
fn spare(silent: &Space, order: &[usize]) -> Vec<(usize, Combination)> {
    let all = silent.basis();
    all.filter_map(|all| Some((first_of(order, &all)?, all)))
        .collect()
}
