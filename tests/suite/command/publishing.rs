//! `jalon publier`: one edition a change, nothing twice, nothing written but the register.

use std::fs;
use std::path::{Path, PathBuf};

use super::setting::{copy, data, jalon, sample, tree};

/// A project of one group of fourteen, each answering two questions of one criterion and one of another.
pub fn project(place: &Path) -> PathBuf {
    let folder = place.join("atelier");
    fs::create_dir(&folder).expect("made");
    let text = "nom = \"Atelier\"\nstructure = \"Coop\"\nterritoire = \"Bourg\"\nrecit = \"Un.\"\ndebut = 2024-01-15\n[[vagues]]\nid = \"V1\"\nhorizon = \"court\"\n";
    fs::write(folder.join("projet.toml"), text).expect("written");
    answers(&folder, |person| person % 5 + 1);
    folder
}

pub fn answers(folder: &Path, answer: impl Fn(u32) -> u32) {
    let mut rows = "repondant;vague;groupe;Q01;Q02;Q03\n".to_owned();
    for person in 0..14 {
        let level = answer(person);
        rows += &format!(
            "P{person};V1;salaries;{level};{};{}\n",
            6 - level,
            1 + person % 4
        );
    }
    fs::write(folder.join("reponses.csv"), rows).expect("written");
}

pub fn publish(folder: &Path) -> super::setting::Run {
    jalon([
        "publier".as_ref(),
        folder.as_os_str(),
        "--date".as_ref(),
        "2026-06-30".as_ref(),
    ])
}

#[test]
fn an_edition_is_recorded_once_and_again_only_when_something_changed() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path());
    let before = data(&folder, None);
    let first = publish(&folder);
    assert_eq!((first.code, first.out.as_str()), (0, ""), "{}", first.err);
    let lines: Vec<&str> = first.err.lines().collect();
    assert!(
        lines[0].starts_with("atelier : édition 1 du 30/06/2026 enregistrée, 1 mesure, "),
        "{}",
        first.err
    );
    assert!(lines[1].starts_with("Registre : "), "{}", first.err);
    assert_eq!(
        data(&folder, None),
        before,
        "publishing changes no figure of the same answers"
    );
    let kept = fs::read(folder.join("publications.json")).expect("there");
    let again = publish(&folder);
    assert_eq!(again.code, 0);
    assert_eq!(
        again.err,
        "atelier : rien de nouveau depuis l'édition 1 du 30/06/2026, rien n'est enregistré\n"
    );
    assert_eq!(
        fs::read(folder.join("publications.json")).expect("there"),
        kept
    );
    let checked = jalon(["check".as_ref(), folder.as_os_str()]);
    assert_eq!(
        checked.code, 0,
        "the register is no table of answers: {}",
        checked.err
    );
}

#[test]
fn one_corrected_answer_withdraws_what_could_be_subtracted_and_leaves_an_erratum() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path());
    assert_eq!(publish(&folder).code, 0);
    answers(
        &folder,
        |person| if person == 3 { 5 } else { person % 5 + 1 },
    );
    let corrected = data(&folder, None);
    assert!(
        corrected.contains("Corrections depuis l’édition 1 du 30 juin 2026"),
        "no erratum"
    );
    let named = "8 chiffres déjà publiés ne sont plus montrés : les réponses ou les seuils ont changé depuis, et les deux éditions comparées \
                 désigneraient quelques personnes. Salariés, à court terme : 1. Participation, Dynamique de projet, QVCT 1, QVCT 3, \
                 score de la question Q02, score de la question Q01, question Q01, question Q02.";
    let plain = corrected.replace(['\u{a0}', '\u{202f}'], " ");
    assert!(plain.contains(named), "{plain}");
    let second = publish(&folder);
    assert_eq!(second.code, 0, "{}", second.err);
    assert!(
        second.err.contains("édition 2 du 30/06/2026 enregistrée"),
        "{}",
        second.err
    );
    assert!(
        second
            .err
            .contains("\n8 chiffres déjà publiés ne sont plus montrés : les comparer à une édition précédente désignerait moins de 5 personnes\n"),
        "{}",
        second.err
    );
}

#[test]
fn an_edition_never_comes_before_the_one_it_follows() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path());
    assert_eq!(publish(&folder).code, 0);
    answers(&folder, |person| (person + 1) % 5 + 1);
    let before = tree(&folder);
    let early = jalon([
        "publier".as_ref(),
        folder.as_os_str(),
        "--date".as_ref(),
        "2020-01-01".as_ref(),
    ]);
    assert_eq!(early.code, 1);
    let fault = format!(
        "erreur : l'édition du 2020-01-01 viendrait avant la précédente, du 2026-06-30\n  → {}\n  aide : donnez la date de \
         cette édition avec --date, ou laissez celle du jour\n",
        folder.join("publications.json").display()
    );
    assert!(early.err.ends_with(&fault), "{}", early.err);
    assert!(before == tree(&folder));
}

