//! What an export shows and nothing else: its tables are read back as a stranger would, and attacked.
//!
//! Every number stands for a figure that the record of the edition holds, which is what the audit knows was
//! told; the means are recomputed from the answers, the equations are rebuilt from the tables alone.

use std::collections::{BTreeMap, BTreeSet};

use jalon::aggregate::edition::edition;
use jalon::aggregate::figures::{Figures, Subject};
use jalon::export::{Dialect, Form, Precision, Source, Tables};
use jalon::model::{CategoryId, PastEdition, QvctId};

use super::dossiers::{attacks, leaks};
use super::forms::{Printed, Sheet, form, parts, put, score, sheets};
use super::made::{Dice, Draw, Made, project};
use crate::command::exporting::rows;
use crate::command::same_numbers::Row;

/// Columns that tell more than a mean and its people.
const SPREADS: [&str; 15] = [
    "ecart_type",
    "q1",
    "mediane",
    "q3",
    "consensus",
    "effectif_haut",
    "part_haute",
    "part_haute_ic_bas",
    "part_haute_ic_haut",
    "effectif_bas",
    "part_basse",
    "part_basse_ic_bas",
    "part_basse_ic_haut",
    "effectifs",
    "ne_sait_pas",
];

fn tables(made: &Made, figures: &Figures, precision: Precision) -> BTreeMap<String, Vec<Row>> {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day");
    let mut tables = Tables::default();
    tables.add(&Source {
        referential: &made.referential,
        questionnaire: &made.questionnaire,
        project: &made.project,
        figures,
        date,
    });
    let form = Form {
        dialect: Dialect::Standard,
        precision,
    };
    let files = tables.files(form, date, &[]).into_iter();
    let tables = files.filter(|(name, _)| name.ends_with(".csv"));
    tables
        .map(|(name, bytes)| (name.to_owned(), rows(&bytes, b',')))
        .collect()
}

/// What a row is about: a subject, or a question.
enum About {
    Subject(Subject),
    Item(u16),
}

fn about(made: &Made, row: &Row) -> About {
    let code = row["code"].as_str();
    let referential = &made.referential;
    let small = |rank: usize| u8::try_from(rank).expect("few");
    let position = |found: Option<usize>| small(found.expect("a known code"));
    About::Subject(match row["niveau"].as_str() {
        "critere" => Subject::Criterion(referential.criterion(code).expect("a criterion")),
        "categorie" => {
            let mut categories = referential.categories.iter();
            Subject::Category(CategoryId(position(
                categories.position(|entry| entry.key == code),
            )))
        }
        "qvct" => {
            let mut levels = referential.qvct.iter();
            Subject::Qvct(QvctId(position(
                levels.position(|level| level.number.to_string() == code),
            )))
        }
        "theme" => {
            let items = made.questionnaire.items.iter();
            let themes: BTreeSet<&String> = items.flat_map(|item| &item.themes).collect();
            Subject::Theme(
                themes
                    .iter()
                    .position(|theme| *theme == code)
                    .expect("a theme"),
            )
        }
        _ => {
            let mut items = made.questionnaire.items.iter();
            let rank = items.position(|item| item.id == code).expect("a question");
            return About::Item(u16::try_from(rank).expect("few"));
        }
    })
}

/// A project with its tables, and who is behind a row of them.
struct Read<'a> {
    made: &'a Made,
    figures: &'a Figures,
    told: PastEdition,
}

