//! Intervals that anyone could have written beside a score: they say nothing of the answers.
//!
//! Written apart from the engine, from what a reader has: numbers of people, scores, margins.

use jalon::aggregate::ensemble::combine;
use jalon::aggregate::estimate::Estimate;
use jalon::aggregate::figures::{Figures, Level, Party, Score, Subject};
use jalon::model::WaveId;

use super::made::Made;

/// Whether an interval says something of the answers, beside those that anyone could have written.
pub fn is_exact(level: &Level, plain: &[Estimate]) -> bool {
    let (Score::Exact(_), Some((low, high))) = (level.score, level.interval) else {
        return false;
    };
    let mut known = plain
        .iter()
        .map(|estimate| estimate.interval(0.95).clamped(0.0, 100.0));
    !known.any(|known| (known.low - low).abs() < 1e-9 && (known.high - high).abs() < 1e-9)
}

/// A score with the width of each of the two classes, where it rests on so many people.
pub fn of_classes(level: &Level, people: f64) -> Vec<Estimate> {
    let Score::Exact(value) = level.score else {
        return Vec::new();
    };
    let of_class = |deviation: f64| Estimate {
        value,
        standard_error: deviation / people.sqrt(),
        freedom: f64::from(level.n) - 1.0,
    };
    [26.0, 45.0].map(of_class).to_vec()
}

/// The widths that anyone can give a score: those of a category told through its criteria rest on their people, by the
/// harmonic mean, or on their margins.
pub fn plain(
    made: &Made,
    figures: &Figures,
    (wave, party, subject): (WaveId, Party, Subject),
    level: &Level,
) -> Vec<Estimate> {
    let own = f64::from(level.n);
    let (Subject::Category(category), true) = (subject, level.through_criteria) else {
        return of_classes(level, own);
    };
    let criteria = made.referential.criteria_of(category);
    let told = criteria.filter_map(|criterion| {
        let key = (wave, party, Subject::Criterion(criterion));
        figures.levels.get(&key)?.as_deref().ok()
    });
    let told: Vec<&Level> = told.collect();
    let inverses: f64 = told.iter().map(|level| 1.0 / f64::from(level.n)).sum();
    let mut found = of_classes(level, (told.len() as f64 / inverses).min(own));
    let margins: Option<Vec<(f64, Estimate)>> = told
        .iter()
        .map(|level| Some((1.0, printed(level)?)))
        .collect();
    let apart = margins.and_then(|margins| combine(&margins));
    if let (Some(apart), Score::Exact(value)) = (apart, level.score) {
        found.push(Estimate { value, ..apart });
    }
    found
}

/// The estimate behind a printed interval.
fn printed(level: &Level) -> Option<Estimate> {
    let (Score::Exact(value), Some((low, high))) = (level.score, level.interval) else {
        return None;
    };
    let freedom = f64::from(level.n) - 1.0;
    let unit = Estimate {
        value: 0.0,
        standard_error: 1.0,
        freedom,
    };
    Some(Estimate {
        value,
        standard_error: (value - low).max(high - value) / unit.interval(0.95).high,
        freedom,
    })
}
