//! The tables of the reference survey at full precision: what a statistician reads in R is the reference's.

use jalon::export::{Dialect, Form, Precision, Source, Tables};
use serde_json::Value;

use super::ledger::whole;
use super::{QUANTILE, open, reference};
use crate::command::exporting::rows;
use crate::command::same_numbers::Row;

/// The rows of a table of the survey, with thresholds taken away.
fn table(name: &str) -> Vec<Row> {
    let read = reference();
    let mut tables = Tables::default();
    tables.add(&Source {
        referential: &read.referential,
        questionnaire: &read.questionnaire,
        project: &read.project,
        figures: open(),
        date: chrono::NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day"),
    });
    let form = Form {
        dialect: Dialect::Standard,
        precision: Precision::Full,
    };
    let date = chrono::NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day");
    let files = tables.files(form, date, &[]);
    let (_, bytes) = files.iter().find(|file| file.0 == name).expect("a table");
    rows(bytes, b',')
}

fn of_level(level: &str) -> Vec<Row> {
    let mut rows = table("chiffres.csv");
    rows.retain(|row| {
        row["niveau"] == level && row["etat"] == "publié" && row["groupe"] != "ensemble"
    });
    rows
}

/// Compares cells with values of the reference, `scale` times as large.
#[track_caller]
fn compare(row: &Row, entry: &Value, cells: &[(&str, &str, f64)]) {
    for (column, path, scale) in cells {
        let expected = entry
            .pointer(path)
            .and_then(Value::as_f64)
            .expect("a number")
            * scale;
        let found: f64 = row[*column]
            .parse()
            .unwrap_or_else(|_| panic!("{column}: {row:?}"));
        let gap = (found - expected).abs();
        assert!(
            gap <= QUANTILE * expected.abs().max(1.0),
            "{column}: {expected}, {row:?}"
        );
    }
}

#[test]
fn scores_of_criteria_are_the_reference_s() {
    let reference = whole();
    let rows = of_level("critere");
    for row in &rows {
        let key = format!("{}|{}|{}", row["vague"], row["groupe"], row["code"]);
        let entry = &reference["criteria"][&key];
        let cells = [
            ("n", "/n", 1.0),
            ("moyenne", "/mean", 1.0),
            ("ic_bas", "/ci_fpc/0", 1.0),
            ("ic_haut", "/ci_fpc/1", 1.0),
            ("ecart_type", "/sd", 1.0),
            ("q1", "/q1", 1.0),
            ("mediane", "/median", 1.0),
            ("q3", "/q3", 1.0),
            ("part_haute", "/share_high", 100.0),
            ("part_basse", "/share_low", 100.0),
        ];
        compare(row, entry, &cells);
    }
    assert_eq!(rows.len(), 198 - 7, "all but the unanimous");
}

#[test]
fn answers_to_questions_are_the_reference_s() {
    let reference = whole();
    let rows = of_level("item");
    for row in &rows {
        let key = format!("{}|{}|{}", row["vague"], row["groupe"], row["code"]);
        let entry = &reference["items"][&key];
        let levels = entry["counts"].as_array().expect("counts").len();
        // Deviations of the reference are in levels, those of the table in points.
        let points = 100.0 / (super::people::small(levels) - 1) as f64;
        let cells = [
            ("n", "/valid", 1.0),
            ("moyenne", "/score", 1.0),
            ("ecart_type", "/sd", points),
            ("consensus", "/consensus", 1.0),
            ("part_haute", "/top2", 100.0),
            ("part_haute_ic_bas", "/top2_ci_fpc/0", 100.0),
            ("part_haute_ic_haut", "/top2_ci_fpc/1", 100.0),
            ("part_basse", "/bottom2", 100.0),
            ("ne_sait_pas", "/nsp", 1.0),
            ("non_concerne", "/nc", 1.0),
            ("sans_reponse", "/missing", 1.0),
        ];
        compare(row, entry, &cells);
        let counts: Vec<String> = (0..levels)
            .map(|level| entry["counts"][level].to_string())
            .collect();
        assert_eq!(row["effectifs"], counts.join(" | "), "{key}");
    }
    assert_eq!(rows.len(), 270 - 19, "all but the unanimous");
}

#[test]
fn changes_are_the_reference_s() {
    let reference = whole();
    let mut rows = table("changements.csv");
    rows.retain(|row| {
        row["niveau"] == "critere" && row["etat"] == "publié" && row["groupe"] != "ensemble"
    });
    for row in &rows {
        let pair = format!("{}>{}", row["vague_de"], row["vague_a"]);
        let key = format!("{pair}|{}|{}", row["groupe"], row["code"]);
        let entry = &reference["changes"][&key];
        let cells = [
            ("n_de", "/change/n1", 1.0),
            ("n_a", "/change/n2", 1.0),
            ("n_paires", "/change/n_pairs", 1.0),
            ("delta", "/change/delta", 1.0),
            ("ic_bas", "/change/lo", 1.0),
            ("ic_haut", "/change/hi", 1.0),
            ("p", "/change/p", 1.0),
            ("mde", "/change/mde", 1.0),
        ];
        compare(row, entry, &cells);
        assert_eq!(entry["design"], row["plan"], "{key}");
    }
    assert_eq!(rows.len(), 198 - 13, "all but the unanimous");
}
