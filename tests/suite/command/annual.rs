//! The annual report of thirty folders: all named with the right state, figures recomputed by hand, nothing withheld told.

use std::fs;
use std::path::Path;

use jalon::document::annual::Annual;
use jalon::document::parts::{Cell, TableCell};

use super::setting::{data, data_of, data_of_faulty};

/// Of eight people, how many of each project answer 4; the others answer 3. Thirteen projects.
const FAVOURABLE: [usize; 13] = [1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6];
/// Items of criterion C01 that employees answer.
const ITEMS: [&str; 4] = ["Q01", "Q02", "Q03", "Q04"];

pub fn write(folder: &Path, name: &str, text: &str) {
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join(name), text).expect("written");
}

/// A project begun in 2024 or 2025; `people` of 10 invited answered, unless nobody was asked.
pub fn project(projects: &Path, rank: usize, levels: &[&str]) {
    project_asked(projects, rank, levels, &ITEMS);
}

pub fn project_asked(projects: &Path, rank: usize, levels: &[&str], items: &[&str]) {
    let folder = projects.join(format!("projet-{rank:02}"));
    let year = 2024 + rank % 2;
    let invited = levels.len().max(8) + 2;
    let wave = if levels.is_empty() {
        String::new()
    } else {
        format!(
            "\n[[vagues]]\nid = \"V1\"\ndebut = {year}-03-02\nfin = {year}-03-20\neffectifs = {{ salaries = {invited} }}\n"
        )
    };
    write(
        &folder,
        "projet.toml",
        &format!(
            "nom = \"Maison {rank:02}\"\nstructure = \"Association {rank:02}\"\nterritoire = \"Vallée {rank:02}\"\ndebut = {year}-02-01\n{wave}"
        ),
    );
    if levels.is_empty() {
        return;
    }
    let mut rows = format!("repondant;groupe;vague;{}\n", items.join(";"));
    for (person, level) in levels.iter().enumerate() {
        let answers = vec![*level; items.len()].join(";");
        rows += &format!("{person};salaries;V1;{answers}\n");
    }
    write(&folder, "reponses.csv", &rows);
}

/// Thirteen projects with scores, six of four people, eight that nobody asked, three with a faulty file.
fn programme(root: &Path) {
    let text = "nom = \"Essai\"\nedition = \"2026\"\narrete_le = 2026-06-30\n";
    write(root, "programme.toml", text);
    let projects = root.join("projets");
    for (rank, favourable) in FAVOURABLE.iter().enumerate() {
        let levels: Vec<&str> = (0..8)
            .map(|person| if person < *favourable { "4" } else { "3" })
            .collect();
        project(&projects, rank, &levels);
    }
    for rank in 13..19 {
        project(&projects, rank, &["5", "5", "5", "1"]);
    }
    for rank in 19..27 {
        project(&projects, rank, &[]);
    }
    for rank in 27..30 {
        let folder = projects.join(format!("projet-{rank:02}"));
        write(&folder, "projet.toml", "nom = \n");
    }
}

fn texts(row: &[TableCell]) -> Vec<&str> {
    let words = row.iter().filter_map(|cell| match cell {
        TableCell::Text(text) => Some(text.as_str()),
        TableCell::Figure(_) => None,
    });
    words.collect()
}

