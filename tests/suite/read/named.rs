//! Under which names columns are found, and what is said of those that are not.

use jalon::read::Input;

use super::setting::read_own;

#[test]
fn a_question_announced_under_a_heading_that_no_file_has_is_refused() {
    let mapping = "[items]\nQ08 = \"qualité\"\nQ01 = \"décisions\"\n";
    let first = Input::bytes(
        "a.csv",
        "horizon;groupe;qualité\ncourt;salariés;4\ncourt;salariés;3\n",
    );
    let read = read_own("p", std::slice::from_ref(&first), mapping);
    assert_eq!(
        read.told(),
        "erreur : la colonne « décisions », que colonnes.toml annonce pour « Q01 », n'existe pas dans ce fichier\n  → a.csv:1\n  \
         aide : recopiez le titre tel qu'il est dans le fichier"
    );
    assert!(read.surveys[0].is_none());
    // Another file of the project may put the other questions.
    let second = Input::bytes(
        "b.csv",
        "horizon;groupe;décisions\ncourt;salariés;4\ncourt;salariés;2\n",
    );
    let read = read_own("p", &[first, second], mapping);
    assert_eq!(read.told(), "");
}

#[test]
fn a_column_announced_for_other_files_is_told_where_it_lacks_and_refused_when_no_file_has_it() {
    let mapping = "[colonnes]\ngroupe = \"Public\"\nsuivi = \"Code\"\n";
    let first = Input::bytes(
        "a.csv",
        "repondant;horizon;Public;Code;Q08\n1;court;salariés;x;4\n",
    );
    let second = Input::bytes("b.csv", "repondant;horizon;Q08\n2;court;4\n");
    let read = read_own("p", &[first, second.clone()], mapping);
    assert_eq!(
        read.told(),
        "avertissement : la colonne « Code », que colonnes.toml annonce pour « suivi », n'existe pas dans ce fichier, qui est lu sans elle\n  → b.csv:1\n  \
         aide : recopiez le titre tel qu'il est dans le fichier\n\
         avertissement : la colonne « Public », que colonnes.toml annonce pour « groupe », n'existe pas dans ce fichier, qui est lu sans elle\n  → b.csv:1\n  \
         aide : recopiez le titre tel qu'il est dans le fichier ; si ce fichier ne s'adresse qu'à un groupe, dites-le dans colonnes.toml, sous [fichiers] : \"b.csv\" = { groupe = \"salaries\" }"
    );
    assert_eq!(read.levels(), [("court", 4), ("court", 4)]);
    let read = read_own("p", &[second], mapping);
    assert_eq!(
        read.told(),
        "erreur : la colonne « Code », que colonnes.toml annonce pour « suivi », n'existe pas dans ce fichier\n  → b.csv:1\n  \
         aide : recopiez le titre tel qu'il est dans le fichier\n\
         erreur : la colonne « Public », que colonnes.toml annonce pour « groupe », n'existe pas dans ce fichier\n  → b.csv:1\n  \
         aide : recopiez le titre tel qu'il est dans le fichier"
    );
    assert!(read.surveys[0].is_none());
}

#[test]
fn an_ignored_column_is_not_read_even_when_it_is_known() {
    let text = "horizon;Q08;Q01\ncourt;4;x\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "ignorer = [\"Q01\"]");
    assert_eq!(
        (read.told().as_str(), read.levels()),
        ("", vec![("court", 4)])
    );
}

#[test]
fn a_line_of_headings_announced_too_low_is_told() {
    let text = "Enquête;;\nrepondant;horizon;Q08\n1;court;4\n2;court;4\n";
    for (line, told) in [
        (
            3,
            "erreur : la ligne 3, que colonnes.toml annonce pour les titres (ligne_titres), n'en porte aucun de connu ; ils semblent être à la ligne 2\n  → a.csv:3\n  \
             aide : écrivez ligne_titres = 2 dans colonnes.toml",
        ),
        (
            40,
            "erreur : colonnes.toml annonce les titres (ligne_titres) plus bas que la fin du fichier\n  → a.csv:4\n  \
             aide : écrivez dans ligne_titres le numéro de la ligne qui porte les titres, ou retirez cette clé",
        ),
    ] {
        let mapping = format!("ligne_titres = {line}");
        let read = read_own("p", &[Input::bytes("a.csv", text)], &mapping);
        assert_eq!(read.told(), told);
    }
}

