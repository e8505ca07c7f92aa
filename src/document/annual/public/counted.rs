//! Counts of projects as an edition tells them: all of them to the staff, in public what says nothing of a single project.

use std::collections::BTreeSet;

use crate::aggregate::counts::{self, Says, Told};
use crate::document::{Naming, words};
use crate::model::project::MarkerState;
use crate::model::{Earlier, EarlierProject, EarlierSubject};

use super::super::digest::{Digest, State};
use super::super::pool;
use super::super::report::Report;

/// How many projects were measured, or print a score.
pub(in crate::document::annual) fn taking_part(report: &Report, count: usize) -> Told {
    told(report, count, count, Says::TakingPart, 0)
}

/// How many of `all` projects have something in their dossier that their answers gave.
pub(in crate::document::annual) fn findings(report: &Report, count: usize, all: usize) -> Told {
    told(report, count, all, Says::Findings, turned(report))
}

/// The same where the earlier year was looked at before.
pub(in crate::document::annual) fn findings_of_one_year(
    report: &Report,
    count: usize,
    all: usize,
) -> Told {
    told(report, count, all, Says::Findings, 0)
}

/// How many of `all` laureates declare something of themselves.
pub(in crate::document::annual) fn declared(report: &Report, count: usize, all: usize) -> Told {
    let moved = report
        .earlier
        .map_or(0, |earlier| came_or_left(report, earlier));
    told(report, count, all, Says::Findings, moved)
}

fn told(report: &Report, count: usize, all: usize, says: Says, turned: usize) -> Told {
    match report.naming {
        Naming::Names => Told::Exactly(count),
        Naming::Codes => counts::told(count, all, says, turned, pool::fewest(report)),
    }
}

/// Whether what depends on answers may stand beside what an earlier year told of it.
pub(in crate::document::annual) fn turn_is_hidden(report: &Report) -> bool {
    is_hidden(report, turned(report))
}

/// Whether a sum over the laureates that tell how many answered may stand beside that of the earlier year.
pub(in crate::document::annual) fn sum_is_hidden(report: &Report) -> bool {
    let now = |one: &Digest| one.answered.is_some();
    is_hidden(report, turned_among(report, now, now))
}

fn is_hidden(report: &Report, turned: usize) -> bool {
    report.naming == Naming::Names || turned == 0 || turned >= pool::fewest(report)
}

/// Projects that came, that left, or whose figures are not those of the earlier year, among those with scores in either;
/// 0 when nobody turned, with or without scores, and without an earlier year.
fn turned(report: &Report) -> usize {
    turned_among(report, |one| one.state == State::Published, |_| true)
}

/// Projects that turned, for sure: those that leave no doubt that they count. With none of these, one when any other did:
/// who came without a score hides nobody, and may count for something.
fn turned_among(
    report: &Report,
    surely: impl Fn(&Digest) -> bool,
    perhaps: impl Fn(&Digest) -> bool,
) -> usize {
    let Some(earlier) = report.earlier else {
        return 0;
    };
    let (mut least, mut most) = (0, 0);
    for laureate in &report.laureates {
        let before = earlier.projects.get(&laureate.id);
        let scored = before.is_some_and(|before| !before.scores.is_empty());
        let measured = before.is_some_and(|before| !before.measures.is_empty());
        let is_alike = before.is_some_and(|before| is_alike(report, earlier, before, laureate));
        // Published without a score of a criterion in either year, it may be the same: then it turned for nobody surely.
        if is_alike && scored == (laureate.state == State::Published) {
            continue;
        }
        least += usize::from(!is_alike && (scored || surely(laureate)));
        most += usize::from(measured || perhaps(laureate));
    }
    // A project whose files are faulty this year is counted nowhere now.
    let known: BTreeSet<&str> = report.laureates.iter().map(|one| one.id.as_str()).collect();
    let gone = earlier.projects.iter();
    for (_, before) in gone.filter(|(id, _)| !known.contains(id.as_str())) {
        least += usize::from(!before.scores.is_empty());
        most += usize::from(!before.unread);
    }
    if most == 0 { 0 } else { least.max(1) }
}

/// Whether a laureate has not been measured since, nor prints other scores.
fn is_alike(
    report: &Report,
    earlier: &Earlier,
    before: &EarlierProject,
    laureate: &Digest,
) -> bool {
    before.measures.last() == laureate.last_measure.as_ref()
        && same_scores(report, laureate, earlier)
}

fn same_scores(report: &Report, laureate: &Digest, earlier: &Earlier) -> bool {
    pool::criteria(report).all(|id| {
        let before = earlier.score(&laureate.id, &EarlierSubject::Criterion(id));
        let now = laureate.criteria.get(id.at());
        let now = now.and_then(|value| value.as_ref().ok());
        match (before, now) {
            (Some(before), Some(now)) => (before - now.printed).abs() < 1e-9,
            (before, now) => before.is_none() && now.is_none(),
        }
    })
}

/// Laureates that declare markers and were not counted in the earlier year, or were and are not any more.
fn came_or_left(report: &Report, earlier: &Earlier) -> usize {
    let counted = earlier.projects.iter().filter(|(_, one)| !one.unread);
    let before: BTreeSet<&str> = counted.map(|(id, _)| id.as_str()).collect();
    let now: BTreeSet<&str> = report.laureates.iter().map(|one| one.id.as_str()).collect();
    let declare = report.laureates.iter();
    let declare = declare.filter(|one| {
        one.markers
            .iter()
            .any(|state| *state != MarkerState::Unknown)
    });
    let came = declare
        .filter(|one| !before.contains(one.id.as_str()))
        .count();
    came + before.difference(&now).count()
}

/// « 8 sur 9 », « moins de 4 sur 9 », « au moins 6 sur 9 », « – ».
pub(in crate::document::annual) fn among(told: Told, all: usize) -> String {
    match told {
        Told::Exactly(count) => format!("{} sur {}", number(count), number(all)),
        // « Moins de 4 sur 3 » would say nothing.
        Told::Under(fewest) if fewest > all => "–".to_owned(),
        Told::Under(fewest) => format!("moins de {fewest} sur {}", number(all)),
        Told::AtLeast(count) => format!("au moins {} sur {}", number(count), number(all)),
        Told::Nothing => "–".to_owned(),
    }
}

/// « 8 », « moins de 4 », « au moins 6 », « – ».
pub(in crate::document::annual) fn number_of(told: Told) -> String {
    match told {
        Told::Nothing => "–".to_owned(),
        told => counted(told, "", "").trim_end().to_owned(),
    }
}

/// « 8 projets », « moins de 4 projets », « au moins 6 projets »; empty when nothing is told.
pub(in crate::document::annual) fn counted(told: Told, one: &str, many: &str) -> String {
    match told {
        Told::Exactly(count) => words::number_of(count, one, many),
        Told::Under(fewest) => format!("moins de {fewest} {many}"),
        Told::AtLeast(count) => {
            format!("au moins {}", words::number_of(count, one, many))
        }
        Told::Nothing => String::new(),
    }
}

fn number(count: usize) -> String {
    words::count(words::size(count))
}
