//! « Les lauréats » in the annual report: programmes where all are alike, and those too small for the public edition to count.

use std::fs;
use std::path::Path;

use jalon::document::annual::Annual;
use jalon::document::parts::Cell;

use super::annual::{project, project_asked, write};
use super::setting::data_of;

/// As many projects with scores, and as many that nobody asked.
fn programme(root: &Path, scored: usize, unasked: usize) {
    let text = "nom = \"Essai\"\nedition = \"2026\"\narrete_le = 2026-06-30\n";
    write(root, "programme.toml", text);
    for rank in 0..scored + unasked {
        let levels: &[&str] = if rank < scored { &["4"; 8] } else { &[] };
        let levels: Vec<&str> = levels
            .iter()
            .enumerate()
            .map(|(person, level)| if person == 0 { "3" } else { level })
            .collect();
        project(&root.join("projets"), 2 * rank, &levels);
    }
}

fn report(scored: usize, unasked: usize, edition: &str) -> Annual {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path(), scored, unasked);
    serde_json::from_str(&data_of(place.path(), "annuel", edition)).expect("a report")
}

#[test]
fn laureates_all_in_one_situation_are_counted_once_and_nothing_is_said_of_others() {
    let said = |scored, unasked| report(scored, unasked, "interne").perimeter.sentences;
    assert_eq!(said(1, 0), ["1 lauréat, qui a un dossier avec des scores."]);
    assert_eq!(
        said(3, 0),
        ["3 lauréats, qui ont un dossier avec des scores."]
    );
    let others = "Les chiffres de ce rapport ne portent que sur les dossiers avec scores. Les autres lauréats ne comptent ni pour zéro ni \
                  contre personne.";
    assert_eq!(
        said(0, 2),
        ["2 lauréats, qui n’ont pas encore fait d’enquête.", others]
    );
    assert_eq!(
        said(2, 1),
        [
            "3 lauréats\u{a0}: 2 ont un dossier avec des scores et 1 n’a pas encore fait d’enquête.",
            others
        ]
    );
    // All began the same year: no line bears one, and no note explains it.
    assert_eq!(report(2, 1, "interne").perimeter.states.note, "");
}

#[test]
fn the_method_names_the_dossiers_it_rests_on_in_good_french() {
    let said = |scored, unasked| report(scored, unasked, "interne").method[0].text.clone();
    assert_eq!(
        said(0, 2),
        "Aucun dossier n’a encore de score\u{a0}: ce rapport ne donne aucune moyenne."
    );
    let rest = "et sur rien d’autre\u{a0}: chaque chiffre se recalcule à partir des nombres imprimés. Un score imprimé comme une limite \
                («\u{202f}≥\u{a0}95\u{202f}») compte pour cette limite.";
    assert_eq!(
        said(1, 0),
        format!("Sur le dossier d’un seul projet, {rest}")
    );
    assert_eq!(said(2, 0), format!("Sur les dossiers de 2 projets, {rest}"));
}

#[test]
fn a_programme_of_fewer_than_four_is_not_counted_in_public() {
    let report = report(2, 1, "publique");
    assert_eq!(
        report.year.sentences[0].text,
        "Avec 3 lauréats, ce rapport ne dit pas combien ont un dossier avec des scores."
    );
    let figures = report.year.figures.iter();
    let figures: Vec<(&str, &str)> = figures
        .map(|figure| (figure.value.as_str(), figure.label.as_str()))
        .collect();
    assert_eq!(
        figures,
        [
            ("3", "lauréats"),
            (
                "22",
                "critères, parmi lesquels chaque projet choisit ceux qu’il vise"
            ),
            (
                "6",
                "niveaux de qualité de vie et des conditions de travail"
            ),
        ]
    );
    assert_eq!(
        report.perimeter.sentences,
        ["3 lauréats, dont la situation n’est pas détaillée ici."]
    );
    assert_eq!(report.perimeter.states.rows.len(), 0);
    assert_eq!(report.perimeter.laureates, None);
    assert_eq!(report.cover.partners, "");
}

#[test]
fn a_public_report_without_a_mean_says_why_where_results_are_and_what_is_asked() {
    let few = report(2, 1, "publique");
    let instead = few.instead.expect("no mean");
    assert_eq!(
        instead.sentences[0],
        "Une moyenne publique demande au moins quatre projets qui publient un même score. À moins, qui connaît les résultats d’un \
         projet retrouverait ceux des autres par soustraction."
    );
    let asked: Vec<(&str, usize)> = instead
        .asked
        .iter()
        .map(|family| (family.code.as_str(), family.criteria.len()))
        .collect();
    assert_eq!(asked, [("D", 10), ("P", 6), ("E", 6)]);
    // The same words whoever was measured: nothing of an answer is in them.
    let other = report(0, 3, "publique").instead.expect("no mean");
    assert_eq!(other.sentences, instead.sentences);
    assert_eq!(other.ways, instead.ways);
    assert_eq!(report(2, 1, "interne").instead, None);
}

