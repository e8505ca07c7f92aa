//! « Le projet moyen »: the mean of projects on each criterion, and where a further project would stand.

use serde::{Deserialize, Serialize};

use crate::aggregate::figures::Score;

use super::super::parts::Caption;
use super::super::{Naming, reading, words};
use super::apart::{self, Apart};
use super::pool::{self, Pool};
use super::report::Report;
use super::{Portfolio, PortfolioBlock, portfolio};

/// The mean of projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Average {
    /// What it is and what it is not.
    pub introduction: String,
    /// Two or three findings.
    pub findings: Vec<String>,
    /// One row a criterion.
    pub chart: Portfolio,
}

/// The section; `None` when no criterion has three projects.
pub(super) fn build(report: &Report) -> Option<Average> {
    let variance = pool::person_variance(report);
    let named = named(report);
    if named.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    for (rank, category) in report.referential.categories.iter().enumerate() {
        let of = |id: &crate::model::CriterionId| {
            let entry = &report.referential.criteria[id.at()];
            entry.category.at() == rank
        };
        let rows = pool::criteria(report).filter(of).map(|id| {
            let label = words::criterion(report.referential, id);
            pool::criterion(report, id).row(report, label, variance)
        });
        blocks.push(PortfolioBlock {
            code: category.code.clone(),
            name: category.name.clone(),
            rows: rows.collect(),
        });
    }
    let prediction = portfolio::shows_prediction(&blocks);
    Some(Average {
        introduction: introduction(prediction),
        findings: findings(report),
        chart: Portfolio {
            caption: caption(report, &named),
            blocks,
            prediction,
        },
    })
}

/// Criteria with a mean of projects, and that mean as printed.
pub(super) fn named(report: &Report) -> Vec<(String, Score)> {
    let criteria = pool::criteria(report).filter_map(|id| {
        let mean = pool::criterion(report, id).mean()?;
        let name = report.referential.criteria[id.at()].name.clone();
        Some((name, Score::Exact(mean.value)))
    });
    criteria.collect()
}

/// « « Proximité » a le score le plus élevé (75, entre 70 et 80, 8 projets sur 9), « … » le plus bas (52, …) »: an end that a
/// criterion holds alone is told with its margin, an end that several share by its score; empty without a mean.
pub(super) fn extremes(report: &Report) -> String {
    let found: Vec<(String, Pool, f64)> = pool::criteria(report)
        .filter_map(|id| {
            let pool = pool::criterion(report, id);
            let mean = words::rounded(pool.mean()?.value);
            Some((
                report.referential.criteria[id.at()].name.clone(),
                pool,
                mean,
            ))
        })
        .collect();
    let means = || found.iter().map(|(.., mean)| *mean);
    let (Some(low), Some(high)) = (
        means().min_by(f64::total_cmp),
        means().max_by(f64::total_cmp),
    ) else {
        return String::new();
    };
    let end = |wanted: f64| -> (usize, String, String) {
        let alike = found
            .iter()
            .filter(|(.., mean)| (mean - wanted).abs() < 0.5);
        let alike: Vec<&(String, Pool, f64)> = alike.collect();
        let names: Vec<&str> = alike.iter().map(|(name, ..)| name.as_str()).collect();
        let score = words::whole(wanted);
        let told = match alike.as_slice() {
            [(_, pool, _)] => with_margin(report, pool, score),
            _ => score,
        };
        (names.len(), reading::tied(&names, "critères"), told)
    };
    match (end(high), end(low)) {
        ((1, name, told), _) if found.len() == 1 => format!("{name} a un score de {told}"),
        ((_, _, told), _) if high <= low => format!("tous les scores sont à {told}"),
        ((count, top, high), (_, bottom, low)) => {
            let verb = if count == 1 { "a" } else { "ont" };
            format!("{top} {verb} le score le plus élevé ({high}), {bottom} le plus bas ({low})")
        }
    }
}

/// « 75, entre 70 et 80, 8 projets sur 9 ».
fn with_margin(report: &Report, pool: &Pool, score: String) -> String {
    let interval = pool
        .interval()
        .map(|found| words::between((found.low, found.high)));
    let projects = pool.count(report).replacen(" sur ", " projets sur ", 1);
    let parts = [Some(score), interval, Some(projects)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn introduction(prediction: bool) -> String {
    let mut text = "Chaque projet compte une fois, quel que soit son nombre de réponses. La moyenne ne décrit aucun projet en \
                    particulier."
        .to_owned();
    if prediction {
        text.push_str(
            " La bande claire dit où se situerait très probablement un projet de plus, s'il ressemblait aux autres.",
        );
    }
    text
}

/// The criteria on which projects lie furthest apart and closest together.
fn findings(report: &Report) -> Vec<String> {
    let found: Vec<Apart> = pool::criteria(report)
        .filter_map(|id| {
            let pool: Pool = pool::criterion(report, id);
            Some(Apart {
                name: report.referential.criteria[id.at()].name.clone(),
                range: pool.range()?,
                projects: pool.members.len(),
            })
        })
        .collect();
    let told = [
        apart::most(&found, "critères"),
        apart::least(&found, "critères"),
    ];
    told.into_iter().flatten().collect()
}

fn caption(report: &Report, named: &[(String, Score)]) -> Caption {
    let published = super::report::published(report);
    let title = words::capital(&reading::extremes(named, "critères"));
    let mut alt = vec![format!(
        "Moyenne de projets sur {} critères, dernière mesure, scores de 0 à 100.",
        named.len()
    )];
    alt.extend(reading::extremes_short(named));
    Caption {
        title,
        subtitle: format!(
            "Moyenne des projets à leur dernière mesure, scores de 0 à 100, {published} projets"
        ),
        note: format!(
            "Renseigné : projets qui publient un score, sur ceux qui visent le critère. Non publié : {}moins de {} \
             projets. Source : dossiers des projets. Détail : tableau A1.",
            // In public a mean over many may be kept back because of another.
            match report.naming {
                Naming::Names => "",
                Naming::Codes => "la moyenne porterait, seule ou comparée à une autre, sur ",
            },
            pool::fewest_in_words(report)
        ),
        alt: reading::alternative(&alt, "A1"),
    }
}
