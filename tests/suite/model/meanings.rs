//! A word of a questionnaire has one meaning: a level, a reason for no answer, a group, a question.

use jalon::diagnostic::Diagnostics;
use jalon::model::{Referential, questionnaire};

use super::told;

const LEVELS: &str = "niveaux = [\"Non\", \"Un peu\", \"Assez\", \"Oui\"]\n";

const GROUP: &str = "[[groupes]]\nid = \"g\"\nlibelle = \"gens\"\n";

/// What is told of a questionnaire of one scale, with its groups and its questions.
fn told_of(scale: &str, groups: &str, items: &[(&str, &str)]) -> Vec<String> {
    let items = items.iter().map(|(id, words)| {
        format!(
            "[[items]]\nid = \"{id}\"\nlibelle = \"{words}\"\ncritere = \"C01\"\nechelle = \"e\"\n"
        )
    });
    let items: Vec<String> = items.collect();
    let text = format!(
        "nom = \"Q\"\n[[echelles]]\nid = \"e\"\n{scale}{groups}{}",
        items.concat()
    );
    let mut notes = Diagnostics::new();
    questionnaire::parse(&text, "q.toml", &Referential::embedded(), &mut notes);
    told(&notes)
}

#[test]
fn a_word_of_a_scale_has_one_meaning() {
    let text = "nom = \"Q\"\n[[echelles]]\nid = \"trois\"\nniveaux = [\"Non\", \"Peut-être\", \"Oui\"]\nne_sait_pas = [\"3\", \"98\"]\n\
                non_concerne = [\"peut-etre\"]\n[echelles.synonymes]\n\"oui\" = \"Non\"\n\"Si\" = \"Oui\"\n\"1\" = \"Oui\"\n\
                [[groupes]]\nid = \"tous\"\nlibelle = \"tous\"\n[[items]]\nid = \"Q01\"\nlibelle = \"?\"\ncritere = \"C01\"\nechelle = \"trois\"\n";
    let mut notes = Diagnostics::new();
    let read = questionnaire::parse(text, "q.toml", &Referential::embedded(), &mut notes);
    assert!(read.is_none());
    assert_eq!(
        told(&notes),
        [
            "erreur : « ne_sait_pas » : « 3 » est aussi le numéro d'un niveau de l'échelle\n  → q.toml:5\n  \
             aide : retirez ce mot de la liste, ou changez le niveau : une même réponse ne peut pas avoir deux sens",
            "erreur : « non_concerne » : « peut-etre » est aussi un niveau de l'échelle\n  → q.toml:6\n  \
             aide : retirez ce mot de la liste, ou changez le niveau : une même réponse ne peut pas avoir deux sens",
            "erreur : « synonymes » : « oui » est lui-même un autre niveau de l'échelle\n  → q.toml:7\n  \
             aide : retirez ce synonyme : une même réponse ne peut pas avoir deux sens",
        ]
    );
}

#[test]
fn an_absent_answer_has_one_reason_and_a_spelling_one_level() {
    let words = "ne_sait_pas = [\"NSP\", \"98\"]\nnon_concerne = [\"nsp\", \"99\"]\n[echelles.synonymes]\n\
                 \"Bien sûr\" = \"Oui\"\n\"bien sur\" = \"Assez\"\n\"99\" = \"Non\"\n";
    let twice = |word: &str| {
        format!(
            "erreur : « synonymes » : « {word} » a deux sens\n  → q.toml:7\n  \
             aide : gardez-en un : les accents et les majuscules ne distinguent pas deux réponses"
        )
    };
    assert_eq!(
        told_of(&format!("{LEVELS}{words}"), GROUP, &[("Q1", "?")]),
        [
            "erreur : « non_concerne » : « nsp » est aussi dans « ne_sait_pas »\n  → q.toml:6\n  \
             aide : retirez ce mot de l'une des deux listes : une même réponse ne peut pas avoir deux sens"
                .to_owned(),
            twice("99"),
            twice("bien sur"),
        ]
    );
}

#[test]
fn a_level_is_not_at_both_ends() {
    let both = "favorables = [\"Un peu\", \"Assez\", \"Oui\"]\n";
    assert_eq!(
        told_of(&format!("{LEVELS}{both}"), GROUP, &[("Q1", "?")]),
        [
            "erreur : le niveau « Un peu » compte à la fois comme favorable et comme défavorable\n  → q.toml:5\n  \
             aide : écrivez favorables et defavorables, sans niveau commun"
        ]
    );
    assert_eq!(
        told_of("niveaux = [\"Oui\"]\n", GROUP, &[("Q1", "?")])[0],
        "erreur : 1 niveau de réponse\n  → q.toml:4\n  aide : écrivez de 2 à 11 niveaux, du moins au plus favorable"
    );
    let apart = format!("{LEVELS}{both}defavorables = [\"Non\"]\n");
    assert!(told_of(&apart, GROUP, &[("Q1", "?")]).is_empty());
}

