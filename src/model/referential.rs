//! The shared referential: what is evaluated, over which terms, with which thresholds.

use super::{CategoryId, CriterionId, QvctId};

pub use super::referential_file::parse;

/// Criteria, categories, QVCT levels, markers, terms and thresholds, each with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Referential {
    /// Version of the data, printed in the method page.
    pub version: String,
    /// Where the lists come from, one line.
    pub source: String,
    /// Categories in referential order.
    pub categories: Vec<Category>,
    /// Criteria in referential order.
    pub criteria: Vec<Criterion>,
    /// Levels of quality of life and working conditions, in order.
    pub qvct: Vec<QvctLevel>,
    /// Published markers of social innovation.
    pub markers: Vec<Marker>,
    /// How many markers the leaflet announces (15), against those published.
    pub markers_announced: u32,
    /// Bounds of the terms.
    pub terms: Terms,
    /// Thresholds of publication and of judgement.
    pub thresholds: Thresholds,
    /// Words explained at the end of a dossier: (word, explanation), in alphabetical order.
    pub glossary: Vec<(String, String)>,
    /// What stands under « vers qui se tourner » when a programme gives no contact.
    pub resources: Vec<Resource>,
}

/// One of the three families of criteria.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    /// Code of one letter, always printed beside its colour: D, P, E.
    pub code: String,
    /// Key used in files: `dynamique`, `publics`, `ecosysteme`.
    pub key: String,
    /// Name as printed.
    pub name: String,
    /// Introduction of about 60 words, the tool's own wording.
    pub introduction: String,
    /// Source of the list.
    pub source: String,
}

/// One of the 22 criteria.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// Code as written in files: `C01`.
    pub code: String,
    /// Number as printed: 1.
    pub number: u8,
    /// Name as printed.
    pub name: String,
    /// Shorter name where room is scarce (at most 30 signs).
    pub short: String,
    /// Family.
    pub category: CategoryId,
    /// One or two sentences, the tool's own wording.
    pub definition: String,
    /// Source of the name.
    pub source: String,
}

/// One of the six subjects of quality of life and working conditions.
#[derive(Clone, Debug, PartialEq)]
pub struct QvctLevel {
    /// Number as printed: 1 to 6.
    pub number: u8,
    /// Name as printed.
    pub name: String,
    /// Shorter name for charts (at most 34 signs).
    pub short: String,
    /// One or two sentences, the tool's own wording.
    pub definition: String,
    /// Whether the stricter thresholds hold (health, equality).
    pub sensitive: bool,
    /// Source of the name.
    pub source: String,
}

/// One marker of social innovation: declared with evidence, never averaged.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// Key used in files: `portage_collectif`.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Source of the name.
    pub source: String,
}

/// A useful address.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// What it is.
    pub title: String,
    /// Where it is.
    pub link: Option<String>,
}

/// The time since the start of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Horizon {
    /// At the start.
    Reference,
    /// Short term.
    Short,
    /// Medium term.
    Medium,
    /// Long term.
    Long,
}

impl Horizon {
    /// In order of time.
    pub const ALL: [Horizon; 4] = [
        Horizon::Reference,
        Horizon::Short,
        Horizon::Medium,
        Horizon::Long,
    ];

    /// Key used in files.
    pub fn key(self) -> &'static str {
        match self {
            Horizon::Reference => "reference",
            Horizon::Short => "court",
            Horizon::Medium => "moyen",
            Horizon::Long => "long",
        }
    }

    /// As printed.
    pub fn label(self) -> &'static str {
        match self {
            Horizon::Reference => "Au départ",
            Horizon::Short => "Court terme",
            Horizon::Medium => "Moyen terme",
            Horizon::Long => "Long terme",
        }
    }
}

/// Bounds of the terms, inclusive (`statistics.md` § 1.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Days after the start that still count as the start.
    pub reference_days: u32,
    /// Months after the start that end the short term.
    pub short_months: u32,
    /// Months after the start that end the medium term.
    pub medium_months: u32,
    /// Days of collection above which a wave is warned about.
    pub collection_days: u32,
}

