//! One subject over the projects: who has a score, their mean, how far they lie apart.
//!
//! Every mean is the unweighted mean of the whole numbers that the dossiers print, and needs three projects. A
//! programme's figure minus the dossiers of all projects but one is therefore the number that the last dossier prints,
//! or less precise: nothing can be subtracted that is not on paper already.

use crate::aggregate::counts::Told;
use crate::aggregate::estimate::{Estimate, Interval, Regularisation};
use crate::aggregate::pooling::{
    Between, Study, Synthesis, mean_of_projects, pooled_variance, synthesis,
};
use crate::aggregate::years;
use crate::model::{CriterionId, EarlierSubject};

use super::super::parts::{Cell, ValueCell};
use super::super::{Naming, words};
use super::digest::{Digest, Value};
use super::public::{beside, counted, held};
use super::report::Report;
use super::years::steps;
use super::{Bar, PortfolioRow, subjects};

/// Fewest projects behind a figure of the programme.
const FEWEST: usize = 3;
/// The same in the public edition: two laureates who compare their dossiers have two unknown projects before them.
const FEWEST_IN_PUBLIC: usize = 4;

/// Fewest projects behind a spread (an interval, a standard deviation) in the public edition: at three, whoever holds
/// one dossier finds the two other scores from a mean and a spread.
pub(super) const FEWEST_SPREAD: usize = 5;
/// The same behind a second spread, such as where a further project would stand.
pub(super) const FEWEST_SECOND_SPREAD: usize = 8;

/// Fewest projects behind a figure of this edition.
pub(super) fn fewest(report: &Report) -> usize {
    match report.naming {
        Naming::Names => FEWEST,
        Naming::Codes => FEWEST_IN_PUBLIC,
    }
}

/// The same in words.
pub(super) fn fewest_in_words(report: &Report) -> &'static str {
    match report.naming {
        Naming::Names => "trois",
        Naming::Codes => "quatre",
    }
}

/// Fewest projects behind where a further one would stand, in words.
pub(super) fn fewest_of_prediction(report: &Report) -> &'static str {
    match report.naming {
        Naming::Names => "cinq",
        Naming::Codes => "huit",
    }
}

/// Whether the spread of this many projects may be told.
pub(super) fn spread_is_told(report: &Report, projects: usize) -> bool {
    report.naming == Naming::Names || projects >= FEWEST_SPREAD
}

/// A subject over the projects.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pool {
    /// Rank in [`Report::laureates`], and printed score.
    pub members: Vec<(usize, Value)>,
    /// Projects that could have one: those that aim at it, or were asked.
    pub wanted: usize,
    /// What the edition lets be told.
    pub telling: Telling,
}

/// How much of a subject may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Telling {
    /// Nothing: too few projects, or too few that differ from the year before.
    Nothing,
    /// The mean alone.
    Mean,
    /// The mean and how far projects lie apart.
    Spread,
    /// And where a further project would stand.
    Prediction,
    /// And what single projects have, the lowest and the highest score.
    Projects,
}

impl Pool {
    /// Printed scores.
    pub fn values(&self) -> Vec<f64> {
        self.members
            .iter()
            .map(|(_, value)| value.printed)
            .collect()
    }

    /// Mean of projects; `None` under three.
    pub fn mean(&self) -> Option<Estimate> {
        (self.telling >= Telling::Mean)
            .then(|| mean_of_projects(&self.values()))
            .flatten()
    }

    /// Its 95 % interval inside the scale.
    pub fn interval(&self) -> Option<Interval> {
        if self.telling < Telling::Spread {
            return None;
        }
        Some(self.mean()?.interval(0.95).clamped(0.0, 100.0))
    }

    /// Lowest and highest printed score, which are those of single projects; `None` under three projects.
    pub fn range(&self) -> Option<(f64, f64)> {
        if self.members.len() < FEWEST || self.telling < Telling::Projects {
            return None;
        }
        let values = self.values();
        let low = values.iter().copied().min_by(f64::total_cmp)?;
        let high = values.iter().copied().max_by(f64::total_cmp)?;
        Some((low, high))
    }

    /// Random-effects synthesis with one variance of a person for all; `None` under three projects.
    pub fn synthesis(&self, person_variance: f64) -> Option<Synthesis> {
        if self.telling < Telling::Prediction {
            return None;
        }
        synthesis(&self.studies(person_variance), Between::DerSimonianLaird)
    }

    /// Each project with the variance of its score.
    pub fn studies(&self, person_variance: f64) -> Vec<Study> {
        let study = |(_, value): &(usize, Value)| Study {
            value: value.printed,
            variance: person_variance / value.weight,
        };
        self.members.iter().map(study).collect()
    }

