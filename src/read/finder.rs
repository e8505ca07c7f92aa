//! Looks for the columns of a file under all the names they may have.

use super::codebook::{Codebook, Subject};
use super::columns::Unfound;
use super::faults::Faults;
use super::headings::{Headings, PLURALS};
use super::mapping::{COLUMNS, Mapping};
use super::spelling::folded;
use super::{usual, wrapped};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::ItemId;

/// The plural under which a column may be headed.
fn plural(name: &str) -> Option<&'static str> {
    PLURALS
        .into_iter()
        .find(|plural| plural.strip_suffix('s') == Some(name))
}

/// The columns that `colonnes.toml` says never to read, whatever their heading.
fn ignored(headings: &Headings, mapping: &Mapping) -> Vec<bool> {
    let ranks = 0..headings.names.len();
    let is_ignored = |rank: usize| {
        let mut names = headings.names[rank].iter();
        names.any(|name| mapping.ignored.contains(&folded(name)))
    };
    ranks.map(is_ignored).collect()
}

/// What looks for columns, and which ones were found.
pub(super) struct Finder<'a> {
    pub headings: &'a Headings,
    mapping: &'a Mapping,
    /// What `colonnes.toml` says never to read.
    ignored: Vec<bool>,
    /// Columns that something reads, or that nothing may.
    taken: Vec<bool>,
    /// Columns that the file cannot do without and that were not found.
    pub missing: Vec<&'static str>,
    /// Columns that `colonnes.toml` announces and that were not found: another file of the project may have them.
    pub absent: Vec<Unfound<&'static str>>,
    /// Columns that have the words of a question found before: column → its first column.
    pub again: Vec<(usize, usize)>,
}

impl<'a> Finder<'a> {
    /// For a file's headings.
    pub fn new(headings: &'a Headings, mapping: &'a Mapping) -> Self {
        let ignored = ignored(headings, mapping);
        Finder {
            headings,
            mapping,
            taken: ignored.clone(),
            ignored,
            missing: Vec::new(),
            absent: Vec::new(),
            again: Vec::new(),
        }
    }

    /// The column of this name.
    pub fn find(&mut self, name: &'static str, faults: &mut Faults) -> Option<usize> {
        let found = self.under_any_title(name);
        if let (true, Some(heading)) = (found.is_empty(), self.mapping.columns.get(name)) {
            let fault = self.unannounced(heading, name, faults.file);
            self.absent.push(Unfound { what: name, fault });
        }
        self.only(name, &found, faults)
    }

    /// The column of this name in a file that may do without, whatever `colonnes.toml` announces for others.
    pub fn find_if_any(&mut self, name: &str, faults: &mut Faults) -> Option<usize> {
        let found = self.under_any_title(name);
        self.only(name, &found, faults)
    }

    /// The columns of this name: as announced, else by its own title, else by those that tools give.
    fn under_any_title(&self, name: &str) -> Vec<usize> {
        let mapped = self.mapping.columns.get(name);
        let mut found = mapped.map_or_else(Vec::new, |heading| self.headings.named(heading));
        if found.is_empty() {
            found = self.titled(name);
            if let (true, Some(plural)) = (found.is_empty(), plural(name)) {
                found = self.titled(plural);
            }
            // « naissance/date » is a date of something else.
            if found.is_empty() && matches!(name, "groupe" | "structure" | "vague" | "suivi") {
                found = self.titled_so(|title| title.contains('/') && wrapped::last(title) == name);
            }
            if found.is_empty() {
                found = self.usual(name);
            }
        }
        found
    }

    /// The columns of this title that are not ignored.
    fn titled(&self, folded: &str) -> Vec<usize> {
        self.titled_so(|title| title == folded)
    }

    /// The columns of such a title that are not ignored.
    fn titled_so(&self, is_so: impl Fn(&str) -> bool) -> Vec<usize> {
        let mut found = self.headings.named_so(is_so);
        found.retain(|rank| !self.ignored[*rank]);
        found
    }

    /// Questions whose announced heading is nowhere, and which no other column holds.
    pub fn unfound(
        &self,
        questions: &[(usize, ItemId)],
        codebook: &Codebook,
        faults: &Faults,
    ) -> Vec<Unfound<ItemId>> {
        let announced = self.mapping.items.iter();
        let missing =
            announced.filter(|(item, _)| !questions.iter().any(|(_, known)| known == item));
        missing
            .map(|(item, heading)| {
                let name = &codebook.questionnaire.items[item.at()].id;
                Unfound {
                    what: *item,
                    fault: self.unannounced(heading, name, faults.file),
                }
            })
            .collect()
    }

