//! What is told when files, dates and folders say the contrary of each other.

use std::fs;
use std::path::{Path, PathBuf};

use super::setting::{copy, jalon, sample};

/// A copy of a sample project, under its own name.
pub fn project(place: &Path, id: &str) -> PathBuf {
    let folder = place.join(id);
    copy(&sample("ami-2025/projets").join(id), &folder);
    folder
}

pub fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("there");
    assert!(
        text.contains(from),
        "« {from} » stands in {}",
        file.display()
    );
    fs::write(file, text.replace(from, to)).expect("written");
}

/// `jalon VERB FOLDER WORDS…`: its code and what it said.
pub fn run(verb: &str, folder: &Path, words: &[&str]) -> (i32, String) {
    let folder = folder.to_str().expect("UTF-8");
    let run = jalon([verb, folder].iter().chain(words));
    (run.code, run.err)
}

/// What is told of a project beside its summary.
pub fn checked(folder: &Path, date: &str) -> String {
    let (code, said) = run("check", folder, &["--date", date]);
    assert_eq!(code, 0, "{said}");
    let lines: Vec<&str> = said.lines().collect();
    lines[..lines.len() - 1].join("\n")
}

#[test]
fn measures_and_notes_after_the_day_on_the_documents_are_told() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "lavoir-commun");
    assert_eq!(checked(&folder, "2026-06-30"), "");
    let told = checked(&folder, "2025-02-11");
    assert_eq!(
        told,
        "avertissement : la mesure « V1 » commence le 12/02/2025, après la date portée sur les documents, le 11/02/2025\n  \
         → projet.toml\n  \
         aide : corrigez arrete_le dans programme.toml, donnez une autre date avec --date, ou corrigez la date de la mesure\n\
         avertissement : une note est datée du 20/02/2025, après la date portée sur les documents, le 11/02/2025 \
         (9 fois, la première ci-dessous)\n  → cotations.csv, colonne « date »\n  \
         aide : corrigez la date de la réunion, ou celle des documents (arrete_le, --date)\n\
         avertissement : une note est datée du 12/01/2026, après la date portée sur les documents, le 11/02/2025 \
         (9 fois, la première ci-dessous)\n  → cotations.csv, colonne « date »\n  \
         aide : corrigez la date de la réunion, ou celle des documents (arrete_le, --date)"
    );
}

#[test]
fn a_term_far_from_its_dates_is_told_and_a_neighbour_is_not() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "lavoir-commun");
    replace(
        &folder.join("projet.toml"),
        "horizon = \"reference\"",
        "horizon = \"court\"",
    );
    assert_eq!(checked(&folder, "2026-06-30"), "");
    replace(
        &folder.join("projet.toml"),
        "horizon = \"court\"",
        "horizon = \"moyen\"",
    );
    replace(&folder.join("cotations.csv"), ";court;", ";long;");
    assert_eq!(
        checked(&folder, "2026-06-30"),
        "avertissement : la mesure « V1 » porte l'échéance « moyen », mais ses dates disent « reference »\n  \
         → projet.toml\n  aide : corrigez horizon, les dates de la vague, ou le début du projet\n\
         avertissement : une note porte l'échéance « long », mais sa date, le 12/01/2026, dit « court » \
         (9 fois, la première ci-dessous)\n  → cotations.csv, colonne « date »\n  \
         aide : corrigez l'échéance, la date de la réunion, ou le début du projet"
    );
}

