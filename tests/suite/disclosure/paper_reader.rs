//! Reads a dossier as it is heard, and looks for numbers that its export does not tell where they stand.
//!
//! A passage is about what it names, or what its heading, its row or the last label of its drawing names.

use std::collections::{BTreeMap, BTreeSet};

use jalon::typeset::Element;

use super::paper_words::{groups, numbers, plain, sentences, wave};
use crate::command::same_numbers::Row;

/// Groups of the shipped questionnaire: key, and as printed.
pub const GROUPS: [(&str, &str); 2] = [("salaries", "salariés"), ("benevoles", "bénévoles")];

/// Marks of scales, ends of « plus bas » and « plus haut », points that matter, thresholds that a sentence may recall.
const CONSTANTS: [&str; 8] = ["0", "5", "10", "20", "25", "50", "75", "100"];

/// Numbers that words explain.
const RECALLED: [&str; 3] = ["à 95 %", "70 ou plus", "moins de 1 point"];

/// Columns of companions, which are not exported and have thresholds of their own.
const COMPANIONS: [&str; 7] = [
    "Wilcoxon",
    "Bootstrap",
    "Mann-Whitney",
    "Cliff",
    "effet",
    "Alpha",
    "Spearman",
];

/// What passages may be about.
pub struct Subject {
    /// In rows and headings.
    pub label: String,
    /// Between quotation marks.
    pub name: String,
    /// Level and code of its rows in the export, those of its questions included.
    pub keys: Vec<(String, String)>,
}

/// Reads a dossier and gathers the numbers that the export does not tell where they stand.
pub struct Reader<'p> {
    subjects: &'p [Subject],
    tables: &'p BTreeMap<String, Vec<Row>>,
    /// Subjects of the last heading.
    under: Vec<usize>,
    pub checked: usize,
    pub withheld: usize,
    pub faults: Vec<String>,
}

