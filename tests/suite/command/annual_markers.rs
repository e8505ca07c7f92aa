//! Markers in the annual report: which are named, and when scores stand beside them.

use std::fs;
use std::path::Path;

use jalon::document::annual::Annual;
use jalon::document::parts::{Cell, TableCell};

use super::annual::{project_asked, write};
use super::setting::data_of;

/// Twenty-five projects, all with a score on a category: twelve declare a marker, another is declared by one more, a third by nine.
fn with_markers(root: &Path) {
    let text = "nom = \"Essai\"\nedition = \"2026\"\narrete_le = 2026-06-30\n";
    write(root, "programme.toml", text);
    let projects = root.join("projets");
    // Six criteria of ten: enough for a score of their category.
    let items: Vec<String> = (1..=19).map(|number| format!("Q{number:02}")).collect();
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    for rank in 0..25 {
        let favourable = if rank < 12 {
            [2, 4, 6][rank % 3]
        } else {
            [9, 10][rank % 2]
        };
        let levels: Vec<&str> = (0..12)
            .map(|person| if person < favourable { "4" } else { "3" })
            .collect();
        project_asked(&projects, rank, &levels, &items);
        let folder = projects.join(format!("projet-{rank:02}"));
        let mut declared = fs::read_to_string(folder.join("projet.toml")).expect("written");
        for (code, _) in [("gouvernance", 12), ("rupture", 13), ("accessibilite", 9)]
            .into_iter()
            .filter(|(_, many)| rank < *many)
        {
            declared += &format!(
                "\n[[marqueurs]]\ncode = \"{code}\"\netat = \"present\"\npreuve = \"Statuts\"\n"
            );
        }
        write(&folder, "projet.toml", &declared);
    }
}

fn figures(row: &[TableCell]) -> Vec<&str> {
    let told = row.iter().map(|cell| match cell {
        TableCell::Text(text) => text.as_str(),
        TableCell::Figure(Cell::Value(value)) => value.text.as_str(),
        TableCell::Figure(_) => "absent",
    });
    told.collect()
}

#[test]
fn markers_as_often_present_are_named_together_and_more_than_three_counted() {
    let place = tempfile::tempdir().expect("a folder");
    let text = "nom = \"Essai\"\nedition = \"2026\"\narrete_le = 2026-06-30\n";
    write(place.path(), "programme.toml", text);
    let codes = [
        "gouvernance",
        "rupture",
        "accessibilite",
        "portage_collectif",
    ];
    for (most, expected) in [
        (
            1,
            "« Gouvernance »\u{a0}: le marqueur le plus souvent présent (2 lauréats sur 2)",
        ),
        (
            2,
            "« Gouvernance » et « Rupture avec l’existant »\u{a0}: les marqueurs les plus souvent présents (2 lauréats sur 2 pour \
             chacun)",
        ),
        (
            4,
            "4 marqueurs à égalité, les plus souvent présents (2 lauréats sur 2 pour chacun)",
        ),
    ] {
        for rank in 0..2 {
            project_asked(&place.path().join("projets"), rank, &[], &[]);
            let folder = place.path().join(format!("projets/projet-{rank:02}"));
            let mut declared = fs::read_to_string(folder.join("projet.toml")).expect("written");
            for code in &codes[..most] {
                declared += &format!(
                    "\n[[marqueurs]]\ncode = \"{code}\"\netat = \"present\"\npreuve = \"Statuts\"\n"
                );
            }
            write(&folder, "projet.toml", &declared);
        }
        let report: Annual =
            serde_json::from_str(&data_of(place.path(), "annuel", "interne")).expect("a report");
        let title = report.markers.expect("two declare").caption.title;
        assert_eq!(plain_spaces(&title), plain_spaces(expected));
    }
}

/// Spaces as typed: the page narrows and binds them.
fn plain_spaces(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn markers_stand_beside_scores_when_ten_projects_are_on_each_side() {
    let place = tempfile::tempdir().expect("a folder");
    with_markers(place.path());
    let report: Annual =
        serde_json::from_str(&data_of(place.path(), "annuel", "interne")).expect("a report");
    let crossed = report.crossed.expect("twenty-five projects");
    let rows: Vec<Vec<&str>> = crossed.table.rows.iter().map(|row| figures(row)).collect();
    // 54 58 63 four times: 58.3. 69 seven times and 71 six times: 69.9. With one 69 more and less: 59.2 and 70.
    assert_eq!(
        rows,
        [
            ["Gouvernance", "58 (12)", "70 (13)"],
            ["Rupture avec l’existant", "59 (13)", "70 (12)"]
        ]
    );
    let headings: Vec<&str> = crossed
        .table
        .columns
        .iter()
        .map(|column| column.heading.as_str())
        .collect();
    assert_eq!(
        headings,
        [
            "Marqueur",
            "Dynamique de projet\u{a0}: présent",
            "Dynamique de projet\u{a0}: autres"
        ]
    );
    // 1.96 √(267.7 / 12 / 13 + 12 / 11 / 12) = 2.6.
    assert_eq!(
        crossed.chance,
        "Entre deux groupes de projets comme ceux-ci, un écart de moins de 3\u{a0}points n’a rien de remarquable\u{a0}: le hasard \
         suffit à l’expliquer."
    );
    assert!(
        crossed
            .table
            .note
            .ends_with("10 marqueurs ne sont pas dans ce tableau pour cette raison."),
        "{}",
        crossed.table.note
    );
}

#[test]
fn the_public_is_not_told_two_markers_that_differ_by_one_project() {
    let place = tempfile::tempdir().expect("a folder");
    with_markers(place.path());
    let report: Annual =
        serde_json::from_str(&data_of(place.path(), "annuel", "publique")).expect("a report");
    let crossed = report.crossed.expect("twenty-five projects");
    let rows: Vec<Vec<&str>> = crossed.table.rows.iter().map(|row| figures(row)).collect();
    assert_eq!(rows, [["Gouvernance", "58 (12)", "70 (13)"]]);
}

#[test]
fn fewer_than_ten_projects_on_a_side_leave_no_section() {
    let place = tempfile::tempdir().expect("a folder");
    with_markers(place.path());
    for rank in 21..25 {
        let folder = place.path().join(format!("projets/projet-{rank:02}"));
        fs::remove_dir_all(folder).expect("removed");
    }
    for rank in 0..2 {
        let folder = place.path().join(format!("projets/projet-{rank:02}"));
        fs::remove_dir_all(folder).expect("removed");
    }
    // Nineteen projects: ten declare « Gouvernance », nine do not.
    let report: Annual =
        serde_json::from_str(&data_of(place.path(), "annuel", "interne")).expect("a report");
    assert!(report.markers.is_some() && report.crossed.is_none());
}

#[test]
fn the_public_is_not_told_a_category_beside_a_criterion_that_one_project_does_not_aim_at() {
    let place = tempfile::tempdir().expect("a folder");
    with_markers(place.path());
    let crossed = |edition: &str| {
        let told = data_of(place.path(), "annuel", edition);
        let report: Annual = serde_json::from_str(&told).expect("a report");
        report.crossed.is_some()
    };
    assert!(crossed("publique"));
    // Everybody gives one answer to all questions: the category has the score of each criterion, over 25 projects beside 24.
    let folder = place.path().join("projets/projet-24");
    let declared = fs::read_to_string(folder.join("projet.toml")).expect("written");
    let aimed = format!("criteres_vises = [\"C02\"]\n{declared}");
    write(&folder, "projet.toml", &aimed);
    assert!(!crossed("publique"));
    assert!(crossed("interne"));
}
