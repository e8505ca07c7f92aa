//! The attack on whole dossiers: from what is printed of random small projects, nothing about fewer than k people.

use std::collections::BTreeSet;

use jalon::aggregate::figures::{Absent, Figures, Party, Score, Subject};

use super::attacker::Puzzle;
use super::forms::{Printed, form, printed, sheets};
use super::made::{Dice, Draw, Made, project};

/// Projects attacked; thousands when asked for.
pub fn attacks() -> u64 {
    let asked = std::env::var("JALON_ATTACKS").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(60)
}

/// Whether what is printed of a group at a wave tells of fewer people than it may.
pub fn leaks(made: &Made, all: &[Printed]) -> Option<&'static str> {
    let unknowns = made.questionnaire.items.len();
    let equations: Vec<_> = all.iter().map(|one| one.equation(unknowns)).collect();
    let sensitive: Vec<bool> = made
        .questionnaire
        .items
        .iter()
        .map(|i| i.sensitive)
        .collect();
    let puzzle = Puzzle::new(&equations, &sensitive);
    let thresholds = &made.referential.thresholds;
    if puzzle.tells_of_fewer_than(thresholds.score as usize, false) {
        return Some("ordinary");
    }
    let sensitive = thresholds.sensitive_score as usize;
    puzzle
        .tells_of_fewer_than(sensitive, true)
        .then_some("sensitive")
}

fn attack(made: &Made, figures: &Figures, seed: u64) -> usize {
    let mut rows = 0;
    for wave in 0..made.survey.waves.len() {
        for group in 0..figures.groups.len() {
            let all = printed(made, figures, wave, group);
            rows += all.len();
            let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(
                leaks(made, &all),
                None,
                "seed {seed}, wave {wave}, group {group}: {names:?}"
            );
        }
    }
    means_follow(made, figures, seed);
    rows + super::spreads::attack(made, figures, seed)
}

/// Ensembles and categories told through their criteria follow from what else is printed.
fn means_follow(made: &Made, figures: &Figures, seed: u64) {
    for ((wave, party, subject), figure) in &figures.levels {
        let Ok(level) = figure else { continue };
        let parts: Vec<f64> = match (party, subject) {
            (Party::Ensemble, _) => {
                let own = level.groups.iter();
                own.map(|&group| figures.level(*wave, Party::Group(group), *subject))
                    .map(|part| part.expect("a published group").score.number())
                    .collect()
            }
            (_, Subject::Category(id)) if level.through_criteria => {
                let ids = made.referential.criteria_of(*id).map(Subject::Criterion);
                let own = ids.filter_map(|id| figures.level(*wave, *party, id).ok());
                own.map(|part| part.score.number()).collect()
            }
            _ => continue,
        };
        let mean = parts.iter().sum::<f64>() / parts.len() as f64;
        assert!(
            (mean - level.score.number()).abs() < 1e-9,
            "seed {seed}: {subject:?}"
        );
    }
}

#[test]
fn nothing_printed_tells_about_fewer_than_k_people() {
    let (mut rows, mut withheld) = (0, 0);
    for seed in 0..attacks() {
        let mut dice = Dice(seed);
        let draw = Draw::random(&mut dice);
        let made = project(&mut dice, draw);
        let figures = made.figures(&[]);
        rows += attack(&made, &figures, seed);
        let figures = figures.levels.values().map(|figure| figure.as_ref().err());
        withheld += figures
            .filter(|absent| *absent == Some(&Absent::Withheld))
            .count();
    }
    // An attack on nothing would prove nothing.
    assert!(
        rows > 1000,
        "{rows} rows attacked, {withheld} figures withheld"
    );
}

