//! What follows from published counts alone: the shares of a group with their intervals, the spread of the answers to a question.

use crate::aggregate::estimate::{quantile, standard_deviation};
use crate::aggregate::figures::Spread;
use crate::aggregate::proportion::{consensus, wilson};
use crate::aggregate::scale::rescale;
use crate::model::{Item, Scale};

/// A share of a group, out of 1, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Share {
    pub rate: f64,
    pub interval: (f64, f64),
}

/// `some` people of `all`, among the people invited when they are known; `None` for nobody.
pub(super) fn share(some: u32, all: u32, invited: Option<u32>) -> Option<Share> {
    let interval = wilson(some, all, invited)?;
    Some(Share {
        rate: f64::from(some) / f64::from(all),
        interval: (interval.low, interval.high),
    })
}

/// Spread of the scores of a question, from the people at each level, least favourable first.
///
/// « High » and « low » are the favourable and the unfavourable answers of its scale. `None` under two people.
pub(super) fn spread(counts: &[u32], item: &Item, scale: &Scale) -> Option<Spread> {
    let mut scores = Vec::new();
    for (rank, &count) in counts.iter().enumerate() {
        let score = rescale(rank, counts.len())?;
        scores.extend(std::iter::repeat_n(score, count as usize));
    }
    let (favourable, unfavourable) = item.ends(scale);
    let people = |levels: &[u8]| {
        let at = |level: &u8| counts.get(item.oriented(usize::from(*level), counts.len())?);
        levels.iter().filter_map(at).sum()
    };
    Some(Spread {
        sd: standard_deviation(&scores)?,
        quartiles: (
            quantile(&scores, 0.25)?,
            quantile(&scores, 0.5)?,
            quantile(&scores, 0.75)?,
        ),
        high: people(favourable),
        low: people(unfavourable),
    })
}

/// How far the answers to a question agree, from 0 to 1; `None` without counts.
pub(super) fn agreement(counts: Option<&Vec<u32>>) -> Option<f64> {
    consensus(counts?)
}
