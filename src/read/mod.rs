//! The only room that opens users' files: folders → bytes → rows → answers that are inside their scale.
//!
//! Readers take bytes and a name, so that the library can run without a disk. Every fault of a
//! file is told at once, in French, with its place; a file with an error is refused, its project
//! left out, and the rest goes on. Knows no statistics and no Typst.

mod assemble;
mod by_criterion;
mod by_rank;
mod calendar;
mod clock_time;
mod codebook;
mod column_remarks;
mod columns;
mod confidential;
mod copies;
mod dates;
mod declared;
mod delimited;
mod dialect;
mod discover;
mod earlier;
mod earlier_figures;
mod encoding;
mod endings;
mod faults;
mod finder;
mod fingerprint;
mod folders;
mod foreign;
mod gathering;
mod headings;
mod identity;
mod input;
mod json;
mod json_fault;
mod json_place;
mod json_shape;
mod kind;
#[cfg(test)]
mod laws;
mod listing;
mod mapping;
mod misnamed;
mod one_answer;
mod order;
mod pages;
mod photo;
mod quotes;
mod quoting;
mod record;
mod repeats;
mod said;
mod scale_words;
mod sheet_rows;
mod sheets;
mod shown_otherwise;
mod side_tables;
mod side_words;
mod slots;
mod small_headings;
mod small_table;
mod spelling;
mod symptoms;
mod table;
mod tally;
mod term_words;
mod unfound;
mod unput;
mod unsigned;
mod usual;
mod utf8;
mod validate;
mod veiled;
mod verbatims;
mod wave_remarks;
mod waves;
mod workbook;
mod wrapped;

pub use by_criterion::answer_by_criterion;
pub use by_rank::first_codes_only;
pub use confidential::{NameList, listed};
pub use discover::discover;
pub use earlier::earlier;
pub use encoding::Encoding;
pub use folders::{Discovery, ProjectFolder};
pub use identity::number_within;
pub use input::{Input, Source};
pub use listing::files_below;
pub use mapping::{DateOrder, Layout, Mapping};
pub use photo::{photo, photo_file};
pub use said::Said;
pub use side_tables::{side_tables, side_tables_of};

use codebook::Codebook;
use faults::Faults;
use gathering::Gathering;
use pages::Pages;
use record::Record;
use table::Reception;
use unfound::{InNoFile, Missing};
use validate::{Feed, Setting};

use crate::diagnostic::Diagnostics;
use crate::model::questionnaire::Group;
use crate::model::{GroupId, Project, Questionnaire, Referential, Survey};

/// A file of answers, how to read it, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct AnswerFile<'a> {
    /// The file.
    pub input: &'a Input,
    /// What `colonnes.toml` says of it.
    pub mapping: &'a Mapping,
    /// Rank of the project whose folder it stands in; none when a column tells the project of each row.
    pub project: Option<usize>,
}

/// Key of the group of people when no column tells the group.
pub const EVERYONE: &str = "repondants";

/// Reads the answers of projects: one survey each, none for a project that has to be left out.
///
/// The projects take the waves and terms that the answers revealed. The questionnaire gets a
/// group « répondants », asked everything, when it has several groups and none of that name:
/// people of a file without the column « groupe » are put in it.
///
/// The order of rows and files, encodings and formats change nothing to the result. Persons are
/// linked over waves by the column « suivi » alone.
pub fn answers(
    files: &[AnswerFile],
    projects: &mut [Project],
    questionnaire: &mut Questionnaire,
    referential: &Referential,
    notes: &mut Diagnostics,
) -> Vec<Option<Survey>> {
    answers_beside(
        &Others::default(),
        files,
        projects,
        questionnaire,
        referential,
        notes,
    )
}

/// Projects that a common file may speak of and that are not read with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    /// Their rows are passed over: not wanted this time, or told already.
    pub set_aside: Vec<String>,
    /// Their questionnaire is their own: a row of theirs in a common file is told.
    pub apart: Vec<String>,
}

