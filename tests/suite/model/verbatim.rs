//! What is masked in the words of a person, and what is not.

use jalon::model::Verbatim;
use jalon::model::verbatim::{Confidential, Kind};
use proptest::prelude::*;

/// Masked without any list of the project's own.
fn masked(text: &str) -> String {
    let found = Verbatim::new(text, &Confidential::default()).expect("words are left");
    found.text().to_owned()
}

/// Each text and what is left of it.
pub fn all(cases: &[(&str, &str)]) {
    let found: Vec<(&str, String)> = cases
        .iter()
        .map(|(text, _)| (*text, masked(text)))
        .collect();
    let wanted: Vec<(&str, String)> = cases
        .iter()
        .map(|(text, wanted)| (*text, (*wanted).to_owned()))
        .collect();
    assert_eq!(found, wanted);
}

#[test]
fn electronic_addresses_are_masked_however_they_are_written() {
    all(&[
        (
            "Écrivez à julie.martin@exemple.fr, elle répond.",
            "Écrivez à […], elle répond.",
        ),
        (
            "Mon adresse (a_b+c@sous.exemple.org) a changé.",
            "Mon adresse ([…]) a changé.",
        ),
        (
            "Mon compte est @la_cuisine, suivez-moi.",
            "Mon compte est […], suivez-moi.",
        ),
        (
            "Écrivez à jean (at) exemple point fr ce soir.",
            "Écrivez à […] ce soir.",
        ),
        (
            "C'est jean arobase exemple point fr je crois.",
            "C'est […] je crois.",
        ),
        (
            "Écrivez à jean @ exemple.fr ce soir.",
            "Écrivez à […] ce soir.",
        ),
        (
            "Écrivez à jean＠exemple.fr ce soir.",
            "Écrivez à […] ce soir.",
        ),
    ]);
}

#[test]
fn addresses_of_sites_are_masked() {
    all(&[
        (
            "Tout est sur https://exemple.org/a?b=1#c.",
            "Tout est sur […].",
        ),
        (
            "Voyez www.exemple.fr et on verra.",
            "Voyez […] et on verra.",
        ),
        (
            "C'est sur l'exemple.coop/page depuis lundi.",
            "C'est sur l'[…] depuis lundi.",
        ),
        ("On a fini.Le reste viendra.", "On a fini.Le reste viendra."),
    ]);
}

#[test]
fn telephones_and_long_numbers_are_masked() {
    all(&[
        (
            "Appelez le 06 12 34 56 78 le soir.",
            "Appelez le […] le soir.",
        ),
        ("Appelez le 06.12.34.56.78 !", "Appelez le […] !"),
        ("Appelez le +33 (0)6-12-34-56-78.", "Appelez le […]."),
        (
            "Appelez le 06\u{a0}12\u{202f}34\u{200b}56 78.",
            "Appelez le […].",
        ),
        (
            "Mon numéro, 2 84 05 87 123 456 78, est connu.",
            "Mon numéro, […], est connu.",
        ),
        (
            "Mon numéro 1 84 05 2A 123 456 78 est connu.",
            "Mon numéro […] est connu.",
        ),
        (
            "Le compte FR76 3000 4000 0312 3456 7890 143 est vide.",
            "Le compte […] est vide.",
        ),
        (
            "On sert 1 200 repas pour 35 personnes.",
            "On sert 1 200 repas pour 35 personnes.",
        ),
        (
            "Il y a 3 équipes, 12 ateliers et 40 jours.",
            "Il y a 3 équipes, 12 ateliers et 40 jours.",
        ),
    ]);
}

#[test]
fn dates_and_ages_are_masked() {
    all(&[
        (
            "Depuis le 12/03/2024 tout va mieux.",
            "Depuis le […] tout va mieux.",
        ),
        (
            "Depuis le 2024-03-12 tout va mieux.",
            "Depuis le […] tout va mieux.",
        ),
        (
            "Depuis le 12/03 tout va mieux.",
            "Depuis le […] tout va mieux.",
        ),
        (
            "Je suis venu mardi 1er mars 2024 au matin.",
            "Je suis venu […] au matin.",
        ),
        (
            "Je suis venu le 14 juillet, on riait.",
            "Je suis venu le […], on riait.",
        ),
        ("Je suis venu en février 2023.", "Je suis venu en […]."),
        (
            "Je suis là depuis 1998 et je reste.",
            "Je suis là depuis […] et je reste.",
        ),
        ("La saison 2023-2024 fut dure.", "La saison […] fut dure."),
        ("En 2019, j'étais seul.", "En […], j'étais seul."),
        ("J'ai 58 ans et je tiens.", "J'ai […] et je tiens."),
        ("Elle est âgée de 58 ans.", "Elle est âgée de […]."),
        (
            "Cela fait 12 ans. Il y a 20 ans, non.",
            "Cela fait 12 ans. Il y a 20 ans, non.",
        ),
        (
            "Au mois de mars on plante, en mai on récolte.",
            "Au mois de mars on plante, en mai on récolte.",
        ),
        (
            "Je donnerais 7/10 à l'accueil.",
            "Je donnerais 7/10 à l'accueil.",
        ),
        ("On prépare 1950 repas.", "On prépare 1950 repas."),
    ]);
}

