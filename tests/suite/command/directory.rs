//! `--document annuaire`: the golden of its data, every laureate named whatever its files.

use std::fs;
use std::path::Path;

use jalon::Progress;
use jalon::diagnostic::Diagnostics;
use jalon::document::directory::Directory;
use jalon::document::{ProgrammeDocument, Wanted};
use jalon::job::Job;

use super::sample::is_golden;
use super::setting::{copy, data_of_all, jalon, request, sample, tree};

#[test]
fn the_data_beside_the_template_is_the_sample_s() {
    let given = data_of_all(&sample("ami-2025"), "annuaire");
    is_golden("directory", &given);
    let directory: Directory = serde_json::from_str(&given).expect("a directory and nothing more");
    assert_eq!(directory.entries.len(), 7);
}

#[test]
fn a_laureate_without_a_survey_is_in_and_one_without_a_file_is_named() {
    let place = tempfile::tempdir().expect("a folder");
    let projects = place.path().join("projets");
    copy(
        &sample("ami-2025/projets/ferme-ecole-du-bocage"),
        &projects.join("ferme-ecole-du-bocage"),
    );
    let without = projects.join("sans-enquete");
    fs::create_dir_all(&without).expect("a folder");
    fs::write(
        without.join("projet.toml"),
        "nom = \"À venir\"\nstructure = \"=1+1\"\nterritoire = \"Creuse\"\nrecit = \"Bientôt.\"\n",
    )
    .expect("written");
    let empty = projects.join("oublie");
    fs::create_dir_all(&empty).expect("a folder");
    fs::write(empty.join("reponses.csv"), "repondant;Q01\n1;4\n").expect("written");
    fs::write(
        place.path().join("programme.toml"),
        "nom = \"Essai\"\narrete_le = 2026-06-30\n",
    )
    .expect("written");
    let output = place.path().join("sortie");
    let run = jalon([
        "build".as_ref(),
        place.path().as_os_str(),
        "--document".as_ref(),
        "annuaire".as_ref(),
        "-o".as_ref(),
        output.as_os_str(),
    ]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err
            .ends_with("Laissés de côté :\n  oublie : ses fichiers contiennent des erreurs\n"),
        "{}",
        run.err
    );
    let files = tree(&output);
    let names: Vec<String> = files
        .keys()
        .map(|path| path.display().to_string())
        .collect();
    assert_eq!(names, ["annuaire.csv", "annuaire.pdf", "manifeste.json"]);
    let table = String::from_utf8(files[Path::new("annuaire.csv")].clone()).expect("UTF-8");
    assert_eq!(
        table,
        "\u{feff}identifiant;nom;structure;territoire;themes;annee;phase;contact;presentation\r\n\
         sans-enquete;À venir;'=1+1;Creuse;aucun thème déclaré;;;contact non renseigné;Bientôt.\r\n\
         ferme-ecole-du-bocage;La Ferme-école du Bocage;Coopérative d'installation Semailles (fictive);Bocage bressuirais, Deux-Sèvres;\
         \"attractivité et fidélisation ; transition écologique\";2026;idéation;contact non communiqué;\
         Une ferme sur trois changera de mains dans le Bocage d'ici dix ans, et peu de jeunes osent reprendre.\r\n\
         oublie;;;;;;;;\r\n"
    );
    let given = jalon([
        "data".as_ref(),
        place.path().as_os_str(),
        "--document".as_ref(),
        "annuaire".as_ref(),
    ]);
    let directory: Directory = serde_json::from_str(&given.out).expect("a directory");
    let named: Vec<&str> = directory
        .entries
        .iter()
        .map(|entry| entry.name.as_str())
        .collect();
    assert_eq!(named, ["À venir", "La Ferme-école du Bocage"]);
    assert_eq!(directory.unread, ["oublie"]);
}

#[test]
fn each_project_is_counted_while_it_is_read_before_anything_is_printed() {
    let place = tempfile::tempdir().expect("a folder");
    let mut notes = Diagnostics::new();
    let request = request(
        sample("ami-2025"),
        Wanted::Programme(ProgrammeDocument::Directory, jalon::document::Naming::Names),
    );
    let job = Job::new(&request, &mut notes).expect("a job");
    let printing = jalon::Printing {
        output: place.path().to_owned(),
        jobs: 1,
        deadline: std::time::Duration::from_secs(300),
        memory: 1 << 34,
    };
    let mut told = Vec::new();
    jalon::build(&job, &printing, &mut notes, &mut |progress| {
        told.push(match progress {
            Progress::Reading(count) => format!("{count} to read"),
            Progress::Read(id) => id.to_owned(),
            Progress::Start(count) => format!("{count} to print"),
            Progress::Done(id) => format!("{id} printed"),
        });
    })
    .expect("printed");
    let mut expected = vec!["7 to read".to_owned()];
    let mut ids: Vec<String> = fs::read_dir(sample("ami-2025/projets"))
        .expect("the sample")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    ids.sort();
    expected.extend(ids);
    expected.extend(["1 to print".to_owned(), "annuaire printed".to_owned()]);
    assert_eq!(told, expected);
}
