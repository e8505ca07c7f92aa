//! Table of the annex on the questions of a criterion: whether they go together.
//!
//! Only criteria with a published coherence; none of it is read in the body.

use crate::aggregate::consistency::Remark;
use crate::aggregate::figures::Coherence;
use crate::aggregate::rounding;
use crate::model::CriterionId;

use super::super::method::{column, wave_label};
use super::super::parts::{Align, Table, TableCell};
use super::super::{Study, scope, words};
use super::statistics::{Optional, add};
use super::tables::text;

/// Whether the questions of a criterion go together, last measure.
pub(super) fn build(study: &Study) -> Option<Table> {
    let last = study.figures.last()?;
    let found: Vec<(CriterionId, &Coherence)> = scope::aimed(study)
        .into_iter()
        .filter_map(|criterion| {
            let entry = study.figures.companions.coherence.get(&(last, criterion))?;
            Some((criterion, &**entry))
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    let mut columns = vec![
        column("Critère", 46, Align::Left),
        column("Questions", 16, Align::Right),
        column("n", 10, Align::Right),
        column("Alpha de Cronbach [IC 95 %]", 38, Align::Left),
    ];
    let mut rows: Vec<Vec<TableCell>> = found
        .iter()
        .map(|(criterion, coherence)| coherence_row(study, *criterion, coherence))
        .collect();
    let optional = vec![
        Optional {
            heading: "Spearman-Brown",
            width: 20,
            cells: found
                .iter()
                .map(|(_, entry)| Some(coefficient(entry.found.spearman_brown?)))
                .collect(),
        },
        Optional {
            heading: "Lecture",
            width: 60,
            cells: found.iter().map(|(_, entry)| remarks(entry)).collect(),
        },
    ];
    add(&mut columns, &mut rows, optional);
    Some(Table {
        number: String::new(),
        title: "Cohérence des questions d'un même critère".to_owned(),
        note: format!(
            "{}. Personnes des groupes publiés qui ont répondu à toutes les questions du critère. Alpha : de 0 (questions \
             sans lien) à 1 (questions redondantes), avec l'intervalle de Feldt. Un critère réunit des questions qui se \
             complètent, il n'est pas une échelle psychologique : un alpha bas est une information, pas un défaut.",
            wave_label(study, last)
        ),
        columns,
        rows,
    })
}

fn coherence_row(study: &Study, criterion: CriterionId, coherence: &Coherence) -> Vec<TableCell> {
    let found = &coherence.found;
    let count = |value: usize| text(words::count(words::size(value)));
    let bounds = if found.alpha < 0.0 {
        String::new()
    } else {
        let [low, high] = [found.interval.low, found.interval.high].map(coefficient);
        format!(" [{low} ; {high}]")
    };
    vec![
        text(words::criterion(study.referential, criterion)),
        count(found.items),
        count(found.count),
        text(format!("{}{bounds}", coefficient(found.alpha))),
    ]
}

/// Two decimals; how far under zero means nothing.
fn coefficient(value: f64) -> String {
    if value < 0.0 {
        "négatif".to_owned()
    } else {
        rounding::number(value, 2)
    }
}

fn remarks(coherence: &Coherence) -> Option<String> {
    let mut said: Vec<&str> = Vec::new();
    for remark in coherence.found.remarks() {
        if !said.contains(&remark.words()) {
            said.push(remark.words());
        }
    }
    (!said.is_empty()).then(|| said.join(" ; "))
}

/// Labels of the questions that go against the others of their criterion: perhaps a forgotten « inversé ».
pub(in crate::document) fn perhaps_reversed(study: &Study) -> Vec<String> {
    let companions = study.figures.companions.coherence.iter();
    let mut found = Vec::new();
    for (_, coherence) in
        companions.filter(|((_, criterion), _)| scope::is_aimed(study, *criterion))
    {
        for remark in coherence.found.remarks() {
            if let Remark::PerhapsReversed(rank) = remark
                && let Some(item) = coherence.items.get(rank)
                && let Some(item) = study.questionnaire.items.get(item.at())
                && !found.contains(&item.label)
            {
                found.push(item.label.clone());
            }
        }
    }
    found
}