/// The same for some of the projects that a common file speaks of, beside `others`.
pub fn answers_beside(
    others: &Others,
    files: &[AnswerFile],
    projects: &mut [Project],
    questionnaire: &mut Questionnaire,
    referential: &Referential,
    notes: &mut Diagnostics,
) -> Vec<Option<Survey>> {
    let everyone = everyone(questionnaire);
    let mut gatherings: Vec<Gathering> = projects
        .iter()
        .map(|_| Gathering::new(questionnaire.items.len()))
        .collect();
    let mut codebook = Codebook::new(questionnaire, referential);
    let mut in_no_file = InNoFile::default();
    let mut pages = Pages::default();
    for (file, copied) in files.iter().zip(copies::copies(files)) {
        let mut faults = Faults::new(&file.input.name, notes);
        if let Some(first) = copied {
            let message = format!(
                "ce fichier est une copie de « {} » : il n'est compté qu'une fois",
                files[first].input.name
            );
            faults.warn(message, "retirez l'un des deux");
            faults.finish();
            continue;
        }
        let setting = Setting {
            mapping: file.mapping,
            codebook: &mut codebook,
            projects,
            gatherings: &mut gatherings,
            own: file.project,
            everyone,
            others,
        };
        if let Some(missing) = read_file(file, setting, &mut faults) {
            in_no_file.meet(file, missing);
        }
        if let Some(page) = faults.page {
            pages.meet(file, page);
        }
        if faults.structural() {
            for (rank, gathering) in gatherings.iter_mut().enumerate() {
                gathering.refused |= file.project.is_none_or(|own| own == rank);
            }
        }
        faults.finish();
    }
    pages.tell(notes);
    in_no_file.tell(&mut gatherings, questionnaire, notes);
    let mut surveys = Vec::new();
    for (project, gathering) in projects.iter_mut().zip(gatherings) {
        surveys.push(assemble::survey(
            gathering,
            project,
            (questionnaire, &referential.terms),
            notes,
        ));
    }
    surveys
}

/// Reads a file; gives what its headings miss of what `colonnes.toml` announces.
fn read_file(file: &AnswerFile, setting: Setting, faults: &mut Faults) -> Option<Missing> {
    if let Some(own) = file.project {
        setting.gatherings[own].files.push(file.input.name.clone());
    }
    let mut answers = Answers {
        mapping: file.mapping,
        head: table::Head::default(),
        setting: Some(setting),
        feed: None,
        missing: None,
    };
    table::rows(file.input, file.mapping, faults, &mut answers);
    match answers.feed {
        Some(feed) => feed.finish(faults),
        None => answers.head.tell_nothing(faults),
    }
    answers.missing
}

/// Receives the rows of a file: its headings, then answers.
struct Answers<'a, 'q> {
    mapping: &'a Mapping,
    head: table::Head,
    /// Until the columns are known.
    setting: Option<Setting<'a, 'q>>,
    feed: Option<Feed<'a, 'q>>,
    /// What the headings miss, once they are known.
    missing: Option<Missing>,
}

impl Reception for Answers<'_, '_> {
    fn row(&mut self, record: &Record, faults: &mut Faults) -> bool {
        if let Some(feed) = &mut self.feed {
            feed.row(record, faults);
            return true;
        }
        let Some(known) = self.setting.as_mut() else {
            return false;
        };
        let Some(headings) = self.head.take(record, self.mapping, known.codebook, faults) else {
            return !faults.structural();
        };
        let reach = known.reach();
        let mut columns = columns::columns(&headings, self.mapping, known.codebook, reach, faults);
        self.missing = columns.as_mut().map(|columns| Missing {
            questions: (!columns.is_long()).then(|| std::mem::take(&mut columns.unfound)),
            columns: std::mem::take(&mut columns.absent),
        });
        let file = faults.file;
        self.feed =
            columns.and_then(|columns| Some(Feed::new(columns, file, self.setting.take()?)));
        self.feed.is_some()
    }

    fn known(&self, cells: &[String]) -> usize {
        self.setting.as_ref().map_or(0, |known| {
            headings::known_headings(cells, self.mapping, known.codebook)
        })
    }

    fn ahead(&mut self, text: &[u8], separator: u8) -> (usize, u64) {
        match &mut self.feed {
            Some(feed) => feed.ahead(text, separator),
            None => (0, 0),
        }
    }
}

/// The group of people when no column tells, made when the questionnaire has no such group.
fn everyone(questionnaire: &mut Questionnaire) -> GroupId {
    if let [_] = questionnaire.groups[..] {
        return GroupId(0);
    }
    if let Some(known) = questionnaire.group(EVERYONE) {
        return known;
    }
    let rank = GroupId(u8::try_from(questionnaire.groups.len()).unwrap_or(u8::MAX));
    questionnaire.groups.push(Group {
        id: EVERYONE.to_owned(),
        label: "répondants".to_owned(),
        singular: "répondant".to_owned(),
        synonyms: Vec::new(),
    });
    for item in &mut questionnaire.items {
        item.groups.push(rank);
    }
    rank
}
