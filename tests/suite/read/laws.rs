//! What must never matter: the order of rows, how they are shared between files, the encoding, the format.

use jalon::model::Survey;
use jalon::read::Input;
use proptest::prelude::*;

use super::setting::{Read, read_own};
use super::spreadsheet::workbook;

/// One answer as a file holds it.
type Row = [String; 6];

const HEADINGS: [&str; 6] = ["repondant", "groupe", "suivi", "vague", "item", "reponse"];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let answer = prop::sample::select(vec![
        "1",
        "2",
        "3",
        "4",
        "5",
        "4,0",
        "NSP",
        "NC",
        "",
        "Plutôt d'accord",
        "tout a fait d’accord",
    ]);
    let row =
        (0..8_usize, 0..2_usize, 0..2_usize, answer).prop_map(|(person, wave, item, answer)| {
            let group = ["salariés", "Bénéficiaires"][person % 2];
            let item = ["Q08", "Q01"][item];
            [
                format!("é{person}"),
                group.to_owned(),
                format!("s{person}"),
                ["T0", "moyen"][wave].to_owned(),
                item.to_owned(),
                answer.to_owned(),
            ]
        });
    prop::collection::vec(row, 1..60)
}

fn table(rows: &[Row], separator: &str, end: &str) -> String {
    let mut text = HEADINGS.join(separator) + end;
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
        text.push_str(&(cells.join(separator) + end));
    }
    text
}

/// The same without quotes, which is read on another path.
fn bare(rows: &[Row], end: &str) -> String {
    let lines: Vec<String> = rows.iter().map(|row| row.join("\t") + end).collect();
    HEADINGS.join("\t") + end + &lines.concat()
}

fn json(rows: &[Row]) -> String {
    let objects: Vec<String> = rows
        .iter()
        .map(|row| {
            let fields: Vec<String> = HEADINGS
                .iter()
                .zip(row)
                .map(|(key, value)| format!("{key:?}:{value:?}"))
                .collect();
            format!("{{{}}}", fields.join(","))
        })
        .collect();
    format!("[{}]", objects.join(",\n"))
}

fn sheet(rows: &[Row]) -> Vec<u8> {
    let headings = HEADINGS.map(str::to_owned).to_vec();
    let all: Vec<Vec<String>> = std::iter::once(headings)
        .chain(rows.iter().map(|row| row.to_vec()))
        .collect();
    workbook(&all)
}

/// All but the names of files and what was said of their encoding.
fn essence(read: Read) -> Option<Survey> {
    let mut survey = read.surveys.into_iter().next().flatten()?;
    survey.quality.files.clear();
    let remarks = &mut survey.quality.remarks;
    remarks.retain(|remark| !remark.starts_with("Un fichier"));
    Some(survey)
}

fn one(name: &str, bytes: impl Into<Vec<u8>>) -> Option<Survey> {
    essence(read_own("p", &[Input::bytes(name, bytes)], ""))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_and_their_files_never_matter(rows in rows(), shuffled in any::<u64>(), cut in 0..60_usize) {
        let expected = one("a.csv", table(&rows, ",", "\n"));
        prop_assert!(expected.is_some());
        let mut other = rows.clone();
        let mut seed = shuffled;
        for rank in (1..other.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            other.swap(rank, usize::try_from(seed >> 33).expect("small") % (rank + 1));
        }
        let (first, second) = other.split_at(cut.min(other.len()));
        let mut inputs = vec![Input::bytes("b.csv", table(second, ";", "\r\n"))];
        if !first.is_empty() {
            inputs.push(Input::bytes("a.json", json(first)));
        }
        if second.is_empty() {
            inputs.remove(0);
        }
        prop_assert_eq!(essence(read_own("p", &inputs, "")), expected);
    }

    #[test]
    fn encodings_and_formats_never_matter(rows in rows()) {
        let text = table(&rows, ";", "\r\n");
        let expected = one("a.csv", text.clone());
        prop_assert!(expected.is_some());
        let utf16: Vec<u8> = "\u{FEFF}".chars().chain(text.chars()).flat_map(|sign| {
            let mut units = [0; 2];
            sign.encode_utf16(&mut units).to_vec()
        }).flat_map(u16::to_le_bytes).collect();
        prop_assert_eq!(one("b.csv", utf16), expected.clone());
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        prop_assert_eq!(one("c.csv", windows.into_owned()), expected.clone());
        let (mac, _, _) = encoding_rs::MACINTOSH.encode(&text);
        let mac = read_own("p", &[Input::bytes("d.csv", mac.replace_returns())], "encodage = \"macintosh\"");
        prop_assert_eq!(essence(mac), expected.clone());
        prop_assert_eq!(one("g.csv", bare(&rows, "\n")), expected.clone());
        prop_assert_eq!(one("h.csv", bare(&rows, "\r\n")), expected.clone());
        prop_assert_eq!(one("i.csv", bare(&rows, "\r")), expected.clone());
        let half = rows.len() / 2;
        let quoted = table(&rows[half..], "\t", "\n");
        let mixed = bare(&rows[..half], "\n") + quoted.split_once('\n').map_or("", |(_, rest)| rest);
        prop_assert_eq!(one("j.csv", mixed), expected.clone());
        prop_assert_eq!(one("e.json", json(&rows)), expected.clone());
        prop_assert_eq!(one("f.xlsx", sheet(&rows)), expected);
    }

    /// What stands behind a day may be of any sign: it is a time, or it is told.
    #[test]
    fn every_date_is_read_or_told(
        cells in prop::collection::vec(
            "(2024-06-03|03/06/2024|3 juin 2024)(T| |, )?([0-9]{1,2}(:|h)[0-9]{2}(:[0-9]{2})?)?( ?[AaPp][Mm])?(Z|UTC|[+-])?[0-9a:€é😀]{0,5}",
            1..60,
        )
    ) {
        let rows = cells.iter().enumerate();
        let rows: String = rows.map(|(person, cell)| format!("{person};{cell};court;4\n")).collect();
        let text = format!("repondant;date;horizon;Q08\n{rows}");
        let read = read_own("p", &[Input::bytes("a.csv", text)], "");
        prop_assert!(read.outcome() == "error" || read.levels().len() == cells.len(), "{}", read.told());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.csv", "a.json", "a.xlsx"] {
            let _ = read_own("p", &[Input::bytes(name, bytes.clone())], "");
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "(repondant|horizon|item|reponse|date|groupe|vague|[;,\"\n\r\t{}\\[\\]: 0-9a-zé/\\-])*") {
        for name in ["a.csv", "a.json"] {
            let _ = read_own("p", &[Input::bytes(name, text.clone())], "");
        }
    }
}

/// The line ends of an old Mac.
trait Returns {
    fn replace_returns(&self) -> Vec<u8>;
}

impl Returns for std::borrow::Cow<'_, [u8]> {
    fn replace_returns(&self) -> Vec<u8> {
        self.iter().copied().filter(|byte| *byte != b'\n').collect()
    }
}
