//! The reference survey through the ordinary reader: every figure of `expected/reference_output.json`, at full precision.
//!
//! `enquete` is a project's folder like any other. What [`Figures`] holds is compared as it is published with the thresholds
//! taken away; the companions that it does not hold are computed by the public functions from the survey that the reader
//! gave. Each section proves that no figure of the reference was passed over ([`ledger`]).

mod annex;
mod changes;
mod ensemble;
mod exported;
mod field;
mod ledger;
mod levels;
mod people;
mod portfolio;
mod questions;
mod traps;
mod twice;
mod two_waves;

use std::path::Path;
use std::sync::OnceLock;

use chrono::NaiveDate;
use jalon::aggregate::compute::{Material, figures};
use jalon::aggregate::figures::{Companions, Figures};
use jalon::diagnostic::Diagnostics;
use jalon::document::Wanted;
use jalon::job::{Job, Request};
use jalon::model::referential::Thresholds;
use jalon::model::{Project, Questionnaire, Referential, Survey, project, questionnaire};
use jalon::read::{self, AnswerFile, Mapping};

/// Means and standard deviations (`statistics.md` § 3).
const EXACT: f64 = 1e-9;
/// Whatever goes through a quantile of t, F or the normal law, and the bootstrap.
const QUANTILE: f64 = 1e-7;

/// A folder as the program reads it.
pub struct Folder {
    pub project: Project,
    pub questionnaire: Questionnaire,
    pub referential: Referential,
    pub survey: Survey,
}

impl Folder {
    /// Reads a project's folder, which must call for these messages and no other.
    pub fn read(root: &Path, messages: &[&str]) -> Folder {
        let mut notes = Diagnostics::new();
        let folder = read_into(root, &mut notes);
        let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
        assert_eq!(told, messages);
        folder.expect("it was read")
    }

    /// The figures with these fewest people behind a score and behind a distribution, sensitive or not.
    pub fn figures(&self, score: u32, distribution: u32) -> Figures {
        let thresholds = Thresholds {
            score,
            distribution,
            sensitive_score: score,
            sensitive_distribution: distribution,
            ..self.referential.thresholds
        };
        figures(Material {
            survey: &self.survey,
            project: &self.project,
            questionnaire: &self.questionnaire,
            referential: &self.referential,
            thresholds: &thresholds,
        })
    }
}

/// The steps of `jalon check`, kept apart so that the survey can be looked at.
fn read_into(root: &Path, notes: &mut Diagnostics) -> Option<Folder> {
    let found = read::discover(root, notes)?.projects.remove(0);
    let referential = Referential::embedded();
    let text = |name: &str| std::fs::read_to_string(root.join(name)).expect("a text of the folder");
    let mut questionnaire = questionnaire::parse(
        &text("questionnaire.toml"),
        "questionnaire.toml",
        &referential,
        notes,
    )?;
    let file = text("projet.toml");
    let mut project = project::parse(
        &file,
        "projet.toml",
        &found.id,
        &referential,
        &questionnaire,
        notes,
    )?;
    let mapping = match &found.mapping {
        Some(_) => Mapping::parse(
            &text("colonnes.toml"),
            "colonnes.toml",
            &questionnaire,
            notes,
        )?,
        None => Mapping::default(),
    };
    read::side_tables(
        &found.tables,
        &[],
        &mut project,
        &questionnaire,
        &referential,
        notes,
    );
    let files: Vec<AnswerFile> = found
        .answers
        .iter()
        .map(|input| AnswerFile {
            input,
            mapping: &mapping,
            project: Some(0),
        })
        .collect();
    let mut projects = [project];
    let survey = read::answers(
        &files,
        &mut projects,
        &mut questionnaire,
        &referential,
        notes,
    )
    .remove(0)?;
    let [project] = projects;
    Some(Folder {
        project,
        questionnaire,
        referential,
        survey,
    })
}