impl<'p> Reader<'p> {
    pub fn new(
        heard: &[Element],
        subjects: &'p [Subject],
        tables: &'p BTreeMap<String, Vec<Row>>,
    ) -> Reader<'p> {
        let mut reader = Reader {
            subjects,
            tables,
            under: Vec::new(),
            checked: 0,
            withheld: 0,
            faults: Vec::new(),
        };
        heard.iter().for_each(|element| reader.element(element));
        reader
    }

    fn element(&mut self, element: &Element) {
        match element.kind.as_str() {
            "Table" => return self.table(element),
            "Figure" => return self.figure(element),
            "TOC" => return,
            kind if kind.starts_with('H') => {
                self.under = self.named(&plain(&element.all_words())).0
            }
            _ => {
                let text = plain(&element.runs.join(" "));
                self.passage(&text);
            }
        }
        element
            .children
            .iter()
            .for_each(|child| self.element(child));
    }

    /// The subjects that a text names, and the text without their names.
    fn named(&self, text: &str) -> (Vec<usize>, String) {
        let (mut found, mut rest) = (Vec::new(), text.to_owned());
        for (rank, subject) in self.subjects.iter().enumerate() {
            let names = [
                plain(&subject.label),
                format!("« {} »", plain(&subject.name)),
            ];
            if names.iter().any(|name| text.contains(name)) {
                found.push(rank);
            }
            for name in names {
                rest = rest.replace(&name, " ");
            }
        }
        (found, rest)
    }

    /// Sentence by sentence: one that names no subject goes on about those of the one before.
    fn passage(&mut self, text: &str) {
        let mut before = self.under.clone();
        for sentence in sentences(text) {
            let (mut about, rest) = self.named(sentence);
            if about.is_empty() || sentence.contains("la catégorie") {
                about.extend(&before);
            }
            // Advice stands under an axis and rests on any figure.
            if text.contains("Constat :") {
                about = (0..self.subjects.len()).collect();
            }
            self.check(&about, &groups(&rest), None, &rest);
            before = about;
        }
    }

    /// A drawing: what comes after the name of a subject is about it; then its alternative text.
    fn figure(&mut self, figure: &Element) {
        let mut about = Vec::new();
        for run in figure.all().iter().flat_map(|element| &element.runs) {
            let (mut named, mut rest) = self.named(&plain(run));
            // A name cut at the end of a line.
            let cut =
                |subject: &Subject| rest.len() > 6 && plain(&subject.label).starts_with(&rest);
            if let Some(rank) = self.subjects.iter().position(cut) {
                (named, rest) = (vec![rank], String::new());
            }
            if !named.is_empty() {
                about = named;
            }
            // What heads the rows under it is about any of them.
            let own = if rest.contains("écart détectable") {
                (0..self.subjects.len()).collect()
            } else if about.is_empty() {
                self.under.clone()
            } else {
                about.clone()
            };
            self.check(&own, &[], None, &rest);
        }
        let alts: Vec<String> = figure
            .all()
            .iter()
            .filter_map(|element| element.alt.clone())
            .collect();
        alts.iter().for_each(|alt| self.passage(&plain(alt)));
    }

    fn table(&mut self, table: &Element) {
        let all = table.all();
        let rows: Vec<Vec<String>> = all
            .iter()
            .filter(|element| element.kind == "TR")
            .map(|row| {
                row.children
                    .iter()
                    .map(|cell| plain(&cell.all_words()))
                    .collect()
            })
            .collect();
        let Some((heads, rows)) = rows.split_first() else {
            return;
        };
        for row in rows {
            let (about, _) = self.named(row.first().map_or("", String::as_str));
            let group = row.get(1).map_or("", String::as_str);
            for (head, cell) in heads.iter().zip(row).skip(1) {
                if COMPANIONS.iter().any(|name| head.contains(name)) {
                    continue;
                }
                let wave = wave(head);
                let cell = cell.replace("groupe sur", "").replace("groupes sur", "");
                self.withheld += usize::from(wave.is_some() && cell == "non publié");
                self.check(&about, &groups(group), wave, &cell);
            }
        }
    }

    /// Whether the export tells each number of a passage, of one of its subjects and groups.
    fn check(&mut self, about: &[usize], groups: &[&str], wave: Option<&str>, text: &str) {
        // How many questions were left blank is no answer.
        if about.is_empty() || text.contains("laissées en blanc") {
            return;
        }
        let mut told = self.told(about, groups, wave);
        if text.contains("cart") {
            told.extend(self.gaps(about));
        }
        if text.contains(" personnes") {
            told.extend(self.participants(groups));
        }
        for number in numbers(
            &RECALLED
                .iter()
                .fold(text.to_owned(), |text, words| text.replace(words, "")),
        ) {
            self.checked += 1;
            if !told.contains(&number) && !CONSTANTS.contains(&number.as_str()) {
                let names: Vec<&str> = about
                    .iter()
                    .map(|rank| self.subjects[*rank].name.as_str())
                    .collect();
                self.faults.push(format!(
                    "{number} in « {text} », of {names:?} {groups:?} {wave:?}"
                ));
            }
        }
    }

    /// How many people of the groups took part, whatever they were asked.
    fn participants(&self, groups: &[&str]) -> BTreeSet<String> {
        let rows = self.tables["participation.csv"].iter();
        let own = rows.filter(|row| groups.contains(&row["groupe"].as_str()));
        own.map(|row| row["complets"].clone()).collect()
    }

    /// Differences between scores that are told of a subject, in whole points.
    fn gaps(&self, about: &[usize]) -> BTreeSet<String> {
        let mut gaps = BTreeSet::new();
        let keys = about.iter().flat_map(|rank| &self.subjects[*rank].keys);
        for (level, code) in keys.filter(|(level, _)| level != "item") {
            let rows = self.tables["chiffres.csv"].iter();
            let own = rows.filter(|row| row["niveau"] == *level && row["code"] == *code);
            let scores: Vec<i32> = own.filter_map(|row| row["moyenne"].parse().ok()).collect();
            for one in &scores {
                for other in &scores {
                    // Of unrounded scores.
                    let steps = (-1..=1).map(|step| ((one - other).abs() + step).to_string());
                    gaps.extend(steps);
                }
            }
        }
        gaps
    }

    fn told(&self, about: &[usize], groups: &[&str], wave: Option<&str>) -> BTreeSet<String> {
        let keys = about.iter().flat_map(|rank| &self.subjects[*rank].keys);
        let keys: Vec<(&str, &str)> = keys
            .map(|(level, code)| (level.as_str(), code.as_str()))
            .collect();
        let of = |row: &&Row| {
            let of_subject = keys.contains(&(row["niveau"].as_str(), row["code"].as_str()));
            let of_group = groups.is_empty() || groups.contains(&row["groupe"].as_str());
            let of_wave = wave.is_none_or(|wave| row.get("vague").is_some_and(|own| own == wave));
            of_subject && of_group && of_wave
        };
        let tables = ["chiffres.csv", "changements.csv"]
            .iter()
            .flat_map(|name| &self.tables[*name]);
        let cells = tables.filter(of).flat_map(|row| row.iter());
        // Not the names and places of the row.
        let places = [
            "code", "vague", "vague_de", "vague_a", "intitule", "date", "date_de", "date_a",
        ];
        let cells = cells.filter(|(column, _)| !places.contains(&column.as_str()));
        cells.flat_map(|(_, cell)| numbers(cell)).collect()
    }
}
