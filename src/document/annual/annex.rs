//! Tables of the annex: every number of the charts, with what the body does not say.

use super::super::method::column;
use super::super::parts::{Align, Column, Table, TableCell};
use super::super::{Naming, words};
use super::changes;
use super::pool::{self, Pool};
use super::public::counted;
use super::report::Report;
use super::years;
use super::years::steps::{self, Step};

/// What stands where a project too few leaves nothing to print.
const NOTHING: &str = "–";

/// All tables, in order.
pub(super) fn tables(report: &Report) -> Vec<Table> {
    let found = [
        criteria(report),
        changed(report),
        subjects(report),
        years(report),
    ];
    found.into_iter().flatten().collect()
}

/// A2: mean changes; `None` when no criterion was measured twice by three projects.
fn changed(report: &Report) -> Option<Table> {
    let moved = changes::moved(report);
    let rows: Vec<Vec<TableCell>> = moved
        .iter()
        .map(|moved| changed_row(report, moved))
        .collect();
    (!rows.is_empty()).then(|| Table {
        number: changes::TABLE.to_owned(),
        title: "Évolutions moyennes à périmètre constant".to_owned(),
        note: "Moyennes simples des scores et des évolutions imprimés dans les dossiers ; avant et après : première et dernière mesures des mêmes projets ; IC \
               95 % (t, J − 1). p : test de Student, puis p ajusté sur l'ensemble des critères (Benjamini et Hochberg), \
               exploratoire. Écart qui compte : 5 points."
            .to_owned(),
        columns: vec![
            column("Critère", 50, Align::Left),
            column("Projets", 14, Align::Right),
            column("Avant", 16, Align::Right),
            column("Après", 16, Align::Right),
            column("Évolution [IC\u{a0}95\u{a0}%]", 30, Align::Right),
            column("p", 14, Align::Right),
            column("p ajusté", 16, Align::Right),
            column("Lecture", 34, Align::Left),
        ],
        rows,
    })
}

fn changed_row(report: &Report, moved: &changes::Moved) -> Vec<TableCell> {
    let interval = moved.estimate.interval(0.95);
    let probability = |p: Option<f64>| p.map_or(NOTHING.to_owned(), words::probability);
    let texts = vec![
        words::criterion(report.referential, moved.criterion),
        format!("{} sur {}", moved.deltas.len(), moved.wanted),
        words::whole(moved.from),
        words::whole(moved.to),
        format!(
            "{} {}",
            words::signed(moved.estimate.value),
            words::signed_bounds((interval.low, interval.high))
        ),
        probability(moved.estimate.p_value()),
        probability(moved.adjusted),
        moved.verdict.words().to_owned(),
    ];
    texts.into_iter().map(TableCell::Text).collect()
}

/// A4: from the earlier year to this one; `None` when nothing can be compared.
fn years(report: &Report) -> Option<Table> {
    let earlier = report.earlier?;
    let steps = steps::steps(report);
    let rows: Vec<Vec<TableCell>> = steps.iter().map(|step| year_row(report, step)).collect();
    (!rows.is_empty()).then(|| Table {
        number: years::TABLE.to_owned(),
        title: "D'une année à l'autre, critère par critère".to_owned(),
        note: format!(
            "Moyennes simples des scores imprimés, depuis {}. Périmètre constant : moyenne des évolutions des projets présents les deux années, IC 95 % (t, J − 1). Effet de composition : total moins périmètre constant, une identité exacte. Total et périmètre constant sont arrondis, la composition est leur différence ; la différence de deux moyennes arrondies peut s'écarter du total d'un point. De nouveau : projets mesurés depuis.",
            years::edition(earlier)
        ),
        columns: vec![
            column("Critère", 50, Align::Left),
            column("Projets", 18, Align::Right),
            column("Les deux années", 16, Align::Right),
            column("De nouveau", 17, Align::Right),
            column("Moyenne", 18, Align::Right),
            column("Constant [IC\u{a0}95\u{a0}%]", 38, Align::Right),
            column("Composition", 26, Align::Right),
            column("Total", 12, Align::Right),
        ],
        rows,
    })
}

fn year_row(report: &Report, step: &Step) -> Vec<TableCell> {
    let interval = step.constant.interval(0.95);
    let bounds = match pool::spread_is_told(report, step.common) {
        true => format!(" {}", words::signed_bounds((interval.low, interval.high))),
        false => String::new(),
    };
    let printed = step.printed;
    let texts = vec![
        words::criterion(report.referential, step.criterion),
        format!("{} → {}", step.year.previous_count, step.year.current_count),
        format!("{} sur {}", step.common, step.wanted),
        counted::number_of(counted::taking_part(report, step.measured_again)),
        format!(
            "{} → {}",
            words::whole(step.before),
            words::whole(step.after)
        ),
        format!("{}{bounds}", words::signed(printed.constant)),
        words::signed(printed.composition),
        words::signed(printed.total),
    ];
    texts.into_iter().map(TableCell::Text).collect()
}

