//! The rows of headings of a file: under which names each column can be found.

use super::codebook::Codebook;
use super::mapping::{COLUMNS, Mapping};
use super::spelling::folded;
use super::{usual, wrapped};

/// The names under which each column may be called: one for each row of headings, and all together.
pub(super) struct Headings {
    /// Line of the first row of headings.
    pub line: u64,
    /// Names of each column, the one shown first.
    pub names: Vec<Vec<String>>,
}

impl Headings {
    /// From the rows of headings.
    pub fn new(line: u64, rows: &[Vec<String>]) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut names: Vec<Vec<String>> = Vec::with_capacity(width);
        for rank in 0..width {
            let mut all: Vec<String> = Vec::new();
            for row in rows {
                let text = row
                    .get(rank)
                    .map_or("", |text| super::spelling::trimmed(text));
                if !text.is_empty() && !all.iter().any(|known| known == text) {
                    all.push(text.to_owned());
                }
            }
            if all.len() > 1 {
                all.push(all.join(" "));
            }
            if all.is_empty() {
                all.push(String::new());
            }
            names.push(all);
        }
        Headings { line, names }
    }

    /// The columns a heading written in `colonnes.toml` names: by position, to the letter, else by its words.
    pub fn named(&self, heading: &str) -> Vec<usize> {
        if let Some(rank) = heading
            .strip_prefix('#')
            .and_then(|rank| rank.parse::<usize>().ok())
        {
            return rank
                .checked_sub(1)
                .filter(|rank| *rank < self.names.len())
                .into_iter()
                .collect();
        }
        let exact = |rank: &usize| self.names[*rank].iter().any(|name| name == heading);
        let all: Vec<usize> = (0..self.names.len()).filter(exact).collect();
        if all.is_empty() {
            let wanted = folded(heading);
            self.named_so(|name| name == wanted)
        } else {
            all
        }
    }

    /// The columns that have a folded name of this sort.
    pub fn named_so(&self, is_so: impl Fn(&str) -> bool) -> Vec<usize> {
        let so = |rank: &usize| self.names[*rank].iter().any(|name| is_so(&folded(name)));
        (0..self.names.len()).filter(so).collect()
    }
}

/// Columns that may be headed in the plural: « répondants » is `repondant`.
pub(super) const PLURALS: [&str; 5] = ["repondants", "groupes", "vagues", "dates", "horizons"];

/// How many of the columns a row of cells could be the headings of.
pub(super) fn known_headings(cells: &[String], mapping: &Mapping, codebook: &Codebook) -> usize {
    let mapped: Vec<String> = mapping
        .columns
        .values()
        .chain(mapping.items.iter().map(|(_, heading)| heading))
        .map(|heading| folded(heading))
        .collect();
    cells
        .iter()
        .filter(|cell| {
            let name = folded(cell);
            let last = wrapped::last(&name);
            !name.is_empty()
                && (COLUMNS.contains(&last)
                    || PLURALS.contains(&name.as_str())
                    || usual::is_title(&name)
                    || mapped.contains(&name)
                    || codebook.has_exactly(cell)
                    || codebook.has_words(cell))
        })
        .count()
}