impl Read<'_> {
    fn wave(&self, row: &Row, column: &str) -> usize {
        let mut waves = self.made.project.waves.iter();
        let id = &row[column];
        waves.position(|wave| wave.id == *id).expect("a wave")
    }

    /// The people of the row with what their answers weigh, over the questions of a mask.
    fn printed(&self, row: &Row, wave: usize, mask: &[u16]) -> Printed {
        let made = self.made;
        let group = made.questionnaire.groups.iter();
        let group = group
            .map(|group| &group.id)
            .position(|id| *id == row["groupe"]);
        let all = sheets(made, wave);
        let own = all
            .iter()
            .filter(|sheet| Some(usize::from(sheet.group)) == group);
        let themes = &self.figures.themes;
        let of = |sheet: &Sheet| match about(made, row) {
            About::Subject(subject) => form(made, sheet, &parts(made, subject, themes, mask)),
            About::Item(item) => {
                let criterion = made.questionnaire.items[usize::from(item)].criterion;
                let base = parts(made, Subject::Criterion(criterion), themes, mask);
                let is_in = form(made, sheet, &base)?.contains_key(&item);
                is_in.then(|| BTreeMap::from([(item, 1.0)]))
            }
        };
        Printed {
            name: format!("{} {} {wave}", row["niveau"], row["code"]),
            forms: own.map(of).collect(),
            value: None,
        }
    }

    /// The mean of the people behind, and how many.
    fn mean(&self, printed: &Printed, row: &Row, wave: usize) -> (u32, f64) {
        let all = sheets(self.made, wave);
        let groups = self.made.questionnaire.groups.iter();
        let group = groups
            .map(|group| &group.id)
            .position(|id| *id == row["groupe"]);
        let own = all
            .iter()
            .filter(|sheet| Some(usize::from(sheet.group)) == group);
        let scores: Vec<f64> = own
            .zip(&printed.forms)
            .filter_map(|(sheet, form)| {
                let terms = form.as_ref()?.iter();
                let term = |(item, weight): (&u16, &f64)| {
                    weight * score(self.made, *item, sheet.states[item])
                };
                Some(terms.map(term).sum())
            })
            .collect();
        let n = u32::try_from(scores.len()).expect("few");
        (n, scores.iter().sum::<f64>() / f64::from(n.max(1)))
    }

    /// Whether the record of the edition holds the row: the same questions, in the same parts.
    fn is_told(&self, row: &Row, wave: usize, mask: &[u16]) -> bool {
        let (made, themes) = (self.made, &self.figures.themes);
        let (subject, item) = match about(made, row) {
            About::Subject(subject) => (subject, None),
            About::Item(item) => {
                let criterion = made.questionnaire.items[usize::from(item)].criterion;
                (Subject::Criterion(criterion), Some(item))
            }
        };
        let mut wanted = parts(made, subject, themes, mask);
        wanted.retain(|part| !part.is_empty());
        wanted.sort_unstable();
        let only = item.filter(|_| wanted.iter().flatten().count() > 1);
        let id = &made.project.waves[wave].id;
        let mut waves = self.told.waves.iter().filter(|told| told.id == *id);
        waves.any(|told| {
            let mut rows = told.rows.iter();
            rows.any(|one| {
                let same = one.parts == wanted && one.only == only;
                // A category told through its criteria has a margin of its own and the mean of theirs.
                let means = !one.margin_only && same;
                means && one.groups.first() == Some(&row["groupe"])
            })
        })
    }
}

fn number(cell: &str) -> f64 {
    cell.parse().expect("a number")
}

/// Rows of `chiffres.csv` that are rows of the audit, by group and wave.
fn levels(read: &Read, table: &[Row], seed: u64) -> BTreeMap<(String, usize), Vec<Printed>> {
    let mut found: BTreeMap<(String, usize), Vec<Printed>> = BTreeMap::new();
    let fewest = &read.made.referential.thresholds;
    for row in table.iter().filter(|row| row["groupe"] != "ensemble") {
        let state = row["etat"].as_str();
        let numbers = ["n", "moyenne", "ic_bas", "ic_haut", "borne"].iter();
        if !matches!(state, "publié" | "borné") {
            for column in numbers.chain(&SPREADS) {
                assert_eq!(row[*column], "", "seed {seed}: {column} of {row:?}");
            }
            continue;
        }
        let wave = read.wave(row, "vague");
        let asked = put(read.made, wave);
        let printed = read.printed(row, wave, &asked);
        let (n, mean) = read.mean(&printed, row, wave);
        assert_eq!(row["n"], n.to_string(), "seed {seed}: {row:?}");
        assert!(n >= fewest.score, "seed {seed}: {row:?}");
        if n < fewest.distribution || state == "borné" {
            for column in SPREADS {
                assert_eq!(row[column], "", "seed {seed}: {column} of {row:?}");
            }
        }
        let own = state == "borné" || (mean - number(&row["moyenne"])).abs() < 1e-9;
        if own && read.is_told(row, wave, &asked) {
            found
                .entry((row["groupe"].clone(), wave))
                .or_default()
                .push(printed);
        } else {
            // A category told through its criteria: their mean, and no spread of its own.
            assert_eq!(row["niveau"], "categorie", "seed {seed}: {row:?}");
            assert_eq!(row["ecart_type"], "", "seed {seed}: {row:?}");
            let same = |other: &&Row| {
                ["groupe", "vague"]
                    .iter()
                    .all(|key| other[*key] == row[*key])
                    && other["niveau"] == "critere"
                    && other["etat"] == "publié"
                    && matches!(about(read.made, other), About::Subject(Subject::Criterion(id))
                        if matches!(about(read.made, row), About::Subject(Subject::Category(category))
                            if read.made.referential.criteria[id.at()].category == category))
            };
            let parts: Vec<f64> = table
                .iter()
                .filter(same)
                .map(|other| number(&other["moyenne"]))
                .collect();
            let mean = parts.iter().sum::<f64>() / parts.len() as f64;
            assert!(
                (mean - number(&row["moyenne"])).abs() < 1e-9,
                "seed {seed}: {row:?}"
            );
        }
    }
    found
}

