//! Messages without the people that `noms-a-masquer.txt` lists: a heading or a cell that is quoted may hold one.

use crate::diagnostic::Diagnostics;
use crate::job::Job;
use crate::model::verbatim::unlisted;
use crate::read::listed;

/// The messages of a job as they may be shown; the names are those of its programme and of all its projects.
pub fn nameless(job: &Job, notes: Diagnostics) -> Diagnostics {
    let own = job.discovery.projects.iter().map(|folder| &folder.names);
    let lists = own.chain([&job.discovery.names]).flatten();
    let people = listed(lists);
    notes.reworded(|text| unlisted(text, &people).0)
}
