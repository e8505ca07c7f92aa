//! A register of editions beside answers or thresholds that are no longer its own: what is told, by every verb.

use std::fs;

use super::publishing::{answers, project, publish};
use super::setting::{copy, jalon};

#[test]
fn a_register_of_another_project_is_told() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path());
    assert_eq!(publish(&folder).code, 0);
    let other = place.path().join("autre");
    copy(&folder, &other);
    let run = jalon(["check".as_ref(), other.as_os_str()]);
    assert_eq!(run.code, 0, "{}", run.err);
    let told = "avertissement : ce registre a été écrit pour le projet « atelier »\n  → publications.json\n  \
        aide : si le dossier a été renommé ou copié, rien à faire ; sinon, remettez le registre de ce projet : sans lui, rien \
        n'empêche de comparer deux éditions\n";
    assert!(run.err.starts_with(told), "{}", run.err);
    // Its own next edition is its own.
    answers(&other, |person| (person * 3) % 5 + 1);
    assert_eq!(publish(&other).code, 0);
    let run = jalon(["check".as_ref(), other.as_os_str()]);
    assert!(!run.err.contains("ce registre"), "{}", run.err);
}

#[test]
fn a_threshold_raised_after_an_edition_is_told_where_it_leaves_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("ami");
    let folder = root.join("projets/atelier");
    fs::create_dir_all(root.join("projets")).expect("made");
    fs::rename(project(place.path()), &folder).expect("moved");
    let programme = |score: u32| {
        let text = format!(
            "nom = \"A\"\nedition = \"2026\"\narrete_le = 2026-06-30\n[seuils]\nscore = {score}\n"
        );
        fs::write(root.join("programme.toml"), text).expect("written");
    };
    // Eight of fourteen answered the third question: six stand apart.
    let mut rows = "repondant;vague;groupe;Q01;Q02;Q03\n".to_owned();
    for person in 0..14 {
        let third = if person < 8 {
            (person % 5 + 1).to_string()
        } else {
            String::new()
        };
        rows += &format!(
            "P{person};V1;salaries;{};{};{third}\n",
            person % 4 + 1,
            person % 5 + 1
        );
    }
    fs::write(folder.join("reponses.csv"), rows).expect("written");
    programme(5);
    assert_eq!(publish(&root).code, 0);
    programme(8);
    let told = "avertissement : 10 chiffres déjà publiés ne sont plus montrés : comparés aux éditions précédentes, ils désigneraient \
        quelques personnes\n  → projets/atelier/publications.json\n  aide : un seuil de programme.toml a été relevé depuis la \
        dernière édition : revenez à celui d'alors pour les montrer de nouveau\n";
    let run = jalon(["check".as_ref(), root.as_os_str()]);
    assert!(run.err.starts_with(told), "{}", run.err);
    let run = publish(&root);
    assert_eq!(run.code, 1);
    assert!(run.err.starts_with(told), "{}", run.err);
}

/// Each of two runs would have replaced what the other wrote: what that one had told was forgotten.
#[test]
fn editions_published_at_once_all_count_or_are_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path());
    let runs: Vec<_> = std::thread::scope(|threads| {
        let runs: Vec<_> = (0..4).map(|_| threads.spawn(|| publish(&folder))).collect();
        let ended = runs.into_iter().map(|run| run.join().expect("it ends"));
        ended.collect()
    });
    let recorded = runs.iter().filter(|run| run.err.contains(" enregistrée, "));
    let told: Vec<&str> = runs.iter().map(|run| run.err.as_str()).collect();
    let register = fs::read_to_string(folder.join("publications.json")).expect("recorded");
    let kept = register.matches("\"numero\"").count();
    assert_eq!(recorded.count(), kept, "{told:#?}");
    for run in &runs {
        let refused = [
            "une autre publication est en cours",
            "une autre édition vient d'être enregistrée",
        ];
        let is_refused = refused.iter().any(|reason| run.err.contains(reason));
        assert_eq!(run.code == 0, !is_refused, "{}", run.err);
    }
}

#[test]
fn a_run_that_was_cut_short_is_told_with_the_way_out() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path());
    let lock = folder.join("publications.json.verrou");
    fs::write(&lock, "").expect("written");
    let run = publish(&folder);
    let told = format!(
        "erreur : une autre publication est en cours : attendez sa fin, puis relancez ; s'il n'y en a pas, supprimez « {} »\n",
        lock.display()
    );
    assert_eq!(run.err, told);
    assert_ne!(run.code, 0);
    assert!(!folder.join("publications.json").exists());
    let run = jalon(["check".as_ref(), folder.as_os_str()]);
    assert_eq!(run.code, 0, "it is no table of answers: {}", run.err);
}
