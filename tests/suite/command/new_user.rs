//! What somebody meets who fills in the folder of `jalon init`, or drops the export of a form into it, for the first time.

use std::fs;
use std::path::{Path, PathBuf};

use super::contradicted::run;
use super::setting::jalon;

const PROJECT: &str = "nom = \"La Cuisine partagée\"\nstructure = \"Les Tabliers\"\nterritoire = \"Corrèze\"\n\
    debut = 2025-03-03\nphase = \"experimentation\"\nrecit = \"On cuisine ensemble.\"\n\
    [[vagues]]\nid = \"V1\"\ndebut = 2025-03-17\nfin = 2025-04-11\neffectifs = { salaries = 6 }\n\
    [[vagues]]\nid = \"V2\"\ndebut = 2026-02-02\nfin = 2026-02-27\neffectifs = { salaries = 6 }\n";

/// The folder of `jalon init`, its project told.
fn folder(place: &Path) -> PathBuf {
    let folder = place.join("cuisine");
    let made = jalon(["init".as_ref(), folder.as_os_str()]);
    assert_eq!(made.code, 0, "{}", made.err);
    fs::write(folder.join("projet.toml"), PROJECT).expect("written");
    folder
}

/// The titles that `jalon init` prepares.
fn titles(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("reponses.csv")).expect("there");
    let line = text.trim_start_matches('\u{FEFF}').trim_end();
    line.split(';').map(str::to_owned).collect()
}

/// Six people of a group who answer everything, with what stands before their answers.
fn people(titles: &[String], before: impl Fn(usize) -> String) -> String {
    let questions = titles.len() - 5;
    (1..=6)
        .map(|person| {
            let answers: Vec<String> = (0..questions)
                .map(|question| ((question / person + person) % 5 + 1).to_string())
                .collect();
            format!("{};{}\n", before(person), answers.join(";"))
        })
        .collect()
}

fn write(folder: &Path, titles: &[String], rows: &str) {
    let text = format!("{}\n{rows}", titles.join(";"));
    fs::write(folder.join("reponses.csv"), text).expect("written");
}

fn checked(folder: &Path) -> (i32, String) {
    run("check", folder, &["--date", "2026-06-30"])
}

const SOUND: &str = "cuisine : 1 mesure, 6 personnes à la dernière, 92 chiffres publiés, 112 non publiés ou non mesurés, 7 recommandations\n";

#[test]
fn the_texts_of_the_questions_under_their_codes_are_told_once_with_a_way_out_that_works() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    let titles = titles(&folder);
    let notice = fs::read_to_string(folder.join("LISEZMOI.txt")).expect("there");
    let texts: Vec<&str> = titles[5..]
        .iter()
        .map(|code| {
            let line = notice.lines().find(|line| line.starts_with(code.as_str()));
            line.expect("told in the notice")[code.len()..].trim()
        })
        .collect();
    let texts = format!(";;;;;{}\n", texts.join(";"));
    let columns = folder.join("colonnes.toml");
    fs::write(&columns, "questions_a_tous = true\n").expect("written");
    let rows = people(&titles, |person| {
        format!("{person};;salariés;V2;13/02/2026")
    });
    write(&folder, &titles, &format!("{texts}{rows}"));
    let (code, said) = checked(&folder);
    assert_eq!(
        (code, said.as_str()),
        (
            1,
            "erreur : aucune case de cette ligne n'est une réponse : c'est sans doute une autre ligne de titres\n  \
             → reponses.csv:2\n  aide : ajoutez lignes_titres = 2 à colonnes.toml, ou retirez-la\n\
             cuisine : laissé de côté, ses fichiers contiennent des erreurs\n"
        )
    );
    fs::write(&columns, "questions_a_tous = true\nlignes_titres = 2\n").expect("written");
    assert_eq!(checked(&folder), (0, SOUND.to_owned()));
    fs::write(&columns, "questions_a_tous = true\n").expect("written");
    // What a tool notes below both, a column at a time.
    let notes: Vec<String> = (5..titles.len())
        .map(|rank| format!("{{ImportId : QID{rank}}}"))
        .collect();
    let notes = format!(";;;;;{}\n", notes.join(";"));
    write(&folder, &titles, &format!("{texts}{notes}{rows}"));
    assert_eq!(
        checked(&folder).1,
        "erreur : aucune case de ces 2 lignes n'est une réponse : ce sont sans doute d'autres lignes de titres\n  \
         → reponses.csv:2\n  aide : ajoutez lignes_titres = 3 à colonnes.toml, ou retirez-les\n\
         cuisine : laissé de côté, ses fichiers contiennent des erreurs\n"
    );
    write(&folder, &titles, &rows);
    assert_eq!(checked(&folder), (0, SOUND.to_owned()));
}

