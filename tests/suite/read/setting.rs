//! A short questionnaire, a project and one call to read files: what every test of this room needs.

use chrono::NaiveDate;
use jalon::diagnostic::{Diagnostics, Severity};
use jalon::model::questionnaire::{Group, Item, Questionnaire, Scale};
use jalon::model::{CriterionId, GroupId, Project, Referential, State, Survey};
use jalon::read::{AnswerFile, Input, Mapping, answers};

/// One scale of agreement, two groups, two questions on two criteria.
pub fn questionnaire() -> Questionnaire {
    let item = |id: &str, label: &str, criterion: u8, groups: Vec<GroupId>| Item {
        id: id.to_owned(),
        version: 1,
        label: label.to_owned(),
        criterion: CriterionId(criterion),
        scale: 0,
        reversed: false,
        weight: 1.0,
        qvct: Vec::new(),
        themes: Vec::new(),
        groups,
        sensitive: false,
    };
    let group = |id: &str, label: &str| Group {
        id: id.to_owned(),
        label: label.to_owned(),
        singular: String::new(),
        synonyms: Vec::new(),
    };
    Questionnaire {
        name: "Essai".to_owned(),
        version: "1".to_owned(),
        scales: vec![Scale {
            id: "accord".to_owned(),
            lowest: 1,
            levels: [
                "Pas du tout d'accord",
                "Plutôt pas d'accord",
                "Ni l'un ni l'autre",
                "Plutôt d'accord",
                "Tout à fait d'accord",
            ]
            .map(str::to_owned)
            .into(),
            synonyms: vec![("A4".to_owned(), 3)],
            neutral: Some(2),
            favourable: vec![3, 4],
            unfavourable: vec![0, 1],
            dont_know: ["NSP", "98", "Ne sait pas"].map(str::to_owned).into(),
            not_applicable: ["NC", "99", "Non concerné"].map(str::to_owned).into(),
        }],
        groups: vec![
            group("salaries", "salariés"),
            group("beneficiaires", "bénéficiaires"),
        ],
        items: vec![
            item(
                "Q08",
                "Ma qualité de vie au travail est bonne",
                7,
                vec![GroupId(0), GroupId(1)],
            ),
            item("Q01", "Je participe aux décisions", 0, vec![GroupId(0)]),
        ],
    }
}

/// A project that started on 2024-01-15 and declares no wave.
pub fn project(id: &str) -> Project {
    Project {
        id: id.to_owned(),
        start: NaiveDate::from_ymd_opt(2024, 1, 15),
        ..Project::default()
    }
}

/// What came out of reading.
pub struct Read {
    pub surveys: Vec<Option<Survey>>,
    pub projects: Vec<Project>,
    pub notes: Diagnostics,
}

impl Read {
    /// All messages, one after the other, as the terminal shows them.
    pub fn told(&self) -> String {
        let all: Vec<String> = self.notes.iter().map(ToString::to_string).collect();
        all.join("\n")
    }

    /// « accept », « warn » or « error », as the index of hostile cases calls outcomes.
    pub fn outcome(&self) -> &'static str {
        let worst = self.notes.iter().map(|note| note.severity).min();
        match worst {
            None => "accept",
            Some(Severity::Warning) => "warn",
            Some(Severity::Error) => "error",
        }
    }

    /// Valid answers of all projects and waves: (term, level from 1).
    pub fn levels(&self) -> Vec<(&'static str, u8)> {
        let mut all = Vec::new();
        for (survey, project) in self.surveys.iter().zip(&self.projects) {
            for (wave, answers) in project
                .waves
                .iter()
                .zip(survey.iter().flat_map(|survey| &survey.waves))
            {
                for answer in &answers.answers {
                    if let State::Valid(rank) = answer.state {
                        all.push((wave.horizon.map_or("?", |horizon| horizon.key()), rank + 1));
                    }
                }
            }
        }
        all.sort_unstable();
        all
    }
}

/// Reads files that stand above these projects.
pub fn read_above(ids: &[&str], inputs: &[Input], mapping: &str) -> Read {
    read(ids, inputs, mapping, None)
}

/// Reads the files of one project's folder.
pub fn read_own(id: &str, inputs: &[Input], mapping: &str) -> Read {
    read(&[id], inputs, mapping, Some(0))
}

fn read(ids: &[&str], inputs: &[Input], mapping: &str, own: Option<usize>) -> Read {
    let projects = ids.iter().map(|id| project(id)).collect();
    read_with(projects, inputs, mapping, own)
}

/// Reads for projects made by hand.
pub fn read_with(
    mut projects: Vec<Project>,
    inputs: &[Input],
    mapping: &str,
    own: Option<usize>,
) -> Read {
    let mut questionnaire = questionnaire();
    let referential = Referential::embedded();
    let mut notes = Diagnostics::new();
    let mapping =
        Mapping::parse(mapping, "colonnes.toml", &questionnaire, &mut notes).unwrap_or_default();
    let files: Vec<AnswerFile> = inputs
        .iter()
        .map(|input| AnswerFile {
            input,
            mapping: &mapping,
            project: own,
        })
        .collect();
    let surveys = answers(
        &files,
        &mut projects,
        &mut questionnaire,
        &referential,
        &mut notes,
    );
    Read {
        surveys,
        projects,
        notes,
    }
}
