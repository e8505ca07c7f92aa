//! `jalon check` and `jalon init`: everything is told, nothing is written.

use std::fs;

use super::setting::{jalon, sample, snapshot, tree};

#[test]
fn the_faulty_sample_is_refused_and_every_fault_has_its_place_and_its_way_out() {
    let run = jalon(["check", "samples/projet-fautif"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    snapshot("projet-fautif", &run.err);
}

#[test]
fn the_sample_programme_is_accepted_and_nothing_is_written() {
    let before = tree(&sample(""));
    let run = jalon(["check", "samples/ami-2025"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    snapshot("ami-2025", &run.err);
    assert!(before == tree(&sample("")), "check wrote into the samples");
}

#[test]
fn one_project_is_checked_without_complaints_about_the_others_of_a_common_file() {
    let run = jalon([
        "check",
        "samples/ami-2025",
        "--projet",
        "maison-des-deux-rives",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    // One of its own decisions has no recommendation any more: nothing else is told.
    let own = "avertissement : la recommandation « SENS-02 » ne figure pas dans le dossier\n  \
               → projets/maison-des-deux-rives/decisions.toml:6, colonne « recommandation »\n  \
               aide : l'édition financeur imprime votre décision à part ; retirez-la si elle n'a plus lieu d'être\n";
    let summary = run.err.strip_prefix(own).unwrap_or_default();
    assert_eq!(summary.lines().count(), 1, "{}", run.err);
    assert!(
        summary.starts_with("maison-des-deux-rives : 2 mesures, "),
        "{}",
        run.err
    );
}

#[test]
fn a_common_file_that_is_about_other_projects_only_is_no_cause_for_complaint() {
    let run = jalon([
        "check",
        "samples/ami-2025",
        "--projet",
        "navettes-du-marais",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.starts_with("navettes-du-marais : "), "{}", run.err);
}

#[test]
fn a_project_with_its_own_questionnaire_is_told_out_of_a_common_file() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path();
    for id in ["avec", "sans"] {
        let folder = root.join("projets").join(id);
        std::fs::create_dir_all(&folder).expect("made");
        let text = "nom = \"Essai\"\nstructure = \"Coop\"\nterritoire = \"Bourg\"\nrecit = \"Un.\"\ndebut = 2024-01-15\n";
        std::fs::write(folder.join("projet.toml"), text).expect("written");
    }
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/src/model/questionnaire.toml");
    std::fs::copy(shipped, root.join("projets/avec/questionnaire.toml")).expect("copied");
    let rows = "projet;repondant;groupe;horizon;Q01\nsans;P1;salaries;court;4\navec;P1;salaries;court;4\navec;P2;salaries;court;4\n";
    std::fs::write(root.join("reponses.csv"), rows).expect("written");
    let run = jalon(["check".as_ref(), root.as_os_str()]);
    assert_eq!(run.code, 1);
    let told = "erreur : le projet « avec » a son propre questionnaire : ses réponses ne peuvent pas être dans un fichier \
                commun (2 fois, la première ci-dessous)\n  → reponses.csv:3:1, colonne « projet »\n  \
                aide : déposez-les dans le dossier du projet, ou retirez-en questionnaire.toml s'il répond à celui du \
                programme\n";
    assert!(run.err.contains(told), "{}", run.err);
}

#[test]
fn messages_for_machines_are_one_object_a_line() {
    let run = jalon(["check", "samples/projet-fautif", "--format", "json"]);
    assert_eq!(run.code, 1);
    let lines: Vec<serde_json::Value> = run
        .err
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(lines.len() > 30, "{} lines", lines.len());
    assert_eq!(
        lines[1],
        serde_json::json!({
            "gravite": "erreur",
            "message": "clé inconnue « territoir »",
            "lieu": { "fichier": "projet.toml", "ligne": 5 },
            "aide": "vouliez-vous dire « territoire » ?",
            "occurrences": 1,
        })
    );
    assert_eq!(
        lines.last(),
        Some(&serde_json::json!({ "projet": "projet-fautif", "laisse_de_cote": true }))
    );
}

#[test]
fn a_new_folder_is_accepted_with_a_warning_that_nobody_answered_yet() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("épicerie du bourg");
    let made = jalon(["init".as_ref(), folder.as_os_str()]);
    assert_eq!((made.code, made.out.as_str()), (0, ""), "{}", made.err);
    let shown = folder.display().to_string();
    assert_eq!(
        made.err,
        format!(
            "Dossier de projet créé : {shown}\n  {shown}/projet.toml\n  {shown}/questionnaire.toml\n  \
             {shown}/reponses.csv\n  {shown}/LISEZMOI.txt\n  {shown}/paroles.csv\n  {shown}/noms-a-masquer.txt\n  \
             {shown}/indicateurs.csv\n  {shown}/cotations.csv\n\
             « LISEZMOI.txt » dit par où commencer. Remplissez « projet.toml », déposez vos réponses dans le dossier, puis : jalon check \"{shown}\"\n"
        )
    );
    let run = jalon(["check".as_ref(), folder.as_os_str()]);
    assert_eq!(run.code, 0, "{}", run.err);
    snapshot("init-check", &run.err);
}

#[test]
fn a_folder_that_exists_is_never_filled_again() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("projet");
    jalon(["init".as_ref(), folder.as_os_str()]);
    let before = tree(&folder);
    let again = jalon(["init".as_ref(), folder.as_os_str()]);
    assert_eq!(again.code, 2);
    assert_eq!(
        again.err,
        format!(
            "erreur : « {}/projet.toml » existe déjà : rien n'a été remplacé, choisissez un autre dossier\n",
            folder.display()
        )
    );
    assert!(before == tree(&folder));
}

#[test]
fn a_form_on_line_is_read_under_its_own_titles() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("projet");
    jalon(["init".as_ref(), folder.as_os_str()]);
    let mut text = "Horodateur;Vous êtes :;Q01;Q05;Q33\n".to_owned();
    let people = [
        "Salarié.e",
        "salarié(e)s",
        "salarié-e-s",
        "Employés",
        "BÉNÉVOLE",
        "Salarié·e·s",
        "salariée",
    ];
    for (rank, person) in people.into_iter().enumerate() {
        text += &format!("2{}/02/2025 10:00:00;{person};4;5;3\n", rank + 1);
    }
    fs::write(folder.join("reponses.csv"), text).expect("written");
    let run = jalon(["check".as_ref(), folder.as_os_str()]);
    // Q33 is not put to employees: their answers were left out.
    assert_eq!(run.code, 1, "{}", run.err);
    let (_, told) = run
        .err
        .split_once("projet.toml:17")
        .expect("the words of the model");
    snapshot("formulaire-en-ligne", told);
}

/// A programme of projects whose folders have these names, each with two sound answers.
fn programme(root: &std::path::Path, ids: &[&str]) {
    for id in ids {
        let folder = root.join("projets").join(id);
        fs::create_dir_all(&folder).expect("made");
        let text = "nom = \"Essai\"\nstructure = \"Coop\"\nterritoire = \"Bourg\"\nrecit = \"Un.\"\ndebut = 2024-01-15\n";
        fs::write(folder.join("projet.toml"), text).expect("written");
        let rows = "repondant;groupe;horizon;Q01\nP1;salaries;court;4\nP2;salaries;court;4\n";
        fs::write(folder.join("reponses.csv"), rows).expect("written");
    }
    let text = "nom = \"Essai\"\nedition = \"2025\"\narrete_le = 2026-06-30\n";
    fs::write(root.join("programme.toml"), text).expect("written");
}

#[test]
fn folders_that_cannot_name_a_file_are_left_out_and_the_others_are_printed() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("programme");
    programme(&root, &["Lavoir", "bon", "lavoir", "…"]);
    let faults = "erreur : « Lavoir » et « lavoir » donneraient le même fichier « lavoir » : changez l'un des deux identifiants\n  \
                  aide : renommez le dossier de l'un des projets\n\
                  erreur : l'identifiant « … » ne peut pas nommer un fichier : donnez-lui au moins une lettre ou un chiffre\n  \
                  aide : renommez le dossier du projet : lettres, chiffres et traits d'union\n";
    let checked = jalon(["check".as_ref(), root.as_os_str()]);
    assert_eq!(checked.code, 1);
    assert!(checked.err.contains(faults), "{}", checked.err);
    let output = place.path().join("dossiers");
    let built = jalon([
        "build".as_ref(),
        root.as_os_str(),
        "-o".as_ref(),
        output.as_os_str(),
    ]);
    assert_eq!(built.code, 1);
    assert!(built.err.contains(faults), "{}", built.err);
    let files: Vec<_> = tree(&output).into_keys().collect();
    let files: Vec<&str> = files.iter().filter_map(|path| path.to_str()).collect();
    assert_eq!(files, ["bon.pdf", "manifeste.json"]);
    for id in ["Lavoir", "lavoir", "…"] {
        let line = format!(
            "  {id} : le nom de son dossier ne donne pas de nom de fichier, ou donne celui d'un autre projet\n"
        );
        assert!(built.err.contains(&line), "{}", built.err);
    }
}

#[test]
fn answers_that_were_left_out_show_in_the_exit_code() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path(), &["bon"]);
    assert_eq!(jalon(["check".as_ref(), place.path().as_os_str()]).code, 0);
    let rows = "repondant;groupe;horizon;Q01\nP1;salaries;court;5\n";
    let second = place.path().join("projets/bon/suite.csv");
    fs::write(second, rows).expect("written");
    let run = jalon(["check".as_ref(), place.path().as_os_str()]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err
            .contains("avertissement : 2 réponses se contredisent"),
        "{}",
        run.err
    );
}

