//! Changes of two editions, one beside the other: means of each wave, and who moved how among the people followed.
//!
//! Between two editions people come late to one wave, leave it, have answers corrected or are followed under another
//! code. The means of a change are means of its two waves; its margin, its p-value and its counts of people speak
//! of those who answered both, and everybody's pair of scores of both editions stands in one system.

use std::collections::BTreeSet;

use jalon::aggregate::figures::{Change, Figures, Party, Subject};
use jalon::model::{CriterionId, GroupId, PastEdition, QvctId, WaveAnswers, WaveId};

use super::dossiers::attacks;
use super::editions::{equations, numbered_anew, published, together, without_identifier};
use super::made::{Dice, Draw, Made, add, project, state};
use super::pairs_beside::{
    corrected_together, later, pairs_beside, tells_a_class, tells_pairs, tells_who_stands_apart,
};
use super::spreads_beside::{beside, leak};

/// A project of some waves and the same a month later; sometimes its last wave was not there yet.
fn editions(seed: u64) -> (Draw, Made, Made) {
    let mut dice = Dice(seed ^ 0xC4A6);
    let draw = Draw {
        items: 2 + dice.below(3),
        groups: 1 + dice.below(2),
        waves: 2 + dice.below(2),
        people: (9, 18),
        blank: dice.pick(&[0, 0, 4, 10]),
    };
    let mut first = project(&mut dice, draw);
    let second = later(&mut dice, &first);
    if dice.chance(25) {
        first.survey.waves[draw.waves - 1] = WaveAnswers::default();
    }
    (draw, first, second)
}

fn waves(figures: &Figures) -> BTreeSet<(usize, usize)> {
    let changes = figures.changes.keys();
    changes
        .map(|(from, to, _, _)| (from.at(), to.at()))
        .collect()
}

/// A project in which many answers to one question are corrected at once a month later.
fn corrected(seed: u64) -> (Made, Made) {
    let mut dice = Dice(seed ^ 0xC0FF);
    let draw = Draw {
        items: 2 + dice.below(2),
        groups: 1,
        waves: 2,
        people: (16, 24),
        blank: dice.pick(&[0, 0, 4]),
    };
    let made = project(&mut dice, draw);
    corrected_together(&mut dice, &made)
}

/// What was attacked: changes shown, and of how many groups the editions could be subtracted without protection, by way.
#[derive(Debug, Default)]
struct Attacked {
    shown: usize,
    alone: [usize; 3],
}

impl Attacked {
    /// Two editions cannot be subtracted, whatever the way; `read` is the second as it is read, under other identifiers or
    /// its own.
    fn attack(&mut self, seed: u64, first: &Made, (second, read): (&Made, &Made)) {
        let before = first.figures(&[]);
        let after = read.figures(&[published(first, &before)]);
        let free = second.figures(&[]);
        for group in 0..before.groups.len() {
            for pair in waves(&after) {
                let at = (pair, group);
                let told = [(first, &before), (second, &after)];
                self.shown += pairs_beside(&told, at, |change| change.by_person).len();
                assert!(!tells_pairs(&told, at), "seed {seed}: {at:?}");
                assert!(!tells_a_class(&told, at), "seed {seed}: {at:?}");
                for (one, other) in [(told[1], told[0]), (told[0], told[1])] {
                    let apart = tells_who_stands_apart(one, other, at);
                    assert_eq!(apart, None, "seed {seed}: {at:?}");
                }
                let told = [(first, &before), (second, &free)];
                self.alone[0] += usize::from(tells_pairs(&told, at));
                self.alone[1] += usize::from(tells_a_class(&told, at));
                self.alone[2] +=
                    usize::from(tells_who_stands_apart(told[1], told[0], at).is_some());
            }
        }
        for (from, to, group, subject) in &after.unfollowed {
            let change = after.change(*from, *to, Party::Group(*group), *subject);
            let quiet = |change: &Change| !change.by_person && change.people.is_none();
            assert!(change.is_ok_and(quiet), "seed {seed}: {subject:?}");
        }
    }
}

#[test]
fn changes_of_two_editions_cannot_be_subtracted() {
    let mut attacked = Attacked::default();
    for seed in 0..attacks() {
        let (_, first, second) = editions(seed);
        attacked.attack(seed, &first, (&second, &second));
    }
    // An attack that finds nothing where nothing is protected would prove nothing.
    let Attacked { shown, alone } = attacked;
    assert!(
        alone[0] > 10 && alone[1] > 10,
        "{alone:?} of editions could be subtracted"
    );
    assert!(
        shown > 200,
        "{shown} changes attacked, {alone:?} without protection"
    );
}

#[test]
fn changes_of_two_editions_under_other_identifiers_cannot_be_subtracted() {
    let mut attacked = Attacked::default();
    for seed in 0..attacks() {
        let (_, first, second) = editions(seed);
        for read in [numbered_anew(&second), without_identifier(&first, &second)] {
            attacked.attack(seed, &first, (&second, &read));
        }
    }
    assert!(attacked.shown > 400, "{attacked:?}");
}

#[test]
fn an_answer_of_many_corrected_at_once_tells_of_no_few_who_are_followed() {
    let mut attacked = Attacked::default();
    for seed in 0..attacks() {
        let (first, second) = corrected(seed);
        attacked.attack(seed, &first, (&second, &second));
    }
    assert!(
        attacked.alone[0] > 10 && attacked.shown > 200,
        "{attacked:?}"
    );
}

