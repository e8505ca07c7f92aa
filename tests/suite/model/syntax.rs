//! Faults of the TOML itself: French words, a line, a way out; never a panic.

use jalon::diagnostic::Diagnostics;
use jalon::model::programme;
use proptest::prelude::*;

use super::{SHIPPED, told};

fn faults(text: &str) -> Vec<String> {
    let mut notes = Diagnostics::new();
    let read = programme::parse(text, "programme.toml", &SHIPPED, &mut notes);
    assert!(read.is_none(), "{text}");
    told(&notes)
}

#[test]
fn a_text_without_quotes_is_told_with_its_line_and_column() {
    assert_eq!(
        faults("nom = \"AMI\"\nedition = deux mille\n"),
        [
            "erreur : le fichier n'est pas du TOML lisible : un texte n'est pas entre guillemets\n  \
          → programme.toml:2:11\n  \
          aide : écrivez les textes entre guillemets droits : nom = \"…\""
        ]
    );
}

#[test]
fn a_key_written_twice_is_told() {
    assert_eq!(
        faults("nom = \"AMI\"\nnom = \"AMI\"\n"),
        [
            "erreur : le fichier n'est pas du TOML lisible : la même clé est écrite deux fois\n  \
          → programme.toml:2:1\n  \
          aide : gardez une seule des deux lignes"
        ]
    );
}

#[test]
fn a_table_written_twice_with_one_pair_of_brackets_is_told_to_take_two() {
    for (text, place) in [
        (
            "[partenaires]\nnom = \"A\"\n[partenaires]\nnom = \"B\"\n",
            "3:2",
        ),
        (
            "[partenaires]\nnom = \"A\"\n\n[[partenaires]]\nnom = \"B\"\n",
            "4:3",
        ),
    ] {
        assert_eq!(
            faults(text)[0],
            format!(
                "erreur : le fichier n'est pas du TOML lisible : la même rubrique entre crochets est écrite deux fois\n  \
                 → programme.toml:{place}\n  \
                 aide : s'il y en a plusieurs, écrivez chacune entre deux crochets, la première aussi : [[vagues]] ; sinon, gardez-en une seule"
            )
        );
    }
}

#[test]
fn no_message_of_the_parser_reaches_the_user() {
    for text in [
        "nom = \"AMI\nedition = 1\n",
        "nom = 'AMI\n",
        "nom = \"\"\"AMI\n",
        "nom = “AMI”\n",
        "nom\n",
        "nom =\n",
        "[[partenaires]\n",
        "[seuils\n",
        "a = [1, 2\n",
        "a = {x = 1\n",
        "a = [1 2]\n",
        "d = 2026-13-45\n",
        "chemin = \"C:\\Users\"\n",
        "a = 1 = 2\n",
        "= 3\n",
        "\u{0}",
        "a = \"\u{7}\"\n",
        "é = 1\n",
        "a.b = 1\na = 2\n",
        "[a]\n[a]\n",
        "x = 99999999999999999999999999\n",
        "[[a]]\n[a]\n",
        "<nom>AMI</nom>",
        "{\"nom\": \"AMI\"}",
    ] {
        for message in faults(text) {
            let english = [
                "expected",
                "invalid",
                "missing",
                "unclosed",
                "duplicate",
                "unexpected",
                "extra",
            ];
            assert!(
                !english.iter().any(|word| message.contains(word)),
                "{text}: {message}"
            );
            assert!(message.contains("aide : "), "{text}: {message}");
        }
    }
}

#[test]
fn deep_nesting_is_refused_and_does_not_exhaust_the_stack() {
    assert_eq!(faults(&format!("a = {}", "[".repeat(200_000))).len(), 1);
    assert_eq!(
        faults(&format!("{} = 1", vec!["a"; 100_000].join("."))).len(),
        1
    );
}

#[test]
fn a_hundred_faults_are_told_and_the_rest_is_counted() {
    let lines: String = (0..5_000).map(|rank| format!("clef{rank} = 1\n")).collect();
    let messages = faults(&lines);
    assert_eq!(messages.len(), 101);
    assert_eq!(
        messages[100],
        "erreur : et 4901 fautes de plus dans ce fichier\n  → programme.toml"
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let mut notes = Diagnostics::new();
    let text = "\u{FEFF}nom = \"AMI\"\r\nedition = \"2025\"\r\n";
    let read = programme::parse(text, "programme.toml", &SHIPPED, &mut notes);
    assert_eq!(
        read.map(|programme| programme.edition),
        Some("2025".to_owned())
    );
    assert_eq!(told(&notes), Vec::<String>::new());
}

proptest! {
    #[test]
    fn nothing_a_user_writes_breaks_the_reading(text in "(\\PC|\n){0,80}") {
        let mut notes = Diagnostics::new();
        let _ = programme::parse(&text, "programme.toml", &SHIPPED, &mut notes);
    }
}

#[test]
fn a_day_that_is_no_day_is_told_as_one() {
    for day in ["03/02/2025", "2025-02-31", "2025-2-3"] {
        assert_eq!(
            faults(&format!("nom = \"AMI\"\narrete_le = {day}\n")),
            [
                "erreur : le fichier n'est pas du TOML lisible : une date n'est pas lisible\n  → programme.toml:2:13\n  \
                 aide : écrivez année-mois-jour, sans guillemets : 2026-06-30"
            ],
            "{day}"
        );
    }
}

#[test]
fn an_accent_in_a_key_and_a_quote_in_a_text_have_their_way_out() {
    assert_eq!(
        faults("nom = \"AMI\"\nédition = \"2025\"\n"),
        [
            "erreur : le fichier n'est pas du TOML lisible : le nom d'une clé porte un signe qui n'y a pas sa place\n  → programme.toml:2:1\n  \
             aide : écrivez une clé sans accent ni espace, par exemple salaries et non salariés, puis = et sa valeur"
        ]
    );
    assert_eq!(
        faults("nom = \"La \"Cuisine\" partagée\"\n"),
        [
            "erreur : le fichier n'est pas du TOML lisible : la ligne n'a pas la forme attendue\n  → programme.toml:1:12\n  \
             aide : écrivez chaque ligne sous la forme : clé = valeur, un texte entre guillemets droits (\"), \\\" pour un guillemet à l'intérieur, \
             et une virgule entre deux éléments"
        ]
    );
}

#[test]
fn what_is_added_at_the_end_of_a_file_is_sent_back_to_its_head() {
    assert_eq!(
        faults(
            "nom = \"AMI\"\nedition = \"2025\"\n[[contacts]]\nnom = \"Aract\"\narrete_le = 2026-06-30\n"
        ),
        [
            "erreur : clé inconnue « arrete_le » dans [[contacts]]\n  → programme.toml:5\n  \
             aide : clés connues : courriel, nom, site, telephone ; ce qui vaut pour tout le fichier s'écrit au-dessus de sa première ligne entre crochets"
        ]
    );
}
