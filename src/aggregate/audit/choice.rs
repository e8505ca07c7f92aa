//! The search for rows to withhold: the cheapest that leave nothing told, or a walk that keeps row after row.
//!
//! Knows costs and an audit that answers for any rows kept; neither people nor answers.

use std::cmp::Ordering;

/// Conflicts met for one candidate, on average, after which rows are tried one after the other.
pub(super) const CONFLICTS_A_ROW: usize = 16;

/// What is known of a set of rows kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::aggregate) enum Probe {
    /// They tell nothing that must not be told.
    Safe,
    /// Each of these parts of them leaks by itself, beside what is always there.
    Leaks(Vec<Vec<usize>>),
    /// Not settled in the time allowed.
    Unknown,
}

/// Candidates in the order in which they are given room: most people first.
pub(super) fn dearest_first(costs: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..costs.len()).collect();
    order.sort_unstable_by_key(|&row| (std::cmp::Reverse(costs[row]), row));
    order
}

/// What is chosen from.
pub(super) struct Choice<'a> {
    pub costs: &'a [u64],
    pub probe: &'a dyn Fn(&[usize]) -> Probe,
    pub afford: &'a dyn Fn(u64) -> bool,
}

/// Conflicts, each as a set of rows, without those that hold another: whoever hits a part of a conflict hits it.
/// The smallest first.
#[derive(Default)]
pub(super) struct Conflicts(Vec<u32>);

impl Conflicts {
    /// Adds a conflict; whether it says more than those known.
    pub fn add(&mut self, rows: &[usize]) -> bool {
        let set = rows.iter().fold(0, |set: u32, row| set | 1 << row);
        if self.0.iter().any(|part| part & set == *part) {
            return false;
        }
        self.0.retain(|known| known & set != set);
        let order = |set: u32| (set.count_ones(), set);
        let place = self.0.partition_point(|known| order(*known) < order(set));
        self.0.insert(place, set);
        true
    }
}

/// At most as many rows as are searched exactly, as a set, with what they are compared by.
#[derive(Clone, Copy, Default)]
struct Removal {
    cost: u64,
    count: u32,
    rows: u32,
}

impl Removal {
    /// Cheaper, or fewer rows, or the first in order.
    fn is_before(&self, other: &Removal) -> bool {
        match (self.cost, self.count).cmp(&(other.cost, other.count)) {
            Ordering::Equal => {
                let apart = self.rows ^ other.rows;
                self.rows >> apart.trailing_zeros().min(31) & 1 == 1 && apart != 0
            }
            unequal => unequal.is_lt(),
        }
    }
}

