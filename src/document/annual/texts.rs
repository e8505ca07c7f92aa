//! The staff's own words: plain paragraphs and lists, never evaluated, never reworded.

use serde::{Deserialize, Serialize};

use super::report::Report;

/// A passage of text that the staff wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Passage {
    /// A title of its own.
    Title {
        /// Its words.
        text: String,
    },
    /// Running text.
    Paragraph {
        /// Its words.
        text: String,
    },
    /// A list.
    List {
        /// Items.
        items: Vec<String>,
    },
}

/// Slots of the report, as their files are named: `textes/edito.md`.
pub const SLOTS: [&str; 4] = ["edito", "enseignements", "actions", "suites"];

/// The text of a slot: its file when there is one, else the programme's; empty when nobody wrote it.
pub(super) fn slot(report: &Report, name: &str) -> Vec<Passage> {
    let file = report.texts.iter().find(|(slot, _)| slot == name);
    let own = report.programme.texts.iter().find(|(slot, _)| slot == name);
    file.or(own)
        .map(|(_, text)| passages(text))
        .unwrap_or_default()
}

/// Paragraphs parted by empty lines; lines that start with a dash or a star are items of a list; a line of one to three
/// hashes is a title of its own.
pub(super) fn passages(text: &str) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let item = ["- ", "* ", "• ", "– "]
            .iter()
            .find_map(|mark| line.strip_prefix(mark));
        let title = line.trim_start_matches('#');
        if line.is_empty() {
            open = false;
        } else if let Some(item) = item {
            match found.last_mut() {
                Some(Passage::List { items }) if open => items.push(item.to_owned()),
                _ => found.push(Passage::List {
                    items: vec![item.to_owned()],
                }),
            }
            open = true;
        } else if title.len() < line.len()
            && line.len() - title.len() <= 3
            && title.starts_with(' ')
        {
            found.push(Passage::Title {
                text: title.trim().to_owned(),
            });
            open = false;
        } else {
            continue_with(&mut found, line, open);
            open = true;
        }
    }
    found
}

/// A line of running text goes on with what is open, or begins a paragraph.
fn continue_with(found: &mut Vec<Passage>, line: String, open: bool) {
    match found.last_mut() {
        Some(Passage::Paragraph { text }) if open => {
            text.push(' ');
            text.push_str(&line);
        }
        Some(Passage::List { items }) if open => {
            if let Some(last) = items.last_mut() {
                last.push(' ');
                last.push_str(&line);
            }
        }
        _ => found.push(Passage::Paragraph { text: line }),
    }
}
