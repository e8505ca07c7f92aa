//! Losses that nobody would see: people counted twice or not at all, words read as others, files that stand for nothing.

use chrono::NaiveDate;
use jalon::read::Input;

use super::setting::{project, read_own, read_with, wave};

const SCALE: &str = "aide : écrivez un nombre entier de 1 à 5, ou « Pas du tout d'accord », « Plutôt pas d'accord », « Ni l'un ni l'autre », \
                     « Plutôt d'accord », « Tout à fait d'accord » ; laissez la case vide si la personne n'a pas répondu";

fn people(read: &super::setting::Read) -> usize {
    let surveys = read.surveys.iter().flatten();
    surveys
        .flat_map(|survey| &survey.waves)
        .map(|wave| wave.respondents.len())
        .sum()
}

/// Rows without identifier, all different.
fn anonymous(marks: impl Iterator<Item = u32>) -> String {
    let rows = marks.map(|mark| format!("salariés;court;{};{}\n", mark % 5 + 1, mark / 5 % 5 + 1));
    format!("groupe;horizon;Q08;Q01\n{}", rows.collect::<String>())
}

#[test]
fn a_copy_of_a_file_counts_once() {
    let text = anonymous(0..6);
    let files = [
        Input::bytes("a.csv", text.clone()),
        Input::bytes("a - Copie.csv", text),
    ];
    let read = read_own("p", &files, "");
    assert_eq!(
        read.told(),
        "avertissement : ce fichier est une copie de « a.csv » : il n'est compté qu'une fois\n  → a - Copie.csv\n  aide : retirez l'un des deux"
    );
    assert_eq!(people(&read), 6);
    // Sorted before its original, it is none the less the copy.
    let files = [
        Input::bytes("a - Copie.csv", anonymous(0..6)),
        Input::bytes("a.csv", anonymous(0..6)),
    ];
    let sorted_first = read_own("p", &files, "");
    assert_eq!(sorted_first.told(), read.told());
    assert_eq!(people(&sorted_first), 6);
}

#[test]
fn the_same_rows_in_another_file_are_refused_when_nobody_has_an_identifier() {
    let files = [
        Input::bytes("a.csv", anonymous(0..6)),
        Input::bytes("b.csv", anonymous((0..6).rev()).replace('\n', "\r\n")),
    ];
    let read = read_own("p", &files, "");
    assert_eq!(
        read.told(),
        "erreur : les 6 lignes de ce fichier sont aussi celles de « a.csv » : sans identifiants, chaque personne compterait deux fois\n  → b.csv\n  \
         aide : gardez un seul des deux fichiers ; si ce sont d'autres personnes, ajoutez une colonne « repondant »"
    );
    assert!(read.surveys[0].is_none());
}

#[test]
fn a_later_download_that_holds_the_first_is_refused_unless_people_answer_alike() {
    let told = |first: String, second: String| {
        let files = [Input::bytes("a.csv", first), Input::bytes("b.csv", second)];
        let read = read_own("p", &files, "");
        (read.told(), read.surveys[0].is_some())
    };
    assert_eq!(
        told(anonymous(0..6), anonymous(0..20)),
        (
            "erreur : 6 lignes sur 20 sont identiques d'un fichier à l'autre : sans identifiants, chaque personne compterait deux fois\n  → b.csv\n  \
             aide : gardez l'export le plus récent et retirez l'autre ; si ce sont d'autres personnes, ajoutez une colonne « repondant »"
                .to_owned(),
            false
        )
    );
    let some = |rows: u32, of: u32| {
        let message = format!(
            "avertissement : {rows} lignes sur {of} sont identiques d'un fichier à l'autre : sans identifiants, chacune compte pour une personne de plus\n  → b.csv\n  \
             aide : si ce fichier est un export plus récent des mêmes réponses, retirez l'ancien ; sinon, ajoutez une colonne « repondant »"
        );
        (message, true)
    };
    // Two of the later file answer alike: so may two of different files.
    assert_eq!(
        told(anonymous(0..6), anonymous((0..20).chain(19..20))),
        some(6, 21)
    );
    // Less than half, none of them twice in a file.
    assert_eq!(told(anonymous(0..12), anonymous(7..25)), some(5, 18));
}

#[test]
fn people_without_identifier_who_answer_alike_have_no_look_alikes() {
    let text =
        "groupe;horizon;Q08;Q01\nsalariés;court;4;4\nsalariés;court;4;4\nSalariés;court;4;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!((read.told().as_str(), people(&read)), ("", 3));
}

