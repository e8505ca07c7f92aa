//! Real exports of survey tools, read only where the folder that holds them is present; never committed.

use std::fs;
use std::path::{Path, PathBuf};

use jalon::read::Input;

use super::setting::read_own;

fn exports() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/exports");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no folder of real exports here");
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    found.sort();
    found
}

#[test]
fn every_export_ends_in_messages_that_name_no_one() {
    let Some(folder) = exports() else {
        return;
    };
    for tool in files(&folder).into_iter().filter(|path| path.is_dir()) {
        for file in files(&tool) {
            let name = file
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let read = read_own("p", &[Input::path(&name, &file)], "");
            let told = read.told();
            assert!(!told.contains('@'), "{name}\n{told}");
            assert!(read.notes.len() <= 201, "{name}");
        }
    }
}

#[test]
fn qualtrics_kobo_and_limesurvey_are_reached_through_a_mapping() {
    let Some(folder) = exports() else {
        return;
    };
    let cases = [
        (
            "qualtrics/no_basis_for_evaluation_insights.csv",
            "lignes_titres = 3\n[colonnes]\nrepondant = \"ResponseId\"\ndate = \"EndDate\"\n",
        ),
        (
            "kobo/robotoolbox_kobo_data_api_v2.json",
            "[colonnes]\nrepondant = \"_id\"\ndate = \"_submission_time\"\n",
        ),
        (
            "limesurvey/n2_codes_short_answers.csv",
            "[colonnes]\nrepondant = \"id\"\ndate = \"submitdate\"\n",
        ),
    ];
    for (file, mapping) in cases {
        let read = read_own("p", &[Input::path(file, folder.join(file))], mapping);
        // Their questions are not ours: the columns of persons and dates are found, the questions are not.
        let told = read.told();
        assert!(
            !told.contains("« repondant » manque") && told.contains("manque"),
            "{file}\n{told}"
        );
    }
}
