//! The hostile cases of the index that are made here: too large to keep, or nothing a repository can hold.

use std::fmt::Write;

use jalon::read::Input;

use super::setting::{read_own, snapshot};

const HEADINGS: &str = "projet,repondant,date,horizon,critere,reponse,commentaire\n";

fn row(person: usize, rest: &str) -> String {
    format!("NA-2024-017,R{person},2024-06-03,court,8,{rest}\n")
}

#[test]
fn a_comment_of_a_mebibyte_is_told_and_costs_nothing() {
    let text = format!(
        "{HEADINGS}{}{}",
        row(1, &format!("4,{}", "a".repeat(1 << 20))),
        row(2, "5,")
    );
    let read = read_own("NA-2024-017", &[Input::bytes("n22.csv", text)], "");
    assert_eq!(read.outcome(), "warn");
    assert_eq!(read.levels(), [("court", 4), ("court", 5)]);
    snapshot("made_long_cell", &read.told());
}

#[test]
fn a_json_of_24_000_answers_on_one_line_is_read() {
    let mut text = String::from("[");
    for person in 0..24_000 {
        let comma = if person == 0 { "" } else { "," };
        let _ = write!(
            text,
            r#"{comma}{{"repondant":"R{person}","date":"2024-06-03","horizon":"court","critere":8,"reponse":{}}}"#,
            1 + person % 5
        );
    }
    text.push(']');
    let read = read_own("p", &[Input::bytes("j28.json", text)], "");
    assert_eq!(read.outcome(), "accept", "{}", read.told());
    assert_eq!(read.levels().len(), 24_000);
}

#[test]
fn a_wrong_value_in_one_long_line_of_json_is_found_by_its_character() {
    let text = r#"[{"repondant":"a","horizon":"court","critere":8,"reponse":4},{"repondant":"é","horizon":"court","critere":8,"reponse":9}]"#;
    let read = read_own("p", &[Input::bytes("a.json", text)], "");
    assert!(
        read.told().contains("→ a.json:1:62, colonne « reponse »"),
        "{}",
        read.told()
    );
}

/// Drupal's form module, which French public bodies use, names tab-separated UTF-16 text « .xls ».
#[test]
fn text_that_is_named_as_a_workbook_is_read_as_text() {
    let text = format!("{HEADINGS}{}{}", row(1, "4,"), row(2, "5,")).replace(',', "\t");
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let read = read_own("NA-2024-017", &[Input::bytes("export.xls", bytes)], "");
    assert_eq!(read.outcome(), "accept", "{}", read.told());
    assert_eq!(read.levels(), [("court", 4), ("court", 5)]);
}

#[test]
fn what_is_not_a_table_is_named_with_the_way_out() {
    let good = format!("{HEADINGS}{}", row(1, "4,"));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("reponses.csv", options).expect("a part");
    std::io::Write::write_all(&mut zip, good.as_bytes()).expect("written");
    let zip = zip.finish().expect("an archive").into_inner();
    let cases: [(&str, Vec<u8>); 9] = [
        ("csv_named.json", good.clone().into_bytes()),
        ("gzip_named.csv", vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0]),
        (
            "json_named.csv",
            br#"[{"repondant":"R1","critere":8,"reponse":4}]"#.to_vec(),
        ),
        ("pdf_named.csv", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec()),
        ("zip_named.csv", zip),
        (
            "old.xlsx",
            vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
        ),
        (
            "page.csv",
            b"<!DOCTYPE html><html><body>Session expir\xC3\xA9e</body></html>".to_vec(),
        ),
        ("empty.csv", Vec::new()),
        ("blank.csv", b"\n\n  \n".to_vec()),
    ];
    let mut all = String::new();
    for (name, bytes) in cases {
        let read = read_own("p", &[Input::bytes(name, bytes)], "");
        assert_eq!(read.outcome(), "error", "{name}");
        let _ = writeln!(all, "{}", read.told());
    }
    snapshot("made_not_a_table", &all);
}