#[test]
fn a_total_or_a_mean_is_nobody() {
    let hint = "aide : retirez-la : ce qui se calcule est calculé par le dossier";
    for (text, place) in [
        (
            "repondant;groupe;horizon;Q08\n1;salariés;court;4\nTOTAL :;;;4\n",
            "a.csv:3:1, colonne « repondant »",
        ),
        (
            "repondant;groupe;horizon;Q08\n1;salariés;court;4\nMoyenne;salariés;court;4\n",
            "a.csv:3:1, colonne « repondant »",
        ),
        (
            "horizon;groupe;Q08\ncourt;salariés;4\nEnsemble;;4\n",
            "a.csv:3:1, colonne « horizon »",
        ),
        (
            "N°;groupe;horizon;Q08\n1;salariés;court;4\nTOTAL;38;;152\n",
            "a.csv:3:1, colonne « N° »",
        ),
    ] {
        let read = read_own("p", &[Input::bytes("a.csv", text)], "ignorer = [\"N°\"]\n");
        assert_eq!(
            read.told(),
            format!(
                "erreur : cette ligne est un total ou une moyenne : ce n'est pas une réponse\n  → {place}\n  {hint}"
            )
        );
    }
}

#[test]
fn words_of_totals_that_say_something_else_are_read() {
    let mapping = "[groupes]\nEnsemble = \"salaries\"\n";
    for text in [
        "Département;groupe;horizon;Q08\nSomme;salariés;court;4\nOise;ensemble;court;4\n",
        "repondant;groupe;horizon;Q08\nTotale;salariés;court;4\nNombre 1;salariés;court;4\n",
        "Remarque;groupe;horizon;Q08\nMoyenne;salariés;court;4\nx;salariés;court;4\n",
        "groupe;horizon;Q08\nEnsemble;court;4\nEnsemble;court;5\n",
    ] {
        let read = read_own("p", &[Input::bytes("a.csv", text)], mapping);
        assert_ne!(read.outcome(), "error", "{}", read.told());
        assert_eq!(people(&read), 2);
    }
}

/// Five people or more, most of whom seem to come back.
/// A spreadsheet writes « 4,0 » for 4; « 4,05 » is a mean.
#[test]
fn a_number_that_is_not_whole_is_no_level() {
    let read = |answer: &str| {
        let text = format!("repondant;horizon;Q08\n1;court;{answer}\n");
        read_own("p", &[Input::bytes("a.csv", text)], "")
    };
    for answer in ["4", "4,0", "4.00", "04"] {
        let read = read(answer);
        assert_eq!(
            (read.told().as_str(), read.levels()),
            ("", vec![("court", 4)]),
            "{answer}"
        );
    }
    for answer in ["4,05", "4,50", "00004", "-4", "4,"] {
        assert_eq!(
            read(answer).told(),
            format!(
                "erreur : « {answer} » n'est pas une réponse de l'échelle « accord »\n  → a.csv:2:3, colonne « Q08 »\n  {SCALE}"
            )
        );
    }
}

#[test]
fn a_zone_that_is_no_number_is_told() {
    let text = "repondant;date;horizon;Q08\n1;2024-06-03T10:00+a€;court;4\n2;2024-06-03T10:00+😀;court;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    let hint = "aide : écrivez la date en année-mois-jour, par exemple 2024-06-03";
    assert_eq!(
        read.told(),
        format!(
            "erreur : (valeur masquée de 19 signes) n'est pas une date\n  → a.csv:2:2, colonne « date »\n  {hint}\n\
             erreur : « 2024-06-03T10:00+😀 » n'est pas une date\n  → a.csv:3:2, colonne « date »\n  {hint}"
        )
    );
}

#[test]
fn one_code_of_follow_up_for_two_people_is_told_in_the_singular() {
    let text = "repondant;suivi;horizon;Q08\n1;LU14P;court;4\n2;LU14P;court;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "avertissement : un code de suivi est porté par plusieurs personnes de la même vague : ces personnes ne sont pas suivies\n  → a.csv\n  \
         aide : donnez à chaque personne son propre code de suivi"
    );
}

#[test]
fn identifiers_that_a_spreadsheet_rounded_are_refused_without_being_shown() {
    let text = "repondant;horizon;Q08\n1,24E+15;court;4\n2E14;court;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "erreur : cet identifiant est en notation scientifique (comme « 1,23E+15 ») : le tableur en a perdu les derniers chiffres\n  \
         → a.csv:2:1, colonne « repondant »\n  \
         aide : repartez de l'export d'origine et mettez la colonne au format Texte avant de l'enregistrer"
    );
}

