//! Rows → answers: each cell checked against the questionnaire, every fault told with its place.
//!
//! Neighbouring rows are mostly about the same person, so what was understood of the last row is
//! kept beside the bytes it came from: a row usually costs a few comparisons.

use std::collections::HashMap;

use super::calendar::Day;
use super::codebook::{Codebook, Subject};
use super::columns::{Columns, Reach};
use super::dates::{self, DateColumn};
use super::faults::Faults;
use super::gathering::{Gathering, NOBODY, Repetition, Slot};
use super::mapping::Mapping;
use super::record::{Record, Site};
use super::slots::{self, At, Told};
use super::spelling::{folded, quoted, trimmed, trimmed_bytes};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::model::{CriterionId, GroupId, ItemId, Project, Scale, State};

/// Longest cell that is quietly accepted, in bytes.
const LONG_CELL: usize = 100_000;

/// Most ways of naming a collection that are remembered.
const REMEMBERED: usize = 16_384;

/// The last thing understood, with the bytes it was understood from.
struct Memo<T> {
    bytes: Vec<u8>,
    value: Option<T>,
}

impl<T: Copy> Memo<T> {
    fn new() -> Self {
        Memo {
            bytes: Vec::new(),
            value: None,
        }
    }

    fn recall(&self, bytes: &[u8]) -> Option<T> {
        self.value.filter(|_| self.bytes == bytes)
    }

    fn keep(&mut self, bytes: &[u8], value: T) {
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
        self.value = Some(value);
    }
}

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
    pub mapping: &'a Mapping,
    pub codebook: &'a mut Codebook<'q>,
    pub projects: &'a [Project],
    pub gatherings: &'a mut [Gathering],
    /// The project of the folder; none for a file above several projects.
    pub own: Option<usize>,
    /// The group of people when no column tells.
    pub everyone: GroupId,
    pub dates: DateColumn,
    project: Memo<usize>,
    other_name: Option<String>,
    date: Memo<Day>,
    group: Memo<GroupId>,
    bucket: Memo<u16>,
    buckets: HashMap<Vec<u8>, u16>,
    person: Memo<Who>,
    subject: Memo<Subject>,
    scratch: Vec<u8>,
    bucket_key: Vec<u8>,
    /// Projects a row of this file is about.
    touched: Vec<bool>,
    dated_before: Memo<usize>,
}

/// What reading a file needs to know beforehand.
pub(super) struct Setting<'a, 'q> {
    pub mapping: &'a Mapping,
    pub codebook: &'a mut Codebook<'q>,
    pub projects: &'a [Project],
    pub gatherings: &'a mut [Gathering],
    pub own: Option<usize>,
    pub everyone: GroupId,
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
    pub fn new(columns: Columns, setting: Setting<'a, 'q>) -> Self {
        Feed {
            columns,
            dates: DateColumn::new(setting.mapping.dates),
            touched: vec![false; setting.projects.len()],
            mapping: setting.mapping,
            codebook: setting.codebook,
            projects: setting.projects,
            gatherings: setting.gatherings,
            own: setting.own,
            everyone: setting.everyone,
            project: Memo::new(),
            other_name: None,
            date: Memo::new(),
            group: Memo::new(),
            bucket: Memo::new(),
            buckets: HashMap::new(),
            bucket_key: Vec::new(),
            person: Memo::new(),
            subject: Memo::new(),
            scratch: Vec::new(),
            dated_before: Memo::new(),
        }
    }

    /// Takes a row; what is wrong with it is told.
    pub fn row(&mut self, record: &Record, faults: &mut Faults) {
        if record.damaged || record.is_blank() {
            return;
        }
        if !self.is_whole(record, faults) || self.repeats_headings(record, faults) {
            return;
        }
        let Some(project) = self.project(record, faults) else {
            return;
        };
        if !self.touched[project] && self.own.is_none() {
            self.gatherings[project].files.push(faults.file.to_owned());
        }
        self.touched[project] = true;
        self.gatherings[project].rows += 1;
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
        self.gatherings[project].refused = true;
        faults.push_of_project(fault);
    }

