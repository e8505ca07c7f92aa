//! Writes a small workbook, so that tests need no program that makes one.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook of one sheet of texts.
pub fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    with_sheet(&texts(rows))
}

/// A workbook of sheets of texts, by name.
pub fn sheets(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let all: Vec<(&str, String)> = sheets
        .iter()
        .map(|(name, rows)| {
            let rows: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.iter().map(|text| (*text).to_owned()).collect())
                .collect();
            (*name, texts(&rows))
        })
        .collect();
    with_sheets(&all)
}

/// The XML of a sheet of texts.
fn texts(rows: &[Vec<String>]) -> String {
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
    sheet
}

/// A workbook around the XML of its only sheet.
pub fn with_sheet(sheet: &str) -> Vec<u8> {
    with_sheets(&[("Réponses", sheet.to_owned())])
}

/// A workbook around the XML of its sheets, by name.
pub fn with_sheets(sheets: &[(&str, String)]) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let (mut named, mut related) = (String::new(), String::new());
    for (rank, (name, _)) in sheets.iter().enumerate() {
        let rank = rank + 1;
        named.push_str(&format!(
            r#"<sheet name="{name}" sheetId="{rank}" r:id="r{rank}"/>"#
        ));
        related.push_str(&format!(r#"<Relationship Id="r{rank}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{rank}.xml"/>"#));
    }
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(r#"<Types xmlns="{PACKAGE}/content-types"/>"#),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{named}</sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>"#),
        ),
    ];
    for (rank, (_, sheet)) in sheets.iter().enumerate() {
        parts.push((
            format!("xl/worksheets/sheet{}.xml", rank + 1),
            sheet.clone(),
        ));
    }
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

const HEADINGS: &[&str] = &["repondant", "horizon", "item", "reponse"];
const ROW: &[&str] = &["1", "court", "Q08", "4"];

/// A sheet: its name and its rows.
type Named<'s> = (&'s str, &'s [&'s [&'s str]]);

#[test]
fn sheets_that_are_not_read_are_named_with_the_way_out() {
    let cases: [(&[Named], &str); 3] = [
        (
            &[("V1", &[HEADINGS, ROW]), ("Liste", &[&["Pau"], &["Dax"]])],
            "avertissement : seule la feuille « V1 » est lue ; la feuille « Liste » ne l'est pas\n  → a.xlsx\n  \
             aide : si l'une d'elles contient des réponses, enregistrez-la dans un fichier à part, ou copiez ses lignes sous celles de la première",
        ),
        (
            &[
                ("V1", &[HEADINGS, ROW]),
                ("Liste", &[&["Pau"]]),
                ("V2", &[HEADINGS, ROW]),
            ],
            "avertissement : seule la feuille « V1 » est lue ; les feuilles « Liste », « V2 » ne le sont pas\n  → a.xlsx\n  \
             aide : la feuille « V2 » porte elle aussi des titres connus : enregistrez-la dans un fichier à part, ou copiez ses lignes sous celles de la première",
        ),
        (
            &[("Garde", &[&["Enquête 2025"]]), ("V1", &[HEADINGS, ROW])],
            "avertissement : seule la feuille « Garde » est lue ; la feuille « V1 » ne l'est pas\n  → a.xlsx\n  \
             aide : la feuille « V1 » porte des titres connus : placez-la en premier\n\
             erreur : la première ligne ne porte aucun titre connu : c'est une réponse, ou vos colonnes ont d'autres noms\n  → a.xlsx:1\n  \
             aide : ajoutez en première ligne les titres, par exemple : repondant,groupe,date,item,reponse ; s'ils y sont déjà sous d'autres noms, dites dans colonnes.toml lesquels lire : sous [colonnes], date = \"titre de la colonne\" ; sous [items], Q01 = \"titre de la colonne\" ; si ce ne sont pas des réponses, rangez ce fichier ailleurs",
        ),
    ];
    for (all, told) in cases {
        let read =
            super::setting::read_own("p", &[jalon::read::Input::bytes("a.xlsx", sheets(all))], "");
        assert_eq!(read.told(), told);
    }
}

#[test]
fn answers_on_a_sheet_that_is_not_read_are_left_out_and_the_exit_code_may_say_so() {
    let left_out = |second: &[&[&str]]| {
        let bytes = sheets(&[("V1", &[HEADINGS, ROW]), ("Autre", second)]);
        let read = super::setting::read_own("p", &[jalon::read::Input::bytes("a.xlsx", bytes)], "");
        assert_eq!(read.levels(), [("court", 4)]);
        read.notes.leave_out()
    };
    assert!(left_out(&[HEADINGS, ROW]));
    assert!(!left_out(&[&["Pau"]]));
}

#[test]
fn a_blank_sheet_in_front_is_passed_over_without_a_word() {
    let bytes = sheets(&[
        ("Feuil1", &[]),
        ("Réponses", &[HEADINGS, ROW]),
        ("Feuil3", &[]),
    ]);
    let read = super::setting::read_own("p", &[jalon::read::Input::bytes("a.xlsx", bytes)], "");
    assert_eq!(
        (read.told().as_str(), read.levels()),
        ("", vec![("court", 4)])
    );
}

#[test]
fn a_truth_value_is_no_level() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>repondant</t></is></c><c r="B1" t="inlineStr"><is><t>horizon</t></is></c><c r="C1" t="inlineStr"><is><t>item</t></is></c><c r="D1" t="inlineStr"><is><t>reponse</t></is></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>court</t></is></c><c r="C2" t="inlineStr"><is><t>Q08</t></is></c><c r="D2" t="b"><v>1</v></c></row></sheetData></worksheet>"#;
    let read = super::setting::read_own(
        "p",
        &[jalon::read::Input::bytes("a.xlsx", with_sheet(sheet))],
        "",
    );
    let hint = "aide : écrivez un nombre entier de 1 à 5, ou « Pas du tout d'accord », « Plutôt pas d'accord », « Ni l'un ni l'autre », \
                « Plutôt d'accord », « Tout à fait d'accord » ; laissez la case vide si la personne n'a pas répondu";
    assert_eq!(
        read.told(),
        format!(
            "erreur : « VRAI » n'est pas une réponse de l'échelle « accord »\n  → a.xlsx:2:4, cellule Réponses!D2, colonne « reponse »\n  {hint}"
        )
    );
    let json = r#"[{"repondant":"1","horizon":"court","item":"Q08","reponse":true}]"#;
    let read = super::setting::read_own("p", &[jalon::read::Input::bytes("a.json", json)], "");
    assert_eq!(
        read.told(),
        format!(
            "erreur : « true » n'est pas une réponse de l'échelle « accord »\n  → a.json:1:2, colonne « reponse »\n  {hint}"
        )
    );
}

#[test]
fn a_question_beyond_the_last_column_is_an_error() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>horizon</t></is></c><c r="B1" t="inlineStr"><is><t>Q08</t></is></c><c r="XFC1" t="inlineStr"><is><t>Q01</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>court</t></is></c><c r="B2"><v>4</v></c></row></sheetData></worksheet>"#;
    let read = super::setting::read_own(
        "p",
        &[jalon::read::Input::bytes("a.xlsx", with_sheet(sheet))],
        "",
    );
    assert_eq!(
        read.told(),
        "erreur : une question est au-delà de la colonne BXX, la dernière qui soit lue\n  \
         → a.xlsx:1:16383, cellule Réponses!XFC1, colonne « Q01 »\n  \
         aide : retirez les colonnes qui ne servent pas, ou rapprochez-les du début"
    );
}