impl Choice<'_> {
    fn is_safe(&self, kept: &[usize]) -> bool {
        matches!((self.probe)(kept), Probe::Safe)
    }

    /// Those of all the rows that are not among some.
    pub fn kept(&self, removed: &[usize]) -> Vec<usize> {
        (0..self.costs.len())
            .filter(|row| !removed.contains(row))
            .collect()
    }

    /// A smallest part of kept rows that are not proved safe: one of them has to go.
    fn conflict(&self, kept: &[usize]) -> Vec<usize> {
        let mut part = kept.to_vec();
        let mut at = 0;
        while at < part.len() {
            let mut fewer = part.clone();
            fewer.remove(at);
            if self.is_safe(&fewer) {
                at += 1;
            } else {
                part = fewer;
            }
        }
        part
    }

    /// Publishing more never leaks less, so every safe choice removes a row of each conflict.
    /// The cheapest set that does so is a lower bound; once it is safe, it is the answer.
    pub fn cheapest(&self) -> Vec<usize> {
        let mut conflicts = Conflicts::default();
        loop {
            let removed = self.hitting(&conflicts);
            let kept = self.kept(&removed);
            if !(self.afford)(conflicts.0.len() as u64) {
                return self.kept(&[]);
            }
            let found = match (self.probe)(&kept) {
                Probe::Safe => return removed,
                Probe::Leaks(found) => found,
                Probe::Unknown => vec![self.conflict(&kept)],
            };
            if found.iter().any(Vec::is_empty) {
                // Not even nothing is proved safe: no time is left.
                return self.kept(&[]);
            }
            let mut is_news = false;
            for conflict in &found {
                is_news |= conflicts.add(conflict);
            }
            // A conflict among rows that hit all those known is one more: else the search would go on for ever.
            if !is_news {
                return self.kept(&[]);
            }
        }
    }

    /// The cheapest set that hits every conflict, all rows when one of these is empty or when no time is left.
    pub fn hitting(&self, conflicts: &Conflicts) -> Vec<usize> {
        let mut best = None;
        self.hit(&conflicts.0, Removal::default(), 0, &mut best);
        let removed = best.map_or(u32::MAX, |best| best.rows);
        (0..self.costs.len())
            .filter(|row| removed >> row & 1 == 1)
            .collect()
    }

    /// Walks through the removal sets that hit every conflict, keeping the best.
    fn hit(&self, conflicts: &[u32], removed: Removal, spared: u32, best: &mut Option<Removal>) {
        if best.is_some_and(|best| (removed.cost, removed.count) > (best.cost, best.count)) {
            return;
        }
        if !(self.afford)(conflicts.len() as u64) {
            return;
        }
        let Some(open) = conflicts.iter().find(|rows| *rows & removed.rows == 0) else {
            if best.is_none_or(|best| removed.is_before(&best)) {
                *best = Some(removed);
            }
            return;
        };
        let mut spared = spared;
        for row in (0..self.costs.len()).filter(|row| open >> row & 1 == 1) {
            if spared >> row & 1 == 0 {
                let more = Removal {
                    cost: removed.cost + self.costs[row],
                    count: removed.count + 1,
                    rows: removed.rows | 1 << row,
                };
                self.hit(conflicts, more, spared, best);
                spared |= 1 << row;
            }
        }
    }

    /// Keeps rows one by one, most people first, each only if all those kept withstand the audit.
    ///
    /// The conflicts met so far say what such a walk would keep at most. Once that is safe the walk
    /// would have kept it: what it turned away completes a conflict, and what it kept is part of it.
    pub fn greedy(&self) -> Vec<usize> {
        let order = dearest_first(self.costs);
        let mut conflicts: Vec<Vec<usize>> = Vec::new();
        while conflicts.len() <= CONFLICTS_A_ROW * self.costs.len() {
            let kept = walked(&order, &conflicts);
            match (self.probe)(&kept) {
                Probe::Safe => return self.kept(&kept),
                Probe::Leaks(found) if found.iter().all(|rows| !rows.is_empty()) => {
                    conflicts.extend(found);
                }
                Probe::Leaks(_) => return self.kept(&[]),
                Probe::Unknown => break,
            }
        }
        self.step_by_step(&order)
    }

    /// The same walk with an audit at each step, which may be short where that of all rows is not.
    fn step_by_step(&self, order: &[usize]) -> Vec<usize> {
        let mut kept: Vec<usize> = Vec::new();
        for &row in order {
            let place = kept.partition_point(|&known| known < row);
            kept.insert(place, row);
            if !self.is_safe(&kept) {
                kept.remove(place);
            }
        }
        self.kept(&kept)
    }
}

/// Rows kept, in order, by a walk that turns away what completes one of the conflicts.
pub(super) fn walked(order: &[usize], conflicts: &[Vec<usize>]) -> Vec<usize> {
    let mut missing: Vec<usize> = conflicts.iter().map(Vec::len).collect();
    let mut kept = Vec::new();
    for &row in order {
        let holding = || (0..conflicts.len()).filter(|&rank| conflicts[rank].contains(&row));
        if holding().any(|rank| missing[rank] == 1) {
            continue;
        }
        for rank in holding() {
            missing[rank] -= 1;
        }
        kept.push(row);
    }
    kept.sort_unstable();
    kept
}
