//! What `colonnes.toml` says of a whole file, and files whose people are numbered alike.

use jalon::model::GroupId;
use jalon::read::Input;

use super::setting::{Read, project, read_own, read_with, wave};

/// A form of one public: as many people as asked, numbered from 1, without a group.
fn form(name: &str, question: &str, people: usize) -> Input {
    let rows: Vec<String> = (1..=people)
        .map(|person| format!("{person};{}\n", person % 5 + 1))
        .collect();
    Input::bytes(name, format!("repondant;{question}\n{}", rows.concat()))
}

/// People of each group in the only wave.
fn people(read: &Read) -> Vec<(u8, usize)> {
    let survey = read.surveys[0].as_ref().expect("read");
    let groups = survey.waves[0].respondents.iter().map(|one| one.group);
    let mut counted: Vec<(u8, usize)> = Vec::new();
    for GroupId(group) in groups {
        match counted.iter_mut().find(|(known, _)| *known == group) {
            Some((_, count)) => *count += 1,
            None => counted.push((group, 1)),
        }
    }
    counted.sort_unstable();
    counted
}

fn two_forms(mapping: &str) -> Read {
    let mut of_one_wave = project("p");
    of_one_wave.waves = vec![wave("V1", None)];
    let forms = [
        form("p/Bénéficiaires.csv", "Q08", 6),
        form("p/Salariés.csv", "Q01", 7),
    ];
    read_with(vec![of_one_wave], &forms, mapping, Some(0))
}

#[test]
fn two_forms_that_number_their_people_alike_are_told_with_the_way_out() {
    let read = two_forms("");
    assert_eq!(
        read.told(),
        "avertissement : 6 personnes de ce fichier portent, à la même vague, le même identifiant qu'une personne d'un autre fichier : elles comptent pour les mêmes personnes\n  \
         → p/Salariés.csv\n  \
         aide : si chaque fichier numérote les siennes à partir de 1, donnez-leur des identifiants différents (A1, A2… et B1, B2…) ; \
         s'il y a un fichier par public, dites-le plutôt dans colonnes.toml, sous [fichiers] : \"Salariés.csv\" = { groupe = \"salaries\" }"
    );
    assert_eq!(people(&read), [(2, 7)]);
}

#[test]
fn the_group_of_a_file_may_be_said_of_the_whole_and_numbers_start_again_in_each() {
    let read = two_forms(
        "[fichiers]\n\"salaries.csv\" = { groupe = \"salaries\" }\n\"Bénéficiaires.csv\" = { groupe = \"beneficiaires\" }\n",
    );
    assert_eq!(read.told(), "");
    assert_eq!(people(&read), [(0, 7), (1, 6)]);
}

#[test]
fn the_wave_of_a_file_may_be_said_of_the_whole() {
    let mut of_two_waves = project("p");
    of_two_waves.waves = vec![
        wave("V1", Some(jalon::model::Horizon::Reference)),
        wave("V2", Some(jalon::model::Horizon::Short)),
    ];
    let forms = [form("depart.csv", "Q08", 1), form("apres.csv", "Q08", 2)];
    let mapping =
        "[fichiers]\n\"depart.csv\" = { vague = \"V1\" }\n\"apres.csv\" = { vague = \"V2\" }\n";
    let read = read_with(vec![of_two_waves], &forms, mapping, Some(0));
    assert_eq!(
        (read.told().as_str(), read.levels()),
        ("", vec![("court", 2), ("court", 3), ("reference", 2)])
    );
}

#[test]
fn a_file_that_says_its_group_twice_is_refused() {
    let text = "repondant;horizon;groupe;Q08\n1;court;salariés;4\n";
    let mapping = "[fichiers]\n\"a.csv\" = { groupe = \"beneficiaires\" }\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], mapping);
    assert_eq!(
        read.told(),
        "erreur : colonnes.toml dit « groupe » de tout ce fichier, sous [fichiers], et la colonne « groupe » le dit de chaque ligne\n  \
         → a.csv:1:3, colonne « groupe »\n  \
         aide : retirez « groupe » de cette ligne de [fichiers], ou ajoutez « groupe » à ignorer"
    );
    let mapping = format!("ignorer = [\"groupe\"]\n{mapping}");
    let read = read_own("p", &[Input::bytes("a.csv", text)], &mapping);
    assert_eq!((read.told().as_str(), people(&read)), ("", vec![(1, 1)]));
}

#[test]
fn what_is_said_of_a_file_is_checked_like_any_key() {
    let mapping = "[fichiers]\n\"a.csv\" = { groupe = \"salaris\", vagu = \"V1\" }\n\"b.csv\" = \"salaries\"\n";
    let text = "repondant;horizon;Q08\n1;court;4\n";
    let read = read_own("p", &[Input::bytes("a.csv", text)], mapping);
    assert_eq!(
        read.told(),
        "erreur : « groupe » : valeur inconnue « salaris »\n  → colonnes.toml:2\n  aide : vouliez-vous dire « salaries » ?\n\
         erreur : clé inconnue « vagu » dans [a.csv]\n  → colonnes.toml:2\n  aide : vouliez-vous dire « vague » ?\n\
         erreur : « b.csv » : il faut dire ce que vaut ce texte\n  → colonnes.toml:3\n  aide : écrivez : \"b.csv\" = { groupe = \"salaries\" }"
    );
}
