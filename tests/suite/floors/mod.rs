//! The floors of the house: what each source may import, how it opens, how long it may grow. Reads sources as text, runs nothing of them.

mod references;
mod templates;

use std::fs;
use std::path::Path;

use references::references;

/// Each room of `src` and its floor; a file imports from lower floors and from its own room.
const FLOORS: [(&str, u8); 18] = [
    ("main", 12),
    ("report", 11),
    ("args", 10),
    ("lib", 9),
    ("print", 8),
    ("publish", 8),
    ("study", 7),
    ("job", 6),
    ("document", 5),
    ("export", 5),
    ("schema", 5),
    ("assess", 4),
    ("read", 3),
    ("aggregate", 3),
    ("output", 3),
    ("model", 2),
    ("typeset", 2),
    ("diagnostic", 1),
];

/// A file should stay under this many lines …
const LONG: usize = 300;
/// … and must stay under this many.
const TOO_LONG: usize = 400;

#[test]
fn every_source_imports_from_lower_floors_only() {
    let sources = sources("src", "rs");
    assert!(!sources.is_empty(), "no source found under src");
    let offences: Vec<String> = sources
        .iter()
        .flat_map(|(path, text)| offences(path, text))
        .collect();
    assert!(
        offences.is_empty(),
        "imports that climb:\n{}",
        offences.join("\n")
    );
}

#[test]
fn every_source_opens_by_saying_what_it_is_for() {
    let silent: Vec<String> = sources("src", "rs")
        .iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path.clone())
        .collect();
    assert!(
        silent.is_empty(),
        "files without `//!` on their first line:\n{}",
        silent.join("\n")
    );
}

#[test]
fn no_source_outgrows_its_story() {
    let long: Vec<(usize, String)> = ["src", "tests"]
        .iter()
        .flat_map(|folder| sources(folder, "rs"))
        .map(|(path, text)| (text.lines().count(), path))
        .filter(|(lines, _)| *lines > LONG)
        .collect();
    let listed: Vec<String> = long
        .iter()
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert!(
        long.iter().all(|(lines, _)| *lines <= TOO_LONG),
        "at most {TOO_LONG} lines, better {LONG}:\n{}",
        listed.join("\n")
    );
}

#[test]
fn an_import_that_climbs_is_named_with_its_line() {
    let text = "//! Sample.\nuse crate::{diagnostic::Place,\n    read::{csv, json}, typeset};\n\
                /// See [`crate::job`].\nfn f() -> super::Survey { super::super::assess::g(\"crate::lib\") }\n\
                mod tests { use super::super::Survey; use super::super::super::output; use crate::run; }\n";
    assert_eq!(
        offences("src/model/project.rs", text),
        [
            "src/model/project.rs:3: model (floor 2) imports read (floor 3)",
            "src/model/project.rs:3: model (floor 2) imports typeset (floor 2)",
            "src/model/project.rs:5: model (floor 2) imports assess (floor 4)",
            "src/model/project.rs:6: model (floor 2) imports output (floor 3)",
            "src/model/project.rs:6: model (floor 2) imports lib (floor 9)",
        ]
    );
}

#[test]
fn a_room_without_a_floor_is_named() {
    assert_eq!(
        offences("src/cellar/mod.rs", "//! Sample.\n"),
        ["src/cellar/mod.rs: « cellar » has no floor in tests/suite/floors"]
    );
}

/// What one file of `src` imports that it may not, a line each.
fn offences(path: &str, text: &str) -> Vec<String> {
    let (room, depth) = room_and_depth(path);
    let Some(floor) = floor_of(&room) else {
        return vec![format!(
            "{path}: « {room} » has no floor in tests/suite/floors"
        )];
    };
    let found = match references(text, depth) {
        Ok(found) => found,
        Err(error) => return vec![format!("{path}: {error}")],
    };
    found
        .into_iter()
        .filter_map(|(name, line)| {
            // What is no room is an item of the crate's root.
            let (other, above) = match floor_of(&name) {
                Some(above) => (name.as_str(), above),
                None => ("lib", 9),
            };
            (other != room && above >= floor).then(|| {
                format!("{path}:{line}: {room} (floor {floor}) imports {other} (floor {above})")
            })
        })
        .collect()
}

fn floor_of(room: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, floor)| *floor)
}

/// The room a file of `src` belongs to, and how many modules deep it stands.
fn room_and_depth(path: &str) -> (String, usize) {
    let mut modules: Vec<&str> = path.trim_end_matches(".rs").split('/').skip(1).collect();
    let room = modules.first().copied().unwrap_or_default().to_owned();
    if modules.last() == Some(&"mod") {
        modules.pop();
    }
    let root = room == "lib" || room == "main";
    (room, if root { 0 } else { modules.len() })
}

/// Every file with this extension under a folder of the repository, sorted, with its text; paths with `/` everywhere.
fn sources(folder: &str, extension: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).expect("a source is UTF-8");
                let path = path.strip_prefix(root).expect("it stands under the root");
                let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                found.push((parts.join("/"), text));
            }
        }
    }
    found.sort();
    found
}
