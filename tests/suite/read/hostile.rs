//! The hostile cases, one line each: outcome, and the whole of what is told.

use std::path::Path;

use insta::assert_snapshot;
use jalon::read::Input;

use super::setting::{Read, read_above, read_own};

const PROJECT: &str = "NA-2024-017";

fn input(file: &str) -> Input {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/read/hostile");
    Input::path(file, folder.join(file))
}

#[test]
fn show_all() {
    let mut all: Vec<String> = Vec::new();
    for kind in ["csv", "json", "xlsx"] {
        let folder = Path::new("/work/wt/read/tests/suite/read/hostile").join(kind);
        for entry in std::fs::read_dir(folder).unwrap() {
            all.push(format!(
                "{kind}/{}",
                entry.unwrap().file_name().to_string_lossy()
            ));
        }
    }
    all.sort();
    for file in all {
        let input = Input::path(
            &file,
            Path::new("/work/wt/read/tests/suite/read/hostile").join(&file),
        );
        let read = read_above(&[PROJECT, "17"], &[input], "");
        println!(
            "=== {file}: {} {:?}\n{}",
            read.outcome(),
            read.levels(),
            read.told()
        );
    }
}
