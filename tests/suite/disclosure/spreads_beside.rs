//! Standard deviations, quartiles, counts and exact intervals of two editions of one wave, one beside the other.
//!
//! What late answers, corrections and departures change between them is subtracted: everybody's squares and scores
//! of both editions stand in one system, a corrected answer being another unknown of the same person.

use std::collections::{BTreeMap, BTreeSet};

use jalon::aggregate::figures::Figures;
use jalon::model::State;

use super::dossiers::attacks;
use super::editions::{later, published};
use super::forms::{Sheet, sheets};
use super::made::{Dice, Draw, Made, project};
use super::spreads::{Form, Shown, at_a_wave, leak_over};

/// A question, and whether it is the answer first met or what a correction made of it.
const VERSIONS: usize = 2;

/// What each edition shows beside means of a group, over everybody of both.
pub fn beside(editions: &[(&Made, &Figures)], (wave, group): (usize, usize)) -> Vec<Shown> {
    let of_group = |made: &Made| -> Vec<Sheet> {
        let all = sheets(made, wave).into_iter();
        all.filter(|sheet| usize::from(sheet.group) == group)
            .collect()
    };
    let people: Vec<Vec<Sheet>> = editions.iter().map(|(made, _)| of_group(made)).collect();
    let keys: BTreeSet<u64> = people.iter().flatten().map(|sheet| sheet.key).collect();
    let mut first: BTreeMap<(u64, u16), State> = BTreeMap::new();
    for sheet in people.iter().flatten() {
        for (item, state) in &sheet.states {
            first.entry((sheet.key, *item)).or_insert(*state);
        }
    }
    let versioned = |sheet: &Sheet, form: &Form| -> Form {
        let own = form.as_ref()?.iter().map(|(item, weight)| {
            let corrected = first[&(sheet.key, *item)] != sheet.states[item];
            let rank = usize::from(*item) * VERSIONS + usize::from(corrected);
            (u16::try_from(rank).expect("few"), *weight)
        });
        Some(own.collect())
    };
    let mut shown = Vec::new();
    for ((made, figures), own) in editions.iter().zip(&people) {
        for row in at_a_wave(made, figures, wave, group) {
            let form = |key: &u64| {
                let rank = own.iter().position(|sheet| sheet.key == *key);
                let told = rank.and_then(|rank| versioned(&own[rank], &row.forms[rank].0));
                (told, None)
            };
            shown.push(Shown {
                forms: keys.iter().map(form).collect(),
                sensitive: row.sensitive,
            });
        }
    }
    shown
}

pub fn leak(made: &Made, shown: &[Shown]) -> Option<&'static str> {
    if shown.is_empty() {
        return None;
    }
    let items = &made.questionnaire.items;
    let is_sensitive = |unknown: usize| items[unknown / VERSIONS].sensitive;
    leak_over(made, (items.len() * VERSIONS, &is_sensitive), shown)
}

#[test]
fn spreads_of_two_editions_cannot_be_subtracted() {
    let (mut shown, mut alone) = (0, 0);
    for seed in 0..attacks() {
        let mut dice = Dice(seed ^ 0xBE51);
        let draw = Draw {
            items: 2 + dice.below(3),
            groups: 1 + dice.below(2),
            waves: 1,
            people: (9, 15),
            blank: dice.pick(&[0, 0, 4, 10]),
        };
        let first = project(&mut dice, draw);
        let before = first.figures(&[]);
        let second = later(&mut dice, &first);
        let after = second.figures(&[published(&first, &before)]);
        let free = second.figures(&[]);
        for group in 0..before.groups.len() {
            let rows = beside(&[(&first, &before), (&second, &after)], (0, group));
            shown += rows.len();
            assert_eq!(leak(&second, &rows), None, "seed {seed}, group {group}");
            let rows = beside(&[(&first, &before), (&second, &free)], (0, group));
            alone += usize::from(leak(&second, &rows).is_some());
        }
    }
    // An attack that finds nothing where nothing is protected would prove nothing.
    assert!(alone > 10, "{alone} pairs of editions could be subtracted");
    assert!(shown > 200, "{shown} spreads attacked");
}