#[test]
fn two_measures_at_one_term_are_told_and_the_way_out_gives_the_comparison_back() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "navettes-du-marais");
    let file = folder.join("projet.toml");
    let last = |told: &str| told.lines().last().unwrap_or_default().to_owned();
    let summary = last(&run("check", &folder, &["--date", "2026-06-30"]).1);
    assert!(
        summary.starts_with("navettes-du-marais : 2 mesures, "),
        "{summary}"
    );
    replace(&file, "horizon = \"reference\"", "horizon = \"court\"");
    let (code, told) = run("check", &folder, &["--date", "2026-06-30"]);
    assert_eq!(code, 0);
    assert_eq!(
        told.lines().take(3).collect::<Vec<_>>().join("\n"),
        "avertissement : les mesures « depart » (03/02/2025) et « un-an » (22/12/2025) tombent à la même échéance, « court » : seule « un-an » entre dans les \
         scores, et aucune évolution n'est calculée\n  → projet.toml\n  \
         aide : vérifiez debut, le premier jour du projet ; si « depart » est le point de départ, écrivez horizon = \"reference\" à cette vague, sous [[vagues]] dans projet.toml, où toutes se déclarent"
    );
    assert!(
        last(&told).starts_with("navettes-du-marais : 1 mesure, "),
        "{told}"
    );
    let text = fs::read_to_string(&file).expect("there");
    fs::write(
        &file,
        text.replacen("horizon = \"court\"", "horizon = \"reference\"", 1),
    )
    .expect("written");
    assert_eq!(
        last(&run("check", &folder, &["--date", "2026-06-30"]).1),
        summary
    );
    // Two at the start: one of them belongs elsewhere.
    replace(&file, "horizon = \"court\"", "horizon = \"reference\"");
    assert_eq!(
        run("check", &folder, &["--date", "2026-06-30"])
            .1
            .lines()
            .take(3)
            .collect::<Vec<_>>()
            .join("\n"),
        "avertissement : les mesures « depart » (03/02/2025) et « un-an » (22/12/2025) tombent à la même échéance, « reference » : seule « un-an » entre dans les \
         scores, et aucune évolution n'est calculée\n  → projet.toml\n  \
         aide : vérifiez debut, le premier jour du projet ; pour les comparer, donnez à l'une, sous [[vagues]] dans projet.toml, l'échéance qui la dit le mieux : \
         horizon = \"court\", \"moyen\" ou \"long\""
    );
    // A measure between two others: what there is to compare is compared.
    replace(
        &file,
        "fin = 2026-01-09\nhorizon = \"reference\"",
        "fin = 2026-01-09\nhorizon = \"court\"",
    );
    let between = "\n[[vagues]]\nid = \"mi-chemin\"\ndebut = 2025-06-02\nfin = 2025-06-13\n";
    let text = fs::read_to_string(&file).expect("there");
    fs::write(&file, text + between).expect("written");
    let answers = "repondant;groupe;vague;Q01\n1;salaries;mi-chemin;4\n";
    fs::write(folder.join("mi-chemin.csv"), answers).expect("written");
    let told = run("check", &folder, &["--date", "2026-06-30"]).1;
    assert_eq!(
        told.lines().take(3).collect::<Vec<_>>().join("\n"),
        "avertissement : les mesures « mi-chemin » (02/06/2025) et « un-an » (22/12/2025) tombent à la même échéance, « court » : seule \
         « un-an » entre dans les scores et les évolutions\n  → projet.toml\n  \
         aide : pour les comparer, donnez à l'une, sous [[vagues]] dans projet.toml, l'échéance qui la dit le mieux : \
         horizon = \"court\", \"moyen\" ou \"long\" ; sinon, rien à faire"
    );
}

#[test]
fn a_project_whose_answers_stand_with_the_programme_is_told_when_it_is_alone() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "maison-des-deux-rives");
    let told = checked(&folder, "2026-06-30");
    assert!(
        told.starts_with(
            "avertissement : ce dossier ne contient aucun fichier de réponses\n  → maison-des-deux-rives\n  \
             aide : déposez-y l'export de vos réponses ; si elles sont dans un fichier commun du programme, lancez jalon sur \
             le dossier du programme\n"
        ),
        "{told}"
    );
    // A team that marks itself needs none.
    let folder = project(place.path(), "lavoir-commun");
    fs::remove_file(folder.join("essai-questionnaire.csv")).expect("there");
    assert_eq!(checked(&folder, "2026-06-30"), "");
}