#[test]
fn two_files_that_number_from_one_leave_answers_out_and_say_why() {
    let files = [
        Input::bytes("a.csv", "repondant;horizon;Q08\n1;court;4\n2;court;4\n"),
        Input::bytes("b.csv", "repondant;horizon;Q08\n1;court;5\n3;court;4\n"),
    ];
    let read = read_own("p", &files, "");
    assert_eq!(
        read.told(),
        "avertissement : une personne de ce fichier porte, à la même vague, le même identifiant qu'une personne d'un autre fichier : elles comptent pour une seule\n  → b.csv\n  \
         aide : si chaque fichier numérote les siennes à partir de 1, donnez-leur des identifiants différents (A1, A2… et B1, B2…) ; \
         s'il y a un fichier par public, dites-le plutôt dans colonnes.toml, sous [fichiers] : \"b.csv\" = { groupe = \"salaries\" }\n\
         avertissement : 2 réponses se contredisent (même personne, même question, même vague) : elles sont toutes mises de côté\n  → b.csv:2:1\n  \
         aide : gardez la bonne ligne ; si plusieurs fichiers numérotent chacun leurs personnes à partir de 1, \
         donnez-leur des identifiants différents : A1, A2… et B1, B2…, ou dites dans colonnes.toml, sous [fichiers], le groupe de chaque fichier"
    );
    assert!(read.notes.leave_out());
}

#[test]
fn addresses_for_identifiers_are_told_without_one() {
    let text = "repondant;horizon;Q08\nmarie@exemple.fr;court;4\npaul@exemple.fr;court;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "avertissement : des adresses électroniques servent d'identifiants\n  → a.csv:2:1, colonne « repondant »\n  \
         aide : remplacez-les par un numéro ou un code : un identifiant n'a pas à dire qui est la personne"
    );
}

