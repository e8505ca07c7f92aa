//! Who left a question aside, in two editions: « ne sait pas », « non concerné » and blanks are counted, and counts of nearly the
//! same people tell how the others stand.

use std::collections::{BTreeMap, BTreeSet};

use jalon::aggregate::figures::Figures;
use jalon::model::project::Merge;
use jalon::model::{CriterionId, GroupId, ItemId, State, WaveId};

use super::dossiers::attacks;
use super::editions::{later, numbered_anew, published, without_identifier};
use super::forms::sheets;
use super::made::{Dice, Draw, Made, project};

/// How a question stands for each person of a group who was put it.
fn standing(made: &Made, group: usize, item: u16) -> BTreeMap<u64, &'static str> {
    let own = sheets(made, 0).into_iter().filter_map(|sheet| {
        let kind = match sheet.states.get(&item)? {
            State::Valid(_) => "answered",
            State::NotApplicable => "not concerned",
            _ => "blank",
        };
        (usize::from(sheet.group) == group).then_some((sheet.key, kind))
    });
    own.collect()
}

/// The questions of which both editions tell how many left them aside while fewer than k people stand between them.
fn found_out(first: (&Made, &Figures), (second, next): (&Made, &Figures)) -> Vec<(usize, u16)> {
    let thresholds = &second.referential.thresholds;
    let mut found = Vec::new();
    for group in 0..first.1.groups.len() {
        for (rank, item) in (0_u16..).zip(&second.questionnaire.items) {
            let is_told = |figures: &Figures| {
                let level = figures.items.get(&(WaveId(0), group, ItemId(rank)));
                level.is_some_and(|level| level.as_ref().is_ok_and(|level| level.asides.is_some()))
            };
            if !is_told(first.1) || !is_told(next) {
                continue;
            }
            let then = standing(first.0, group, rank);
            let now = standing(second, group, rank);
            let keys = then
                .keys()
                .chain(now.keys().filter(|key| !then.contains_key(key)));
            let apart = keys.filter(|key| then.get(key) != now.get(key)).count();
            let fewest = if item.sensitive {
                thresholds.sensitive_score
            } else {
                thresholds.score
            };
            if (1..fewest as usize).contains(&apart) {
                found.push((group, rank));
            }
        }
    }
    found
}

/// The criteria of which both editions tell to one person how many left questions aside, while fewer than k people stand between.
fn shares_found_out(
    first: (&Made, &Figures),
    (second, next): (&Made, &Figures),
) -> Vec<CriterionId> {
    let is_told = |figures: &Figures, id: &CriterionId| {
        let share = figures.non_response.get(id);
        share.is_some_and(|share| share.asked >= 20)
    };
    let both = first.1.non_response.keys();
    let both = both.filter(|id| is_told(first.1, id) && is_told(next, id));
    let few = both.filter(|id| {
        let items = (0_u16..).zip(&second.questionnaire.items);
        let items = items.filter(|(_, item)| item.criterion == **id);
        let mut apart = BTreeSet::new();
        for (rank, _) in items {
            for group in 0..second.questionnaire.groups.len() {
                let then = standing(first.0, group, rank);
                let now = standing(second, group, rank);
                let keys = then.keys().chain(now.keys());
                apart.extend(keys.filter(|key| then.get(key) != now.get(key)).copied());
            }
        }
        let fewest = second.referential.thresholds.score as usize;
        (1..fewest).contains(&apart.len())
    });
    few.copied().collect()
}

#[test]
fn nobody_who_comes_late_is_told_to_have_left_a_question_aside() {
    let (mut free, mut told, mut shares) = (0, 0, 0);
    for seed in 0..attacks() {
        let mut dice = Dice(seed ^ 0xA51D);
        let draw = Draw {
            items: 2 + dice.below(4),
            groups: 1 + dice.below(2),
            waves: 1,
            people: (10, 20),
            blank: dice.pick(&[5, 12, 25]),
        };
        let first = project(&mut dice, draw);
        let second = later(&mut dice, &first);
        let before = first.figures(&[]);
        if before.groups.len() < draw.groups {
            continue;
        }
        let past = published(&first, &before);
        free += found_out((&first, &before), (&second, &second.figures(&[]))).len();
        let alone = second.figures(&[]);
        shares += shares_found_out((&first, &before), (&second, &alone)).len();
        let anew = numbered_anew(&second);
        let unnamed = without_identifier(&first, &second);
        for read in [&second, &anew, &unnamed] {
            let after = read.figures(std::slice::from_ref(&past));
            let found = found_out((&first, &before), (&second, &after));
            assert!(found.is_empty(), "seed {seed}: {found:?}");
            let found = shares_found_out((&first, &before), (&second, &after));
            assert!(found.is_empty(), "seed {seed}: {found:?}");
            let items = after.items.values().filter_map(|level| level.as_ref().ok());
            told += items.filter(|level| level.asides.is_some()).count();
        }
    }
    assert!(
        free > 50 && shares > 20 && told > 20,
        "{free} and {shares} found out without the record, {told} told"
    );
}

/// Twelve people whose answers were counted, then three others who left a question aside: read together they are told apart.
#[test]
fn a_group_joined_to_another_is_not_told_to_have_left_a_question_aside() {
    let draw = Draw {
        items: 4,
        groups: 2,
        waves: 1,
        people: (12, 12),
        blank: 0,
    };
    let mut met = 0;
    for seed in 0..40 {
        let mut dice = Dice(seed);
        let mut first = project(&mut dice, draw);
        let wave = &mut first.survey.waves[0];
        let others: Vec<u32> = (0..)
            .zip(&wave.respondents)
            .filter(|(_, one)| one.group == GroupId(1))
            .map(|(rank, _)| rank)
            .collect();
        // These come after the first group.
        wave.answers.retain(|answer| answer.respondent < others[3]);
        wave.respondents.truncate(others[3] as usize);
        let all: Vec<u16> = wave.answers.iter().map(|answer| answer.item.0).collect();
        let (item, last) = (all[0], *all.iter().max().expect("answers"));
        for answer in &mut wave.answers {
            if others.contains(&answer.respondent) && answer.item.0 != last {
                answer.state = State::DontKnow;
            }
        }
        let mut second = first.clone();
        second.project.merges = vec![Merge {
            label: "tous".to_owned(),
            groups: vec![GroupId(0), GroupId(1)],
        }];
        let before = first.figures(&[]);
        let told = |figures: &Figures| {
            let level = figures.items.get(&(WaveId(0), 0, ItemId(item)));
            level.is_some_and(|level| level.as_ref().is_ok_and(|level| level.asides.is_some()))
        };
        let free = second.figures(&[]);
        if told(&before) && told(&free) {
            met += 1;
            let after = second.figures(&[published(&first, &before)]);
            assert!(!told(&after), "seed {seed}");
        }
    }
    assert!(met > 5, "only {met} could be subtracted");
}
