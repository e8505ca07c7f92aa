//! Answers in order of respondent, item and state: in place, in time linear in their number.

use crate::model::{Answer, State};

/// Respondents a coarse bucket holds, as a power of two: their answers fit in the processor's cache.
const FINE: u32 = 10;

/// Sorts answers whose respondents are ranks below `respondents`.
///
/// One bucket a respondent, elements exchanged into place (American flag sort, McIlroy, Bostic and
/// McIlroy 1993), first coarsely and then within what the cache holds. Needs no second list.
pub(super) fn sort(answers: &mut [Answer], respondents: usize) {
    let coarse = (respondents >> FINE) + 1;
    let ends = by(answers, coarse, |answer| {
        (answer.respondent >> FINE) as usize
    });
    let mut start = 0;
    for (rank, end) in ends.into_iter().enumerate() {
        let first = rank << FINE;
        let part = &mut answers[start..end];
        by(part, 1 << FINE, |answer| answer.respondent as usize - first);
        start = end;
    }
    for one in answers.chunk_by_mut(|one, other| one.respondent == other.respondent) {
        if !one.is_sorted_by_key(packed) {
            one.sort_unstable_by_key(packed);
        }
    }
}

/// Exchanges elements until those of bucket 0 come first, then those of bucket 1…; gives where each ends.
fn by(answers: &mut [Answer], buckets: usize, bucket: impl Fn(&Answer) -> usize) -> Vec<usize> {
    let mut next = vec![0; buckets + 1];
    for answer in answers.iter() {
        next[bucket(answer) + 1] += 1;
    }
    for rank in 0..buckets {
        next[rank + 1] += next[rank];
    }
    let ends = next[1..].to_vec();
    for rank in 0..buckets {
        while next[rank] < ends[rank] {
            let at = next[rank];
            let home = bucket(&answers[at]);
            if home != rank {
                answers.swap(at, next[home]);
            }
            next[home] += 1;
        }
    }
    ends
}

fn packed(answer: &Answer) -> u32 {
    let state = match answer.state {
        State::Valid(rank) => u32::from(rank),
        State::DontKnow => 0x100,
        State::NotApplicable => 0x101,
        State::Missing => 0x102,
        State::Invalid => 0x103,
    };
    u32::from(answer.item.0) << 16 | state
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ItemId;

    #[test]
    fn answers_end_up_by_respondent_item_and_state() {
        let mut answers: Vec<Answer> = (0..50_000_u32)
            .map(|rank| Answer {
                respondent: rank.wrapping_mul(2_654_435_761) % 5_000,
                item: ItemId(u16::try_from(rank % 7).unwrap_or(0)),
                state: State::Valid(u8::try_from(rank % 5).unwrap_or(0)),
            })
            .collect();
        let mut expected = answers.clone();
        expected.sort_by_key(|answer| (answer.respondent, packed(answer)));
        sort(&mut answers, 5_000);
        assert_eq!(answers, expected);
    }
}
