//! What stands in a folder: links, pipes, files that cannot be opened.

use std::fs;

use jalon::diagnostic::Diagnostics;
use jalon::read::{Input, discover};

use super::setting::read_own;

const GOOD: &str = "repondant,horizon,item,reponse\n1,court,Q08,4\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("projet.toml"), "nom = \"Essai\"\n").expect("written");
    fs::write(folder.path().join("reponses.csv"), GOOD).expect("written");
    folder
}

#[test]
fn a_file_that_is_not_there_any_more_is_told() {
    let read = read_own("p", &[Input::path("a.csv", "/nowhere/a.csv")], "");
    assert_eq!(
        read.told(),
        "erreur : le fichier n'existe pas, ou a disparu pendant la lecture\n  → a.csv\n  aide : vérifiez qu'il n'a pas été déplacé, puis recommencez"
    );
}

#[test]
fn side_tables_are_no_answers_and_a_folder_named_like_a_table_is_none() {
    let folder = folder();
    fs::write(folder.path().join("paroles.csv"), "texte\n").expect("written");
    fs::create_dir(folder.path().join("vieux.csv")).expect("made");
    let found = discover(folder.path(), &mut Diagnostics::new()).expect("a project");
    let names: Vec<&str> = found.projects[0]
        .answers
        .iter()
        .map(|input| input.name.as_str())
        .collect();
    assert_eq!(names, ["reponses.csv"]);
    assert_eq!(found.projects[0].tables.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_named_like_a_table_is_refused_and_never_opened() {
    let folder = folder();
    let pipe = folder.path().join("tube.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo here");
        return;
    }
    let read = read_own("p", &[Input::path("tube.csv", &pipe)], "");
    assert_eq!(
        read.told(),
        "erreur : ce n'est pas un fichier ordinaire\n  → tube.csv\n  aide : remplacez-le par un vrai fichier"
    );
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_folder_counts_once_and_one_that_leaves_it_is_refused() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("secret.csv"), GOOD).expect("written");
    let folder = folder();
    symlink(
        folder.path().join("reponses.csv"),
        folder.path().join("lien_bon.csv"),
    )
    .expect("linked");
    symlink(
        outside.path().join("secret.csv"),
        folder.path().join("lien_dehors.csv"),
    )
    .expect("linked");
    let mut notes = Diagnostics::new();
    let found = discover(folder.path(), &mut notes).expect("a project");
    let names: Vec<&str> = found.projects[0]
        .answers
        .iter()
        .map(|input| input.name.as_str())
        .collect();
    assert_eq!(names, ["reponses.csv"]);
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "avertissement : ce fichier est déjà lu sous un autre nom : il n'est compté qu'une fois\n  → lien_bon.csv\n  aide : retirez le raccourci, ou l'autre fichier",
            "erreur : ce raccourci mène hors du dossier : il n'est pas suivi\n  → lien_dehors.csv\n  aide : copiez le fichier dans le dossier",
        ]
    );
}