#[test]
fn codes_that_all_stand_beside_the_same_words_are_no_table() {
    assert_eq!(report(5, 0, "publique").perimeter.laureates, None);
    let two = report(5, 5, "publique").perimeter.laureates;
    assert_eq!(two.map(|table| table.rows.len()), Some(10));
}

#[test]
fn a_recommendation_of_a_single_dossier_is_not_the_most_frequent() {
    let report = report(1, 0, "interne");
    let words: Vec<&str> = report
        .year
        .sentences
        .iter()
        .map(|term| term.word.as_str())
        .collect();
    assert_eq!(words, ["Où en est le programme", "Ce qui ressort"]);
}

#[test]
fn a_score_told_as_a_bound_is_one_on_every_page() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path(), 0, 0);
    let levels = [["3", "4"], ["4", "5"], ["1", "2"]];
    for (rank, levels) in levels.into_iter().enumerate() {
        let levels: Vec<&str> = levels.into_iter().cycle().take(8).collect();
        project_asked(&place.path().join("projets"), rank, &levels, &["Q19"]);
    }
    let told = |document: &str| data_of(place.path(), document, "interne");
    let report: Annual = serde_json::from_str(&told("annuel")).expect("a report");
    let map = report.map.expect("three rows");
    let scores: Vec<&str> = map
        .rows
        .iter()
        .map(|row| match &row.cells[5] {
            Cell::Value(value) => value.text.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    // All eight answered 4 or 5, or 1 or 2: their dossier prints a bound.
    assert_eq!(scores, ["63", "≥\u{a0}75", "≤\u{a0}25"]);
    assert_eq!(
        map.caption.note,
        "Projets par ordre alphabétique\u{202f}; numéros des critères en tête de colonne. Source\u{a0}: dossiers des projets. \
         «\u{202f}≥\u{202f}» ou «\u{202f}≤\u{202f}»\u{a0}: toutes les réponses vont dans le même sens."
    );
}

#[test]
fn the_ranks_of_more_than_ten_projects_are_told_by_how_many_each_may_have() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path(), 0, 0);
    for rank in 0..12 {
        let levels = if rank < 6 { ["1", "2"] } else { ["4", "5"] };
        let levels: Vec<&str> = levels.into_iter().cycle().take(8).collect();
        project(&place.path().join("projets"), rank, &levels);
    }
    let report: Annual =
        serde_json::from_str(&data_of(place.path(), "annuel", "interne")).expect("a report");
    // Six at 13 and six at 88: those below may be anywhere from 7 to 12, those above from 1 to 6.
    assert_eq!(
        report.forests[0].ranks,
        "Rangs possibles, selon le projet\u{a0}: 6 rangs différents sur 12. Rien de plus précis ne peut être dit."
    );
}

#[test]
fn the_rate_says_that_it_leaves_out_projects_that_do_not_know_whom_they_asked() {
    let said = |effectifs: &str| {
        let place = tempfile::tempdir().expect("a folder");
        programme(place.path(), 4, 0);
        let file = place.path().join("projets/projet-00/projet.toml");
        let text = fs::read_to_string(&file).expect("there");
        let declared = "effectifs = { salaries = 10 }";
        assert!(text.contains(declared), "{text}");
        fs::write(&file, text.replace(declared, effectifs)).expect("written");
        let report: Annual =
            serde_json::from_str(&data_of(place.path(), "annuel", "interne")).expect("a report");
        let quality = report.quality.expect("a page");
        let labels: Vec<String> = report
            .year
            .figures
            .into_iter()
            .map(|figure| format!("{} {}", figure.value, figure.label))
            .filter(|label| label.contains("invitées"))
            .collect();
        (quality.sentences[0].clone(), labels)
    };
    let sentence = |rate: &str, whose: &str| {
        format!(
            "4 projets ont interrogé leurs parties prenantes au moins une fois\u{202f}; à la dernière mesure, {rate}\u{202f}% des \
             personnes invitées ont répondu{whose}."
        )
    };
    let label = |rate: &str, whose: &str| {
        vec![format!(
            "{rate}\u{202f}% des personnes invitées ont répondu{whose}"
        )]
    };
    assert_eq!(
        said("effectifs = { salaries = 10 }"),
        (sentence("80", ""), label("80", ""))
    );
    let partly = ", là où leur nombre est connu";
    for unknown in ["", "effectifs = { salaries = 5 }"] {
        assert_eq!(
            said(unknown),
            (sentence("80", partly), label("80", partly)),
            "{unknown}"
        );
    }
}
