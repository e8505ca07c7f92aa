//! The address and the photo of a case sheet: what is drawn, what is refused.

use jalon::diagnostic::Diagnostic;
use jalon::document::case::{self, CaseLink, CasePhoto};
use jalon::model::case::{CasePhoto as WrittenPhoto, CaseTexts};
use proptest::prelude::*;

use super::case_faults::{whole, workshop, written};

fn link(address: &str) -> Option<CaseLink> {
    let texts = CaseTexts {
        link: written(address),
        ..whole()
    };
    workshop(texts).with_study(case::build).link
}

fn faults(texts: CaseTexts) -> Vec<String> {
    let found: Vec<Diagnostic> = workshop(texts).with_study(case::faults);
    found.iter().map(ToString::to_string).collect()
}

/// What a telephone sees: true where a square is dark.
fn squares(link: &CaseLink) -> Vec<Vec<bool>> {
    let side = link.squares as usize;
    let mut seen = vec![vec![false; side]; side];
    for [column, row, length] in &link.runs {
        for dark in &mut seen[*row as usize][*column as usize..(*column + *length) as usize] {
            assert!(!*dark, "two runs share a square");
            *dark = true;
        }
    }
    seen
}

#[test]
fn the_code_holds_the_address_that_is_printed() {
    let made = link("https://exemple.fr/projet").expect("a code");
    assert_eq!(made.address, "https://exemple.fr/projet");
    assert_eq!(
        made.alt,
        "Code QR qui ouvre l'adresse https://exemple.fr/projet"
    );
    // 25 bytes at level M: version 2, of 25 squares; three corners of 7 with a light frame
    assert_eq!(made.squares, 25);
    let seen = squares(&made);
    for (row, column) in [(0, 0), (0, 18), (18, 0)] {
        let corner: Vec<String> = (0..7)
            .map(|down| {
                let line = &seen[row + down][column..column + 7];
                line.iter()
                    .map(|dark| if *dark { '#' } else { '.' })
                    .collect()
            })
            .collect();
        assert_eq!(
            corner,
            [
                "#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"
            ]
        );
    }
}

proptest! {
    #[test]
    fn every_address_that_is_not_refused_has_a_code(path in "[ -~é]{0,160}") {
        let address = format!("https://e.fr/{path}");
        let texts = CaseTexts { link: written(&address), ..whole() };
        prop_assert_eq!(faults(texts).is_empty(), link(&address).is_some());
        if let Some(made) = link(&address) {
            squares(&made);
        }
    }
}

#[test]
fn an_address_that_opens_nothing_is_refused_with_the_way_out() {
    let told = |address: &str| {
        faults(CaseTexts {
            link: written(address),
            ..whole()
        })
    };
    assert_eq!(
        [
            told("www.exemple.fr"),
            told("https://exemple.fr/mon projet"),
            told(&format!("https://exemple.fr/{}", "a".repeat(132))),
            told(&format!("https://exemple.fr/{}", "a".repeat(61))),
        ]
        .concat(),
        [
            "erreur : fiche.lien : ce n'est pas l'adresse entière d'une page\n  → projets/essai/projet.toml:30\n  aide : recopiez-la depuis le navigateur, par exemple https://www.exemple.fr/projet",
            "erreur : fiche.lien : une adresse ne contient pas d'espace\n  → projets/essai/projet.toml:30\n  aide : recopiez l'adresse telle que le navigateur l'affiche",
            "erreur : fiche.lien : l'adresse compte 151 signes, 150 au plus\n  → projets/essai/projet.toml:30\n  aide : un code plus dense ne se lirait plus sur papier : donnez une adresse plus courte",
            "erreur : fiche.lien : l'adresse contient une suite de 61 signes, 60 au plus\n  → projets/essai/projet.toml:30\n  aide : elle ne tient pas sur une ligne : donnez une adresse plus courte",
        ]
    );
}

#[test]
fn a_photo_wants_its_credit_and_the_words_that_stand_for_it() {
    let photo = |photo: WrittenPhoto| CaseTexts {
        photo: Some(photo),
        ..whole()
    };
    let all = WrittenPhoto {
        line: Some(40),
        file: written("banc.jpg"),
        credit: written("A. B.,\n2026"),
        alternative: written("Un banc."),
    };
    let sheet = workshop(photo(all.clone())).with_study(case::build);
    assert_eq!(
        sheet.photo,
        Some(CasePhoto {
            path: "/images/photo.jpg".to_owned(),
            alt: "Un banc.".to_owned(),
            credit: "A. B., 2026".to_owned(),
        })
    );
    assert_eq!(faults(photo(all.clone())), Vec::<String>::new());
    let endless = WrittenPhoto {
        credit: written(&"m".repeat(37)),
        ..all.clone()
    };
    assert_eq!(
        faults(photo(endless)),
        [
            "erreur : fiche.photo, credit : 37 signes sans espace, 36 au plus\n  → projets/essai/projet.toml:30\n  aide : coupez-le par une espace",
        ]
    );
    let bare = WrittenPhoto {
        credit: None,
        alternative: written(&"x".repeat(251)),
        ..all
    };
    assert_eq!(
        workshop(photo(bare.clone())).with_study(case::build).photo,
        None
    );
    assert_eq!(
        faults(photo(bare)),
        [
            "erreur : fiche.photo, alternative : 251 signes, 250 au plus\n  → projets/essai/projet.toml:30\n  aide : retirez 1 signes au moins",
            "erreur : fiche.photo : la clé « credit » manque, la photo ne peut pas être imprimée\n  → projets/essai/projet.toml:40\n  aide : ajoutez credit = \"nom de qui l'a prise\", ou retirez la table [fiche.photo]",
        ]
    );
}
