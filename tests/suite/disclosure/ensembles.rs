//! « Ensemble »: the weights that were asked for, over published figures alone; a bound when every group is bounded alike.

use jalon::aggregate::compute::{Material, figures};
use jalon::aggregate::figures::{Absent, Figures, Party, Score, Subject, Weighing};
use jalon::model::referential::{GroupWeight, Thresholds};
use jalon::model::{CriterionId, GroupId, State, WaveId};

use super::made::{Dice, Draw, Made, add, project};

fn by_population(made: &Made) -> Figures {
    let thresholds = Thresholds {
        group_weight: GroupWeight::Population,
        ..made.referential.thresholds
    };
    figures(Material {
        thresholds: &thresholds,
        ..made.material()
    })
}

/// Several groups, each with more people invited than answered at every wave.
fn invited(dice: &mut Dice) -> (Made, Vec<u32>) {
    let draw = Draw {
        groups: 3,
        people: (5, 14),
        ..Draw::random(dice)
    };
    let mut made = project(dice, draw);
    let mut last = Vec::new();
    for wave in &mut made.project.waves {
        last = (0..3)
            .map(|_| 15 + u32::try_from(dice.below(60)).expect("few"))
            .collect();
        let people = (0..).zip(&last);
        wave.populations = people.map(|(group, n)| (GroupId(group), *n)).collect();
    }
    (made, last)
}

#[test]
fn groups_weigh_their_population_at_every_wave() {
    let mut compared = 0;
    for seed in 0..40 {
        let (made, people) = invited(&mut Dice(seed ^ 0xB0));
        let figures = by_population(&made);
        assert_eq!(figures.weighing, Weighing::Population(people.clone()));
        for ((wave, party, subject), figure) in &figures.levels {
            let (Party::Ensemble, Ok(level)) = (party, figure) else {
                continue;
            };
            let Score::Exact(score) = level.score else {
                continue;
            };
            let (mut sum, mut weights) = (0.0, 0.0);
            for &group in &level.groups {
                let own = figures.level(*wave, Party::Group(group), *subject);
                let weight = f64::from(people[group]);
                sum += weight * own.expect("published").score.number();
                weights += weight;
            }
            assert!(
                (sum / weights - score).abs() < 1e-9,
                "seed {seed}: {subject:?}"
            );
            compared += 1;
        }
        for ((from, to, party, subject), figure) in &figures.changes {
            let (Party::Ensemble, Ok(change)) = (party, figure) else {
                continue;
            };
            let (mut sum, mut weights) = (0.0, 0.0);
            for (group, &n) in people.iter().enumerate() {
                if let Ok(own) = figures.change(*from, *to, Party::Group(group), *subject) {
                    sum += f64::from(n) * own.delta;
                    weights += f64::from(n);
                }
            }
            assert!(
                (sum / weights - change.delta).abs() < 1e-9,
                "seed {seed}: {subject:?}"
            );
            assert!((change.to - change.from - change.delta).abs() < 1e-9);
        }
    }
    assert!(compared > 500, "{compared}");
}

/// What groups print does not depend on how they are weighed, and a missing population is told, never supposed.
#[test]
fn an_unknown_population_leaves_equal_weights_and_says_whose() {
    let (mut made, _) = invited(&mut Dice(3));
    for wave in &mut made.project.waves {
        wave.populations.remove(&GroupId(1));
    }
    let (asked, equal) = (by_population(&made), made.figures(&[]));
    assert_eq!(asked.weighing, Weighing::Unknown(vec![1]));
    assert_eq!(asked.levels, equal.levels);
    assert_eq!(asked.changes, equal.changes);
    assert_eq!(equal.weighing, Weighing::Equal);
}

/// One question, groups of eight: what each group answers, and what « ensemble » says then.
fn ensemble_of(
    answers: &[&[u8]],
    invited: &[u32],
    weight: GroupWeight,
) -> Result<(u32, Score), Absent> {
    let draw = Draw {
        items: 1,
        groups: answers.len(),
        waves: 1,
        people: (3, 3),
        blank: 0,
    };
    let mut made = project(&mut Dice(1), draw);
    let item = &mut made.questionnaire.items[0];
    (item.reversed, item.sensitive, item.criterion) = (false, false, CriterionId(0));
    (item.qvct, item.themes) = (Vec::new(), Vec::new());
    let wave = &mut made.survey.waves[0];
    (wave.respondents, wave.answers) = (Vec::new(), Vec::new());
    for (group, levels) in (0..).zip(answers) {
        for person in 0..8 {
            let level = levels[person % levels.len()];
            let key = u64::from(group) * 100 + person as u64;
            add(wave, GroupId(group), key, &[(0, State::Valid(level))]);
        }
    }
    let people = (0..).zip(invited);
    made.project.waves[0].populations = people.map(|(group, n)| (GroupId(group), *n)).collect();
    let thresholds = Thresholds {
        group_weight: weight,
        ..made.referential.thresholds
    };
    let figures = figures(Material {
        thresholds: &thresholds,
        ..made.material()
    });
    let subject = Subject::Criterion(CriterionId(0));
    let level = figures.level(WaveId(0), Party::Ensemble, subject)?;
    assert_eq!(
        level.interval.is_none(),
        !matches!(level.score, Score::Exact(_))
    );
    Ok((level.n, level.score))
}

#[test]
fn groups_bounded_on_one_side_bound_the_ensemble() {
    let equal = |answers: &[&[u8]]| ensemble_of(answers, &[9, 30], GroupWeight::Equal);
    let high: &[u8] = &[4];
    let rather_high: &[u8] = &[3, 4];
    let (low, mixed, middle): (&[u8], &[u8], &[u8]) = (&[0], &[1, 2, 4], &[2]);
    assert_eq!(equal(&[high, high]), Ok((16, Score::AtLeast(95.0))));
    assert_eq!(equal(&[high, rather_high]), Ok((16, Score::AtLeast(85.0))));
    assert_eq!(equal(&[low, low]), Ok((16, Score::AtMost(5.0))));
    // A group that is closed stays out, as it does beside exact scores.
    assert_eq!(equal(&[high, middle]), Ok((8, Score::AtLeast(95.0))));
    assert_eq!(equal(&[high, low]), Err(Absent::Withheld));
    assert_eq!(equal(&[middle, middle]), Err(Absent::Withheld));
    // One exact score speaks for itself: bounds are no numbers to average.
    assert!(matches!(equal(&[high, mixed]), Ok((8, Score::Exact(_)))));
    // 9 people at 95 or more, 30 at 75 or more: 79.6, in whole points on the safe side.
    let weighed = ensemble_of(&[high, rather_high], &[9, 30], GroupWeight::Population);
    assert_eq!(weighed, Ok((16, Score::AtLeast(79.0))));
}