#[test]
fn a_file_that_may_hold_answers_and_is_not_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("projets/p");
    fs::create_dir_all(&project).expect("made");
    for (name, text) in [
        ("programme.toml", ""),
        ("paroles.csv", "texte\n"),
        ("notes.txt", "rien"),
        ("projets/oubli.csv", GOOD),
        ("projets/p/projet.toml", "nom = \"Essai\"\n"),
        ("projets/p/vague1.tsv", GOOD),
        ("projets/p/Vague2.XLS", ""),
        ("projets/p/vague3.txt", GOOD),
        ("projets/p/noms-a-masquer.txt", "Durand"),
        ("projets/p/~$vague4.xlsx", ""),
        ("projets/p/export.zip", ""),
        ("projets/p/rapport.pdf", ""),
        ("projets/p/Paroles.xlsx", ""),
        ("projets/p/paroles.csv", "texte\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let mut notes = Diagnostics::new();
    let found = discover(folder.path(), &mut notes).expect("a programme");
    let names = |inputs: &[Input]| -> Vec<String> {
        inputs.iter().map(|input| input.name.clone()).collect()
    };
    assert!(found.answers.is_empty());
    // Survey tools call text and OpenDocument « .xls »: such a file is opened, and its bytes decide.
    assert_eq!(
        names(&found.projects[0].answers),
        ["projets/p/Vague2.XLS", "projets/p/vague1.tsv"]
    );
    assert_eq!(names(&found.projects[0].tables), ["projets/p/Paroles.xlsx"]);
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "avertissement : ce tableau n'est pas lu : il concerne un projet\n  → paroles.csv\n  \
             aide : déposez-le dans le dossier de ce projet",
            "avertissement : ce fichier n'est pas lu : il est à côté des dossiers de projets\n  → projets/oubli.csv\n  \
             aide : déposez-le dans le dossier de son projet, ou dans « reponses » s'il en concerne plusieurs",
            "avertissement : ce fichier n'est pas lu : les archives ne sont pas ouvertes\n  → projets/p/export.zip\n  \
             aide : décompressez-la, puis déposez les fichiers qu'elle contient",
            "erreur : un autre fichier « paroles » est déjà dans ce dossier\n  → projets/p/paroles.csv\n  \
             aide : gardez celui qui est à jour",
            "avertissement : ce fichier n'est pas lu : son nom n'annonce pas un tableau\n  → projets/p/vague3.txt\n  \
             aide : si ce sont des réponses, renommez-le en .csv ; sinon, rangez-le ailleurs",
        ]
    );
}

/// Writes files below a folder and gives what looking at it tells.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let mut notes = Diagnostics::new();
    discover(folder.path(), &mut notes);
    notes
        .iter()
        .map(|note| {
            let root = folder.path().display().to_string();
            note.to_string().replace(&root, "DOSSIER")
        })
        .collect()
}

#[test]
fn tables_under_a_name_that_nothing_reads_are_told() {
    let unread = |why: &str, file: &str, hint: &str| {
        format!("avertissement : ce fichier n'est pas lu : {why}\n  → {file}\n  aide : {hint}")
    };
    let web = "les pages web et le XML ne sont pas des tableaux";
    let export = "exportez les réponses en CSV, JSON ou .xlsx depuis l'outil d'enquête";
    assert_eq!(
        told(&[
            ("projet.toml", ""),
            ("LISEZMOI", ""),
            ("a.jsonl", GOOD),
            ("b.ndjson", GOOD),
            ("c", GOOD),
            ("d.fods", GOOD),
            ("e.xml", GOOD),
            ("f.html", GOOD),
            ("g.pdf", GOOD),
        ]),
        [
            unread(
                "son nom n'annonce pas un tableau",
                "a.jsonl",
                "renommez-le en .json : un objet par ligne se lit aussi"
            ),
            unread(
                "son nom n'annonce pas un tableau",
                "b.ndjson",
                "renommez-le en .json : un objet par ligne se lit aussi"
            ),
            unread(
                "son nom n'a pas d'extension",
                "c",
                "si ce sont des réponses, ajoutez .csv à la fin de son nom ; sinon, rangez-le ailleurs"
            ),
            unread(
                "ce format de classeur n'est pas accepté",
                "d.fods",
                "enregistrez-le en .ods ou en .xlsx dans votre tableur"
            ),
            unread(web, "e.xml", export),
            unread(web, "f.html", export),
        ]
    );
}

#[test]
fn texts_under_nearly_their_name_are_told_with_the_right_one() {
    let near = |file: &str, name: &str| {
        format!(
            "avertissement : ce fichier n'est pas lu : son nom n'est pas celui attendu\n  → {file}\n  aide : vouliez-vous dire « {name} » ?"
        )
    };
    assert_eq!(
        told(&[
            ("projet.toml", ""),
            ("projet-2024.toml", ""),
            ("mes-regles.toml", ""),
            ("colonne.toml", ""),
            ("questionnaires.toml", ""),
            ("decision.toml", ""),
            ("colonnes.toml.txt", ""),
        ]),
        [
            "avertissement : ce fichier n'est pas lu : son nom se termine par « .txt »\n  → colonnes.toml.txt\n  \
             aide : renommez-le pour qu'il finisse par « .toml » ; sous Windows, cochez d'abord « Extensions de noms de fichiers » dans le menu Affichage"
                .to_owned(),
            near("colonne.toml", "colonnes.toml"),
            near("decision.toml", "decisions.toml"),
            near("questionnaires.toml", "questionnaire.toml"),
        ]
    );
}

