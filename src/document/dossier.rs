//! The evaluation dossier of one project: what its template receives, and nothing more.
//!
//! Sections that have nothing to say are `None` or empty and leave no page.

use serde::{Deserialize, Serialize};

use super::figure::{
    ChangeChart, DotChart, Funnel, LikertChart, MarkerStrip, Matrix, Pathway, Trajectory,
};
use super::parts::{AdviceCard, KeyFigure, PrintedQuote, Table, Term};

/// A dossier ready to be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// Identity, edition and date, for the head of pages and the document's properties.
    pub identity: Identity,
    /// First page.
    pub cover: Cover,
    /// « L'essentiel en une page ».
    pub essential: Essential,
    /// « Lire ce document »: signs and words that this dossier uses.
    pub reading: Reading,
    /// « Le projet ».
    pub project: ProjectPage,
    /// « Attendu et obtenu ».
    pub expected: Option<Table>,
    /// « Comment lire ces résultats »: who answered, when, how sure.
    pub method: Method,
    /// « Cotation collective ».
    pub collective: Option<Collective>,
    /// « Vue d'ensemble » (G3).
    pub overview: Option<Overview>,
    /// « Ce qui a changé » (G2).
    pub changes: Option<Changes>,
    /// One page per category that has a figure.
    pub categories: Vec<CategoryPage>,
    /// Criterion sheets, at most six.
    pub sheets: Vec<CriterionSheet>,
    /// « Qualité de vie et conditions de travail ».
    pub qvct: Option<QvctPage>,
    /// « Paroles »; empty under three quotes.
    pub quotes: Vec<PrintedQuote>,
    /// « Recommandations ».
    pub advice: Advice,
    /// Annexes.
    pub annex: Annex,
}

/// What identifies the print.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Title of the document: « Dossier d'évaluation – NOM ».
    pub title: String,
    /// Project, short.
    pub short: String,
    /// `travail` or `financeur`.
    pub edition: String,
    /// « version de travail », « édition financeur ».
    pub edition_label: String,
    /// « 22 novembre 2026 ».
    pub date: String,
    /// Date of the document: year, month, day.
    pub day: [i32; 3],
    /// First 8 hexadecimal digits of the hash of the inputs.
    pub fingerprint: String,
    /// « Projet fictif … », printed on every page; empty for real data.
    pub fictional: String,
    /// Who publishes.
    pub author: String,
}

/// First page; no score here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// Programme and edition, or empty.
    pub programme: String,
    /// Project.
    pub name: String,
    /// Organisation.
    pub structure: String,
    /// Other organisations, in a line, or empty.
    pub partners: String,
    /// Where.
    pub territory: String,
    /// « Projet commencé en janvier 2023 · phase de déploiement ».
    pub period: String,
    /// « Mesures : mars 2023, avril 2024, mai 2026 ».
    pub measures: String,
    /// Logos: path under /images, alternative text.
    pub logos: Vec<Logo>,
    /// Sentence a funder requires, or empty.
    pub funding: String,
}

/// A logo of the users.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// Virtual path.
    pub path: String,
    /// Alternative text.
    pub alt: String,
}

/// The page that stands alone when photocopied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Essential {
    /// What moved, what holds, what to watch: (label, sentence).
    pub sentences: Vec<Term>,
    /// Four.
    pub figures: Vec<KeyFigure>,
    /// Last measured term of every criterion, small; absent without figures.
    pub strip: Option<Matrix>,
    /// The two measures that the marks of the strip compare: « D'avril 2023 à novembre 2025 »; empty without marks.
    pub since: String,
    /// « 4 conditions de mesure réunies sur 6 ».
    pub conditions: String,
    /// « Niveau de preuve : évolution mesurée avant et après ».
    pub evidence: String,
    /// First three recommendations: title and finding.
    pub advice: Vec<Term>,
    /// « Ce que ce dossier ne dit pas ».
    pub unsaid: Vec<String>,
}

/// Keys of the signs used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Absent states that appear: `withheld`, `not-measured`, `not-reached`, `not-concerned`, `not-aimed`.
    pub states: Vec<String>,
    /// Verdicts that appear, with their explanation, in the order of the closed vocabulary (kebab-case codes in `word`).
    pub verdicts: Vec<Term>,
    /// Groups with their mark: label and style rank, the same in all charts.
    pub groups: Vec<GroupMark>,
    /// « Un score va de 0 à 100 … », short paragraphs.
    pub paragraphs: Vec<String>,
}

/// The mark of a group in all charts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupMark {
    /// « salariés ».
    pub label: String,
    /// Rank of shape and colour, 0 to 7.
    pub style: u8,
}

/// « Le projet ».
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectPage {
    /// The project's own words, paragraph by paragraph.
    pub story: Vec<String>,
    /// Identity lines: structure, territory, start, phase …
    pub facts: Vec<Term>,
    /// G9.
    pub pathway: Option<Pathway>,
    /// G6.
    pub markers: Option<MarkerStrip>,
    /// Word of the project's holder, in the funder's edition.
    pub holder_word: Vec<String>,
}