    /// Whether a row has as many cells as there are headings; blank cells in excess do not count.
    fn is_whole(&self, record: &Record, faults: &mut Faults) -> bool {
        let (found, expected) = (record.width(), self.columns.width());
        if record.bytes.len() > LONG_CELL {
            let place = record.place(faults.file);
            faults.push(
                Diagnostic::warning("une case est très longue (plus de 100 000 signes)")
                    .at(place)
                    .hint("les commentaires ne sont pas imprimés ; raccourcissez-la si ce n'en est pas un"),
            );
        }
        if let Site::Sheet(_) = record.site {
            return self.is_inside(record, faults);
        }
        let excess = (expected..found).all(|rank| trimmed_bytes(record.cell(rank)).is_empty());
        if found == expected || (found > expected && excess) {
            return true;
        }
        let place = record.place(faults.file);
        let message = format!("{found} cases au lieu de {expected}");
        let fault = Diagnostic::error(message);
        let fault = match self.split_decimal(record) {
            Some(rank) => fault
                .at(place.field(rank as u64 + 1).column(self.columns.heading(rank)))
                .hint("un nombre à virgule semble coupé en deux : mettez la case entre guillemets, ou séparez les colonnes par des points-virgules"),
            None if found > expected => fault
                .at(place.field(expected as u64 + 1))
                .hint("une case contient sans doute le signe qui sépare les colonnes : mettez-la entre guillemets"),
            None => fault.at(place).hint("complétez la ligne, avec des cases vides s'il le faut"),
        };
        faults.push(fault);
        false
    }

    /// A row of a sheet: what stands beyond the headings is not read.
    fn is_inside(&self, record: &Record, faults: &mut Faults) -> bool {
        let expected = self.columns.width();
        let said = |rank: usize| !trimmed_bytes(record.cell(rank)).is_empty();
        if let Some(rank) = (expected..record.width()).find(|rank| said(*rank)) {
            let place = self.place_of(record, rank, faults);
            faults.push(
                Diagnostic::warning("des cases sans titre, à droite du tableau, ne sont pas lues")
                    .at(place)
                    .hint("donnez un titre à leur colonne si elles comptent, sinon effacez-les"),
            );
        }
        (0..expected).any(said)
    }

    /// The column whose number was cut at its decimal comma, when a row has one cell too many.
    fn split_decimal(&self, record: &Record) -> Option<usize> {
        let answer = self.columns.answer?;
        let digits = |rank: usize| {
            let cell = record.cell(rank);
            !cell.is_empty() && cell.len() <= 3 && cell.iter().all(u8::is_ascii_digit)
        };
        (record.width() == self.columns.width() + 1 && digits(answer) && digits(answer + 1)).then_some(answer)
    }

    /// Two exports put end to end: the headings again in the middle.
    fn repeats_headings(&self, record: &Record, faults: &mut Faults) -> bool {
        let same = |rank: usize| {
            let cell = trimmed_bytes(record.cell(rank));
            cell == self.columns.heading(rank).as_bytes() || (!cell.is_ascii() && folded(record.text(rank)) == folded(self.columns.heading(rank)))
        };
        let repeated = same(0) && (0..self.columns.width()).all(same);
        if repeated {
            let place = record.place(faults.file).field(1);
            faults.push(
                Diagnostic::error("la ligne de titres est répétée au milieu du fichier : ce n'est pas une réponse")
                    .at(place)
                    .hint("deux exports ont été mis bout à bout : retirez cette ligne, ou gardez deux fichiers"),
            );
        }
        repeated
    }

    fn project(&mut self, record: &Record, faults: &mut Faults) -> Option<usize> {
        let Some(rank) = self.columns.project else {
            return self.own;
        };
        let cell = trimmed_bytes(record.cell(rank));
        if let Some(project) = self.project.recall(cell) {
            return Some(project);
        }
        let written = trimmed(record.text(rank)).to_owned();
        let found = match self.own {
            Some(own) => self.own_project(own, &written, record, rank, faults),
            None => self.named_project(&written, record, rank, faults),
        }?;
        self.project.keep(cell, found);
        Some(found)
    }

