//! Writes inputs to measure with, and counts records as barely as the csv crate can.
//!
//! ```text
//! cargo bench --bench generate -- long 10000000 answers.csv        one project
//! cargo bench --bench generate -- long 10000000 answers.csv 200    a column « projet »
//! cargo bench --bench generate -- programme 200 folder             groups of 4 to 40 people
//! cargo bench --bench generate -- programme 200 folder 15          of 4 to 15, as most laureates' teams
//! cargo bench --bench generate -- count answers.csv                the yardstick of reading
//! ```
//! Not a benchmark itself: it stands here so that nothing for measuring is part of the program.

mod inputs;

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use inputs::long::{self, Shape};
use inputs::programme::Size;

/// Of every input.
const SEED: u64 = 2026;

fn main() {
    // `cargo bench` adds `--bench`.
    let typed: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let words: Vec<&str> = typed.iter().map(String::as_str).collect();
    match words[..] {
        ["long", rows, path] => table(rows, path, "1"),
        ["long", rows, path, projects] => table(rows, path, projects),
        ["programme", count, folder] => programme(count, folder, "40"),
        ["programme", count, folder, largest] => programme(count, folder, largest),
        ["count", path] => println!("{}", count(path)),
        [] => {}
        _ => panic!(
            "long ROWS FILE [PROJECTS] | programme PROJECTS FOLDER [LARGEST GROUP] | count FILE"
        ),
    }
}

fn programme(count: &str, folder: &str, largest: &str) {
    let size = Size {
        projects: number(count),
        largest: number(largest),
    };
    inputs::programme::write(Path::new(folder), size, SEED).expect("the folder can be written");
}

fn table(rows: &str, path: &str, projects: &str) {
    let mut out = BufWriter::new(File::create(path).expect("the file can be made"));
    let shape = Shape {
        rows: number(rows),
        projects: number(projects),
        waves: 4,
    };
    long::write(&mut out, &shape, SEED).expect("the file can be written");
}

fn number(word: &str) -> usize {
    word.parse().expect("a whole number")
}

/// Records of a file, cut by the csv crate into one record used again: nothing less can read a table.
fn count(path: &str) -> u64 {
    let mut reader = csv::Reader::from_path(path).expect("the file can be opened");
    let mut record = csv::ByteRecord::new();
    let mut records = 0;
    while reader.read_byte_record(&mut record).expect("a sound table") {
        records += 1;
    }
    records
}
