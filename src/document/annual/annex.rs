//! Tables of the annex: every number of the charts, with what the body does not say.

use super::super::method::column;
use super::super::parts::{Align, Table, TableCell};
use super::super::words;
use super::pool::{self, Pool};
use super::report::Report;

/// All tables, in order.
pub(super) fn tables(report: &Report) -> Vec<Table> {
    criteria(report).into_iter().collect()
}

/// A1: criteria over the projects; `None` when no criterion has three.
fn criteria(report: &Report) -> Option<Table> {
    let variance = pool::person_variance(report);
    let rows: Vec<Vec<TableCell>> = pool::criteria(report)
        .map(|id| {
            let pool = pool::criterion(report, id);
            row(words::criterion(report.referential, id), &pool, variance)
        })
        .collect();
    let any = pool::criteria(report).any(|id| pool::criterion(report, id).mean().is_some());
    any.then(|| Table {
        number: "A1".to_owned(),
        title: "Scores des projets par critère, à leur dernière mesure".to_owned(),
        note: "Moyenne : moyenne simple des scores imprimés, IC 95 % (t, J − 1). Écart type : entre projets, une fois ôté ce qui tient au nombre de réponses (tau de DerSimonian et Laird) ; \
               I² : part des différences qui n'est pas due au nombre de réponses ; synthèse : moyenne à effets aléatoires, IC de Hartung \
               et Knapp. Prédiction : intervalle à 95 % pour un projet de plus (t, J − 2), à partir de cinq projets. Variance d'une \
               personne commune à tous les projets, régularisée. Rien sous trois projets."
            .to_owned(),
        columns: vec![
            column("Critère", 50, Align::Left),
            column("Projets", 14, Align::Right),
            column("Moyenne [IC 95 %]", 26, Align::Right),
            column("Étendue", 18, Align::Right),
            column("Synthèse [IC 95 %]", 26, Align::Right),
            column("Écart type", 12, Align::Right),
            column("I²", 12, Align::Right),
            column("Prédiction", 20, Align::Right),
        ],
        rows,
    })
}

pub(super) fn row(label: String, pool: &Pool, variance: f64) -> Vec<TableCell> {
    let text = |value: Option<String>| TableCell::Text(value.unwrap_or("–".to_owned()));
    let synthesis = pool.synthesis(variance);
    let bracket = |value: f64, low: f64, high: f64| {
        format!(
            "{} [{} ; {}]",
            words::whole(value),
            words::whole(low),
            words::whole(high)
        )
    };
    let mean = pool
        .mean()
        .zip(pool.interval())
        .map(|(mean, interval)| bracket(mean.value, interval.low, interval.high));
    let pooled = synthesis.as_ref().map(|found| {
        let interval = found.adjusted.interval(0.95).clamped(0.0, 100.0);
        bracket(found.adjusted.value, interval.low, interval.high)
    });
    let prediction = synthesis.as_ref().and_then(|found| found.prediction);
    let prediction = prediction.map(|found| {
        let found = found.clamped(0.0, 100.0);
        format!(
            "[{} ; {}]",
            words::whole(found.low),
            words::whole(found.high)
        )
    });
    vec![
        TableCell::Text(label),
        TableCell::Text(format!("{} sur {}", pool.members.len(), pool.wanted)),
        match mean {
            Some(mean) => TableCell::Text(mean),
            None => TableCell::Figure(pool.cell()),
        },
        text(
            pool.range()
                .map(|(low, high)| format!("{} à {}", words::whole(low), words::whole(high))),
        ),
        text(pooled),
        text(
            synthesis
                .as_ref()
                .map(|found| words::whole(found.between_variance.sqrt())),
        ),
        text(
            synthesis
                .as_ref()
                .map(|found| format!("{} %", words::whole(found.between_share * 100.0))),
        ),
        text(prediction),
    ]
}
