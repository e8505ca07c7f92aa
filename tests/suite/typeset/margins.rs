//! The lines at the head and the foot of pages, which the program writes once the pages are there: word for word Typst's own.

use jalon::typeset::{Press, TEMPLATES};
use serde_json::json;

use super::stub::{order_with, overrides};

/// Sections that start a page, that start in the middle of one, that go on over several, two on one page.
const DOCUMENT: &str = r#"
#import "/theme.typ": setup
#show: setup.with((
  title: "Essai",
  author: "Nous",
  day: (2026, 6, 30),
  short: "Le projet",
  edition: "publique",
  edition_label: "édition publique",
  date: "30 juin 2026",
  fictional: "Projet fictif",
))
Couverture
#pagebreak()
Avant toute section.
#v(120mm)
= Au milieu
#pagebreak()
= En haut
Des mots.
#v(100mm)
= Seconde de la page
#pagebreak()
La suite.
#pagebreak()
#v(70mm)
= Trop bas pour ouvrir la page
"#;

/// Words of each page, with the templates as they are or with some words of the theme replaced.
fn pages(theme: Option<(&str, &str)>) -> Vec<String> {
    let mut given = overrides(DOCUMENT);
    if let Some((words, other)) = theme {
        let (_, text) = TEMPLATES
            .iter()
            .find(|(path, _)| *path == "theme.typ")
            .expect("the theme");
        let text = std::str::from_utf8(text).expect("a text");
        assert!(text.contains(words), "the theme no longer says {words}");
        given.push((
            "theme.typ".to_owned(),
            text.replace(words, other).into_bytes(),
        ));
    }
    let press = Press::new(&given).expect("the stub is a text at a good path");
    press.proof(&order_with(&json!({}))).expect("sets")
}

#[test]
fn heads_and_feet_are_those_that_typst_finds_by_laying_out_again() {
    let foot = |page: usize| {
        format!("Essai – édition publique – 30 juin 2026 Projet fictif p.\u{a0}{page}/5")
    };
    let expected = [
        "Couverture".to_owned(),
        format!(
            "Le projet Au milieu Avant toute section. Au milieu {}",
            foot(2)
        ),
        format!(
            "Le projet En haut En haut Des mots. Seconde de la page {}",
            foot(3)
        ),
        format!("Le projet Seconde de la page La suite. {}", foot(4)),
        format!(
            "Le projet Seconde de la page Trop bas pour ouvrir la page {}",
            foot(5)
        ),
    ];
    assert_eq!(pages(None), expected);
    let native = "dictionary(std).at(\"margin-line\", default: _found-line)";
    assert_eq!(pages(Some((native, "_found-line"))), expected);
}
