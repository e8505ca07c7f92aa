//! A project whose answers were read: its published figures, its advice, and the hash of what they rest on.

use std::sync::OnceLock;

use crate::aggregate::companions::companions;
use crate::aggregate::compute::{Material, figures_after, figures_with_coherence};
use crate::aggregate::figures::Figures;
use crate::assess::explain::Explained;
use crate::assess::{Advice, Evidence, assess};
use crate::document::Study;
use crate::job::Job;
use crate::model::referential::Thresholds;
use crate::model::survey::ReadingQuality;
use crate::model::{PastEdition, Project, Questionnaire, Survey};

use super::attribution;
use super::editions::{beside_past, record};
use super::fingerprint::{self, Hash, short};

/// What is known of a project that can be printed; answers are gone.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it declares, with the waves that its answers revealed.
    pub project: Project,
    /// What it was asked.
    pub questionnaire: Questionnaire,
    /// What reading had to decide.
    pub quality: ReadingQuality,
    /// Published figures.
    pub figures: Figures,
    /// Recommendations.
    pub advice: Advice,
    /// What the figures tell of whom, when it was asked for; private.
    pub record: Option<PastEdition>,
    /// Quotes whose group is not that of their author's answers.
    pub(super) contradicted: usize,
    /// Of the answers, which are gone.
    answers: Hash,
    hash: OnceLock<(Hash, String)>,
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
            fingerprint: self.fingerprint(job),
            edition: job.wanted.edition(),
        }
    }

    /// First 8 hexadecimal digits of [`Found::hash`]: what is printed.
    pub fn fingerprint(&self, job: &Job) -> &str {
        &self.hashed(job).1
    }

    /// The hash of what the figures rest on: the answers, what is declared beside them, the rules and the
    /// thresholds. Never leaves the program whole.
    pub(crate) fn hash(&self, job: &Job) -> &Hash {
        &self.hashed(job).0
    }

    fn hashed(&self, job: &Job) -> &(Hash, String) {
        self.hash.get_or_init(|| {
            let hash = fingerprint::hash(job, &self.project.id, &self.answers);
            (hash, short(&hash))
        })
    }
}

/// What a project is studied for beside its figures: what only an annex prints costs more than all the rest.
#[derive(Clone, Copy)]
pub(super) enum Purpose<'j> {
    /// Figures alone.
    Figures,
    /// Figures with what `check` tells beside them.
    Check,
    /// Figures with their companions.
    Annex,
    /// Figures with a record of what they tell; the salt serves for a first edition.
    Edition(&'j str),
}

/// Computes and assesses what was read; the answers end here.
pub(super) fn found(
    job: &Job,
    project: Project,
    (survey, questionnaire): (Survey, Questionnaire),
    purpose: Purpose,
) -> Found {
    let thresholds = job.thresholds.raised_by(project.register.contents());
    let material = Material {
        survey: &survey,
        project: &project,
        questionnaire: &questionnaire,
        referential: &job.referential,
        thresholds: &thresholds,
    };
    let answers = fingerprint::of_answers(&survey);
    let contradicted = attribution::contradicted(&project, &questionnaire, &survey);
    let past = project.register.past();
    let compute = match purpose {
        Purpose::Check => figures_with_coherence,
        Purpose::Figures | Purpose::Annex | Purpose::Edition(_) => figures_after,
    };
    let mut figures = beside_past(material, &past, compute);
    let mut kept = None;
    match purpose {
        Purpose::Figures | Purpose::Check => {}
        Purpose::Annex => figures.companions = companions(material, &figures),
        Purpose::Edition(salt) => kept = Some(record(material, &figures, &past, salt)),
    }
    let advice = assess(&evidence(
        job,
        (&project, &questionnaire),
        &figures,
        &thresholds,
    ));
    Found {
        project,
        questionnaire,
        quality: survey.quality,
        figures,
        advice,
        record: kept,
        contradicted,
        answers,
        hash: OnceLock::new(),
    }
}

/// Why each rule is found or not in a project, on its published figures alone.
pub fn explain(job: &Job, found: &Found) -> Vec<Explained> {
    let thresholds = job.thresholds.raised_by(found.project.register.contents());
    let evidence = evidence(
        job,
        (&found.project, &found.questionnaire),
        &found.figures,
        &thresholds,
    );
    crate::assess::explain(&evidence, &found.advice)
}

/// What rules read, when recommendations are made and when they are explained.
fn evidence<'a>(
    job: &'a Job,
    (project, questionnaire): (&'a Project, &'a Questionnaire),
    figures: &'a Figures,
    thresholds: &'a Thresholds,
) -> Evidence<'a> {
    Evidence {
        rulebook: &job.rulebook,
        referential: &job.referential,
        questionnaire,
        project,
        figures,
        thresholds,
        date: job.date,
    }
}
