//! Who is who without keeping any identifier: hashes, and the index of sittings by hash.

use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::gathering::Sitting;

/// 128 bits of an identifier: the first half ignores case, blanks and leading zeros.
pub(super) fn hashed(identifier: &[u8]) -> [u64; 2] {
    let mut exact = SipHasher13::new_with_keys(0x6a61_6c6f_6e20_6964, 1);
    exact.write(identifier);
    let mut alike = SipHasher13::new_with_keys(0x6a61_6c6f_6e20_6964, 2);
    let mut short = [0; 64];
    let folded = match short.get_mut(..identifier.len()) {
        Some(room) if identifier.is_ascii() => {
            let mut used = 0;
            for byte in identifier.iter().filter(|byte| !byte.is_ascii_whitespace()) {
                room[used] = byte.to_ascii_lowercase();
                used += 1;
            }
            &room[..used]
        }
        _ => &folded(identifier),
    };
    alike.write(without_zeros(folded));
    [alike.finish(), exact.finish()]
}

/// The key of an identifier among those of a group: files that each are of one group may each start at 1.
pub(super) fn within(group: Option<&str>, [alike, exact]: [u64; 2]) -> [u64; 2] {
    let Some(group) = group else {
        return [alike, exact];
    };
    let [one, other] = hashed(group.as_bytes());
    [alike ^ one, exact ^ other]
}

/// The number of a person ([`crate::model::Respondent::key`]) in a file whose group is said of the whole, from its number alone.
pub fn number_within(group: &str, key: u64) -> u64 {
    let [_, exact] = within(Some(group), [0, key]);
    exact
}

/// Whether a spreadsheet wrote a long number with a power of ten: « 1,23E+15 ».
pub(super) fn is_rounded(cell: &[u8]) -> bool {
    let Some(at) = cell.iter().position(|byte| matches!(byte, b'E' | b'e')) else {
        return false;
    };
    let number = |part: &[u8]| part.iter().all(u8::is_ascii_digit) && !part.is_empty();
    let (mantissa, power) = (&cell[..at], &cell[at + 1..]);
    let mut parts = mantissa.splitn(2, |byte| matches!(byte, b',' | b'.'));
    parts.all(number) && power.strip_prefix(b"+").is_some_and(number)
}

/// « 01 » as « 1 ».
fn without_zeros(folded: &[u8]) -> &[u8] {
    let zeros = folded.iter().take_while(|byte| **byte == b'0').count();
    match folded.get(zeros) {
        Some(byte) if byte.is_ascii_digit() => &folded[zeros..],
        _ => folded,
    }
}

/// An identifier without case and blanks.
fn folded(identifier: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(identifier);
    let folded: String = text
        .chars()
        .filter(|sign| !sign.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    folded.into_bytes()
}

/// An index of sittings by person and bucket: eight bytes a slot, linear probing.
///
/// A slot holds a rank and 32 bits of the hash, so that a sitting is looked at only when it is the one.
#[derive(Default)]
pub(super) struct Table {
    slots: Vec<(u32, u32)>,
}

const EMPTY: (u32, u32) = (u32::MAX, 0);

impl Table {
    /// The rank of a sitting, or the rank it takes when it is new.
    pub fn find_or_insert(
        &mut self,
        sittings: &[Sitting],
        key: [u64; 2],
        bucket: u16,
    ) -> (u32, bool) {
        if (sittings.len() + 1) * 10 > self.slots.len() * 7 {
            self.grow(sittings);
        }
        let (mut at, tag) = home(key, bucket, self.slots.len());
        loop {
            match self.slots[at] {
                EMPTY => {
                    let rank = u32::try_from(sittings.len()).unwrap_or(EMPTY.0 - 1);
                    self.slots[at] = (rank, tag);
                    return (rank, true);
                }
                (rank, known) if known == tag => {
                    let sitting = &sittings[rank as usize];
                    if sitting.key == key && sitting.bucket == bucket {
                        return (rank, false);
                    }
                }
                _ => {}
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn grow(&mut self, sittings: &[Sitting]) {
        let size = (self.slots.len() * 2).max(64);
        self.slots = Vec::new();
        self.slots.resize(size, EMPTY);
        for (rank, sitting) in (0_u32..).zip(sittings) {
            let (mut at, tag) = home(sitting.key, sitting.bucket, size);
            while self.slots[at] != EMPTY {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = (rank, tag);
        }
    }
}

/// The first slot for a person and bucket among so many, a power of two, and what tells it from its neighbours.
fn home(key: [u64; 2], bucket: u16, slots: usize) -> (usize, u32) {
    let mixed = key[1] ^ u64::from(bucket).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let at = usize::try_from(mixed & (slots as u64 - 1)).unwrap_or(0);
    (at, u32::try_from(mixed >> 32).unwrap_or(0))
}
