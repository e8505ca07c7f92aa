//! The figures of one project of the largest usual size: 22 criteria, 4 groups, 4 waves, 40 people a group and wave.
//!
//! The target: 20 ms.

mod inputs;

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};

use inputs::Asked;
use inputs::long::{self, Shape};
use jalon::aggregate::compute::{Material, figures};
use jalon::diagnostic::Diagnostics;
use jalon::model::{Project, Questionnaire, Referential};
use jalon::read::{AnswerFile, Input, Mapping, answers};

/// People of each group in each wave.
const PEOPLE: usize = 40;
const WAVES: usize = 4;

fn aggregating(criterion: &mut Criterion) {
    let mut rows = Vec::new();
    let asked: usize = Asked::by_default()
        .groups
        .iter()
        .map(|(_, items)| items.len())
        .sum();
    let shape = Shape {
        rows: asked * PEOPLE * WAVES,
        projects: 1,
        waves: WAVES,
    };
    long::write(&mut rows, &shape, 2026).expect("memory takes everything");
    let referential = Referential::embedded();
    let mut questionnaire = Questionnaire::embedded(&referential);
    let mut project = Project {
        id: "mesure".to_owned(),
        start: NaiveDate::from_ymd_opt(2023, 1, 2),
        ..Project::default()
    };
    let (input, mapping) = (Input::bytes("reponses.csv", rows), Mapping::default());
    let file = AnswerFile {
        input: &input,
        mapping: &mapping,
        project: Some(0),
    };
    let mut notes = Diagnostics::new();
    let surveys = answers(
        &[file],
        std::slice::from_mut(&mut project),
        &mut questionnaire,
        &referential,
        &mut notes,
    );
    let survey = surveys[0].as_ref().expect("the table is sound");
    let material = Material {
        survey,
        project: &project,
        questionnaire: &questionnaire,
        referential: &referential,
        thresholds: &referential.thresholds,
    };
    criterion.bench_function("figures of 22 criteria, 4 groups, 4 waves", |bench| {
        bench.iter(|| figures(black_box(material)));
    });
}

criterion_group!(benches, aggregating);
criterion_main!(benches);
