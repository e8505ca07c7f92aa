//! The figures of one project of the largest usual size: 22 criteria, 4 groups, 4 waves, most people followed;
//! teams of 12 and of 40, with no « ne sait pas », one in twenty and one in ten.
//!
//! The targets: 20 ms, and 500 ms with what the annex prints beside them.

mod inputs;

use std::fmt::Write as _;
use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};

use inputs::{Asked, Seeded};
use jalon::aggregate::companions::companions;
use jalon::aggregate::compute::{Material, figures};
use jalon::diagnostic::Diagnostics;
use jalon::model::{Project, Questionnaire, Referential, Survey};
use jalon::read::{AnswerFile, Input, Mapping, answers};

/// First day of each wave; the project starts on 2023-01-02.
const WAVES: [&str; 4] = ["2023-01-10", "2023-09-10", "2024-05-10", "2025-06-10"];

/// People of each group, and how many answers out of a hundred are « ne sait pas ».
const CASES: [(usize, usize); 6] = [(12, 0), (12, 5), (12, 10), (40, 0), (40, 5), (40, 10)];

/// Answers of groups of so many people; three out of ten are new at each wave.
fn table(people: usize, dont_know: usize) -> String {
    let (asked, mut random) = (Asked::by_default(), Seeded::new(2026));
    let mut rows = "repondant,suivi,groupe,date,vague,item,reponse\n".to_owned();
    for (wave, day) in WAVES.iter().enumerate() {
        for (group, items) in &asked.groups {
            for person in 0..people {
                let rank = if random.below(10) < 3 {
                    people * (wave + 1) + person
                } else {
                    person
                };
                let lean = random.within(300, 800) + 20 * wave;
                for item in items {
                    let mut answer = random.answer(lean);
                    if answer.parse::<u8>().is_err() {
                        answer = "3";
                    }
                    if random.below(100) < dont_know {
                        answer = "NSP";
                    }
                    writeln!(
                        rows,
                        "{group}{rank},{group}{rank},{group},{day},V{},{item},{answer}",
                        wave + 1
                    )
                    .expect("memory takes everything");
                }
            }
        }
    }
    rows
}

/// A project that was read.
struct Read {
    referential: Referential,
    questionnaire: Questionnaire,
    project: Project,
    survey: Survey,
}

fn read(table: String) -> Read {
    let referential = Referential::embedded();
    let mut questionnaire = Questionnaire::embedded(&referential);
    let mut project = Project {
        id: "mesure".to_owned(),
        start: NaiveDate::from_ymd_opt(2023, 1, 2),
        ..Project::default()
    };
    let (input, mapping) = (
        Input::bytes("reponses.csv", table.into_bytes()),
        Mapping::default(),
    );
    let file = AnswerFile {
        input: &input,
        mapping: &mapping,
        project: Some(0),
    };
    let mut notes = Diagnostics::new();
    let mut surveys = answers(
        &[file],
        std::slice::from_mut(&mut project),
        &mut questionnaire,
        &referential,
        &mut notes,
    );
    Read {
        survey: surveys.swap_remove(0).expect("the table is sound"),
        referential,
        questionnaire,
        project,
    }
}

impl Read {
    fn material(&self) -> Material<'_> {
        Material {
            survey: &self.survey,
            project: &self.project,
            questionnaire: &self.questionnaire,
            referential: &self.referential,
            thresholds: &self.referential.thresholds,
        }
    }
}

fn aggregating(criterion: &mut Criterion) {
    for (people, dont_know) in CASES {
        let read = read(table(people, dont_know));
        let name =
            format!("figures of 4 × {people} people, 4 waves, {dont_know} % « ne sait pas »");
        criterion.bench_function(&name, |bench| {
            bench.iter(|| figures(black_box(read.material())));
        });
    }
}

/// The same with what the annex prints beside: tests on ranks, Cliff's delta, bootstrapped intervals.
fn aggregating_with_companions(criterion: &mut Criterion) {
    for (people, dont_know) in CASES {
        let read = read(table(people, dont_know));
        let name = format!(
            "figures and companions of 4 × {people} people, 4 waves, {dont_know} % « ne sait pas »"
        );
        criterion.bench_function(&name, |bench| {
            bench.iter(|| {
                let material = black_box(read.material());
                companions(material, &figures(material))
            });
        });
    }
}

criterion_group!(benches, aggregating, aggregating_with_companions);
criterion_main!(benches);
