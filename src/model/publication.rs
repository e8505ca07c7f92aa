//! What editions already published have told, as `projets/ID/publications.json` keeps it.
//!
//! Enough to find out whether a new edition and an old one could be subtracted: who was in each
//! figure, under a salted code, and which questions each person answered, never what they answered in clear.
//! Private: nothing of it is printed or exported.

use serde::{Deserialize, Serialize};

use super::referential::Thresholds;

/// One edition already published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastEdition {
    /// Mixed into every code; one for all the editions of a project, or nobody would be recognised.
    #[serde(rename = "sel")]
    pub salt: String,
    /// Fewest people behind a figure when it was published.
    #[serde(rename = "seuil")]
    pub score: u32,
    /// The same on sensitive subjects.
    #[serde(rename = "seuil_sensible")]
    pub sensitive_score: u32,
    /// Waves with at least one published figure.
    #[serde(rename = "vagues")]
    pub waves: Vec<PastWave>,
    /// Changes of which it told something that rests on who answered both times; `None` in the records made before
    /// these were kept.
    #[serde(
        rename = "evolutions",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub changes: Option<Vec<PastChange>>,
}

/// What an edition told of the people followed from one wave to another: margins, p-values, counts of who moved how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastChange {
    /// Key of the first wave.
    #[serde(rename = "de")]
    pub from: String,
    /// Key of the last.
    #[serde(rename = "a")]
    pub to: String,
    /// What the changes were of, over the questions in common; ranks are those of the first wave's questions.
    #[serde(rename = "lignes")]
    pub rows: Vec<PastRow>,
}

impl Thresholds {
    /// What holds beside editions already published: a threshold can only rise from one to the next.
    ///
    /// A stricter use never has a lower threshold than a plainer one.
    #[must_use]
    pub fn raised_by<'a>(self, past: impl IntoIterator<Item = &'a PastEdition>) -> Thresholds {
        past.into_iter().fold(self, |held, edition| {
            let score = held.score.max(edition.score);
            let distribution = held.distribution.max(score);
            let sensitive_score = held.sensitive_score.max(edition.sensitive_score).max(score);
            Thresholds {
                score,
                distribution,
                sensitive_score,
                sensitive_distribution: held
                    .sensitive_distribution
                    .max(distribution)
                    .max(sensitive_score),
                quote: held.quote.max(score),
                ..held
            }
        })
    }
}

/// A wave of an edition already published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastWave {
    /// Key of the wave.
    pub id: String,
    /// Questions put at that wave, in the order of [`PastPerson::states`].
    #[serde(rename = "questions")]
    pub items: Vec<PastItem>,
    /// People whose questionnaire was usable.
    #[serde(rename = "personnes")]
    pub people: Vec<PastPerson>,
    /// Figures that were published.
    #[serde(rename = "lignes")]
    pub rows: Vec<PastRow>,
}

/// A question as it was put.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastItem {
    /// Key: `Q07`.
    pub id: String,
    /// Wording version.
    pub version: u32,
    /// Weight in its criterion, to the last bit.
    #[serde(rename = "poids")]
    pub weight: String,
    /// Whether the stricter threshold protects it.
    #[serde(rename = "sensible", default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
}

/// A person of a published wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastPerson {
    /// Salted hash of the identifier, 16 hexadecimal digits.
    pub code: String,
    /// Code under which she is followed from wave to wave where it is not [`PastPerson::code`]; empty when nobody
    /// follows her.
    #[serde(rename = "suivi", default, skip_serializing_if = "Option::is_none")]
    pub followed: Option<String>,
    /// Key of the group.
    #[serde(rename = "groupe")]
    pub group: String,
    /// One sign a question: `v` answered, `n` « non concerné », `x` asked without an answer on the scale, `.` not asked.
    #[serde(rename = "etats")]
    pub states: String,
    /// Salted hash of each answer on the scale, 4 hexadecimal digits each, in the order of the questions:
    /// the same as long as the answer is not corrected. Nobody without the identifier can try answers on it.
    #[serde(rename = "reponses")]
    pub answers: String,
}

/// A published figure: whose mean of what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastRow {
    /// Keys of the groups read together, usually one.
    #[serde(rename = "groupes")]
    pub groups: Vec<String>,
    /// What was published, for messages: `C08`, `categorie:…`, `qvct:5`, `theme:…`, `Q07`.
    #[serde(rename = "sujet")]
    pub subject: String,
    /// Ranks of the questions in [`PastWave::items`]: one list, or one a criterion for a category.
    #[serde(rename = "parts")]
    pub parts: Vec<Vec<u16>>,
    /// The question alone, for the figure of a single question among the people of its criterion.
    #[serde(rename = "question", default, skip_serializing_if = "Option::is_none")]
    pub only: Option<u16>,
    /// Whether the mean was told alone: no spread, no counts, a rounded interval.
    #[serde(rename = "moyenne_seule", default, skip_serializing_if = "is_false")]
    pub mean_only: bool,
    /// Whether its margin was told and not its mean: a category told through its criteria.
    #[serde(rename = "marge_seule", default, skip_serializing_if = "is_false")]
    pub margin_only: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape serde asks for"
)]
fn is_false(value: &bool) -> bool {
    !*value
}
