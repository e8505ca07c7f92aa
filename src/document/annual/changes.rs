//! « Ce qui a changé »: the same projects, from their first to their last measure.
//!
//! Constant perimeter by construction: a project without two measures takes no part. Looking at all criteria at once is
//! exploratory, and said to be.

mod chart;

use crate::aggregate::estimate::Estimate;
use crate::aggregate::figures::Verdict as Judged;
use crate::aggregate::multiplicity::benjamini_hochberg;
use crate::aggregate::pooling::mean_of_projects;
use crate::aggregate::verdict::verdict;
use crate::model::CriterionId;

use super::super::changes::direction::{self, Shift};
use super::super::dossier::Changes;
use super::super::{Naming, movement, words};
use super::pool;
use super::public::beside;
use super::report::Report;
use chart::chart;

/// Smallest mean change that matters over projects, in points (`statistics.md` § 1.12).
const MATTERS: f64 = 5.0;
/// Most changes that a title names.
const NAMED: usize = 2;
/// From so many rows on, a chart takes most of a page.
const MANY: usize = 8;
/// Table of the annex.
pub(super) const TABLE: &str = "A2";

/// A criterion over the projects that measured it twice.
pub(super) struct Moved {
    pub criterion: CriterionId,
    /// Projects that aim at it.
    pub wanted: usize,
    /// Change of each project, whole points.
    pub deltas: Vec<f64>,
    /// Mean of first scores and of last scores.
    pub from: f64,
    pub to: f64,
    /// Mean of the changes.
    pub estimate: Estimate,
    /// Benjamini and Hochberg over the criteria.
    pub adjusted: Option<f64>,
    pub verdict: Judged,
}

/// Every criterion with three projects or more.
pub(super) fn moved(report: &Report) -> Vec<Moved> {
    let found: Vec<(CriterionId, Vec<super::digest::Moved>, Estimate)> = pool::criteria(report)
        .filter_map(|criterion| {
            let at = criterion.at();
            let members = report.laureates.iter();
            let members: Vec<super::digest::Moved> = members
                .filter(|laureate| laureate.aimed.get(at) == Some(&true))
                .filter_map(|laureate| *laureate.changes.get(at)?)
                .collect();
            let deltas: Vec<f64> = members.iter().map(|member| member.delta).collect();
            if !beside::change_is_told(report, criterion) {
                return None;
            }
            Some((criterion, members, mean_of_projects(&deltas)?))
        })
        .collect();
    let p_values: Vec<Option<f64>> = found.iter().map(|(.., found)| found.p_value()).collect();
    let adjusted = benjamini_hochberg(&p_values);
    let moved = found.into_iter().zip(adjusted);
    moved
        .filter_map(|((criterion, members, estimate), adjusted)| {
            let mean = |of: fn(&super::digest::Moved) -> f64| {
                let values: Vec<f64> = members.iter().map(of).collect();
                Some(mean_of_projects(&values)?.value)
            };
            Some(Moved {
                criterion,
                from: mean(|member| member.from)?,
                to: mean(|member| member.to)?,
                wanted: pool::wanted(report, criterion),
                deltas: members.iter().map(|member| member.delta).collect(),
                verdict: verdict(&estimate, adjusted, MATTERS),
                estimate,
                adjusted,
            })
        })
        .collect()
}

/// The section; `None` when no criterion was measured twice by three projects.
pub(super) fn build(report: &Report) -> Option<Changes> {
    let moved = moved(report);
    if moved.is_empty() {
        return None;
    }
    Some(Changes {
        sentences: sentences(report, &moved),
        chart: chart(report, &moved),
    })
}

/// Projects that publish a change: not all that were measured twice.
pub(super) fn twice(report: &Report) -> usize {
    let measured = report.laureates.iter();
    measured
        .filter(|laureate| laureate.changes.iter().any(Option::is_some))
        .count()
}

/// Name of the criterion.
pub(super) fn name(report: &Report, moved: &Moved) -> String {
    report.referential.criteria[moved.criterion.at()]
        .name
        .clone()
}

/// « amélioration probable pour « Participation » : +9 points en moyenne de 6 projets (entre +2 et +16) ».
pub(super) fn told(report: &Report, moved: &Moved) -> String {
    let interval = moved.estimate.interval(0.95);
    let bounds = (interval.low, interval.high);
    format!(
        "{} pour « {} » : {} en moyenne de {} projets ({})",
        moved.verdict.words(),
        name(report, moved),
        words::change_points(moved.estimate.value),
        moved.deltas.len(),
        words::between_changes(bounds, moved.estimate.value, moved.verdict)
    )
}

/// Conclusive changes, established before probable, then largest first; established stability last.
pub(super) fn conclusive(moved: &[Moved]) -> Vec<&Moved> {
    let mut found: Vec<&Moved> = moved
        .iter()
        .filter(|moved| moved.verdict.is_conclusive())
        .collect();
    found.sort_by(|left, right| {
        let weight = |moved: &Moved| (moved.verdict, moved.estimate.value);
        movement::weighed(weight(right), weight(left)).then(left.criterion.cmp(&right.criterion))
    });
    let stable = moved
        .iter()
        .filter(|moved| moved.verdict == Judged::StabilityEstablished);
    found.extend(stable);
    found
}

