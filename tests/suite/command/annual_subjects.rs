//! Levels of QVCT and themes in the annual report: what stands beside the criteria made of the same questions.

use std::fs;
use std::path::Path;

use jalon::document::annual::Annual;
use jalon::document::parts::{Cell, TableCell};

use super::annual::{project_asked, write};
use super::setting::{data_of, jalon};

/// Of eight people, how many of each project answer 4; the others answer 3.
const FAVOURABLE: [usize; 9] = [1, 2, 1, 2, 3, 4, 5, 6, 7];

/// Nine projects asked the one question of « Proximité », which is also the theme « Contact avec les publics »; the last
/// `besides` of them do not aim at the criterion.
fn programme(root: &Path, besides: usize) {
    let text = "nom = \"Essai\"\nedition = \"2026\"\narrete_le = 2026-06-30\n";
    write(root, "programme.toml", text);
    let projects = root.join("projets");
    for (rank, favourable) in FAVOURABLE.into_iter().enumerate() {
        let levels: Vec<&str> = (0..8)
            .map(|person| if person < favourable { "4" } else { "3" })
            .collect();
        project_asked(&projects, rank, &levels, &["Q19"]);
        if rank >= 9 - besides {
            let folder = projects.join(format!("projet-{rank:02}"));
            let declared = fs::read_to_string(folder.join("projet.toml")).expect("written");
            let aimed = format!("criteres_vises = [\"C01\"]\n{declared}");
            write(&folder, "projet.toml", &aimed);
        }
    }
}

/// What a table of the annex tells of a subject: how many projects, and their mean; nothing without the table.
fn told(root: &Path, edition: &str, table: &str, subject: &str) -> Option<[String; 2]> {
    let report: Annual = serde_json::from_str(&data_of(root, "annuel", edition)).expect("a report");
    let tables = report.annex.iter();
    let mut tables = tables.filter(|one| one.number == table);
    let rows = &tables.next()?.rows;
    let text = |cell: &TableCell| match cell {
        TableCell::Text(text) => text.clone(),
        TableCell::Figure(Cell::Withheld) => "non publié".to_owned(),
        TableCell::Figure(Cell::Value(value)) => value.text.clone(),
        TableCell::Figure(other) => format!("{other:?}"),
    };
    let mut found = rows.iter().filter(|row| text(&row[0]) == subject);
    let row = found.next().expect("the subject");
    Some([text(&row[1]), text(&row[2])])
}

const CRITERION: &str = "6. Proximité";
const THEME: &str = "Contact avec les publics";

#[test]
fn a_theme_is_not_told_beside_its_criterion_when_the_difference_gives_one_project() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path(), 1);
    let public = |table, subject| told(place.path(), "publique", table, subject);
    assert_eq!(
        public("A1", CRITERION),
        Some(["8 sur 8", "59 [54\u{202f}; 64]"].map(str::to_owned))
    );
    // Beside 8 projects, the mean of 9 would give the ninth: 9 × 61 less 8 × 59. Nothing else was asked: no table is left.
    assert_eq!(public("A3", THEME), None);
    // The staff has the names beside the scores.
    assert_eq!(
        told(place.path(), "interne", "A3", THEME),
        Some(["9 sur 9", "61 [55\u{202f}; 66]"].map(str::to_owned))
    );
}

#[test]
fn a_question_that_nobody_answered_makes_no_other_score_of_a_criterion() {
    let place = tempfile::tempdir().expect("a folder");
    programme(place.path(), 1);
    for rank in 0..9 {
        let file = place
            .path()
            .join(format!("projets/projet-{rank:02}/reponses.csv"));
        let answers = fs::read_to_string(&file).expect("written");
        let wider = answers.lines().enumerate().map(|(line, text)| match line {
            // « Transparence » and a level of QVCT are the first question, « Communication » both.
            0 => format!("{};Q15\n", text.replace("Q19", "Q14")),
            _ => format!("{text};NC\n"),
        });
        fs::write(&file, wider.collect::<String>()).expect("written");
    }
    let public = |table, subject| told(place.path(), "publique", table, subject);
    assert_eq!(
        public("A1", "4. Communication"),
        Some(["8 sur 8", "59 [54\u{202f}; 64]"].map(str::to_owned))
    );
    // The ninth project prints the theme, and not the criterion.
    assert_eq!(
        public("A3", "Transparence sur les difficultés du projet"),
        None
    );
    assert_eq!(
        told(
            place.path(),
            "interne",
            "A3",
            "Transparence sur les difficultés du projet"
        ),
        Some(["9 sur 9", "61 [55\u{202f}; 66]"].map(str::to_owned))
    );
}

#[test]
fn a_theme_is_told_beside_its_criterion_when_they_speak_of_the_same_projects_or_of_four_others() {
    // How far five projects lie apart beside how far nine do would say it of four, and one of these knows a dossier.
    for (besides, mean) in [(0, "61 [55\u{202f}; 66]"), (4, "61")] {
        let place = tempfile::tempdir().expect("a folder");
        programme(place.path(), besides);
        assert_eq!(
            told(place.path(), "publique", "A3", THEME),
            Some(["9 sur 9", mean].map(str::to_owned)),
            "{besides}"
        );
    }
}