    /// In a project's own file the column may use another name for it, but only one.
    fn own_project(&mut self, own: usize, written: &str, record: &Record, rank: usize, faults: &mut Faults) -> Option<usize> {
        let id = &self.projects[own].id;
        if written.is_empty() || folded(written) == folded(id) {
            return Some(own);
        }
        let place = self.place_of(record, rank, faults);
        match &self.other_name {
            None => {
                let message = format!("la colonne nomme le projet {}, le dossier « {id} » : les réponses sont lues comme celles de « {id} »", quoted(written));
                faults.push(Diagnostic::warning(message).at(place).hint("vérifiez que le fichier est dans le bon dossier"));
                self.other_name = Some(written.to_owned());
                Some(own)
            }
            Some(known) if known == written => Some(own),
            Some(_) => {
                let message = format!("le fichier, rangé dans le dossier « {id} », contient les réponses de plusieurs projets");
                faults.push(Diagnostic::error(message).at(place).hint("rangez-le dans le dossier du programme, ou retirez les lignes des autres projets"));
                self.gatherings[own].refused = true;
                None
            }
        }
    }

    fn named_project(&mut self, written: &str, record: &Record, rank: usize, faults: &mut Faults) -> Option<usize> {
        if let Some(exact) = self.projects.iter().position(|project| project.id == written) {
            return Some(exact);
        }
        let wanted = folded(written);
        let mut alike = (0..self.projects.len()).filter(|rank| folded(&self.projects[*rank].id) == wanted);
        if let (Some(only), None) = (alike.next(), alike.next()) {
            return Some(only);
        }
        let place = self.place_of(record, rank, faults);
        let (message, hint) = if written.is_empty() {
            ("le projet n'est pas indiqué".to_owned(), "complétez la colonne".to_owned())
        } else {
            let near = nearest(written, self.projects.iter().map(|project| project.id.as_str()));
            let hint = match near {
                Some(near) => format!("vouliez-vous dire « {near} » ? Sinon, créez son dossier dans « projets »"),
                None => "créez son dossier dans « projets », avec un projet.toml".to_owned(),
            };
            (format!("le projet {} n'a pas de dossier", quoted(written)), hint)
        };
        faults.push_of_project(Diagnostic::error(message).at(place).hint(hint));
        None
    }

    fn answer_row(&mut self, record: &Record, project: usize, faults: &mut Faults) {
        let who = self.who(record, project, faults);
        let group = who.map(|who| who.group);
        let item = self.question(record, project, group, faults);
        let (Some(column), Some(item)) = (self.columns.answer, item) else {
            return;
        };
        let state = self.state(record, column, item, project, faults);
        if let (Some(who), Some(state)) = (who, state) {
            self.add(record, column, who, item, state, faults);
        }
    }

    fn person_row(&mut self, record: &Record, project: usize, faults: &mut Faults) {
        let questions = std::mem::take(&mut self.columns.questions);
        let said = |rank: usize| !trimmed_bytes(record.cell(rank)).is_empty();
        let unfinished = self.columns.respondent.is_some_and(|rank| !said(rank)) && !questions.iter().any(|(rank, _)| said(*rank));
        let who = if unfinished { None } else { self.who(record, project, faults) };
        for &(column, item) in &questions {
            let not_shown = is_not_shown(record.cell(column)) && self.codebook.answer(item, trimmed_bytes(record.cell(column))).is_none();
            if not_shown {
                continue;
            }
            let state = self.state(record, column, item, project, faults);
            if let (Some(who), Some(state)) = (who, state) {
                self.add(record, column, who, item, state, faults);
            }
        }
        self.columns.questions = questions;
    }

