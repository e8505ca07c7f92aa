//! What the public may be told of each subject beside all the others, in this year's report and in the earlier one.
//!
//! The theme « Contact avec les publics » is the score of « Proximité » under another name, and the mean of three themes
//! may be that of a criterion: where one project does not aim at the criterion, yet was asked the questions, all these
//! means together would give its score. So all that is printed stands in one linear system, and no sum of any of it may
//! speak of fewer projects than a figure may.

use std::collections::BTreeSet;

use crate::aggregate::in_turn::told_in_turn;
use crate::document::{Naming, words};
use crate::model::{CriterionId, EarlierSubject};

use super::super::crossed;
use super::super::pool::{self, Telling};
use super::super::report::Report;
use super::super::years::steps;
use super::classes;
use super::held;
use super::sums::{self, Sum, Sums};

/// A figure that may be kept back because of the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Figure {
    /// What the earlier year told.
    Earlier,
    /// The mean of projects.
    Mean(EarlierSubject),
    /// How far these lie apart.
    Spread(EarlierSubject),
    /// And where a further one would stand.
    Prediction(EarlierSubject),
    /// Their mean change.
    Change(CriterionId),
    /// The step from the earlier year.
    Step(CriterionId),
    /// A category beside markers.
    Category(usize),
}

/// Of whom a sum may not speak alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    /// Of too few projects.
    All,
    /// Of too few whose scores no earlier year told of.
    Fresh,
}

/// The figures that may be told together.
#[derive(Clone, Debug, Default)]
pub struct Beside(BTreeSet<Figure>);

impl Beside {
    fn is_mean(&self, subject: EarlierSubject) -> bool {
        self.0.contains(&Figure::Mean(subject))
    }
}

/// The most that may be told of a criterion, of a level of QVCT or of a theme. To the staff everything is: names stand beside
/// scores.
pub(in crate::document::annual) fn most(report: &Report, subject: &EarlierSubject) -> Telling {
    let is_told = |figure: fn(EarlierSubject) -> Figure| is_told(report, &figure(subject.clone()));
    if !is_told(Figure::Mean) {
        Telling::Nothing
    } else if !is_told(Figure::Spread) {
        Telling::Mean
    } else if !is_told(Figure::Prediction) {
        Telling::Spread
    } else {
        Telling::Projects
    }
}

/// Whether the mean change of a criterion may be told.
pub(in crate::document::annual) fn change_is_told(report: &Report, criterion: CriterionId) -> bool {
    is_told(report, &Figure::Change(criterion))
}

/// Whether the step of a criterion from the earlier year may be told.
pub(in crate::document::annual) fn step_is_told(report: &Report, criterion: CriterionId) -> bool {
    is_told(report, &Figure::Step(criterion))
}

/// Whether the scores of a category may be summed up beside markers.
pub(in crate::document::annual) fn category_is_told(report: &Report, category: usize) -> bool {
    is_told(report, &Figure::Category(category))
}

fn is_told(report: &Report, figure: &Figure) -> bool {
    report.naming == Naming::Names
        || report
            .beside
            .get_or_init(|| settled(report))
            .0
            .contains(figure)
}

/// What may be told together. Where an earlier year told of projects that left or were measured again since, nothing says what
/// their people were asked then, nor which of two scores were one and the same: each sum of this year's figures then speaks of
/// enough projects that nothing was told of.
fn settled(report: &Report) -> Beside {
    let sums = Sums::of(report);
    let mut told = supposing(report, &sums, Held::All);
    if sums.has_bygones() {
        let fresh = supposing(report, &sums, Held::Fresh).0;
        told.0.retain(|figure| fresh.contains(figure));
        let means = told.clone();
        told.0.retain(|figure| match figure {
            // A step holds both means.
            Figure::Step(id) => means.is_mean(EarlierSubject::Criterion(*id)),
            _ => true,
        });
    }
    told
}

/// Settles all figures in turn, what is worth most first: of two that tell too much together the later one gives way.
fn supposing(report: &Report, sums: &Sums, held: Held) -> Beside {
    let mut figures = earlier(report, sums);
    let means = sums.subjects.iter().filter(|subject| {
        let told = match subject {
            EarlierSubject::Criterion(id) => held::mean_is_told(report, *id),
            _ => true,
        };
        told && pool::telling(report, subject, &pool::members(report, subject)) > Telling::Nothing
    });
    figures.extend(means.map(|subject| (Figure::Mean(subject.clone()), vec![sums.now(subject)])));
    let means = in_turn(&figures, pool::fewest(report), held);
    figures.extend(beside_means(report, sums, &means));
    let mut told = in_turn(&figures, pool::fewest(report), held);
    let apart = [
        (
            Telling::Spread,
            pool::FEWEST_SPREAD,
            Figure::Spread as fn(_) -> _,
        ),
        (
            Telling::Prediction,
            pool::FEWEST_SECOND_SPREAD,
            Figure::Prediction,
        ),
    ];
    for (least, fewest, figure) in apart {
        let figures = spreads(report, sums, &means, (least, fewest, figure));
        told.0.extend(in_turn(&figures, fewest, held).0);
    }
    told
}

