//! From the files of each project to its published figures and its advice.

mod aims;
mod attendance;
mod attribution;
mod calendar;
mod declared;
mod editions;
pub(crate) mod fingerprint;
mod found;
mod nameless;
mod photo;
mod remarks;
mod reversed;
mod surveys;
mod weights;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::case;
use crate::job::Job;
use crate::model::{Project, Questionnaire, Survey};
use declared::{Declared, declare};
use fingerprint::short;
pub use found::{Found, explain};
use found::{Purpose, found};
pub use nameless::nameless;
pub(crate) use photo::Photo;
use remarks::Seen;
use surveys::{read_together, surveys};

/// A project after all its files were read.
#[derive(Clone, Debug)]
pub struct Studied {
    /// Name of its folder.
    pub id: String,
    /// What can be printed; `None` when an error leaves the project out.
    pub found: Option<Found>,
}

/// Reads, checks and computes every project asked for, companions included, in order of identifier; faults go to `notes`.
pub fn studies(job: &Job, notes: &mut Diagnostics) -> Vec<Studied> {
    let mut studies = Studies::for_annex(job);
    let all = studies.by_ref().collect();
    studies.tell(notes);
    all
}

/// The projects asked for, in order of identifier, each read, checked and computed when its turn comes.
///
/// A programme takes the memory of one project, unless a file above the projects holds the answers
/// of several: those are read together, and kept until their turn.
pub struct Studies<'j> {
    job: &'j Job,
    purpose: Purpose<'j>,
    next: usize,
    /// What was read before the first turn; nothing when every project has files of its own only.
    ready: Vec<Ready>,
    /// Faults of what projects declare, told before those of answers.
    declaring: Diagnostics,
    reading: Diagnostics,
}

/// A project whose answers were read, and the questionnaire they were read with.
#[derive(Default)]
struct Ready {
    declared: Option<Declared>,
    survey: Option<(Survey, Questionnaire)>,
}

impl<'j> Studies<'j> {
    /// Before the first project.
    pub fn new(job: &'j Job) -> Self {
        Studies::with(job, Purpose::Figures)
    }

    /// The same, with what is told beside them when nothing is printed.
    pub fn for_check(job: &'j Job) -> Self {
        Studies::with(job, Purpose::Check)
    }

    /// The same, with the companions that an annex prints.
    pub fn for_annex(job: &'j Job) -> Self {
        Studies::with(job, Purpose::Annex)
    }

    /// The same, with a record of what each project tells; `salt` serves for a first edition.
    pub fn recording(job: &'j Job, salt: &'j str) -> Self {
        Studies::with(job, Purpose::Edition(salt))
    }

    fn with(job: &'j Job, purpose: Purpose<'j>) -> Self {
        let mut studies = Studies {
            job,
            purpose,
            next: 0,
            ready: Vec::new(),
            declaring: Diagnostics::new(),
            reading: Diagnostics::new(),
        };
        if !job.discovery.answers.is_empty() {
            studies.read_all();
        }
        studies
    }

    /// Ends: tells the faults of all projects met, those of what they declare first.
    pub fn tell(self, notes: &mut Diagnostics) {
        notes.extend(self.declaring);
        notes.extend(self.reading);
    }

    fn read_all(&mut self) {
        let folders = self.job.discovery.projects.iter();
        let mut declared: Vec<Option<Declared>> = folders
            .map(|folder| declare(self.job, folder, &mut self.declaring))
            .collect();
        let surveys = surveys(self.job, &mut declared, &mut self.reading);
        let both = declared.into_iter().zip(surveys);
        let ready = both.map(|(declared, survey)| Ready { declared, survey });
        self.ready = ready.collect();
    }

    fn read_one(&mut self, rank: usize) -> Ready {
        let folder = &self.job.discovery.projects[rank];
        let Some(declared) = declare(self.job, folder, &mut self.declaring) else {
            return Ready::default();
        };
        let mut declared = [Some(declared)];
        let own = std::slice::from_ref(folder);
        let read = read_together(self.job, own, &[0], &[], &mut declared, &mut self.reading);
        let [declared] = declared;
        let survey = read.into_iter().next().flatten();
        Ready { declared, survey }
    }
}

impl Iterator for Studies<'_> {
    type Item = Studied;

    fn next(&mut self) -> Option<Studied> {
        let rank = self.next;
        let folder = self.job.discovery.projects.get(rank)?;
        self.next += 1;
        let Ready { declared, survey } = match self.ready.get_mut(rank) {
            Some(ready) => std::mem::take(ready),
            None => self.read_one(rank),
        };
        let sound = declared.filter(|declared| declared.sound).zip(survey);
        let found =
            sound.map(|(declared, read)| found(self.job, declared.project, read, self.purpose));
        if let Some(found) = &found {
            let job = self.job;
            remarks::tell(Seen { found, job, folder }, &mut self.reading);
        }
        Some(Studied {
            id: folder.id.clone(),
            found,
        })
    }
}

/// What would keep a project's case sheet from being printed, as warnings: the dossier does without it.
pub fn sheet_remarks(job: &Job, studied: &Studied) -> Vec<Diagnostic> {
    let faults = studied.found.iter().flat_map(|found| {
        let photo = found.photo(job).and_then(Result::err);
        case::faults(&found.study(job)).into_iter().chain(photo)
    });
    faults
        .map(|fault| Diagnostic {
            severity: Severity::Warning,
            ..fault
        })
        .collect()
}

/// What every project declares, answers left unread, with the hash of the files read; `read` hears of each.
pub(crate) fn laureates(
    job: &Job,
    notes: &mut Diagnostics,
    read: &mut dyn FnMut(&str),
) -> (Vec<(String, Option<Project>)>, String) {
    let folders = &job.discovery.projects;
    let declared = folders.iter().map(|folder| {
        let project = declare(job, folder, notes).map(|declared| declared.project);
        read(&folder.id);
        // A file with faults may be wrong in the very words to print.
        (folder.id.clone(), project.filter(|project| !project.faulty))
    });
    let declared: Vec<_> = declared.collect();
    let files = job.discovery.programme.iter();
    let files = files.chain(folders.iter().filter_map(|folder| folder.project.as_ref()));
    let hash = Sha256::digest(fingerprint::files(files));
    (declared, short(&hash))
}
