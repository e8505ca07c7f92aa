//! The search for a combination of rows that speaks of fewer than k people.
//!
//! Exact when it ends; the work is counted, so that nothing a user writes may run for minutes, and
//! what cannot be proved in time is answered « unknown ». Knows columns and atoms, not surveys.

use std::cell::Cell;

use super::space::{Column, Space};

/// People who stand in the same columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    /// Of how many people; 0 when nobody can tell, so that they never make a crowd.
    pub people: u32,
    /// Ranks of their columns.
    pub columns: Vec<u32>,
}

/// What a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// Every combination that tells anything speaks of k people or more.
    Safe,
    /// One speaks of one to k − 1 people.
    Leak,
    /// Not settled within the work allowed.
    Unknown,
}

/// Work still allowed, in elementary steps.
#[derive(Debug)]
pub(super) struct Work(Cell<u64>);

impl Work {
    pub fn new(steps: u64) -> Work {
        Work(Cell::new(steps))
    }

    /// Takes some; false when there is none left.
    pub fn take(&self, steps: u64) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(steps));
        left >= steps
    }

    /// Sets apart at most so much for one task.
    pub fn share(&self, most: u64) -> Work {
        let part = most.min(self.0.get());
        self.take(part);
        Work::new(part)
    }

    /// Gives back what a task did not use.
    pub fn give_back(&self, rest: &Work) {
        self.0.set(self.0.get() + rest.0.get());
    }
}

/// Columns and people of one audit.
pub(super) struct Exposure<'a> {
    pub columns: &'a [Column],
    /// Most people first.
    pub atoms: &'a [Atom],
    /// Columns that must not be laid open; independent ones are enough.
    pub targets: Vec<u32>,
    pub threshold: u32,
}

impl Exposure<'_> {
    /// Keeps the targets that say all about the others on a space.
    pub fn aimed(mut self, space: &Space) -> Self {
        let mut rest = space.clone();
        self.targets
            .retain(|&target| rest.cut(&self.columns[target as usize]));
        self
    }

    /// Whether a combination of the space tells about one to k − 1 people.
    pub fn search(&self, space: &Space, work: &Work) -> Finding {
        let mut allowed = vec![false; self.atoms.len()];
        self.look(space, &mut allowed, 0, work)
    }

    /// Whether some combination still tells what must not be told.
    fn tells(&self, space: &Space) -> bool {
        self.targets
            .iter()
            .any(|&target| space.speaks_of(&self.columns[target as usize]))
    }

    fn silence(&self, space: &mut Space, atom: usize) -> bool {
        let mut lost = false;
        for &column in &self.atoms[atom].columns {
            lost |= space.cut(&self.columns[column as usize]);
        }
        lost
    }

    /// Atoms of which every telling combination touches one, and the least people in one of them;
    /// `None` when the atoms left do not hold them all.
    fn barrier(
        &self,
        space: &Space,
        used: &[bool],
        work: &Work,
    ) -> Result<Option<Vec<usize>>, Finding> {
        let mut rest = space.clone();
        let mut barrier = Vec::new();
        for atom in (0..self.atoms.len()).filter(|&atom| !used[atom] && self.atoms[atom].people > 0)
        {
            if !work.take(rest.size() * (1 + self.atoms[atom].columns.len() as u64) / 8) {
                return Err(Finding::Unknown);
            }
            if self.silence(&mut rest, atom) {
                barrier.push(atom);
                if !self.tells(&rest) {
                    return Ok(Some(barrier));
                }
            }
        }
        Ok(None)
    }

    /// Looks for a combination held by the allowed atoms and few others.
    ///
    /// Disjoint barriers prove that a combination touches someone of each: k of them and it is safe.
    /// Otherwise the first barrier is branched on: the first of its atoms that is touched is allowed,
    /// those before it are silenced.
    fn look(&self, space: &Space, allowed: &mut [bool], held: u32, work: &Work) -> Finding {
        if !self.tells(space) {
            return Finding::Safe;
        }
        let mut used = allowed.to_vec();
        let mut shortest: Option<Vec<usize>> = None;
        let mut touched = held;
        while touched < self.threshold {
            let barrier = match self.barrier(space, &used, work) {
                Ok(Some(barrier)) => barrier,
                Ok(None) => break,
                Err(unknown) => return unknown,
            };
            let fewest = barrier.iter().map(|&atom| self.atoms[atom].people).min();
            touched = touched.saturating_add(fewest.unwrap_or(0));
            for &atom in &barrier {
                used[atom] = true;
            }
            if shortest
                .as_ref()
                .is_none_or(|known| barrier.len() < known.len())
            {
                shortest = Some(barrier);
            }
        }
        let Some(barrier) = shortest else {
            return Finding::Leak;
        };
        if touched >= self.threshold {
            return Finding::Safe;
        }
        let mut rest = space.clone();
        for atom in barrier {
            let people = self.atoms[atom].people;
            if held.saturating_add(people) < self.threshold {
                allowed[atom] = true;
                let found = self.look(&rest, allowed, held + people, work);
                allowed[atom] = false;
                if found != Finding::Safe {
                    return found;
                }
            }
            self.silence(&mut rest, atom);
        }
        Finding::Safe
    }
}
