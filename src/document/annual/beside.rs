//! What the public may be told of a level of QVCT or of a theme of questions beside the criteria made of the same questions.
//!
//! The theme « Contact avec les publics » is the score of « Proximité » under another name. Where one project does not aim
//! at the criterion, yet was asked the question, the two means side by side would give its score.

use std::collections::BTreeMap;

use crate::model::EarlierSubject;

use super::super::Naming;
use super::digest::{Digest, Value};
use super::pool;
use super::report::Report;
use super::subjects;

/// Printed scores by rank of laureate; projects that are gone stand after the last.
type Scores = BTreeMap<usize, u64>;

/// Whether the mean of these projects may stand beside those of the criteria and of the subjects before it, and beside those
/// of the earlier year.
///
/// Compared two by two, on the numbers that dossiers print: two scores alike are held for the same score.
pub(super) fn is_told(
    report: &Report,
    subject: &EarlierSubject,
    members: &[(usize, Value)],
) -> bool {
    if report.naming == Naming::Names {
        return true;
    }
    let scores = now(members);
    let fewest = pool::fewest(report);
    let mut criteria = pool::criteria(report).map(|id| now(&pool::aiming_at(report, id)));
    // Of two subjects the later one gives way.
    let all = subjects::all(report);
    let earlier = all.iter().take_while(|other| *other != subject);
    let mut earlier = earlier.map(|other| now(&printed(report, other)));
    let then = pool::criteria(report).map(EarlierSubject::Criterion);
    let then = then.chain(all.iter().filter(|other| *other != subject).cloned());
    let mut then = then.map(|other| before(report, &other));
    let gives_away = |others: Scores| gives_away(&scores, &others, fewest);
    !(criteria.any(gives_away) || earlier.any(gives_away) || then.any(gives_away))
}

/// Whether the mean of a criterion may stand beside those that the earlier year printed of levels and themes.
pub(super) fn criterion_is_told(report: &Report, members: &[(usize, Value)]) -> bool {
    if report.naming == Naming::Names {
        return true;
    }
    let scores = now(members);
    let fewest = pool::fewest(report);
    let all = subjects::all(report);
    !all.iter()
        .any(|other| gives_away(&scores, &before(report, other), fewest))
}

/// Whether the scores of a category may be summed up beside the means of criteria and subjects; no earlier year stands there.
///
/// A category of which a project asks about a single criterion has that criterion's score.
pub(super) fn category_is_told(report: &Report, scores: &[(usize, f64)]) -> bool {
    if report.naming == Naming::Names {
        return true;
    }
    let scores: Scores = scores
        .iter()
        .map(|(rank, score)| (*rank, score.to_bits()))
        .collect();
    let fewest = pool::fewest(report);
    let criteria = pool::criteria(report).map(|id| now(&pool::aiming_at(report, id)));
    let subjects = subjects::all(report);
    let subjects = subjects.iter().map(|one| now(&printed(report, one)));
    !criteria
        .chain(subjects)
        .any(|others| gives_away(&scores, &others, fewest))
}

/// Projects that print a score of a level of QVCT or of a theme.
pub(super) fn printed(report: &Report, subject: &EarlierSubject) -> Vec<(usize, Value)> {
    let of = |laureate: &Digest| match subject {
        EarlierSubject::Qvct(id) => laureate.qvct.get(id.at())?.as_ref().ok().copied(),
        EarlierSubject::Theme(key) => laureate.subjects.get(key).copied(),
        EarlierSubject::Criterion(_) => None,
    };
    let laureates = report.laureates.iter().enumerate();
    let members = laureates.filter_map(|(rank, laureate)| Some((rank, of(laureate)?)));
    members.collect()
}

fn now(members: &[(usize, Value)]) -> Scores {
    let scores = members.iter();
    scores
        .map(|(rank, value)| (*rank, value.printed.to_bits()))
        .collect()
}

/// What the earlier year printed of a subject; nothing without one.
fn before(report: &Report, subject: &EarlierSubject) -> Scores {
    let mut scores = Scores::new();
    let Some(earlier) = report.earlier else {
        return scores;
    };
    for (place, (id, project)) in earlier.projects.iter().enumerate() {
        let rank = report.laureates.iter().position(|one| one.id == *id);
        if let Some(score) = project.scores.get(subject) {
            let gone = report.laureates.len() + place;
            scores.insert(rank.unwrap_or(gone), score.to_bits());
        }
    }
    scores
}

/// Whether the difference of two means speaks of some projects, but of too few.
fn gives_away(scores: &Scores, others: &Scores, fewest: usize) -> bool {
    others.len() >= fewest && (1..fewest).contains(&apart(scores, others))
}

/// Projects that the difference of two means would speak of: those in one alone, or with another score in each.
fn apart(left: &Scores, right: &Scores) -> usize {
    let moved = left
        .iter()
        .filter(|(rank, score)| right.get(rank) != Some(score));
    let alone = right.keys().filter(|rank| !left.contains_key(rank));
    moved.count() + alone.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(told: &[(usize, f64)]) -> Scores {
        let told = told.iter();
        told.map(|&(rank, score)| (rank, score.to_bits())).collect()
    }

    #[test]
    fn the_difference_of_two_means_speaks_of_whom_they_do_not_share() {
        let one = scores(&[(0, 50.0), (1, 60.0), (2, 70.0)]);
        assert_eq!(apart(&one, &one), 0);
        assert_eq!(apart(&one, &scores(&[(0, 50.0), (2, 70.0)])), 1);
        assert_eq!(apart(&one, &scores(&[(0, 50.0), (1, 61.0), (3, 70.0)])), 3);
        assert_eq!(apart(&one, &Scores::new()), 3);
    }
}
