//! The directory as a table, for spreadsheets: one line a laureate, the same words as on paper.

use super::build::{entry, ordered};
use super::{Entry, Source};

/// A laureate, in columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Name of its folder.
    pub id: String,
    /// What the directory says of it; `None` when its file cannot be read.
    pub entry: Option<Entry>,
}

/// One line a laureate in the order of the directory, then those whose file cannot be read.
pub fn lines(source: &Source) -> Vec<Line> {
    let read = ordered(source).into_iter().map(|project| Line {
        id: project.id.clone(),
        entry: Some(entry(source.programme, project)),
    });
    let unread = source
        .laureates
        .iter()
        .filter(|laureate| laureate.project.is_none());
    let unread = unread.map(|laureate| Line {
        id: laureate.id.to_owned(),
        entry: None,
    });
    read.chain(unread).collect()
}