    /// Adds an answer; one to a question that the group is not asked is set aside.
    fn add(&mut self, record: &Record, column: usize, who: Who, item: ItemId, state: State, faults: &mut Faults) {
        if !self.codebook.is_asked(item, who.group) && who.group != self.everyone {
            if state == State::Missing {
                return;
            }
            self.gatherings[who.project].unasked += 1;
            let id = &self.codebook.questionnaire.items[item.at()].id;
            let group = &self.codebook.questionnaire.groups[usize::from(who.group.0)].label;
            let place = self.place_of(record, column, faults);
            let message = format!("réponse à {id}, que le questionnaire ne pose pas au groupe « {group} » : elle est mise de côté");
            faults.push(Diagnostic::warning(message).at(place).hint("vérifiez le groupe de la personne, ou ajoutez ce groupe à la question dans questionnaire.toml"));
            return;
        }
        let gathering = &mut self.gatherings[who.project];
        if !gathering.add(who.bucket, who.sitting, item, state) {
            let file = u16::try_from(gathering.files.len().saturating_sub(1)).unwrap_or(0);
            let rank = self.columns.respondent.unwrap_or(column);
            let answer = crate::model::Answer { respondent: who.sitting, item, state };
            gathering.remember(Repetition {
                answer,
                line: record.line,
                field: u32::try_from(rank + 1).unwrap_or(0),
                file,
            });
        }
    }

    fn state(&mut self, record: &Record, column: usize, item: ItemId, project: usize, faults: &mut Faults) -> Option<State> {
        let cell = trimmed_bytes(record.cell(column));
        let state = self.codebook.answer(item, cell);
        if state.is_none() {
            let place = self.place_of(record, column, faults);
            let scale = self.codebook.scale(item);
            let fault = not_an_answer(record.text(column), scale).at(place);
            self.refuse(project, fault, faults);
        }
        state
    }

    fn question(&mut self, record: &Record, project: usize, group: Option<GroupId>, faults: &mut Faults) -> Option<ItemId> {
        let of = |rank: Option<usize>| rank.map(|rank| (rank, trimmed_bytes(record.cell(rank)))).filter(|(_, cell)| !cell.is_empty());
        let Some((rank, cell)) = of(self.columns.item).or_else(|| of(self.columns.criterion)) else {
            let rank = self.columns.item.or(self.columns.criterion).unwrap_or(0);
            let place = self.place_of(record, rank, faults);
            self.refuse(project, Diagnostic::error("la question n'est pas indiquée").at(place).hint("complétez la case"), faults);
            return None;
        };
        let subject = match self.subject.recall(cell) {
            Some(subject) => Some(subject),
            None => self.codebook.subject(cell),
        };
        let Some(subject) = subject else {
            let place = self.place_of(record, rank, faults);
            let fault = self.unknown_question(record.text(rank)).at(place);
            self.refuse(project, fault, faults);
            return None;
        };
        self.subject.keep(cell, subject);
        match subject {
            Subject::Item(item) => Some(item),
            Subject::Criterion(criterion) => self.question_of(criterion, group, record, rank, project, faults),
        }
    }

    fn unknown_question(&self, written: &str) -> Diagnostic {
        let written = trimmed(written);
        let items = self.codebook.questionnaire.items.iter().map(|item| item.id.as_str());
        let message = match written.chars().count() <= 12 && !written.contains('@') {
            true => format!("la question {} n'est pas dans le questionnaire", quoted(written)),
            false => "ce texte n'est ni une question du questionnaire, ni un critère".to_owned(),
        };
        let hint = match nearest(written, items.clone()) {
            Some(near) => format!("vouliez-vous dire « {near} » ?"),
            None => format!("questions connues : {}…", items.take(5).collect::<Vec<_>>().join(", ")),
        };
        Diagnostic::error(message).hint(hint)
    }

