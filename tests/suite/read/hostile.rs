//! The hostile cases that exist as files: outcome, place, and the whole of what is told.

use std::path::Path;

use jalon::read::Input;

use super::setting::{Read, read_above, read_own, snapshot};

const PROJECT: &str = "NA-2024-017";

/// File, outcome and place of the index beside the files.
///
/// One place differs: the leading zero of `j26` is the 13th character of its line, not the 12th.
const CASES: &[(&str, &str, &str)] = &[
    ("csv/n02_header_only.csv", "warn", ""),
    ("csv/n04_bom_only.csv", "error", ""),
    ("csv/n06_ragged_long_decimal_comma.csv", "error", "3:6"),
    ("csv/n08_missing_column.csv", "error", "1"),
    ("csv/n10_utf16le_bom.csv", "accept", ""),
    ("csv/n12_utf16le_no_bom.csv", "error", "1"),
    ("csv/n14_macroman.csv", "warn", ""),
    ("csv/n16_mojibake.csv", "warn", ""),
    ("csv/n18_cr_only.csv", "accept", ""),
    ("csv/n20_quote_in_bare_field.csv", "accept", ""),
    ("csv/n24_sep_line.csv", "accept", ""),
    ("csv/n26_tab_named.csv", "accept", ""),
    ("csv/n28_title_rows.csv", "error", "1"),
    ("csv/n30_nbsp.csv", "accept", ""),
    ("csv/n32_word_scale.csv", "error", "11:6"),
    ("csv/n34_dates_impossible.csv", "error", "2:3"),
    ("csv/n36_dates_only_ambiguous.csv", "warn", ""),
    ("csv/n38_date_before_start.csv", "warn", "2:3"),
    ("csv/n40_datetimes_zones.csv", "warn", "5:3"),
    ("csv/n44_formula_injection.csv", "accept", ""),
    ("csv/n46_latex_html_markup.csv", "accept", ""),
    ("csv/n48_control_chars.csv", "warn", ""),
    ("csv/n50_duplicate_respondent.csv", "warn", "3:2"),
    ("csv/n52_all_missing.csv", "warn", ""),
    ("csv/n54_constant.csv", "accept", ""),
    ("csv/n56_horizon_spellings.csv", "error", "12:4"),
    ("csv/n58_percent_currency.csv", "error", "2:6"),
    ("csv/n60_repeated_header.csv", "error", "5:1"),
    ("csv/n62_no_header.csv", "error", "1"),
    ("csv/n64_backslash_quotes.csv", "error", "2:7"),
    ("csv/n66_last_line_no_eol_ctrl_z.csv", "accept", ""),
    ("csv/n68_huge_row_count_claim.csv", "accept", ""),
    ("csv/n70_quoted_bom_header.csv", "accept", ""),
    ("csv/n72_multiline_then_ragged.csv", "error", "7"),
    ("json/j02_truncated.json", "error", ""),
    ("json/j04_comments.json", "error", "1:1"),
    ("json/j06_duplicate_keys.json", "error", "1"),
    ("json/j08_deep_120.json", "error", "1"),
    ("json/j10_number_1e400.json", "error", "1"),
    ("json/j12_numbers_as_strings.json", "accept", ""),
    ("json/j14_lone_surrogate.json", "error", "1"),
    ("json/j16_utf8_bom.json", "accept", ""),
    ("json/j18_ndjson.json", "accept", ""),
    ("json/j20_root_null.json", "error", ""),
    ("json/j24_proto_keys.json", "warn", ""),
    ("json/j26_leading_zero_minus_zero.json", "error", "1:13"),
    ("xlsx/x02_dates_mixed.xlsx", "error", "3:3"),
    ("xlsx/x04_formula_no_cache.xlsx", "error", "2:6"),
    ("xlsx/x08_styled_empty_rows.xlsx", "accept", ""),
    ("xlsx/x10_zip_bomb.xlsx", "error", ""),
    ("xlsx/x12_truncated.xlsx", "error", ""),
    ("xlsx/x14_bad_shared_string.xlsx", "error", ""),
];

fn input(file: &str) -> Input {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/read/hostile");
    Input::path(file, folder.join(file))
}

fn read(file: &str) -> Read {
    read_above(&[PROJECT], &[input(file)], "")
}

#[test]
fn every_case_of_the_index_has_its_outcome_and_its_place() {
    for (file, outcome, place) in CASES {
        let read = read(file);
        assert_eq!(&read.outcome(), outcome, "{file}\n{}", read.told());
        let told = read.told();
        let wanted = format!("→ {file}:{place}");
        let there = |line: &str| {
            let rest = line.trim().strip_prefix(&wanted);
            rest.is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_ascii_digit()))
        };
        assert!(
            place.is_empty() || told.lines().any(there),
            "{file}: {place}\n{told}"
        );
        let left_out = read.surveys[0].is_none();
        assert_eq!(left_out, *outcome == "error", "{file}");
    }
}