#[test]
fn answers_that_nobody_reads_show_in_the_exit_code() {
    let code = |name: &str, beside: bool| {
        let place = tempfile::tempdir().expect("a folder");
        programme(place.path(), &["bon"]);
        let folder = place.path().join("projets/bon");
        let (answers, moved) = (folder.join("reponses.csv"), folder.join(name));
        fs::create_dir_all(moved.parent().expect("a folder")).expect("made");
        fs::copy(&answers, &moved).expect("copied");
        if !beside {
            fs::remove_file(answers).expect("removed");
        }
        jalon(["check".as_ref(), place.path().as_os_str()]).code
    };
    assert_eq!(code("reponses/r.csv", false), 1);
    assert_eq!(code("../r.csv", false), 1);
    assert_eq!(code("r.numbers", false), 1);
    // What the answers were exported from may stay beside them.
    assert_eq!(code("r.numbers", true), 0);
    assert_eq!(code("notes-de-reunion.txt", false), 0);
}

#[test]
fn the_files_that_the_mapping_speaks_of_have_to_be_there() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path(), &["bon"]);
    let mapping =
        "[fichiers]\n\"reponse.csv\" = { vague = \"V1\" }\n\"zzz.xlsx\" = { vague = \"V1\" }\n";
    let told = "erreur : aucun fichier de réponses ne s'appelle « reponse.csv »\n  → colonnes.toml:2\n  aide : vouliez-vous dire « reponses.csv » ?\n\
         erreur : aucun fichier de réponses ne s'appelle « zzz.xlsx »\n  → colonnes.toml:3\n  aide : fichiers de réponses lus ici : reponses.csv\n";
    fs::write(place.path().join("colonnes.toml"), mapping).expect("written");
    let run = jalon(["check".as_ref(), place.path().as_os_str()]);
    assert_eq!((run.code, run.err.as_str()), (2, told));
    let project = place.path().join("projets/bon");
    fs::rename(
        place.path().join("colonnes.toml"),
        project.join("colonnes.toml"),
    )
    .expect("moved");
    let run = jalon(["check".as_ref(), project.as_os_str()]);
    assert_eq!(
        (run.code, run.err),
        (
            1,
            format!("{told}bon : laissé de côté, ses fichiers contiennent des erreurs\n")
        )
    );
}

