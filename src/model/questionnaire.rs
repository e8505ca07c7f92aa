//! The questionnaire: who is asked what, on which scale, and what each answer is about.

use super::{CriterionId, GroupId, ItemId, QvctId};

pub use super::questionnaire_file::{parse, shape};

/// Scales, groups and items, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Questionnaire {
    /// Name, for the method page.
    pub name: String,
    /// Version of the whole.
    pub version: String,
    /// Scales of answer.
    pub scales: Vec<Scale>,
    /// Groups of respondents, in order of print.
    pub groups: Vec<Group>,
    /// Questions.
    pub items: Vec<Item>,
}

/// A group of respondents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Key used in files: `salaries`.
    pub id: String,
    /// As printed, plural, lower case: « salariés ».
    pub label: String,
    /// Attribution of a quote: « membre de l'équipe salariée ».
    pub singular: String,
    /// Other spellings met in the column « groupe ».
    pub synonyms: Vec<String>,
}

/// A scale of answer, levels from the least to the most favourable **as worded**.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Key used in files: `accord`.
    pub id: String,
    /// Number of the lowest level in files: 1, or 0 for a 0–10 scale.
    pub lowest: i32,
    /// Labels of the levels; a 0–10 scale may label its ends only (empty strings between).
    pub levels: Vec<String>,
    /// Other spellings of a level: (spelling, rank of the level from 0).
    pub synonyms: Vec<(String, u8)>,
    /// Rank from 0 of the level declared neutral, if one is.
    pub neutral: Option<u8>,
    /// Ranks from 0 that count as favourable.
    pub favourable: Vec<u8>,
    /// Ranks from 0 that count as unfavourable.
    pub unfavourable: Vec<u8>,
    /// Texts and codes that mean « ne sait pas ».
    pub dont_know: Vec<String>,
    /// Texts and codes that mean « non concerné ».
    pub not_applicable: Vec<String>,
}

impl Scale {
    /// Number of levels.
    pub fn size(&self) -> u8 {
        u8::try_from(self.levels.len()).unwrap_or(u8::MAX)
    }
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Key used in files: `Q07`.
    pub id: String,
    /// Wording version; another version breaks the series.
    pub version: u32,
    /// The question as asked.
    pub label: String,
    /// What it is about.
    pub criterion: CriterionId,
    /// Rank of its scale in [`Questionnaire::scales`].
    pub scale: usize,
    /// Whether the most favourable answer is the lowest level.
    pub reversed: bool,
    /// Weight in its criterion, 1 by default.
    pub weight: f64,
    /// Levels of QVCT it speaks of, none to several.
    pub qvct: Vec<QvctId>,
    /// Themes that rules read: `droit_erreur`.
    pub themes: Vec<String>,
    /// Groups that are asked.
    pub groups: Vec<GroupId>,
    /// Whether the stricter thresholds hold.
    pub sensitive: bool,
}

impl Item {
    /// Place of a level of its scale, or of a count of answers, from the least favourable one; both are counted from 0.
    ///
    /// A reversed item turns its scale round (`statistics.md` § 1.2), so that the same way leads back. `None` outside the
    /// `levels` of the scale.
    pub fn oriented(&self, level: usize, levels: usize) -> Option<usize> {
        let from_top = levels.checked_sub(level + 1)?;
        Some(if self.reversed { from_top } else { level })
    }

    /// Levels of its scale that count as favourable answers, and as unfavourable ones, as they are worded.
    pub fn ends<'s>(&self, scale: &'s Scale) -> (&'s [u8], &'s [u8]) {
        if self.reversed {
            (&scale.unfavourable, &scale.favourable)
        } else {
            (&scale.favourable, &scale.unfavourable)
        }
    }
}

impl Questionnaire {
    /// The item of a key, whatever its case.
    pub fn item(&self, id: &str) -> Option<ItemId> {
        self.items
            .iter()
            .position(|item| item.id.eq_ignore_ascii_case(id))
            .and_then(|index| u16::try_from(index).ok())
            .map(ItemId)
    }

    /// The group of a key.
    pub fn group(&self, id: &str) -> Option<GroupId> {
        self.groups
            .iter()
            .position(|group| group.id == id)
            .and_then(|index| u8::try_from(index).ok())
            .map(GroupId)
    }

    /// The items of a criterion, in order.
    pub fn items_of(&self, criterion: CriterionId) -> impl Iterator<Item = ItemId> {
        self.items
            .iter()
            .enumerate()
            .filter(move |(_, item)| item.criterion == criterion)
            .filter_map(|(index, _)| u16::try_from(index).ok().map(ItemId))
    }
}