#[test]
fn a_form_that_puts_every_question_to_everybody_may_say_so() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    let titles = titles(&folder);
    let rows = people(&titles, |person| {
        format!("{person};;salariés;V2;13/02/2026")
    });
    write(&folder, &titles, &rows);
    let (code, said) = checked(&folder);
    assert_eq!(
        (code, said),
        (
            1,
            format!(
                "avertissement : 42 réponses à 7 questions (Q33, Q34, Q36, Q38, Q40, Q42…) que le questionnaire ne pose pas au groupe \
                 « salariés » : elles sont mises de côté\n  → reponses.csv:2:38, colonne « Q33 »\n  \
                 aide : vérifiez le groupe de la personne, ou ajoutez ce groupe à la question dans questionnaire.toml ; si le formulaire \
                 pose toutes ses questions à tout le monde, ajoutez questions_a_tous = true à colonnes.toml\n{SOUND}"
            )
        )
    );
    fs::write(folder.join("colonnes.toml"), "questions_a_tous = true\n").expect("written");
    assert_eq!(checked(&folder), (0, SOUND.to_owned()));
}

#[test]
fn the_column_of_waves_may_stay_blank_where_days_tell_them() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    let titles = titles(&folder);
    fs::write(folder.join("colonnes.toml"), "questions_a_tous = true\n").expect("written");
    let rows = people(&titles, |person| format!("{person};;salariés;;10/02/2026"));
    write(&folder, &titles, &rows);
    assert_eq!(
        checked(&folder).1,
        format!(
            "avertissement : les dates sont lues jour/mois/année : aucune ne prouve cet ordre\n  → reponses.csv:2:5, colonne « date »\n  \
             aide : si le mois vient d'abord, ajoutez dates = \"mm/jj/aaaa\" à colonnes.toml ; sinon dates = \"jj/mm/aaaa\"\n{SOUND}"
        )
    );
    let rows = people(&titles, |person| format!("{person};;salariés;;13/02/2026"));
    write(&folder, &titles, &rows);
    assert_eq!(checked(&folder), (0, SOUND.to_owned()));
    let rows = people(&titles, |person| format!("{person};;salariés;;13/02/2029"));
    write(&folder, &titles, &rows);
    assert_eq!(
        checked(&folder).1,
        "erreur : aucune vague du projet ne couvre le 13/02/2029 (6 fois, la première ci-dessous)\n  → reponses.csv:2:5, colonne « date »\n  \
         aide : vagues du projet : V1, V2 ; complétez leurs dates dans projet.toml\n\
         cuisine : laissé de côté, ses fichiers contiennent des erreurs\n"
    );
    let rows = people(&titles, |person| format!("{person};;salariés;;"));
    write(&folder, &titles, &rows);
    assert_eq!(
        checked(&folder).1,
        "erreur : la vague n'est pas indiquée (6 fois, la première ci-dessous)\n  → reponses.csv:2:4, colonne « vague »\n  \
         aide : écrivez-la (vagues du projet : V1, V2), ou la date de la réponse\n\
         cuisine : laissé de côté, ses fichiers contiennent des erreurs\n"
    );
}

/// Six people with a moment of their own and without identifier, as forms on line give them; some rows pasted again below.
fn pasted(folder: &Path, titles: &[String], moment: impl Fn(usize) -> String, again: usize) {
    let rows = people(titles, |person| format!(";salariés;;{}", moment(person)));
    let copied: String = rows
        .lines()
        .take(again)
        .flat_map(|row| [row, "\n"])
        .collect();
    write(folder, &titles[1..], &format!("{rows}{copied}"));
}

