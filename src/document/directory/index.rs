//! The three indexes of a directory: territory, theme, name. Sorts and groups; knows no page.

use std::collections::BTreeMap;

use crate::model::{Project, collation};

use super::super::{project_page, words};
use super::{Entry, IndexGroup, IndexLine};

/// By what follows the last comma: « Béarn, Pyrénées-Atlantiques » stands under « Pyrénées-Atlantiques ».
pub(super) fn territories(entries: &[Entry]) -> Vec<IndexGroup> {
    let mut groups = Groups::default();
    for (rank, entry) in entries.iter().enumerate() {
        let (place, head) = match entry.territory.rsplit_once(',') {
            Some((place, head)) if !head.trim().is_empty() => (place.trim(), head.trim()),
            _ => ("", entry.territory.as_str()),
        };
        groups.add(head, &entry.name, place, rank);
    }
    groups.sorted()
}

/// By theme; a project that declares several stands under each, one that declares none under « Sans thème déclaré », last.
pub(super) fn themes(projects: &[&Project]) -> Vec<IndexGroup> {
    let mut groups = Groups::default();
    let mut without = Groups::default();
    for (rank, project) in projects.iter().enumerate() {
        if project.themes.is_empty() {
            without.add("Sans thème déclaré", &project.name, "", rank);
        }
        for theme in &project.themes {
            let head = words::capital(&project_page::themes(std::slice::from_ref(theme)));
            groups.add(&head, &project.name, "", rank);
        }
    }
    let mut sorted = groups.sorted();
    sorted.extend(without.sorted());
    sorted
}

/// Projects and the organisations that carry them, under their first letter.
pub(super) fn names(entries: &[Entry]) -> Vec<IndexGroup> {
    let mut groups = Groups::default();
    for (rank, entry) in entries.iter().enumerate() {
        groups.add(&letter(&entry.name), &entry.name, "", rank);
        if entry.structure != entry.name {
            groups.add(
                &letter(&entry.structure),
                &entry.structure,
                &entry.name,
                rank,
            );
        }
    }
    groups.sorted()
}

fn letter(name: &str) -> String {
    collation::initial(name).to_string()
}

/// Heads and their lines, in French order.
#[derive(Default)]
struct Groups(BTreeMap<collation::Key, IndexGroup>);

impl Groups {
    fn add(&mut self, head: &str, label: &str, detail: &str, entry: usize) {
        let group = self
            .0
            .entry(collation::key(head))
            .or_insert_with(|| IndexGroup {
                head: head.to_owned(),
                lines: Vec::new(),
            });
        let line = IndexLine {
            label: label.to_owned(),
            detail: detail.to_owned(),
            entry,
        };
        // A theme written twice is one line.
        if !group.lines.contains(&line) {
            group.lines.push(line);
        }
    }

    fn sorted(self) -> Vec<IndexGroup> {
        let mut groups: Vec<IndexGroup> = self.0.into_values().collect();
        for group in &mut groups {
            group
                .lines
                .sort_by_cached_key(|line| (collation::key(&line.label), line.entry));
        }
        groups
    }
}
