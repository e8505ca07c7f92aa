//! Runs the program, copies samples, looks at folders: what every test of this room needs.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use chrono::NaiveDate;
use jalon::document::Wanted;
use jalon::job::Request;

/// What a run did.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program from the root of the repository, so that messages show the same paths everywhere.
pub fn jalon<I: AsRef<OsStr>>(words: impl IntoIterator<Item = I>) -> Run {
    let done = Command::new(env!("CARGO_BIN_EXE_jalon"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .args(words)
        .output()
        .expect("the program starts");
    Run {
        code: done.status.code().expect("no signal ended it"),
        out: String::from_utf8(done.stdout).expect("UTF-8"),
        err: String::from_utf8(done.stderr).expect("UTF-8"),
    }
}

/// The data of a project's dossier, or the test stops with what the program said.
pub fn data(folder: &Path, project: Option<&str>) -> String {
    let mut words = vec![OsStr::new("data"), folder.as_os_str()];
    words.extend(project.map(OsStr::new));
    let run = jalon(words);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

/// The JSON of a document of the programme.
pub fn data_of(folder: &Path, document: &str, edition: &str) -> String {
    let folder = folder.to_str().expect("UTF-8");
    let run = jalon(["data", folder, "--document", document, "--edition", edition]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

/// The JSON of a document of the programme that has one edition.
pub fn data_of_all(folder: &Path, document: &str) -> String {
    let folder = folder.to_str().expect("UTF-8");
    let run = jalon(["data", folder, "--document", document]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

/// The JSON of a project's document.
pub fn data_of_project(folder: &Path, id: &str, document: &str) -> String {
    let folder = folder.to_str().expect("UTF-8");
    let run = jalon(["data", folder, id, "--document", document]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

/// The same of a programme with faulty projects: faults are told, and the report is made.
pub fn data_of_faulty(folder: &Path, document: &str) -> String {
    let folder = folder.to_str().expect("UTF-8");
    jalon(["data", folder, "--document", document]).out
}

/// A folder of the samples.
pub fn sample(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(path)
}

/// Copies a folder with what is below it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).expect("copied");
        }
    }
}

/// Every file below a folder, by path, with its bytes.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inner = path.strip_prefix(folder).expect("below").to_owned();
                found.insert(inner, fs::read(&path).expect("readable"));
            }
        }
    }
    found
}

/// Compares with a text kept beside the tests.
pub fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/suite/command/snapshots"
    ));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// What is asked of a folder on the last day of June 2026, with everything the program holds by itself.
pub fn request(path: PathBuf, wanted: Wanted) -> Request {
    Request {
        path,
        only: Vec::new(),
        referential: None,
        rules: None,
        templates: None,
        date: None,
        today: NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day"),
        wanted,
        earlier: None,
    }
}