#[test]
fn quotes_that_swallow_the_file_are_told_where_they_open() {
    let text = format!(
        "{HEADINGS}{}{}{}",
        row(1, "4,\"jamais fermé"),
        row(2, "5,b"),
        row(3, "5,c")
    );
    let read = read_own("NA-2024-017", &[Input::bytes("a.csv", text)], "");
    assert!(
        read.told()
            .contains("un guillemet ouvert n'est jamais refermé"),
        "{}",
        read.told()
    );
    assert!(read.told().contains("→ a.csv:2:7"), "{}", read.told());
}

#[test]
fn lines_are_counted_as_an_editor_does_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "repondant,horizon,item,reponse,commentaire\n1,court,Q08,4,\"a\nb\"\n\n\n2,court,Q08,9,x\n3,court,Q08,8,\n".replace('\n', end);
        let read = read_own("p", &[Input::bytes("a.csv", text)], "");
        let told = read.told();
        assert!(
            told.contains("→ a.csv:6:4,") && told.contains("→ a.csv:7:4,"),
            "{end:?}\n{told}"
        );
    }
}

#[test]
fn a_file_of_excel_in_windows_1252_is_remarked_without_its_name() {
    let text = b"repondant,horizon,item,reponse,commentaire\n1,court,Q08,4,caf\xE9\n".to_vec();
    let read = read_own("p", &[Input::bytes("marie-durand.csv", text)], "");
    let survey = read.surveys[0].as_ref().expect("read");
    assert_eq!(
        survey.quality.remarks,
        [
            "Un fichier n'est pas en UTF-8 : il est lu en Windows-1252, l'encodage d'Excel en français"
        ]
    );
}

#[test]
fn half_utf8_half_windows_is_refused_with_its_line_and_character() {
    let text = b"repondant,horizon,item,reponse,commentaire\n1,court,Q08,4,caf\xC3\xA9\n2,court,Q08,4,caf\xE9\n".to_vec();
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    snapshot("made_mixed_encodings", &read.told());
}

#[test]
fn one_fault_on_ten_thousand_rows_is_told_once() {
    let mut text = String::from("repondant,horizon,item,reponse\n");
    for person in 0..10_000 {
        let _ = writeln!(text, "{person},court,Q08,7");
    }
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.notes.iter().map(|note| note.count).collect::<Vec<_>>(),
        [10_000]
    );
}

#[test]
fn ten_thousand_different_faults_are_bounded() {
    let mut text = String::from("repondant,horizon,item,reponse\n");
    for person in 0..10_000 {
        let _ = writeln!(text, "{person},court,Q08,{}", person + 100);
    }
    let read = read_own("p", &[Input::bytes("a.csv", text.clone())], "");
    assert_eq!(read.notes.len(), 201);
    let last = |read: &super::setting::Read| {
        let last = read.notes.iter().last();
        last.map(|fault| fault.message.clone())
    };
    let untold = "9800 autres fautes du même fichier ne sont pas listées";
    assert_eq!(last(&read).as_deref(), Some(untold));
    let rows: Vec<&str> = text.lines().take(202).collect();
    let read = read_own("p", &[Input::bytes("a.csv", rows.join("\n"))], "");
    let untold = "une autre faute du même fichier n'est pas listée";
    assert_eq!(last(&read).as_deref(), Some(untold));
}

#[test]
fn deep_json_ends_in_a_message() {
    for text in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "[{\"a\":".repeat(100_000),
    ] {
        let read = read_own("p", &[Input::bytes("a.json", text)], "");
        assert_eq!(read.outcome(), "error");
    }
}

#[test]
fn addresses_and_numbers_never_reach_a_message() {
    let text = "repondant,groupe,horizon,item,reponse,marie@exemple.fr\n1,marie@exemple.fr,court,Q08,06 12 34 56 78,x\n2,salaries,06.12.34.56.78,Q08,4,x\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert!(
        !read.told().contains("marie") && !read.told().contains("34"),
        "{}",
        read.told()
    );
}
