//! Codes of another questionnaire that are codes of this one by chance: never read without a word.

use jalon::read::Input;

use super::setting::read_own;

fn told(text: &str, mapping: &str) -> (String, usize) {
    let read = read_own("p", &[Input::bytes("a.csv", text.to_owned())], mapping);
    (read.told(), read.levels().len())
}

#[test]
fn a_code_beside_one_that_is_numbered_otherwise_is_refused() {
    let text = "repondant;horizon;Q1;Q08\n1;court;4;5\n";
    assert_eq!(
        told(text, ""),
        (
            "erreur : « Q1 » n'est pas un code du questionnaire, qui écrit « Q01 » : « Q08 » est peut-être, lui aussi, d'un autre questionnaire\n  \
             → a.csv:1:3, colonne « Q1 »\n  \
             aide : si ce sont les mêmes questions, renommez « Q1 » en « Q01 », et ainsi des autres ; \
             sinon, décrivez les vôtres dans questionnaire.toml, ou ajoutez ces colonnes à ignorer dans colonnes.toml"
                .to_owned(),
            0
        )
    );
    assert_eq!(told(text, "ignorer = [\"Q1\"]\n"), (String::new(), 1));
    assert_eq!(
        told(text, "[items]\nQ01 = \"Q1\"\nQ08 = \"Q08\"\n"),
        (String::new(), 2)
    );
}

#[test]
fn a_code_above_the_words_of_another_question_is_refused() {
    let rows = "repondant;horizon;Q08;Q01\n;;Où habitez-vous dans la commune ?;Je participe à toutes les décisions\n1;court;4;5\n";
    let two = "lignes_titres = 2\n";
    assert_eq!(
        told(rows, two),
        (
            "erreur : la colonne « Q08 » porte un autre texte que la question Q08 (« Ma qualité de vie au travail est bonne »)\n  \
             → a.csv:1:3, colonne « Q08 »\n  \
             aide : si c'est la même question, écrivez-le dans colonnes.toml, sous [items] : Q08 = \"Q08\" ; \
             sinon, décrivez les vôtres dans questionnaire.toml, ou ajoutez la colonne à ignorer dans colonnes.toml"
                .to_owned(),
            0
        )
    );
    let said = format!("{two}[items]\nQ08 = \"Q08\"\n");
    assert_eq!(told(rows, &said), (String::new(), 2));
    // Reworded, not another question.
    let reworded = rows.replace(
        "Où habitez-vous dans la commune ?",
        "Ma qualité de vie est bonne",
    );
    assert_eq!(told(&reworded, two), (String::new(), 2));
}

#[test]
fn a_code_lost_among_columns_of_something_else_is_refused() {
    let foreign = "Horodateur;Q08;âge;commune;canal;avis\n2024-06-03;4;30;Pau;web;bien\n";
    assert_eq!(
        told(foreign, ""),
        (
            "erreur : de ce fichier, seule la colonne « Q08 » porte un code du questionnaire, et 4 autres n'en viennent pas : c'est peut-être un autre questionnaire\n  \
             → a.csv:1:2, colonne « Q08 »\n  \
             aide : si c'est la même question, écrivez-le dans colonnes.toml, sous [items] : Q08 = \"Q08\" ; \
             sinon, décrivez les vôtres dans questionnaire.toml, ou ajoutez la colonne à ignorer dans colonnes.toml"
                .to_owned(),
            0
        )
    );
    // The very titles that are asked for say whose file it is; those of a tool say nothing.
    let (message, read) = told(
        &foreign
            .replace("Horodateur", "date")
            .replace("canal", "groupe"),
        "[groupes]\nweb = \"salaries\"\n",
    );
    assert_eq!(
        (message.lines().next(), read),
        (
            Some(
                "avertissement : 3 colonnes inconnues ne sont pas lues : « âge », « commune », « avis »"
            ),
            1
        )
    );
}

#[test]
fn a_question_announced_as_a_column_is_sent_to_its_own_table() {
    let (message, _) = told(
        "repondant;horizon;A\n1;court;4\n",
        "[colonnes]\nQ08 = \"A\"\n",
    );
    assert_eq!(
        message.lines().take(3).collect::<Vec<_>>().join("\n"),
        "erreur : « Q08 » est une question, et non une colonne\n  → colonnes.toml:2\n  aide : écrivez cette ligne sous [items]"
    );
}
