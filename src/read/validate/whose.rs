//! Which project a row is about.

use super::super::faults::Faults;
use super::super::record::Record;
use super::super::spelling::{folded, titled, trimmed, trimmed_bytes};
use super::Feed;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::Project;

impl Feed<'_, '_> {
    pub(super) fn project(&mut self, record: &Record, faults: &mut Faults) -> Option<usize> {
        let Some(rank) = self.columns.project else {
            return self.setting.own;
        };
        let cell = trimmed_bytes(record.cell(rank));
        if let Some(project) = self.project.recall(cell) {
            return Some(project);
        }
        let written = trimmed(record.text(rank)).to_owned();
        let mapped = self
            .setting
            .mapping
            .projects
            .get(&folded(&written))
            .cloned();
        let written = mapped.unwrap_or(written);
        let found = match self.setting.own {
            Some(own) => self.own_project(own, &written, record, rank, faults),
            None => self.named_project(&written, record, rank, faults),
        }?;
        self.project.keep(cell, found);
        Some(found)
    }

    /// In a project's own file the column may use another name for it, but only one.
    pub(super) fn own_project(
        &mut self,
        own: usize,
        written: &str,
        record: &Record,
        rank: usize,
        faults: &mut Faults,
    ) -> Option<usize> {
        let id = self.setting.projects[own].id.clone();
        if written.is_empty() {
            return Some(own);
        }
        let is_own = folded(written) == folded(&id);
        let first = !self.own_named && self.other_name.is_none();
        let known = match &self.other_name {
            _ if is_own => self.own_named,
            other => other.as_deref() == Some(written),
        };
        if known {
            return Some(own);
        }
        if is_own && first {
            self.own_named = true;
            return Some(own);
        }
        let place = self.place_of(record, rank, faults);
        let sibling = |one: &Project| folded(&one.id) == folded(written);
        if !first {
            let message = format!(
                "le fichier, rangé dans le dossier « {id} », contient les réponses de plusieurs projets"
            );
            faults.push(Diagnostic::error(message).at(place).hint(
                "rangez-le dans le dossier du programme, ou retirez les lignes des autres projets",
            ));
        } else if let Some(sibling) = self.setting.projects.iter().find(|one| sibling(one)) {
            let message = format!(
                "le fichier, rangé dans le dossier « {id} », contient les réponses du projet « {} »",
                sibling.id
            );
            faults.push(
                Diagnostic::error(message)
                    .at(place)
                    .hint("déplacez-le dans le dossier de ce projet, ou corrigez la colonne"),
            );
        } else {
            let message = format!(
                "la colonne nomme le projet {}, le dossier « {id} » : les réponses sont lues comme celles de « {id} »",
                titled(written)
            );
            faults.push(
                Diagnostic::warning(message)
                    .at(place)
                    .hint("vérifiez que le fichier est dans le bon dossier"),
            );
            self.other_name = Some(written.to_owned());
            return Some(own);
        }
        self.setting.gatherings[own].refused = true;
        None
    }

    /// The way out where a project is called by its name, or nearly, and not by its folder.
    fn named_otherwise(&self, written: &str) -> Option<String> {
        let projects = &self.setting.projects;
        let names = projects.iter().map(|project| project.name.as_str());
        let name = nearest(written, names.filter(|name| !name.is_empty()))?;
        let id = &projects.iter().find(|project| project.name == name)?.id;
        let typeable = !written.contains(['"', '\\']);
        typeable.then(|| {
            format!(
                "si c'est le projet du dossier « {id} », écrivez sous [projets] de colonnes.toml : \"{written}\" = \"{id}\""
            )
        })
    }

    pub(super) fn named_project(
        &mut self,
        written: &str,
        record: &Record,
        rank: usize,
        faults: &mut Faults,
    ) -> Option<usize> {
        if let Some(exact) = self
            .setting
            .projects
            .iter()
            .position(|project| project.id == written)
        {
            return Some(exact);
        }
        let wanted = folded(written);
        let mut alike = (0..self.setting.projects.len())
            .filter(|rank| folded(&self.setting.projects[*rank].id) == wanted);
        if let (Some(only), None) = (alike.next(), alike.next()) {
            return Some(only);
        }
        let named = |ids: &[String]| ids.iter().any(|id| folded(id) == wanted);
        if named(&self.setting.others.set_aside) {
            self.of_others = true;
            return None;
        }
        let place = self.place_of(record, rank, faults);
        if named(&self.setting.others.apart) {
            let message = format!(
                "le projet {} a son propre questionnaire : ses réponses ne peuvent pas être dans un fichier commun",
                titled(written)
            );
            faults.push_of_project(Diagnostic::error(message).at(place).hint(
                "déposez-les dans le dossier du projet, ou retirez-en questionnaire.toml s'il répond à celui du programme",
            ));
            return None;
        }
        let (message, hint) = if written.is_empty() {
            (
                "le projet n'est pas indiqué".to_owned(),
                "complétez la colonne".to_owned(),
            )
        } else {
            let near = nearest(
                written,
                self.setting
                    .projects
                    .iter()
                    .map(|project| project.id.as_str()),
            );
            let hint = match near {
                Some(near) => format!(
                    "vouliez-vous dire « {near} » ? Si ce nom désigne un dossier, dites-le sous [projets] de colonnes.toml ; sinon, créez le sien dans « projets »"
                ),
                None => self.named_otherwise(written).unwrap_or_else(|| "si ce nom désigne un dossier de « projets », dites lequel sous [projets] de colonnes.toml ; sinon, créez le sien, avec un projet.toml".to_owned()),
            };
            (
                format!("le projet {} n'a pas de dossier", titled(written)),
                hint,
            )
        };
        faults.push_of_project(Diagnostic::error(message).at(place).hint(hint));
        None
    }
}
