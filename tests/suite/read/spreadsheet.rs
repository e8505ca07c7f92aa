//! Writes a small workbook, so that tests need no program that makes one.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook of one sheet of texts.
pub fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut sheet = String::from(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    for (rank, row) in rows.iter().enumerate() {
        sheet.push_str(&format!(r#"<row r="{}">"#, rank + 1));
        for (column, text) in row.iter().enumerate() {
            let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            sheet.push_str(&format!(
                r#"<c r="{letter}{}" t="inlineStr"><is><t>{text}</t></is></c>"#,
                rank + 1
            ));
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    with_sheet(&sheet)
}

/// A workbook around the XML of its only sheet.
pub fn with_sheet(sheet: &str) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let parts = [
        (
            "[Content_Types].xml",
            format!(r#"<Types xmlns="{PACKAGE}/content-types"/>"#),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Réponses" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn a_stray_cell_in_the_last_corner_costs_nothing() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>repondant</t></is></c><c r="B1" t="inlineStr"><is><t>horizon</t></is></c><c r="C1" t="inlineStr"><is><t>item</t></is></c><c r="D1" t="inlineStr"><is><t>reponse</t></is></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>court</t></is></c><c r="C2" t="inlineStr"><is><t>Q08</t></is></c><c r="D2"><v>4</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    let input = jalon::read::Input::bytes("solveur.xlsx", with_sheet(sheet));
    let read = super::setting::read_own("p", &[input], "");
    assert_eq!(read.levels(), [("court", 4)]);
    assert_eq!(
        read.told(),
        "avertissement : une case loin du tableau n'est pas lue\n  → solveur.xlsx:1048576:16384, cellule Réponses!XFD1048576\n  aide : effacez-la si elle ne sert pas : elle alourdit le classeur"
    );
}
