//! What several documents print: cells, tables, captions, cards. Shapes of data, no decisions.

use serde::{Deserialize, Serialize};

use crate::aggregate::figures::Absent;

/// A number ready to print, or the reason why there is none; five absent states, five looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Cell {
    /// A figure that may be printed.
    Value(ValueCell),
    /// Kept back to protect respondents: hatch, « non publié ».
    Withheld,
    /// No wave at this term: dotted outline, « – ».
    NotMeasured,
    /// The project is younger than the term: narrow, « · ».
    NotReached,
    /// The question is not put to this group: flat light grey, « s.o. ».
    NotConcerned,
    /// The project does not aim at it.
    NotAimed,
}

impl From<Absent> for Cell {
    fn from(reason: Absent) -> Self {
        match reason {
            Absent::Withheld => Cell::Withheld,
            Absent::NotMeasured => Cell::NotMeasured,
            Absent::NotReached => Cell::NotReached,
            Absent::NotConcerned => Cell::NotConcerned,
            Absent::NotAimed => Cell::NotAimed,
        }
    }
}

/// A printable figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueCell {
    /// As printed, French typography.
    pub text: String,
    /// Class of colour from 0 (0–19) to 4 (80–100) in coloured tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<u8>,
    /// How it moved since the column before, when that can be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub movement: Option<Movement>,
}

/// How a figure moved since the measure before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// Established or probable improvement.
    Up,
    /// Established or probable degradation.
    Down,
    /// Established stability.
    Stable,
    /// The difference allows no conclusion.
    Inconclusive,
}

/// What stands around a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caption {
    /// The finding, a sentence with its number.
    pub title: String,
    /// What, unit, who, when.
    pub subtitle: String,
    /// n, source, masking, number of the annex table.
    pub note: String,
    /// The message and main values for who cannot see the figure; never the title again; at most 250 signs.
    pub alt: String,
}

/// A table of the annex or of the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// « A2 », referred to by figures; empty for a table of the body.
    pub number: String,
    /// What it holds.
    pub title: String,
    /// Below the table.
    pub note: String,
    /// Headings with their layout.
    pub columns: Vec<Column>,
    /// As many cells as columns in each row; the first column heads its row.
    pub rows: Vec<Vec<TableCell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Heading, unit included.
    pub heading: String,
    /// Share of the width, relative to the other columns.
    pub width: u32,
    /// How cells are set.
    pub align: Align,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
    /// Signs.
    Center,
}

/// A cell of a table: words, or a figure with its reasons to be absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TableCell {
    /// Words or a number already formatted.
    Text(String),
    /// A figure.
    Figure(Cell),
}

/// A key figure of the first page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFigure {
    /// « 32 sur 60 ».
    pub value: String,
    /// What it counts.
    pub label: String,
}

/// A recommendation as printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdviceCard {
    /// Rank of print from 1.
    pub rank: u32,
    /// Rule and instance: `PUB-01/C13`; printed small, key of `decisions.toml`.
    pub id: String,
    /// What to do, in the infinitive.
    pub title: String,
    /// How sure the finding is.
    pub confidence: Confidence,
    /// « Nous recommandons » or « À vérifier avec l'équipe ».
    pub confidence_word: String,
    /// The finding with its figures.
    pub finding: String,
    /// What to do in detail.
    pub action: String,
    /// Who does it.
    pub who: String,
    /// By when.
    pub due: String,
    /// What will be looked at next time.
    pub follow_up: String,
    /// What sets the rule off; empty when no bound does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub trigger: String,
    /// Section of the leaflet.
    pub source: String,
    /// Link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// The team's answer, in the funder's edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<AdviceDecision>,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The whole interval lies on the triggering side.
    Established,
    /// To be checked with the team.
    ToConfirm,
}

/// What the team answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdviceDecision {
    /// « retenue », « adaptée », « écartée », « pas encore discutée ».
    pub answer: String,
    /// Why.
    pub reason: String,
}

/// A quote that may be printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedQuote {
    /// The words, without quotation marks.
    pub text: String,
    /// « membre de l'équipe salariée », « membre du projet » or « entretien, avec l'accord de la personne ».
    pub attribution: String,
    /// Category letter for the rule's colour; empty when none.
    pub category: String,
}

/// A line of words and its explanation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word.
    pub word: String,
    /// The explanation.
    pub text: String,
}

impl Term {
    /// Those of some lines that say anything.
    pub fn told<'w>(lines: impl IntoIterator<Item = (&'w str, String)>) -> Vec<Term> {
        let said = lines.into_iter().filter(|(_, text)| !text.is_empty());
        let said = said.map(|(word, text)| Term {
            word: word.to_owned(),
            text,
        });
        said.collect()
    }
}
