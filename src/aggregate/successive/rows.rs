//! Rows of now and of earlier editions in one system: the same questions, the same wordings, the weights of each.

use crate::model::publication::{PastRow, PastWave};

use super::super::compute::Workshop;
use super::super::edition::item_version;
use super::super::field::Element;
use super::super::protection::cells::{Cell, Row, Worth};
use super::super::protection::shape::Shape;
use super::Successive;

/// A row of the joint system.
pub(super) struct JointRow {
    pub shape: Shape,
    /// Keys of the groups it speaks of.
    pub groups: Vec<String>,
    pub worth: Worth,
    pub people: u64,
    /// Where its questions' weights come from: 0 now, then the editions.
    pub source: usize,
    /// Group and cells of a row of now.
    pub cells: Vec<(usize, Cell)>,
    pub sensitive: bool,
    /// Whether an edition told its mean alone.
    pub mean_only: bool,
    /// Whether an edition told its margin alone, its mean being that of other rows.
    pub margin_only: bool,
}

impl Successive<'_> {
    /// Rows of now, then those of each edition.
    pub(super) fn joint(&self, rows: &[(usize, &Row, u64)]) -> Vec<JointRow> {
        let now = rows
            .iter()
            .map(|&(group, row, people)| self.row(group, row, people));
        let before = (1..)
            .zip(&self.past)
            .flat_map(|(source, (_, told))| told.rows.iter().map(move |row| (source, *told, row)));
        let before = before.map(|(source, told, row)| self.past_row(source, told, row));
        now.chain(before).collect()
    }

    /// A row of now.
    pub(super) fn row(&self, group: usize, row: &Row, people: u64) -> JointRow {
        let cells = row.cells.iter();
        JointRow {
            shape: row.shape.clone(),
            groups: self.group_keys(group),
            worth: row.worth,
            people,
            source: 0,
            cells: cells.map(|cell| (group, cell.0.clone())).collect(),
            sensitive: row.fewest() >= self.workshop.material.thresholds.sensitive_score,
            mean_only: false,
            margin_only: false,
        }
    }

    /// Keys of the groups that are read together.
    pub(super) fn group_keys(&self, group: usize) -> Vec<String> {
        let groups = &self.workshop.material.questionnaire.groups;
        let members = self.workshop.grouping.groups[group].members.iter();
        let keys = members.map(|member| groups[member.at()].id.clone());
        keys.collect()
    }

    /// A row of an edition.
    pub(super) fn past_row(&self, source: usize, told: &PastWave, row: &PastRow) -> JointRow {
        let place = |item: &u16| self.place(told, *item);
        let parts: Vec<Vec<u16>> = row
            .parts
            .iter()
            .map(|part| part.iter().filter_map(place).collect())
            .collect();
        let spoken: Vec<u16> = row
            .only
            .map_or_else(|| row.parts.concat(), |only| vec![only]);
        let is_sensitive = |item: &u16| {
            told.items
                .get(usize::from(*item))
                .is_some_and(|i| i.sensitive)
        };
        let shape = match row.only.and_then(|only| self.place(told, only)) {
            Some(only) => Shape::of_item(only, parts.concat()),
            None => Shape::of_parts(parts),
        };
        JointRow {
            shape,
            groups: row.groups.clone(),
            worth: Worth::Past,
            people: 0,
            source,
            cells: Vec::new(),
            sensitive: spoken.iter().any(is_sensitive),
            mean_only: row.mean_only,
            margin_only: row.margin_only,
        }
    }

    /// Rank in the universe of a question of an edition.
    pub fn place(&self, told: &PastWave, item: u16) -> Option<u16> {
        let item = told.items.get(usize::from(item))?;
        let same = |known: &(String, u32)| known.0 == item.id && known.1 == item.version;
        u16::try_from(self.universe.iter().position(same)?).ok()
    }

    /// Weights of the questions in each source.
    pub fn weights(&self) -> Vec<Vec<Element>> {
        let items = &self.workshop.material.questionnaire.items;
        let none = || vec![Element::ZERO; self.universe.len()];
        let mut now = none();
        for (weight, item) in now.iter_mut().zip(items) {
            *weight = Element::of_number(item.weight);
        }
        let mut weights = vec![now];
        for (_, told) in &self.past {
            let mut own = none();
            for (rank, item) in (0..).zip(&told.items) {
                if let (Some(place), Ok(weight)) = (self.place(told, rank), item.weight.parse()) {
                    own[usize::from(place)] = Element::of_number(weight);
                }
            }
            weights.push(own);
        }
        weights
    }
}

/// Questions of now at a wave, then those that editions told of besides: key and wording version.
pub(super) fn questions<'p>(
    workshop: &Workshop,
    wave: usize,
    told: impl Iterator<Item = &'p PastWave>,
) -> Vec<(String, u32)> {
    let items = &workshop.material.questionnaire.items;
    let mut questions: Vec<(String, u32)> = (0..items.len())
        .map(|item| (items[item].id.clone(), item_version(workshop, wave, item)))
        .collect();
    for item in told.flat_map(|told| &told.items) {
        let key = (item.id.clone(), item.version);
        if !questions.contains(&key) {
            questions.push(key);
        }
    }
    questions
}
