//! `programme.toml`.

use jalon::diagnostic::Diagnostics;
use jalon::model::programme::{self, Contact, Partner, Programme};
use jalon::model::{Referential, referential::Thresholds};

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