#[test]
fn a_folder_of_templates_that_replaces_none_is_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "lavoir-commun");
    let output = place.path().join("sortie");
    let shown = folder.to_str().expect("UTF-8");
    let with = |templates: &str| {
        let words = [
            "-o",
            output.to_str().expect("UTF-8"),
            "--templates",
            templates,
        ];
        run("build", &folder, &words)
    };
    assert_eq!(
        with(shown),
        (
            2,
            format!(
                "erreur : aucun fichier de ce dossier ne remplace un modèle du programme\n  → {shown}\n  \
                 aide : gardez les noms et les sous-dossiers de « jalon templates eject DOSSIER », par exemple \
                 documents/dossier.typ\n"
            )
        )
    );
    assert_eq!(
        with("nulle-part"),
        (
            2,
            "erreur : le dossier de modèles n'existe pas\n  → nulle-part\n  \
             aide : indiquez un dossier fait avec « jalon templates eject DOSSIER »\n"
                .to_owned()
        )
    );
    assert!(!output.exists());
}

#[test]
fn more_workers_than_any_machine_can_start_are_not_started() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "lavoir-commun");
    let output = place.path().join("sortie");
    let words = ["-o", output.to_str().expect("UTF-8"), "--jobs", "1000000"];
    let (code, said) = run("build", &folder, &words);
    assert_eq!((code, said.lines().count()), (0, 2), "{said}");
}

#[test]
fn answers_set_aside_are_in_the_exit_code_of_every_verb() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "ferme-ecole-du-bocage");
    let answers = folder.join("reponses.csv");
    let text = fs::read_to_string(&answers).expect("there");
    // One person says two things about one question.
    let line = text.lines().find(|line| line.ends_with(";Plutôt d'accord"));
    let line = line
        .expect("an answer")
        .replace("Plutôt d'accord", "Plutôt pas d'accord");
    fs::write(&answers, format!("{text}{line}\n")).expect("written");
    let output = place.path().join("sortie");
    let output = output.to_str().expect("UTF-8");
    let shown = folder.to_str().expect("UTF-8");
    for words in [
        &["check", shown][..],
        &["data", shown],
        &["export", shown, "-o", output],
        &["rules", "explain", shown],
        &["publier", shown],
    ] {
        let run = jalon(words);
        assert_eq!(run.code, 1, "{words:?} {}", run.err);
        assert!(
            run.err.starts_with("avertissement : 2 réponses se contredisent (même personne, même question, même vague)"),
            "{words:?} {}",
            run.err
        );
    }
}

#[test]
fn ends_of_line_in_names_and_cells_cost_no_document() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("ami");
    fs::create_dir_all(root.join("projets")).expect("made");
    let programme = "nom = \"A\"\nedition = \"2026\"\narrete_le = 2026-06-30\n";
    fs::write(root.join("programme.toml"), programme).expect("written");
    let folder = project(&root.join("projets"), "lavoir-commun");
    replace(
        &folder.join("projet.toml"),
        "\"Le Lavoir commun\"",
        "\"\"\"Le Lavoir\ncommun\"\"\"",
    );
    replace(
        &folder.join("projet.toml"),
        "\"Périgord vert, Dordogne\"",
        "\"Périgord\\nvert, Dordogne\"",
    );
    let argument = "Le bourg nous regarde encore";
    replace(
        &folder.join("cotations.csv"),
        "Trop tôt pour le dire : le bourg nous regarde encore.",
        &format!("\"{}\"", argument.replace(' ', "\n")),
    );
    let output = place.path().join("sortie");
    for document in ["dossier", "fiche", "grille", "annuel", "annuaire"] {
        let words = [
            "-o",
            output.to_str().expect("UTF-8"),
            "--document",
            document,
            "--jobs",
            "1",
        ];
        let (code, said) = run("build", &root, &words);
        assert_eq!(code, 0, "{document} {said}");
    }
}
