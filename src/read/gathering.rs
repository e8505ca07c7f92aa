//! The answers of one project while its files are read: packed, without any identifier in clear.
//!
//! An answer costs eight bytes. A *sitting*, one person in one collection, costs about fifty; her
//! identifier is only ever kept as 128 bits of hash, whose high half ignores case and blanks so
//! that look-alikes end up side by side.

use std::collections::HashMap;

use super::calendar::Day;
use super::identity::{Table, hashed};
use super::mapping::DateOrder;
use super::unsigned::Unsigned;
use crate::model::{Answer, GroupId, Horizon, ItemId, State};

/// Most repetitions whose line is remembered.
const REMEMBERED: usize = 4096;

/// Which collection a row belongs to, as far as the row alone can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Slot {
    /// A wave that the project declares.
    Declared(u8),
    /// A name of the column « vague », by its rank in [`Gathering::labels`].
    Label(u16),
    /// A term.
    Term(Horizon),
    /// A day alone.
    Day(Day),
    /// Nothing tells.
    Unknown,
}

/// Answers of one slot.
pub(super) struct Bucket {
    pub slot: Slot,
    /// `respondent` is the rank of a sitting.
    pub answers: Vec<Answer>,
}

/// One person in one slot.
#[derive(Clone, Copy)]
pub(super) struct Sitting {
    /// Hash of the identifier.
    pub key: [u64; 2],
    /// Rank in [`Gathering::people`], or `u32::MAX`.
    pub person: u32,
    /// Rank in [`Gathering::organisations`], or `u32::MAX`.
    pub organisation: u32,
    /// Earliest day told.
    pub day: Day,
    /// Which bucket.
    pub bucket: u16,
    pub group: GroupId,
}

/// No person, no organisation.
pub(super) const NOBODY: u32 = u32::MAX;

/// A second answer of one person to one item in one slot.
#[derive(Clone, Copy)]
pub(super) struct Repetition {
    pub answer: Answer,
    pub line: u64,
    pub field: u32,
    /// Rank in [`Gathering::files`].
    pub file: u16,
}

/// Hashes met, numbered.
#[derive(Default)]
pub(super) struct Numbers {
    ranks: HashMap<[u64; 2], u32>,
    pub keys: Vec<[u64; 2]>,
}

impl Numbers {
    fn number(&mut self, key: [u64; 2]) -> u32 {
        let next = u32::try_from(self.keys.len()).unwrap_or(NOBODY);
        let rank = *self.ranks.entry(key).or_insert(next);
        if rank == next {
            self.keys.push(key);
        }
        rank
    }
}

/// A name of the column « vague » in a project that declares no wave.
pub(super) struct Label {
    pub folded: String,
    /// The smallest of its spellings, so that the order of rows does not matter.
    pub shown: String,
    pub horizon: Option<Horizon>,
}

/// A sitting that takes answers.
pub(super) struct Open<'a> {
    sitting: u32,
    answers: &'a mut Vec<Answer>,
    /// One bit an item.
    asked: &'a mut [u64],
    /// Rows read of the project.
    pub rows: &'a mut u64,
}

impl Open<'_> {
    /// Adds the first answer to an item; false, and nothing added, when there is one already.
    pub fn add(&mut self, item: ItemId, state: State) -> bool {
        let bit = 1 << (item.at() % 64);
        let word = &mut self.asked[item.at() / 64];
        let first = *word & bit == 0;
        *word |= bit;
        if first {
            self.push(item, state);
        }
        first
    }

    fn push(&mut self, item: ItemId, state: State) {
        self.answers.push(Answer {
            respondent: self.sitting,
            item,
            state,
        });
    }
}

/// All that was read of one project so far.
#[derive(Default)]
pub(super) struct Gathering {
    pub buckets: Vec<Bucket>,
    slots: HashMap<Slot, u16>,
    pub sittings: Vec<Sitting>,
    table: Table,
    /// One bit an item for every sitting.
    asked: Vec<u64>,
    words: usize,
    pub labels: Vec<Label>,
    pub people: Numbers,
    pub organisations: Numbers,
    pub repetitions: Vec<Repetition>,
    pub files: Vec<String>,
    pub remarks: Vec<String>,
    pub rows: u64,
    pub unasked: u64,
    pub refused: bool,
    /// Rows without identifier.
    pub unsigned: Unsigned,
}