#[test]
fn every_message_is_worth_reading() {
    for kind in ["csv", "json", "xlsx"] {
        let mut all = String::new();
        for (file, _, _) in CASES.iter().filter(|(file, _, _)| file.starts_with(kind)) {
            let read = read(file);
            all.push_str(&format!("== {file} : {:?}\n", read.levels()));
            if !read.told().is_empty() {
                all.push_str(&read.told());
                all.push('\n');
            }
        }
        snapshot(&format!("hostile_{kind}"), &all);
    }
}

#[test]
fn six_readable_variants_of_the_good_file_say_the_same() {
    let good = read("csv/n68_huge_row_count_claim.csv");
    for file in [
        "csv/n10_utf16le_bom.csv",
        "csv/n18_cr_only.csv",
        "csv/n24_sep_line.csv",
        "csv/n26_tab_named.csv",
        "csv/n66_last_line_no_eol_ctrl_z.csv",
        "csv/n70_quoted_bom_header.csv",
        "json/j16_utf8_bom.json",
        "json/j18_ndjson.json",
        "xlsx/x08_styled_empty_rows.xlsx",
    ] {
        let same = read(file);
        let waves = |read: &Read| read.surveys[0].as_ref().map(|survey| survey.waves.clone());
        assert_eq!(waves(&same), waves(&good), "{file}");
        assert_eq!(same.projects, good.projects, "{file}");
    }
}

#[test]
fn six_projects_whose_names_look_alike_stay_six() {
    let ids = [
        "Projet A",
        "projet-a",
        "PROJET A",
        "Projet  A",
        "Projet\u{a0}A",
        "Projet_A",
    ];
    let read = read_above(&ids, &[input("csv/n42_project_id_collide.csv")], "");
    assert_eq!(read.outcome(), "accept", "{}", read.told());
    for survey in read.surveys.iter().flatten() {
        assert_eq!(survey.waves[0].answers.len(), 1);
    }
}

#[test]
fn without_their_folders_the_six_projects_are_named_one_by_one() {
    let read = read_above(&[PROJECT], &[input("csv/n42_project_id_collide.csv")], "");
    snapshot("hostile_projects_without_folder", &read.told());
}

#[test]
fn a_number_of_a_workbook_names_the_project_17_and_not_17_0() {
    let read = read_above(
        &["17", PROJECT],
        &[input("xlsx/x06_numbers_as_text.xlsx")],
        "",
    );
    assert_eq!(read.outcome(), "accept", "{}", read.told());
    assert_eq!(read.levels().len(), 6);
    assert_eq!(
        read.surveys[0].as_ref().map(|survey| survey.quality.rows),
        Some(1)
    );
}

#[test]
fn the_older_form_of_limesurvey_is_recognised_and_an_unfinished_answer_is_blank() {
    let mapping =
        "[colonnes]\nrepondant = \"id\"\ndate = \"submitdate\"\n[items]\nQ08 = \"G1Q1[SQ008]\"\n";
    let mut project = super::setting::project("p");
    project.waves = vec![super::setting::wave("V1", None)];
    let read = super::setting::read_with(
        vec![project],
        &[input("json/j22_limesurvey_old.json")],
        mapping,
        Some(0),
    );
    assert_eq!(read.outcome(), "warn", "{}", read.told());
    let survey = read.surveys[0].as_ref().expect("a survey");
    assert_eq!(
        (survey.waves[0].respondents.len(), read.levels()),
        (2, vec![("court", 4)])
    );
}

#[test]
fn a_macs_accents_are_read_when_they_are_asked_for() {
    let read = read_own(
        PROJECT,
        &[input("csv/n14_macroman.csv")],
        "encodage = \"macintosh\"",
    );
    assert_eq!(read.outcome(), "accept", "{}", read.told());
    assert_eq!(read.levels(), [("court", 4)]);
}

#[test]
fn headings_below_titles_are_read_when_their_line_is_given() {
    let read = read_own(
        PROJECT,
        &[input("csv/n28_title_rows.csv")],
        "ligne_titres = 4",
    );
    assert_eq!(read.outcome(), "accept", "{}", read.told());
    assert_eq!(read.levels().len(), 6);
}

#[test]
fn no_message_names_a_person() {
    for (file, _, _) in CASES {
        let told = read(file).told();
        assert!(
            !told.contains("R01") && !told.contains("r01"),
            "{file}\n{told}"
        );
    }
}