/// Changes upwards or downwards that are told first: so many, of both ways when both occur.
pub(super) fn first(moved: &[Moved], most: usize) -> Vec<&Moved> {
    let mut found = conclusive(moved);
    found.retain(|moved| moved.verdict.is_conclusive());
    let way = |moved: &Moved| moved.estimate.value > 0.0;
    let other = found.iter().find(|other| way(other) != way(found[0]));
    let other = other.copied();
    found.truncate(most);
    if let Some(other) = other
        && found.iter().all(|told| way(told) != way(other))
    {
        found.pop();
        found.push(other);
    }
    found
}

/// What moved, as a title: up to two changes by their names, more by their number and the clearest of each way. `None` where
/// nothing moved for sure.
pub(super) fn headline(report: &Report, moved: &[Moved]) -> Option<String> {
    let mut found = conclusive(moved);
    found.retain(|moved| moved.verdict.is_conclusive());
    let named = |moved: &Moved| {
        format!(
            "« {} » ({})",
            name(report, moved),
            words::change_points(moved.estimate.value)
        )
    };
    if found.len() <= NAMED {
        let each = found.iter();
        let each = each.map(|moved| format!("{} pour {}", moved.verdict.words(), named(moved)));
        let each: Vec<String> = each.collect();
        return (!each.is_empty()).then(|| each.join(" ; "));
    }
    let way = |word: &str, holds: fn(f64) -> bool| {
        let of_way = found.iter().filter(|moved| holds(moved.estimate.value));
        let shifts = of_way.map(|moved| Shift {
            name: name(report, moved),
            verdict: moved.verdict,
            points: moved.estimate.value,
        });
        let shifts: Vec<Shift> = shifts.collect();
        direction::told(&words::count(words::size(shifts.len())), word, &shifts)
    };
    let ways = [
        way("amélioration", |points| points > 0.0),
        way("dégradation", |points| points < 0.0),
    ];
    let ways: Vec<String> = ways.into_iter().flatten().collect();
    // In public some of those compared are kept back.
    let all = match report.naming {
        Naming::Codes => "critères publiés",
        Naming::Names => "critères comparés",
    };
    Some(format!(
        "sur {} {all}, {}",
        words::count(words::size(moved.len())),
        ways.join(" ; ")
    ))
}

/// What is said where nothing moved for sure; of how many criteria, where others are kept back.
pub(super) fn open(report: &Report, moved: &[Moved]) -> String {
    let none = "aucune évolution moyenne ne dépasse la marge d'incertitude";
    match (moved.len(), report.naming) {
        (1, Naming::Codes) => format!("sur le seul critère publié, {none}"),
        (1, Naming::Names) => format!("sur le seul critère comparé, {none}"),
        (many, Naming::Codes) => format!("sur les {many} critères publiés, {none}"),
        (_, Naming::Names) => none.to_owned(),
    }
}

fn sentences(report: &Report, moved: &[Moved]) -> Vec<String> {
    let projects = words::number_of(twice(report), "projet", "projets");
    let mut said = vec![format!(
        "{projects} publient l'évolution d'au moins un score. Ne sont comparés que les mêmes projets, de leur première à leur \
         dernière mesure : les arrivées et les départs ne comptent pas."
    )];
    // A long chart needs its room on the page of these sentences.
    let most = if conclusive(moved).len() > MANY { 2 } else { 3 };
    for moved in first(moved, most) {
        said.push(format!("{}.", words::capital(&told(report, moved))));
    }
    if moved.len() == 1 {
        return said;
    }
    said.push(
        "Lecture exploratoire : regarder tant de critères à la fois en fait bouger quelques-uns par hasard. À discuter avec \
         les équipes avant d'en tirer une règle."
            .to_owned(),
    );
    said
}

/// Words of change that the chart uses, for the key: code and explanation.
pub(super) fn verdicts(report: &Report) -> Vec<super::super::parts::Term> {
    let found = moved(report);
    let keys = [
        (
            Judged::ImprovementEstablished,
            "improvement-established",
            "hausse moyenne d'au moins 5 points, que le hasard n'explique guère.",
        ),
        (
            Judged::ImprovementProbable,
            "improvement-probable",
            "hausse moyenne que le hasard explique mal, à confirmer.",
        ),
        (
            Judged::StabilityEstablished,
            "stability-established",
            "l'évolution moyenne est plus petite que 5 points.",
        ),
        (
            Judged::Uncertain,
            "uncertain",
            "trop peu de projets, ou trop différents.",
        ),
        (
            Judged::DeclineProbable,
            "degradation-probable",
            "baisse moyenne que le hasard explique mal, à confirmer.",
        ),
        (
            Judged::DeclineEstablished,
            "degradation-established",
            "baisse moyenne d'au moins 5 points, que le hasard n'explique guère.",
        ),
    ];
    let shown = keys
        .into_iter()
        .filter(|(verdict, ..)| found.iter().any(|moved| moved.verdict == *verdict));
    shown
        .map(|(_, key, text)| super::super::parts::Term {
            word: key.to_owned(),
            text: words::capital(text),
        })
        .collect()
}