#[test]
fn headings_that_are_nearly_those_known_are_read() {
    for headings in [
        "répondants;Horizons;Q08",
        "Répondant;horizon;Q 08",
        "repondant;horizon;vie/Q08",
        "repondant;horizon;Ma qualité de vie au travail est bonne.",
    ] {
        let text = format!("{headings}\n1;court;4\n2;court;5\n");
        let read = read_own("p", &[Input::bytes("a.csv", text)], "");
        assert_eq!(
            (read.told().as_str(), read.levels()),
            ("", vec![("court", 4), ("court", 5)]),
            "{headings}"
        );
    }
    let text = "N°;horizon;item;reponse\n1;court;Q08;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "erreur : la colonne « repondant » manque\n  → a.csv:1\n  \
         aide : « N° » est peut-être « repondant » ; colonnes trouvées : « N° », « horizon », « item », « reponse »"
    );
}

#[test]
fn a_heading_that_may_name_somebody_is_told_by_its_rank() {
    let text = "repondant;horizon;Q08;Marie Kowalczyk;Ville\n1;court;4;x;y\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told().lines().next(),
        Some(
            "avertissement : 2 colonnes inconnues ne sont pas lues : (titre masqué, colonne 4), « Ville »"
        )
    );
}

#[test]
fn one_cell_in_place_of_several_is_told_in_the_singular() {
    let text = "repondant;horizon;Q08\n1;court;4\n2\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        read.told(),
        "erreur : une case au lieu de 3\n  → a.csv:3\n  aide : complétez la ligne, avec des cases vides s'il le faut"
    );
}

#[test]
fn when_no_announced_question_is_there_that_is_what_is_told() {
    let text = "horizon;groupe;vie\ncourt;salariés;4\n";
    let mapping = "[items]\nQ08 = \"qualité\"\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], mapping);
    assert_eq!(
        read.told(),
        "erreur : la colonne « qualité », que colonnes.toml annonce pour « Q08 », n'existe pas dans ce fichier\n  → a.csv:1\n  \
         aide : recopiez le titre tel qu'il est dans le fichier"
    );
}

#[test]
fn questions_that_a_tool_numbers_itself_are_not_ours() {
    let text = "ResponseId,EndDate,Q1,Q8\nR_1,2024-06-03,4,5\n";
    let read = read_own(
        "p",
        &[Input::bytes("a.csv", text)],
        "[colonnes]\nrepondant = \"ResponseId\"\ndate = \"EndDate\"",
    );
    assert_eq!(
        read.told(),
        "erreur : les colonnes « item », « reponse » manquent\n  → a.csv:1\n  \
         aide : colonnes trouvées : « ResponseId », « EndDate », « Q1 », « Q8 » ; renommez-les, ou dites dans colonnes.toml laquelle lire ; \
         s'il y a une colonne par question, dites-le sous [items] : Q01 = \"titre de la colonne\""
    );
}

#[test]
fn the_words_of_questions_without_their_full_stop_are_headings_enough() {
    let text = "Horodateur,Ma qualité de vie au travail est bonne.,Je participe aux décisions .\n2024-06-03,4,5\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        (read.told().as_str(), read.levels()),
        ("", vec![("court", 4), ("court", 5)])
    );
}

#[test]
fn what_a_tool_wraps_around_a_question_is_not_in_the_way() {
    for (date, group, question) in [
        (
            "Date de soumission",
            "Vous êtes :",
            "Votre avis : [Ma qualité de vie au travail est bonne.]",
        ),
        (
            "datestamp",
            "GRP. Vous êtes ?",
            "A1[SQ001]. Votre avis [Ma qualité de vie au travail est bonne]",
        ),
        (
            "Heure de fin",
            "Vous êtes…\u{a0}",
            "1. Ma qualité de vie au travail est bonne.\u{a0}",
        ),
        (
            "_submission_time",
            "profil/groupe",
            "avis/Ma qualité de vie au travail est bonne.",
        ),
        ("today", "Votre profil/Je suis…", "bloc/avis/Q08"),
        ("submitdate", "groupe", "AVIS[Q08]"),
    ] {
        let text = format!(
            "{date};{group};{question}\n2024-06-03 10:00:00;Salarié·e;4\n2024-06-04 11:00:00;Bénéficiaire;5\n"
        );
        let read = read_own(
            "p",
            &[Input::bytes("a.csv", text)],
            "[groupes]\n\"Salarié·e\" = \"salaries\"\n\"Bénéficiaire\" = \"beneficiaires\"\n",
        );
        assert_eq!(
            (read.told().as_str(), read.levels()),
            ("", vec![("court", 4), ("court", 5)]),
            "{question}"
        );
    }
}

