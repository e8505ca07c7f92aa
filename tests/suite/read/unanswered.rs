//! Rows of people who opened a form and left, and of questions that a tool did not show.

use jalon::read::Input;

use super::setting::{project, read_own, read_with, wave};

#[test]
fn a_row_without_any_answer_needs_neither_date_nor_group() {
    let rows = "submitdate;Vous êtes;Q08;Q01\n2024-06-03 10:00:00;salariés;4;5\n";
    for empty in [";;;", ";salariés;;", "2024-06-04 10:00:00;;;", ";;N/A;N/A"] {
        let text = format!("{rows}{empty}\n");
        let read = read_own("p", &[Input::bytes("a.csv", text)], "");
        assert_eq!(
            (read.told().as_str(), read.levels()),
            ("", vec![("court", 4), ("court", 5)]),
            "{empty}"
        );
    }
}

#[test]
fn an_answer_without_its_date_is_told_as_unfinished() {
    let mut own = project("p");
    own.waves = vec![wave("V1", None), wave("V2", None)];
    let text = "submitdate;Vous êtes;Q08\n;salariés;4\n";
    let read = read_with(vec![own], &[Input::bytes("a.csv", text)], "", Some(0));
    assert_eq!(
        read.told(),
        "erreur : la date n'est pas indiquée, et rien d'autre ne dit de quelle vague est la réponse\n  → a.csv:2:1, colonne « submitdate »\n  \
         aide : complétez la date, ou ajoutez une colonne « vague » ; dans l'export d'un outil d'enquête, c'est sans doute une réponse non terminée : n'exportez que les réponses terminées"
    );
}

#[test]
fn a_column_taken_for_the_group_can_be_put_aside() {
    let text = "Horodateur;Vous êtes ?;Q08\n2024-06-03;une femme;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "erreur : le groupe (valeur masquée de 9 signes) n'est pas dans le questionnaire\n  → a.csv:2:2, colonne « Vous êtes ? »\n  \
         aide : groupes connus : salaries, beneficiaires ; ajoutez cette façon de l'écrire à [groupes] de colonnes.toml, ou, si cette colonne ne dit pas le groupe, son titre à ignorer"
    );
    let read = read_own(
        "p",
        &[Input::bytes("a.csv", text)],
        "ignorer = [\"Vous êtes ?\"]\n",
    );
    assert_eq!(
        (read.told().as_str(), read.levels()),
        ("", vec![("court", 4)])
    );
}
