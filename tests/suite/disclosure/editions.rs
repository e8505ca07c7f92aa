//! Editions one after the other: what is printed of a wave twice cannot be subtracted.

use std::collections::{BTreeMap, BTreeSet};

use jalon::aggregate::edition::edition;
use jalon::aggregate::figures::{Absent, Figures};
use jalon::model::{GroupId, PastEdition, State, WaveAnswers};

use super::attacker::{Equation, Puzzle};
use super::forms::{Printed, printed, sheets};
use super::made::{Dice, Draw, Made, add, project, state};

/// What a person may have answered: who, which question, what; a correction makes another unknown.
type Unknown = (u64, u16, State);

/// The means printed of a group at a wave, over everybody's unknowns.
pub fn equations(
    made: &Made,
    figures: &Figures,
    (wave, group): (usize, usize),
) -> Vec<BTreeMap<Unknown, f64>> {
    let all = sheets(made, wave);
    let own: Vec<_> = all
        .iter()
        .filter(|s| usize::from(s.group) == group)
        .collect();
    let of_printed = |one: &Printed| {
        let mut terms = BTreeMap::new();
        for (sheet, form) in own.iter().zip(&one.forms) {
            for (item, weight) in form.iter().flatten() {
                terms.insert((sheet.key, *item, sheet.states[item]), *weight);
            }
        }
        terms
    };
    printed(made, figures, wave, group)
        .iter()
        .map(of_printed)
        .collect()
}

/// Whether several editions together tell of fewer than k people.
pub fn together(made: &Made, rows: &[BTreeMap<Unknown, f64>]) -> bool {
    let unknowns: BTreeSet<Unknown> = rows.iter().flat_map(|row| row.keys().copied()).collect();
    let people: BTreeSet<u64> = unknowns.iter().map(|unknown| unknown.0).collect();
    let kinds: BTreeSet<(u16, State)> = unknowns.iter().map(|u| (u.1, u.2)).collect();
    let equation = |row: &BTreeMap<Unknown, f64>| -> Equation {
        let of = |person: &u64| {
            let weight = |(item, state): &(u16, State)| row.get(&(*person, *item, *state));
            kinds
                .iter()
                .map(|kind| weight(kind).copied().unwrap_or(0.0))
                .collect()
        };
        people.iter().map(of).collect()
    };
    let equations: Vec<Equation> = rows.iter().map(equation).collect();
    let sensitive = |kind: &(u16, State)| made.questionnaire.items[usize::from(kind.0)].sensitive;
    let sensitive: Vec<bool> = kinds.iter().map(sensitive).collect();
    let puzzle = Puzzle::new(&equations, &sensitive);
    puzzle.tells_of_fewer_than(made.referential.thresholds.score as usize, false)
}

/// The project a month later: some come late, some leave, some answers are corrected.
pub fn later(dice: &mut Dice, made: &Made) -> Made {
    let mut next = made.clone();
    let wave = &mut next.survey.waves[0];
    let items: BTreeSet<u16> = wave.answers.iter().map(|answer| answer.item.0).collect();
    let (late, gone, corrected) = (dice.below(8), dice.below(3), dice.below(3));
    for person in 0..late {
        let states: Vec<_> = items.iter().map(|&item| (item, state(dice, 8))).collect();
        let group = u8::try_from(dice.below(made.questionnaire.groups.len())).expect("few");
        add(wave, GroupId(group), 5000 + person as u64, &states);
    }
    // A wave that put no question has nothing to correct.
    let answered = usize::from(!wave.answers.is_empty());
    for _ in 0..corrected * answered {
        let at = dice.below(wave.answers.len());
        wave.answers[at].state = state(dice, 8);
    }
    for _ in 0..gone * answered {
        let person = u32::try_from(dice.below(wave.respondents.len())).expect("few");
        wave.answers.retain(|answer| answer.respondent != person);
    }
    next
}

