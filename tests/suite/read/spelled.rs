//! Files whose name is nearly the one expected: lists of names, tables beside the answers.

use std::fs;

use jalon::diagnostic::Diagnostics;
use jalon::read::{Input, discover};

use super::setting::{project, read_above, read_own, read_with};

/// A project with these files beside its own, and what discovering it tells.
fn with_files(files: &[&str]) -> (jalon::read::Discovery, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [&["projet.toml"], files].concat() {
        fs::write(folder.path().join(name), "Durand\n").expect("written");
    }
    let mut notes = Diagnostics::new();
    let found = discover(folder.path(), &mut notes).expect("a project");
    (found, notes.iter().map(ToString::to_string).collect())
}

#[test]
fn a_list_of_names_is_found_however_it_is_spelled() {
    let (found, told) = with_files(&[
        "Noms-A-Masquer.TXT",
        "Noms à masquer.txt",
        "nom_a_masquer.txt.txt",
        "noms-a-masquer",
        "noms-a-masquer.csv",
        "noms-a-masquer (1).docx",
        "noms-a-masquer - Copie.txt",
        "~$noms-a-masquer.docx",
        "noms.txt",
    ]);
    let lists: Vec<&str> = found.projects[0]
        .names
        .iter()
        .map(|list| list.input().name.as_str())
        .collect();
    assert_eq!(
        lists,
        [
            "Noms à masquer.txt",
            "Noms-A-Masquer.TXT",
            "nom_a_masquer.txt.txt",
            "noms-a-masquer",
            "noms-a-masquer (1).docx",
            "noms-a-masquer - Copie.txt",
            "noms-a-masquer.csv",
        ]
    );
    assert!(found.projects[0].answers.is_empty());
    assert_eq!(
        told,
        [
            "avertissement : ce fichier n'est pas lu : son nom n'annonce pas un tableau\n  → noms.txt\n  \
             aide : si ce sont des réponses, renommez-le en .csv ; sinon, rangez-le ailleurs"
        ]
    );
}

#[test]
fn a_table_of_nearly_the_name_of_another_is_no_file_of_answers() {
    let (found, told) = with_files(&[
        "cotation.csv",
        "paroles - Copie.csv",
        "Indicateurs (1).xlsx",
        "population.ods",
        "vague.csv",
    ]);
    assert_eq!(found.projects[0].tables, []);
    let answers: Vec<&str> = found.projects[0]
        .answers
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(answers, ["vague.csv"]);
    let near = |file: &str, side: &str| {
        format!(
            "erreur : ce fichier n'est pas lu : son nom est presque celui du tableau « {side} »\n  → {file}\n  \
             aide : si c'est ce tableau, nommez-le « {side} » ; si c'en est une copie, retirez-la ; si ce sont des réponses, \
             donnez-leur un autre nom"
        )
    };
    assert_eq!(
        told,
        [
            near("Indicateurs (1).xlsx", "indicateurs"),
            near("cotation.csv", "cotations"),
            near("paroles - Copie.csv", "paroles"),
            near("population.ods", "populations"),
        ]
    );
}

#[test]
fn descriptions_of_files_are_no_answers() {
    let (found, told) = with_files(&["projet.schema.json", "colonnes.schema.json"]);
    assert_eq!((found.projects[0].answers.len(), told.len()), (0, 0));
}

#[test]
fn a_project_may_be_called_otherwise_in_a_common_file() {
    let text = "projet;repondant;horizon;Q08\nLa Cuisine partagée;1;court;4\nla cuisine  partagee;2;court;5\n";
    let ids = ["cuisine", "lavoir"];
    let read = |mapping: &str| read_above(&ids, &[Input::bytes("a.csv", text)], mapping);
    let told = read("[projets]\n\"La Cuisine partagée\" = \"cuisine\"\n");
    assert_eq!(
        (told.told().as_str(), told.levels()),
        ("", vec![("court", 4), ("court", 5)])
    );
    let hint = "aide : si ce nom désigne un dossier de « projets », dites lequel sous [projets] de colonnes.toml ; sinon, créez le sien, avec un projet.toml";
    assert_eq!(
        read("").told(),
        format!(
            "erreur : le projet « La Cuisine partagée » n'a pas de dossier\n  → a.csv:2:1, colonne « projet »\n  {hint}\n\
             erreur : le projet « la cuisine  partagee » n'a pas de dossier\n  → a.csv:3:1, colonne « projet »\n  {hint}"
        )
    );
}

