//! Editions under other names: what was told of a measure, of a question or of a group stays told when it is called
//! otherwise, and when everybody bears another number.

use std::collections::BTreeMap;

use jalon::aggregate::figures::Figures;
use jalon::model::PastEdition;

use super::dossiers::attacks;
use super::editions::{equations, later, numbered_anew, published, together, without_identifier};
use super::made::{Dice, Draw, Made, project};

/// Ways of calling things otherwise, with what they do to a project.
type Renaming = (&'static str, fn(&mut Made));

const NAMES: [Renaming; 4] = [
    ("measures", |made| {
        for wave in &mut made.project.waves {
            wave.id.push_str(" bis");
        }
    }),
    ("questions", |made| {
        for item in &mut made.questionnaire.items {
            item.id.insert(0, 'R');
        }
    }),
    ("wordings", |made| {
        for item in &mut made.questionnaire.items {
            item.version += 1;
        }
    }),
    ("groups", |made| {
        for group in &mut made.questionnaire.groups {
            group.id.insert(0, 'h');
        }
    }),
];

fn two_editions(seed: u64, waves: usize) -> (Made, Made) {
    let mut dice = Dice(seed ^ 0x4E4A);
    let draw = Draw {
        waves,
        items: 3 + dice.below(4),
        blank: dice.pick(&[0, 5, 12]),
        ..Draw::random(&mut dice)
    };
    let first = project(&mut dice, draw);
    let second = later(&mut dice, &first);
    (first, second)
}

/// Whether an edition and the next, in which people answered as in `answers`, tell of fewer than k.
fn can_be_subtracted(answers: &Made, first: (&Made, &Figures), next: &Figures) -> bool {
    (0..first.1.groups.len()).any(|group| {
        let mut rows = equations(first.0, first.1, (0, group));
        rows.extend(equations(answers, next, (0, group)));
        together(answers, &rows)
    })
}

#[test]
fn another_name_lets_no_two_editions_be_subtracted() {
    // By what was renamed: the seeds of the sequences that can be subtracted.
    let mut leaks: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    let mut free = 0;
    for seed in 0..attacks() {
        let (first, second) = two_editions(seed, 1);
        let before = first.figures(&[]);
        // A group of which nobody came has no figures: the ranks of the others would be its own.
        if before.groups.len() < first.questionnaire.groups.len() {
            continue;
        }
        let past = published(&first, &before);
        free += u32::from(can_be_subtracted(
            &second,
            (&first, &before),
            &second.figures(&[]),
        ));
        for (what, rename) in NAMES {
            let mut other = second.clone();
            rename(&mut other);
            let figures = other.figures(std::slice::from_ref(&past));
            let found = can_be_subtracted(&second, (&first, &before), &figures);
            leaks.entry(what).or_default().extend(found.then_some(seed));
        }
        for (what, other) in [
            ("numbers", numbered_anew(&second)),
            ("rows", without_identifier(&first, &second)),
        ] {
            let figures = other.figures(std::slice::from_ref(&past));
            let found = can_be_subtracted(&second, (&first, &before), &figures);
            leaks.entry(what).or_default().extend(found.then_some(seed));
        }
    }
    let found: Vec<_> = leaks
        .iter()
        .filter(|(_, seeds)| !seeds.is_empty())
        .collect();
    assert!(leaks.len() == 6 && found.is_empty(), "{found:?}");
    assert!(
        free > 20,
        "only {free} could be subtracted without the record"
    );
}

/// What is called otherwise is read back to the same figures, changes between measures included.
#[test]
fn another_name_changes_no_figure() {
    let told = |made: &Made, past: &[PastEdition]| {
        let figures = made.figures(past);
        (figures.levels, figures.items, figures.changes)
    };
    for seed in 0..attacks() / 2 {
        let (first, second) = two_editions(seed ^ 0x0C, 2);
        let past = [published(&first, &first.figures(&[]))];
        let expected = told(&second, &past);
        for (what, rename) in NAMES {
            let mut other = second.clone();
            rename(&mut other);
            assert!(told(&other, &past) == expected, "seed {seed}: {what}");
        }
    }
}

/// Among several who came, any may be the one who left with other questions blank: whoever answered all that she did is taken
/// for her. Another one was, and fewer than five people stood between two figures of these.
#[test]
fn who_left_may_be_whoever_came_with_more_answers() {
    let mut free = 0;
    for seed in [702, 1964, 2208, 3075, 3135, 3589, 4331] {
        let (first, second) = two_editions(seed, 1);
        let before = first.figures(&[]);
        let past = published(&first, &before);
        let alone = second.figures(&[]);
        free += u32::from(can_be_subtracted(&second, (&first, &before), &alone));
        for other in [numbered_anew(&second), without_identifier(&first, &second)] {
            let after = other.figures(std::slice::from_ref(&past));
            let found = can_be_subtracted(&second, (&first, &before), &after);
            assert!(!found, "seed {seed}");
        }
    }
    assert_eq!(free, 7, "each can be subtracted without the record");
}