/// The same attack finds what would leak if only thresholds held.
#[test]
fn the_attacker_finds_what_thresholds_alone_let_through() {
    let mut found = 0;
    for seed in 0..30 {
        let mut dice = Dice(seed);
        let draw = Draw {
            blank: 15,
            people: (6, 15),
            ..Draw::random(&mut dice)
        };
        let made = project(&mut dice, draw);
        let mut figures = made.figures(&[]);
        let own: Vec<_> = figures.items.keys().copied().collect();
        figures.items.clear();
        let everyone = sheets(&made, 0);
        let group: Vec<_> = everyone.iter().filter(|sheet| sheet.group == 0).collect();
        let mut all = printed(&made, &figures, 0, 0);
        for (_, _, item) in own.iter().filter(|key| key.0.at() == 0 && key.1 == 0) {
            let alone = |sheet: &&&super::forms::Sheet| form(&made, sheet, &[vec![item.0]]);
            let forms: Vec<_> = group.iter().map(|sheet| alone(&sheet)).collect();
            if forms.iter().flatten().count() >= 5 {
                all.push(Printed {
                    name: String::new(),
                    forms,
                    value: None,
                });
            }
        }
        found += usize::from(leaks(&made, &all).is_some());
    }
    assert!(found > 10, "only {found} of 30 leak without the audit");
}

#[test]
fn complete_answers_lose_nothing_but_to_thresholds_and_unanimity() {
    for seed in 0..attacks() {
        let mut dice = Dice(seed ^ 0xC0);
        let draw = Draw {
            blank: 0,
            ..Draw::random(&mut dice)
        };
        let made = project(&mut dice, draw);
        let figures = made.figures(&[]);
        for ((wave, party, subject), figure) in &figures.levels {
            let Party::Group(group) = party else { continue };
            let people = sheets(&made, wave.at());
            let people = people
                .iter()
                .filter(|sheet| usize::from(sheet.group) == *group)
                .count();
            // Ten is enough for anything; what agrees is bounded or closed, which is said apart.
            if people >= 10 && *figure == Err(Absent::Withheld) {
                let items = made.questionnaire.items.len();
                assert!(
                    items < 10 && agrees(&made, wave.at(), *group, *subject),
                    "seed {seed}: {subject:?}"
                );
            }
            let through = figure.as_ref().is_ok_and(|level| level.through_criteria);
            // Beside what agrees, in a measure that this one is compared with, more may be kept back: the rest then stands in.
            let mut waves = 0..made.survey.waves.len();
            assert!(
                !through || waves.any(|wave| agrees(&made, wave, *group, *subject)),
                "seed {seed}: {subject:?} needs no stand-in"
            );
        }
    }
}

/// A mean of criteria of which one alone varies still varies by its share of that.
#[test]
fn a_category_told_through_its_criteria_is_no_surer_than_any_of_them() {
    let mut met = 0;
    for seed in 0..attacks() {
        let mut dice = Dice(seed ^ 0x0C);
        let draw = Draw::random(&mut dice);
        let made = project(&mut dice, draw);
        let figures = made.figures(&[]);
        for ((wave, party, subject), figure) in &figures.levels {
            let (Ok(level), Subject::Category(category)) = (figure, subject) else {
                continue;
            };
            let inside = |bounds: &(f64, f64)| bounds.0 > 0.0 && bounds.1 < 100.0;
            let whole = level.interval.filter(inside);
            let (Some((low, high)), true) = (whole, level.through_criteria) else {
                continue;
            };
            let criteria = made.referential.criteria_of(*category);
            let criteria = criteria.filter_map(|id| {
                figures
                    .level(*wave, *party, Subject::Criterion(id))
                    .ok()?
                    .interval
            });
            let criteria: Vec<(f64, f64)> = criteria.collect();
            let count = criteria.len() as f64;
            for one in criteria.iter().filter(|bounds| inside(bounds)) {
                // Student's t of five people is 2.776, that of a great many 1.960.
                let least = (one.1 - one.0) * 1.960 / 2.777 / count;
                assert!(high - low >= least, "seed {seed}: {subject:?}");
                met += 1;
            }
        }
    }
    assert!(met > 20, "only {met} criteria of such categories");
}

