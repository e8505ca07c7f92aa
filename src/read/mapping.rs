//! `colonnes.toml`: how a project's file says what the tool calls otherwise.

use std::collections::BTreeMap;

use super::encoding::Encoding;
use super::said::{self, Said};
use super::spelling::folded;
use crate::diagnostic::Diagnostics;
use crate::model::keys::{self, Keys, Shape};
use crate::model::{GroupId, ItemId, Questionnaire};

/// Which of day and month comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `jj/mm/aaaa`
    DayFirst,
    /// `mm/jj/aaaa`
    MonthFirst,
    /// `aaaa-mm-jj`: anything else is refused.
    YearFirst,
}

/// How the rows of a file hold the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One row an answer.
    Long,
    /// One row a respondent.
    Wide,
}

/// What `colonnes.toml` says; the default says nothing and everything is recognised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// Encoding of the texts.
    pub encoding: Option<Encoding>,
    /// Sign between the cells.
    pub separator: Option<u8>,
    /// Physical line of the first row of headings, from 1.
    pub heading_line: Option<u64>,
    /// Number of rows of headings, 1 by default.
    pub heading_rows: Option<u32>,
    /// Order of the dates.
    pub dates: Option<DateOrder>,
    /// One row an answer, or one row a respondent.
    pub layout: Option<Layout>,
    /// Whether the form puts all its questions to everybody: answers that the questionnaire does not expect are passed over without a word.
    pub asks_all: bool,
    /// Canonical column → heading in the file, or `#3` for the third column.
    pub columns: BTreeMap<String, String>,
    /// Item → heading in the file.
    pub items: Vec<(ItemId, String)>,
    /// Folded value of the column « groupe » → group.
    pub groups: BTreeMap<String, GroupId>,
    /// Folded value of the column « vague » → key of the wave.
    pub waves: BTreeMap<String, String>,
    /// Folded value of the column « projet » → folder of the project.
    pub projects: BTreeMap<String, String>,
    /// Folded headings that are never read.
    pub ignored: Vec<String>,
    /// What holds for all rows of some files.
    pub files: Vec<Said>,
}

/// The columns this tool knows, as files call them.
pub(super) const COLUMNS: [&str; 12] = [
    "projet",
    "repondant",
    "suivi",
    "structure",
    "groupe",
    "date",
    "vague",
    "horizon",
    "item",
    "critere",
    "reponse",
    "commentaire",
];

impl Mapping {
    /// Reads `colonnes.toml`; every fault is told, and none is given when there was an error.
    pub fn parse(
        text: &str,
        file: &str,
        questionnaire: &Questionnaire,
        notes: &mut Diagnostics,
    ) -> Option<Mapping> {
        keys::read(text, file, notes, |keys| {
            Some(Mapping::of(keys, questionnaire))
        })
    }

    /// What `colonnes.toml` may say.
    pub fn shape(questionnaire: &Questionnaire) -> Shape {
        keys::sketch(|keys| Mapping::of(keys, questionnaire))
    }

    fn of(keys: &Keys, questionnaire: &Questionnaire) -> Mapping {
        Mapping {
            encoding: keys.choice("encodage", &Encoding::KEYS),
            separator: separator(keys),
            heading_line: keys.count("ligne_titres", 1..=1000).map(u64::from),
            heading_rows: keys.count("lignes_titres", 1..=10),
            dates: keys.choice(
                "dates",
                &[
                    ("jj/mm/aaaa", DateOrder::DayFirst),
                    ("mm/jj/aaaa", DateOrder::MonthFirst),
                    ("aaaa-mm-jj", DateOrder::YearFirst),
                ],
            ),
            layout: keys.choice(
                "disposition",
                &[("longue", Layout::Long), ("large", Layout::Wide)],
            ),
            asks_all: keys.flag("questions_a_tous") == Some(true),
            columns: columns(keys, questionnaire),
            items: items(keys, questionnaire),
            groups: groups(keys, questionnaire),
            waves: texts(keys, "vagues"),
            projects: texts(keys, "projets"),
            ignored: keys
                .texts("ignorer")
                .iter()
                .map(|heading| folded(heading))
                .collect(),
            files: said::files(keys, questionnaire),
        }
    }
}

fn separator(keys: &Keys) -> Option<u8> {
    keys.choice(
        "separateur",
        &[
            (";", b';'),
            (",", b','),
            ("|", b'|'),
            ("tabulation", b'\t'),
            ("\\t", b'\t'),
        ],
    )
}

fn columns(keys: &Keys, questionnaire: &Questionnaire) -> BTreeMap<String, String> {
    let Some(table) = keys.table("colonnes") else {
        return BTreeMap::new();
    };
    let mut columns = BTreeMap::new();
    let is_question = |name: &str| questionnaire.item(name).is_some();
    let is_known = |name: &str| COLUMNS.contains(&name) || is_question(name);
    for name in table.known_names(is_known, COLUMNS.into_iter()) {
        let heading = table.text(&name.text);
        if is_question(&name.text) && !COLUMNS.contains(&name.text.as_str()) {
            let message = format!("« {} » est une question, et non une colonne", name.text);
            table.error(&name.text, message, "écrivez cette ligne sous [items]");
        } else if let Some(heading) = heading {
            columns.insert(name.text, heading);
        }
    }
    columns
}

fn items(keys: &Keys, questionnaire: &Questionnaire) -> Vec<(ItemId, String)> {
    let Some(table) = keys.table("items") else {
        return Vec::new();
    };
    let mut items = Vec::new();
    let known = questionnaire.items.iter().map(|item| item.id.as_str());
    for name in table.known_names(|name| questionnaire.item(name).is_some(), known) {
        let heading = table.text(&name.text);
        items.extend(questionnaire.item(&name.text).zip(heading));
    }
    items
}

fn groups(keys: &Keys, questionnaire: &Questionnaire) -> BTreeMap<String, GroupId> {
    let Some(table) = keys.table("groupes") else {
        return BTreeMap::new();
    };
    let known = || questionnaire.groups.iter().map(|group| group.id.as_str());
    let mut groups = BTreeMap::new();
    for name in table.names() {
        let Some(written) = table.text(&name.text) else {
            continue;
        };
        match questionnaire.group(&written) {
            Some(group) => {
                groups.insert(folded(&name.text), group);
            }
            None => table.unknown_word(&name.text, name.line, &written, known()),
        }
    }
    groups
}

/// A table of texts under the folded form of its keys.
fn texts(keys: &Keys, key: &str) -> BTreeMap<String, String> {
    let Some(table) = keys.table(key) else {
        return BTreeMap::new();
    };
    let mut texts = BTreeMap::new();
    for name in table.names() {
        if let Some(text) = table.text(&name.text) {
            texts.insert(folded(&name.text), text);
        }
    }
    texts
}