#[test]
fn the_register_names_nobody_and_is_in_no_output() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path());
    publish(&folder);
    let register = fs::read_to_string(folder.join("publications.json")).expect("there");
    for person in 0..14 {
        assert!(!register.contains(&format!("\"P{person}\"")));
    }
    let before = tree(&folder);
    let output = place.path().join("chiffres");
    let run = jalon([
        "export".as_ref(),
        folder.as_os_str(),
        "-o".as_ref(),
        output.as_os_str(),
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        before == tree(&folder),
        "an export writes nothing among the inputs"
    );
    let salt = register
        .split("\"sel\": \"")
        .nth(1)
        .and_then(|rest| rest.get(..32))
        .expect("a salt");
    for entry in fs::read_dir(&output).expect("tables") {
        let text = fs::read(entry.expect("an entry").path()).expect("read");
        let text = String::from_utf8_lossy(&text);
        assert!(!text.contains(salt) && !text.contains("publications.json"));
    }
}

#[test]
fn what_cannot_be_published_is_refused_with_the_way_out() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path());
    let full = jalon([
        "publier".as_ref(),
        folder.as_os_str(),
        "--precision".as_ref(),
        "pleine".as_ref(),
    ]);
    assert_eq!(full.code, 2);
    assert_eq!(
        full.err,
        "erreur : une édition en précision pleine ne se publie pas\n  aide : les chiffres complets restent chez qui \
         détient les réponses : relancez sans « --precision pleine »\n"
    );
    let several = jalon(["publier", "samples/ami-2025"]);
    assert_eq!(several.code, 2);
    assert!(
        several
            .err
            .starts_with("erreur : ce dossier contient plusieurs projets\n"),
        "{}",
        several.err
    );
    assert!(!folder.join("publications.json").exists());
    fs::write(
        folder.join("publications.json"),
        "{\n  \"editions\": [,]\n}\n",
    )
    .expect("written");
    let damaged = jalon(["check".as_ref(), folder.as_os_str()]);
    assert_eq!(damaged.code, 1);
    assert!(
        damaged.err.starts_with(
            "erreur : le registre des éditions publiées est abîmé, ou vient d'une autre version du programme\n  \
             → publications.json:2:16\n  aide : remettez la dernière sauvegarde de ce fichier"
        ),
        "{}",
        damaged.err
    );
    let text = fs::read_to_string(folder.join("publications.json")).expect("there");
    assert_eq!(publish(&folder).code, 1);
    assert_eq!(
        fs::read_to_string(folder.join("publications.json")).expect("there"),
        text
    );
}

#[test]
fn publishing_changes_no_figure_of_a_large_project() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("ami");
    copy(&sample("ami-2025"), &root);
    let project = "cuisine-partagee-du-plateau";
    let before = data(&root, Some(project));
    for said in [
        "édition 1 du 30/06/2026 enregistrée",
        "rien de nouveau depuis l'édition 1 du 30/06/2026",
    ] {
        let run = jalon(["publier".as_ref(), root.as_os_str(), project.as_ref()]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
        assert_eq!(data(&root, Some(project)), before);
    }
}

/// Who answered of a wave, under the codes of the file.
fn wave(rows: &mut String, wave: &str, people: impl IntoIterator<Item = u32>) {
    for person in people {
        let (one, other) = (person % 5 + 1, (person * 3 + 1) % 5 + 1);
        let (one, other) = if wave == "V1" {
            (one, other)
        } else {
            (other, one)
        };
        *rows += &format!(
            "P{person};{wave};salaries;{one};{other};{}\n",
            1 + person % 4
        );
    }
}

#[test]
fn a_change_that_would_tell_two_more_people_follows_nobody_and_says_so() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path());
    let known = fs::read_to_string(folder.join("projet.toml")).expect("there");
    let second = "[[vagues]]\nid = \"V2\"\nhorizon = \"moyen\"\n";
    fs::write(folder.join("projet.toml"), known + second).expect("written");
    let columns = "[colonnes]\nsuivi = \"repondant\"\n";
    fs::write(folder.join("colonnes.toml"), columns).expect("written");
    let heading = "repondant;vague;groupe;Q01;Q02;Q03\n";
    let mut rows = heading.to_owned();
    wave(&mut rows, "V1", 0..14);
    wave(&mut rows, "V2", 0..14);
    fs::write(folder.join("reponses.csv"), &rows).expect("written");
    assert_eq!(publish(&folder).code, 0);
    let register = fs::read_to_string(folder.join("publications.json")).expect("there");
    assert!(register.contains("\"evolutions\": ["), "{register}");
    // Two who answered both times, and six more at each wave.
    wave(&mut rows, "V1", (20..22).chain(30..36));
    wave(&mut rows, "V2", (20..22).chain(40..46));
    fs::write(folder.join("reponses.csv"), &rows).expect("written");
    let printed = data(&folder, None);
    assert!(
        printed.contains(
            "comme si les personnes différaient d’une mesure à l’autre\u{a0}: qui a changé de réponse se lirait entre \
             les deux éditions. Salariés, de «\u{202f}Court terme\u{202f}» à «\u{202f}Moyen terme\u{202f}»\u{a0}: "
        ),
        "no erratum"
    );
    // A register of before changes were kept is read, and holds back as much.
    let mut register: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.join("publications.json")).expect("there"))
            .expect("JSON");
    let content = register["editions"][0]["contenu"].as_object_mut();
    assert!(content.expect("an edition").remove("evolutions").is_some());
    fs::write(folder.join("publications.json"), register.to_string()).expect("written");
    assert_eq!(data(&folder, None), printed);
}
