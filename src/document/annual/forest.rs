//! G10: the criteria on which projects differ most, project by project around their mean; in the order of names.

use serde::{Deserialize, Serialize};

use crate::aggregate::estimate::Interval;
use crate::aggregate::pooling::Synthesis;
use crate::aggregate::standing::{RankSet, Standing, rank_sets, standings};
use crate::model::CriterionId;

use super::super::parts::Caption;
use super::super::{Naming, reading, words};
use super::naming;
use super::pool::{self, Pool};
use super::report::Report;

/// G10: projects around their mean on one criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forest {
    /// Around the figure.
    pub caption: Caption,
    /// Projects in the order of their names, or of their codes.
    pub rows: Vec<ForestRow>,
    /// Random-effects mean, 0–100.
    pub mean: f64,
    /// « 58 [51 ; 65] ».
    pub mean_text: String,
    /// Its interval.
    pub interval: (f64, f64),
    /// Where a further project would stand; absent under five projects.
    pub prediction: Option<(f64, f64)>,
    /// What an order of the projects would be worth.
    pub ranks: String,
}

/// A project of a forest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForestRow {
    /// Project.
    pub label: String,
    /// Printed score.
    pub value: f64,
    /// « 72 », « ≥ 95 ».
    pub text: String,
    /// Lower end of its printed interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Weight in the synthesis, the heaviest being 1.
    pub weight: f64,
    /// The score drawn towards the mean.
    pub shrunken: f64,
    /// « proche de la moyenne ».
    pub standing: String,
}

/// Criteria drawn.
const MOST: usize = 3;
/// Most projects whose possible ranks are told one by one.
const MOST_RANKED: usize = 10;
/// Most projects a forest holds on a page.
const MOST_ROWS: usize = 40;

/// The forests of the criteria with the largest standard deviation between projects; ties in referential order.
///
/// None in the public edition: a row is one project's score, and who holds its dossier would know it under any code.
pub(super) fn build(report: &Report) -> Vec<Forest> {
    if report.naming == Naming::Codes {
        return Vec::new();
    }
    let variance = pool::person_variance(report);
    let mut found: Vec<(f64, CriterionId, Pool, Synthesis)> = pool::criteria(report)
        .filter_map(|id| {
            let pool = pool::criterion(report, id);
            let synthesis = pool.synthesis(variance)?;
            (pool.members.len() <= MOST_ROWS).then_some((
                synthesis.between_variance,
                id,
                pool,
                synthesis,
            ))
        })
        .collect();
    found.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    let chosen = found.into_iter().take(MOST);
    chosen
        .map(|(_, id, pool, synthesis)| forest(report, id, &pool, &synthesis, variance))
        .collect()
}

fn forest(
    report: &Report,
    id: CriterionId,
    pool: &Pool,
    synthesis: &Synthesis,
    variance: f64,
) -> Forest {
    let studies = pool.studies(variance);
    let stands = standings(&studies);
    let labels = naming::labels(report);
    let order = naming::order(report, labels);
    let heaviest = synthesis.weights.iter().copied().fold(0.0, f64::max);
    let mut rows: Vec<(usize, ForestRow)> = pool
        .members
        .iter()
        .enumerate()
        .map(|(at, (rank, value))| {
            let interval = value.interval.unwrap_or(if value.printed >= 50.0 {
                (value.printed, 100.0)
            } else {
                (0.0, value.printed)
            });
            let row = ForestRow {
                label: labels[*rank].clone(),
                value: value.printed,
                text: words::score(value.score()),
                low: interval.0,
                high: interval.1,
                weight: (synthesis.weights[at] / heaviest * 100.0).round() / 100.0,
                shrunken: words::rounded(synthesis.shrunken[at].clamp(0.0, 100.0)),
                standing: stands[at].words().to_owned(),
            };
            (*rank, row)
        })
        .collect();
    rows.sort_by_key(|(rank, _)| order.iter().position(|at| at == rank));
    let mean = &synthesis.adjusted;
    let interval = mean.interval(0.95).clamped(0.0, 100.0);
    let bounds = |found: Interval| (words::rounded(found.low), words::rounded(found.high));
    Forest {
        caption: caption(report, id, pool, synthesis, &stands),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        mean: words::rounded(mean.value),
        mean_text: format!(
            "{} [{} ; {}]",
            words::whole(mean.value),
            words::whole(interval.low),
            words::whole(interval.high)
        ),
        interval: bounds(interval),
        prediction: synthesis
            .prediction
            .map(|found| bounds(found.clamped(0.0, 100.0))),
        ranks: ranks(report, &rank_sets(&studies), &pool.members),
    }
}