#[test]
fn a_project_called_by_its_name_is_told_with_the_line_to_write() {
    let text = "projet;repondant;horizon;Q08\nLa Cuisine partagee;1;court;4\n";
    let read = |mapping: &str| {
        let mut kitchen = project("cuisine");
        kitchen.name = "La Cuisine partagée".to_owned();
        let projects = vec![project("lavoir"), kitchen];
        read_with(projects, &[Input::bytes("a.csv", text)], mapping, None)
    };
    let line = "\"La Cuisine partagee\" = \"cuisine\"";
    assert_eq!(
        read("").told(),
        format!(
            "erreur : le projet « La Cuisine partagee » n'a pas de dossier\n  → a.csv:2:1, colonne « projet »\n  \
             aide : si c'est le projet du dossier « cuisine », écrivez sous [projets] de colonnes.toml : {line}"
        )
    );
    let told = read(&format!("[projets]\n{line}\n"));
    assert_eq!(
        (told.told().as_str(), told.levels()),
        ("", vec![("court", 4)])
    );
}

#[test]
fn the_column_of_projects_is_not_missed_in_a_projects_own_file() {
    let text = "repondant;horizon;Q08\n1;court;4\n";
    let mapping = "[colonnes]\nprojet = \"Quel est votre projet ?\"\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], mapping);
    assert_eq!(
        (read.told().as_str(), read.levels()),
        ("", vec![("court", 4)])
    );
    let read = read_above(&["p"], &[Input::bytes("a.csv", text)], mapping);
    assert_eq!(
        read.told().lines().next(),
        Some(
            "erreur : la colonne « Quel est votre projet ? », que colonnes.toml annonce pour « projet », n'existe pas dans ce fichier"
        )
    );
}

#[test]
fn a_file_in_a_projects_folder_is_about_that_project_only() {
    let told = |rows: &str| {
        let projects = vec![project("lavoir"), project("cuisine")];
        let text = format!("projet;repondant;horizon;Q08\n{rows}");
        let read = read_with(projects, &[Input::bytes("a.csv", text)], "", Some(0));
        (read.told(), read.surveys[0].is_some())
    };
    let several = |line: u64| {
        format!(
            "erreur : le fichier, rangé dans le dossier « lavoir », contient les réponses de plusieurs projets\n  → a.csv:{line}:1, colonne « projet »\n  \
             aide : rangez-le dans le dossier du programme, ou retirez les lignes des autres projets"
        )
    };
    // Its own name, then another's.
    assert_eq!(
        told("Lavoir;1;court;4\nautre;2;court;4\n"),
        (several(3), false)
    );
    let (other_first, read) = told("autre;1;court;4\nlavoir;2;court;4\n");
    assert_eq!(
        (other_first.ends_with(&several(3)), read),
        (true, false),
        "{other_first}"
    );
    assert_eq!(
        told("cuisine;1;court;4\ncuisine;2;court;4\n"),
        (
            "erreur : le fichier, rangé dans le dossier « lavoir », contient les réponses du projet « cuisine » (2 fois, la première ci-dessous)\n  \
             → a.csv:2:1, colonne « projet »\n  \
             aide : déplacez-le dans le dossier de ce projet, ou corrigez la colonne"
                .to_owned(),
            false
        )
    );
    assert_eq!(
        told("le lavoir;1;court;4\n;2;court;4\n"),
        (
            "avertissement : la colonne nomme le projet « le lavoir », le dossier « lavoir » : les réponses sont lues comme celles de « lavoir »\n  \
             → a.csv:2:1, colonne « projet »\n  aide : vérifiez que le fichier est dans le bon dossier"
                .to_owned(),
            true
        )
    );
}
