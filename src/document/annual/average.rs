//! « Le projet moyen »: the mean of projects on each criterion, and where a further project would stand.

use crate::aggregate::figures::Score;

use super::super::parts::Caption;
use super::super::{reading, words};
use super::pool::{self, Pool};
use super::report::Report;
use super::{Average, Portfolio, PortfolioBlock};

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
    let prediction = blocks
        .iter()
        .flat_map(|block| &block.rows)
        .any(|row| row.bar.as_ref().is_some_and(|bar| bar.prediction.is_some()));
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
    let mut widths: Vec<(f64, String, (f64, f64), usize)> = pool::criteria(report)
        .filter_map(|id| {
            let pool: Pool = pool::criterion(report, id);
            let (low, high) = pool.range()?;
            let name = report.referential.criteria[id.at()].name.clone();
            Some((high - low, name, (low, high), pool.members.len()))
        })
        .collect();
    widths.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    let told = |(_, name, (low, high), count): &(f64, String, (f64, f64), usize)| {
        format!(
            "« {name} » : de {} à {} selon les {count} projets",
            words::whole(*low),
            words::whole(*high)
        )
    };
    match widths.as_slice() {
        [] => Vec::new(),
        [only] => vec![format!("{}.", told(only))],
        [widest, .., closest] => vec![
            format!("Les projets diffèrent le plus sur {}.", told(widest)),
            format!("Ils se ressemblent le plus sur {}.", told(closest)),
        ],
    }
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
            "Renseigné : projets qui publient un score, sur ceux qui visent le critère. Non publié : moins de {} \
             projets. Source : dossiers des projets. Détail : tableau A1.",
            pool::fewest_in_words(report)
        ),
        alt: reading::alternative(&alt, "A1"),
    }
}