#[test]
fn thirty_folders_are_named_with_their_state_and_five_figures_are_those_made_by_hand() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path());
    let told = data_of_faulty(place.path(), "annuel");
    let report: Annual = serde_json::from_str(&told).expect("a report");

    let rows = report.perimeter.laureates.expect("few enough").rows;
    let state = |row: &[TableCell]| texts(row)[3].to_owned();
    let expected = |rank: usize| match rank {
        0..13 => "dossier avec scores",
        13..19 => "dossier sans score publié",
        19..27 => "pas encore d’enquête",
        _ => "fichiers à corriger",
    };
    assert_eq!(rows.len(), 30);
    for rank in 0..30 {
        let names = [format!("Maison {rank:02}"), format!("projet-{rank:02}")];
        let row = rows
            .iter()
            .find(|row| names.iter().any(|name| name == texts(row)[0]));
        let row = row.unwrap_or_else(|| panic!("{rank} is not named"));
        assert_eq!(state(row), expected(rank), "{rank}");
    }
    assert_eq!(report.perimeter.faults.len(), 3);

    // Printed scores are 50 + 25 a/8 rounded: 53 56 59 63 66 69 72 and the first six again, 804 in all.
    let chart = report.average.expect("thirteen projects").chart;
    let participation = &chart.blocks[0].rows[0];
    let Cell::Value(mean) = &participation.mean else {
        panic!("no mean");
    };
    let bar = participation.bar.as_ref().expect("thirteen projects");
    assert_eq!(mean.text, "62"); // 804 / 13 = 61.8
    assert_eq!((bar.low, bar.high), (58.0, 66.0)); // 61.85 ± 2.179 × 6.349 / √13
    assert_eq!(participation.range, "53 à 72");
    assert_eq!(participation.count, "13 sur 27"); // all aim at it but the three that cannot be read
    let figures: Vec<&str> = report
        .year
        .figures
        .iter()
        .map(|figure| figure.value.as_str())
        .collect();
    assert_eq!(figures[..3], ["13 sur 30", "104", "80\u{202f}%"]); // 13 × 8 of 13 × 10
}

#[test]
fn the_report_holds_the_scores_that_the_dossiers_print_and_no_withheld_one() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path());
    let told = data_of_faulty(place.path(), "annuel");
    let report: Annual = serde_json::from_str(&told).expect("a report");
    let map = report.map.expect("thirteen rows");
    assert_eq!(
        map.rows.len(),
        13,
        "projects under the threshold have no row"
    );
    for row in &map.rows {
        let rank: usize = row
            .label
            .trim_start_matches("Maison ")
            .parse()
            .expect("a rank");
        let dossier: jalon::document::dossier::Dossier =
            serde_json::from_str(&data(place.path(), Some(&format!("projet-{rank:02}"))))
                .expect("a dossier");
        let matrix = dossier.overview.expect("scores").matrix;
        let printed = matrix.blocks[0].rows[0]
            .cells
            .iter()
            .find_map(|cell| match cell {
                Cell::Value(value) => Some(value.text.clone()),
                _ => None,
            });
        let Cell::Value(value) = &row.cells[0] else {
            panic!("no score in the report for {rank}");
        };
        assert_eq!(Some(&value.text), printed.as_ref(), "{rank}");
    }
}

#[test]
fn the_public_edition_names_no_project_no_structure_and_no_place() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path());
    for rank in 27..30 {
        let folder = place.path().join(format!("projets/projet-{rank:02}"));
        fs::remove_dir_all(folder).expect("removed");
    }
    let told = data_of(place.path(), "annuel", "publique");
    for rank in 0..27 {
        for name in [
            format!("Maison {rank:02}"),
            format!("projet-{rank:02}"),
            format!("Association {rank:02}"),
            format!("Vallée {rank:02}"),
        ] {
            assert!(!told.contains(&name), "{name} in the public edition");
        }
    }
    let report: Annual = serde_json::from_str(&told).expect("a report");
    assert!(report.map.is_none() && report.perimeter.faults.is_empty());
    let method: Vec<&str> = report
        .method
        .iter()
        .map(|term| term.text.as_str())
        .collect();
    assert!(
        method[2].starts_with("À partir de huit projets, "),
        "{}",
        method[2]
    );
    assert!(
        method[4].starts_with("Aucun projet n’est rangé ni comparé à un autre."),
        "{}",
        method[4]
    );
    assert_eq!(report.instead, None);
    let codes = report.perimeter.laureates.expect("several situations").rows;
    assert_eq!(texts(&codes[0])[0], "P01");
    assert_eq!(codes.len(), 27);
}