/// What stands beside the means: changes, steps from the earlier year, categories beside markers.
fn beside_means(report: &Report, sums: &Sums, means: &Beside) -> Vec<(Figure, Vec<Sum>)> {
    let mut figures = Vec::new();
    let is_told = |criterion: CriterionId| means.is_mean(EarlierSubject::Criterion(criterion));
    for criterion in pool::criteria(report) {
        let [first, last] = sums.changes(criterion);
        if pool::spread_is_told(report, held::twice(report, criterion))
            && held::is_told(report, criterion, is_told(criterion))
        {
            figures.push((Figure::Change(criterion), vec![first, last]));
        }
    }
    for criterion in pool::criteria(report).filter(|&criterion| is_told(criterion)) {
        if steps::may_be_told(report, criterion) {
            figures.push((Figure::Step(criterion), vec![sums.step(criterion)]));
        }
    }
    for (category, parts) in crossed::parts(report) {
        let parts = parts.iter().map(|ranks| sums.category(category, ranks));
        figures.push((Figure::Category(category), parts.collect()));
    }
    figures
}

/// How far projects lie apart on the subjects whose mean is told: of two scores that are the same, squares are too, so that a
/// difference of two spreads is a spread.
fn spreads(
    report: &Report,
    sums: &Sums,
    means: &Beside,
    (least, fewest, figure): (Telling, usize, fn(EarlierSubject) -> Figure),
) -> Vec<(Figure, Vec<Sum>)> {
    let before = sums
        .subjects
        .iter()
        .map(|subject| sums.squares_before(subject));
    let before = before.filter(|sum| report.earlier.is_some() && projects(sum) >= fewest);
    let mut figures: Vec<_> = before.map(|sum| (Figure::Earlier, vec![sum])).collect();
    let told = sums.subjects.iter().filter(|subject| {
        let told = means.0.contains(&Figure::Mean((*subject).clone()));
        told && pool::telling(report, subject, &pool::members(report, subject)) >= least
    });
    figures.extend(told.map(|subject| (figure(subject.clone()), vec![sums.squares(subject)])));
    figures
}

/// How many projects a sum holds.
fn projects(sum: &Sum) -> usize {
    let ranks: BTreeSet<usize> = sum.iter().map(|(rank, ..)| *rank).collect();
    ranks.len()
}

/// What the earlier year told: all that rested on enough projects, settled then as now.
fn earlier(report: &Report, sums: &Sums) -> Vec<(Figure, Vec<Sum>)> {
    let fewest = pool::fewest(report);
    let mut figures = Vec::new();
    if report.earlier.is_none() {
        return figures;
    }
    for subject in &sums.subjects {
        let mean = sums.before(subject);
        if projects(&mean) >= fewest {
            figures.push((Figure::Earlier, vec![mean]));
        }
    }
    for criterion in pool::criteria(report) {
        let changes = sums.changes_before(criterion);
        if projects(&changes[0]) >= pool::FEWEST_SPREAD {
            figures.push((Figure::Earlier, changes.to_vec()));
        }
    }
    figures
}

fn in_turn(figures: &[(Figure, Vec<Sum>)], fewest: usize, held: Held) -> Beside {
    let fewest = words::size(fewest);
    let (one, all) = match held {
        Held::All => (1, figures.iter().map(|(_, sums)| sums.clone()).collect()),
        // So heavy that all the others together are not one project more.
        Held::Fresh => (fewest, of_fresh(figures)),
    };
    let (sizes, rows) = classes::rows(&all, one);
    let told = told_in_turn(&sizes, &rows, fewest.saturating_mul(one));
    let told = figures.iter().zip(told).filter(|(_, told)| *told);
    Beside(told.map(|((figure, _), _)| figure.clone()).collect())
}

/// The sums that hold projects of which nothing was told. A sum that stood in the earlier report says nothing more; the first
/// scores of a change stand beside the last ones.
fn of_fresh(figures: &[(Figure, Vec<Sum>)]) -> Vec<Vec<Sum>> {
    let sorted = |sum: &Sum| {
        let mut sum = sum.clone();
        sum.sort_unstable();
        sum
    };
    let earlier = figures
        .iter()
        .filter(|(figure, _)| *figure == Figure::Earlier);
    let before: BTreeSet<Sum> = earlier
        .flat_map(|(_, sums)| sums.iter().map(sorted))
        .collect();
    let of = |(figure, sums): &(Figure, Vec<Sum>)| -> Vec<Sum> {
        let says_more = |sum: &&Sum| match figure {
            Figure::Earlier => false,
            Figure::Change(_) => !sums::is_known(sum),
            _ => !before.contains(&sorted(sum)),
        };
        sums.iter().filter(says_more).map(sums::gathered).collect()
    };
    figures.iter().map(of).collect()
}
