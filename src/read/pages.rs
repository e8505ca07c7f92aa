//! Pages of a longer export: each says how many answers there are in all, and only together do they say whether some lack.

use super::AnswerFile;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// What a file says of itself as a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Answers of the whole export.
    pub announced: usize,
    /// Answers of this file.
    pub found: usize,
}

/// The pages met, each with its file.
#[derive(Default)]
pub(super) struct Pages<'a>(Vec<(&'a AnswerFile<'a>, Page)>);

impl<'a> Pages<'a> {
    pub fn meet(&mut self, file: &'a AnswerFile<'a>, page: Page) {
        self.0.push((file, page));
    }

    /// Tells the pages whose others are not there: answers that are known to lack.
    pub fn tell(&self, notes: &mut Diagnostics) {
        for (file, page) in &self.0 {
            let alike = self.0.iter().filter(|(other, known)| {
                other.project == file.project && known.announced == page.announced
            });
            let found: usize = alike.map(|(_, known)| known.found).sum();
            if found >= page.announced {
                continue;
            }
            let message = format!(
                "ce fichier annonce {} et en porte {} : c'est une page d'un export plus long",
                counted(page.announced),
                page.found
            );
            let fault = Diagnostic::warning(message).leaving_out();
            notes.push(fault.at(Place::file(&file.input.name)).hint(WAY));
        }
    }
}

/// The way out of a page alone.
pub(super) const WAY: &str =
    "déposez toutes les pages, ou exportez toutes les réponses d'un coup depuis l'outil d'enquête";

fn counted(answers: usize) -> String {
    match answers {
        0 | 1 => format!("{answers} réponse"),
        _ => format!("{answers} réponses"),
    }
}
