//! The sample's data that the templates are previewed with, and that is the golden of their contract.

use std::fs;
use std::path::Path;

use jalon::document::dossier::Dossier;

use super::setting::{data, sample};

const HOW: &str = "templates/data/dossier.json is not what the program gives. When the change is meant:\n  \
    cargo run --release -- data samples/ami-2025 cuisine-partagee-du-plateau > templates/data/dossier.json\n\
    (or JALON_UPDATE=1 cargo test), then read the diff";

#[test]
fn the_data_beside_the_templates_is_the_sample_s() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/data/dossier.json");
    let given = data(&sample("ami-2025"), Some("cuisine-partagee-du-plateau"));
    if std::env::var_os("JALON_UPDATE").is_some() {
        fs::write(&golden, &given).expect("written");
    }
    let kept = fs::read_to_string(&golden).expect("there");
    let differs = kept
        .lines()
        .zip(given.lines())
        .position(|(kept, given)| kept != given);
    assert!(
        kept == given,
        "{HOW}\nfirst difference at line {:?}",
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
