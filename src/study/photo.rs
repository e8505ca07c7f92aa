//! The photo of a project's case sheet: found in its folder, opened when a sheet is made or checked.

use std::path::Path;

use super::Found;
use crate::diagnostic::Diagnostic;
use crate::job::Job;
use crate::read;

/// A photo ready for paper.
pub(crate) struct Photo {
    /// As an inventory names its file.
    pub name: String,
    /// SHA-256 of the file.
    pub hash: String,
    /// A JPEG without metadata.
    pub jpeg: Vec<u8>,
}

impl Found {
    /// The photo that the sheet shows, or what keeps it from being shown; `None` when the project names none.
    pub(crate) fn photo(&self, job: &Job) -> Option<Result<Photo, Diagnostic>> {
        let photo = self.project.case.as_ref()?.photo.as_ref()?;
        let written = photo.file.as_ref()?;
        let root = &job.discovery.root;
        let (folder, prefix) = match job.programme.is_some() || root.join("projets").is_dir() {
            true => (
                root.join("projets").join(&self.project.id),
                format!("projets/{}/", self.project.id),
            ),
            false => (root.clone(), String::new()),
        };
        Some(opened(&folder, &prefix, &written.text))
    }
}

#[expect(
    clippy::result_large_err,
    reason = "a photo is opened once a sheet, and its fault is told at once"
)]
fn opened(folder: &Path, prefix: &str, written: &str) -> Result<Photo, Diagnostic> {
    let input = read::photo_file(folder, prefix, written)?;
    let jpeg = read::photo(&input)?;
    Ok(Photo {
        hash: input.fingerprint().unwrap_or_default(),
        name: input.name,
        jpeg,
    })
}
