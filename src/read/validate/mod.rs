//! Rows → answers: each cell checked against the questionnaire, every fault told with its place.
//!
//! Neighbouring rows are mostly about the same person, so what was understood of the last row is
//! kept beside the bytes it came from: a row usually costs a few comparisons.

use super::Others;
use super::calendar::Day;
use super::codebook::Codebook;
pub(super) use super::columns::Columns;
use super::columns::Reach;
use super::dates::DateColumn;
use super::faults::Faults;
use super::gathering::Gathering;
use super::mapping::Mapping;
use super::record::Record;
use super::said::Said;
use super::unsigned::Chance;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{GroupId, Project};

mod ahead;
mod alike;
mod answers;
mod memo;
mod more_titles;
mod namesakes;
mod question;
mod sequence;
mod shape;
mod unasked;
mod unmet_levels;
mod when;
mod who;
mod whose;

use memo::{Known, Memo, Prefix};
use more_titles::MoreTitles;
use namesakes::Namesakes;
use sequence::Sequence;
pub(super) use shape::cells_instead;
use unasked::Unasked;
use unmet_levels::Before;

/// Longest cell that is quietly accepted, in bytes.
const LONG_CELL: usize = 100_000;

/// Who a row is about, once understood.
#[derive(Clone, Copy)]
struct Who {
    project: usize,
    bucket: u16,
    group: GroupId,
    sitting: u32,
}

/// Takes the rows of one file.
pub(super) struct Feed<'a, 'q> {
    pub columns: Columns,
    setting: Setting<'a, 'q>,
    pub dates: DateColumn,
    project: Memo<usize>,
    /// Whether a row of a project's own file named it, and the other name that rows give it.
    own_named: bool,
    other_name: Option<String>,
    date: Memo<Day>,
    group: Known<GroupId>,
    bucket: Known<u16>,
    person: Memo<Who>,
    prefix: Prefix,
    questions: Sequence,
    unasked: Unasked,
    scratch: Vec<u8>,
    bucket_key: Vec<u8>,
    /// Projects a row of this file is about.
    touched: Vec<bool>,
    /// Whether a row is about a project that is not wanted this time.
    of_others: bool,
    dated_before: Memo<usize>,
    /// Where an electronic address first served as an identifier.
    address: Option<Place>,
    /// What `colonnes.toml` says of the whole file.
    said: Option<&'a Said>,
    namesakes: Namesakes,
    more_titles: MoreTitles,
    /// That another person's row is the one that is read, when no identifier tells.
    chance: Chance,
    before: Before,
}

/// What reading a file needs to know beforehand.
pub(super) struct Setting<'a, 'q> {
    pub mapping: &'a Mapping,
    pub codebook: &'a mut Codebook<'q>,
    pub projects: &'a [Project],
    pub gatherings: &'a mut [Gathering],
    /// The project of the folder; none for a file above several projects.
    pub own: Option<usize>,
    /// The group of people when no column tells.
    pub everyone: GroupId,
    /// Projects whose rows are passed over.
    pub others: &'a Others,
}

impl Setting<'_, '_> {
    /// Whether the file stands above several projects.
    pub fn reach(&self) -> Reach {
        match self.own {
            Some(_) => Reach::Project,
            None => Reach::Programme,
        }
    }
}

impl<'a, 'q> Feed<'a, 'q> {
    /// For a file whose columns are known.
    pub fn new(columns: Columns, file: &str, setting: Setting<'a, 'q>) -> Self {
        let namesakes = Namesakes::new(setting.gatherings);
        let before = Before::new(setting.gatherings);
        setting.codebook.begin_file();
        Feed {
            prefix: Prefix::new(&columns),
            columns,
            dates: DateColumn::new(setting.mapping.dates),
            touched: vec![false; setting.projects.len()],
            of_others: false,
            said: setting.mapping.said_of(file),
            setting,
            project: Memo::new(),
            own_named: false,
            other_name: None,
            date: Memo::new(),
            group: Known::new(),
            bucket: Known::new(),
            bucket_key: Vec::new(),
            person: Memo::new(),
            questions: Sequence::default(),
            unasked: Unasked::default(),
            scratch: Vec::new(),
            dated_before: Memo::new(),
            address: None,
            namesakes,
            more_titles: MoreTitles::default(),
            chance: Chance::Fair,
            before,
        }
    }

    /// Takes a row; what is wrong with it is told.
    pub fn row(&mut self, record: &Record, faults: &mut Faults) {
        if let Some(who) = self.prefix.recall(record)
            && record.width() == self.columns.width()
            && record.bytes.len() <= LONG_CELL
            && !record.damaged
        {
            self.setting.gatherings[who.project].rows += 1;
            return self.answer_of(record, who.project, Some(who), faults);
        }
        if record.damaged || record.is_blank() {
            return;
        }
        if !self.is_whole(record, faults)
            || self.repeats_headings(record, faults)
            || self.is_total(record, faults)
            || self.is_more_titles(record, faults)
        {
            return;
        }
        let Some(project) = self.project(record, faults) else {
            return;
        };
        if !self.touched[project] && self.setting.own.is_none() {
            self.setting.gatherings[project]
                .files
                .push(faults.file.to_owned());
        }
        self.touched[project] = true;
        self.setting.gatherings[project].rows += 1;
        if self.columns.is_long() {
            self.answer_row(record, project, faults);
        } else {
            self.person_row(record, project, faults);
        }
    }

    fn place_of(&self, record: &Record, rank: usize, faults: &Faults) -> Place {
        record.place_of(faults.file, rank, self.columns.heading(rank))
    }

    /// A fault of a project's row: that project is left out.
    fn refuse(&mut self, project: usize, fault: Diagnostic, faults: &mut Faults) {
        self.setting.gatherings[project].refused = true;
        faults.push_of_project(fault);
    }

    /// Ends the file: settles its dates, and leaves out what it was about when it had a fault.
    pub fn finish(mut self, faults: &mut Faults) {
        let titles = self.setting.mapping.heading_rows.unwrap_or(1);
        std::mem::take(&mut self.more_titles).tell(titles, faults);
        if !self.touched.contains(&true) && !self.of_others && !faults.refused() {
            faults.warn(
                "le fichier porte des titres, mais aucune réponse",
                "vérifiez que l'export contient les réponses",
            );
        }
        std::mem::take(&mut self.unasked).tell(self.setting.codebook, faults);
        let setting = &self.setting;
        self.before.tell(
            setting.gatherings,
            setting.projects,
            setting.codebook,
            faults,
        );
        if let Some(place) = self.address.take() {
            faults.push(
                Diagnostic::warning("des adresses électroniques servent d'identifiants")
                    .at(place)
                    .hint("remplacez-les par un numéro ou un code : un identifiant n'a pas à dire qui est la personne"),
            );
        }
        self.tell_shared_rows(faults);
        self.namesakes
            .tell(self.said, self.setting.codebook, faults);
        let before = faults.refused();
        let (order, remark) = self.order(faults);
        let contradicted = !before && faults.refused();
        for (project, gathering) in self.setting.gatherings.iter_mut().enumerate() {
            if !self.touched[project] {
                continue;
            }
            gathering.settle(order);
            gathering.remarks.extend(remark.clone());
            let of_file = faults.remarks.iter().map(|remark| (*remark).to_owned());
            gathering.remarks.extend(of_file);
            gathering.refused |= contradicted;
        }
    }
}
