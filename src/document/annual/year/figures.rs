//! The key figures of « L'année en une page »: counts of laureates and of answers, as far as each may be told.

use crate::aggregate::counts::Told;
use crate::document::parts::KeyFigure;
use crate::document::{Naming, words};

use super::super::pool;
use super::super::public::{counted, instead};
use super::super::report::{Report, published};

/// The figures, the programme's own where counts of so few projects would say nothing.
pub(super) fn figures(report: &Report) -> Vec<KeyFigure> {
    let figure = |value: String, label: &str| KeyFigure {
        value,
        label: label.to_owned(),
    };
    let answered: Vec<u32> = report
        .laureates
        .iter()
        .filter_map(|laureate| laureate.answered)
        .collect();
    let several = report
        .laureates
        .iter()
        .filter(|laureate| laureate.measures >= 2)
        .count();
    let scored = counted::taking_part(report, published(report));
    let mut found = vec![figure(
        counted::among(scored, report.all()),
        "lauréats avec un dossier et des scores",
    )];
    if sum_is_told(report, answered.len()) {
        found.push(figure(
            words::count(answered.iter().sum()),
            "personnes ont répondu à la dernière mesure de leur projet",
        ));
    }
    if let Some(rate) = rate(report) {
        let whose = format!("des personnes invitées ont répondu{}", where_known(report));
        found.push(figure(rate, &whose));
    }
    let told = counted::taking_part(report, several);
    found.push(figure(
        counted::number_of(told),
        if matches!(told, Told::Exactly(0 | 1)) {
            "projet mesuré deux fois ou plus"
        } else {
            "projets mesurés deux fois ou plus"
        },
    ));
    // What every reader of the directory knows stands where counts of so few projects would say nothing.
    if instead::is_due(report) {
        found = programme_figures(report);
    }
    found.retain(|figure| figure.value != "–");
    found
}

/// The programme in numbers that no answer gives.
fn programme_figures(report: &Report) -> Vec<KeyFigure> {
    let figure = |count: usize, one: &str, many: &str| KeyFigure {
        value: words::count(words::size(count)),
        label: if count < 2 { one } else { many }.to_owned(),
    };
    vec![
        figure(report.all(), "lauréat", "lauréats"),
        figure(
            report.referential.criteria.len(),
            "critère, que chaque projet choisit de viser ou non",
            "critères, parmi lesquels chaque projet choisit ceux qu'il vise",
        ),
        figure(
            report.referential.qvct.len(),
            "niveau de qualité de vie et des conditions de travail",
            "niveaux de qualité de vie et des conditions de travail",
        ),
    ]
}

/// Whether a sum over so many projects may be told: in public it rests on as many as any figure, and so does its
/// difference from the earlier year.
fn sum_is_told(report: &Report, projects: usize) -> bool {
    match report.naming {
        Naming::Names => projects > 0,
        Naming::Codes => projects >= pool::fewest(report) && counted::sum_is_hidden(report),
    }
}

/// What follows « ont répondu » where some projects that tell their answers do not know whom they asked.
pub(in crate::document::annual) fn where_known(report: &Report) -> &'static str {
    let mut laureates = report.laureates.iter();
    match laureates.any(|laureate| laureate.answered.is_some() && laureate.invited.is_none()) {
        true => ", là où leur nombre est connu",
        false => "",
    }
}

/// Answers over people invited, over the projects that publish both.
pub(in crate::document::annual) fn rate(report: &Report) -> Option<String> {
    let known: Vec<(u32, u32)> = report
        .laureates
        .iter()
        .filter_map(|laureate| Some((laureate.answered?, laureate.invited?)))
        .collect();
    if known.len() < pool::fewest(report) || !counted::sum_is_hidden(report) {
        return None;
    }
    let answered: u32 = known.iter().map(|(answered, _)| answered).sum();
    let invited: u32 = known.iter().map(|(_, invited)| invited).sum();
    (invited > 0 && answered <= invited).then(|| words::share(answered, invited))
}
