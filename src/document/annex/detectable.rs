//! Table of the annex: the smallest change that a survey of some size can show.
//!
//! Says why no conclusion is frequent; knows nothing of the project's own answers.

use crate::aggregate::change::change_of_samples;
use crate::aggregate::estimate::Sample;
use crate::aggregate::figures::Verdict;

use super::super::method::column;
use super::super::parts::{Align, Table};
use super::super::{Study, scope, words};
use super::tables::text;

/// Answers at each measure, in the table of what can be detected.
const SIZES: [u32; 5] = [5, 8, 12, 20, 40];
/// Spread of five-level answers on 0–100, and correlation of the same people's, both usual (`statistics.md` § 1.8).
const USUAL: (f64, f64) = (22.0, 0.6);

/// The smallest change that a survey of some size can show; stands when a change is published.
pub(super) fn build(study: &Study) -> Option<Table> {
    if !study.figures.changes.values().any(Result::is_ok) {
        return None;
    }
    let (spread, correlation) = USUAL;
    let rows = SIZES.iter().filter_map(|&count| {
        let sample = Sample {
            count,
            mean: 0.0,
            variance: spread * spread,
        };
        let points = |pairs: u32, correlation: f64| {
            let found = change_of_samples(&sample, &sample, pairs, correlation)?;
            Some(text(words::whole(found.detectable()?)))
        };
        Some(vec![
            text(words::count(count)),
            points(count, correlation)?,
            points(0, 0.0)?,
        ])
    });
    Some(Table {
        number: String::new(),
        title: "Ce qu'une enquête peut montrer".to_owned(),
        note: format!(
            "Ordre de grandeur, en points : plus petite évolution que huit enquêtes sur dix montreraient, pour une dispersion \
             de {} points et, chez les mêmes personnes, une corrélation de {}. Sous {} réponses, l'intervalle arrondi qui protège \
             les répondants demande un cinquième de plus, parfois davantage. C'est pourquoi « {} » est, dans une petite \
             équipe, la conclusion la plus fréquente.",
            words::decimal(spread),
            words::decimal(correlation),
            words::count(scope::thresholds(study).distribution),
            Verdict::Uncertain.words()
        ),
        columns: vec![
            column("Réponses à chaque mesure", 40, Align::Left),
            column("Mêmes personnes", 30, Align::Right),
            column("Personnes différentes", 34, Align::Right),
        ],
        rows: rows.collect(),
    })
}
