//! Tables of the annex that stand beside scores and changes: tests and resampled intervals.
//!
//! Only rows and columns with a figure; nothing here is read in the body.

use crate::aggregate::companion::ChangeKey;
use crate::aggregate::estimate::Interval;
use crate::aggregate::figures::{PairTests, SampleTests};
use crate::aggregate::ranks::{Method, RankTest};
use crate::aggregate::rounding;
use crate::model::{CriterionId, WaveId};

use super::super::method::{column, wave_label};
use super::super::parts::{Align, Column, Table, TableCell};
use super::super::{Study, scope, words};
use super::tables::text;
use super::{coherence, detectable};

/// The tables, numbered from `first` on.
pub(super) fn build(study: &Study, first: usize) -> Vec<Table> {
    let mut tables = tests(study);
    tables.extend(resampled(study));
    tables.extend(coherence::build(study));
    tables.extend(detectable::build(study));
    for (rank, table) in tables.iter_mut().enumerate() {
        table.number = format!("A{}", first + rank);
    }
    tables
}

/// A column that stands only when a row fills it.
pub(super) struct Optional {
    pub heading: &'static str,
    pub width: u32,
    pub cells: Vec<Option<String>>,
}

/// Adds the columns that some row fills; their empty cells read « – ».
pub(super) fn add(columns: &mut Vec<Column>, rows: &mut [Vec<TableCell>], optional: Vec<Optional>) {
    for found in optional {
        if found.cells.iter().all(Option::is_none) {
            continue;
        }
        columns.push(column(found.heading, found.width, Align::Left));
        for (row, cell) in rows.iter_mut().zip(found.cells) {
            row.push(text(cell.unwrap_or_else(|| "–".to_owned())));
        }
    }
}

/// One table a pair of measures.
fn tests(study: &Study) -> Vec<Table> {
    let companions = &study.figures.companions;
    let keys = || companions.samples.keys().chain(companions.pairs.keys());
    let mut pairs: Vec<(WaveId, WaveId)> = keys().map(|key| (key.0, key.1)).collect();
    pairs.sort_by_key(|(from, to)| (from.at(), std::cmp::Reverse(to.at())));
    pairs.dedup();
    let tables = pairs
        .into_iter()
        .filter_map(|pair| table_of_tests(study, pair));
    tables.collect()
}

