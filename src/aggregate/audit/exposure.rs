//! The search for a combination of rows that speaks of fewer than k people.
//!
//! Exact when it ends; the work is counted, so that nothing a user writes may run for minutes, and
//! what cannot be proved in time is answered « unknown ». Knows columns and atoms, not surveys.

use super::super::field::Element;
use super::super::work::Work;
use super::space::{Column, Combination, Space};

/// People who stand in the same columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::aggregate) struct Atom {
    /// Of how many people; 0 when nobody can tell, so that they never make a crowd.
    pub people: u32,
    /// Ranks of their columns.
    pub columns: Vec<u32>,
}

/// What a search found.
#[derive(Debug)]
pub(super) enum Finding {
    /// Every combination that tells anything speaks of k people or more.
    Safe,
    /// These speak of one to k − 1 people, when they speak of anyone: one of them does.
    Leak(Space),
    /// Not settled within the work allowed.
    Unknown,
}

/// Columns and people of one audit.
pub(super) struct Exposure<'a> {
    pub columns: &'a [Column],
    /// Most people first.
    pub atoms: &'a [Atom],
    /// Columns that must not be laid open; those [`aimed`] at are enough.
    pub targets: &'a [u32],
    pub threshold: u32,
}

/// Those of some columns that say all about the others on a space, and on any part of it; and the
/// combinations that are silent on all of them.
pub(super) fn aimed(
    targets: impl Iterator<Item = u32>,
    columns: &[Column],
    space: &Space,
) -> (Vec<u32>, Space) {
    let mut rest = space.clone();
    let aimed = targets.filter(|&target| rest.cut(&columns[target as usize]));
    (aimed.collect(), rest)
}

/// What a search does with leaks.
trait Hunt {
    /// Takes note of the combinations of a leak, which touch no other atoms than those; whether the search
    /// goes on, without the rows that are dropped.
    fn meet(&mut self, exposure: &Exposure, leak: &Space, touched: &[usize]) -> bool;
    /// Rows dropped so far.
    fn dropped(&self) -> &[usize];
}

/// The first leak is enough.
struct First(Option<Space>);

impl Hunt for First {
    fn meet(&mut self, _exposure: &Exposure, leak: &Space, _touched: &[usize]) -> bool {
        self.0 = Some(leak.clone());
        false
    }

    fn dropped(&self) -> &[usize] {
        &[]
    }
}

/// Every leak is met, a row of each that was met being dropped.
pub(super) struct Every<'h> {
    /// Rows in the order in which they are dropped.
    pub order: &'h [usize],
    /// Combinations silent on everybody, each of which can be added to a leak.
    pub silent: &'h Space,
    /// Atoms that leaks touch, each time too few.
    pub touched: Vec<Vec<usize>>,
    pub dropped: Vec<usize>,
}

impl Hunt for Every<'_> {
    fn meet(&mut self, exposure: &Exposure, leak: &Space, touched: &[usize]) -> bool {
        let all = leak.beside(self.silent);
        let leaks = exposure.leaks(all, self.order.iter().copied());
        let first = |leak: &Combination| first_of(self.order, leak);
        self.dropped.extend(leaks.iter().filter_map(first));
        if self.touched.iter().all(|known| known != touched) {
            self.touched.push(touched.to_vec());
        }
        true
    }

    fn dropped(&self) -> &[usize] {
        &self.dropped
    }
}

/// The first row of an order that a combination holds.
pub(super) fn first_of(order: &[usize], combination: &[(usize, Element)]) -> Option<usize> {
    let holds = |row: &&usize| {
        combination
            .binary_search_by_key(*row, |entry| entry.0)
            .is_ok()
    };
    order.iter().find(holds).copied()
}

/// How a search ended, leaks apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing is left to look at.
    Done,
    /// A leak was enough.
    Stopped,
    /// No time was left.
    Late,
}

