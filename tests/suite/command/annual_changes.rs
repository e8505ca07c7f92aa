//! What the annual report says when many criteria moved: counted in its titles, never two of them for all.

use std::path::Path;

use jalon::document::annual::Annual;

use super::annual::write;
use super::setting::data_of;

/// Projects whose team answers one level higher the second time, but one question in four.
fn rising(root: &Path, projects: usize) {
    let questions = ["Q05", "Q07", "Q13", "Q15", "Q17", "Q19", "Q20"];
    write(
        root,
        "programme.toml",
        "nom = \"Essai\"\nedition = \"2026\"\narrete_le = 2026-06-30\n",
    );
    for rank in 0..projects {
        let folder = root.join(format!("projets/projet-{rank:02}"));
        let waves = [("V1", 2024), ("V2", 2025)].map(|(id, year)| {
            format!(
                "\n[[vagues]]\nid = \"{id}\"\ndebut = {year}-03-02\nfin = {year}-03-20\neffectifs = {{ salaries = 14 }}\n"
            )
        });
        write(
            &folder,
            "projet.toml",
            &format!(
                "nom = \"Maison {rank:02}\"\nstructure = \"S\"\nterritoire = \"T\"\ndebut = 2024-02-01\n{}",
                waves.concat()
            ),
        );
        let mut table = format!("repondant;suivi;groupe;vague;{}\n", questions.join(";"));
        for (wave, up) in [("V1", 0), ("V2", 1)] {
            for person in 0..12 {
                table.push_str(&format!("{person};S{person};salaries;{wave}"));
                for question in 0..questions.len() {
                    let up = if question % 4 == 0 { 0 } else { up };
                    table.push_str(&format!(";{}", 2 + (person + question + rank) % 3 + up));
                }
                table.push('\n');
            }
        }
        write(&folder, "reponses.csv", &table);
    }
}

#[test]
fn many_changes_are_counted_in_the_title_and_on_the_first_page() {
    let place = tempfile::tempdir().expect("a folder");
    rising(place.path(), 4);
    let report: Annual =
        serde_json::from_str(&data_of(place.path(), "annuel", "interne")).expect("a report");
    let changes = report.changes.expect("two measures");
    assert_eq!(
        changes.chart.caption.title,
        "Sur 7 critères comparés, 5 en amélioration probable, jusqu’à +25\u{a0}points"
    );
    assert_eq!(
        report.year.sentences[1].text,
        "À périmètre constant, sur 7 critères comparés, 5 en amélioration probable, jusqu’à +25\u{a0}points. En moyenne des projets, 5 critères à égalité ont le score le plus élevé \
         (75), «\u{202f}Participation\u{202f}» et «\u{202f}Coopérations\u{202f}» le plus bas (50)."
    );
    assert_eq!(
        changes.chart.caption.alt,
        "Évolution moyenne de 4 projets, de la première à la dernière mesure. 5 critères en hausse, 0 en baisse, 2 stables, \
         0 sans conclusion. Plus forte évolution\u{a0}: Connaissance & anticipation (+25\u{a0}points). Données\u{a0}: tableau A2."
    );
}

/// With ten projects or more the public edition tells changes; those it keeps back were compared too.
#[test]
fn the_public_title_counts_the_criteria_that_are_published() {
    let place = tempfile::tempdir().expect("a folder");
    rising(place.path(), 12);
    let title = |edition: &str| {
        let report: Annual =
            serde_json::from_str(&data_of(place.path(), "annuel", edition)).expect("a report");
        report.changes.expect("two measures").chart.caption.title
    };
    let told = "5 en amélioration probable, jusqu’à +25\u{a0}points";
    assert_eq!(
        ["publique", "interne"].map(title),
        ["publiés", "comparés"].map(|word| format!("Sur 7 critères {word}, {told}"))
    );
}
