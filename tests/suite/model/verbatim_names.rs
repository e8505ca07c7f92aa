//! Which names are masked in the words of a person, and which words only look like names.

use jalon::model::Verbatim;
use jalon::model::verbatim::Confidential;

use super::verbatim::all;

fn masked_with(text: &str, confidential: &Confidential) -> String {
    let found = Verbatim::new(text, confidential).expect("words are left");
    found.text().to_owned()
}

#[test]
fn a_title_an_initial_or_a_first_name_takes_the_family_name_with_it() {
    all(&[
        (
            "Merci à M. Durand et à Mme Le Goff.",
            "Merci à […] et à […].",
        ),
        (
            "Merci à M.Durand, merci Mme\u{a0}d'Arc !",
            "Merci à […], merci […] !",
        ),
        (
            "J'ai vu madame D. et monsieur de La Tour.",
            "J'ai vu […] et […].",
        ),
        ("J'ai vu mme durand hier.", "J'ai vu […] hier."),
        (
            "J'ai vu Mme la directrice et M. le maire.",
            "J'ai vu Mme la directrice et M. le maire.",
        ),
        (
            "Il m'a aidé, monsieur, je vous assure.",
            "Il m'a aidé, monsieur, je vous assure.",
        ),
        (
            "C'est J. M. qui décide, avec L. Martin.",
            "C'est […] qui décide, avec […].",
        ),
        ("C'est J.-P. Durand qui décide.", "C'est […] qui décide."),
        (
            "Le plan B. Et l'O.N.G. aussi.",
            "Le plan B. Et l'O.N.G. aussi.",
        ),
        (
            "Julie Martin m'a aidée, julien aussi.",
            "[…] m'a aidée, […] aussi.",
        ),
        (
            "J'ai parlé à Jean-Pierre et à MARTIN Élodie.",
            "J'ai parlé à […] et à […].",
        ),
        (
            "L'arrivée d'Hélène et de Zoé B. a tout changé.",
            "L'arrivée d'[…] et de […] a tout changé.",
        ),
        ("J'ai parlé à E\u{301}lodie.", "J'ai parlé à […]."),
    ]);
}

#[test]
fn a_word_that_is_no_name_stays() {
    all(&[
        (
            "Elle se marie en mai, l'idée est claire.",
            "Elle se marie en mai, l'idée est claire.",
        ),
        (
            "La rose et la pierre du jardin.",
            "La rose et la pierre du jardin.",
        ),
        (
            "Saint-Pierre est loin, la mairie aussi.",
            "Saint-Pierre est loin, la mairie aussi.",
        ),
        (
            "Le paulownia et la martingale, un rémige.",
            "Le paulownia et la martingale, un rémige.",
        ),
        (
            "Grâce à l'équipe, la France avance à Noël.",
            "Grâce à l'équipe, la France avance à Noël.",
        ),
        (
            "Je sers 3 tables avec une main.",
            "Je sers 3 tables avec une main.",
        ),
    ]);
}

#[test]
fn a_name_that_is_a_word_is_masked_with_its_capital_and_told_where_a_sentence_opens() {
    let read = |text: &str| {
        let found = Verbatim::new(text, &Confidential::default()).expect("words");
        (found.text().to_owned(), found.doubtful())
    };
    let masked = |text: &str, doubtful| (text.to_owned(), doubtful);
    assert_eq!(
        read("Je vois que Marie tient."),
        masked("Je vois que […] tient.", 0)
    );
    assert_eq!(
        read("Rose et douceur ici."),
        masked("[…] et douceur ici.", 1)
    );
    assert_eq!(
        read("Oui. « Pierre tient. »"),
        masked("Oui. « […] tient. »", 1)
    );
    assert_eq!(
        read("Rose Petit tient la caisse."),
        masked("[…] tient la caisse.", 0)
    );
}

#[test]
fn the_lists_of_the_project_win_over_the_case_of_letters() {
    let mut own = Confidential::default();
    own.add_person("Maëlig Kervadec");
    own.add_person("Nour Petit");
    own.add_person("Bo");
    own.add_structure("Association Les Chais du Plateau (ACP)");
    own.add_structure("Mairie de Treillac");
    own.close();
    let cases = [
        (
            "C'est kervadec, enfin maëlig, qui l'a dit.",
            "C'est […], enfin […], qui l'a dit.",
        ),
        ("Un petit geste de Petit.", "Un petit geste de […]."),
        (
            "Le beau jour où Bo est venu.",
            "Le beau jour où […] est venu.",
        ),
        ("Aux Chais du plateau on s'entend.", "Aux […] on s'entend."),
        (
            "L'association les chais du plateau nous aide.",
            "L'[…] nous aide.",
        ),
        (
            "L'ACP et la mairie de Treillac aussi.",
            "L'[…] et la […] aussi.",
        ),
        (
            "La mairie et l'association aident.",
            "La mairie et l'association aident.",
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(masked_with(text, &own), wanted, "{text}");
    }
    assert_eq!(format!("{own:?}"), "Confidential(…)");
}

#[test]
fn the_names_of_a_list_are_known_in_other_letters_and_scripts() {
    let mut listed = Confidential::default();
    for name in [
        "Łukasz Škoda",
        "Bjørn",
        "Jean-Noël Le Gall",
        "李明",
        "Мария Иванова",
        "محمد",
    ] {
        listed.add_person(name);
    }
    listed.close();
    for (text, shown) in [
        (
            "On suit lukasz, puis SKODA et bjorn.",
            "On suit […], puis […] et […].",
        ),
        ("On suit jean-noel et Jean Noël.", "On suit […] et […]."),
        (
            "On suit 李明, puis мария et محمد.",
            "On suit […], puis […] et […].",
        ),
        ("Un jean, un lit.", "Un jean, un lit."),
    ] {
        assert_eq!(masked_with(text, &listed), shown);
        assert_eq!(jalon::model::verbatim::unlisted(text, &listed).0, shown);
    }
}
