//! The demonstration folders are read as users would write them.

use std::fs;
use std::path::{Path, PathBuf};

use jalon::diagnostic::Diagnostics;
use jalon::model::{Questionnaire, Referential, programme, project, questionnaire};

use super::told;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// A project's diagnostics, with the questionnaire of its folder when there is one.
fn notes_of(folder: &Path) -> Vec<String> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let referential = Referential::embedded();
    let mut notes = Diagnostics::new();
    let own = read("questionnaire.toml").and_then(|text| {
        questionnaire::parse(&text, "questionnaire.toml", &referential, &mut notes)
    });
    let questionnaire = own.unwrap_or_else(|| Questionnaire::embedded(&referential));
    let text = read("projet.toml").expect("every project has its file");
    project::parse(
        &text,
        "projet.toml",
        "essai",
        &referential,
        &questionnaire,
        &mut notes,
    );
    if let Some(text) = read("decisions.toml") {
        project::parse_decisions(&text, "decisions.toml", &mut notes);
    }
    told(&notes)
}

#[test]
fn the_programme_and_its_projects_are_read_without_a_word() {
    let root = samples().join("ami-2025");
    let mut notes = Diagnostics::new();
    let text = fs::read_to_string(root.join("programme.toml")).expect("the sample programme");
    let programme = programme::parse(
        &text,
        "programme.toml",
        &Referential::embedded(),
        &mut notes,
    );
    assert!(programme.is_some());
    assert_eq!(told(&notes), Vec::<String>::new());
    let mut folders: Vec<_> = fs::read_dir(root.join("projets"))
        .expect("the sample projects")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    folders.sort();
    assert!(folders.len() >= 7);
    for folder in folders {
        assert_eq!(
            notes_of(&folder),
            Vec::<String>::new(),
            "{}",
            folder.display()
        );
    }
}

#[test]
fn the_faulty_project_is_told_its_faults_and_its_answers_can_still_be_checked() {
    let folder = samples().join("projet-fautif");
    assert_eq!(
        notes_of(&folder),
        [
            "avertissement : la clé « territoire » manque : sa place restera vide dans le dossier\n  → projet.toml\n  aide : ajoutez une ligne : territoire = \"…\"",
            "erreur : clé inconnue « territoir »\n  → projet.toml:5\n  aide : vouliez-vous dire « territoire » ?",
        ]
    );
    let referential = Referential::embedded();
    let text = fs::read_to_string(folder.join("projet.toml")).expect("the faulty sample");
    let mut notes = Diagnostics::new();
    let questionnaire = Questionnaire::embedded(&referential);
    let project = project::parse(
        &text,
        "projet.toml",
        "fautif",
        &referential,
        &questionnaire,
        &mut notes,
    );
    assert_eq!(
        project.map(|project| (project.faulty, project.waves.len())),
        Some((true, 2))
    );
}
