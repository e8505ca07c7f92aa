//! The annual report beside an earlier year: figures made by hand, what is no export of that year, what the public is not told.

use std::fs;
use std::path::Path;

use jalon::document::annual::Annual;
use jalon::document::parts::TableCell;

use super::setting::{Run, copy, jalon, sample, snapshot};

/// Items of criterion C01 that employees answer.
const ITEMS: [&str; 4] = ["Q01", "Q02", "Q03", "Q04"];

fn write(folder: &Path, name: &str, text: &str) {
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join(name), text).expect("written");
}

/// A project of eight people; at each measure so many of them answer 4, the others 3: a score of 50 + 25 a / 8.
fn project(root: &Path, id: &str, favourable: &[usize]) {
    let folder = root.join("projets").join(id);
    let mut declared =
        format!("nom = \"Maison {id}\"\nstructure = \"Association {id}\"\ndebut = 2024-02-01\n");
    let mut rows = format!("repondant;groupe;vague;{}\n", ITEMS.join(";"));
    for (rank, favourable) in favourable.iter().enumerate() {
        let (wave, year) = (rank + 1, 2024 + 2 * rank);
        declared += &format!(
            "\n[[vagues]]\nid = \"V{wave}\"\ndebut = {year}-03-02\nfin = {year}-03-20\neffectifs = {{ salaries = 10 }}\n"
        );
        for person in 0..8 {
            let level = if person < *favourable { "4" } else { "3" };
            rows += &format!("{person};salaries;V{wave};{}\n", [level; 4].join(";"));
        }
    }
    write(&folder, "projet.toml", &declared);
    write(&folder, "reponses.csv", &rows);
}

fn programme(root: &Path, edition: &str, projects: &[(&str, &[usize])]) {
    let text = format!("nom = \"Essai\"\nedition = \"{edition}\"\narrete_le = {edition}-06-30\n");
    write(root, "programme.toml", &text);
    for (id, favourable) in projects {
        project(root, id, favourable);
    }
}

/// Printed: 53 56 59 63 66, mean 59.4.
const BEFORE: [(&str, &[usize]); 5] = [
    ("a", &[1]),
    ("b", &[2]),
    ("c", &[3]),
    ("d", &[4]),
    ("e", &[5]),
];
/// Printed: 69 69 72, 66 again, 53 who comes; mean 65.8.
const AFTER: [(&str, &[usize]); 5] = [
    ("b", &[2, 6]),
    ("c", &[3, 6]),
    ("d", &[4, 7]),
    ("e", &[5]),
    ("f", &[1]),
];

struct Years {
    place: tempfile::TempDir,
}

impl Years {
    fn new(before: &[(&str, &[usize])], after: &[(&str, &[usize])]) -> Years {
        let place = tempfile::tempdir().expect("a folder");
        programme(&place.path().join("2025"), "2025", before);
        programme(&place.path().join("2026"), "2026", after);
        let years = Years { place };
        years.export(&[]);
        years
    }

    fn path(&self, inner: &str) -> String {
        let path = self.place.path().join(inner);
        path.to_str().expect("UTF-8").to_owned()
    }

    fn export(&self, more: &[&str]) {
        let (from, to) = (self.path("2025"), self.path("chiffres"));
        let run = jalon(["export", &from, "-o", &to].iter().chain(more));
        assert_eq!(run.code, 0, "{}", run.err);
    }

    fn run(&self, precedent: &str, edition: &str) -> Run {
        let (from, precedent) = (self.path("2026"), self.path(precedent));
        jalon([
            "data",
            &from,
            "--document",
            "annuel",
            "--edition",
            edition,
            "--precedent",
            &precedent,
        ])
    }

    fn report(&self, edition: &str) -> Annual {
        let run = self.run("chiffres", edition);
        assert_eq!(run.code, 0, "{}", run.err);
        serde_json::from_str(&run.out).expect("a report")
    }

    /// What is told of a precedent that cannot be used, without the place of this test.
    fn refusal(&self, precedent: &str) -> String {
        let run = self.run(precedent, "interne");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        run.err.replace(&self.path(""), "")
    }

    fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.path(&format!("chiffres/{file}"));
        let text = fs::read_to_string(&path).expect("a text");
        assert!(text.contains(from), "{from}");
        fs::write(&path, text.replacen(from, to, 1)).expect("written");
    }
}

fn texts(row: &[TableCell]) -> Vec<&str> {
    let words = row.iter().filter_map(|cell| match cell {
        TableCell::Text(text) => Some(text.as_str()),
        TableCell::Figure(_) => None,
    });
    words.collect()
}