impl Gathering {
    /// For a questionnaire of so many items.
    pub fn new(items: usize) -> Self {
        Gathering {
            words: items.div_ceil(64).max(1),
            ..Gathering::default()
        }
    }

    /// The bucket of a slot; none when there are too many to be collections.
    pub fn bucket(&mut self, slot: Slot) -> Option<u16> {
        if let Some(bucket) = self.slots.get(&slot) {
            return Some(*bucket);
        }
        let rank = u16::try_from(self.buckets.len())
            .ok()
            .filter(|rank| *rank < 20_000)?;
        self.slots.insert(slot, rank);
        self.buckets.push(Bucket {
            slot,
            answers: Vec::new(),
        });
        Some(rank)
    }

    /// The rank of a name of the column « vague »; none when there are too many to be waves.
    pub fn label(&mut self, text: &str) -> Option<u16> {
        let folded = super::spelling::folded(text);
        if let Some(rank) = self.labels.iter().position(|label| label.folded == folded) {
            if text < self.labels[rank].shown.as_str() {
                self.labels[rank].shown = text.to_owned();
            }
            return u16::try_from(rank).ok();
        }
        let rank = u16::try_from(self.labels.len())
            .ok()
            .filter(|rank| *rank < 24)?;
        self.labels.push(Label {
            folded,
            shown: text.to_owned(),
            horizon: None,
        });
        Some(rank)
    }

    /// The sitting of a person in a bucket, made when it is new.
    pub fn sitting(&mut self, key: [u64; 2], bucket: u16, group: GroupId) -> (u32, bool) {
        let sittings = &mut self.sittings;
        let (rank, new) = self.table.find_or_insert(sittings, key, bucket);
        if new {
            sittings.push(Sitting {
                key,
                person: NOBODY,
                organisation: NOBODY,
                day: Day::NONE,
                bucket,
                group,
            });
            self.asked.resize(self.sittings.len() * self.words, 0);
        }
        (rank, new)
    }

    /// The number of a person who is followed over waves.
    pub fn person(&mut self, identifier: &[u8]) -> u32 {
        self.people.number(hashed(identifier))
    }

    /// The number of an organisation.
    pub fn organisation(&mut self, identifier: &[u8]) -> u32 {
        self.organisations.number(hashed(identifier))
    }

    /// Adds an answer; false when the same person already answered the same item in the same slot.
    pub fn add(&mut self, bucket: u16, sitting: u32, item: ItemId, state: State) -> bool {
        let mut open = self.open(bucket, sitting);
        let first = open.add(item, state);
        if !first {
            open.push(item, state);
        }
        first
    }

    /// A sitting to which answers are added one after the other.
    pub fn open(&mut self, bucket: u16, sitting: u32) -> Open<'_> {
        let first = sitting as usize * self.words;
        Open {
            sitting,
            answers: &mut self.buckets[usize::from(bucket)].answers,
            asked: &mut self.asked[first..first + self.words],
            rows: &mut self.rows,
        }
    }

    /// Remembers where a repetition stands.
    pub fn remember(&mut self, repetition: Repetition) {
        if self.repetitions.len() < REMEMBERED {
            self.repetitions.push(repetition);
        }
    }

    /// Ends reading: gives back the room that only reading needs.
    pub fn close(&mut self) {
        self.table = Table::default();
        self.asked = Vec::new();
        self.unsigned.close();
        self.sittings.shrink_to_fit();
    }

    /// Ends a file: its ambiguous days are read in the order its column proved.
    pub fn settle(&mut self, order: DateOrder) {
        for sitting in &mut self.sittings {
            sitting.day = sitting.day.settled(order);
        }
        for bucket in &mut self.buckets {
            if let Slot::Day(day) = bucket.slot {
                bucket.slot = Slot::Day(day.settled(order));
            }
        }
        self.slots
            .retain(|slot, _| !matches!(slot, Slot::Day(day) if day.is_ambiguous()));
    }
}
