//! What the files of a project declare beside its answers: `projet.toml`, its own questionnaire, its side tables.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::job::{Job, text};
use crate::model::{Project, Questionnaire, project, questionnaire};
use crate::read::{self, Mapping, NameList, ProjectFolder};

use super::editions::{register, tell_stranger};

/// A project whose TOML files and side tables were read.
pub(super) struct Declared {
    pub project: Project,
    pub questionnaire: Option<Questionnaire>,
    pub mapping: Mapping,
    /// Whether it can be printed; a project with a fault is read to its end, so that all is told at once.
    pub sound: bool,
}

/// Reads what a project declares; `None` when nothing can be read with it.
pub(super) fn declare(
    job: &Job,
    folder: &ProjectFolder,
    notes: &mut Diagnostics,
) -> Option<Declared> {
    let mut own = Diagnostics::new();
    let mut declared = declare_into(job, folder, &mut own);
    if let Some(declared) = &mut declared {
        declared.sound = !own.has_errors() && !declared.project.faulty;
    }
    notes.extend(own);
    declared
}

fn declare_into(job: &Job, folder: &ProjectFolder, notes: &mut Diagnostics) -> Option<Declared> {
    let Some(file) = &folder.project else {
        notes.push(
            Diagnostic::error("le dossier du projet ne contient pas « projet.toml »")
                .at(Place::file(format!("projets/{}", folder.id)))
                .hint("copiez celui d'un autre projet, ou créez-le avec « jalon init »"),
        );
        return None;
    };
    let own = match &folder.questionnaire {
        Some(input) => Some(questionnaire::parse(
            &text(input, notes)?,
            &input.name,
            &job.referential,
            notes,
        )?),
        None => None,
    };
    let questionnaire = own.as_ref().unwrap_or(&job.questionnaire);
    let mut project = project::parse(
        &text(file, notes)?,
        &file.name,
        &folder.id,
        &job.referential,
        questionnaire,
        notes,
    );
    let mapping = match &folder.mapping {
        Some(input) => Mapping::parse(&text(input, notes)?, &input.name, questionnaire, notes)
            .filter(|mapping| mapping.speaks_of(folder.answers.iter(), &input.name, notes)),
        None if own.is_none() => Some(job.mapping.clone()),
        None => Some(Mapping::default()),
    };
    if let Some(project) = &mut project {
        if let Some(input) = &folder.decisions {
            let read = project::parse_decisions(&text(input, notes)?, &input.name, notes);
            project.decisions = read.unwrap_or_default();
        }
        if let Some(input) = &folder.register {
            project.register = register(input, notes)?;
            tell_stranger(&project.register, input, &folder.id, notes);
        }
        let names = [&job.discovery.names, &folder.names];
        let names: Vec<&NameList> = names.into_iter().flatten().collect();
        let unsaid = Mapping::default();
        read::side_tables_of(
            &folder.tables,
            mapping.as_ref().unwrap_or(&unsaid),
            &names,
            project,
            (questionnaire, &job.referential),
            notes,
        );
    }
    Some(Declared {
        project: project?,
        questionnaire: own,
        mapping: mapping?,
        sound: true,
    })
}
