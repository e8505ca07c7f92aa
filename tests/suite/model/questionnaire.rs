//! What the shipped questionnaire promises, and what an edited one is told.

use jalon::diagnostic::Diagnostics;
use jalon::model::questionnaire::{self, Questionnaire};
use jalon::model::{GroupId, Referential};

use super::told;

fn shipped() -> Questionnaire {
    Questionnaire::embedded(&Referential::embedded())
}

fn asked(questionnaire: &Questionnaire, group: &str) -> usize {
    let group = questionnaire
        .group(group)
        .expect("a group of the shipped questionnaire");
    questionnaire
        .items
        .iter()
        .filter(|item| item.groups.contains(&group))
        .count()
}

#[test]
fn nobody_is_asked_too_much() {
    let questionnaire = shipped();
    assert!(asked(&questionnaire, "salaries") <= 45);
    assert!(asked(&questionnaire, "beneficiaires") <= 12);
    assert!(asked(&questionnaire, "partenaires") <= 12);
    assert!(asked(&questionnaire, "benevoles") <= 24);
}

#[test]
fn each_family_of_criteria_is_asked_to_those_who_can_judge_it() {
    let questionnaire = shipped();
    let groups: Vec<_> = questionnaire
        .groups
        .iter()
        .map(|group| group.id.as_str())
        .collect();
    assert_eq!(
        groups,
        ["salaries", "beneficiaires", "benevoles", "partenaires"]
    );
    for item in &questionnaire.items {
        let allowed: &[u8] = match item.criterion.0 + 1 {
            8 => &[0, 2],
            1..=10 => &[0, 2, 3],
            11..=16 => &[0, 1],
            _ => &[0, 1, 2, 3],
        };
        assert!(
            item.groups.iter().all(|group| allowed.contains(&group.0)),
            "{}",
            item.id
        );
    }
}

#[test]
fn every_criterion_is_asked_to_salaries_and_the_public_ones_to_beneficiaires() {
    let questionnaire = shipped();
    let covers = |group: u8, criterion: u8| {
        questionnaire
            .items
            .iter()
            .any(|item| item.criterion.0 + 1 == criterion && item.groups.contains(&GroupId(group)))
    };
    assert!((1..=22).all(|criterion| covers(0, criterion)));
    assert!((11..=22).all(|criterion| covers(1, criterion)));
    assert!(
        (1..=10)
            .chain(17..=22)
            .all(|criterion| covers(2, criterion))
    );
    assert!((17..=22).all(|criterion| covers(3, criterion)));
}

#[test]
fn each_of_the_six_levels_has_at_least_two_questions_for_salaries() {
    let questionnaire = shipped();
    for level in 0..6 {
        let items = questionnaire.items.iter().filter(|item| {
            item.groups.contains(&GroupId(0)) && item.qvct.iter().any(|id| id.0 == level)
        });
        assert!(items.count() >= 2, "level {}", level + 1);
    }
}

#[test]
fn health_equality_and_the_wish_to_stay_are_sensitive_and_mark_no_other_level() {
    for item in &shipped().items {
        let grave = item.qvct.iter().any(|id| id.0 >= 4);
        let stay = item.themes.iter().any(|theme| theme == "fidelisation");
        assert_eq!(item.sensitive, grave || stay, "{}", item.id);
        assert!(
            !item.sensitive || item.qvct.iter().all(|id| id.0 >= 4),
            "{}",
            item.id
        );
        assert!(!item.sensitive || item.criterion.0 + 1 == 8, "{}", item.id);
    }
}

#[test]
fn questions_are_short_and_all_different() {
    let questionnaire = shipped();
    let mut labels: Vec<_> = questionnaire
        .items
        .iter()
        .map(|item| item.label.clone())
        .collect();
    for label in &labels {
        assert!(label.chars().count() <= 110, "{label}");
        assert!(label.split_whitespace().count() <= 18, "{label}");
    }
    labels.sort();
    labels.dedup();
    assert_eq!(labels.len(), questionnaire.items.len());
}

#[test]
fn both_scales_have_five_levels_a_neutral_and_two_levels_at_each_end() {
    for scale in shipped().scales {
        assert_eq!(
            (scale.size(), scale.lowest, scale.neutral),
            (5, 1, Some(2)),
            "{}",
            scale.id
        );
        assert_eq!(
            (scale.unfavourable, scale.favourable),
            (vec![0, 1], vec![3, 4])
        );
        assert!(scale.dont_know.contains(&"NSP".to_owned()));
        assert!(scale.not_applicable.contains(&"NC".to_owned()));
    }
}

