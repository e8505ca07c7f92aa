//! What must change nothing: the order of rows, the number of files, encodings, separators and formats.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use super::setting::{copy, data, sample};

const PROJECT: &str = "navettes-du-marais";

/// A table of answers, heading row first.
type Rows = Vec<Vec<String>>;

/// The sample's answers, one row a person.
fn rows() -> Rows {
    let path = sample("ami-2025/projets")
        .join(PROJECT)
        .join("reponses.json");
    let people: Vec<serde_json::Map<String, Value>> =
        serde_json::from_slice(&fs::read(path).expect("the sample")).expect("JSON");
    let mut headings: Vec<String> = Vec::new();
    for key in people.iter().flat_map(|person| person.keys()) {
        if !headings.contains(key) {
            headings.push(key.clone());
        }
    }
    let mut rows = vec![headings.clone()];
    rows.extend(people.iter().map(|person| {
        let cell = |heading: &String| match person.get(heading) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        headings.iter().map(cell).collect()
    }));
    rows
}

fn csv(rows: &[Vec<String>], separator: char) -> String {
    let mark = separator.to_string();
    let quoted = |cell: &String| {
        if cell.contains([separator, '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    rows.iter()
        .map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(&mark) + "\r\n")
        .collect()
}

fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0u32..).zip(rows) {
        for (rank, cell) in (0u16..).zip(row) {
            let done = match cell.parse::<f64>() {
                Ok(number) => sheet.write(line, rank, number).map(|_| ()),
                Err(_) if cell.is_empty() => Ok(()),
                Err(_) => sheet.write(line, rank, cell).map(|_| ()),
            };
            done.expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

fn windows(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!lost, "the sample holds a sign that Windows-1252 lacks");
    bytes.into_owned()
}

/// The dossier's data when these files hold the answers, fingerprint included, apart from what reading had to remark on
/// the files.
fn dossier(files: &[(&str, Vec<u8>)]) -> Value {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("projets").join(PROJECT);
    copy(&sample("ami-2025/projets").join(PROJECT), &folder);
    fs::remove_file(folder.join("reponses.json")).expect("removed");
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("written");
    }
    fs::write(
        place.path().join("programme.toml"),
        "nom = \"Essai\"\narrete_le = 2026-06-30\n",
    )
    .expect("written");
    comparable(place.path())
}

fn comparable(root: &Path) -> Value {
    let text = data(root, Some(PROJECT));
    let mut dossier: Value = serde_json::from_str(&text).expect("JSON");
    let print = dossier["identity"]["fingerprint"].as_str();
    assert_eq!(print.map(str::len), Some(8));
    dossier["annex"]["quality"] = Value::Null;
    dossier
}

/// The paths where two values differ, with both.
fn differences(path: &str, left: &Value, right: &Value, found: &mut Vec<String>) {
    match (left, right) {
        (Value::Object(one), Value::Object(other)) if one.keys().eq(other.keys()) => {
            for (key, value) in one {
                differences(&format!("{path}.{key}"), value, &other[key], found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (rank, (value, other)) in one.iter().zip(other).enumerate() {
                differences(&format!("{path}[{rank}]"), value, other, found);
            }
        }
        _ if left == right => {}
        _ => found.push(format!("{path}: {left} / {right}")),
    }
}

fn assert_same(what: &str, left: &Value, right: &Value) {
    let mut found = Vec::new();
    differences("", left, right, &mut found);
    assert!(
        found.is_empty(),
        "{what} changed the dossier:\n{}",
        found.join("\n")
    );
}

#[test]
fn formats_encodings_and_separators_change_nothing() {
    let rows = rows();
    let text = csv(&rows, ';');
    let json = fs::read(
        sample("ami-2025/projets")
            .join(PROJECT)
            .join("reponses.json"),
    );
    let from_json = dossier(&[("reponses.json", json.expect("the sample"))]);
    let variants = [
        ("CSV", "reponses.csv", text.clone().into_bytes()),
        (
            "a byte order mark",
            "reponses.csv",
            format!("\u{FEFF}{text}").into_bytes(),
        ),
        ("UTF-16", "reponses.csv", utf16(&text)),
        ("Windows-1252", "reponses.csv", windows(&text)),
        ("a comma", "reponses.csv", csv(&rows, ',').into_bytes()),
        (
            "a tabulation",
            "reponses.csv",
            csv(&rows, '\t').into_bytes(),
        ),
        ("a workbook", "reponses.xlsx", workbook(&rows)),
    ];
    for (what, name, bytes) in variants {
        assert_same(what, &from_json, &dossier(&[(name, bytes)]));
    }
}

#[test]
fn the_order_of_rows_and_columns_and_the_number_of_files_change_nothing() {
    let rows = rows();
    let whole = dossier(&[("reponses.csv", csv(&rows, ';').into_bytes())]);

    let mut shuffled = rows.clone();
    shuffled[1..].reverse();
    shuffled[1..].rotate_left(7);
    assert_same(
        "shuffling rows",
        &whole,
        &dossier(&[("reponses.csv", csv(&shuffled, ';').into_bytes())]),
    );

    let turned: Rows = rows
        .iter()
        .map(|row| row.iter().rev().cloned().collect())
        .collect();
    assert_same(
        "turning columns round",
        &whole,
        &dossier(&[("reponses.csv", csv(&turned, ';').into_bytes())]),
    );

    let (first, rest) = rows.split_at(rows.len() / 3);
    let second: Rows = rows[..1].iter().chain(rest).cloned().collect();
    let split = dossier(&[
        ("z-premiers.csv", csv(first, ';').into_bytes()),
        ("a-suivants.csv", csv(&second, ',').into_bytes()),
    ]);
    assert_same("two files", &whole, &split);
}

#[test]
fn other_names_for_the_respondents_change_nothing() {
    let rows = rows();
    let whole = dossier(&[("reponses.csv", csv(&rows, ';').into_bytes())]);
    let columns: Vec<usize> = ["repondant", "suivi"]
        .iter()
        .filter_map(|name| rows[0].iter().position(|heading| heading == name))
        .collect();
    assert_eq!(columns.len(), 2, "the sample has both columns");
    // The same person keeps one name over the waves, and the order of names is turned round.
    let renamed: Rows = std::iter::once(rows[0].clone())
        .chain(rows[1..].iter().map(|row| {
            let mut row = row.clone();
            for &column in &columns {
                let name = &row[column];
                if !name.is_empty() {
                    let turned: String = name.chars().rev().collect();
                    row[column] = format!("{}-{turned}", 999 - name.len());
                }
            }
            row
        }))
        .collect();
    assert_same(
        "renaming respondents",
        &whole,
        &dossier(&[("reponses.csv", csv(&renamed, ';').into_bytes())]),
    );
}