/// Adds what `changements.csv` tells of each wave: two means on the questions in common.
fn changes(
    read: &Read,
    table: &[Row],
    found: &mut BTreeMap<(String, usize), Vec<Printed>>,
    seed: u64,
) {
    for row in table.iter().filter(|row| row["groupe"] != "ensemble") {
        if row["etat"] != "publié" {
            for column in [
                "n_de",
                "n_a",
                "n_paires",
                "moyenne_de",
                "moyenne_a",
                "delta",
                "p",
                "progressent",
            ] {
                assert_eq!(row[column], "", "seed {seed}: {column} of {row:?}");
            }
            continue;
        }
        let waves = [read.wave(row, "vague_de"), read.wave(row, "vague_a")];
        let last = put(read.made, waves[1]);
        let common = put(read.made, waves[0]).into_iter();
        let common: Vec<u16> = common.filter(|item| last.contains(item)).collect();
        for (wave, (count, mean)) in waves
            .into_iter()
            .zip([("n_de", "moyenne_de"), ("n_a", "moyenne_a")])
        {
            let printed = read.printed(row, wave, &common);
            let (n, own) = read.mean(&printed, row, wave);
            assert_eq!(row[count], n.to_string(), "seed {seed}: {row:?}");
            if (own - number(&row[mean])).abs() < 1e-9 && read.is_told(row, wave, &common) {
                found
                    .entry((row["groupe"].clone(), wave))
                    .or_default()
                    .push(printed);
            } else {
                assert_eq!(row["niveau"], "categorie", "seed {seed}: {row:?}");
            }
        }
        let few = read.made.referential.thresholds.distribution;
        let enough = |column: &str| number(&row[column]) >= f64::from(few);
        assert!(
            row["p"].is_empty() || (enough("n_de") && enough("n_a")),
            "seed {seed}: {row:?}"
        );
        assert!(
            row["progressent"].is_empty() || enough("n_paires"),
            "seed {seed}: {row:?}"
        );
    }
}

#[test]
fn every_number_of_an_export_is_of_a_row_that_was_audited() {
    let (mut equations, mut tried) = (0, 0);
    for seed in 0..attacks() {
        let mut dice = Dice(seed ^ 0xE8);
        let draw = Draw::random(&mut dice);
        let made = project(&mut dice, draw);
        let figures = made.figures(&[]);
        let read = Read {
            made: &made,
            figures: &figures,
            told: edition(made.material(), &figures, "du sel"),
        };
        let tables = tables(&made, &figures, Precision::Full);
        let mut found = levels(&read, &tables["chiffres.csv"], seed);
        changes(&read, &tables["changements.csv"], &mut found, seed);
        for (place, printed) in &found {
            equations += printed.len();
            tried += 1;
            assert_eq!(leaks(&made, printed), None, "seed {seed}: {place:?}");
        }
    }
    assert!(
        equations > 800 && tried > 50,
        "{equations} equations in {tried} systems"
    );
}

/// The same rows with the same numbers at every precision, each as it is printed.
#[test]
fn a_rounded_export_tells_no_row_more() {
    for seed in 0..20 {
        let mut dice = Dice(seed ^ 0xE9);
        let draw = Draw::random(&mut dice);
        let made = project(&mut dice, draw);
        let figures = made.figures(&[]);
        let full = tables(&made, &figures, Precision::Full);
        let printed = tables(&made, &figures, Precision::Printed);
        for (name, rows) in &printed {
            assert_eq!(rows.len(), full[name].len(), "{name}");
            for (row, whole) in rows.iter().zip(&full[name]) {
                for (column, cell) in row {
                    let exact = &whole[column];
                    assert_eq!(
                        cell.is_empty(),
                        exact.is_empty(),
                        "seed {seed}: {column} of {row:?}"
                    );
                    if let (Ok(cell), Ok(exact)) = (cell.parse::<f64>(), exact.parse::<f64>()) {
                        // What can be detected is told in whole points upwards, all else to the nearest.
                        let more = cell - exact;
                        let is_rounded = match column.as_str() {
                            "mde" => (-1e-9..1.0).contains(&more),
                            _ => more.abs() <= 0.5 + 1e-9,
                        };
                        assert!(is_rounded, "seed {seed}: {column} of {row:?}");
                    }
                }
            }
        }
    }
}
