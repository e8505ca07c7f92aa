//! The sample's data that the templates are previewed with, and that is the golden of their contract.

use std::fs;
use std::path::Path;

use jalon::document::annual::Annual;
use jalon::document::dossier::Dossier;

use super::setting::{data, data_of, sample};

const HOW: &str = "is not what the program gives. When the change is meant:\n  \
    JALON_UPDATE=1 cargo test --test suite command::\nthen read the diff";

#[test]
fn the_data_beside_the_templates_is_the_sample_s() {
    let given = data(&sample("ami-2025"), Some("cuisine-partagee-du-plateau"));
    is_golden("dossier", &given);
}

#[test]
fn the_report_beside_the_templates_is_the_sample_s_and_nothing_more() {
    let given = data_of(&sample("ami-2025"), "annuel", "interne");
    is_golden("annual", &given);
    let report: Annual = serde_json::from_str(&given).expect("a report");
    assert_eq!(report.identity.edition, "interne");
}

fn is_golden(name: &str, given: &str) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("templates/data/{name}.json"));
    if std::env::var_os("JALON_UPDATE").is_some() {
        fs::write(&golden, given).expect("written");
    }
    let kept = fs::read_to_string(&golden).expect("there");
    let differs = kept
        .lines()
        .zip(given.lines())
        .position(|(kept, given)| kept != given);
    assert!(
        kept == given,
        "templates/data/{name}.json {HOW}\nfirst difference at line {:?}",
        differs.map(|line| line + 1)
    );
}

#[test]
fn the_data_of_every_sample_is_a_dossier_and_nothing_more() {
    for entry in fs::read_dir(sample("ami-2025/projets")).expect("projects") {
        let id = entry.expect("an entry").file_name();
        let id = id.to_str().expect("UTF-8");
        let given = data(&sample("ami-2025"), Some(id));
        let dossier: Dossier =
            serde_json::from_str(&given).unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(dossier.identity.day, [2026, 6, 30], "{id}");
        assert_eq!(dossier.identity.edition, "travail", "{id}");
    }
}
