//! French spaces: what changes, and all that must not.

use jalon::typeset::{TEMPLATES, french_spaces, one_full_stop};
use proptest::prelude::*;

/// The text with its unbreakable spaces made visible: `_` is U+00A0, `~` is U+202F.
fn shown(text: &str) -> String {
    french_spaces(text)
        .replace('\u{a0}', "_")
        .replace('\u{202f}', "~")
}

#[test]
fn marks_get_their_space() {
    for (typed, wanted) in [
        ("Le lieu : ouvert", "Le lieu_: ouvert"),
        ("Le lieu: ouvert", "Le lieu_: ouvert"),
        ("Vrai ; faux;", "Vrai~; faux~;"),
        ("Quoi ?! Non!", "Quoi~?! Non~!"),
        ("50% puis 12,5 %", "50~% puis 12,5~%"),
        ("« mot » et «mot»", "«~mot~» et «~mot~»"),
        ("« Vraiment ? »", "«~Vraiment~?~»"),
        ("Déjà\u{a0}; fini\u{202f}:", "Déjà~; fini_:"),
        ("(oui) ?", "(oui)~?"),
        ("Trop   !", "Trop~!"),
        ("≥ 95, puis ≤ 5/100", "≥_95, puis ≤_5/100"),
        ("≥ tout", "≥ tout"),
    ] {
        assert_eq!(shown(typed), wanted, "{typed}");
    }
}

#[test]
fn apostrophes_between_letters_are_round() {
    assert_eq!(
        shown("l'équipe d'aujourd'hui, l'«essai»"),
        "l’équipe d’aujourd’hui, l’«~essai~»"
    );
    assert_eq!(shown("les 'mots' de 5'30"), "les 'mots' de 5'30");
}

#[test]
fn what_is_not_a_sentence_stays() {
    for text in [
        "10:30",
        "https://exemple.fr/a?b=1;c%20d",
        "www.exemple.fr/l'eau?x",
        "prenom.nom@exemple.fr",
        "C:\\dossier",
        "un sourire :-) ;-)",
        "ratio 3:1",
        "  : début de ligne",
        "a\n: b",
        "std::vec",
        "",
    ] {
        assert_eq!(shown(text), text);
    }
}

#[test]
fn an_address_ends_before_the_mark_that_follows_it() {
    assert_eq!(
        shown("Vu https://exemple.fr/a? Oui"),
        "Vu https://exemple.fr/a~? Oui"
    );
    assert_eq!(shown("«https://exemple.fr»"), "«~https://exemple.fr~»");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn twice_is_once(text in "[ab5 :;!?%«»'’,.()\u{a0}\u{202f}\n@/…\"-]{0,24}") {
        let once = french_spaces(&text);
        prop_assert_eq!(&french_spaces(&once), &once);
    }

    #[test]
    fn only_spaces_and_apostrophes_change(text in any::<String>()) {
        let bare = |text: &str| text.replace('’', "'").chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(bare(&french_spaces(&text)), bare(&text));
    }
}

/// What Rust hands over is spaced on its way; the templates' own sentences are typed with their spaces.
#[test]
fn fixed_sentences_have_no_breakable_space_before_a_double_sign() {
    let (_, sentences) = TEMPLATES
        .iter()
        .find(|(path, _)| *path == "text/fr.typ")
        .expect("the sentences");
    let source = std::str::from_utf8(sentences).expect("UTF-8");
    let faulty: Vec<&str> = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(|words| {
            [" :", " ;", " !", " ?", " %", "« ", " »"]
                .iter()
                .any(|sign| words.contains(sign))
        })
        .collect();
    assert_eq!(faulty, [] as [&str; 0]);
}

#[test]
fn a_sentence_that_ends_on_a_full_stop_of_its_own_has_one() {
    for (typed, printed) in [
        (
            "Un progrès à transmettre : Coop. H.-Lim..",
            "Un progrès à transmettre : Coop. H.-Lim.",
        ),
        (
            "Partenaires (Bois & Cie.).. Suite.",
            "Partenaires (Bois & Cie.). Suite.",
        ),
        ("« Sté Bois.. » et la suite", "« Sté Bois. » et la suite"),
        ("À suivre... puis rien", "À suivre... puis rien"),
        (
            "https://a.example/../b et ../c",
            "https://a.example/../b et ../c",
        ),
        ("rien à dire", "rien à dire"),
    ] {
        assert_eq!(one_full_stop(typed), printed, "{typed}");
    }
}