#[test]
fn the_names_of_the_list_stand_in_no_message() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("atelier");
    fs::create_dir(&root).expect("made");
    let text =
        "nom = \"A\"\nstructure = \"S\"\nterritoire = \"T\"\nrecit = \"R\"\ndebut = 2025-01-06\n";
    fs::write(root.join("projet.toml"), text).expect("written");
    fs::write(
        root.join("noms-a-masquer.txt"),
        "Moussa Ouldkaci\nZbrigniewska\n",
    )
    .expect("written");
    let mut rows = "repondant;groupe;date;Q01;Avis de zbrigniewska;Q02 (Ouldkaci)\n".to_owned();
    for person in 1..=6 {
        rows += &format!("{person};salariés;2025-02-03;{};oui;3\n", 1 + person % 5);
    }
    fs::write(root.join("reponses.csv"), rows).expect("written");
    fs::write(
        root.join("cotations.csv"),
        "critere;horizon;note;Ouldkaci\nC01;court;7;oui\n",
    )
    .expect("written");
    for format in ["texte", "json"] {
        let run = jalon(["check", root.to_str().expect("UTF-8"), "--format", format]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(!run.err.to_lowercase().contains("ouldkaci"), "{}", run.err);
        assert!(
            !run.err.to_lowercase().contains("zbrigniewska"),
            "{}",
            run.err
        );
        if format == "texte" {
            let told = run.err.lines().take(6).collect::<Vec<_>>().join("\n");
            assert_eq!(
                told,
                "avertissement : cette colonne n'est pas lue\n  → cotations.csv:1:4, colonne « […] »\n  \
                 aide : colonnes connues : critere, horizon, note, argument, date, participants\n\
                 avertissement : 2 colonnes inconnues ne sont pas lues : « Avis de […] », « Q02 ([…]) »\n  → reponses.csv:1\n  \
                 aide : si l'une d'elles compte, nommez-la dans colonnes.toml ; sinon, ajoutez-la à ignorer pour ne plus voir cet avertissement"
            );
        }
    }
}
