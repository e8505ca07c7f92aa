//! Answers that all agree are not told by what stands beside them: neither under another name, nor as a difference of others.
//!
//! Whoever finds « non publié » where everybody answered knows why; what they all answered must not follow from the other
//! figures of the group. Written apart from the engine: rows from the definitions, elimination in floating point.

use std::collections::BTreeMap;

use jalon::aggregate::figures::{Figures, Subject};
use jalon::model::{CriterionId, State};

use super::forms::{Printed, Sheet, form, parts, printed, put, score, sheets};
use super::made::{Dice, Draw, Made, project};
use super::rows::rank;

/// A project in which groups agree on many questions, some of which are put to some groups only.
fn agreeing(seed: u64) -> Made {
    let mut dice = Dice(seed ^ 0xA6EE);
    let draw = Draw {
        people: (5, 14),
        waves: 1 + dice.below(2),
        blank: dice.pick(&[0, 0, 0, 4]),
        ..Draw::random(&mut dice)
    };
    let mut made = project(&mut dice, draw);
    let groups: Vec<u8> = (0..).take(draw.groups).collect();
    let mut unput = Vec::new();
    for (rank, item) in (0_u16..).zip(&mut made.questionnaire.items) {
        for &group in &groups {
            if draw.groups > 1 && dice.chance(30) {
                item.groups.retain(|own| own.0 != group);
                unput.push((group, rank));
            }
        }
    }
    for wave in &mut made.survey.waves {
        let of: Vec<u8> = wave.respondents.iter().map(|one| one.group.0).collect();
        let of = |respondent: u32| of[respondent as usize];
        wave.answers
            .retain(|answer| !unput.contains(&(of(answer.respondent), answer.item.0)));
        for &group in &groups {
            for item in (0..).take(made.questionnaire.items.len()) {
                let levels = dice.pick(&[&[][..], &[], &[2], &[0], &[3, 4], &[3], &[1]]);
                let mut apart = u32::from(dice.chance(30));
                let mut own = wave.answers.iter_mut();
                while let Some(answer) = own.find(|a| a.item.0 == item && of(a.respondent) == group)
                {
                    let is_apart = apart > 0 && dice.chance(20);
                    apart -= u32::from(is_apart);
                    if let (State::Valid(_), false, false) =
                        (answer.state, is_apart, levels.is_empty())
                    {
                        answer.state = State::Valid(dice.pick(levels));
                    }
                }
            }
        }
    }
    made
}

/// The people of a group at a wave.
fn people(everybody: &[Sheet], group: usize) -> Vec<&Sheet> {
    let of_group = |sheet: &&Sheet| usize::from(sheet.group) == group;
    everybody.iter().filter(of_group).collect()
}

type Form = Option<BTreeMap<u16, f64>>;

/// The scores of people in a figure.
fn scores(made: &Made, people: &[&Sheet], forms: &[Form]) -> Vec<f64> {
    let told = people.iter().zip(forms);
    let told = told.filter_map(|(sheet, form)| {
        let terms = form.as_ref()?.iter();
        let terms = terms.map(|(item, weight)| weight * score(made, *item, sheet.states[item]));
        Some(terms.sum())
    });
    told.collect()
}

/// What is at stake: who scores what, and the weights of it.
struct Figure {
    name: String,
    forms: Vec<Form>,
    scores: Vec<f64>,
}

/// The questions and subjects of a group at a wave, printed or not.
fn all_figures(made: &Made, figures: &Figures, wave: usize, group: usize) -> Vec<Figure> {
    let everybody = sheets(made, wave);
    let people = people(&everybody, group);
    let own = put(made, wave);
    let mut found = Vec::new();
    let mut add = |name: String, forms: Vec<Form>| {
        let scores = scores(made, &people, &forms);
        found.push(Figure {
            name,
            forms,
            scores,
        });
    };
    for &item in &own {
        let criterion = made.questionnaire.items[usize::from(item)].criterion;
        let base = parts(made, Subject::Criterion(criterion), &figures.themes, &own);
        let alone = |sheet: &&Sheet| {
            let is_in = form(made, sheet, &base)?.contains_key(&item);
            is_in.then(|| BTreeMap::from([(item, 1.0)]))
        };
        add(format!("Q{item}"), people.iter().map(alone).collect());
    }
    for rank in 0..made.referential.criteria.len() {
        let id = CriterionId(u8::try_from(rank).expect("22 criteria"));
        let subject = Subject::Criterion(id);
        let parts = parts(made, subject, &figures.themes, &own);
        add(
            format!("C{rank}"),
            people
                .iter()
                .map(|sheet| form(made, sheet, &parts))
                .collect(),
        );
    }
    found
}