/// What an order of the projects would be worth, in a sentence.
fn ranks(report: &Report, sets: &[RankSet], members: &[(usize, super::digest::Value)]) -> String {
    let all = sets.len();
    let open = sets
        .iter()
        .filter(|set| set.best == 1 && set.worst == all)
        .count();
    if open == all {
        return format!(
            "Un classement n'aurait pas de sens : chacun des {all} projets peut occuper n'importe quel rang, de 1 à {all}."
        );
    }
    let labels = naming::labels(report);
    // Where most are exceptions, a rule for the others would speak of nobody, or nearly.
    let most = all - open > open;
    let told: Vec<String> = sets
        .iter()
        .zip(members)
        .filter(|(set, _)| most || set.best > 1 || set.worst < all)
        .map(|(set, (rank, _))| format!("{} ({})", labels[*rank], range(*set)))
        .collect();
    // A long list of names is no longer read, nor holds on the page of its forest.
    if told.len() > MOST_RANKED {
        return spread(sets);
    }
    let lead = match most {
        true => "Rangs possibles".to_owned(),
        false => format!("Rangs possibles, de 1 à {all} pour tous sauf"),
    };
    format!(
        "{lead} : {}. Rien de plus précis ne peut être dit.",
        words::list(&told)
    )
}

/// How many ranks each of many projects may have.
fn spread(sets: &[RankSet]) -> String {
    let widths = || sets.iter().map(|set| set.worst + 1 - set.best);
    let (fewest, most) = (
        widths().min().unwrap_or_default(),
        widths().max().unwrap_or_default(),
    );
    let several = if fewest == most {
        most.to_string()
    } else {
        format!("de {fewest} à {most}")
    };
    format!(
        "Rangs possibles, selon le projet : {several} rangs différents sur {}. Rien de plus précis ne peut être dit.",
        sets.len()
    )
}

/// « 2 à 5 », or « 1 » alone.
fn range(set: RankSet) -> String {
    if set.best == set.worst {
        set.best.to_string()
    } else {
        format!("{} à {}", set.best, set.worst)
    }
}

fn caption(
    report: &Report,
    id: CriterionId,
    pool: &Pool,
    synthesis: &Synthesis,
    stands: &[Standing],
) -> Caption {
    let name = &report.referential.criteria[id.at()].name;
    let count = pool.members.len();
    let apart = stands
        .iter()
        .filter(|standing| **standing != Standing::Near)
        .count();
    let found = match apart {
        0 => "aucun projet ne se distingue de la moyenne".to_owned(),
        1 => "1 projet se distingue de la moyenne".to_owned(),
        many => format!("{many} projets se distinguent de la moyenne"),
    };
    let (low, high) = pool.range().unwrap_or_default();
    let alt = vec![
        format!(
            "Comparaison de {count} projets sur {name} : moyenne {}, de {} à {}.",
            words::whole(synthesis.adjusted.value),
            words::whole(low),
            words::whole(high)
        ),
        format!("{}.", words::capital(&found)),
    ];
    Caption {
        title: format!("« {name} » : {found}"),
        subtitle: format!(
            "{count} projets, sur les {} qui le visent, par ordre de nom ; dernière mesure, scores de 0 à 100, IC 95 %",
            pool.wanted
        ),
        note: format!(
            "Carré : score imprimé, d'autant plus grand qu'il pèse dans la synthèse. Trait clair : score ramené vers la moyenne selon sa \
             propre incertitude. Écart-type entre projets : {} ; I² : {} %. Tableau A1.",
            words::whole(synthesis.between_variance.sqrt()),
            words::whole(synthesis.between_share * 100.0)
        ),
        alt: reading::alternative(&alt, "A1"),
    }
}
