//! `programme.toml`.

use jalon::aggregate::estimate::Regularisation;
use jalon::diagnostic::Diagnostics;
use jalon::model::Referential;
use jalon::model::programme::{self, Contact, Partner, Programme};
use jalon::model::referential::{GroupWeight, Thresholds};

use super::told;

fn read(text: &str) -> (Option<Programme>, Vec<String>) {
    let mut notes = Diagnostics::new();
    let programme = programme::parse(text, "programme.toml", &Referential::embedded(), &mut notes);
    (programme, told(&notes))
}

#[test]
fn a_whole_programme_is_read() {
    let (programme, notes) = read(
        r#"
nom = "AMI Innovation sociale"
edition = "2025"
arrete_le = 2026-06-30
editeur = "Aract"
mention_financement = "Avec le soutien de la Région"
fictif = "Projet fictif"
[[partenaires]]
nom = "Région"
logo = "logos/region.svg"
alternative = "Logo de la Région"
[[contacts]]
nom = "Aract"
courriel = "a@exemple.fr"
[seuils]
score = 7
[textes]
edito = "Bonjour."
"#,
    );
    assert_eq!(notes, Vec::<String>::new());
    let shipped = Referential::embedded().thresholds;
    assert_eq!(
        programme,
        Some(Programme {
            name: "AMI Innovation sociale".into(),
            edition: "2025".into(),
            closed_on: "2026-06-30".parse().ok(),
            publisher: "Aract".into(),
            partners: vec![Partner {
                name: "Région".into(),
                logo: Some("logos/region.svg".into()),
                logo_alternative: Some("Logo de la Région".into()),
            }],
            funding: Some("Avec le soutien de la Région".into()),
            fictional: Some("Projet fictif".into()),
            contacts: vec![Contact {
                name: "Aract".into(),
                email: Some("a@exemple.fr".into()),
                ..Contact::default()
            }],
            thresholds: Some(Thresholds {
                score: 7,
                ..shipped
            }),
            texts: vec![("edito".into(), "Bonjour.".into())],
        })
    );
}

#[test]
fn a_threshold_can_rise_and_never_fall() {
    let (programme, notes) = read("nom = \"AMI\"\n[seuils]\nscore = 3\necart_important = 25\n");
    assert_eq!(programme, None);
    assert_eq!(
        notes,
        [
            "erreur : « score » vaut 3, sous le seuil de protection 5 du référentiel\n  \
          → programme.toml:3\n  \
          aide : écrivez 5 ou plus, ou retirez la ligne : un seuil peut monter, jamais descendre"
        ]
    );
}

#[test]
fn a_raised_score_threshold_raises_the_stricter_ones() {
    let (programme, _) = read("nom = \"AMI\"\n[seuils]\nscore = 30\n");
    let raised = programme
        .and_then(|programme| programme.thresholds)
        .expect("raised");
    let all = [
        raised.distribution,
        raised.sensitive_score,
        raised.sensitive_distribution,
        raised.quote,
    ];
    assert_eq!(all, [30; 4]);
}

#[test]
fn the_textbook_s_formulas_and_other_changes_that_matter_can_be_chosen() {
    let shipped = Referential::embedded().thresholds;
    let chosen = |text: &str| {
        let (programme, notes) = read(&format!("nom = \"AMI\"\n[statistiques]\n{text}"));
        assert_eq!(notes, Vec::<String>::new());
        programme.and_then(|programme| programme.thresholds)
    };
    let textbook = Thresholds {
        prior_weight: 0.0,
        prior_sd: 0.0,
        correlation_cap: 1.0,
        ..shipped
    };
    assert_eq!(chosen("regularisation = \"classique\"\n"), Some(textbook));
    assert!(textbook.is_textbook() && !shipped.is_textbook());
    assert_eq!(
        Regularisation::of(&textbook),
        Regularisation::NONE,
        "reg = (0, 0, 1)"
    );
    assert_eq!(Regularisation::of(&shipped), Regularisation::HOUSE);
    assert_eq!(
        chosen(
            "regularisation = \"maison\"\npoids_a_priori = 1\ndispersion_a_priori = 20.5\ncorrelation_max = 0.7\n\
             evolution_importante = 8\nevolution_importante_programme = 4\n"
        ),
        Some(Thresholds {
            prior_weight: 1.0,
            prior_sd: 20.5,
            correlation_cap: 0.7,
            important_change: 8.0,
            important_pooled_change: 4.0,
            ..shipped
        })
    );
}

