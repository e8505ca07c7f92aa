//! The answers of projects: read one project at a time, or together when a file holds those of several.

use super::declared::Declared;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::job::Job;
use crate::model::{Project, Questionnaire, Survey};
use crate::read::{self, AnswerFile, Input, Mapping, Others, ProjectFolder};

/// The survey of each project with the questionnaire it was read with, when a file holds the answers of several.
///
/// Projects with a questionnaire of their own are read apart; the others together.
pub(super) fn surveys(
    job: &Job,
    declared: &mut [Option<Declared>],
    notes: &mut Diagnostics,
) -> Vec<Option<(Survey, Questionnaire)>> {
    let mut surveys: Vec<Option<(Survey, Questionnaire)>> = declared.iter().map(|_| None).collect();
    let has_own = |found: &Declared| found.questionnaire.is_some();
    let (apart, shared): (Vec<usize>, Vec<usize>) = (0..declared.len())
        .filter(|&rank| declared[rank].is_some())
        .partition(|&rank| declared[rank].as_ref().is_some_and(has_own));
    let alone = apart.iter().map(|&rank| (vec![rank], &[][..]));
    let all = alone.chain([(shared, &job.discovery.answers[..])]);
    for (ranks, common) in all {
        let read = read_together(
            job,
            &job.discovery.projects,
            &ranks,
            common,
            declared,
            notes,
        );
        for (rank, survey) in ranks.into_iter().zip(read) {
            surveys[rank] = survey;
        }
    }
    surveys
}

/// The surveys of the projects of some ranks, whose declarations take what the answers revealed.
pub(super) fn read_together(
    job: &Job,
    folders: &[ProjectFolder],
    ranks: &[usize],
    common: &[Input],
    declared: &mut [Option<Declared>],
    notes: &mut Diagnostics,
) -> Vec<Option<(Survey, Questionnaire)>> {
    let mut projects: Vec<Project> = Vec::new();
    let mut mappings: Vec<Mapping> = Vec::new();
    let mut written = job.discovery.questionnaire.is_some();
    let mut questionnaire = job.questionnaire.clone();
    for &rank in ranks {
        if let Some(found) = &declared[rank] {
            projects.push(found.project.clone());
            mappings.push(found.mapping.clone());
            written |= found.questionnaire.is_some();
            questionnaire = found.questionnaire.clone().unwrap_or(questionnaire);
        }
    }
    let own = ranks.iter().zip(&mappings).enumerate();
    let own = own.flat_map(|(place, (&rank, mapping))| {
        let files = folders[rank].answers.iter();
        files.map(move |input| AnswerFile {
            input,
            mapping,
            project: Some(place),
        })
    });
    let common = common.iter().map(|input| AnswerFile {
        input,
        mapping: &job.mapping,
        project: None,
    });
    let files: Vec<AnswerFile> = common.chain(own).collect();
    if !written {
        if let Some(one_each) = by_criterion(job, &files, &projects) {
            notes.push(supposed(&files));
            questionnaire = one_each.clone();
        } else {
            let doubtful = files.iter().filter_map(|file| only_numbered(job, file));
            doubtful.for_each(|warning| notes.push(warning));
        }
    }
    let others = Others {
        set_aside: job.set_aside(declared.iter().map(Option::is_none)),
        apart: apart(folders, ranks, declared),
    };
    let read = read::answers_beside(
        &others,
        &files,
        &mut projects,
        &mut questionnaire,
        &job.referential,
        notes,
    );
    for (&rank, project) in ranks.iter().zip(projects) {
        if let Some(found) = &mut declared[rank] {
            found.project = project;
        }
    }
    let with = |survey: Survey| (survey, questionnaire.clone());
    read.into_iter().map(|survey| survey.map(with)).collect()
}

/// Projects with a questionnaire of their own that are not among those read.
fn apart(folders: &[ProjectFolder], ranks: &[usize], declared: &[Option<Declared>]) -> Vec<String> {
    let each = folders.iter().zip(declared).enumerate();
    let own = each.filter(|(rank, (_, found))| {
        !ranks.contains(rank)
            && found
                .as_ref()
                .is_some_and(|found| found.questionnaire.is_some())
    });
    own.map(|(_, (folder, _))| folder.id.clone()).collect()
}

/// One question a criterion, when nobody wrote a questionnaire and the answers name criteria only.
fn by_criterion<'j>(
    job: &'j Job,
    files: &[AnswerFile],
    projects: &[Project],
) -> Option<&'j Questionnaire> {
    let one_each = job.by_criterion();
    let reworded = |project: &Project| project.waves.iter().any(|wave| !wave.versions.is_empty());
    (!projects.iter().any(reworded)
        && read::answer_by_criterion(files, &job.questionnaire, one_each, &job.referential))
    .then_some(one_each)
}

fn supposed(files: &[AnswerFile]) -> Diagnostic {
    let first = files.first().map_or("", |file| file.input.name.as_str());
    Diagnostic::warning(
        "les réponses sont données critère par critère : une question par critère est supposée, notée de 1 à 5",
    )
    .at(Place::file(first))
    .hint("si vos questions ou votre échelle sont autres, décrivez-les dans un fichier questionnaire.toml")
}

/// Codes prove nothing where nobody wrote a questionnaire: the first ones of ours, and no others, are those of many forms.
fn only_numbered(job: &Job, file: &AnswerFile) -> Option<Diagnostic> {
    let usual = &job.questionnaire;
    let count = read::first_codes_only(file, usual, &job.referential)?;
    let (first, last) = (usual.items.first()?, usual.items.get(count - 1)?);
    let message = format!(
        "les questions {} à {} ne se reconnaissent qu'à leur code : elles sont prises pour les {count} premières du questionnaire par \
         défaut ({} : « {} »)",
        first.id, last.id, first.id, first.label
    );
    Some(Diagnostic::warning(message).at(Place::file(&file.input.name)).hint(
        "si ce sont bien elles, déposez ici le questionnaire.toml que jalon init écrit ; sinon, décrivez-y les vôtres",
    ))
}