    fn question_of(&mut self, criterion: CriterionId, group: Option<GroupId>, record: &Record, rank: usize, project: usize, faults: &mut Faults) -> Option<ItemId> {
        let all = match self.codebook.question_of(criterion, group) {
            Ok(item) => return Some(item),
            Err(all) => all,
        };
        // Without the group nothing can be chosen, and its absence was told.
        group?;
        let code = &self.codebook.referential.criteria[criterion.at()].code;
        let ids: Vec<&str> = all.iter().map(|item| self.codebook.questionnaire.items[item.at()].id.as_str()).collect();
        let fault = match ids.is_empty() {
            true => Diagnostic::error(format!("aucune question du questionnaire ne porte sur le critère {code}"))
                .hint("ajoutez une question à questionnaire.toml, ou corrigez le critère"),
            false => Diagnostic::error(format!("plusieurs questions portent sur le critère {code} : on ne sait pas laquelle a été posée"))
                .hint(format!("écrivez la question plutôt que le critère : {}", ids.join(", "))),
        };
        let place = self.place_of(record, rank, faults);
        self.refuse(project, fault.at(place), faults);
        None
    }

    /// Who answers, and in which collection.
    fn who(&mut self, record: &Record, project: usize, faults: &mut Faults) -> Option<Who> {
        let day = self.day(record, project, faults);
        let bucket = day.and_then(|day| self.bucket(record, project, day, faults));
        let group = self.group(record, project, faults);
        let key = self.identifier(record, project, faults);
        let (day, bucket, group, ()) = (day?, bucket?, group?, key?);
        if let Some(who) = self.person.recall(&self.scratch)
            && who.project == project
            && who.bucket == bucket
            && who.group == group
        {
            return Some(who);
        }
        self.meet(record, project, day, bucket, group, faults)
    }

    /// Puts the identifier, or the whole row when there is none, in `scratch`.
    fn identifier(&mut self, record: &Record, project: usize, faults: &mut Faults) -> Option<()> {
        self.scratch.clear();
        let Some(rank) = self.columns.respondent else {
            return Some(());
        };
        let cell = trimmed_bytes(record.cell(rank));
        if cell.is_empty() {
            let place = self.place_of(record, rank, faults);
            self.refuse(project, Diagnostic::error("l'identifiant de la personne manque").at(place).hint("donnez à chaque personne un numéro ou un code"), faults);
            return None;
        }
        self.scratch.extend_from_slice(cell);
        if let Some(rank) = self.columns.follow {
            self.scratch.push(0);
            self.scratch.extend_from_slice(trimmed_bytes(record.cell(rank)));
        }
        Some(())
    }

    fn meet(&mut self, record: &Record, project: usize, day: Day, bucket: u16, group: GroupId, faults: &mut Faults) -> Option<Who> {
        let gathering = &mut self.gatherings[project];
        let key = match self.columns.respondent {
            Some(rank) => super::gathering::hashed(trimmed_bytes(record.cell(rank))),
            None => gathering.row_key(record.bytes),
        };
        let (sitting, new) = gathering.sitting(key, bucket, group);
        let said = |rank: Option<usize>| rank.map(|rank| trimmed_bytes(record.cell(rank))).filter(|cell| !cell.is_empty());
        let person = said(self.columns.follow).map_or(NOBODY, |cell| gathering.person(cell));
        let organisation = said(self.columns.organisation).map_or(NOBODY, |cell| gathering.organisation(cell));
        let known = &mut gathering.sittings[sitting as usize];
        known.day = known.day.earlier(day);
        let mut clash = None;
        if known.group != group {
            clash = Some(("cette personne est dans deux groupes au cours de la même vague", self.columns.group));
        }
        for (before, now, rank, message) in [
            (&mut known.person, person, self.columns.follow, "cette personne a deux codes de suivi au cours de la même vague"),
            (&mut known.organisation, organisation, self.columns.organisation, "cette personne est dans deux structures au cours de la même vague"),
        ] {
            if *before == NOBODY || now == NOBODY {
                *before = (*before).min(now);
            } else if *before != now && !new {
                clash = Some((message, rank));
            }
        }
        if let Some((message, rank)) = clash {
            let place = self.place_of(record, rank.unwrap_or(0), faults);
            self.refuse(project, Diagnostic::error(message).at(place).hint("deux personnes ont sans doute le même identifiant : donnez-leur des identifiants différents"), faults);
            return None;
        }
        let who = Who { project, bucket, group, sitting };
        if self.columns.respondent.is_some() {
            self.person.keep(&self.scratch, who);
        }
        Some(who)
    }

