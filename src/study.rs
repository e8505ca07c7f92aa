//! From the files of each project to its published figures and its advice.

use sha2::{Digest, Sha256};

use crate::aggregate::compute::{Material, figures};
use crate::aggregate::figures::Figures;
use crate::assess::{Advice, Evidence, assess};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::Study;
use crate::job::{Job, text};
use crate::model::{Project, Questionnaire, Survey, project, questionnaire};
use crate::read::{self, AnswerFile, Input, Mapping, ProjectFolder};

/// A project after all its files were read.
#[derive(Clone, Debug)]
pub struct Studied {
    /// Name of its folder.
    pub id: String,
    /// What can be printed; `None` when an error leaves the project out.
    pub found: Option<Found>,
}

/// What is known of a project that can be printed; answers are gone.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it declares, with the waves that its answers revealed.
    pub project: Project,
    /// What it was asked.
    pub questionnaire: Questionnaire,
    /// What reading had to decide.
    pub quality: crate::model::survey::ReadingQuality,
    /// Published figures.
    pub figures: Figures,
    /// Recommendations.
    pub advice: Advice,
    /// First 8 hexadecimal digits of the hash of what the figures rest on.
    pub fingerprint: String,
}

impl Found {
    /// What documents may speak of.
    pub fn study<'a>(&'a self, job: &'a Job) -> Study<'a> {
        Study {
            referential: &job.referential,
            questionnaire: &self.questionnaire,
            programme: job.programme.as_ref(),
            project: &self.project,
            quality: &self.quality,
            figures: &self.figures,
            advice: &self.advice,
            date: job.date,
            fingerprint: &self.fingerprint,
            edition: job.wanted.edition(),
        }
    }
}

/// A project whose TOML files and side tables were read.
struct Declared {
    project: Project,
    questionnaire: Option<Questionnaire>,
    mapping: Mapping,
    /// Whether it can be printed; a project with a fault is read to its end, so that all is told at once.
    sound: bool,
}

/// Reads, checks and computes every project asked for, in order of identifier; faults go to `notes`.
pub fn studies(job: &Job, notes: &mut Diagnostics) -> Vec<Studied> {
    let folders = &job.discovery.projects;
    let mut declared: Vec<Option<Declared>> = folders
        .iter()
        .map(|folder| declare(job, folder, notes))
        .collect();
    let surveys = surveys(job, &mut declared, notes);
    let shared = job.discovery.shared_inputs().chain(&job.discovery.names);
    let shared = fingerprints(shared);
    let mut studied = Vec::new();
    for ((folder, declared), survey) in folders.iter().zip(declared).zip(surveys) {
        let found = declared.filter(|declared| declared.sound).zip(survey).map(
            |(declared, (survey, questionnaire))| {
                found(
                    job,
                    folder,
                    &shared,
                    declared.project,
                    questionnaire,
                    survey,
                )
            },
        );
        studied.push(Studied {
            id: folder.id.clone(),
            found,
        });
    }
    studied
}