/// Thresholds of publication and of judgement; those of publication can only rise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Fewest answers behind a score.
    pub score: u32,
    /// Fewest answers behind a distribution, a share or a count of persons.
    pub distribution: u32,
    /// The same two for sensitive subjects.
    pub sensitive_score: u32,
    /// Fewest answers behind a distribution on a sensitive subject.
    pub sensitive_distribution: u32,
    /// Fewest answers of a group behind a survey quote that names the group.
    pub quote: u32,
    /// Smallest change that matters, in points.
    pub important_change: f64,
    /// Gap between groups that matters, in points.
    pub important_gap: f64,
    /// Smallest change of a whole programme that matters, in points: many projects, hence a smaller one.
    pub important_pooled_change: f64,
    /// Answers that the usual spread counts for when it steadies a variance (d0); 0 = the textbook's formulas.
    pub prior_weight: f64,
    /// Usual standard deviation, in points (s0).
    pub prior_sd: f64,
    /// Highest correlation between two waves that is believed; 1 = the textbook's formulas.
    pub correlation_cap: f64,
    /// What a group weighs in « ensemble ».
    pub group_weight: GroupWeight,
    /// Whether totals may tell how many answered in a group that is kept back.
    pub hidden_counts: HiddenCounts,
}

/// How many people answered in a group that is kept back (`statistics.md` § 2.2): taking part is no
/// answer, so that finding it by subtraction is accepted unless somebody asks for more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum HiddenCounts {
    /// Totals are printed: what is left of them is the count.
    #[default]
    Subtractable,
    /// No total is printed over a group whose count is not (`masquer_effectifs`).
    Withheld,
}

impl HiddenCounts {
    /// What a key that asks for it says.
    pub fn masked_if(asked: bool) -> Self {
        if asked {
            HiddenCounts::Withheld
        } else {
            HiddenCounts::Subtractable
        }
    }
}

/// What a group of respondents weighs in « ensemble » (`statistics.md` § 1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupWeight {
    /// As much as any other.
    #[default]
    Equal,
    /// As many as were invited in it.
    Population,
}

impl Thresholds {
    /// The same where a wider or a stricter use never asks for fewer people than a plainer one: raising one raises those above it.
    pub(super) fn in_order(mut self) -> Thresholds {
        self.distribution = self.distribution.max(self.score);
        self.sensitive_score = self.sensitive_score.max(self.score);
        let least = self.distribution.max(self.sensitive_score);
        self.sensitive_distribution = self.sensitive_distribution.max(least);
        self.quote = self.quote.max(self.score);
        self
    }

    /// Whether variances and correlations are those of the textbook.
    pub fn is_textbook(&self) -> bool {
        self.prior_weight <= 0.0 && self.correlation_cap >= 1.0
    }
}

impl Referential {
    /// The criterion of a code: `C01`, `c1`, `01`, `1` are one.
    pub fn criterion(&self, code: &str) -> Option<CriterionId> {
        let wanted = code
            .trim()
            .trim_start_matches(['C', 'c'])
            .trim_start_matches('0');
        self.criteria
            .iter()
            .position(|criterion| {
                criterion
                    .code
                    .trim_start_matches(['C', 'c'])
                    .trim_start_matches('0')
                    == wanted
            })
            .and_then(|index| u8::try_from(index).ok())
            .map(CriterionId)
    }

    /// The QVCT level of a printed number.
    pub fn level(&self, number: u8) -> Option<QvctId> {
        self.qvct
            .iter()
            .position(|level| level.number == number)
            .and_then(|index| u8::try_from(index).ok())
            .map(QvctId)
    }

    /// Criteria of one category, in order.
    pub fn criteria_of(&self, category: CategoryId) -> impl Iterator<Item = CriterionId> {
        self.criteria
            .iter()
            .enumerate()
            .filter(move |(_, c)| c.category == category)
            .filter_map(|(index, _)| u8::try_from(index).ok().map(CriterionId))
    }
}