#[test]
fn a_page_of_a_longer_export_is_told() {
    let row = r#"{"repondant":"1","horizon":"court","item":"Q08","reponse":"4"}"#;
    let text = format!(
        r#"{{"count":250,"next":"https://kobo/?start=1","previous":null,"results":[{row}]}}"#
    );
    let read = read_own("p", &[Input::bytes("a.json", text)], "");
    assert_eq!(
        read.told(),
        "avertissement : ce fichier annonce 250 réponses et en porte 1 : c'est une page d'un export plus long\n  → a.json\n  \
         aide : déposez toutes les pages, ou exportez toutes les réponses d'un coup depuis l'outil d'enquête"
    );
    assert!(read.notes.leave_out());
    let other = r#"{"repondant":"2","horizon":"court","item":"Q08","reponse":"4"}"#;
    let page = |name: &str, row: &str| {
        let text = format!(r#"{{"count":2,"next":"https://kobo/?start=1","results":[{row}]}}"#);
        Input::bytes(name, text)
    };
    let pages = [page("a.json", row), page("b.json", other)];
    let read = read_own("p", &pages, "");
    assert_eq!((read.told().as_str(), people(&read)), ("", 2));
    let whole = format!(r#"{{"count":1,"next":null,"previous":null,"results":[{row}]}}"#);
    let read = read_own("p", &[Input::bytes("a.json", whole)], "");
    assert_eq!(read.told(), "");
}

#[test]
fn days_far_from_the_declared_wave_are_told() {
    let mut own = project("p");
    let mut first = wave("V1", None);
    first.start = NaiveDate::from_ymd_opt(2025, 2, 3);
    first.end = NaiveDate::from_ymd_opt(2025, 2, 21);
    own.waves = vec![first];
    let text = "repondant;vague;date;Q08\n1;V1;2025-02-04;4\n2;V1;2025-03-20;4\n3;V1;2024-11-04;4\n4;V1;2024-11-05;4\n";
    let read = read_with(vec![own], &[Input::bytes("a.csv", text)], "", Some(0));
    let told = read.told();
    let expected = "avertissement : dans la vague « V1 », 2 personnes ont répondu à plus de 30 jours de la période déclarée (du 03/02/2025 au 21/02/2025)\n  → a.csv\n  \
                    aide : corrigez la vague ou la date de ces réponses, ou les dates de la vague dans projet.toml";
    assert_eq!(
        told.split("\navertissement : la ").next(),
        Some(expected),
        "{told}"
    );
}

#[test]
fn a_year_in_which_nobody_answers_is_told_without_the_day() {
    let text = "repondant;date;Q08\n1;04/02/2925;4\n2;2025-02-04;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "erreur : l'année 2925 n'est pas celle d'une réponse : elle doit être de 1990 à 2100\n  → a.csv:2:2, colonne « date »\n  \
         aide : écrivez la date en année-mois-jour, par exemple 2024-06-03"
    );
}

#[test]
fn a_number_beside_the_words_of_its_level_is_read_and_another_is_not() {
    let row = |answer: &str| {
        let text = format!("repondant;horizon;Q08\n1;court;{answer}\n");
        read_own("p", &[Input::bytes("a.csv", text)], "")
    };
    for answer in [
        "5. Tout à fait d'accord",
        "Tout à fait d'accord (5)",
        "5 - Tout à fait d’accord",
        "5 (tout à fait d'accord)",
        "5 = Tout à fait d'accord",
    ] {
        assert_eq!(row(answer).levels(), [("court", 5)], "{answer}");
    }
    for answer in [
        "N.C.",
        "n.c.",
        "N/C",
        "Je ne sais pas",
        "ne sais pas",
        "Ne se prononce pas",
        "Non concerné-e",
        "Non concerné·e",
        "Non concerné(e)",
    ] {
        let read = row(answer);
        assert_eq!(
            (read.told().contains("erreur"), people(&read)),
            (false, 1),
            "{answer}"
        );
    }
    assert_eq!(
        row("4 - Tout à fait d'accord").told(),
        format!(
            "erreur : « 4 - Tout à fait d'accord » n'est pas une réponse de l'échelle « accord »\n  → a.csv:2:3, colonne « Q08 »\n  {SCALE}"
        )
    );
}

#[test]
fn a_refused_cell_that_may_be_about_a_person_is_not_repeated() {
    for answer in ["née le 3 mai 1980", "FR76 3000 10001", "Kowalczyk ici !!!"] {
        let text = format!("repondant;horizon;Q08\n1;court;{answer}\n");
        let read = read_own("p", &[Input::bytes("a.csv", text)], "");
        let signs = answer.chars().count();
        assert_eq!(
            read.told(),
            format!(
                "erreur : (valeur masquée de {signs} signes) n'est pas une réponse de l'échelle « accord »\n  → a.csv:2:3, colonne « Q08 »\n  {SCALE}"
            )
        );
    }
}

#[test]
fn the_code_of_a_level_in_a_survey_tool_has_its_own_way_out() {
    let text = "repondant;horizon;Q08\n1;court;AO01\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "erreur : « AO01 » n'est pas une réponse de l'échelle « accord »\n  → a.csv:2:3, colonne « Q08 »\n  \
         aide : si c'est le code d'un niveau dans l'outil d'enquête, déclarez-le dans questionnaire.toml sous [echelles.synonymes], \
         ou exportez les réponses en toutes lettres ; sinon, écrivez un nombre entier de 1 à 5"
    );
}

#[test]
fn a_word_refused_in_several_columns_is_told_once_and_a_hidden_one_by_column() {
    let text = "repondant;horizon;Q08;Q01\n1;court;oui;oui\n2;court;oui;4\n3;court;née le 3 mai;née le 3 mai\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    let hidden = |rank: u8, column: &str| {
        format!(
            "erreur : (valeur masquée de 12 signes) n'est pas une réponse de l'échelle « accord »\n  → a.csv:4:{rank}, colonne « {column} »\n  {SCALE}"
        )
    };
    let once = format!(
        "erreur : « oui » n'est pas une réponse de l'échelle « accord » (3 fois, la première ci-dessous)\n  → a.csv:2:3, colonne « Q08 »\n  {SCALE}"
    );
    assert_eq!(
        read.told(),
        [once, hidden(3, "Q08"), hidden(4, "Q01")].join("\n")
    );
}

#[test]
fn a_question_that_a_group_is_not_asked_may_be_said_not_to_concern_it() {
    let row = |answer: &str| {
        let text = format!("repondant;groupe;horizon;Q08;Q01\n1;bénéficiaires;court;4;{answer}\n");
        read_own("p", &[Input::bytes("a.csv", text)], "").told()
    };
    for answer in ["N/A", "NC", "Non concerné·e", ""] {
        assert_eq!(row(answer), "", "{answer}");
    }
    assert_eq!(
        row("NSP"),
        "avertissement : réponse à Q01, que le questionnaire ne pose pas au groupe « bénéficiaires » : elle est mise de côté\n  \
         → a.csv:2:5, colonne « Q01 »\n  \
         aide : vérifiez le groupe de la personne, ou ajoutez ce groupe à la question dans questionnaire.toml"
    );
}
