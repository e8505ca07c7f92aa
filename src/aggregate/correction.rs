//! Figures of an earlier edition that cannot be printed again: what an erratum line is made of.

use crate::model::{ItemId, WaveId};

use super::figures::Subject;

/// A figure published before and withheld now, because the two editions could be subtracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Correction {
    /// Wave.
    pub wave: WaveId,
    /// Rank in [`Figures::groups`].
    pub group: usize,
    /// What the figure was about.
    pub about: About,
}

/// What a figure of a group is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A score, or a change of it.
    Subject(Subject),
    /// The answers to one question.
    Item(ItemId),
}
