//! The questions in the order they come: the people of a group answer them in the same order.

use std::collections::HashMap;

use super::super::codebook::Subject;
use crate::model::{GroupId, ItemId};

/// Most questions whose order is remembered.
const QUESTIONS: usize = 512;

/// Questions met, and which one is expected after which.
#[derive(Default)]
pub(super) struct Sequence {
    all: Vec<(Box<[u8]>, Subject)>,
    ranks: HashMap<Box<[u8]>, usize>,
    /// By group, then by question.
    put: Vec<Vec<Put>>,
    last: usize,
}

/// A question as it is put to one group.
#[derive(Clone, Copy, Default)]
struct Put {
    /// Rank of the question that followed it the last time.
    next: usize,
    /// The item, once a line without quotes held it and the group is asked it.
    item: Option<ItemId>,
}

impl Sequence {
    /// What these bytes name, when they were met before.
    pub fn recall(&mut self, cell: &[u8], group: Option<GroupId>) -> Option<Subject> {
        let next = self.next(group);
        let expected = self.all.get(next).filter(|(bytes, _)| **bytes == *cell);
        let rank = match expected {
            Some(_) => next,
            None => *self.ranks.get(cell)?,
        };
        self.pass(rank, group);
        Some(self.all[rank].1)
    }

    /// Keeps what these bytes name.
    pub fn keep(&mut self, cell: &[u8], subject: Subject, group: Option<GroupId>) {
        let rank = self.all.len();
        if rank < QUESTIONS {
            self.all.push((cell.into(), subject));
            self.ranks.insert(cell.into(), rank);
            self.pass(rank, group);
        }
    }

    /// Remembers which item the question met last is for a group that is asked it.
    pub fn settle(&mut self, cell: &[u8], group: GroupId, item: ItemId) {
        if self
            .all
            .get(self.last)
            .is_some_and(|(bytes, _)| **bytes == *cell)
        {
            self.put_to(group.at(), self.last).item = Some(item);
        }
    }

    /// The question expected next from a group: its rank, its bytes as they stand in a line, its item.
    pub fn expected(&self, group: GroupId) -> Option<(usize, &[u8], ItemId)> {
        let next = self.next(Some(group));
        let item = self.put.get(group.at())?.get(next)?.item?;
        Some((next, &self.all.get(next)?.0, item))
    }

    /// Passes over a question: what followed it before is expected.
    pub fn pass(&mut self, rank: usize, group: Option<GroupId>) {
        let last = self.last;
        self.put_to(group.map_or(0, GroupId::at), last).next = rank;
        self.last = rank;
    }

    /// Passes over the question that was expected: what comes after which is known.
    pub fn meet(&mut self, rank: usize) {
        self.last = rank;
    }

    fn next(&self, group: Option<GroupId>) -> usize {
        let known = self.put.get(group.map_or(0, GroupId::at));
        known
            .and_then(|put| put.get(self.last))
            .map_or(0, |put| put.next)
    }

    fn put_to(&mut self, group: usize, rank: usize) -> &mut Put {
        if self.put.len() <= group {
            self.put.resize_with(group + 1, Vec::new);
        }
        let put = &mut self.put[group];
        if put.len() <= rank {
            put.resize(rank + 1, Put::default());
        }
        &mut put[rank]
    }
}