    fn group(&mut self, record: &Record, project: usize, faults: &mut Faults) -> Option<GroupId> {
        let Some(rank) = self.columns.group else {
            return Some(self.everyone);
        };
        let cell = record.cell(rank);
        if let Some(group) = self.group.recall(cell) {
            return Some(group);
        }
        let written = record.text(rank);
        let mapped = self.mapping.groups.get(&folded(written)).copied();
        let Some(group) = mapped.or_else(|| self.codebook.group(written)) else {
            let place = self.place_of(record, rank, faults);
            let ids = self.codebook.questionnaire.groups.iter().map(|group| group.id.as_str());
            let (message, hint) = if trimmed(written).is_empty() {
                ("le groupe n'est pas indiqué".to_owned(), format!("complétez la case : {}", ids.collect::<Vec<_>>().join(", ")))
            } else {
                let hint = match nearest(written, ids.clone()) {
                    Some(near) => format!("vouliez-vous dire « {near} » ?"),
                    None => format!("groupes connus : {} ; ajoutez cette façon de l'écrire à [groupes] de colonnes.toml", ids.collect::<Vec<_>>().join(", ")),
                };
                (format!("le groupe {} n'est pas dans le questionnaire", quoted(written)), hint)
            };
            self.refuse(project, Diagnostic::error(message).at(place).hint(hint), faults);
            return None;
        };
        self.group.keep(cell, group);
        Some(group)
    }

    fn day(&mut self, record: &Record, project: usize, faults: &mut Faults) -> Option<Day> {
        let Some(rank) = self.columns.date else {
            return Some(Day::NONE);
        };
        let cell = record.cell(rank);
        let day = match self.date.recall(cell) {
            Some(day) => day,
            None => {
                let text = trimmed(record.text(rank));
                let file = faults.file;
                let place = || dates::place(record, &self.columns, file);
                let day = if text.is_empty() { Some(Day::NONE) } else { self.dates.read(text, &place, faults) };
                let Some(day) = day else {
                    self.gatherings[project].refused = true;
                    return None;
                };
                self.date.keep(cell, day);
                day
            }
        };
        self.check_start(record, project, day, rank, faults);
        Some(day)
    }

    /// An answer given before the project started is kept and told.
    fn check_start(&mut self, record: &Record, project: usize, day: Day, rank: usize, faults: &mut Faults) {
        let cell = record.cell(rank);
        if self.dated_before.recall(cell) == Some(project) {
            return;
        }
        if let (Some(start), Some(date)) = (self.projects[project].start, day.date())
            && date < start
            && !day.is_ambiguous()
        {
            let message = format!("réponse antérieure au début du projet, le {}", start.format("%d/%m/%Y"));
            let place = self.place_of(record, rank, faults);
            faults.push(Diagnostic::warning(message).at(place).hint("elle compte à l'échéance indiquée, ou « au départ » ; vérifiez la date et le début du projet"));
        }
        self.dated_before.keep(cell, project);
    }

