//! The attack on paper: the words and alternative texts of the PDF of random small projects, as they are read aloud.
//!
//! Whatever names a criterion, a category or a level of QVCT, or stands under its heading or in its row, may hold only
//! numbers that the export tells of it, of the groups that are named, at the measure of its column. A number of a
//! figure that is kept back is none of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jalon::diagnostic::Diagnostics;
use jalon::document::{Wanted, build};
use jalon::export::{Dialect, Form, Precision, Source, Tables};
use jalon::job::Job;
use jalon::model::CategoryId;
use jalon::typeset::{Day, Element, Order, Press, elements};
use jalon::{Studied, Studies};

use super::dossiers::attacks;
use super::made::Dice;
use super::paper_reader::{GROUPS, Reader, Subject};
use crate::command::exporting::rows;
use crate::command::same_numbers::Row;
use crate::command::setting::request;

/// Questions of the shipped questionnaire that both groups are asked, and some that one is.
const QUESTIONS: [&str; 8] = ["Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "Q07", "Q08"];

/// A cell that is kept back, as the template receives it, and what a leak would put in its place.
const HIDDEN: (&str, &str) = (r#"{"kind":"withheld"}"#, r#"{"kind":"value","text":"87"}"#);

/// A small project as its team would send it in: two measures, two groups, holes.
fn written(place: &Path, seed: u64) -> PathBuf {
    let mut dice = Dice(seed ^ 0x9A9E);
    let folder = place.join(format!("essai-{seed}"));
    fs::create_dir(&folder).expect("a folder");
    let text = "nom = \"Essai\"\nstructure = \"Coop\"\nterritoire = \"Bourg\"\nrecit = \"Un.\"\ndebut = 2024-01-15\n\
                [[vagues]]\nid = \"V1\"\nhorizon = \"reference\"\n[[vagues]]\nid = \"V2\"\nhorizon = \"moyen\"\n";
    fs::write(folder.join("projet.toml"), text).expect("written");
    let columns = "[colonnes]\nsuivi = \"repondant\"\n";
    fs::write(folder.join("colonnes.toml"), columns).expect("written");
    let mut rows = format!("repondant;vague;groupe;{}\n", QUESTIONS.join(";"));
    let blank = dice.pick(&[0, 4, 10]);
    for (group, _) in GROUPS {
        let people = 3 + dice.below(12);
        for wave in ["V1", "V2"] {
            for person in 0..people {
                if dice.chance(12) {
                    continue;
                }
                let mut answer = || match dice.chance(blank) {
                    true => String::new(),
                    false => (1 + dice.below(5)).to_string(),
                };
                let answers = QUESTIONS.map(|_| answer()).join(";");
                rows += &format!("{group}{person};{wave};{group};{answers}\n");
            }
        }
    }
    fs::write(folder.join("reponses.csv"), rows).expect("written");
    folder
}

/// What a project's dossier says, and what its export tells.
struct Printed {
    heard: Vec<Element>,
    tables: BTreeMap<String, Vec<Row>>,
    subjects: Vec<Subject>,
}

/// How a dossier is guarded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Guard {
    /// As the program does.
    Sound,
    /// Not at all: every figure is told from one answer on.
    Absent,
    /// As the program does, but for one cell of the table of scores.
    Leaking,
}

/// Prints and exports a project.
fn printed(press: &Press, folder: &Path, guard: Guard) -> Printed {
    let mut notes = Diagnostics::new();
    let request = request(folder.to_owned(), Wanted::default());
    let mut job = Job::new(&request, &mut notes).expect("a sound folder");
    if guard == Guard::Absent {
        job.thresholds.score = 1;
        job.thresholds.distribution = 1;
        job.thresholds.sensitive_score = 1;
        job.thresholds.sensitive_distribution = 1;
    }
    let studied: Studied = Studies::for_annex(&job).next().expect("a project");
    let found = studied.found.expect("a sound project");
    let mut data = serde_json::to_string(&build::build(&found.study(&job))).expect("JSON");
    // Where nothing is published there is no table.
    if guard == Guard::Leaking
        && let Some(table) = data.find("Critère ou niveau")
        && let Some(cell) = data[table..].find(HIDDEN.0)
    {
        data.replace_range(table + cell..table + cell + HIDDEN.0.len(), HIDDEN.1);
    }
    let order = Order {
        document: "dossier".into(),
        ident: "essai".into(),
        data: data.into_bytes(),
        images: Vec::new(),
        date: Day {
            year: 2026,
            month: 6,
            day: 30,
        },
    };
    let print = press.print(&order).expect("prints");
    let mut tables = Tables::default();
    tables.add(&Source {
        referential: &job.referential,
        questionnaire: &found.questionnaire,
        project: &found.project,
        figures: &found.figures,
        date: request.today,
    });
    let form = Form {
        dialect: Dialect::Standard,
        precision: Precision::Printed,
    };
    let files = tables.files(form, request.today, &[]).into_iter();
    let read = files.filter(|(name, _)| name.ends_with(".csv"));
    let criteria = job.referential.criteria.iter().enumerate();
    let criteria = criteria.map(|(rank, criterion)| {
        let items = found.questionnaire.items.iter();
        let own = items.filter(|item| item.criterion.at() == rank);
        Subject {
            label: format!("{}. {}", rank + 1, criterion.name),
            name: criterion.name.clone(),
            keys: std::iter::once(("critere".to_owned(), criterion.code.clone()))
                .chain(own.map(|item| ("item".to_owned(), item.id.clone())))
                .collect(),
        }
    });
    let categories = (0..).zip(&job.referential.categories);
    let categories = categories.map(|(rank, category)| Subject {
        label: category.name.clone(),
        name: category.name.clone(),
        keys: std::iter::once(("categorie".to_owned(), category.key.clone()))
            .chain(job.referential.criteria_of(CategoryId(rank)).map(|id| {
                (
                    "critere".to_owned(),
                    job.referential.criteria[id.at()].code.clone(),
                )
            }))
            .collect(),
    });
    let levels = job.referential.qvct.iter().map(|level| Subject {
        label: format!("{}. {}", level.number, level.short),
        name: level.short.clone(),
        keys: vec![("qvct".to_owned(), level.number.to_string())],
    });
    // Printed under words of their own, of which only advice makes use.
    let items = found.questionnaire.items.iter();
    let themes = items.flat_map(|item| &item.themes);
    let themes = Subject {
        label: "(thèmes)".to_owned(),
        name: "(thèmes)".to_owned(),
        keys: themes
            .map(|theme| ("theme".to_owned(), theme.clone()))
            .collect(),
    };
    Printed {
        heard: elements(&print.pdf).expect("a PDF"),
        tables: read
            .map(|(name, bytes)| (name.to_owned(), rows(&bytes, b',')))
            .collect(),
        subjects: criteria
            .chain(categories)
            .chain(levels)
            .chain([themes])
            .collect(),
    }
}

impl Printed {
    /// What is heard, beside the export of `told`.
    fn read_beside<'p>(&'p self, told: &'p Printed) -> Reader<'p> {
        Reader::new(&self.heard, &self.subjects, &told.tables)
    }
}

#[test]
fn no_number_on_paper_is_missing_from_the_export() {
    let place = tempfile::tempdir().expect("a folder");
    let press = Press::new(&[]).expect("the templates are sound");
    let (mut checked, mut withheld, mut open, mut leaking) = (0, 0, 0, 0);
    for seed in 0..attacks().div_ceil(6) {
        let folder = written(place.path(), seed);
        let told = printed(&press, &folder, Guard::Sound);
        let paper = told.read_beside(&told);
        assert_eq!(paper.faults, [""; 0], "seed {seed}");
        checked += paper.checked;
        withheld += paper.withheld;
        // The same look finds what a dossier without thresholds would tell beside the same export, or one cell.
        if seed % 4 == 0 {
            for (guard, found) in [(Guard::Absent, &mut open), (Guard::Leaking, &mut leaking)] {
                let other = printed(&press, &folder, guard);
                *found += usize::from(!other.read_beside(&told).faults.is_empty());
            }
        }
    }
    assert!(
        checked > 1000 && withheld > 50,
        "{checked} numbers, {withheld} cells kept back"
    );
    assert!(
        open > 1 && leaking > 0,
        "{open} dossiers without thresholds told too much, {leaking} with one cell"
    );
}