#[test]
fn a_theme_is_not_told_beside_the_criterion_of_the_earlier_year_when_the_difference_gives_one_project()
 {
    let place = tempfile::tempdir().expect("a folder");
    let figures = place.path().join("chiffres");
    let root = place.path().join("programme");
    programme(&root, 1);
    let dated = |year: &str| {
        let text = format!("nom = \"Essai\"\nedition = \"{year}\"\narrete_le = {year}-06-30\n");
        write(&root, "programme.toml", &text);
    };
    dated("2025");
    let (from, to) = (
        root.to_str().expect("UTF-8"),
        figures.to_str().expect("UTF-8"),
    );
    let run = jalon(["export", from, "-o", to]);
    assert_eq!(run.code, 0, "{}", run.err);
    dated("2026");
    // Nothing was measured again; the ninth project aims at the criterion now, as all others do.
    let file = root.join("projets/projet-08/projet.toml");
    let declared = fs::read_to_string(&file).expect("written");
    fs::write(&file, declared.replace("criteres_vises = [\"C01\"]\n", "")).expect("written");
    let report = |edition: &str| -> Annual {
        let words = ["data", from, "--document", "annuel", "--edition", edition];
        let run = jalon(words.into_iter().chain(["--precedent", to]));
        assert_eq!(run.code, 0, "{}", run.err);
        serde_json::from_str(&run.out).expect("a report")
    };
    let public = report("publique");
    assert!(public.average.is_none() && public.annex.is_empty());
    assert!(report("interne").average.is_some());
}

/// Nine projects asked about load, recognition and places of work, which are all that is asked of « Qualité de vie au
/// travail »; the last `besides` of them do not aim at the criterion. No two of these questions have the same score; health, not asked about here, asks for ten people.
fn programme_of_three(root: &Path, besides: usize) {
    let text = "nom = \"Essai\"\nedition = \"2026\"\narrete_le = 2026-06-30\n";
    write(root, "programme.toml", text);
    for (rank, favourable) in FAVOURABLE.into_iter().enumerate() {
        let projects = root.join("projets");
        project_asked(&projects, rank, &["3"; 10], &["Q21", "Q22", "Q23"]);
        let folder = projects.join(format!("projet-{rank:02}"));
        let mut rows = "repondant;groupe;vague;Q21;Q22;Q23\n".to_owned();
        for person in 0..10 {
            let level = |question: usize| {
                let usual = [1, 2, 2, 3, 3, 4, 4, 5, 2, 4][(person + 3 * question) % 10];
                usual.max(1 + (person + question < favourable) as usize * 3)
            };
            let [load, thanks, place] = [0, 1, 2].map(level);
            rows += &format!("{person};salaries;V1;{load};{thanks};{place}\n");
        }
        write(&folder, "reponses.csv", &rows);
        if rank >= 9 - besides {
            let declared = fs::read_to_string(folder.join("projet.toml")).expect("written");
            let aimed = format!("criteres_vises = [\"C01\"]\n{declared}");
            write(&folder, "projet.toml", &aimed);
        }
    }
}

const LEVELS: [&str; 2] = [
    "QVCT 1. L’organisation, le contenu et la réalisation du travail",
    "QVCT 2. Le projet d’entreprise et les pratiques managériales",
];
const THEMES: [&str; 3] = [
    "Charge de travail supportable",
    "Reconnaissance du travail",
    "Lieux de travail adaptés",
];

#[test]
fn the_means_of_several_subjects_do_not_add_up_to_a_criterion_that_one_project_does_not_aim_at() {
    let told_of = |besides: usize| -> Vec<bool> {
        let place = tempfile::tempdir().expect("a folder");
        programme_of_three(place.path(), besides);
        let public = |table, subject| {
            let [_, mean] = told(place.path(), "publique", table, subject).expect("a table");
            mean != "non publié"
        };
        let criterion = public("A1", "8. Qualité de vie au travail");
        let others = LEVELS.into_iter().chain(THEMES);
        std::iter::once(criterion)
            .chain(others.map(|subject| public("A3", subject)))
            .collect()
    };
    // Level 1 is made of load and places, level 2 of recognition: twice the one and the other are three times the
    // criterion. Level 2 would give the ninth project, and so would recognition.
    assert_eq!(told_of(1), [true, true, false, true, false, true]);
    for besides in [0, 4] {
        assert_eq!(told_of(besides), [true; 6], "{besides}");
    }
}

/// All levels have as many projects; the sensitive ones are not said to have fewer.
#[test]
fn fewer_projects_are_spoken_of_where_fewer_print_a_sensitive_level() {
    let introduction = |asked: &[&str]| -> String {
        let place = tempfile::tempdir().expect("a folder");
        let text = "nom = \"Essai\"\nedition = \"2026\"\narrete_le = 2026-06-30\n";
        write(place.path(), "programme.toml", text);
        for rank in 0..5 {
            let levels = ["1", "2", "3", "4", "5", "2", "3", "4", "5", "4"];
            project_asked(&place.path().join("projets"), rank, &levels, asked);
        }
        let report = data_of(place.path(), "annuel", "interne");
        let report: Annual = serde_json::from_str(&report).expect("a report");
        report.qvct.expect("levels").introduction
    };
    let said = "Les six niveaux de la QVCT regroupent des questions de plusieurs critères. La santé et l’égalité au travail \
                demandent plus de réponses pour être publiées";
    assert_eq!(introduction(&["Q21", "Q25", "Q27"]), format!("{said}."));
    assert_eq!(
        introduction(&["Q21"]),
        format!("{said}\u{a0}: moins de projets les renseignent.")
    );
}
