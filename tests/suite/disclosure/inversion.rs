//! What a mean and its interval give away of a handful of answers (`decisions.md` § 13).

use std::collections::BTreeMap;

use jalon::aggregate::figures::{Figure, Level, Party, Score, Subject};
use jalon::model::questionnaire::Group;
use jalon::model::{CriterionId, GroupId, State};

use super::made::{add, one_question};

/// All the ways `people` can spread over five levels.
fn multisets(people: usize) -> Vec<Vec<u8>> {
    fn fill(left: usize, from: u8, so_far: &mut Vec<u8>, all: &mut Vec<Vec<u8>>) {
        if left == 0 {
            all.push(so_far.clone());
            return;
        }
        for level in from..5 {
            so_far.push(level);
            fill(left - 1, level, so_far, all);
            so_far.pop();
        }
    }
    let mut all = Vec::new();
    fill(people, 0, &mut Vec::new(), &mut all);
    all
}

/// The figure as a reader sees it, to the billionth: finer than any print.
fn seen(figure: Option<&Figure<Level>>) -> String {
    match figure {
        Some(Ok(level)) => format!("{} {:?} {:.9?}", level.n, level.score, level.interval),
        other => format!("{:?}", other.map(|figure| figure.as_ref().err())),
    }
}

#[test]
fn a_mean_with_its_interval_rarely_identifies_all_the_answers() {
    let mut found = Vec::new();
    for people in 5..=9 {
        let mut readings: BTreeMap<String, usize> = BTreeMap::new();
        let all = multisets(people);
        for answers in &all {
            let mut made = one_question(1);
            let wave = &mut made.survey.waves[0];
            (wave.respondents, wave.answers) = (Vec::new(), Vec::new());
            for (key, &level) in (0..).zip(answers) {
                add(wave, GroupId(0), key, &[(0, State::Valid(level))]);
            }
            let figures = made.figures(&[]);
            let key = figures.levels.keys().next().copied().expect("a level").0;
            let criterion = Subject::Criterion(CriterionId(0));
            let figure = figures.levels.get(&(key, Party::Group(0), criterion));
            if let Some(Ok(level)) = figure {
                assert!(
                    level.spread.is_none() && !matches!(level.score, Score::Exact(v) if v.is_nan())
                );
            }
            *readings.entry(seen(figure)).or_default() += 1;
        }
        // « 95 ou plus » says what it says: everybody chose the same end.
        let told = |reading: &&String| reading.contains("Exact");
        let exact = readings
            .iter()
            .filter(|(reading, count)| **count == 1 && told(reading));
        let unique: Vec<&String> = exact.map(|(reading, _)| reading).collect();
        found.push((people, all.len(), unique.len()));
    }
    // At n = 5 the exact interval would identify 79 of 126.
    assert_eq!(found[0].0, 5);
    assert_eq!(found[0].1, 126);
    assert!(found[0].2 <= 6, "{found:?}");
    assert!(
        found.iter().all(|(_, all, unique)| unique * 20 <= *all),
        "{found:?}"
    );
}

/// « Écart établi » between two small groups follows from their printed scores and margins: it says no more of the answers.
#[test]
fn the_word_on_a_gap_depends_on_what_is_printed_alone() {
    let all = multisets(5);
    let criterion = Subject::Criterion(CriterionId(0));
    let mut told: BTreeMap<String, bool> = BTreeMap::new();
    let mut established = 0;
    for other in [[0, 0, 0, 0, 1], [0, 0, 1, 1, 2], [0, 1, 2, 2, 3]] {
        for answers in &all {
            let mut made = one_question(1);
            let second = Group {
                id: "autres".to_owned(),
                ..made.questionnaire.groups[0].clone()
            };
            made.questionnaire.groups.push(second);
            made.questionnaire.items[0].groups.push(GroupId(1));
            let wave = &mut made.survey.waves[0];
            (wave.respondents, wave.answers) = (Vec::new(), Vec::new());
            let both = answers.iter().map(|level| (0, level));
            let both = both.chain(other.iter().map(|level| (1, level)));
            for (key, (group, &level)) in (0..).zip(both) {
                add(wave, GroupId(group), key, &[(0, State::Valid(level))]);
            }
            let figures = made.figures(&[]);
            let Some(gap) = figures.gaps.get(&CriterionId(0)) else {
                continue;
            };
            let read = |group: usize| {
                let key = figures.levels.keys().next().expect("a level").0;
                seen(figures.levels.get(&(key, Party::Group(group), criterion)))
            };
            let reading = format!("{} beside {}", read(0), read(1));
            let before = *told.entry(reading.clone()).or_insert(gap.established);
            assert_eq!(before, gap.established, "{reading}");
            established += usize::from(gap.established);
        }
    }
    assert!(established > 10, "only {established} gaps established");
}
