//! The sample's data that the templates are previewed with, and that is the golden of their contract.

use std::fs;
use std::path::Path;

use jalon::document::annual::Annual;
use jalon::document::dossier::Dossier;
use jalon::typeset::{Day, Order, Press};

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

/// Plain Typst finds the logos of the sample where the program serves them.
#[test]
fn the_images_beside_the_templates_are_the_logos_of_the_sample() {
    let shown = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/images");
    let logos = ["fonds-des-transitions.svg", "trois-rivieres.svg"];
    for (name, file) in ["logo-1.svg", "logo-2.svg"].iter().zip(logos) {
        let kept = fs::read_to_string(shown.join(name)).expect("there");
        let own = fs::read_to_string(sample("ami-2025").join("logos").join(file)).expect("there");
        assert!(kept == own, "templates/images/{name} is not {file}");
    }
}

/// Compares data with the file kept beside the templates, or writes it when `JALON_UPDATE` is set.
pub fn is_golden(name: &str, given: &str) {
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

/// Eleven tones cannot be told apart in black and white: notes stand together, and the table of answers keeps each.
#[test]
fn notes_from_0_to_10_are_drawn_in_five_steps() {
    let given = data(&sample("ami-2025"), Some("ferme-ecole-du-bocage"));
    let dossier: Dossier = serde_json::from_str(&given).expect("a dossier");
    let charts = dossier.sheets.iter().flat_map(|sheet| &sheet.answers);
    let mut scales: Vec<Vec<(&str, i8)>> = charts
        .map(|chart| {
            let levels = chart.levels.iter();
            levels
                .map(|level| (level.label.as_str(), level.tone))
                .collect()
        })
        .collect();
    scales.sort();
    scales.dedup();
    assert_eq!(
        scales,
        [
            vec![
                ("0 (Pas du tout) à 2", -2),
                ("3 et 4", -1),
                ("5", 0),
                ("6 et 7", 1),
                ("8 à 10 (Tout à fait)", 2),
            ],
            vec![
                ("Pas du tout d’accord", -2),
                ("Plutôt pas d’accord", -1),
                ("Plutôt d’accord", 1),
                ("Tout à fait d’accord", 2),
            ],
        ]
    );
}

/// A dossier of two groups and two waves has 8 to 12 pages, cover and contents counted, and an annex.
#[test]
fn a_dossier_of_two_groups_and_two_waves_has_at_most_twelve_pages() {
    let most = [
        // Two groups of two waves; then one wave, more groups, more waves, none.
        ("ami-2025", "conciergerie-des-chais", 12),
        ("ami-2025", "navettes-du-marais", 12),
        ("appel-2024-2026", "boite-a-gants", 12),
        ("appel-2024-2026", "cafe-des-deux-ponts", 12),
        ("appel-2024-2026", "creche-buissonniere", 11),
        ("appel-2024-2026", "fournil-partage", 11),
        ("ami-2025", "ferme-ecole-du-bocage", 11),
        ("ami-2025", "maison-des-deux-rives", 14),
        ("ami-2025", "la-trame-textile", 13),
        ("ami-2025", "cuisine-partagee-du-plateau", 16),
        ("ami-2025", "lavoir-commun", 6),
    ];
    let press = Press::new(&[]).expect("the templates are sound");
    for (programme, id, most) in most {
        let given = data(&sample(programme), Some(id));
        let mut dossier: Dossier = serde_json::from_str(&given).expect("a dossier");
        dossier.cover.logos.clear();
        let order = Order {
            document: "dossier".into(),
            ident: id.into(),
            data: serde_json::to_vec(&dossier).expect("JSON"),
            images: Vec::new(),
            date: Day {
                year: 2026,
                month: 6,
                day: 30,
            },
        };
        let pages = press
            .proof(&order)
            .unwrap_or_else(|faults| panic!("{id}: {faults:?}"));
        // The contents name the annex and its tables too.
        let is_annex = |page: &String| page.contains("Annexes") && page.contains("Tableau A1");
        let body = pages
            .iter()
            .position(|page| is_annex(page) && !page.contains("Sommaire"));
        let body = body.unwrap_or_else(|| panic!("{id}: no annex"));
        assert!(
            (6..=most).contains(&body),
            "{id}: {body} pages before the annex"
        );
        // No page holds a few lines and nothing else.
        for (rank, words) in pages.iter().enumerate().take(body).skip(1) {
            assert!(
                words.chars().count() > 600,
                "{id}: page {} is nearly empty: {words}",
                rank + 1
            );
        }
    }
}
