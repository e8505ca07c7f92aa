//! What the public may be told of a level of QVCT or of a theme of questions beside the criteria made of the same questions.
//!
//! The theme « Contact avec les publics » is the score of « Proximité » under another name. Where one project does not aim
//! at the criterion, yet was asked the question, the two means side by side would give its score.

use std::collections::BTreeMap;

use crate::model::EarlierSubject;

use super::super::Naming;
use super::digest::Value;
use super::pool::{self, Telling};
use super::report::Report;
use super::subjects;

/// Whether the mean of these projects may stand beside those of the criteria, and of the subjects before it.
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
    let fewest = pool::fewest(report);
    let gives_away = |others: &[(usize, Value)]| {
        (1..fewest).contains(&apart(members, others)) && others.len() >= fewest
    };
    let criteria = pool::criteria(report).any(|id| {
        gives_away(&pool::aiming_at(report, id))
            && pool::criterion(report, id).telling >= Telling::Mean
    });
    // Of two subjects the later one gives way.
    let before = subjects::all(report);
    let mut before = before.iter().take_while(|other| *other != subject);
    !criteria && !before.any(|other| gives_away(&subjects::members(report, other)))
}

/// Projects that the difference of two means would speak of: those in one alone, or with another score in each.
fn apart(left: &[(usize, Value)], right: &[(usize, Value)]) -> usize {
    let mut scores: BTreeMap<usize, [Option<u64>; 2]> = BTreeMap::new();
    for (side, members) in [left, right].into_iter().enumerate() {
        for (rank, value) in members {
            scores.entry(*rank).or_default()[side] = Some(value.printed.to_bits());
        }
    }
    scores
        .values()
        .filter(|[left, right]| left != right)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(scores: &[(usize, f64)]) -> Vec<(usize, Value)> {
        let member = |&(rank, printed): &(usize, f64)| {
            let value = Value {
                printed,
                bounded: false,
                interval: None,
                weight: 8.0,
            };
            (rank, value)
        };
        scores.iter().map(member).collect()
    }

    #[test]
    fn the_difference_of_two_means_speaks_of_whom_they_do_not_share() {
        let one = members(&[(0, 50.0), (1, 60.0), (2, 70.0)]);
        assert_eq!(apart(&one, &one), 0);
        assert_eq!(apart(&one, &members(&[(0, 50.0), (2, 70.0)])), 1);
        assert_eq!(apart(&one, &members(&[(0, 50.0), (1, 61.0), (3, 70.0)])), 3);
        assert_eq!(apart(&one, &[]), 3);
    }
}