/// The reference survey, read once.
fn reference() -> &'static Folder {
    static READ: OnceLock<Folder> = OnceLock::new();
    READ.get_or_init(|| Folder::read(&place().join("enquete"), &[]))
}

/// The figures of the reference survey when one answer is enough for everything.
fn open() -> &'static Figures {
    static FIGURES: OnceLock<Figures> = OnceLock::new();
    FIGURES.get_or_init(|| reference().figures(1, 1))
}

/// The same when five answers are needed and enough: whom the reference counts as published.
fn five() -> &'static Figures {
    static FIGURES: OnceLock<Figures> = OnceLock::new();
    FIGURES.get_or_init(|| reference().figures(5, 5))
}

fn place() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/oracle"))
}

#[test]
fn every_section_of_the_reference_is_known_here() {
    let whole = ledger::whole();
    let mut names: Vec<&str> = whole
        .as_object()
        .expect("sections")
        .keys()
        .map(String::as_str)
        .collect();
    names.sort_unstable();
    let mut known: Vec<&str> = [
        &levels::SECTIONS[..],
        &questions::SECTIONS,
        &ensemble::SECTIONS,
        &changes::SECTIONS,
        &annex::SECTIONS,
        &field::SECTIONS,
        &portfolio::SECTIONS,
    ]
    .concat();
    known.sort_unstable();
    assert_eq!(names, known);
}

/// What was compared is what the program computes: the whole route gives the same figures as the steps taken here.
#[test]
fn the_whole_route_gives_the_same_figures() {
    let mut notes = Diagnostics::new();
    let request = Request {
        path: place().join("enquete"),
        only: Vec::new(),
        referential: None,
        rules: None,
        templates: None,
        date: None,
        today: NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day"),
        wanted: Wanted::default(),
        earlier: None,
    };
    let mut job = Job::new(&request, &mut notes).expect("a project");
    job.thresholds.score = 1;
    job.thresholds.distribution = 1;
    job.thresholds.sensitive_score = 1;
    job.thresholds.sensitive_distribution = 1;
    let studied = jalon::studies(&job, &mut notes).remove(0);
    let mut found = studied.found.expect("a sound project");
    // What only the annex prints beside the figures comes after them.
    found.figures.companions = Companions::default();
    assert!(found.figures == *open());
    assert_eq!(found.project, reference().project);
}

/// The questionnaire was written from the reference's own list; this holds them together.
#[test]
fn the_questionnaire_is_that_of_the_reference() {
    let listed: serde_json::Value =
        serde_json::from_str(include_str!("expected/referentiel.json")).expect("JSON");
    let read = reference();
    // The reader adds « répondants », asked everything, for files without the column « groupe ».
    let named = listed["groupes"].as_array().expect("a list").len();
    let items = listed["items"].as_array().expect("a list");
    assert_eq!(items.len(), read.questionnaire.items.len());
    for (listed, item) in items.iter().zip(&read.questionnaire.items) {
        let scale = &read.questionnaire.scales[item.scale];
        assert_eq!(listed["id"], item.id);
        assert_eq!(
            listed["criterion"],
            read.referential.criteria[item.criterion.at()].code
        );
        assert_eq!(listed["scale_levels"], scale.size());
        assert_eq!(listed["scale_min"], scale.lowest);
        assert_eq!(listed["reverse"], item.reversed);
        assert_eq!(listed["weight"], item.weight);
        let own = item.groups.iter().filter(|group| group.at() < named);
        let groups = own.map(|group| read.questionnaire.groups[group.at()].id.as_str());
        let mut groups: Vec<&str> = groups.collect();
        let mut wanted: Vec<&str> = listed["groups"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|group| group.as_str())
            .collect();
        groups.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(groups, wanted);
    }
    for (listed, criterion) in listed["criteres"]
        .as_array()
        .expect("a list")
        .iter()
        .zip(&read.referential.criteria)
    {
        assert_eq!(listed["id"], criterion.code);
        let category = &read.referential.categories[criterion.category.at()];
        assert_eq!(listed["categorie"], category.key);
    }
}
