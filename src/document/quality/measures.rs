//! Data quality: what the measures themselves call for a word about (scales, weights, wordings, dates).
//!
//! Each note stands only where it applies (`statistics.md` §§ 1.2, 1.3, 1.8, 1.10).

use std::collections::BTreeSet;

use crate::aggregate::figures::FigureWave;
use crate::model::{CriterionId, Horizon, Item, ItemId, WaveId, WaveKind};

use super::super::method::{answered, term, wave_label};
use super::super::parts::Term;
use super::super::{Study, scope, words};

/// The notes, in order.
pub(super) fn build(study: &Study) -> Vec<Term> {
    let notes = [
        scales(study),
        weights(study),
        wordings(study),
        straddling(study),
        retrospective(study),
    ];
    notes.into_iter().flatten().collect()
}

fn items<'a>(study: &Study<'a>, criterion: CriterionId) -> impl Iterator<Item = &'a Item> {
    let questionnaire = study.questionnaire;
    let ids = questionnaire.items_of(criterion);
    ids.filter_map(|id| questionnaire.items.get(id.at()))
}

/// Criteria whose questions do not all have the same number of levels.
fn scales(study: &Study) -> Option<Term> {
    let sizes = |criterion: &CriterionId| -> BTreeSet<u8> {
        let scales =
            items(study, *criterion).filter_map(|item| study.questionnaire.scales.get(item.scale));
        scales.map(crate::model::Scale::size).collect()
    };
    let found: Vec<String> = scope::aimed(study)
        .into_iter()
        .filter(|criterion| sizes(criterion).len() > 1)
        .map(|criterion| words::criterion(study.referential, criterion))
        .collect();
    (!found.is_empty()).then(|| {
        let text = format!(
            "Les questions de ces critères n'ont pas toutes le même nombre de niveaux : {}. Elles se lisent ensemble parce \
             que chaque réponse est ramenée de 0 à 100.",
            found.join(" ; ")
        );
        term("Échelles différentes", text)
    })
}

/// Questions that weigh more or less than the others of their criterion.
fn weights(study: &Study) -> Option<Term> {
    let all = study.questionnaire.items.iter();
    let found: Vec<String> = all
        .filter(|item| (item.weight - 1.0).abs() > 1e-9 && scope::is_aimed(study, item.criterion))
        .map(|item| {
            format!(
                "« {} » compte {} fois",
                item.label,
                words::decimal(item.weight)
            )
        })
        .collect();
    (!found.is_empty()).then(|| {
        let text = format!(
            "Dans le score de leur critère : {}. Les autres questions comptent une fois.",
            found.join(" ; ")
        );
        term("Poids des questions", text)
    })
}

/// Questions whose words changed between two measures: their series starts again.
fn wordings(study: &Study) -> Option<Term> {
    let measures: Vec<WaveId> = study.figures.measures().collect();
    let version = |wave: WaveId, item: ItemId, own: u32| {
        let wave = study.project.waves.get(wave.at());
        wave.and_then(|wave| wave.versions.get(&item).copied())
            .unwrap_or(own)
    };
    let mut found = Vec::new();
    let items = &study.questionnaire.items;
    for (id, item) in ItemId::each(items).zip(items) {
        let versions: BTreeSet<u32> = measures
            .iter()
            .map(|wave| version(*wave, id, item.version))
            .collect();
        if versions.len() > 1 && scope::is_aimed(study, item.criterion) {
            found.push(format!("« {} »", item.label));
        }
    }
    (!found.is_empty()).then(|| {
        let text = format!(
            "{}. Les réponses données à deux formulations différentes ne sont pas comparées.",
            words::capital(&words::list(&found))
        );
        term("Questions reformulées", text)
    })
}

/// Measures whose first and last days belong to two terms.
fn straddling(study: &Study) -> Option<Term> {
    let start = study.project.start?;
    let terms = &study.referential.terms;
    let is_astride = |wave: &FigureWave| {
        wave.days.is_some_and(|(first, last)| {
            Horizon::of(first, start, terms) != Horizon::of(last, start, terms)
        })
    };
    let found: Vec<String> = answered(study)
        .into_iter()
        .filter(|wave| {
            let wave = study.figures.wave(*wave);
            wave.is_some_and(|wave| wave.kind == WaveKind::Measure && is_astride(wave))
        })
        .map(|wave| wave_label(study, wave))
        .collect();
    (!found.is_empty()).then(|| {
        let text = format!(
            "{} : les premières et les dernières réponses tombent de part et d'autre d'une échéance ; toutes comptent à celle \
             de la mesure.",
            words::list(&found)
        );
        term("Collecte à cheval sur deux échéances", text)
    })
}

/// A situation before the project that was asked afterwards.
fn retrospective(study: &Study) -> Option<Term> {
    let is_retrospective = |wave: &WaveId| {
        let wave = study.figures.wave(*wave);
        wave.is_some_and(|wave| wave.kind == WaveKind::Retrospective)
    };
    answered(study).iter().any(is_retrospective).then(|| {
        let text = "La situation d'avant a été demandée après coup : la mémoire l'embellit ou la noircit. Ces réponses sont \
                    montrées à part (signe évidé) ; elles n'entrent dans aucune évolution et n'élèvent pas le niveau de preuve."
            .to_owned();
        term("Départ demandé après coup", text)
    })
}
