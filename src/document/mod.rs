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
mod annex_changes;
mod annex_coherence;
mod annex_detectable;
mod annex_items;
mod annex_method;
mod annex_tables;
mod annex_tests;
pub mod annual;
pub mod build;
pub mod case;
mod case_aid;
mod case_build;
mod case_caution;
mod case_changes;
mod case_extra;
mod case_faults;
mod case_lever;
mod case_quote;
mod case_text;
mod categories;
mod category_findings;
mod change_caption;
mod change_sentences;
mod changes;
mod collective;
mod conditions;
mod corrections;
mod declared_sentences;
mod direction;
pub mod directory;
mod directory_build;
mod directory_index;
mod directory_lines;
pub mod dossier;
mod essential;
mod essential_sentences;
mod expected;
pub mod figure;
mod funnel;
pub mod grid;
mod identity;
mod key_figures;
mod legend;
mod likert;
mod likert_steps;
mod masked;
mod matrix;
mod method;
mod method_tables;
mod movement;
mod next_measure;
mod overview;
pub mod parts;
mod passage;
mod project_page;
mod quality;
mod quality_departures;
mod quality_measures;
mod quotes;
mod qvct;
mod qvct_changes;
mod reading;
pub mod reference;
pub mod results;
mod scope;
mod sheet_choice;
mod sheets;
mod standing;
mod strip;
mod trajectory;
mod unsaid;
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
