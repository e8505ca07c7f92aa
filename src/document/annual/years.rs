//! « D'une année à l'autre » (G12): what the template receives. The steps are made in `steps`, drawn in
//! `chart`; `movements` says who came and who left.

pub(super) mod chart;
mod movements;
pub(super) mod steps;

use serde::{Deserialize, Serialize};

use crate::model::Earlier;

use super::super::parts::Term;
use super::super::{Naming, words};
use super::digest::State;
use super::pool;
use super::public::counted;
use super::report::Report;
use chart::YearChart;
use movements::Movements;
use steps::Step;

/// Table of the annex.
pub(super) const TABLE: &str = "A4";
/// Smallest change at constant perimeter that is told in words, in points (`statistics.md` § 1.12).
const MATTERS: f64 = 5.0;

/// This year beside the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearToYear {
    /// The first leads.
    pub sentences: Vec<String>,
    /// Who came, who left, who has scores for the first time, who has none any more.
    pub movements: Vec<Term>,
    /// Two bars a criterion; absent when nothing can be compared.
    pub chart: Option<YearChart>,
}

/// The section; `None` without an earlier year.
pub(super) fn build(report: &Report) -> Option<YearToYear> {
    let earlier = report.earlier?;
    let steps = steps::steps(report);
    Some(YearToYear {
        sentences: sentences(report, earlier, &steps),
        movements: movements::told(report, earlier),
        chart: (!steps.is_empty()).then(|| chart::chart(report, earlier, &steps)),
    })
}

/// « l'édition 2025 », or « l'édition du 30 juin 2025 ».
pub(super) fn edition(earlier: &Earlier) -> String {
    match earlier.notice.edition.as_str() {
        "" => format!("l'édition du {}", words::day(earlier.closed_on)),
        edition => format!("l'édition {edition}"),
    }
}

fn sentences(report: &Report, earlier: &Earlier, steps: &[Step]) -> Vec<String> {
    let (both, again) = both(report, earlier);
    let mut said = vec![
        format!(
            "Depuis {}, {} publient des scores les deux années{}.",
            edition(earlier),
            match both {
                0 => "aucun projet ne".to_owned(),
                both => counted::counted(counted::taking_part(report, both), "projet", "projets"),
            },
            match again {
                _ if both == 0 => String::new(),
                0 => ", sans nouvelle mesure".to_owned(),
                again => format!(
                    ", dont {} de nouveau",
                    counted::counted(counted::taking_part(report, again), "mesuré", "mesurés")
                ),
            }
        )
        .replace("aucun projet ne publient", "aucun projet ne publie")
        .replace("1 projet publient", "1 projet publie"),
    ];
    if steps.is_empty() {
        said.push(nothing_told(report, both));
        return said;
    }
    for step in conclusive(steps).into_iter().take(3) {
        said.push(format!("{}.", words::capital(&told(report, step))));
    }
    said.push(
        "L'évolution de la moyenne a deux causes : les mêmes projets ont changé (périmètre constant), ou ce ne sont plus les mêmes \
         projets (effet de composition). Seule la première dit quelque chose des équipes."
            .to_owned(),
    );
    if again < both {
        said.push(
            "Un projet sans nouvelle mesure garde son score de l'an dernier : il compte pour zéro dans l'évolution."
                .to_owned(),
        );
    }
    said
}

/// Why no criterion is compared.
fn nothing_told(report: &Report, both: usize) -> String {
    if report.naming == Naming::Codes && both >= pool::fewest(report) {
        "Ce qui a changé n'est pas publié ici : trop peu de projets font la différence entre les deux années, et leurs scores se \
         devineraient."
            .to_owned()
    } else {
        format!(
            "Rien n'est comparé : il faut, sur un même critère, {} projets présents les deux années.",
            pool::fewest_in_words(report)
        )
    }
}

/// Projects with scores in both years, and those of them measured since.
fn both(report: &Report, earlier: &Earlier) -> (usize, usize) {
    let (mut both, mut again) = (0, 0);
    for laureate in &report.laureates {
        let Some(before) = earlier.projects.get(&laureate.id) else {
            continue;
        };
        if laureate.state == State::Published && !before.scores.is_empty() {
            both += 1;
            again += usize::from(before.measures.last() != laureate.last_measure.as_ref());
        }
    }
    (both, again)
}

/// Steps that chance hardly explains and that are large enough, the largest first.
pub(super) fn conclusive(steps: &[Step]) -> Vec<&Step> {
    let mut found: Vec<&Step> = steps
        .iter()
        .filter(|step| {
            let interval = step.constant.interval(0.95);
            let apart = interval.low > 0.0 || interval.high < 0.0;
            apart && step.printed.constant.abs() >= MATTERS && step.measured_again >= 3
        })
        .collect();
    found.sort_by(|left, right| {
        let size = |step: &Step| step.constant.value.abs();
        size(right)
            .total_cmp(&size(left))
            .then(left.criterion.cmp(&right.criterion))
    });
    found
}

/// « « Participation » : +6 points à périmètre constant, en moyenne de 7 projets (entre +2 et +10) ».
pub(super) fn told(report: &Report, step: &Step) -> String {
    let interval = step.constant.interval(0.95);
    let bounds = match pool::spread_is_told(report, step.common) {
        true => format!(
            " (entre {} et {})",
            words::change_in_chart(interval.low),
            words::change_in_chart(interval.high)
        ),
        false => String::new(),
    };
    format!(
        "« {} » : {} à périmètre constant, en moyenne de {} projets{bounds}",
        report.referential.criteria[step.criterion.at()].name,
        words::change_points(step.printed.constant),
        step.common,
    )
}

/// « 3 lauréats sont entrés et 1 est sorti depuis l'édition 2025. », for the first page; empty when nobody moved.
pub(super) fn in_short(report: &Report) -> String {
    let Some(earlier) = report.earlier else {
        return String::new();
    };
    let found = Movements::of(report, earlier);
    let entered = words::number_of(found.entered.len(), "entrée", "entrées");
    let left = words::number_of(found.left.len(), "sortie", "sorties");
    match (found.entered.len(), found.left.len()) {
        (0, 0) => format!("Mêmes lauréats que dans {}.", edition(earlier)),
        (_, 0) => format!("{entered} depuis {}.", edition(earlier)),
        (0, _) => format!("{left} depuis {}.", edition(earlier)),
        _ => format!("{entered} et {left} depuis {}.", edition(earlier)),
    }
}

/// What the first page says of it; `None` when nothing is conclusive.
pub(super) fn headline(report: &Report) -> Option<String> {
    let earlier = report.earlier?;
    let steps = steps::steps(report);
    let first = conclusive(&steps).into_iter().next()?;
    Some(format!(
        "Depuis {}, {}.",
        edition(earlier),
        told(report, first)
    ))
}
