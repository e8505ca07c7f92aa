//! What is told of a project once it was read and computed. Leaves nothing out: whatever stands here was lived with.

use super::{Found, aims, attendance, attribution, calendar, editions, reversed, weights};
use crate::assess::tell_bygone;
use crate::diagnostic::Diagnostics;
use crate::job::Job;
use crate::read::ProjectFolder;

/// A project that was read and computed, beside the job and the folder it comes from.
#[derive(Clone, Copy)]
pub(super) struct Seen<'s> {
    pub found: &'s Found,
    pub job: &'s Job,
    pub folder: &'s ProjectFolder,
}

impl<'s> Seen<'s> {
    /// Where a remark on the whole project stands: its `projet.toml`, or its folder without one.
    pub fn name(self) -> &'s str {
        let file = self.folder.project.as_ref();
        file.map_or(&self.folder.id, |file| &file.name)
    }
}

/// Tells every remark on a project, always in the same order.
pub(super) fn tell(seen: Seen, notes: &mut Diagnostics) {
    attendance::tell(seen, notes);
    attribution::tell(seen, notes);
    attendance::tell_nobody(seen, notes);
    aims::tell(seen, notes);
    calendar::tell(seen, notes);
    reversed::tell(seen, notes);
    weights::tell(seen, notes);
    editions::tell_kept_back(seen, notes);
    let Seen { found, folder, .. } = seen;
    if let Some(file) = &folder.decisions {
        tell_bygone(&found.advice, &found.project, &file.name, notes);
    }
}