    /// The bucket of a row, found again by all that decides it: project, wave, term, and the day when there is no wave.
    fn bucket(&mut self, record: &Record, project: usize, day: Day, faults: &mut Faults) -> Option<u16> {
        let of = |rank: Option<usize>| rank.map(|rank| record.cell(rank)).unwrap_or_default();
        let (wave, horizon) = (of(self.columns.wave), of(self.columns.horizon));
        let mut key = std::mem::take(&mut self.bucket_key);
        key.clear();
        key.extend_from_slice(&project.to_ne_bytes());
        if trimmed_bytes(wave).is_empty() {
            key.extend_from_slice(&day.bytes());
        }
        key.extend_from_slice(wave);
        key.push(0);
        key.extend_from_slice(horizon);
        let known = self.bucket.recall(&key).or_else(|| self.buckets.get(&key).copied());
        let found = known.or_else(|| self.find_bucket(record, project, day, faults));
        if let Some(bucket) = found {
            self.bucket.keep(&key, bucket);
            if known.is_none() && self.buckets.len() < REMEMBERED {
                self.buckets.insert(key.clone(), bucket);
            }
        }
        self.bucket_key = key;
        found
    }

    fn find_bucket(&mut self, record: &Record, project: usize, day: Day, faults: &mut Faults) -> Option<u16> {
        let said = |rank: Option<usize>| rank.map(|rank| trimmed(record.text(rank))).filter(|text| !text.is_empty());
        let told = Told {
            wave: said(self.columns.wave),
            horizon: said(self.columns.horizon),
            day,
            has_wave: self.columns.wave.is_some(),
            has_horizon: self.columns.horizon.is_some(),
            has_date: self.columns.date.is_some(),
        };
        let terms = &self.codebook.referential.terms;
        let gathering = &mut self.gatherings[project];
        let fault = match slots::slot(&told, &self.projects[project], gathering, self.mapping, terms) {
            Ok(slot) => return self.open_bucket(slot, record, project, faults),
            Err(fault) => fault,
        };
        let rank = match fault.column {
            At::Wave => self.columns.wave,
            At::Horizon => self.columns.horizon.or(self.columns.wave),
            At::Date => self.columns.date,
            At::Row => None,
        };
        let place = match rank {
            Some(rank) => self.place_of(record, rank, faults),
            None => record.place(faults.file),
        };
        self.refuse(project, Diagnostic::error(fault.message).at(place).hint(fault.hint), faults);
        None
    }

    fn open_bucket(&mut self, slot: Slot, record: &Record, project: usize, faults: &mut Faults) -> Option<u16> {
        let bucket = self.gatherings[project].bucket(slot);
        if bucket.is_none() {
            let place = record.place(faults.file);
            self.refuse(project, Diagnostic::error("les réponses sont datées de trop de jours différents").at(place).hint("ajoutez une colonne « vague »"), faults);
        }
        bucket
    }

    /// Ends the file: settles its dates, and leaves out what it was about when it had a fault.
    pub fn finish(mut self, faults: &mut Faults) {
        if !self.touched.contains(&true) && !faults.refused() {
            faults.warn(
                "le fichier porte des titres, mais aucune réponse",
                "vérifiez que l'export contient les réponses",
            );
        }
        let before = faults.refused();
        let (order, remark) = self.dates.order(faults);
        let contradicted = !before && faults.refused();
        for (project, gathering) in self.gatherings.iter_mut().enumerate() {
            if !self.touched[project] {
                continue;
            }
            gathering.settle(order);
            gathering.remarks.extend(remark.clone());
            gathering.refused |= contradicted;
        }
    }
}

/// Codes of survey tools for a question that was not shown to this person.
fn is_not_shown(cell: &[u8]) -> bool {
    matches!(trimmed_bytes(cell), b"{question_not_shown}" | b"N/A" | b"n/a")
}

fn not_an_answer(written: &str, scale: &Scale) -> Diagnostic {
    let highest = scale.lowest + i32::from(scale.size()) - 1;
    let labels: Vec<String> = scale.levels.iter().filter(|label| !label.is_empty()).map(|label| format!("« {label} »")).collect();
    let message = format!("{} n'est pas une réponse de l'échelle « {} »", quoted(written), scale.id);
    let hint = format!(
        "écrivez un nombre entier de {} à {highest}, ou {} ; laissez la case vide si la personne n'a pas répondu",
        scale.lowest,
        labels.join(", ")
    );
    Diagnostic::error(message).hint(hint)
}