#[test]
fn the_public_edition_counts_what_is_left_to_measure_in_order_of_time_and_gives_no_date() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path());
    let starts = [
        (0..5, "2023-09-01"),
        (5..11, "2026-01-10"),
        (11..16, "2025-06-01"),
    ];
    for (ranks, start) in starts {
        for rank in ranks {
            let file = place
                .path()
                .join(format!("projets/projet-{rank:02}/projet.toml"));
            let text = fs::read_to_string(&file).expect("written");
            let lines = text.lines().filter(|line| !line.starts_with("debut"));
            let text: Vec<String> = lines.map(str::to_owned).collect();
            let text = format!("debut = {start}\n{}\n", text.join("\n"));
            fs::write(&file, text).expect("written");
        }
    }
    let file = place.path().join("projets/projet-20/projet.toml");
    let text = fs::read_to_string(&file).expect("written");
    let wave = "[[vagues]]\nid = \"V9\"\ndebut = 2026-11-17\n";
    fs::write(&file, text + "\n" + wave).expect("written");
    for rank in 27..30 {
        let folder = place.path().join(format!("projets/projet-{rank:02}"));
        fs::remove_dir_all(folder).expect("removed");
    }
    let told = data_of(place.path(), "annuel", "interne");
    assert!(
        told.contains("17 novembre 2026"),
        "the internal edition has the date"
    );
    let told = data_of(place.path(), "annuel", "publique");
    assert!(!told.contains("17 novembre 2026"));
    let report: Annual = serde_json::from_str(&told).expect("a report");
    let rows = report.next.expect("something is left").rows;
    let terms: Vec<&str> = rows.iter().map(|row| texts(row)[0]).collect();
    assert_eq!(
        terms,
        [
            "Mesure annoncée",
            "Court terme",
            "Moyen terme",
            "Long terme"
        ]
    );
}

#[test]
fn a_first_year_without_a_survey_has_no_figure_and_no_empty_section() {
    let place = tempfile::tempdir().expect("a folder");
    let text = "nom = \"Essai\"\nedition = \"2026\"\narrete_le = 2026-06-30\n";
    write(place.path(), "programme.toml", text);
    for rank in 0..4 {
        project(&place.path().join("projets"), rank, &[]);
    }
    let report: Annual =
        serde_json::from_str(&data_of(place.path(), "annuel", "interne")).expect("a report");
    assert!(report.average.is_none() && report.changes.is_none() && report.map.is_none());
    assert!(report.quality.is_none() && report.qvct.is_none() && report.advice.is_none());
    assert!(report.annex.is_empty() && report.forests.is_empty() && report.editorial.is_empty());
    let figures: Vec<&str> = report
        .year
        .figures
        .iter()
        .map(|figure| figure.value.as_str())
        .collect();
    assert_eq!(figures, ["0 sur 4", "0"]);
    // They began one year and two years ago.
    assert_eq!(
        report.year.sentences[0].text,
        "Aucun lauréat sur 4 n’a de dossier avec des scores. 4 n’ont pas encore interrogé leurs publics."
    );
    // A team that fixed its marks has asked nobody either, and is counted apart.
    write(
        &place.path().join("projets/projet-00"),
        "cotations.csv",
        "critere;horizon;note;argument;date;participants\nC01;reference;5;Un mot.;2025-03-03;5\n",
    );
    let report: Annual =
        serde_json::from_str(&data_of(place.path(), "annuel", "interne")).expect("a report");
    assert_eq!(
        report.year.sentences[0].text,
        "Aucun lauréat sur 4 n’a de dossier avec des scores. 3 n’ont encore ni enquête ni cotation collective."
    );
    fs::remove_file(place.path().join("projets/projet-00/cotations.csv")).expect("written");
    for rank in 0..4 {
        let file = place
            .path()
            .join(format!("projets/projet-{rank:02}/projet.toml"));
        let text = fs::read_to_string(&file).expect("written");
        let (old, new) = (
            format!("debut = {}-02-01", 2024 + rank % 2),
            "debut = 2026-06-01",
        );
        fs::write(&file, text.replace(&old, new)).expect("written");
    }
    let report: Annual =
        serde_json::from_str(&data_of(place.path(), "annuel", "interne")).expect("a report");
    assert!(
        report.year.sentences[0].text.ends_with(
            "4 n’ont pas encore interrogé leurs publics\u{a0}: c’est normal au début d’un projet."
        ),
        "{}",
        report.year.sentences[0].text
    );
    assert_eq!(report.next.expect("all to be measured").rows.len(), 4);
}