fn table_of_tests(study: &Study, (from, to): (WaveId, WaveId)) -> Option<Table> {
    let companions = &study.figures.companions;
    let mut rows = Vec::new();
    let mut found = Vec::new();
    for criterion in scope::aimed(study) {
        for group in scope::groups(study) {
            let key: ChangeKey = (from, to, group, criterion);
            let (samples, pairs) = (companions.samples.get(&key), companions.pairs.get(&key));
            if samples.is_none() && pairs.is_none() {
                continue;
            }
            rows.push(named(study, criterion, group));
            found.push((samples.map(|tests| **tests), pairs.map(|tests| **tests)));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let mut columns = vec![
        column("Critère", 40, Align::Left),
        column("Groupe", 24, Align::Left),
    ];
    add(&mut columns, &mut rows, columns_of_tests(&found));
    Some(Table {
        number: String::new(),
        title: format!(
            "Tests des évolutions, {}",
            words::span(study.figures, (from, to))
        ),
        note: note_of_tests(study, &found),
        columns,
        rows,
    })
}

type Tests = (Option<SampleTests>, Option<PairTests>);

fn columns_of_tests(found: &[Tests]) -> Vec<Optional> {
    let of_samples = |told: fn(SampleTests) -> Option<String>| {
        let cells = found.iter().map(|(samples, _)| samples.and_then(told));
        cells.collect()
    };
    let of_pairs = |told: fn(PairTests) -> Option<String>| {
        let cells = found.iter().map(|(_, pairs)| pairs.and_then(told));
        cells.collect()
    };
    vec![
        Optional {
            heading: "Wilcoxon, p",
            width: 20,
            cells: of_pairs(|tests| Some(p_value(tests.signed_ranks))),
        },
        Optional {
            heading: "Bootstrap des suivis",
            width: 26,
            cells: of_pairs(|tests| Some(words::signed_bounds(tests.resampled?))),
        },
        Optional {
            heading: "Mann-Whitney, p",
            width: 22,
            cells: of_samples(|tests| tests.rank_sum.map(p_value)),
        },
        Optional {
            heading: "Delta de Cliff [IC 95 %]",
            width: 34,
            cells: of_samples(|tests| Some(delta(&tests))),
        },
        Optional {
            heading: "Taille de l'effet",
            width: 20,
            cells: of_samples(|tests| Some(size(tests.delta.magnitude()).to_owned())),
        },
    ]
}

fn note_of_tests(study: &Study, found: &[Tests]) -> String {
    let fewest = scope::thresholds(study);
    let mut note = format!(
        "Ces tests complètent le tableau {} sans changer ses conclusions ; ils demandent {} réponses à chaque mesure ({} \
         sur un sujet sensible).",
        words::TABLE_CHANGES,
        words::count(fewest.distribution),
        words::count(fewest.sensitive_distribution)
    );
    if found.iter().any(|(_, pairs)| pairs.is_some()) {
        note.push_str(
            " Wilcoxon : test exact des rangs signés, sur les personnes présentes aux deux mesures, celles qui n'ont pas \
             bougé mises à part.",
        );
    }
    let resampled = |tests: &Tests| tests.1.is_some_and(|pairs| pairs.resampled.is_some());
    if found.iter().any(resampled) {
        note.push_str(
            " Bootstrap des suivis : intervalle BCa de leur évolution moyenne (9 999 tirages), à partir de vingt \
             personnes.",
        );
    }
    if found
        .iter()
        .any(|(samples, _)| samples.is_some_and(|tests| tests.rank_sum.is_some()))
    {
        note.push_str(" Mann-Whitney : test exact qui traite les deux mesures comme des personnes différentes.");
    }
    note.push_str(
        " Delta de Cliff : de combien les réponses de la dernière mesure dépassent plus souvent celles de la première que \
         l'inverse, de −1 à 1 ; négligeable sous 0,147, faible sous 0,33, moyen sous 0,474.",
    );
    let approximate =
        |test: Option<RankTest>| test.is_some_and(|test| test.method == Method::Normal);
    if found.iter().any(|(samples, pairs)| {
        approximate(samples.and_then(|tests| tests.rank_sum))
            || approximate(pairs.map(|tests| tests.signed_ranks))
    }) {
        note.push_str(
            " ≈ : trop de réponses pour le calcul exact, loi normale corrigée des ex æquo.",
        );
    }
    note
}

fn p_value(test: RankTest) -> String {
    let mark = match test.method {
        Method::Exact => "",
        Method::Normal => "≈ ",
    };
    format!("{mark}{}", words::probability(test.p))
}

/// « +0,33 [−0,05 ; +0,63] ».
fn delta(tests: &SampleTests) -> String {
    let hundredth = |value: f64| rounding::signed(value, 2);
    let bounds = tests
        .delta
        .interval
        .map(|Interval { low, high }| format!(" [{} ; {}]", hundredth(low), hundredth(high)));
    format!(
        "{}{}",
        hundredth(tests.delta.value),
        bounds.unwrap_or_default()
    )
}

fn size(magnitude: &str) -> &str {
    match magnitude {
        "negligeable" => "négligeable",
        other => other,
    }
}

fn named(study: &Study, criterion: CriterionId, group: usize) -> Vec<TableCell> {
    vec![
        text(words::criterion(study.referential, criterion)),
        text(words::group(study.figures, group)),
    ]
}

/// Bootstrap intervals of the last measure: a row a criterion, a column a group.
fn resampled(study: &Study) -> Option<Table> {
    let last = study.figures.last()?;
    let found = &study.figures.companions.resampled;
    let criteria: Vec<CriterionId> = scope::aimed(study)
        .into_iter()
        .filter(|criterion| {
            scope::groups(study).any(|group| found.contains_key(&(last, group, *criterion)))
        })
        .collect();
    if criteria.is_empty() {
        return None;
    }
    let mut columns = vec![column("Critère", 46, Align::Left)];
    let mut rows: Vec<Vec<TableCell>> = criteria
        .iter()
        .map(|criterion| vec![text(words::criterion(study.referential, *criterion))])
        .collect();
    for group in scope::groups(study) {
        let cells: Vec<Option<String>> = criteria
            .iter()
            .map(|criterion| {
                let (low, high) = **found.get(&(last, group, *criterion))?;
                Some(format!("[{} ; {}]", words::whole(low), words::whole(high)))
            })
            .collect();
        if cells.iter().all(Option::is_none) {
            continue;
        }
        columns.push(column(&words::group(study.figures, group), 30, Align::Left));
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.push(text(cell.unwrap_or_else(|| "–".to_owned())));
        }
    }
    Some(Table {
        number: String::new(),
        title: "Scores : intervalles par rééchantillonnage".to_owned(),
        note: format!(
            "{}. Autre calcul des intervalles du tableau {}, sans loi supposée et sans population finie : bootstrap BCa, \
             9 999 tirages, toujours les mêmes pour les mêmes réponses. À partir de vingt réponses : au-dessous, cette \
             méthode manque trop souvent la vraie valeur.",
            wave_label(study, last),
            words::TABLE_SCORES
        ),
        columns,
        rows,
    })
}
