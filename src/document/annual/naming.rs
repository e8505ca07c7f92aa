//! How projects are called: by their names, or by codes wherever one could be recognised.

use sha2::{Digest as _, Sha256};

use super::super::Naming;
use super::pool::FEWEST;
use super::report::Report;

/// How each laureate is called, in the order of [`Report::laureates`].
///
/// A code follows the hash of the project and of all inputs, answers included: who has the list of laureates and not
/// the answers cannot find it again, and it changes with each edition of the data.
pub(super) fn labels<'r>(report: &'r Report) -> &'r [String] {
    report.labels.get_or_init(|| match report.naming {
        Naming::Names => report
            .laureates
            .iter()
            .map(|laureate| laureate.short.clone())
            .collect(),
        Naming::Codes => codes(report),
    })
}

/// Codes for the laureates that a code does not give away; no label for the others.
fn codes(report: &Report) -> Vec<String> {
    let drawn = |id: &str| Sha256::digest(format!("code/{}/{id}", report.fingerprint)).to_vec();
    let mut order: Vec<usize> = (0..report.laureates.len())
        .filter(|rank| is_hidden_among_others(report, *rank))
        .collect();
    order.sort_by_cached_key(|&rank| drawn(&report.laureates[rank].id));
    let width = report.laureates.len().to_string().len().max(2);
    let mut labels = vec![String::new(); report.laureates.len()];
    for (place, rank) in order.into_iter().enumerate() {
        labels[rank] = format!("P{:0width$}", place + 1);
    }
    labels
}

/// Whether three laureates at least are in the same state: a state stands beside each code, and who is alone in one
/// would find its own.
fn is_hidden_among_others(report: &Report, rank: usize) -> bool {
    let state = report.laureates[rank].state;
    let laureates = report.laureates.iter();
    laureates.filter(|other| other.state == state).count() >= FEWEST
}

/// Ranks of the laureates in the order of their labels: never of a score.
pub(super) fn order(report: &Report, labels: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    if report.naming == Naming::Codes {
        order.sort_by(|&left, &right| labels[left].cmp(&labels[right]));
    }
    order
}