/// The questions that a figure weighs.
fn weighed(forms: &[Form]) -> Vec<u16> {
    let mut items: Vec<u16> = forms
        .iter()
        .flatten()
        .flat_map(|form| form.keys().copied())
        .collect();
    items.sort_unstable();
    items.dedup();
    items
}

impl Figure {
    /// How many people at most have a score that holds.
    fn most(&self, holds: impl Fn(f64) -> bool) -> usize {
        self.scores.iter().filter(|score| holds(**score)).count()
    }

    /// Whether nothing may be told of it because the answers agree (`decisions.md` § 13).
    fn is_closed(&self, made: &Made) -> bool {
        let thresholds = &made.referential.thresholds;
        let items = weighed(&self.forms);
        let sensitive = items
            .iter()
            .any(|&item| made.questionnaire.items[usize::from(item)].sensitive);
        let (fewest, spared) = if sensitive {
            (thresholds.sensitive_score, 1)
        } else {
            (thresholds.score, 0)
        };
        let n = self.scores.len();
        if n < fewest as usize {
            return false;
        }
        let same = |level: f64| move |score: f64| (score - level).abs() < 1e-9;
        let (high, low) = (|score: f64| score > 74.9, |score: f64| score < 25.1);
        let alone = items.len() == 1;
        let is_bounded = [100.0, 0.0].iter().any(|&end| self.most(same(end)) == n)
            || (alone && (self.most(high) == n || self.most(low) == n));
        let enough = n - spared;
        let gathered = self
            .scores
            .iter()
            .any(|&level| self.most(same(level)) >= enough)
            || (sensitive && alone && (self.most(high) >= enough || self.most(low) >= enough));
        !is_bounded && gathered
    }
}

fn flat(forms: &[Form], unknowns: usize) -> Vec<f64> {
    let printed = Printed {
        name: String::new(),
        forms: forms.to_vec(),
        value: None,
    };
    printed.equation(unknowns).concat()
}

/// The names of the figures that agreement keeps back and that follow from the printed ones.
fn found_out(
    made: &Made,
    figures: &Figures,
    (wave, group): (usize, usize),
) -> (usize, Vec<String>) {
    let unknowns = made.questionnaire.items.len();
    let known = printed(made, figures, wave, group);
    let everybody = sheets(made, wave);
    let people = people(&everybody, group);
    // « ≥ 95 » and « ≤ 5 » say that everybody gave the last answer.
    let is_known = |one: &&Printed| {
        let scores = scores(made, &people, &one.forms);
        one.value.is_some()
            || [0.0, 100.0]
                .iter()
                .any(|&end| scores.iter().all(|&own| (own - end).abs() < 1e-9))
    };
    let known = known.iter().filter(is_known);
    let known: Vec<Vec<f64>> = known.map(|one| one.equation(unknowns).concat()).collect();
    let whole = rank(known.clone(), 1e-7);
    let closed = all_figures(made, figures, wave, group);
    let closed: Vec<Figure> = closed
        .into_iter()
        .filter(|one| one.is_closed(made))
        .collect();
    let follows = |one: &&Figure| {
        let beside = known.iter().cloned().chain([flat(&one.forms, unknowns)]);
        rank(beside.collect(), 1e-7) == whole
    };
    let names = closed.iter().filter(follows).map(|one| one.name.clone());
    (closed.len(), names.collect())
}

#[test]
fn what_all_answered_alike_does_not_follow_from_the_rest() {
    let mut met = 0;
    for seed in 0..super::dossiers::attacks() {
        let made = agreeing(seed);
        let figures = made.figures(&[]);
        for wave in 0..made.survey.waves.len() {
            for group in 0..figures.groups.len() {
                let (closed, names) = found_out(&made, &figures, (wave, group));
                met += closed;
                assert!(
                    names.is_empty(),
                    "seed {seed}, wave {wave}, group {group}: {names:?}"
                );
            }
        }
    }
    assert!(met > 100, "only {met} figures kept back by agreement");
}

/// A bound under one name is no exact score under another.
#[test]
fn one_figure_under_two_names_is_told_alike() {
    let mut met = 0;
    for seed in 0..super::dossiers::attacks() {
        let made = agreeing(seed);
        let figures = made.figures(&[]);
        let unknowns = made.questionnaire.items.len();
        for wave in 0..made.survey.waves.len() {
            for group in 0..figures.groups.len() {
                let all = printed(&made, &figures, wave, group);
                for one in all.iter().filter(|one| one.value.is_none()) {
                    met += 1;
                    let own = one.equation(unknowns);
                    let exact = all
                        .iter()
                        .find(|other| other.value.is_some() && other.equation(unknowns) == own);
                    let name = exact.map(|other| other.name.as_str());
                    assert_eq!(
                        name, None,
                        "seed {seed}, wave {wave}, group {group}: {}",
                        one.name
                    );
                }
            }
        }
    }
    assert!(met > 100, "only {met} bounds");
}