#[test]
fn a_refused_number_is_told_as_the_spreadsheet_shows_it() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>repondant</t></is></c><c r="B1" t="inlineStr"><is><t>horizon</t></is></c><c r="C1" t="inlineStr"><is><t>Q08</t></is></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>court</t></is></c><c r="C2"><v>4.5</v></c></row>
        <row r="3"><c r="A3"><v>2</v></c><c r="B3" t="inlineStr"><is><t>court</t></is></c><c r="C3"><v>0.8</v></c></row>
        </sheetData></worksheet>"#;
    let read = super::setting::read_own(
        "p",
        &[jalon::read::Input::bytes("a.xlsx", with_sheet(sheet))],
        "",
    );
    let way = "écrivez un nombre entier de 1 à 5, ou « Pas du tout d'accord », « Plutôt pas d'accord », « Ni l'un ni l'autre », \
         « Plutôt d'accord », « Tout à fait d'accord » ; laissez la case vide si la personne n'a pas répondu";
    assert_eq!(
        read.told(),
        format!(
            "erreur : « 4,5 » n'est pas une réponse de l'échelle « accord »\n  → a.xlsx:2:3, cellule Réponses!C2, colonne « Q08 »\n  aide : {way}\n\
             erreur : « 0,8 » n'est pas une réponse de l'échelle « accord »\n  → a.xlsx:3:3, cellule Réponses!C3, colonne « Q08 »\n  \
             aide : si le tableur montre ici un pourcentage, ce n'est pas une réponse : {way}"
        )
    );
}