#[test]
fn a_project_file_under_nearly_its_name_is_what_the_folder_lacks() {
    let lacks = |hint: &str| {
        format!(
            "erreur : ce dossier ne contient ni « programme.toml » ni « projet.toml »\n  → DOSSIER\n  aide : {hint}"
        )
    };
    assert_eq!(
        told(&[("projet.toml.txt", "")]),
        [lacks(
            "renommez « projet.toml.txt » en « projet.toml » ; sous Windows, cochez d'abord « Extensions de noms de fichiers » dans le menu Affichage"
        )]
    );
    for name in ["Projet.docx", "projet.toml.rtf", "projet.odt"] {
        assert_eq!(
            told(&[(name, "")]),
            [lacks(&format!(
                "« {name} » vient d'un traitement de texte : enregistrez-le en texte brut, sous le nom « projet.toml »"
            ))]
        );
    }
    assert_eq!(
        told(&[("projets.toml", "")]),
        [lacks(
            "« projets.toml » est peut-être « projet.toml » : renommez-le"
        )]
    );
}

#[test]
fn folders_of_tables_that_are_not_read_are_told_and_those_of_results_are_not() {
    let unread = |folder: &str| {
        format!(
            "avertissement : ce dossier n'est pas lu, et il contient des tableaux\n  → {folder}\n  aide : si ce sont des réponses, déposez les fichiers dans le dossier qui le contient ; sinon, rangez-le ailleurs"
        )
    };
    assert_eq!(
        told(&[
            ("projet.toml", ""),
            ("reponses/r.csv", GOOD),
            ("vieux/r.xlsx", GOOD),
            ("photos/a.jpg", ""),
            ("chiffres/chiffres.csv", GOOD),
            ("chiffres/manifeste-chiffres.json", "{}"),
            ("schemas/projet.schema.json", "{}"),
        ]),
        [unread("reponses"), unread("vieux")]
    );
    assert_eq!(
        told(&[
            ("programme.toml", ""),
            ("projets/p/projet.toml", ""),
            ("projets/p/reponses/r.csv", GOOD),
            ("reponses/r.csv", GOOD),
            ("reponses/2024/r.csv", GOOD),
            ("reponses/colonnes.toml", ""),
        ]),
        [
            unread("reponses/2024"),
            "avertissement : ce fichier n'est pas lu à cet endroit\n  → reponses/colonnes.toml\n  \
             aide : déposez-le dans le dossier du programme, à côté de « programme.toml »"
                .to_owned(),
            unread("projets/p/reponses"),
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_told_when_it_would_be_read() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    for name in ["boucle.csv", "boucle"] {
        let link = folder.path().join(name);
        symlink(&link, &link).expect("linked");
    }
    let mut notes = Diagnostics::new();
    discover(folder.path(), &mut notes).expect("a project");
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        told[0],
        "erreur : ce raccourci ne mène à aucun fichier, ou tourne en rond : il n'est pas suivi\n  → boucle.csv\n  \
         aide : retirez-le, ou remplacez-le par le fichier"
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_nobody_may_look_into_is_told_and_lacks_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().expect("a folder");
    let closed = root.path().join("projets/p");
    fs::create_dir_all(&closed).expect("made");
    fs::write(closed.join("projet.toml"), "nom = \"Essai\"\n").expect("written");
    let allow = |mode| fs::set_permissions(&closed, fs::Permissions::from_mode(mode));
    allow(0).expect("closed");
    if fs::read_dir(&closed).is_ok() {
        eprintln!("skipped: nothing is closed to this user");
        return;
    }
    let mut notes = Diagnostics::new();
    let found = discover(root.path(), &mut notes).expect("a programme");
    let alone = discover(&closed, &mut Diagnostics::new());
    allow(0o700).expect("opened");
    assert_eq!(alone, None);
    assert!(found.projects[0].project.is_some());
    let told: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "erreur : ce dossier ne peut pas être parcouru : l'accès est refusé\n  → projets/p/\n  aide : donnez-vous le droit de lecture sur ce dossier"
        ]
    );
}