#[test]
fn rows_pasted_twice_are_no_more_people() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    let titles = titles(&folder);
    fs::write(folder.join("colonnes.toml"), "questions_a_tous = true\n").expect("written");
    let second = |person: usize| format!("13/02/2026 10:0{person}:59");
    pasted(&folder, &titles, second, 3);
    let told = |rows: &str| {
        format!(
            "avertissement : {rows} réponses sont répétées à l'identique : chacune n'est comptée qu'une fois\n  → reponses.csv:8:5\n  \
             aide : retirez les lignes en double si elles viennent de deux exports\n{SOUND}"
        )
    };
    assert_eq!(checked(&folder), (0, told("132")));
    // The same answers as a workbook writes their moments.
    let text = fs::read_to_string(folder.join("reponses.csv")).expect("there");
    let again = text.replace("13/02/2026", "2026-02-13");
    fs::write(folder.join("reponses-2.csv"), again).expect("written");
    let (code, said) = checked(&folder);
    assert!(code == 0 && said.ends_with(SOUND), "{said}");
    fs::remove_file(folder.join("reponses-2.csv")).expect("there");
    let day = |_: usize| "13/02/2026".to_owned();
    pasted(&folder, &titles, day, 3);
    assert_eq!(
        checked(&folder),
        (
            1,
            "erreur : 3 lignes en répètent d'autres à l'identique, sur 9 : sans identifiants, des personnes compteraient deux fois\n  \
             → reponses.csv:8\n  aide : si c'est une copie, retirez-les ; si ce sont d'autres personnes, ajoutez une colonne « repondant »\n\
             cuisine : laissé de côté, ses fichiers contiennent des erreurs\n"
                .to_owned()
        )
    );
    pasted(&folder, &titles, day, 1);
    let (code, said) = checked(&folder);
    let fault = "avertissement : 1 ligne en répète une autre à l'identique, sur 7 : sans identifiants, chacune compte pour une personne de plus\n  \
                 → reponses.csv:8\n  aide : si c'est une copie, retirez-la ; si ce sont d'autres personnes, ajoutez une colonne « repondant »\n";
    assert!(code == 0 && said.starts_with(fault), "{said}");
}

#[test]
fn three_people_in_two_files_are_not_six() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    let titles = titles(&folder);
    fs::write(folder.join("colonnes.toml"), "questions_a_tous = true\n").expect("written");
    let rows = people(&titles, |_| ";salariés;V2;".to_owned());
    let rows: Vec<&str> = rows.lines().take(3).collect();
    let text = |rows: &[&str]| format!("{}\n{}\n", titles[1..].join(";"), rows.join("\n"));
    fs::write(folder.join("reponses.csv"), text(&rows)).expect("written");
    let again = folder.join("suite.csv");
    fs::write(&again, text(&[rows[2], rows[0], rows[1]])).expect("written");
    assert_eq!(
        checked(&folder).1,
        "erreur : les 3 lignes de ce fichier sont aussi celles de « reponses.csv » : sans identifiants, chaque personne compterait deux fois\n  \
         → suite.csv\n  aide : gardez un seul des deux fichiers ; si ce sont d'autres personnes, ajoutez une colonne « repondant »\n\
         cuisine : laissé de côté, ses fichiers contiennent des erreurs\n"
    );
    fs::write(&again, text(&rows[..2])).expect("written");
    assert_eq!(
        checked(&folder).1,
        "erreur : 2 lignes sur 2 sont identiques d'un fichier à l'autre : sans identifiants, chaque personne compterait deux fois\n  \
         → suite.csv\n  aide : gardez l'export le plus récent et retirez l'autre ; si ce sont d'autres personnes, ajoutez une colonne « repondant »\n\
         cuisine : laissé de côté, ses fichiers contiennent des erreurs\n"
    );
}

#[test]
fn the_first_codes_alone_without_a_questionnaire_are_told_to_be_taken_for_ours() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = folder(place.path());
    let titles = titles(&folder);
    let few: Vec<String> = titles.iter().take(5 + 20).cloned().collect();
    let rows: String = (1..=6)
        .map(|person| {
            let answers: Vec<String> = (0..20)
                .map(|question| ((question + person) % 5 + 1).to_string())
                .collect();
            format!("{person};;salariés;V2;13/02/2026;{}\n", answers.join(";"))
        })
        .collect();
    write(&folder, &few, &rows);
    let (_, before) = checked(&folder);
    assert_eq!(before.lines().count(), 1, "{before}");
    fs::remove_file(folder.join("questionnaire.toml")).expect("there");
    assert_eq!(
        checked(&folder).1,
        format!(
            "avertissement : les questions Q01 à Q20 ne se reconnaissent qu'à leur code : elles sont prises pour les 20 premières du \
             questionnaire par défaut (Q01 : « Je sais qui décide quoi dans le projet. »)\n  → reponses.csv\n  \
             aide : si ce sont bien elles, déposez ici le questionnaire.toml que jalon init écrit ; sinon, décrivez-y les vôtres\n{before}"
        )
    );
    let announced = "[items]\nQ01 = \"Q01\"\n";
    fs::write(folder.join("colonnes.toml"), announced).expect("written");
    assert_eq!(checked(&folder).1, before);
    fs::remove_file(folder.join("colonnes.toml")).expect("there");
    let some: Vec<String> = [&few[..5], &few[6..]].concat();
    let rows = rows
        .lines()
        .map(|row| row.rsplit_once(';').expect("answers").0.to_owned() + "\n");
    write(&folder, &some, &rows.collect::<String>());
    assert_eq!(checked(&folder).1.lines().count(), 1);
}