#[test]
fn the_step_is_split_as_by_hand_and_entries_and_exits_are_named() {
    let report = Years::new(&BEFORE, &AFTER).report("interne");
    let years = report.years.expect("an earlier year");
    assert_eq!(
        years.sentences[0],
        "Depuis l’édition 2025, 4 projets publient des scores les deux années, dont 3 mesurés de nouveau."
    );
    let movements: Vec<(&str, &str)> = years
        .movements
        .iter()
        .map(|term| (term.word.as_str(), term.text.as_str()))
        .collect();
    assert_eq!(
        movements,
        [
            ("Entrés", "1 lauréat\u{a0}: Maison f."),
            ("Sortis", "1 lauréat\u{a0}: Maison a.")
        ]
    );
    // b, c, d, e: (13 + 10 + 9 + 0) / 4 = 8; the mean goes from 59.4 to 65.8, that is 6.4; what is left is −2.
    let row = &years.chart.expect("four projects in both").rows[0];
    assert_eq!(row.label, "1. Participation");
    assert_eq!((row.constant, row.composition), (8.0, -2.0));
    assert_eq!(
        [
            &row.constant_text,
            &row.composition_text,
            &row.total_text,
            &row.projects
        ],
        ["+8", "−2", "+6", "4 sur 5"]
    );
    let table = report
        .annex
        .iter()
        .find(|table| table.number == "A4")
        .expect("A4");
    // ± 3.182 × 5.598 / √4 around 8.
    assert_eq!(
        texts(&table.rows[0]),
        [
            "1. Participation",
            "5 → 5",
            "4 sur 5",
            "3",
            "59 → 66",
            "+8 [−1\u{202f}; +17]",
            "−2",
            "+6"
        ]
    );
}

#[test]
fn without_an_earlier_year_nothing_is_said_of_one() {
    let years = Years::new(&BEFORE, &AFTER);
    let run = jalon(["data", &years.path("2026"), "--document", "annuel"]);
    let report: Annual = serde_json::from_str(&run.out).expect("a report");
    assert!(report.years.is_none() && report.annex.iter().all(|table| table.number != "A4"));
    assert!(!run.out.contains("édition 2025"));
}

#[test]
fn both_forms_of_the_tables_tell_the_same_year() {
    let years = Years::new(&BEFORE, &AFTER);
    let french = years.report("interne");
    years.export(&["--dialecte", "standard"]);
    let standard = years.report("interne");
    assert_eq!(french.years, standard.years);
    assert_eq!(french.annex, standard.annex);
}

#[test]
fn what_is_no_earlier_year_is_told_with_its_place() {
    let years = Years::new(&BEFORE, &AFTER);
    let mut all = String::new();
    let mut tell = |what: &str, told: String| all += &format!("# {what}\n{told}\n");
    tell("no folder", years.refusal("nulle-part"));
    tell("raw answers", years.refusal("2025"));
    fs::create_dir(years.path("vide")).expect("made");
    tell("an empty folder", years.refusal("vide"));

    let faults = [
        (
            "another referential",
            "manifeste-chiffres.json",
            "\"referentiel\": \"1.0\"",
            "\"referentiel\": \"0.9\"",
        ),
        (
            "a later year",
            "manifeste-chiffres.json",
            "2025-06-30",
            "2026-06-30",
        ),
        ("no date", "manifeste-chiffres.json", "2025-06-30", "juin"),
        (
            "a manifest cut short",
            "manifeste-chiffres.json",
            "\"sorties\": [",
            "\"sorties\": ",
        ),
        (
            "a score that is no number",
            "chiffres.csv",
            ";53;",
            ";cinq;",
        ),
        ("a score out of the scale", "chiffres.csv", ";53;", ";530;"),
        ("a score with decimals", "chiffres.csv", ";53;", ";53,2;"),
        ("an unknown state", "chiffres.csv", ";publié;", ";public;"),
        (
            "an unknown criterion",
            "chiffres.csv",
            "a;critere;C01",
            "a;critere;C99",
        ),
        (
            "a criterion under another name",
            "chiffres.csv",
            ";Participation;",
            ";Assistance;",
        ),
        (
            "an unknown project",
            "chiffres.csv",
            "a;critere;C01",
            "z;critere;C01",
        ),
        ("a column less", "chiffres.csv", ";moyenne;", ";note;"),
        ("a cell less", "chiffres.csv", ";53;", ";"),
        ("a figure changed since", "chiffres.csv", ";53;", ";54;"),
    ];
    for (what, file, from, to) in faults {
        years.change(file, from, to);
        tell(what, years.refusal("chiffres"));
        years.export(&[]);
    }
    years.export(&["--precision", "pleine"]);
    tell("full precision", years.refusal("chiffres"));
    years.export(&[]);
    fs::remove_file(years.path("chiffres/chiffres.csv")).expect("removed");
    tell("no figures", years.refusal("chiffres"));
    let run = jalon([
        "build",
        &years.path("2026"),
        "--precedent",
        &years.path("chiffres"),
    ]);
    assert_eq!(run.code, 2);
    tell("another document", run.err.replace(&years.path(""), ""));
    snapshot("precedent", &all);
}

