//! Invented answers for measuring: seeded, so that two machines measure the same bytes.
//!
//! Believable, not real: people lean one way, a project moves a little from wave to wave, some
//! questions stay blank. No clock, no other source of chance than the seed.

#![allow(dead_code, reason = "each benchmark uses its own part")]

pub mod long;
pub mod programme;
pub mod words;

use jalon::model::{Questionnaire, Referential};

/// SplitMix64 (Steele, Lea & Flood 2014): a number from a counter, the same everywhere.
pub struct Seeded(u64);

impl Seeded {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Seeded(seed)
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A whole number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("a bound of 64 bits");
        usize::try_from(self.next() % bound).expect("below the bound")
    }

    /// A whole number from `low` to `high`, both included.
    pub fn within(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// One of several.
    pub fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// What someone answers on a scale of five levels, `lean` being how favourable they are, in
    /// thousandths: a level, « ne sait pas », « non concerné » or nothing.
    pub fn answer(&mut self, lean: usize) -> &'static str {
        match self.below(100) {
            0..2 => "",
            2..5 => "NSP",
            5 => "NC",
            _ => {
                let noise = self.below(400) + self.below(400);
                let level = (lean + noise).saturating_sub(400) * 5 / 1000;
                ["1", "2", "3", "4", "5"][level.min(4)]
            }
        }
    }
}

/// Who is asked what in the default questionnaire.
pub struct Asked {
    /// Key of each group and the items put to it.
    pub groups: Vec<(String, Vec<String>)>,
}

impl Asked {
    /// By the questionnaire that the program embeds.
    pub fn by_default() -> Self {
        let questionnaire = Questionnaire::embedded(&Referential::embedded());
        let groups = questionnaire.groups.iter().map(|group| {
            let rank = questionnaire.group(&group.id);
            let put = |item: &&jalon::model::questionnaire::Item| {
                item.groups.iter().any(|one| Some(*one) == rank)
            };
            let items = questionnaire
                .items
                .iter()
                .filter(put)
                .map(|item| item.id.clone());
            (group.id.clone(), items.collect())
        });
        Asked {
            groups: groups.collect(),
        }
    }
}
