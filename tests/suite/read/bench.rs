//! bench (temporary)
use super::setting::read_own;
use jalon::read::Input;
use std::io::Write;

fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = text
        .rsplit(')')
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}
fn peak() -> String {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    text.lines()
        .find(|l| l.starts_with("VmHWM"))
        .unwrap()
        .to_owned()
}

#[test]
#[ignore]
fn ten_million() {
    let path = "/tmp/readlab/big.csv";
    let rows: u64 = 3_000_000;
    {
        let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
        writeln!(out, "repondant,groupe,vague,date,item,reponse,commentaire").unwrap();
        for r in 0..rows {
            let person = r / 20;
            writeln!(
                out,
                "R{:07},{},V{},2024-06-{:02},{},{},",
                person,
                if person % 2 == 0 {
                    "salaries"
                } else {
                    "salaries"
                },
                1 + person % 2,
                1 + person % 28,
                ["Q01", "Q08"][(r % 2) as usize].to_owned()
                    + ["", "a", "b", "c", "d", "e", "f", "g", "h", "i"][(r / 2 % 10) as usize],
                1 + (r * 7) % 5
            )
            .unwrap();
        }
    }
    let before = cpu();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut record = csv::ByteRecord::new();
    let mut count = 0u64;
    while reader.read_byte_record(&mut record).unwrap() {
        count += 1;
    }
    let bare = cpu() - before;
    println!("bare csv: {bare:.2} s for {count}; {}", peak());
    let before = cpu();
    let mut questionnaire = super::setting::questionnaire();
    let two = questionnaire.items.clone();
    for letter in "abcdefghi".chars() {
        for one in &two {
            let mut one = one.clone();
            one.id.push(letter);
            one.label.push(letter);
            questionnaire.items.push(one);
        }
    }
    let mut projects = vec![super::setting::project("p")];
    let mut notes = jalon::diagnostic::Diagnostics::new();
    let input = Input::path("big.csv", path);
    let mapping = jalon::read::Mapping::default();
    let surveys = jalon::read::answers(
        &[jalon::read::AnswerFile {
            input: &input,
            mapping: &mapping,
            project: Some(0),
        }],
        &mut projects,
        &mut questionnaire,
        &jalon::model::Referential::embedded(),
        &mut notes,
    );
    let read = super::setting::Read {
        surveys,
        projects,
        notes,
    };
    let ours = cpu() - before;
    println!(
        "ours: {ours:.2} s = {:.2} x; {}\n{}",
        ours / bare,
        peak(),
        read.told()
    );
    println!(
        "{:?}",
        read.surveys[0].as_ref().map(|s| s
            .waves
            .iter()
            .map(|w| (w.respondents.len(), w.answers.len()))
            .collect::<Vec<_>>())
    );
}
