//! The French wording that all sections share: closed vocabularies, labels of parties and waves.
//!
//! Pure functions of values; no section is written here.

use chrono::{Datelike, NaiveDate};

use crate::aggregate::figures::{Figures, Party};
use crate::aggregate::rounding;
use crate::model::{CriterionId, Horizon, Referential, WaveId, WaveKind};

pub(super) use crate::aggregate::written::{
    between, between_changes, change_in_chart, change_points, count, counted, day, decimal, list,
    month, number_of, of, people, people_of, people_range, points, rounded, score, share, signed,
    size, whole,
};

/// Annex table of participation.
pub(super) const TABLE_PARTICIPATION: &str = "A1";
/// Annex table of scores by criterion, group and wave.
pub(super) const TABLE_SCORES: &str = "A2";
/// Annex table of questions.
pub(super) const TABLE_ITEMS: &str = "A3";
/// Annex table of changes with their tests.
pub(super) const TABLE_CHANGES: &str = "A4";

/// Who speaks, without an article: « salariés », « ensemble ».
pub(super) fn party(figures: &Figures, party: Party) -> String {
    match party {
        Party::Ensemble => "ensemble".to_owned(),
        Party::Group(rank) => group(figures, rank),
    }
}

/// Groups in a row: « salariés et bénévoles »; apart by a sign when one of them is itself two in one, « salariés ; bénévoles
/// et partenaires ».
pub(super) fn groups(labels: &[String]) -> String {
    if labels.len() > 1 && labels.iter().any(|label| label.contains(" et ")) {
        labels.join(" ; ")
    } else {
        list(labels)
    }
}

/// From a day to another of a collection: « 10 juin 2025 », « du 12 au 20 février 2025 », « du 20 mars au 14 avril 2023 ».
pub(super) fn days(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        return day(first);
    }
    let mut from = day(first);
    let same_year = first.year() == last.year();
    // The year, then the month, when the last day says them.
    let told = usize::from(same_year) + usize::from(same_year && first.month() == last.month());
    for _ in 0..told {
        from.truncate(from.rfind(' ').unwrap_or(from.len()));
    }
    format!("du {from} au {}", day(last))
}

/// Label of a published group: « salariés ».
pub(super) fn group(figures: &Figures, rank: usize) -> String {
    figures
        .groups
        .get(rank)
        .map(|group| group.label.clone())
        .unwrap_or_default()
}

/// « Court terme (mars 2024) »; « Niveau à 3 ans et plus (mai 2026) » when nothing was measured before.
pub(super) fn wave(referential: &Referential, figures: &Figures, wave: WaveId) -> String {
    let Some(entry) = figures.wave(wave) else {
        return String::new();
    };
    let label = term(referential, figures, wave);
    match entry.date {
        Some(date) => dated(&label, date),
        None => label,
    }
}

/// A term and its month, which keeps its year: « 2025) » alone at the head of a line is read twice.
pub(super) fn dated(label: &str, date: NaiveDate) -> String {
    format!("{label} ({})", month(date).replace(' ', "\u{A0}"))
}

/// The same inside a sentence or after a comma: « à court terme (mars 2024) », « au départ (avril 2023) ».
pub(super) fn at_wave(referential: &Referential, figures: &Figures, of: WaveId) -> String {
    at(&wave(referential, figures, of))
}

/// A term with its date inside a sentence; what does not start with « Court », « Moyen » or « Long » already stands there by itself.
pub(super) fn at(label: &str) -> String {
    let small = uncapital(label);
    match label.split_whitespace().nth(1) {
        Some("terme") => format!("à {small}"),
        _ => small,
    }
}

/// The term of a wave, without its date; a long term without an earlier wave is a level, not an effect
/// (`statistics.md` § 1.10).
pub(super) fn term(referential: &Referential, figures: &Figures, wave: WaveId) -> String {
    let Some(entry) = figures.wave(wave) else {
        return String::new();
    };
    let earlier = figures.waves.iter().take(wave.at()).any(|other| {
        other.answered && other.kind == WaveKind::Measure && other.horizon < entry.horizon
    });
    if entry.horizon != Horizon::Long || earlier {
        return entry.horizon.label().to_owned();
    }
    let months = referential.terms.medium_months;
    if months.is_multiple_of(12) {
        format!("Niveau à {} et plus", counted(months / 12, "an", "ans"))
    } else {
        format!("Niveau à {months} mois et plus")
    }
}

/// From one measure to another: « de février 2023 à juin 2025 », or by terms without dates.
pub(super) fn span(figures: &Figures, (from, to): (WaveId, WaveId)) -> String {
    let entry = |wave: WaveId| figures.wave(wave);
    let date = |wave: WaveId| entry(wave).and_then(|entry| entry.date);
    if let (Some(from), Some(to)) = (date(from), date(to)) {
        return format!("{} à {}", of(&month(from)), month(to));
    }
    let term = |wave| entry(wave).map_or("", |entry| entry.horizon.label());
    format!("de « {} » à « {} »", term(from), term(to))
}

/// « 1. Participation ».
pub(super) fn criterion(referential: &Referential, id: CriterionId) -> String {
    referential
        .criteria
        .get(id.at())
        .map(|criterion| format!("{}. {}", criterion.number, criterion.name))
        .unwrap_or_default()
}

/// « 9. Compétences de l'équipe »: the short name, for tables of many columns; the number leads to the whole one.
pub(super) fn criterion_in_short(referential: &Referential, id: CriterionId) -> String {
    let entry = referential.criteria.get(id.at());
    entry.map_or(String::new(), |entry| {
        format!("{}. {}", entry.number, entry.short)
    })
}

/// The first letter as a small one.
pub(super) fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// « , en mars 2024 » after the name of a measure, or nothing when its day is unknown.
pub(super) fn in_month(figures: &Figures, wave: WaveId) -> String {
    let date = figures.wave(wave).and_then(|wave| wave.date);
    date.map(|date| format!(", en {}", month(date)))
        .unwrap_or_default()
}

/// The first letter as a capital, accents kept: « Évolution ».
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Class of colour of a printed score: 0 (0–19) to 4 (80–100).
pub(super) fn class(value: f64) -> u8 {
    match rounded(value) {
        v if v < 20.0 => 0,
        v if v < 40.0 => 1,
        v if v < 60.0 => 2,
        v if v < 80.0 => 3,
        _ => 4,
    }
}

/// A p-value: « 0,003 », « < 0,001 ».
pub(super) fn probability(p: f64) -> String {
    if p < 0.001 {
        "<\u{A0}0,001".to_owned()
    } else {
        rounding::number(p, 3)
    }
}

/// The bounds of a change in a table: « [−3 ; +12] ».
pub(super) fn signed_bounds((low, high): (f64, f64)) -> String {
    format!("[{} ; {}]", signed(low), signed(high))
}