/// Someone's key among those of a file numbered anew.
fn anew(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The same answers where everybody bears another number.
pub fn numbered_anew(made: &Made) -> Made {
    let mut other = made.clone();
    for wave in &mut other.survey.waves {
        for one in &mut wave.respondents {
            one.key = anew(one.key);
        }
    }
    other
}

/// The same answers of a file without identifiers, in which a row is known by all that it says: whoever answers otherwise than
/// in `first` is nobody who is known.
pub fn without_identifier(first: &Made, made: &Made) -> Made {
    let mut other = made.clone();
    for (before, wave) in first.survey.waves.iter().zip(&mut other.survey.waves) {
        let row = |wave: &WaveAnswers, respondent: usize| -> Vec<(u16, State)> {
            let answers = wave.answers.iter();
            let own = answers.filter(|answer| answer.respondent as usize == respondent);
            own.map(|answer| (answer.item.0, answer.state)).collect()
        };
        for rank in 0..wave.respondents.len() {
            let key = wave.respondents[rank].key;
            let mut people = before.respondents.iter();
            let known = people.position(|one| one.key == key);
            let is_same = |known: usize| row(before, known) == row(wave, rank);
            if !known.is_some_and(is_same) {
                wave.respondents[rank].key = anew(key);
            }
        }
    }
    other
}

fn draw(dice: &mut Dice) -> Draw {
    Draw {
        waves: 1,
        items: 3 + dice.below(4),
        blank: dice.pick(&[0, 5, 12]),
        ..Draw::random(dice)
    }
}

pub fn published(made: &Made, figures: &Figures) -> PastEdition {
    edition(made.material(), figures, "du sel")
}

#[test]
fn editions_cannot_be_subtracted() {
    let (mut withheld, mut alone) = (0, 0);
    for seed in 0..super::dossiers::attacks() {
        let mut dice = Dice(seed ^ 0xED17);
        let draw = draw(&mut dice);
        let first = project(&mut dice, draw);
        let before = first.figures(&[]);
        let second = later(&mut dice, &first);
        let after = second.figures(&[published(&first, &before)]);
        let free = second.figures(&[]);
        assert!(after.past_leaks.is_empty(), "seed {seed}");
        for group in 0..before.groups.len() {
            let mut rows = equations(&first, &before, (0, group));
            let past = rows.len();
            rows.extend(equations(&second, &after, (0, group)));
            assert!(!together(&second, &rows), "seed {seed}, group {group}");
            let own = equations(&second, &free, (0, group));
            withheld += usize::from(rows.len() - past < own.len());
            rows.truncate(past);
            rows.extend(own);
            alone += usize::from(together(&second, &rows));
        }
        for correction in &after.corrected {
            let about = correction.about;
            assert_eq!(correction.wave.at(), 0, "seed {seed}: {about:?}");
        }
    }
    assert!(
        alone > 10,
        "only {alone} pairs of editions could be subtracted, {withheld} withheld"
    );
}

/// Nothing new, nothing withheld: the same edition printed again is the same.
#[test]
fn the_same_answers_are_printed_again() {
    for seed in 0..25 {
        let mut dice = Dice(seed ^ 0x5A);
        let draw = Draw::random(&mut dice);
        let made = project(&mut dice, draw);
        let first = made.figures(&[]);
        let again = made.figures(&[published(&made, &first)]);
        assert_eq!(first, again, "seed {seed}");
        assert!(again.corrected.is_empty());
    }
}

/// `statistics.md` § 2.3: two late answers cannot be told beside the twelve already published; six can.
#[test]
fn two_late_answers_are_withheld_and_six_are_printed() {
    let complete = Draw {
        items: 4,
        groups: 1,
        waves: 1,
        people: (12, 13),
        blank: 0,
    };
    let mut tried = 0;
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let first = project(&mut dice, complete);
        if first.questionnaire.items.iter().any(|item| item.sensitive) {
            continue;
        }
        tried += 1;
        let before = first.figures(&[]);
        for (late, told) in [(2, false), (6, true)] {
            let mut second = first.clone();
            let wave = &mut second.survey.waves[0];
            let items: BTreeSet<u16> = wave.answers.iter().map(|answer| answer.item.0).collect();
            for person in 0..late {
                let states: Vec<_> = items
                    .iter()
                    .map(|&item| (item, state(&mut dice, 0)))
                    .collect();
                add(wave, GroupId(0), 5000 + person, &states);
            }
            let after = second.figures(&[published(&first, &before)]);
            let printed = equations(&second, &after, (0, 0)).len();
            assert_eq!(
                printed > 0,
                told,
                "seed {seed}: {late} late answers, {printed} figures"
            );
            assert_eq!(after.corrected.is_empty(), told, "seed {seed}");
        }
    }
    assert!(tried > 50);
}

/// An edition that tells too much by itself, which no run of the product writes.
#[test]
fn an_edition_that_leaks_by_itself_stops_its_wave() {
    let complete = Draw {
        items: 4,
        groups: 1,
        waves: 1,
        people: (12, 13),
        blank: 0,
    };
    let mut dice = Dice(7);
    let made = project(&mut dice, complete);
    let figures = made.figures(&[]);
    let mut past = published(&made, &figures);
    // As if the record told of two people who answered apart.
    let mut fewer = past.clone();
    fewer.waves[0].people.truncate(10);
    past.waves[0].people.sort_by(|a, b| a.code.cmp(&b.code));
    let after = made.figures(&[past, fewer]);
    assert_eq!(after.past_leaks.len(), 1);
    assert!(
        after
            .levels
            .values()
            .all(|figure| *figure != Err(Absent::NotConcerned) && figure.is_err())
    );
}

/// A record survives its file.
#[test]
fn the_record_of_an_edition_reads_as_written() {
    let mut dice = Dice(11);
    let draw = Draw {
        waves: 2,
        ..Draw::random(&mut dice)
    };
    let made = project(&mut dice, draw);
    let past = published(&made, &made.figures(&[]));
    let text = serde_json::to_string(&past).expect("JSON");
    let back: PastEdition = serde_json::from_str(&text).expect("the same");
    assert_eq!(past, back);
}
