//! What would be missing on paper, or stand there under another group, without a word: told by `check`.

use std::fs;

use super::contradicted::{checked, project, replace};

#[test]
fn what_is_aimed_at_or_said_to_be_measured_without_a_question_is_told() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "ferme-ecole-du-bocage");
    let questions = folder.join("questionnaire.toml");
    replace(&questions, "critere = \"C18\"", "critere = \"C17\"");
    replace(&questions, "critere = \"C20\"", "critere = \"C19\"");
    replace(
        &questions,
        "\"organisation_claire\"",
        "\"organisation_clair\"",
    );
    let file = folder.join("projet.toml");
    replace(
        &file,
        "note_donnees",
        "criteres_vises = [\"C01\", \"C18\", \"C20\"]\nnote_donnees",
    );
    replace(
        &file,
        "criteres = [\"C12\", \"C18\"]\nattendu",
        "criteres = [\"C18\"]\nmesure",
    );
    let answers = folder.join("reponses.csv");
    let text = fs::read_to_string(&answers).expect("there");
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| {
            ![";C17;", ";C18;", ";C19;", ";C20;"]
                .iter()
                .any(|code| line.contains(code))
        })
        .collect();
    fs::write(&answers, kept.join("\n")).expect("written");
    assert_eq!(
        checked(&folder, "2026-06-30"),
        "avertissement : aucune question ni note de l'équipe ne porte sur des critères visés : C18, C20\n  → projet.toml\n  \
         aide : ajoutez une question à questionnaire.toml ou une ligne à cotations.csv, ou retirez de criteres_vises ce qui ne sera pas mesuré\n\
         avertissement : l'étape « Des installations qui durent, à plusieurs » est dite mesurée, mais aucune question ni note de \
         l'équipe ne porte sur ses critères\n  → projet.toml\n  \
         aide : écrivez attendu = true à la place de mesure = true, ou corrigez ses critères\n\
         avertissement : le thème « organisation_clair » de la question « F01 » n'est lu par aucune règle\n  \
         → questionnaire.toml\n  aide : vouliez-vous dire « organisation_claire » ?"
    );
}

#[test]
fn quotes_that_people_agreed_to_and_that_are_kept_back_are_counted() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "lavoir-commun");
    let table = folder.join("paroles.csv");
    replace(
        &table,
        ";entretien;oui;valide;",
        ";questionnaire;oui;valide;",
    );
    let told = checked(&folder, "2026-06-30");
    assert!(
        told.starts_with(
            "avertissement : 4 paroles de questionnaire, relues et acceptées, ne sont pas imprimées : trop peu de personnes ont \
             répondu, ou leur sujet est sensible\n  → paroles.csv\n  \
             aide : seule une parole d'entretien, acceptée par écrit par son auteur, peut alors l'être\n"
        ),
        "{told}"
    );
}

#[test]
fn a_quote_lent_to_another_group_than_that_of_the_answers_is_told() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "ferme-ecole-du-bocage");
    let quotes = |rows: &str| {
        let table = format!("repondant;groupe;vague;texte;origine\n{rows}");
        fs::write(folder.join("paroles.csv"), table).expect("written");
        checked(&folder, "2026-06-30")
    };
    // The second is an employee as the answers say, the third has not answered, and an interview has its own numbers.
    let others = "1;salarié;V1;On décide ensemble.;questionnaire\n99;stagiaire;V1;On décide ensemble.;questionnaire\n\
                  1;stagiaire;V1;On décide ensemble.;entretien\n";
    assert_eq!(quotes(others), "");
    assert_eq!(
        quotes(&format!(
            "1;stagiaire;V1;On décide ensemble.;questionnaire\n11;salarié;;On décide ensemble.;questionnaire\n{others}"
        )),
        "avertissement : 2 paroles portent un groupe qui n'est pas celui des réponses de la même personne\n  \
         → paroles.csv, colonne « groupe »\n  \
         aide : corrigez « groupe », « vague » ou « repondant » : une parole ne doit pas être prêtée à d'autres"
    );
}

#[test]
fn files_that_each_have_their_group_are_asked_too_whose_a_quote_is() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), "ferme-ecole-du-bocage");
    let answers = folder.join("reponses.csv");
    let text = fs::read_to_string(&answers).expect("there");
    let mut lines = text.lines();
    let titles: Vec<&str> = lines.next().expect("titles").split(';').collect();
    let group = titles
        .iter()
        .position(|title| *title == "groupe")
        .expect("there");
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(';').collect()).collect();
    let write = |name: &str, wanted: &dyn Fn(&str) -> bool| {
        let rows = rows.iter().filter(|row| wanted(row[group]));
        let without = |row: &[&str]| {
            let kept = row.iter().enumerate().filter(|(rank, _)| *rank != group);
            kept.map(|(_, cell)| *cell).collect::<Vec<_>>().join(";")
        };
        let text: Vec<String> = std::iter::once(without(&titles))
            .chain(rows.map(|row| without(row)))
            .collect();
        fs::write(folder.join(name), text.join("\n")).expect("written");
    };
    let is_employee = |group: &str| group.starts_with("salari");
    write("salaries.csv", &is_employee);
    write("stagiaires.csv", &|group| !is_employee(group));
    fs::remove_file(&answers).expect("there");
    let said = "[fichiers]\n\"salaries.csv\" = { groupe = \"salaries\" }\n\"stagiaires.csv\" = { groupe = \"beneficiaires\" }\n";
    fs::write(folder.join("colonnes.toml"), said).expect("written");
    let quotes = |rows: &str| {
        let table = format!("repondant;groupe;vague;texte;origine\n{rows}");
        fs::write(folder.join("paroles.csv"), table).expect("written");
        checked(&folder, "2026-06-30")
    };
    assert_eq!(
        quotes("1;salarié;V1;On décide ensemble.;questionnaire\n"),
        ""
    );
    assert_eq!(
        quotes("1;stagiaire;V1;On décide ensemble.;questionnaire\n"),
        "avertissement : 1 parole porte un groupe qui n'est pas celui des réponses de la même personne\n  \
         → paroles.csv, colonne « groupe »\n  \
         aide : corrigez « groupe », « vague » ou « repondant » : une parole ne doit pas être prêtée à d'autres"
    );
}