#[test]
fn amounts_postal_codes_and_streets_are_masked() {
    all(&[
        ("Je gagne 1 500,50 € par mois.", "Je gagne […] par mois."),
        ("Je gagne 1500 euros, pas plus.", "Je gagne […], pas plus."),
        (
            "Le projet coûte 12 k€ par an.",
            "Le projet coûte […] par an.",
        ),
        ("Je gagne deux mille euros.", "Je gagne […]."),
        ("Un repas à 3€50 c'est bien.", "Un repas à […] c'est bien."),
        ("On vit de peu d'euros.", "On vit de peu d'euros."),
        (
            "J'habite 87000 Limoges depuis toujours.",
            "J'habite […] depuis toujours.",
        ),
        (
            "J'habite 12 bis, rue des Lilas, au fond.",
            "J'habite […], au fond.",
        ),
        (
            "J'habite 3 place du Marché et je marche.",
            "J'habite […] et je marche.",
        ),
        (
            "J'ai suivi 3 cours de cuisine.",
            "J'ai suivi 3 cours de cuisine.",
        ),
    ]);
}

#[test]
fn what_was_masked_is_counted_by_kind() {
    let found = Verbatim::new(
        "Julie Martin (06 12 34 56 78, julie@exemple.fr) est là depuis le 3 mars 2021 pour 900 €.",
        &Confidential::default(),
    )
    .expect("words");
    assert_eq!(
        found.text(),
        "[…] ([…], […]) est là depuis le […] pour […]."
    );
    let counts: Vec<(Kind, u32)> = found
        .masked()
        .iter()
        .map(|(kind, count)| (*kind, *count))
        .collect();
    assert_eq!(
        counts,
        [
            (Kind::Name, 1),
            (Kind::Email, 1),
            (Kind::Phone, 1),
            (Kind::Date, 1),
            (Kind::Amount, 1)
        ]
    );
}

#[test]
fn nothing_is_left_of_words_that_only_name() {
    for text in [
        "",
        " « » ",
        "Julie Martin",
        "06 12 34 56 78 !",
        "« Mme Durand, Paul. »",
        "🙂 …",
    ] {
        assert_eq!(
            Verbatim::new(text, &Confidential::default()),
            None,
            "{text}"
        );
    }
}

/// Signs that people put between the digits of a telephone.
fn between() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", " ", ".", "-", "/", "\u{a0}", "\u{202f}", " - ", "\u{200b}", ",", "_", "–", ") ",
    ])
}

proptest! {
    #[test]
    fn no_telephone_survives(
        digits in prop::collection::vec(0u8..10, 10),
        signs in prop::collection::vec(between(), 10),
        before in "[a-zé ,.0-9«(]{0,12}",
        after in "[a-zé ,.0-9»)]{0,12}",
    ) {
        let mut number = String::new();
        for (digit, sign) in digits.iter().zip(&signs) {
            number.push_str(&digit.to_string());
            number.push_str(sign);
        }
        let text = format!("mot {before} {number} {after}");
        let Some(found) = Verbatim::new(&text, &Confidential::default()) else { return Ok(()) };
        let run: String = digits.iter().map(u8::to_string).collect();
        let left: String = found.text().chars().filter(char::is_ascii_digit).collect();
        prop_assert!(!left.contains(&run[2..8]), "« {text} » gives « {} »", found.text());
    }

    #[test]
    fn no_sign_of_an_address_survives(text in "[a-zA-ZÀ-ÿ0-9@＠ .,'()\\[\\]«»-]{0,60}") {
        if let Some(found) = Verbatim::new(&text, &Confidential::default()) {
            prop_assert!(!found.text().contains(['@', '＠']), "« {text} » gives « {} »", found.text());
        }
    }

    #[test]
    fn masking_twice_masks_nothing_more(text in "(Julie|Mme Durand|le 3 mars 2021|900 €|mot|et|06 12 34 56 78|, |\\. | ){0,12}") {
        if let Some(found) = Verbatim::new(&text, &Confidential::default()) {
            let again = Verbatim::new(found.text(), &Confidential::default()).map(|again| again.text().to_owned());
            prop_assert_eq!(again.as_deref(), Some(found.text()));
        }
    }

    #[test]
    fn any_text_is_taken(text in any::<String>()) {
        let _ = Verbatim::new(&text, &Confidential::default());
    }
}