#[test]
fn groups_weigh_the_same_or_as_many_people_as_were_invited() {
    let weight = |line: &str| {
        let (programme, notes) = read(&format!("nom = \"AMI\"\n[statistiques]\n{line}\n"));
        let chosen = programme.and_then(|programme| programme.thresholds);
        (chosen.map(|chosen| chosen.group_weight), notes)
    };
    assert_eq!(
        weight("poids = \"egal\""),
        (Some(GroupWeight::Equal), vec![])
    );
    assert_eq!(
        weight("poids = \"population\""),
        (Some(GroupWeight::Population), vec![])
    );
    assert_eq!(
        weight("evolution_importante = 8").0,
        Some(GroupWeight::Equal)
    );
    assert_eq!(
        weight("poids = \"effectif\""),
        (
            None,
            vec![
                "erreur : « poids » : valeur inconnue « effectif »\n  → programme.toml:3\n  aide : valeurs possibles : egal, population"
                    .to_owned()
            ]
        )
    );
}

#[test]
fn raised_thresholds_and_chosen_formulas_go_together() {
    let (programme, notes) = read(
        "nom = \"AMI\"\n[seuils]\nscore = 7\n[statistiques]\nregularisation = \"classique\"\n",
    );
    assert_eq!(notes, Vec::<String>::new());
    let chosen = programme
        .and_then(|programme| programme.thresholds)
        .expect("both tables");
    assert_eq!((chosen.score, chosen.is_textbook()), (7, true));
}

#[test]
fn formulas_that_do_not_exist_or_do_not_go_together_are_told() {
    let (programme, notes) = read(
        "nom = \"AMI\"\n[statistiques]\nregularisation = \"clasique\"\ncorrelation_max = 1.2\nevolution_importante = 0\nseuil = 3\n",
    );
    assert_eq!(programme, None);
    assert_eq!(
        notes,
        [
            "erreur : « regularisation » : valeur inconnue « clasique »\n  → programme.toml:3\n  aide : vouliez-vous dire « classique » ?",
            "erreur : « correlation_max » vaut 1.2, hors des bornes\n  → programme.toml:4\n  aide : écrivez un nombre de 0 à 1",
            "erreur : « evolution_importante » vaut 0, hors des bornes\n  → programme.toml:5\n  aide : écrivez un nombre de 1 à 50",
            "erreur : clé inconnue « seuil » dans [statistiques]\n  → programme.toml:6\n  aide : clés connues : correlation_max, dispersion_a_priori, evolution_importante, evolution_importante_programme, poids, poids_a_priori, regularisation",
        ]
    );
    let (programme, notes) =
        read("nom = \"AMI\"\n[statistiques]\nregularisation = \"classique\"\npoids_a_priori = 2\n");
    assert_eq!(programme, None);
    assert_eq!(
        notes,
        [
            "erreur : « poids_a_priori » n'a pas d'effet avec regularisation = \"classique\"\n  → programme.toml:4\n  \
             aide : retirez la ligne « poids_a_priori », ou écrivez regularisation = \"maison\""
        ]
    );
}

#[test]
fn all_the_faults_of_a_file_are_told_at_once_in_order_of_line() {
    let (programme, notes) = read(
        "editon = \"2025\"\narrete_le = \"30 juin\"\nediteur = 12\n[[partenaires]]\nnum = \"Région\"\n[[contacts]]\nnom = \"\"\n",
    );
    assert_eq!(programme, None);
    assert_eq!(
        notes,
        [
            "erreur : la clé « nom » manque\n  → programme.toml\n  aide : ajoutez une ligne : nom = \"…\"",
            "erreur : clé inconnue « editon »\n  → programme.toml:1\n  aide : vouliez-vous dire « edition » ?",
            "erreur : « arrete_le » n'est pas une date lisible\n  → programme.toml:2\n  aide : écrivez année-mois-jour : arrete_le = 2026-06-30",
            "erreur : « editeur » doit être un texte, et non un nombre entier\n  → programme.toml:3\n  aide : mettez des guillemets : editeur = \"…\"",
            "erreur : la clé « nom » manque dans [[partenaires]]\n  → programme.toml:4\n  aide : ajoutez une ligne : nom = \"…\"",
            "erreur : clé inconnue « num » dans [[partenaires]]\n  → programme.toml:5\n  aide : vouliez-vous dire « nom » ?",
            "erreur : « nom » est vide\n  → programme.toml:7\n  aide : complétez : nom = \"…\"",
        ]
    );
}

#[test]
fn the_example_of_a_number_stands_within_its_bounds() {
    let (_, notes) =
        read("nom = \"P\"\nedition = \"1\"\n[statistiques]\nevolution_importante = \"dix\"\n");
    assert_eq!(
        notes.first().map(String::as_str),
        Some(
            "erreur : « evolution_importante » doit être un nombre, et non un texte\n  → programme.toml:4\n  \
             aide : écrivez un nombre de 1 à 50, sans guillemets, avec un point : 7.5"
        )
    );
}