/// A3: levels of QVCT and themes of questions; `None` when nothing has three projects.
fn subjects(report: &Report) -> Option<Table> {
    let variance = pool::person_variance(report);
    let pools: Vec<(String, Pool)> = super::subjects::annexed(report)
        .into_iter()
        .filter(|(_, pool)| !pool.members.is_empty())
        .collect();
    let any = pools.iter().any(|(_, pool)| pool.mean().is_some());
    let rows = pools
        .iter()
        .map(|(label, pool)| row(report, label.clone(), pool, variance))
        .collect();
    any.then(|| {
        table(
            report,
            super::subjects::TABLE,
            "Niveaux de QVCT et thèmes de questions",
            rows,
        )
    })
}

/// A1: criteria over the projects; `None` when no criterion has three.
fn criteria(report: &Report) -> Option<Table> {
    let variance = pool::person_variance(report);
    let rows: Vec<Vec<TableCell>> = pool::criteria(report)
        .map(|id| {
            let pool = pool::criterion(report, id);
            row(
                report,
                words::criterion(report.referential, id),
                &pool,
                variance,
            )
        })
        .collect();
    let any = pool::criteria(report).any(|id| pool::criterion(report, id).mean().is_some());
    any.then(|| {
        table(
            report,
            "A1",
            "Scores des projets par critère, à leur dernière mesure",
            rows,
        )
    })
}

fn table(report: &Report, number: &str, title: &str, rows: Vec<Vec<TableCell>>) -> Table {
    let columns = vec![
        column("Sujet", 50, Align::Left),
        column("Projets", 14, Align::Right),
        column("Moyenne [IC\u{a0}95\u{a0}%]", 26, Align::Right),
        column("Étendue", 18, Align::Right),
        column("Synthèse [IC\u{a0}95\u{a0}%]", 26, Align::Right),
        column("Écart-type", 12, Align::Right),
        column("I²", 12, Align::Right),
        column("Projet de plus", 20, Align::Right),
    ];
    let (columns, rows) = filled(columns, rows);
    let has = |heading: &str| {
        columns
            .iter()
            .any(|column| column.heading.starts_with(heading))
    };
    let mut note =
        vec!["Moyenne : moyenne simple des scores imprimés, IC 95 % (t, J − 1).".to_owned()];
    if has("Synthèse") {
        note.push(
            "Écart-type : entre projets, une fois ôté ce qui tient au nombre de réponses (tau de DerSimonian et Laird) ; \
             I² : part des différences qui n'est pas due au nombre de réponses ; synthèse : moyenne à effets aléatoires, IC de \
             Hartung et Knapp, variance d'une personne commune à tous les projets, régularisée."
                .to_owned(),
        );
    }
    if has("Projet de plus") {
        note.push(format!(
            "Projet de plus : intervalle à 95 % où il se situerait (t, J − 2), à partir de {} projets.",
            pool::fewest_of_prediction(report)
        ));
    }
    if rows.iter().flatten().any(is_nothing) {
        let why = match report.naming {
            Naming::Names => "trop peu de projets",
            Naming::Codes => "trop peu de projets pour que leurs scores ne se devinent pas",
        };
        note.push(format!("« {NOTHING} » : {why}."));
    }
    note.push(format!(
        "Rien sous {} projets.",
        pool::fewest_in_words(report)
    ));
    Table {
        number: number.to_owned(),
        title: title.to_owned(),
        note: note.join(" "),
        columns,
        rows,
    }
}

fn is_nothing(cell: &TableCell) -> bool {
    matches!(cell, TableCell::Text(text) if text == NOTHING)
}

/// Without the columns that hold nothing on any row: an edition that tells less has fewer.
fn filled(columns: Vec<Column>, rows: Vec<Vec<TableCell>>) -> (Vec<Column>, Vec<Vec<TableCell>>) {
    let holds: Vec<bool> = (0..columns.len())
        .map(|rank| rows.iter().any(|row| !row.get(rank).is_none_or(is_nothing)))
        .collect();
    let rows = rows.into_iter().map(|row| kept(row, &holds)).collect();
    (kept(columns, &holds), rows)
}

fn kept<T>(all: Vec<T>, holds: &[bool]) -> Vec<T> {
    let with = all.into_iter().zip(holds);
    with.filter_map(|(one, holds)| holds.then_some(one))
        .collect()
}

fn row(report: &Report, label: String, pool: &Pool, variance: f64) -> Vec<TableCell> {
    let text = |value: Option<String>| TableCell::Text(value.unwrap_or(NOTHING.to_owned()));
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
        TableCell::Text(pool.count(report)),
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