impl Exposure<'_> {
    /// Combinations each of which leaks, read from those of a leak.
    ///
    /// The first row of `order` that one holds is in no other.
    pub fn leaks(&self, found: Space, order: impl Iterator<Item = usize>) -> Vec<Combination> {
        let targets = self.targets.iter();
        let targets: Vec<&Column> = targets
            .map(|&target| &self.columns[target as usize])
            .collect();
        found.reduced(order).telling(&targets)
    }

    /// Whether rows taken together tell what must not be told.
    pub fn is_told(&self, combination: &[(usize, Element)]) -> bool {
        let coefficient = |row: u32| {
            let place = combination.binary_search_by_key(&(row as usize), |entry| entry.0);
            place.map_or(Element::ZERO, |place| combination[place].1)
        };
        self.targets.iter().any(|&target| {
            let column = self.columns[target as usize].iter();
            let parts = column.map(|&(row, element)| (coefficient(row), element));
            !Element::sum_of_products(parts).is_zero()
        })
    }

    /// Whether a combination of the space tells about one to k − 1 people.
    pub fn search(&self, space: &Space, work: &Work) -> Finding {
        let mut first = First(None);
        match (self.hunt(space.clone(), &mut first, work), first.0) {
            (End::Late, _) => Finding::Unknown,
            (_, Some(leak)) => Finding::Leak(leak),
            (_, None) => Finding::Safe,
        }
    }

    /// Meets leaks; without the rows dropped on the way the space is safe, once all is done.
    pub fn search_every(&self, space: Space, every: &mut Every, work: &Work) -> End {
        self.hunt(space, every, work)
    }

    fn hunt(&self, space: Space, hunt: &mut dyn Hunt, work: &Work) -> End {
        let open = (0..self.atoms.len()).filter(|&atom| self.atoms[atom].people > 0);
        self.look(space, (open.collect(), Vec::new()), hunt, work)
    }

    /// Whether some combination still tells what must not be told.
    pub fn tells(&self, space: &Space) -> bool {
        self.targets
            .iter()
            .any(|&target| space.speaks_of(&self.columns[target as usize]))
    }

    /// Keeps the combinations that touch no other atoms than those, but of nobody.
    pub fn silence_others(&self, space: &mut Space, touched: &[usize]) {
        for atom in (0..self.atoms.len()).filter(|atom| !touched.contains(atom)) {
            if self.atoms[atom].people > 0 {
                self.silence(space, atom);
            }
        }
    }

    fn silence(&self, space: &mut Space, atom: usize) -> bool {
        let mut lost = false;
        for &column in &self.atoms[atom].columns {
            lost |= space.cut(&self.columns[column as usize]);
        }
        lost
    }

    /// Whether a combination of the space speaks of the atom.
    fn touches(&self, space: &Space, atom: usize) -> bool {
        let mut columns = self.atoms[atom].columns.iter();
        columns.any(|&column| space.speaks_of(&self.columns[column as usize]))
    }

    /// Looks for a combination that touches few of the open atoms, being silent on all others.
    ///
    /// The atoms are parted into lots such that whoever touches all of them touches k people: a leak is
    /// silent on a whole lot, and each lot that is silenced leaves few combinations to look through. Those
    /// that are silent on a lot that was `passed` are looked through elsewhere.
    fn look(
        &self,
        mut space: Space,
        (mut open, mut passed): (Vec<usize>, Vec<Vec<usize>>),
        hunt: &mut dyn Hunt,
        work: &Work,
    ) -> End {
        for &row in hunt.dropped() {
            space.drop_row(row);
        }
        if !self.tells(&space) {
            return End::Done;
        }
        open.retain(|&atom| self.touches(&space, atom));
        if self.people(&open) < self.threshold {
            return if hunt.meet(self, &space, &open) {
                End::Done
            } else {
                End::Stopped
            };
        }
        for lot in &mut passed {
            lot.retain(|atom| open.contains(atom));
        }
        if passed.iter().any(Vec::is_empty) {
            return End::Done;
        }
        let Some(lots) = self.lots(&space, &open, &passed, work) else {
            return End::Late;
        };
        for lot in lots {
            let mut rest = space.clone();
            for &atom in &lot {
                self.silence(&mut rest, atom);
            }
            let others = open.iter().copied().filter(|atom| !lot.contains(atom));
            let end = self.look(rest, (others.collect(), passed.clone()), hunt, work);
            if end != End::Done {
                return end;
            }
            passed.push(lot);
        }
        End::Done
    }

    /// People of some atoms.
    fn people(&self, atoms: &[usize]) -> u32 {
        let people = atoms.iter().map(|&atom| self.atoms[atom].people);
        people.fold(0, u32::saturating_add)
    }

    /// Fewest people of a lot that someone who touches it touches.
    fn fewest(&self, lot: &[usize]) -> u32 {
        let people = lot.iter().map(|&atom| self.atoms[atom].people);
        people.min().unwrap_or(0)
    }

    /// Lots to silence one at a time, of k people at least; lots passed and barriers need not be. `None` without time.
    fn lots(
        &self,
        space: &Space,
        open: &[usize],
        passed: &[Vec<usize>],
        work: &Work,
    ) -> Option<Vec<Vec<usize>>> {
        let mut left = open.to_vec();
        let mut touched = 0_u32;
        // Whoever touches a lot touches its fewest people: the others are lost to the count, as far as it allows.
        let mut spared = self.people(open) - self.threshold;
        for lot in passed {
            let lost = self.lost(lot);
            if lost <= spared && lot.iter().all(|atom| left.contains(atom)) {
                spared -= lost;
                touched = touched.saturating_add(self.fewest(lot));
                left.retain(|atom| !lot.contains(atom));
            }
        }
        while touched < self.threshold {
            let Some(barrier) = self.barrier(space, &left, spared, work)? else {
                break;
            };
            spared -= self.lost(&barrier);
            touched = touched.saturating_add(self.fewest(&barrier));
            left.retain(|atom| !barrier.contains(atom));
        }
        Some(self.parted(&left, self.threshold.saturating_sub(touched)))
    }

    /// People of a lot beside its fewest.
    fn lost(&self, lot: &[usize]) -> u32 {
        self.people(lot) - self.fewest(lot)
    }

    /// Atoms, most people first, in as few lots of alike sizes as make up so many people.
    fn parted(&self, atoms: &[usize], people: u32) -> Vec<Vec<usize>> {
        if people == 0 {
            return Vec::new();
        }
        let lots = |count: usize| atoms.chunks(atoms.len().div_ceil(count));
        let enough =
            |count: &usize| lots(*count).map(|lot| self.fewest(lot)).sum::<u32>() >= people;
        let count = (1..=atoms.len()).find(enough).unwrap_or(1);
        lots(count).map(<[usize]>::to_vec).collect()
    }

    /// Atoms of which every telling combination touches one, losing at most so many people; none when
    /// those left are not enough. The outer `None` says that there is no time left.
    fn barrier(
        &self,
        space: &Space,
        left: &[usize],
        spared: u32,
        work: &Work,
    ) -> Option<Option<Vec<usize>>> {
        let mut rest = space.clone();
        let mut barrier = Vec::new();
        for &atom in left {
            if !work.take(rest.size() * (1 + self.atoms[atom].columns.len() as u64) / 8) {
                return None;
            }
            if self.silence(&mut rest, atom) {
                barrier.push(atom);
                if self.lost(&barrier) > spared {
                    return Some(None);
                }
                if !self.tells(&rest) {
                    return Some(Some(barrier));
                }
            }
        }
        Some(None)
    }
}