/// Method and conditions, before any result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Sentences: who was asked, how people are protected, what the intervals mean.
    pub paragraphs: Vec<Term>,
    /// Waves: wave, dates, term, groups, answers.
    pub waves: Option<Table>,
    /// G8.
    pub funnel: Option<Funnel>,
    /// Six measuring conditions.
    pub conditions: Vec<Condition>,
    /// « 4 conditions de mesure réunies sur 6 ».
    pub conditions_sentence: String,
    /// Level of evidence in a sentence.
    pub evidence: String,
}

/// A measuring condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// « Participation ».
    pub label: String,
    /// « 32 réponses sur 60 personnes (53 %) ».
    pub value: String,
    /// « au moins 70 % ».
    pub wanted: String,
    /// Whether it is met.
    pub met: bool,
    /// Whether neither is said: what it rests on is kept back.
    pub untold: bool,
}

/// Marks that the team fixed together; never averaged with answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collective {
    /// How it was done: participants, date.
    pub introduction: String,
    /// Terms that appear.
    pub columns: Vec<String>,
    /// One row a criterion.
    pub rows: Vec<CollectiveRow>,
    /// Alternative text of the drawn marks.
    pub alt: String,
}

/// A criterion of the collective marking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollectiveRow {
    /// D, P or E.
    pub category: String,
    /// Number.
    pub number: u8,
    /// Name.
    pub name: String,
    /// One per column: mark from 0 to 10, `None` when not marked.
    pub marks: Vec<Option<u8>>,
    /// The team's argument for the last mark.
    pub argument: String,
}

/// « Vue d'ensemble ».
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overview {
    /// « ensemble : 3 groupes sur 4 » and how to read it.
    pub introduction: String,
    /// G3.
    pub matrix: Matrix,
    /// Two or three findings.
    pub findings: Vec<String>,
}

/// « Ce qui a changé ».
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// The best sentence first, then others.
    pub sentences: Vec<String>,
    /// G2.
    pub chart: ChangeChart,
}

/// A page of a category.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryPage {
    /// D, P or E.
    pub code: String,
    /// Name.
    pub name: String,
    /// Introduction, the tool's own wording.
    pub introduction: String,
    /// G4, groups compared; or the only group with its interval.
    pub chart: Option<DotChart>,
    /// Findings.
    pub findings: Vec<String>,
    /// One quote.
    pub quote: Option<PrintedQuote>,
}

/// A criterion in detail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionSheet {
    /// D, P or E.
    pub category: String,
    /// Number.
    pub number: u8,
    /// Name.
    pub name: String,
    /// Definition, the tool's own wording.
    pub definition: String,
    /// What the figures say, two or three sentences.
    pub sentences: Vec<String>,
    /// Scores by group with intervals: one row a group.
    pub levels: Option<DotChart>,
    /// G1, where enough people answered.
    pub answers: Vec<LikertChart>,
    /// G7, from two measures on.
    pub trajectory: Option<Trajectory>,
}

/// « Qualité de vie et conditions de travail ».
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QvctPage {
    /// Who answers and what it rests on.
    pub introduction: String,
    /// G5.
    pub chart: DotChart,
    /// A text per level that is low or high: label, sentence.
    pub findings: Vec<Term>,
    /// What moved on the levels since the first measure, a paragraph with its heading; empty when nothing could be compared.
    pub changes: Vec<Term>,
    /// Levels without a figure and why.
    pub absent: String,
}

/// « Recommandations ».
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// How they were drawn.
    pub introduction: String,
    /// Up to seven.
    pub cards: Vec<AdviceCard>,
    /// Points to build on, up to two.
    pub supports: Vec<AdviceCard>,
    /// Alerts on the data, up to four.
    pub data: Vec<AdviceCard>,
    /// In the funder's edition, decisions on recommendations that are no longer found: title, answer.
    pub bygone: Vec<Term>,
    /// « Prochaine mesure : … », or empty.
    pub next_wave: String,
    /// Blank lines of the action plan to fill in; 0 = no plan page.
    pub plan_lines: u32,
    /// « Vers qui se tourner ».
    pub contacts: Vec<Term>,
}

/// Annexes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// Tables A1, A2 …
    pub tables: Vec<Table>,
    /// How the figures are made, in plain French: heading, paragraph.
    pub method: Vec<Term>,
    /// Data quality: heading, paragraph.
    pub quality: Vec<Term>,
    /// Recommendations that were considered and not kept: title, why.
    pub rejected: Vec<Term>,
    /// Glossary.
    pub glossary: Vec<Term>,
    /// Sources and versions: referential, questionnaire, tool, fingerprint.
    pub imprint: Vec<String>,
}
