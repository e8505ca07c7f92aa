//! A million answers: the bare counting pass of the csv crate, reading with all checks, and reading then computing.
//!
//! The target: ten million answers read, checked and aggregated within 2.5 times the bare pass.

mod inputs;

use std::fs::File;
use std::hint::black_box;
use std::io::BufWriter;
use std::path::Path;

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use inputs::long::{self, Shape};
use jalon::aggregate::compute::{Material, figures};
use jalon::diagnostic::Diagnostics;
use jalon::model::{Project, Questionnaire, Referential, Survey};
use jalon::read::{AnswerFile, Input, Mapping, answers};

const ROWS: usize = 1_000_000;

fn count(path: &Path) -> u64 {
    let mut reader = csv::Reader::from_path(path).expect("the file can be opened");
    let mut record = csv::ByteRecord::new();
    let mut records = 0;
    while reader.read_byte_record(&mut record).expect("a sound table") {
        records += 1;
    }
    records
}

fn read(
    path: &Path,
    project: &mut Project,
    questionnaire: &mut Questionnaire,
    referential: &Referential,
) -> Survey {
    let input = Input::path("reponses.csv", path);
    let mapping = Mapping::default();
    let file = AnswerFile {
        input: &input,
        mapping: &mapping,
        project: Some(0),
    };
    let mut notes = Diagnostics::new();
    let mut surveys = answers(
        &[file],
        std::slice::from_mut(project),
        questionnaire,
        referential,
        &mut notes,
    );
    surveys.pop().flatten().expect("the table is sound")
}

fn project() -> Project {
    Project {
        id: "mesure".to_owned(),
        start: NaiveDate::from_ymd_opt(2023, 1, 2),
        ..Project::default()
    }
}

fn reading(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for the table");
    let path = folder.path().join("reponses.csv");
    let mut out = BufWriter::new(File::create(&path).expect("the table can be made"));
    long::write(
        &mut out,
        &Shape {
            rows: ROWS,
            projects: 1,
            waves: 4,
        },
        2026,
    )
    .expect("the table can be written");
    let referential = Referential::embedded();
    let mut group = criterion.benchmark_group("a million answers");
    group
        .sample_size(10)
        .throughput(Throughput::Elements(ROWS as u64));
    group.bench_function("counted", |bench| bench.iter(|| count(black_box(&path))));
    group.bench_function("read", |bench| {
        bench.iter(|| {
            read(
                black_box(&path),
                &mut project(),
                &mut Questionnaire::embedded(&referential),
                &referential,
            )
        });
    });
    group.bench_function("read and computed", |bench| {
        bench.iter(|| {
            let (mut project, mut questionnaire) =
                (project(), Questionnaire::embedded(&referential));
            let survey = read(
                black_box(&path),
                &mut project,
                &mut questionnaire,
                &referential,
            );
            figures(Material {
                survey: &survey,
                project: &project,
                questionnaire: &questionnaire,
                referential: &referential,
                thresholds: &referential.thresholds,
            })
        });
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