/// Reads what a project declares; `None` when nothing can be read with it.
fn declare(job: &Job, folder: &ProjectFolder, notes: &mut Diagnostics) -> Option<Declared> {
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
        Some(input) => Mapping::parse(&text(input, notes)?, &input.name, questionnaire, notes),
        None if own.is_none() => Some(job.mapping.clone()),
        None => Some(Mapping::default()),
    };
    if let Some(project) = &mut project {
        if let Some(input) = &folder.decisions {
            let read = project::parse_decisions(&text(input, notes)?, &input.name, notes);
            project.decisions = read.unwrap_or_default();
        }
        let names = [&job.discovery.names, &folder.names];
        let names: Vec<&Input> = names.into_iter().flatten().collect();
        read::side_tables(
            &folder.tables,
            &names,
            project,
            questionnaire,
            &job.referential,
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

/// The survey of each project with the questionnaire it was read with.
///
/// Projects with a questionnaire of their own are read apart; the others together when one file
/// holds the answers of several, else one by one.
fn surveys(
    job: &Job,
    declared: &mut [Option<Declared>],
    notes: &mut Diagnostics,
) -> Vec<Option<(Survey, Questionnaire)>> {
    let mut surveys: Vec<Option<(Survey, Questionnaire)>> = declared.iter().map(|_| None).collect();
    let together = !job.discovery.answers.is_empty();
    let (shared, apart): (Vec<usize>, Vec<usize>) = (0..declared.len())
        .filter(|&rank| declared[rank].is_some())
        .partition(|&rank| {
            together
                && declared[rank]
                    .as_ref()
                    .is_some_and(|found| found.questionnaire.is_none())
        });
    for rank in apart {
        read_together(job, &[rank], &[], declared, &mut surveys, notes);
    }
    if together {
        read_together(
            job,
            &shared,
            &job.discovery.answers,
            declared,
            &mut surveys,
            notes,
        );
    }
    surveys
}

fn read_together(
    job: &Job,
    ranks: &[usize],
    common: &[Input],
    declared: &mut [Option<Declared>],
    surveys: &mut [Option<(Survey, Questionnaire)>],
    notes: &mut Diagnostics,
) {
    let mut projects: Vec<Project> = Vec::new();
    let mut mappings: Vec<Mapping> = Vec::new();
    let mut questionnaire = job.questionnaire.clone();
    for &rank in ranks {
        if let Some(found) = &declared[rank] {
            projects.push(found.project.clone());
            mappings.push(found.mapping.clone());
            questionnaire = found.questionnaire.clone().unwrap_or(questionnaire);
        }
    }
    let mut files: Vec<AnswerFile> = common
        .iter()
        .map(|input| AnswerFile {
            input,
            mapping: &job.mapping,
            project: None,
        })
        .collect();
    for (place, &rank) in ranks.iter().enumerate() {
        let own = &job.discovery.projects[rank].answers;
        files.extend(own.iter().map(|input| AnswerFile {
            input,
            mapping: &mappings[place],
            project: Some(place),
        }));
    }
    let unwritten = job.discovery.questionnaire.is_none()
        && ranks.iter().all(|&rank| {
            declared[rank]
                .as_ref()
                .is_none_or(|found| found.questionnaire.is_none())
        });
    if unwritten && let Some(one_each) = by_criterion(job, &files, &projects) {
        notes.push(supposed(&files));
        questionnaire = one_each;
    }
    let read = read::answers_beside(
        &job.set_aside(declared.iter().map(Option::is_none)),
        &files,
        &mut projects,
        &mut questionnaire,
        &job.referential,
        notes,
    );
    for ((&rank, project), survey) in ranks.iter().zip(projects).zip(read) {
        surveys[rank] = survey.map(|survey| (survey, questionnaire.clone()));
        if let Some(found) = &mut declared[rank] {
            found.project = project;
        }
    }
}

/// One question a criterion, when nobody wrote a questionnaire and the answers name criteria only.
fn by_criterion(job: &Job, files: &[AnswerFile], projects: &[Project]) -> Option<Questionnaire> {
    let one_each = Questionnaire::by_criterion(&job.referential);
    let reworded = |project: &Project| project.waves.iter().any(|wave| !wave.versions.is_empty());
    (!projects.iter().any(reworded)
        && read::answer_by_criterion(files, &job.questionnaire, &one_each, &job.referential))
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

fn found(
    job: &Job,
    folder: &ProjectFolder,
    shared: &str,
    project: Project,
    questionnaire: Questionnaire,
    survey: Survey,
) -> Found {
    let figures = figures(Material {
        survey: &survey,
        project: &project,
        questionnaire: &questionnaire,
        referential: &job.referential,
        thresholds: &job.thresholds,
    });
    let advice = assess(&Evidence {
        rulebook: &job.rulebook,
        referential: &job.referential,
        questionnaire: &questionnaire,
        project: &project,
        figures: &figures,
        thresholds: &job.thresholds,
        date: job.date,
    });
    let fingerprint = fingerprint(job, shared, folder);
    Found {
        project,
        questionnaire,
        quality: survey.quality,
        figures,
        advice,
        fingerprint,
    }
}

/// Names and hashes of files. Those above the projects, which may hold the answers of all, are read once, not once a project.
fn fingerprints<'a>(inputs: impl Iterator<Item = &'a Input>) -> String {
    let each = inputs.map(|input| input.name.clone() + &input.fingerprint().unwrap_or_default());
    each.collect()
}

/// First 8 hexadecimal digits of the hash of the inputs, the rules and the thresholds.
fn fingerprint(job: &Job, shared: &str, folder: &ProjectFolder) -> String {
    let mut hasher = Sha256::new();
    hasher.update(shared);
    hasher.update(fingerprints(folder.inputs().chain(&folder.names)));
    hasher.update(job.rulebook.version.as_bytes());
    hasher.update(format!("{:?}", job.thresholds).as_bytes());
    hasher
        .finalize()
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