#[test]
fn a_question_put_once_to_each_public_is_one_question() {
    let text = "Horodateur;Vous êtes;Je participe aux décisions;Ma qualité de vie au travail est bonne.;Ma qualité de vie au travail est bonne.2\n\
                2024-06-03;salariés;3;4;\n2024-06-03;bénéficiaires;;;5\n2024-06-03;bénéficiaires;;N/A;1\n2024-06-03;salariés;2;;\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        (read.told().as_str(), read.levels()),
        (
            "",
            vec![
                ("court", 1),
                ("court", 2),
                ("court", 3),
                ("court", 4),
                ("court", 5)
            ]
        )
    );
}

#[test]
fn two_grids_with_the_same_rows_are_told_and_none_is_chosen() {
    let text = "repondant;horizon;Avant [Je participe aux décisions];Après [Je participe aux décisions]\n1;court;4;5\n2;court;;5\n3;court;4;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    assert_eq!(
        (read.told().as_str(), read.levels()),
        (
            "erreur : deux colonnes, la 3 et la 4, posent la question Q01, et cette ligne répond aux deux (2 fois, la première ci-dessous)\n  \
             → a.csv:2:4, colonne « Après [Je participe aux décisions] »\n  \
             aide : une question peut avoir une colonne par public, si chaque personne n'en remplit qu'une ; \
             sinon, renommez l'une des deux, ou dites dans colonnes.toml, sous [items], laquelle lire par son rang : \"#3\"",
            Vec::new()
        )
    );
    let read = read_own(
        "p",
        &[Input::bytes("a.csv", text)],
        "[items]\nQ01 = \"#4\"\n",
    );
    assert_eq!(read.levels(), [("court", 4), ("court", 5), ("court", 5)]);
}

#[test]
fn a_personal_code_links_the_waves_under_the_title_of_the_manual() {
    let text =
        "Votre code personnel :;horizon;Q08\nLU14P;reference;4\nLU14P;court;5\nMA03T;court;3\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], "");
    let survey = read.surveys[0].as_ref().expect("a survey");
    let people = |wave: usize| -> Vec<Option<u32>> {
        let respondents = survey.waves[wave].respondents.iter();
        let mut people: Vec<_> = respondents.map(|respondent| respondent.person).collect();
        people.sort_unstable();
        people
    };
    assert_eq!(
        (read.told().as_str(), people(0), people(1)),
        ("", vec![Some(0)], vec![Some(0), Some(1)])
    );
}

#[test]
fn what_a_tool_names_by_itself_is_known() {
    let rows =
        "_id;profil/Vous_tes;_submission_time;bloc/Q08;bloc/Q01\n1;salari__s;2024-06-03T10:00:00;";
    for (answer, levels) in [
        ("plut_t_pas_d_accord", vec![("court", 2), ("court", 4)]),
        ("plutot_pas_d_accord", vec![("court", 2), ("court", 4)]),
        ("tout___fait_d_accord", vec![("court", 4), ("court", 5)]),
        ("ni_l_un_ni_l_autre", vec![("court", 3), ("court", 4)]),
        ("ne_sait_pas", vec![("court", 4)]),
        ("non_concern", vec![("court", 4)]),
    ] {
        let text = format!("{rows}{answer};4\n");
        let read = read_own("p", &[Input::bytes("a.csv", text)], "ignorer = [\"_id\"]\n");
        assert_eq!(
            (read.told().as_str(), read.levels()),
            ("", levels),
            "{answer}"
        );
        let survey = read.surveys[0].as_ref().expect("read");
        assert_eq!(survey.waves[0].respondents[0].group.0, 0);
    }
    let text = format!("{rows}plut_t_accord;4\n");
    let read = read_own("p", &[Input::bytes("a.csv", text)], "ignorer = [\"_id\"]\n");
    assert!(
        read.told()
            .starts_with("erreur : « plut_t_accord » n'est pas une réponse de l'échelle « accord »\n  → a.csv:2:4"),
        "{}",
        read.told()
    );
}

#[test]
fn beyond_ten_columns_the_others_are_counted() {
    for (columns, ending) in [
        (11, "« note 10 », et 1 autre"),
        (12, "« note 10 », et 2 autres"),
    ] {
        let titles: Vec<String> = (1..=columns).map(|rank| format!("note {rank}")).collect();
        let text = format!(
            "horizon;Q08;{}\ncourt;4{}\n",
            titles.join(";"),
            ";".repeat(columns)
        );
        let read = read_own("p", &[Input::bytes("a.csv", text)], "");
        let message = format!(
            "avertissement : {columns} colonnes inconnues ne sont pas lues : « note 1 », « note 2 », « note 3 », « note 4 », « note 5 », « note 6 », « note 7 », « note 8 », « note 9 », {ending}\n"
        );
        assert!(read.told().starts_with(&message), "{}", read.told());
    }
}
