//! Answers in order of respondent, item and state: in place, in time linear in their number.

use crate::model::{Answer, State};

/// Respondents a coarse bucket holds, as a power of two: their answers fit in the processor's cache, and a large
/// wave has so few buckets that the place of each stays at hand (at 4 096, half the time of 1 024).
const FINE: u32 = 12;

/// Most answers that are put in order in a second list; more stay where they are.
const ROOM: usize = 1 << 18;
/// Items that have a seat of their own.
const SEATS: usize = 64;

/// Sorts answers whose respondents are ranks below `respondents`.
///
/// First coarsely, elements exchanged into place (American flag sort, McIlroy, Bostic and McIlroy
/// 1993), then respondent by respondent within what the cache holds. Needs no second list of all.
pub(super) fn sort(answers: &mut [Answer], respondents: usize) {
    let coarse = (respondents >> FINE) + 1;
    let ends = by(answers, coarse, |answer| {
        (answer.respondent >> FINE) as usize
    });
    let (mut start, mut room) = (0, Vec::new());
    for (rank, end) in ends.into_iter().enumerate() {
        let first = rank << FINE;
        let part = &mut answers[start..end];
        let respondent = |answer: &Answer| answer.respondent as usize - first;
        if part.len() <= ROOM {
            seat(part, &mut room, respondent);
        } else {
            by(part, 1 << FINE, respondent);
            for one in part.chunk_by_mut(|one, other| one.respondent == other.respondent) {
                one.sort_unstable_by_key(packed);
            }
        }
        start = end;
    }
}

/// Sorts the answers of a few respondents; `room` is used again.
fn seat(answers: &mut [Answer], room: &mut Vec<Answer>, respondent: impl Fn(&Answer) -> usize) {
    let mut next = [0; (1 << FINE) + 1];
    for answer in answers.iter() {
        next[respondent(answer) + 1] += 1;
    }
    for rank in 0..1 << FINE {
        next[rank + 1] += next[rank];
    }
    room.clear();
    room.extend_from_slice(answers);
    for answer in answers.iter() {
        let rank = respondent(answer);
        room[next[rank]] = *answer;
        next[rank] += 1;
    }
    let mut start = 0;
    for end in next {
        if start < end {
            in_order(&room[start..end], &mut answers[start..end]);
            start = end;
        }
    }
}

/// Copies the answers of one respondent in order of item: each takes the seat of its item.
fn in_order(from: &[Answer], to: &mut [Answer]) {
    let mut seats = [from[0]; SEATS];
    let mut taken = 0_u64;
    for answer in from {
        let item = answer.item.at();
        if item >= SEATS || taken >> item & 1 == 1 {
            to.copy_from_slice(from);
            return to.sort_unstable_by_key(packed);
        }
        taken |= 1 << item;
        seats[item] = *answer;
    }
    for answer in to {
        *answer = seats[taken.trailing_zeros() as usize % SEATS];
        taken &= taken - 1;
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

    /// Answers of so many people to so many items, in an order that is not theirs; some repeat.
    fn shuffled(count: u32, people: u32, items: u32) -> Vec<Answer> {
        let mixed = |rank: u32| rank.wrapping_mul(2_654_435_761);
        let answers = (0..count).map(|rank| Answer {
            respondent: mixed(rank) % people,
            item: ItemId(u16::try_from(mixed(rank + count) % items).unwrap_or(0)),
            state: State::Valid(u8::try_from(rank % 5).unwrap_or(0)),
        });
        answers.collect()
    }

    #[test]
    fn answers_end_up_by_respondent_item_and_state() {
        // Items with and without a seat; few people with more answers than a second list takes.
        for (count, people, items) in [(50_000, 5_000, 7), (9_000, 3_000, 90), (600_000, 3, 40)] {
            let mut answers = shuffled(count, people, items);
            let mut expected = answers.clone();
            expected.sort_by_key(|answer| (answer.respondent, packed(answer)));
            sort(&mut answers, people as usize);
            assert_eq!(answers, expected);
        }
    }
}
