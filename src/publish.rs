//! Records an edition: what a project has told the world, kept so that the next edition can be audited beside it.
//!
//! The only verb that writes among the inputs, one file: `publications.json` of the project.

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::job::Job;
use crate::model::register::{Edition, REGISTER, Register};
use crate::output::replace_whole;
use crate::read::{ProjectFolder, Source};
use crate::study::{Found, Studies};

/// What `publish` did for a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Identifier of the project.
    pub project: String,
    /// Number of the edition in force.
    pub number: u32,
    /// Its day, as written in the register.
    pub date: String,
    /// Whether it was recorded now; the last edition told exactly the same otherwise.
    pub new: bool,
    /// Measures with a published figure.
    pub waves: usize,
    /// Figures told.
    pub figures: usize,
    /// Figures of an earlier edition that are no longer told.
    pub withdrawn: usize,
    /// Fewest people behind a figure, in general and on sensitive subjects.
    pub thresholds: (u32, u32),
    /// The register.
    pub file: PathBuf,
}

/// Records the edition of the only project of a job; `None` when nothing could be, with the reason among the notes.
///
/// `salt` serves when the project publishes for the first time.
pub fn publish(job: &Job, salt: &str, notes: &mut Diagnostics) -> Option<Recorded> {
    let folder = job.discovery.projects.first()?;
    let mut studies = Studies::recording(job, salt);
    let studied = studies.next();
    studies.tell(notes);
    let found = studied?.found?;
    record(job, folder, &found, notes)
}

fn record(
    job: &Job,
    folder: &ProjectFolder,
    found: &Found,
    notes: &mut Diagnostics,
) -> Option<Recorded> {
    let content = found.record.clone()?;
    let file = register_file(folder)?;
    if content.waves.is_empty() {
        notes.push(nothing_told(folder));
        return None;
    }
    let mut register = found.project.register.clone();
    let same = register.last().is_some_and(|last| last.content == content);
    let mut recorded = Recorded {
        project: folder.id.clone(),
        number: u32::try_from(register.editions.len()).unwrap_or(u32::MAX),
        date: register
            .last()
            .map(|last| last.date.clone())
            .unwrap_or_default(),
        new: !same,
        waves: content.waves.len(),
        figures: content.waves.iter().map(|wave| wave.rows.len()).sum(),
        withdrawn: found.figures.corrected.len(),
        thresholds: (content.score, content.sensitive_score),
        file,
    };
    if same {
        return Some(recorded);
    }
    let day = job.date.to_string();
    // Both as year, month, day: the order of the texts is that of the days.
    if day < recorded.date {
        notes.push(too_early(&day, &recorded));
        return None;
    }
    recorded.number += 1;
    recorded.date = day;
    register.editions.push(Edition {
        number: recorded.number,
        date: recorded.date.clone(),
        fingerprint: found.fingerprint(job).to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        project: Some(folder.id.clone()),
        content,
    });
    let is_read = |held: Option<&[u8]>| is_register(held, &found.project.register);
    if let Err(fault) = replace_whole(&recorded.file, is_read, &register.to_bytes()) {
        notes.push(Diagnostic::error(fault.to_string()));
        return None;
    }
    Some(recorded)
}

/// Whether a file holds a register; no file holds one without editions.
fn is_register(held: Option<&[u8]>, register: &Register) -> bool {
    let Some(held) = held else {
        return register.editions.is_empty();
    };
    let known = Register::parse(held, REGISTER, &mut Diagnostics::default());
    known.as_ref() == Some(register)
}

fn nothing_told(folder: &ProjectFolder) -> Diagnostic {
    Diagnostic::error(
        "aucun chiffre de ce projet n'est publié : il n'y a pas d'édition à enregistrer",
    )
    .at(Place::file(&folder.id))
    .hint("« jalon check » dit ce qui peut être montré")
}

/// That a day is before that of the last edition recorded.
fn too_early(day: &str, last: &Recorded) -> Diagnostic {
    let message = format!(
        "l'édition du {day} viendrait avant la précédente, du {}",
        last.date
    );
    Diagnostic::error(message)
        .at(Place::file(last.file.display().to_string()))
        .hint("donnez la date de cette édition avec --date, ou laissez celle du jour")
}

/// The register stands beside `projet.toml`.
fn register_file(folder: &ProjectFolder) -> Option<PathBuf> {
    match &folder.project.as_ref()?.source {
        Source::Path(path) => Some(path.parent()?.join(REGISTER)),
        Source::Bytes(_) => None,
    }
}