    /// Columns under the titles that forms on line give by themselves.
    fn usual(&self, name: &str) -> Vec<usize> {
        usual::titles(name)
            .map(|title| self.titled_so(|known| usual::bare(known) == title))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The only column found, or the fault of finding several.
    fn only(&mut self, name: &str, found: &[usize], faults: &mut Faults) -> Option<usize> {
        for rank in found {
            self.taken[*rank] = true;
        }
        if let [first, second, ..] = found {
            let place = Place::file(faults.file)
                .line(self.headings.line)
                .field(*second as u64 + 1);
            let place = place.column(self.headings.names[*second][0].clone());
            let message = format!(
                "deux colonnes sont titrées comme « {name} » : la {} et la {}",
                first + 1,
                second + 1
            );
            let hint = format!(
                "renommez l'une des deux, ou écrivez dans colonnes.toml laquelle lire par son rang : \"#{}\"",
                first + 1
            );
            faults.push(Diagnostic::error(message).at(place).hint(hint));
        }
        found.first().copied()
    }

    /// The questions of a wide file, by column.
    pub fn questions(
        &mut self,
        codebook: &mut Codebook,
        faults: &mut Faults,
    ) -> Vec<(usize, ItemId)> {
        let mut found: Vec<(usize, ItemId)> = Vec::new();
        for (item, heading) in &self.mapping.items {
            let columns = self.headings.named(heading);
            let name = codebook.questionnaire.items[item.at()].id.clone();
            if let Some(column) = self.only(&name, &columns, faults) {
                found.push((column, *item));
            }
        }
        let known = found.len();
        let (exact, retyped): (Vec<usize>, Vec<usize>) =
            (0..self.headings.names.len()).partition(|rank| !self.is_retyped(*rank, codebook));
        for rank in exact {
            self.take_question(rank, known, &mut found, codebook, faults);
        }
        // A heading that is only nearly a question's is none beside the exact one; nor is one that
        // a tool may have numbered by itself (« Q 10 »), in a file without any heading of ours.
        let exact = found.clone();
        let ours = exact.len() > known || self.has_our_heading();
        for rank in retyped {
            let item = self.question(rank, codebook);
            let names = &self.headings.names[rank];
            let meant = ours || names.iter().any(|name| codebook.has_words(name));
            if meant && !exact.iter().any(|(_, known)| Some(*known) == item) {
                self.take_question(rank, known, &mut found, codebook, faults);
            }
        }
        found.sort_unstable_by_key(|(rank, _)| *rank);
        found
    }

    /// Takes a column when it is a question's; `mapped` of those found were announced, and win.
    fn take_question(
        &mut self,
        rank: usize,
        mapped: usize,
        found: &mut Vec<(usize, ItemId)>,
        codebook: &mut Codebook,
        faults: &mut Faults,
    ) {
        if self.taken[rank] {
            return;
        }
        let Some(item) = self.question(rank, codebook) else {
            return;
        };
        match found.iter().position(|(_, known)| *known == item) {
            Some(first) if first >= mapped => {
                let both = [found[first].0, rank];
                let names = |rank: usize| self.headings.names[rank].iter();
                if both
                    .iter()
                    .all(|rank| names(*rank).any(|name| codebook.has_words(name)))
                {
                    // A form that sends each public to its own page puts a question once on each.
                    self.taken[rank] = true;
                    self.again.push((rank, found[first].0));
                } else {
                    let name = codebook.questionnaire.items[item.at()].id.clone();
                    self.only(&name, &both, faults);
                }
            }
            Some(_) => {}
            None => {
                self.taken[rank] = true;
                found.push((rank, item));
            }
        }
    }

    /// The columns that are neither read nor ignored.
    pub fn free(&self) -> impl Iterator<Item = usize> {
        (0..self.headings.names.len()).filter(|rank| !self.taken[*rank])
    }

    /// Whether a column other than a question has the very name that is asked for.
    pub fn has_our_heading(&self) -> bool {
        let names = COLUMNS.iter().chain(&PLURALS);
        let mut names = names.filter(|name| **name != "date");
        names.any(|name| !self.titled(name).is_empty())
    }

    fn is_retyped(&self, rank: usize, codebook: &Codebook) -> bool {
        let names = &self.headings.names[rank];
        !names.iter().any(|name| codebook.has_exactly(name))
            && names.iter().any(|name| codebook.item(name).is_some())
    }

    fn question(&self, rank: usize, codebook: &mut Codebook) -> Option<ItemId> {
        let names = self.headings.names[rank]
            .iter()
            .filter(|name| !name.is_empty());
        names
            .into_iter()
            .find_map(|name| match codebook.subject(name.as_bytes())? {
                Subject::Item(item) => Some(item),
                Subject::Criterion(criterion) => codebook.question_of(criterion, None).ok(),
            })
    }
}
