//! How projects are called: by their names, or by codes wherever one could be recognised.

use sha2::{Digest as _, Sha256};

use super::super::Naming;
use super::report::Report;
use super::situations;

/// How each laureate is called, in the order of [`Report::laureates`].
///
/// A code follows the hash of the project and the whole hash of all inputs, answers included, of which the documents print
/// the first 32 bits only: who has the list of laureates and the report, and not the answers, cannot find it again, and it
/// changes with each edition of the data.
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
    // A state stands beside each code: who is alone in one, or nearly, would find its own.
    let apart = situations::apart(report);
    let hidden = (0..report.laureates.len())
        .filter(|rank| apart.contains(&Some(report.laureates[*rank].state)));
    let order = drawn(&report.secret, hidden, |rank| &report.laureates[rank].id);
    let width = report.laureates.len().to_string().len().max(2);
    let mut labels = vec![String::new(); report.laureates.len()];
    for (place, rank) in order.into_iter().enumerate() {
        labels[rank] = format!("P{:0width$}", place + 1);
    }
    labels
}

/// Ranks in an order that only the whole hash gives.
fn drawn<'r>(
    secret: &[u8],
    ranks: impl Iterator<Item = usize>,
    id: impl Fn(usize) -> &'r str,
) -> Vec<usize> {
    let mut order: Vec<usize> = ranks.collect();
    order.sort_by_cached_key(|&rank| {
        let hasher = Sha256::new_with_prefix(secret).chain_update(format!("/code/{}", id(rank)));
        <[u8; 32]>::from(hasher.finalize())
    });
    order
}

/// Ranks of the laureates in the order of their labels: never of a score.
pub(super) fn order(report: &Report, labels: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    if report.naming == Naming::Codes {
        order.sort_by(|&left, &right| labels[left].cmp(&labels[right]));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_digits_of_the_hash_do_not_give_the_codes() {
        let ids: Vec<String> = (0..12).map(|rank| format!("projet-{rank}")).collect();
        let order = |secret: &[u8]| drawn(secret, 0..ids.len(), |rank| &ids[rank]);
        let printed = [7_u8; 4];
        let with = |rest: u8| [&printed[..], &[rest; 28]].concat();
        assert_eq!(order(&with(1)), order(&with(1)));
        assert_ne!(order(&with(1)), order(&with(2)));
        assert_ne!(order(&with(1)), order(&printed));
    }
}
