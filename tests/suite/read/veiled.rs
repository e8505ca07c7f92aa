//! Rows, columns and sheets that a spreadsheet does not show: read or not, they are told.

use std::io::{Cursor, Write};

use jalon::read::Input;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::setting::read_own;
use super::spreadsheet::with_sheets;

const HEADINGS: [&str; 4] = ["repondant", "horizon", "Q08", "Q01"];
const PEOPLE: [[&str; 4]; 3] = [
    ["1", "court", "4", "2"],
    ["2", "court", "3", "3"],
    ["3", "court", "5", "1"],
];
const HINT: &str = "aide : ce qu'un tableur masque ou filtre n'en est pas retiré : supprimez ce qui ne doit pas compter, affichez le reste";

/// A worksheet with attributes on the rows of some ranks, from 1, and with columns before them.
fn worksheet(columns: &str, attribute: impl Fn(usize) -> &'static str) -> String {
    let rows = std::iter::once(&HEADINGS).chain(&PEOPLE).enumerate();
    let rows = rows.map(|(rank, cells)| {
        let rank = rank + 1;
        let cells = cells.iter().zip('A'..).map(|(text, letter)| {
            format!(r#"<c r="{letter}{rank}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        });
        let cells: String = cells.collect();
        format!(r#"<row r="{rank}"{}>{cells}</row>"#, attribute(rank))
    });
    let rows: String = rows.collect();
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{columns}<sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn told(name: &str, bytes: Vec<u8>) -> (usize, String) {
    let read = read_own("p", &[Input::bytes(name, bytes)], "");
    (read.levels().len(), read.told())
}

#[test]
fn rows_that_a_filter_hides_are_read_and_told() {
    let excel = |hidden: fn(usize) -> bool| {
        let sheet = worksheet("", |rank| match hidden(rank) {
            true => r#" hidden="1""#,
            false => "",
        });
        told("a.xlsx", with_sheets(&[("Réponses", sheet)]))
    };
    assert_eq!(excel(|_| false), (6, String::new()));
    assert_eq!(
        excel(|rank| rank == 3),
        (
            6,
            format!(
                "avertissement : une ligne masquée, ou écartée par un filtre, est lue comme les autres\n  → a.xlsx:3\n  {HINT}"
            )
        )
    );
    assert_eq!(
        excel(|rank| rank > 2),
        (
            6,
            format!(
                "avertissement : 2 lignes masquées, ou écartées par un filtre, sont lues comme les autres\n  → a.xlsx:3\n  {HINT}"
            )
        )
    );
}

#[test]
fn a_reader_of_the_dossier_learns_that_hidden_rows_count() {
    let sheet = worksheet("", |_| r#" hidden="true""#);
    let input = Input::bytes("a.xlsx", with_sheets(&[("Réponses", sheet)]));
    let read = read_own("p", &[input], "");
    let survey = read.surveys[0].as_ref().expect("read");
    assert_eq!(
        survey.quality.remarks,
        [
            "Dans un classeur, des lignes masquées ou écartées par un filtre sont lues comme les autres"
        ]
    );
}

#[test]
fn hidden_columns_are_told_by_the_questions_they_hold() {
    let one = r#"<cols><col min="4" max="4" hidden="1"/></cols>"#;
    let sheet = worksheet(one, |_| "");
    assert_eq!(
        told("a.xlsx", with_sheets(&[("Réponses", sheet)])),
        (
            6,
            format!(
                "avertissement : la colonne « Q01 » est masquée, et lue comme les autres\n  → a.xlsx\n  {HINT}"
            )
        )
    );
    let several = r#"<cols><col min="1" max="1"/><col min="3" max="16384" hidden="1"/></cols>"#;
    let sheet = worksheet(several, |_| "");
    assert_eq!(
        told("a.xlsx", with_sheets(&[("Réponses", sheet)])),
        (
            6,
            format!(
                "avertissement : les colonnes « Q08 », « Q01 » sont masquées, et lues comme les autres\n  → a.xlsx\n  {HINT}"
            )
        )
    );
}

#[test]
fn a_hidden_sheet_is_named_when_it_holds_answers_and_the_hidden_rows_are_those_of_the_sheet_read() {
    let shown = || worksheet("", |_| "");
    let hidden = worksheet("", |_| r#" hidden="1""#);
    let sheets = [(r#"V1" state="hidden"#, hidden.clone()), ("V2", shown())];
    assert_eq!(
        told("a.xlsx", with_sheets(&sheets)),
        (
            6,
            "avertissement : la feuille « V1 » est masquée : elle porte des titres connus, et n'est pas lue\n  → a.xlsx\n  \
             aide : si ses réponses doivent compter, affichez-la et enregistrez-la dans un fichier à part ; sinon, supprimez-la"
                .to_owned()
        )
    );
    let list = hidden
        .replace("repondant", "ville")
        .replace("horizon", "pays");
    let list = list.replace("Q08", "a").replace("Q01", "b");
    let sheets = [(r#"Liste" state="veryHidden"#, list), ("V2", shown())];
    assert_eq!(told("a.xlsx", with_sheets(&sheets)), (6, String::new()));
}

#[test]
fn a_workbook_of_libreoffice_is_told_alike() {
    let row = |cells: &[&str; 4], attribute: &str| {
        let cells = cells.iter().map(|text| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        });
        let cells: String = cells.collect();
        format!("<table:table-row{attribute}>{cells}</table:table-row>")
    };
    let content = [
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Réponses"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>"#,
        &row(&HEADINGS, ""),
        &row(&PEOPLE[0], r#" table:visibility="filter""#),
        &row(&PEOPLE[1], ""),
        &row(&PEOPLE[2], r#" table:visibility="collapse""#),
        "</table:table></office:spreadsheet></office:body></office:document-content>",
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet".to_owned();
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    for (name, text) in [
        ("mimetype", mimetype),
        ("META-INF/manifest.xml", manifest.to_owned()),
        ("content.xml", content.concat()),
    ] {
        let part = archive.start_file(name, SimpleFileOptions::default());
        part.expect("a part");
        archive.write_all(text.as_bytes()).expect("written");
    }
    let bytes = archive.finish().expect("an archive").into_inner();
    assert_eq!(
        told("a.ods", bytes),
        (
            6,
            format!(
                "avertissement : 2 lignes masquées, ou écartées par un filtre, sont lues comme les autres\n  → a.ods:2\n  {HINT}\n\
                 avertissement : la colonne « Q01 » est masquée, et lue comme les autres\n  → a.ods\n  {HINT}"
            )
        )
    );
}
