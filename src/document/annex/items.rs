//! Table A3 of the annex: answers question by question at the last measure, published rows only.

use crate::aggregate::figures::{Absent, ItemLevel};
use crate::aggregate::proportion::consensus;
use crate::aggregate::rounding;
use crate::model::ItemId;

use super::super::method::{absent_cell, column, wave_label};
use super::super::parts::{Align, Table, TableCell};
use super::super::{Study, scope, words};
use super::tables::{bounds, text, value};

/// A3: questions of the criteria aimed at, last measure, published rows only.
pub(super) fn build(study: &Study) -> Option<Table> {
    let last = study.figures.last()?;
    let mut rows = Vec::new();
    let mut withheld = 0u32;
    let items = &study.questionnaire.items;
    for (id, item) in ItemId::each(items).zip(items) {
        if !scope::is_aimed(study, item.criterion) {
            continue;
        }
        for group in scope::groups(study) {
            match study.figures.items.get(&(last, group, id)) {
                Some(Ok(level)) => rows.push(item_row(study, &item.label, group, level)),
                Some(Err(Absent::Withheld)) => withheld += 1,
                _ => {}
            }
        }
    }
    if rows.is_empty() {
        return None;
    }
    let mut note = "n : réponses des personnes qui ont un score sur le critère de la question. Score de 0 à 100 [intervalle \
                    à 95 %]. Répartition : nombre de personnes par niveau de l'échelle, du moins au plus favorable. Accord : 1 \
                    quand tout le monde répond pareil, 0 quand le groupe est partagé entre les deux extrêmes (Tastle et \
                    Wierman). À part : « ne sait pas », « non concerné », sans réponse."
        .to_owned();
    if withheld > 0 {
        let lines = words::counted(withheld, "ligne non publiée", "lignes non publiées");
        note.push_str(&format!(" {lines} (protection des répondants)."));
    }
    Some(Table {
        number: words::TABLE_ITEMS.to_owned(),
        title: format!(
            "Réponses question par question, {}",
            words::at(&wave_label(study, last))
        ),
        note,
        columns: vec![
            column("Question", 60, Align::Left),
            column("Groupe", 26, Align::Left),
            column("n", 8, Align::Right),
            column("Score", 24, Align::Left),
            column("Répartition", 26, Align::Left),
            column("Accord", 12, Align::Right),
            column("À part", 16, Align::Left),
        ],
        rows,
    })
}

fn item_row(study: &Study, label: &str, group: usize, level: &ItemLevel) -> Vec<TableCell> {
    let score = format!(
        "{}{}",
        words::score(level.score),
        bounds(level.interval, is_point(level), level.over)
    );
    // Counts of any kind wait for the threshold of distributions, « ne sait pas » included.
    let (counts, agreement, aside) = match level.counts.as_ref() {
        Some(counts) => {
            let agreement =
                consensus(counts).map_or("–".to_owned(), |found| rounding::number(found, 2));
            let counts: Vec<String> = counts.iter().map(|count| words::count(*count)).collect();
            (text(counts.join(" · ")), text(agreement), aside(level))
        }
        None => {
            let withheld = || absent_cell(Absent::Withheld);
            (withheld(), withheld(), withheld())
        }
    };
    vec![
        text(label),
        text(words::group(study.figures, group)),
        text(words::count(level.n)),
        value(score),
        counts,
        agreement,
        aside,
    ]
}

fn aside(level: &ItemLevel) -> TableCell {
    let Some(asides) = level.asides else {
        return absent_cell(Absent::Withheld);
    };
    let asides = [asides.dont_know, asides.not_applicable, asides.missing];
    text(asides.map(words::count).join(" · "))
}

fn is_point(level: &ItemLevel) -> bool {
    level
        .interval
        .is_some_and(|(low, high)| (high - low).abs() < 1e-9)
}