/// No two figures of one change of this pair of editions are a few people apart: only all its rows together, beside those of
/// the earlier edition, say that nobody may be followed here.
#[test]
fn a_change_is_closed_by_what_all_rows_of_two_editions_tell_together() {
    let (_, first, second) = editions(136);
    let before = first.figures(&[]);
    let after = second.figures(&[published(&first, &before)]);
    let closed = (WaveId(0), WaveId(1), 0, Subject::Qvct(QvctId(2)));
    assert_eq!(after.unfollowed, [closed]);
    assert_eq!(second.figures(&[]).unfollowed, []);
}

/// The means of a change and the spreads it shows are rows of its two waves, which are audited beside editions.
#[test]
fn means_and_spreads_of_changes_of_two_editions_cannot_be_subtracted() {
    let mut changes = 0;
    for seed in 0..attacks().div_ceil(4) {
        let (draw, first, second) = editions(seed);
        let before = first.figures(&[]);
        let after = second.figures(&[published(&first, &before)]);
        changes += after
            .changes
            .values()
            .filter(|change| change.is_ok())
            .count();
        for group in 0..before.groups.len() {
            for wave in 0..draw.waves {
                let at = (wave, group);
                let mut rows = equations(&first, &before, at);
                rows.extend(equations(&second, &after, at));
                assert!(!together(&second, &rows), "seed {seed}: {at:?}");
                let rows = beside(&[(&first, &before), (&second, &after)], at);
                assert_eq!(leak(&second, &rows), None, "seed {seed}: {at:?}");
            }
        }
    }
    assert!(changes > 30, "{changes} changes attacked");
}

/// Twelve people followed over two waves; `late` of them known at both come with `new` others at each wave.
fn twelve_and(late: u64, new: u64) -> (Made, Made) {
    let mut dice = Dice(21);
    let draw = Draw {
        items: 2,
        groups: 1,
        waves: 2,
        people: (3, 3),
        blank: 0,
    };
    let mut first = project(&mut dice, draw);
    for item in &mut first.questionnaire.items {
        (item.criterion, item.sensitive) = (CriterionId(0), false);
        (item.qvct, item.themes) = (Vec::new(), Vec::new());
    }
    for wave in &mut first.survey.waves {
        (wave.respondents, wave.answers) = (Vec::new(), Vec::new());
        for key in 0..12 {
            let states = [(0, state(&mut dice, 0)), (1, state(&mut dice, 0))];
            add(wave, GroupId(0), key, &states);
        }
    }
    let mut second = first.clone();
    for (rank, wave) in (0..).zip(&mut second.survey.waves) {
        for key in (100..100 + late).chain((200 + 100 * rank..).take(new as usize)) {
            let states = [(0, state(&mut dice, 0)), (1, state(&mut dice, 0))];
            add(wave, GroupId(0), key, &states);
        }
    }
    (first, second)
}

/// Two more people followed cannot be told beside the twelve already published, though each wave has seven more
/// answers; nobody more or six more can.
#[test]
fn two_more_people_followed_are_not_followed_and_six_are() {
    for (late, new, followed) in [(2, 5, false), (0, 7, true), (6, 5, true)] {
        let (first, second) = twelve_and(late, new);
        let before = first.figures(&[]);
        let subject = Subject::Criterion(CriterionId(0));
        let change = |figures: &Figures| {
            let mut all = figures.changes.iter();
            let own = all
                .find(|((_, _, party, about), _)| *party == Party::Group(0) && *about == subject);
            let change = own.and_then(|(_, change)| change.as_ref().ok());
            (**change.expect("a change")).clone()
        };
        assert!(change(&before).people.is_some());
        let past = published(&first, &before);
        // A record made before changes were kept says nothing of them: all may have been told.
        let older = PastEdition {
            changes: None,
            ..past.clone()
        };
        for past in [past, older] {
            let after = second.figures(&[past]);
            let told = change(&after);
            assert_eq!(told.by_person, followed, "{late} and {new}");
            assert_eq!(told.people.is_some(), followed, "{late} and {new}");
            assert_eq!(told.pairs, Some(12 + u32::try_from(late).expect("few")));
            assert_eq!(after.unfollowed.is_empty(), followed);
            let free = change(&second.figures(&[]));
            assert_eq!((told.from, told.to), (free.from, free.to));
            assert_eq!(told.interval == free.interval, followed);
        }
    }
}

/// A code of follow-up that is mended links two questionnaires already counted: no mean changes.
#[test]
fn one_mended_code_of_follow_up_is_not_told() {
    let (mut first, _) = twelve_and(0, 0);
    let second = first.clone();
    first.survey.waves[1].respondents[4].person = None;
    let before = first.figures(&[]);
    let after = second.figures(&[published(&first, &before)]);
    assert_eq!(before.levels, after.levels);
    let told = after
        .changes
        .values()
        .filter_map(|change| change.as_ref().ok());
    for change in told {
        assert!(
            !change.by_person && change.people.is_none(),
            "{:?}",
            **change
        );
    }
    assert!(!after.unfollowed.is_empty());
}
