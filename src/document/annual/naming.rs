//! How projects are called: by their names, or by codes wherever one could be recognised.

use sha2::{Digest as _, Sha256};

use super::super::Naming;
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

fn codes(report: &Report) -> Vec<String> {
    let drawn = |id: &str| Sha256::digest(format!("code/{}/{id}", report.fingerprint)).to_vec();
    let mut order: Vec<usize> = (0..report.laureates.len()).collect();
    order.sort_by_cached_key(|&rank| drawn(&report.laureates[rank].id));
    let width = report.laureates.len().to_string().len().max(2);
    let mut labels = vec![String::new(); order.len()];
    for (place, rank) in order.into_iter().enumerate() {
        labels[rank] = format!("P{:0width$}", place + 1);
    }
    labels
}

/// Ranks of the laureates in the order of their labels: never of a score.
pub(super) fn order(report: &Report, labels: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    if report.naming == Naming::Codes {
        order.sort_by(|&left, &right| labels[left].cmp(&labels[right]));
    }
    order
}
