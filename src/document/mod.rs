//! The contract with the templates: one typed struct a document, one file each, shared parts.
//!
//! Rust decides, Typst draws: order, rounding, words, labels and alternative texts are made here.
//! A struct of this room is what the template of the same name reads at `/data/NAME.json`.

use chrono::NaiveDate;

use crate::aggregate::figures::Figures;
use crate::assess::advice::Advice;
use crate::model::survey::ReadingQuality;
use crate::model::{Programme, Project, Questionnaire, Referential};

mod advice_page;
mod annex;
pub mod annual;
pub mod build;
pub mod case;
mod categories;
mod changes;
mod collective;
mod conditions;
pub mod directory;
pub mod dossier;
mod essential;
mod expected;
pub mod figure;
mod funnel;
pub mod grid;
mod identity;
mod legend;
mod likert;
mod matrix;
mod method;
mod movement;
mod next_measure;
mod overview;
pub mod parts;
mod passage;
mod project_page;
mod quality;
mod quotes;
mod qvct;
mod reading;
pub mod reference;
pub mod results;
mod scope;
mod sheets;
mod trajectory;
mod wanted;
mod words;

pub use quotes::quotes_kept_back;
pub use wanted::{Naming, ProgrammeDocument, ProjectDocument, Wanted};

/// Everything a document may speak of; answers are not here.
#[derive(Clone, Copy, Debug)]
pub struct Study<'a> {
    /// What is evaluated.
    pub referential: &'a Referential,
    /// What was asked.
    pub questionnaire: &'a Questionnaire,
    /// The programme above; `None` for a project folder alone.
    pub programme: Option<&'a Programme>,
    /// What the project declares.
    pub project: &'a Project,
    /// What reading had to decide.
    pub quality: &'a ReadingQuality,
    /// Published figures.
    pub figures: &'a Figures,
    /// Recommendations.
    pub advice: &'a Advice,
    /// Day printed on the document.
    pub date: NaiveDate,
    /// First 8 hexadecimal digits of the hash of inputs, rules and thresholds.
    pub fingerprint: &'a str,
    /// Which readers it is for.
    pub edition: Edition,
}

/// Which readers a document is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// The team: recommendations proposed, decision boxes empty.
    #[default]
    Working,
    /// The funder: the same figures, the team's answers, a word of the holder.
    Funder,
}

/// Logos of a programme's partners: (file in the programme's folder, name below `/images`).
///
/// Names come back from one document to the next, because Typst never forgets a path.
pub fn logos(programme: &Programme) -> Vec<(String, String)> {
    let files = programme
        .partners
        .iter()
        .filter_map(|partner| partner.logo.clone());
    files
        .enumerate()
        .map(|(rank, file)| {
            let ending = file
                .rsplit_once('.')
                .map_or("png", |(_, ending)| ending)
                .to_lowercase();
            let name = format!("logo-{}.{ending}", rank + 1);
            (file, name)
        })
        .collect()
}
