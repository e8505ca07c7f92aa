//! What `check` tells of who took part, and that columns nobody was shown change nothing.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::setting::{Run, data, jalon};

/// A project of one group, fourteen people invited, with the answers given.
fn project(place: &Path, answers: &str) -> PathBuf {
    let folder = place.join("atelier");
    fs::create_dir_all(&folder).expect("made");
    let text = "nom = \"Atelier\"\nstructure = \"Coop\"\nterritoire = \"Bourg\"\nrecit = \"Un.\"\ndebut = 2024-01-15\n\
                [[vagues]]\nid = \"V1\"\nhorizon = \"court\"\neffectifs = { salaries = 14 }\n";
    fs::write(folder.join("projet.toml"), text).expect("written");
    fs::write(folder.join("reponses.csv"), answers).expect("written");
    folder
}

/// A row a person: what each answered, then what ends the row.
fn rows(heading: &str, people: u32, answers: impl Fn(u32) -> String) -> String {
    let mut text = format!("repondant;vague;groupe;{heading}\n");
    for person in 1..=people {
        writeln!(text, "P{person};V1;salaries;{}", answers(person)).expect("a text");
    }
    text
}

fn checked(folder: &Path) -> Run {
    jalon(["check".as_ref(), folder.as_os_str()])
}

/// The exit code, and the first message: three lines.
fn first_told(run: &Run) -> (i32, &str) {
    let ends = run.err.match_indices('\n');
    let end = ends.map(|(at, _)| at).nth(2).unwrap_or(run.err.len());
    (run.code, &run.err[..end])
}

fn full(person: u32) -> String {
    format!("{};{};{}", person % 5 + 1, person % 4 + 1, person % 3 + 2)
}

#[test]
fn unfinished_questionnaires_are_counted_aloud() {
    let place = tempfile::tempdir().expect("a folder");
    let answers = rows("Q01;Q02;Q03", 14, |person| match person {
        13 | 14 => "4;;".to_owned(),
        person => full(person),
    });
    let run = checked(&project(place.path(), &answers));
    assert_eq!(
        first_told(&run),
        (
            0,
            "avertissement : 2 personnes sur 14 ont rempli moins de la moitié du questionnaire à la vague « V1 » : leurs \
             réponses ne comptent dans aucun score\n  → projet.toml\n  aide : si les questions sans réponse ne leur étaient \
             pas destinées, retirez-les de leur groupe dans questionnaire.toml ; sinon, rien à faire : une moitié de \
             questionnaire ne dit pas assez"
        )
    );
}

#[test]
fn more_answers_than_people_invited_are_told_and_no_rate_is_met_by_a_slip() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = project(place.path(), &rows("Q01;Q02;Q03", 16, full));
    let run = checked(&folder);
    assert_eq!(
        first_told(&run),
        (
            0,
            "avertissement : plus de réponses que de personnes invitées dans le groupe « salariés » à la vague « V1 » : le \
             calcul prend le nombre de réponses pour population, et aucun taux n'est donné\n  → projet.toml\n  aide : \
             corrigez l'effectif sous [vagues.effectifs] ou dans populations.csv, ou cherchez les réponses en double"
        )
    );
    let told = data(&folder, None);
    assert!(told.contains("plus de réponses que d’invités"), "{told}");
    let condition = "non calculable (plus de réponses que de personnes invitées)";
    assert!(told.contains(condition), "{told}");
    let figures = place.path().join("chiffres");
    let run = jalon([
        "export".as_ref(),
        folder.as_os_str(),
        "-o".as_ref(),
        figures.as_os_str(),
        "--date".as_ref(),
        "2026-06-30".as_ref(),
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let conditions = fs::read_to_string(figures.join("conditions.csv")).expect("there");
    let line = conditions.lines().nth(1).expect("participation");
    assert!(
        line.ends_with(";participation;taux de réponse;non mesuré;;%;non"),
        "{line}"
    );
}

#[test]
fn columns_that_a_whole_group_left_blank_are_no_questions() {
    let place = tempfile::tempdir().expect("a folder");
    let (with, without) = (place.path().join("avec"), place.path().join("sans"));
    fs::create_dir_all(&with).expect("made");
    fs::create_dir_all(&without).expect("made");
    let blank = ";".repeat(5);
    let wide = rows("Q01;Q02;Q03;Q04;Q05;Q06;Q07;Q09", 14, |person| {
        full(person) + &blank
    });
    let with = project(&with, &wide);
    let without = project(&without, &rows("Q01;Q02;Q03", 14, full));
    let run = checked(&with);
    assert_eq!(
        first_told(&run),
        (
            0,
            "avertissement : 5 questions n'ont aucune réponse du groupe « salariés » à la vague « V1 » : elles comptent \
             comme non posées\n  → reponses.csv\n  aide : rien à faire si elles n'ont pas été posées à ce groupe ; sinon, \
             cherchez pourquoi personne n'y a répondu (colonne décalée, réponses en texte libre)"
        )
    );
    assert!(
        data(&with, None) == data(&without, None),
        "the dossiers differ"
    );
}