#[test]
fn a_smaller_referential_leaves_out_the_questions_it_cannot_hold() {
    let mut smaller = Referential::embedded();
    smaller.criteria.remove(0);
    smaller.qvct.remove(0);
    let questionnaire = Questionnaire::embedded(&smaller);
    assert!(
        questionnaire
            .items
            .iter()
            .all(|item| item.criterion.at() < 21)
    );
    let first = &questionnaire.items[0];
    assert_eq!(smaller.criteria[first.criterion.at()].code, "C02");
    assert_eq!(
        questionnaire.items_of(first.criterion).count(),
        shipped().items_of(jalon::model::CriterionId(1)).count()
    );
}

#[test]
fn an_edited_questionnaire_is_told_what_is_wrong() {
    let mut notes = Diagnostics::new();
    let text = "nom = \"Q\"\n[[echelles]]\nid = \"note\"\nminimum = 0\nniveaux = [\"Bas\", \"\", \"\", \"Haut\"]\nneutre = \"Moyen\"\n\
        [[groupes]]\nid = \"salaries\"\nlibelle = \"salariés\"\n\
        [[items]]\nid = \"Q1\"\nlibelle = \"?\"\ncritere = \"C23\"\nechelle = \"notes\"\ngroupes = [\"salarie\"]\nqvct = [7]\npoids = 0\n\
        [[items]]\nid = \"q1\"\nlibelle = \"?\"\ncritere = 1\nechelle = \"note\"\n";
    assert_eq!(
        questionnaire::parse(text, "q.toml", &Referential::embedded(), &mut notes),
        None
    );
    let told = told(&notes);
    assert_eq!(told.len(), 8, "{told:#?}");
    assert_eq!(
        told[0],
        "erreur : « neutre » : valeur inconnue « Moyen »\n  → q.toml:6\n  aide : retirez ce mot si l'échelle n'a pas ce niveau ; valeurs possibles : Bas, Haut"
    );
    assert_eq!(
        told[1],
        "erreur : « critere » : valeur inconnue « C23 »\n  → q.toml:13\n  aide : vouliez-vous dire « C03 » ?"
    );
    assert_eq!(
        told[2],
        "erreur : « echelle » : valeur inconnue « notes »\n  → q.toml:14\n  aide : vouliez-vous dire « note » ?"
    );
    assert_eq!(
        told[3],
        "erreur : « groupes » : valeur inconnue « salarie »\n  → q.toml:15\n  aide : vouliez-vous dire « salaries » ?"
    );
    assert_eq!(
        told[4],
        "erreur : « qvct » vaut 7, hors des bornes\n  → q.toml:16\n  aide : écrivez un nombre entier de 1 à 6"
    );
    assert_eq!(
        told[5],
        "erreur : « poids » vaut 0, hors des bornes\n  → q.toml:17\n  aide : écrivez un nombre de 0,01 à 100"
    );
    assert_eq!(
        told[6],
        "erreur : « id » : « q1 » est déclaré deux fois\n  → q.toml:19\n  aide : donnez un autre nom à l'un des deux, ou retirez-le"
    );
    assert_eq!(
        told[7],
        "erreur : « critere » doit être un texte, et non un nombre entier\n  → q.toml:21\n  aide : mettez des guillemets : critere = \"…\""
    );
}

#[test]
fn the_ends_of_a_scale_are_one_level_up_to_three_levels_and_two_beyond() {
    let mut notes = Diagnostics::new();
    let scale = |levels: usize| {
        let labels: Vec<String> = (1..=levels).map(|level| format!("\"{level}\"")).collect();
        let labels = labels.join(", ");
        format!("[[echelles]]\nid = \"e{levels}\"\nniveaux = [{labels}]\n")
    };
    let scales: String = [2, 3, 4, 5, 7, 11].map(scale).concat();
    let text = format!(
        "nom = \"Q\"\n{scales}[[groupes]]\nid = \"g\"\nlibelle = \"g\"\n[[items]]\nid = \"Q1\"\nlibelle = \"?\"\n\
         critere = \"1\"\nechelle = \"e5\"\n"
    );
    let read =
        questionnaire::parse(&text, "q.toml", &Referential::embedded(), &mut notes).expect("sound");
    let ends: Vec<_> = read
        .scales
        .iter()
        .map(|scale| (scale.unfavourable.clone(), scale.favourable.clone()))
        .collect();
    assert_eq!(
        ends,
        [
            (vec![0], vec![1]),
            (vec![0], vec![2]),
            (vec![0, 1], vec![2, 3]),
            (vec![0, 1], vec![3, 4]),
            (vec![0, 1], vec![5, 6]),
            (vec![0, 1], vec![9, 10]),
        ]
    );
    assert_eq!(read.items[0].groups, [GroupId(0)]);
}