#[test]
fn another_programme_is_not_an_earlier_year() {
    let years = Years::new(&BEFORE, &AFTER);
    let (from, chiffres) = (years.path("2026"), sample("appel-2024-2026-chiffres-2025"));
    let run = jalon([
        "data",
        &from,
        "--document",
        "annuel",
        "--precedent",
        chiffres.to_str().expect("UTF-8"),
    ]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err
            .replace(chiffres.to_str().expect("UTF-8"), "CHIFFRES"),
        "erreur : cet export porte sur « Appel à projets Territoires solidaires », sans aucun lauréat de « Essai »\n  → CHIFFRES\n  \
         aide : donnez l'export du même programme ; un lauréat se reconnaît au nom de son dossier, qui ne change pas d'une année à l'autre\n"
    );
}

#[test]
fn the_public_is_not_told_what_gives_a_project_away() {
    // Nobody was measured again and one came: this year's mean minus last year's would be its score.
    let alone: Vec<(&str, &[usize])> = BEFORE
        .into_iter()
        .chain([("f", &[7usize] as &[usize])])
        .collect();
    let years = Years::new(&BEFORE, &alone);
    let report = years.report("publique");
    assert_eq!(report.years.expect("an earlier year").chart, None);
    assert!(
        report.average.is_none(),
        "the mean of this year is held back"
    );
    let staff = years.report("interne");
    assert!(staff.average.is_some());
    assert!(
        staff
            .years
            .as_ref()
            .is_some_and(|years| years.chart.is_some())
    );

    // Three measured again and two that moved: the mean is told, the split of its step is not.
    let report = Years::new(&BEFORE, &AFTER).report("publique");
    let years = report.years.as_ref().expect("an earlier year");
    assert_eq!(years.chart, None);
    assert_eq!(
        years.sentences[1],
        "Ce qui a changé n’est pas publié ici\u{a0}: trop peu de projets font la différence entre les deux années, et leurs scores se \
         devineraient."
    );
    // Where no spread is told, neither its columns nor its words stand on the page.
    let columns = |report: &Annual| -> Vec<String> {
        let columns = report.annex[0].columns.iter();
        columns.map(|column| column.heading.clone()).collect()
    };
    let one_more = |report: &Annual| {
        let mut words = report.method.iter().map(|term| term.word.as_str());
        words.any(|word| word == "Un projet de plus")
    };
    assert_eq!(
        columns(&report),
        ["Sujet", "Projets", "Moyenne [IC\u{a0}95\u{202f}%]"]
    );
    assert_eq!(
        report.annex[0].note,
        "Moyenne\u{a0}: moyenne simple des scores imprimés, IC 95\u{202f}% (t, J − 1). Rien sous quatre projets."
    );
    assert!(!one_more(&report));
    assert!(columns(&staff).contains(&"Projet de plus".to_owned()));
    assert!(one_more(&staff));
    let note = |report: Annual| {
        report
            .average
            .expect("means of projects")
            .chart
            .caption
            .note
    };
    assert_eq!(
        note(report),
        "Renseigné\u{a0}: projets qui publient un score, sur ceux qui visent le critère. Non publié\u{a0}: la moyenne porterait, seule ou comparée à une autre, sur moins de quatre projets. \
         Source\u{a0}: dossiers des projets. Détail\u{a0}: tableau A1."
    );
    assert_eq!(
        note(staff),
        "Renseigné\u{a0}: projets qui publient un score, sur ceux qui visent le critère. Non publié\u{a0}: moins de trois projets. \
         Source\u{a0}: dossiers des projets. Détail\u{a0}: tableau A1."
    );
}

#[test]
fn the_sample_beside_its_earlier_year_shows_both_bars_and_stays_within_twenty_pages() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("appel");
    copy(&sample("appel-2024-2026"), &folder);
    let before = sample("appel-2024-2026-chiffres-2025");
    let run = jalon([
        "build".as_ref(),
        folder.as_os_str(),
        "--document".as_ref(),
        "annuel".as_ref(),
        "--precedent".as_ref(),
        before.as_os_str(),
        "-o".as_ref(),
        place.path().join("pdf").as_os_str(),
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let manifest = fs::read_to_string(place.path().join("pdf/manifeste.json")).expect("a manifest");
    assert!(manifest.contains("\"precedent/chiffres.csv\""));
}