#[test]
fn a_name_means_one_group_and_none_means_everybody() {
    let groups = "[[groupes]]\nid = \"equipe\"\nlibelle = \"équipe\"\nsynonymes = [\"Équipe\", \"salariés\"]\n\
                  [[groupes]]\nid = \"ensemble\"\nlibelle = \"Salariés\"\nsynonymes = [\"équipe\"]\n";
    assert_eq!(
        told_of(LEVELS, groups, &[("Q1", "?")]),
        [
            "erreur : « id » : « ensemble » désigne déjà tous les groupes réunis\n  → q.toml:10\n  \
             aide : donnez un autre nom à ce groupe",
            "erreur : « libelle » : « Salariés » désigne déjà le groupe « equipe »\n  → q.toml:11\n  \
             aide : donnez à chaque groupe des noms qui ne sont qu'à lui",
            "erreur : « synonymes » : « équipe » désigne déjà le groupe « equipe »\n  → q.toml:12\n  \
             aide : donnez à chaque groupe des noms qui ne sont qu'à lui",
        ]
    );
}

#[test]
fn the_key_of_a_group_is_the_name_of_no_other() {
    let groups = "[[groupes]]\nid = \"equipe\"\nlibelle = \"Salariés\"\n[[groupes]]\nid = \"salaries\"\nlibelle = \"personnel\"\n";
    assert_eq!(
        told_of(LEVELS, groups, &[("Q1", "?")]),
        [
            "erreur : « id » : « salaries » désigne déjà le groupe « equipe »\n  → q.toml:9\n  \
             aide : donnez à chaque groupe des noms qui ne sont qu'à lui"
        ]
    );
}

#[test]
fn two_questions_of_the_same_words_are_told() {
    assert_eq!(
        told_of(LEVELS, GROUP, &[("Q1", "Ça va ?"), ("Q2", "Ça va ?")]),
        [
            "avertissement : les questions « Q1 » et « Q2 » ont le même texte : un titre de colonne ne peut pas dire laquelle\n  \
             → q.toml:15\n  \
             aide : dans les fichiers de réponses, donnez leur code pour titre, ou nommez leurs colonnes dans colonnes.toml"
        ]
    );
}

#[test]
fn a_scale_written_from_its_best_answer_is_told_unless_its_questions_are_turned_round() {
    let best_first = "niveaux = [\"Tout à fait d'accord\", \"Plutôt d'accord\", \"Plutôt pas d'accord\", \"Pas du tout d'accord\"]\n";
    let questions = [("Q1", "Une ?"), ("Q2", "Deux ?"), ("Q3", "Trois ?")];
    let warning = "avertissement : l'échelle « e » va de « Tout à fait d'accord » à « Pas du tout d'accord » : « Tout à fait \
                   d'accord » est pris pour la réponse la moins favorable\n  → q.toml:4\n  \
                   aide : écrivez les niveaux du moins au plus favorable ; si 1 veut dire « Tout à fait d'accord » dans vos fichiers, \
                   gardez cet ordre et écrivez inverse = true sous chaque question où « Tout à fait d'accord » est une bonne réponse";
    assert_eq!(told_of(best_first, GROUP, &questions), [warning]);
    let turned = |count: usize| {
        let items = questions.iter().enumerate().map(|(rank, (id, words))| {
            let turn = if rank < count { "inverse = true\n" } else { "" };
            format!(
                "[[items]]\nid = \"{id}\"\nlibelle = \"{words}\"\ncritere = \"C01\"\nechelle = \"e\"\n{turn}"
            )
        });
        told_of(
            best_first,
            &(GROUP.to_owned() + &items.collect::<String>()),
            &[],
        )
    };
    assert_eq!(turned(1), [warning]);
    assert_eq!(turned(2), [""; 0]);
    for worst_first in [
        LEVELS,
        "niveaux = [\"Tout à fait en désaccord\", \"Plutôt en désaccord\", \"Plutôt d'accord\", \"Tout à fait d'accord\"]\n",
        "niveaux = [\"Jamais\", \"Parfois\", \"Toujours\"]\n",
        "niveaux = [\"Bas\", \"Haut\"]\n",
    ] {
        assert_eq!(told_of(worst_first, GROUP, &questions), [""; 0]);
    }
    for (first, last) in [
        ("Toujours", "Jamais"),
        ("Oui", "Non"),
        ("Très satisfaite", "Très insatisfaite"),
        ("Très bonne", "Très mauvaise"),
        ("Beaucoup", "Pas"),
    ] {
        let told = told_of(
            &format!("niveaux = [\"{first}\", \"Entre deux\", \"{last}\"]\n"),
            GROUP,
            &questions,
        );
        assert_eq!(told.len(), 1, "{first} {told:?}");
    }
}