    /// A row of the charts of the programme.
    pub fn row(&self, report: &Report, label: String, person_variance: f64) -> PortfolioRow {
        let bar = self.mean().map(|mean| {
            let (low, high) = self
                .interval()
                .map_or((mean.value, mean.value), |found| (found.low, found.high));
            Bar {
                value: words::rounded(mean.value),
                low: words::rounded(low),
                high: words::rounded(high),
                prediction: self
                    .synthesis(person_variance)
                    .and_then(|synthesis| synthesis.prediction)
                    .map(|found| found.clamped(0.0, 100.0))
                    .map(|found| (words::rounded(found.low), words::rounded(found.high))),
            }
        });
        let range = self.range().map(|(low, high)| {
            if high - low < 0.5 {
                words::whole(low)
            } else {
                format!("{} à {}", words::whole(low), words::whole(high))
            }
        });
        PortfolioRow {
            label,
            mean: self.cell(),
            bar,
            range: range.unwrap_or_default(),
            count: self.count(report),
        }
    }

    /// « 8 sur 9 », « 1 à 3 sur 9 ».
    pub fn count(&self, report: &Report) -> String {
        match counted::taking_part(report, self.members.len()) {
            Told::Under(fewest) => format!("1 à {} sur {}", fewest - 1, self.wanted),
            told => counted::among(told, self.wanted),
        }
    }

    /// The mean as a cell: withheld with one or two projects, not measured with none, not aimed at by anyone.
    pub fn cell(&self) -> Cell {
        match self.mean() {
            Some(mean) => Cell::Value(ValueCell {
                text: words::whole(mean.value),
                class: Some(words::class(mean.value)),
                movement: None,
            }),
            None if self.wanted == 0 => Cell::NotAimed,
            None if self.members.is_empty() => Cell::NotMeasured,
            None => Cell::Withheld,
        }
    }
}

/// A criterion over the projects that aim at it.
pub(super) fn criterion(report: &Report, criterion: CriterionId) -> Pool {
    let members = aiming_at(report, criterion);
    let subject = EarlierSubject::Criterion(criterion);
    let telling = telling(report, &subject, &members);
    Pool {
        telling: telling.min(beside::most(report, &subject)),
        members,
        wanted: wanted(report, criterion),
    }
}

/// The projects that aim at a criterion and print a score of it.
pub(super) fn aiming_at(report: &Report, criterion: CriterionId) -> Vec<(usize, Value)> {
    members(report, &EarlierSubject::Criterion(criterion))
}

/// The projects that print a score of a subject; of a criterion, those that aim at it.
pub(super) fn members(report: &Report, subject: &EarlierSubject) -> Vec<(usize, Value)> {
    let is_aimed = |laureate: &Digest| match subject {
        EarlierSubject::Criterion(id) => laureate.aimed.get(id.at()) == Some(&true),
        EarlierSubject::Qvct(_) | EarlierSubject::Theme(_) => true,
    };
    let laureates = report.laureates.iter().enumerate();
    let aiming = laureates.filter(|(_, laureate)| is_aimed(laureate));
    let members = aiming.filter_map(|(rank, laureate)| Some((rank, *laureate.value(subject)?)));
    members.collect()
}

/// Projects that aim at a criterion.
pub(super) fn wanted(report: &Report, criterion: CriterionId) -> usize {
    let laureates = report.laureates.iter();
    laureates
        .filter(|laureate| laureate.aimed.get(criterion.at()) == Some(&true))
        .count()
}

/// What may be told of these projects on a subject: everything to the staff; in public nothing that one of them, or
/// a difference from the earlier year, would give away.
pub(super) fn telling(
    report: &Report,
    subject: &EarlierSubject,
    members: &[(usize, Value)],
) -> Telling {
    if report.naming == Naming::Names {
        return Telling::Projects;
    }
    let beside = report.earlier.is_none_or(|earlier| {
        let pairs = steps::pairs(report, earlier, subject, members);
        let bits = |score: Option<f64>| score.map(f64::to_bits);
        let unchanged = pairs.iter().all(|pair| bits(pair.0) == bits(pair.1));
        // Equal means would tell of a few projects measured again that they stand where they were.
        let again = members
            .iter()
            .filter(|(rank, _)| held::is_measured_again(Some(earlier), &report.laureates[*rank]));
        let told = !unchanged || again.count() == 0;
        told && years::telling(&pairs, fewest(report)).current
    });
    match members.len() {
        count if !beside || count < fewest(report) => Telling::Nothing,
        count if count < FEWEST_SPREAD => Telling::Mean,
        count if count < FEWEST_SECOND_SPREAD => Telling::Spread,
        _ => Telling::Prediction,
    }
}

/// All criteria in referential order.
pub(super) fn criteria(report: &Report) -> impl Iterator<Item = CriterionId> {
    CriterionId::each(&report.referential.criteria)
}

/// Whether the report says of any subject where a further project would stand.
pub(super) fn predicts(report: &Report) -> bool {
    let variance = person_variance(report);
    let criteria = criteria(report).map(|id| criterion(report, id));
    let subjects = subjects::annexed(report).into_iter().map(|(_, pool)| pool);
    criteria
        .chain(subjects)
        .filter_map(|pool| pool.synthesis(variance))
        .any(|found| found.prediction.is_some())
}

/// Variance of one person's score within a project, in squared points, from the published spreads of all projects.
///
/// 0 when nothing is known of it: no synthesis is made then.
pub(super) fn person_variance(report: &Report) -> f64 {
    let spreads = report.laureates.iter().map(|laureate| laureate.spread);
    pooled_variance(spreads, &Regularisation::of(&report.thresholds)).unwrap_or(0.0)
}
