//! Who answers: the person behind an identifier, her group, her organisation.

use super::super::EVERYONE;
use super::super::calendar::Day;
use super::super::faults::Faults;
use super::super::gathering::NOBODY;
use super::super::identity::{hashed, is_rounded, within};
use super::super::quoting::quoted;
use super::super::record::Record;
use super::super::spelling::{folded, trimmed, trimmed_bytes};
use super::super::unsigned::Shared;
use super::super::usual;
use super::{Feed, Who, alike};
use crate::diagnostic::{Diagnostic, Place, nearest_or};
use crate::model::GroupId;

impl Feed<'_, '_> {
    /// Who answers, and in which collection.
    pub(super) fn who(
        &mut self,
        record: &Record,
        project: usize,
        faults: &mut Faults,
    ) -> Option<Who> {
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
    pub(super) fn identifier(
        &mut self,
        record: &Record,
        project: usize,
        faults: &mut Faults,
    ) -> Option<()> {
        self.scratch.clear();
        let Some(rank) = self.columns.respondent else {
            return Some(());
        };
        let cell = trimmed_bytes(record.cell(rank));
        if cell.is_empty() {
            let place = self.place_of(record, rank, faults);
            self.refuse(
                project,
                Diagnostic::error("l'identifiant de la personne manque")
                    .at(place)
                    .hint("donnez à chaque personne un numéro ou un code"),
                faults,
            );
            return None;
        }
        self.check_identifier(record, rank, project, faults)?;
        if let Some(rank) = self.columns.follow {
            self.check_identifier(record, rank, project, faults)?;
        }
        self.scratch.extend_from_slice(cell);
        if let Some(rank) = self.columns.follow {
            self.scratch.push(0);
            self.scratch
                .extend_from_slice(trimmed_bytes(record.cell(rank)));
        }
        Some(())
    }

    /// An identifier that a spreadsheet rounded is refused: it may have made one person of two. An address is noted.
    fn check_identifier(
        &mut self,
        record: &Record,
        rank: usize,
        project: usize,
        faults: &mut Faults,
    ) -> Option<()> {
        let cell = trimmed_bytes(record.cell(rank));
        if self.address.is_none() && cell.contains(&b'@') && cell.contains(&b'.') {
            self.address = Some(self.place_of(record, rank, faults));
        }
        if !is_rounded(cell) {
            return Some(());
        }
        let place = self.place_of(record, rank, faults);
        let fault = Diagnostic::error(
            "cet identifiant est en notation scientifique (comme « 1,23E+15 ») : le tableur en a perdu les derniers chiffres",
        );
        let hint = "repartez de l'export d'origine et mettez la colonne au format Texte avant de l'enregistrer";
        self.refuse(project, fault.at(place).hint(hint), faults);
        None
    }

    /// Tells rows without identifier that the file, or another one of the project, holds twice.
    pub(super) fn tell_shared_rows(&mut self, faults: &mut Faults) {
        for rank in 0..self.setting.gatherings.len() {
            let gathering = &mut self.setting.gatherings[rank];
            gathering.refused |= alike::tell(&gathering.unsigned.repeated(), faults);
            match gathering.unsigned.end_file(faults.file) {
                Shared::None => {}
                Shared::Same { file, rows } => {
                    let message = format!(
                        "les {rows} lignes de ce fichier sont aussi celles de « {file} » : sans identifiants, chaque personne compterait deux fois"
                    );
                    gathering.refused = true;
                    let place = Place::file(faults.file);
                    faults.push_of_project(Diagnostic::error(message).at(place).hint(
                        "gardez un seul des deux fichiers ; si ce sont d'autres personnes, ajoutez une colonne « repondant »",
                    ));
                }
                Shared::Most { rows, of } => {
                    let message = format!(
                        "{rows} lignes sur {of} sont identiques d'un fichier à l'autre : sans identifiants, chaque personne compterait deux fois"
                    );
                    gathering.refused = true;
                    let place = Place::file(faults.file);
                    faults.push_of_project(Diagnostic::error(message).at(place).hint(
                        "gardez l'export le plus récent et retirez l'autre ; si ce sont d'autres personnes, ajoutez une colonne « repondant »",
                    ));
                }
                Shared::Some { rows, of } => {
                    let message = format!(
                        "{rows} lignes sur {of} sont identiques d'un fichier à l'autre : sans identifiants, chacune compte pour une personne de plus"
                    );
                    faults.warn(
                        message,
                        "si ce fichier est un export plus récent des mêmes réponses, retirez l'ancien ; sinon, ajoutez une colonne « repondant »",
                    );
                }
            }
        }
    }

    /// The person behind a row, met for the first time or known; refused when what is said of her contradicts itself.
    fn meet(
        &mut self,
        record: &Record,
        project: usize,
        day: Day,
        bucket: u16,
        group: GroupId,
        faults: &mut Faults,
    ) -> Option<Who> {
        let key = self.key(record, project);
        let gathering = &mut self.setting.gatherings[project];
        let (sitting, new) = gathering.sitting(key, bucket, group);
        let said = |rank: Option<usize>| {
            rank.map(|rank| trimmed_bytes(record.cell(rank)))
                .filter(|cell| !cell.is_empty())
        };
        let person = said(self.columns.follow).map_or(NOBODY, |cell| gathering.person(cell));
        let organisation =
            said(self.columns.organisation).map_or(NOBODY, |cell| gathering.organisation(cell));
        let known = &mut gathering.sittings[sitting as usize];
        known.day = known.day.earlier(day);
        let mut clash = None;
        if known.group != group {
            clash = Some((
                "cette personne est dans deux groupes au cours de la même vague",
                self.columns.group,
            ));
        }
        for (before, now, rank, message) in [
            (
                &mut known.person,
                person,
                self.columns.follow,
                "cette personne a deux codes de suivi au cours de la même vague",
            ),
            (
                &mut known.organisation,
                organisation,
                self.columns.organisation,
                "cette personne est dans deux structures au cours de la même vague",
            ),
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
        let who = Who {
            project,
            bucket,
            group,
            sitting,
        };
        if self.columns.respondent.is_some() {
            self.person.keep(&self.scratch, who);
        }
        Some(who)
    }

    /// What stands for the person: her identifier within the group that is said of the file, or all that the row says.
    fn key(&mut self, record: &Record, project: usize) -> [u64; 2] {
        let of_file = self.said.and_then(|said| said.group);
        let of_file = of_file.map(|group| {
            self.setting.codebook.questionnaire.groups[group.at()]
                .id
                .as_str()
        });
        match self.columns.respondent {
            Some(rank) => within(of_file, hashed(trimmed_bytes(record.cell(rank)))),
            None => {
                let mut row = self.columns.end_to_end(record, self.chance);
                row.extend_from_slice(of_file.unwrap_or_default().as_bytes());
                let unsigned = &mut self.setting.gatherings[project].unsigned;
                unsigned.key(&row, self.chance, record.line)
            }
        }
    }

    /// The group that a row tells, or that is said of the whole file.
    fn group(&mut self, record: &Record, project: usize, faults: &mut Faults) -> Option<GroupId> {
        if let Some(group) = self.said.and_then(|said| said.group) {
            return Some(group);
        }
        let Some(rank) = self.columns.group else {
            return Some(self.setting.everyone);
        };
        let cell = record.cell(rank);
        if let Some(group) = self.group.recall(cell) {
            return Some(group);
        }
        let written = record.text(rank);
        let mapped = self.setting.mapping.groups.get(&folded(written)).copied();
        let Some(group) = mapped.or_else(|| self.setting.codebook.group(written)) else {
            let place = self.place_of(record, rank, faults);
            let fault = self.unknown_group(written, rank).at(place);
            self.refuse(project, fault, faults);
            return None;
        };
        self.group.keep(cell, group);
        Some(group)
    }

    /// That a cell tells no group that is known, or none at all.
    fn unknown_group(&self, written: &str, rank: usize) -> Diagnostic {
        let codebook = &self.setting.codebook;
        // The group of people of a file without groups: nobody writes it.
        let several = codebook.questionnaire.groups.len() > 1;
        let written_by_nobody = |id: &&str| *id == EVERYONE && several;
        let ids = codebook.group_ids();
        let ids: Vec<&str> = ids.filter(|id| !written_by_nobody(id)).collect();
        if trimmed(written).is_empty() {
            return Diagnostic::error("le groupe n'est pas indiqué")
                .hint(format!("complétez la case : {}", ids.join(", ")));
        }
        let hint = nearest_or(written, ids.iter().copied(), || {
            format!(
                "groupes connus : {} ; ajoutez cette façon de l'écrire à [groupes] de colonnes.toml{}",
                ids.join(", "),
                match usual::is_title(&folded(self.columns.heading(rank))) {
                    true => ", ou, si cette colonne ne dit pas le groupe, son titre à ignorer",
                    false => "",
                }
            )
        });
        let mapped = self.setting.mapping.groups.keys().map(String::as_str);
        let names = codebook.group_names().chain(mapped);
        Diagnostic::error(format!(
            "le groupe {} n'est pas dans le questionnaire",
            quoted(written, names)
        ))
        .hint(hint)
    }
}
