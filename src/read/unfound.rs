//! Questions that `colonnes.toml` announces under a heading that none of its files has.
//!
//! One table of columns serves all files of a project, which may each put some questions only: a
//! heading is wrong when no file has it.

use std::collections::BTreeMap;

use super::columns::Unfound;
use super::gathering::Gathering;
use crate::diagnostic::Diagnostics;

/// What the files of each project miss in common; under no project, what those above several do.
#[derive(Default)]
pub(super) struct InNoFile(BTreeMap<Option<usize>, Vec<Unfound>>);

impl InNoFile {
    /// Takes what a file of a project misses.
    pub fn meet(&mut self, project: Option<usize>, missing: Vec<Unfound>) {
        self.0
            .entry(project)
            .and_modify(|known| {
                known.retain(|one| missing.iter().any(|other| other.item == one.item));
            })
            .or_insert(missing);
    }

    /// Tells them; the projects that they are about are left out.
    pub fn tell(self, gatherings: &mut [Gathering], notes: &mut Diagnostics) {
        for (project, missing) in self.0 {
            if missing.is_empty() {
                continue;
            }
            for (rank, gathering) in gatherings.iter_mut().enumerate() {
                gathering.refused |= project.is_none_or(|own| own == rank);
            }
            for one in missing {
                notes.push(one.fault);
            }
        }
    }
}