/// Whether all but one at most agree on some question of a subject.
fn agrees(made: &Made, wave: usize, group: usize, _subject: Subject) -> bool {
    let people = sheets(made, wave);
    let people: Vec<_> = people
        .iter()
        .filter(|s| usize::from(s.group) == group)
        .collect();
    (0..u16::try_from(made.questionnaire.items.len()).expect("few")).any(|item| {
        let states: BTreeSet<_> = people.iter().filter_map(|s| s.states.get(&item)).collect();
        states.iter().any(|level| {
            people.iter().filter(|s| s.states.get(&item) == Some(level)).count() + 1 >= people.len()
        }) || [[3, 4], [0, 1]].iter().any(|end| {
            let inside = |s: &&&super::forms::Sheet| {
                matches!(s.states.get(&item), Some(jalon::model::State::Valid(l)) if end.contains(l))
            };
            people.iter().filter(inside).count() + 1 >= people.len()
        })
    })
}

/// Someone else's identifiers, and another order of rows, change nothing on paper.
#[test]
fn names_and_order_change_nothing() {
    for seed in 0..30 {
        let mut dice = Dice(seed ^ 0x0D);
        let draw = Draw::random(&mut dice);
        let made = project(&mut dice, draw);
        let mut other = made.clone();
        for wave in &mut other.survey.waves {
            for one in &mut wave.respondents {
                one.key = one.key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            }
            let count = u32::try_from(wave.respondents.len()).expect("few");
            wave.respondents.reverse();
            for answer in &mut wave.answers {
                answer.respondent = count - 1 - answer.respondent;
            }
            wave.answers
                .sort_by_key(|answer| (answer.respondent, answer.item));
        }
        assert_eq!(made.figures(&[]), other.figures(&[]), "seed {seed}");
    }
}

/// A group too small to be published takes nothing from the others.
#[test]
fn a_withheld_group_changes_no_published_cell() {
    for seed in 0..40 {
        let mut dice = Dice(seed ^ 0xAD);
        let draw = Draw {
            groups: 2,
            ..Draw::random(&mut dice)
        };
        let made = project(&mut dice, draw);
        let mut larger = made.clone();
        let group = jalon::model::questionnaire::Group {
            id: "petit".to_owned(),
            ..made.questionnaire.groups[0].clone()
        };
        larger.questionnaire.groups.push(group);
        let id = jalon::model::GroupId(2);
        for item in &mut larger.questionnaire.items {
            item.groups.push(id);
        }
        for wave in &mut larger.survey.waves {
            let items: BTreeSet<u16> = wave.answers.iter().map(|answer| answer.item.0).collect();
            for person in 0..4 {
                let states = items
                    .iter()
                    .map(|&item| (item, super::made::state(&mut dice, 5)));
                super::made::add(wave, id, 9000 + person, &states.collect::<Vec<_>>());
            }
        }
        let (before, after) = (made.figures(&[]), larger.figures(&[]));
        for (key, figure) in before
            .levels
            .iter()
            .filter(|(key, _)| key.1 != Party::Ensemble)
        {
            assert_eq!(after.levels.get(key), Some(figure), "seed {seed}: {key:?}");
        }
        for (key, figure) in &before.items {
            assert_eq!(after.items.get(key), Some(figure), "seed {seed}: {key:?}");
        }
        for (key, figure) in before
            .changes
            .iter()
            .filter(|(key, _)| key.2 != Party::Ensemble)
        {
            assert_eq!(
                after.changes.get(key).map(Result::is_ok),
                Some(figure.is_ok())
            );
        }
        for figure in before
            .levels
            .iter()
            .filter(|(key, _)| key.1 == Party::Ensemble)
        {
            let score = |figures: &Figures| figures.levels[figure.0].as_ref().map(|l| l.score).ok();
            let same = match (score(&before), score(&after)) {
                (Some(Score::Exact(a)), Some(Score::Exact(b))) => (a - b).abs() < 1e-9,
                (a, b) => a == b,
            };
            assert!(same, "seed {seed}: {figure:?}");
        }
    }
}
