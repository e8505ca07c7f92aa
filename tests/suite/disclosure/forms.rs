//! What each published figure weighs, written from the definitions and checked against the figure itself.

use std::collections::BTreeMap;

use jalon::aggregate::figures::{Figures, Party, Score, Subject};
use jalon::model::{CriterionId, State};

use super::attacker::Equation;
use super::made::Made;

/// Someone's answers at a wave.
pub struct Sheet {
    pub key: u64,
    pub group: u8,
    pub states: BTreeMap<u16, State>,
}

/// People of a wave whose questionnaire is usable: half of the questions carry a code.
pub fn sheets(made: &Made, wave: usize) -> Vec<Sheet> {
    let answers = &made.survey.waves[wave];
    let mut sheets: Vec<Sheet> = answers
        .respondents
        .iter()
        .map(|one| Sheet {
            key: one.key,
            group: one.group.0,
            states: BTreeMap::new(),
        })
        .collect();
    for answer in &answers.answers {
        let states = &mut sheets[answer.respondent as usize].states;
        states.insert(answer.item.0, answer.state);
    }
    sheets.retain(|sheet| {
        let coded = |state: &&State| !matches!(state, State::Missing | State::Invalid);
        let coded = sheet.states.values().filter(coded).count();
        !sheet.states.is_empty() && coded * 2 >= sheet.states.len()
    });
    sheets
}

/// What is asked about a subject: questions, those of each criterion apart for a category.
pub fn parts(made: &Made, subject: Subject, themes: &[String], mask: &[u16]) -> Vec<Vec<u16>> {
    let items = &made.questionnaire.items;
    let of = |wanted: &dyn Fn(usize) -> bool| -> Vec<u16> {
        let mask = mask.iter().copied();
        mask.filter(|&item| wanted(usize::from(item))).collect()
    };
    let of_criterion = |id: CriterionId| of(&|item| items[item].criterion == id);
    match subject {
        Subject::Criterion(id) => vec![of_criterion(id)],
        Subject::Category(id) => (0..made.referential.criteria.len())
            .filter(|&rank| made.referential.criteria[rank].category == id)
            .map(|rank| of_criterion(CriterionId(u8::try_from(rank).expect("22 criteria"))))
            .collect(),
        Subject::Qvct(id) => vec![of(&|item| items[item].qvct.contains(&id))],
        Subject::Theme(rank) => vec![of(&|item| items[item].themes.contains(&themes[rank]))],
    }
}

/// Weights of a person's answers in one list of questions, by the half rule.
fn half_rule(made: &Made, sheet: &Sheet, items: &[u16]) -> Option<BTreeMap<u16, f64>> {
    let states = items
        .iter()
        .filter_map(|item| Some((*item, *sheet.states.get(item)?)));
    let states: Vec<(u16, State)> = states.collect();
    let concerned = states
        .iter()
        .filter(|(_, state)| *state != State::NotApplicable);
    let valid = states
        .iter()
        .filter(|(_, state)| matches!(state, State::Valid(_)));
    let valid: Vec<u16> = valid.map(|(item, _)| *item).collect();
    if valid.is_empty() || valid.len() * 2 < concerned.count() {
        return None;
    }
    let weight = |item: u16| made.questionnaire.items[usize::from(item)].weight;
    let sum: f64 = valid.iter().map(|&item| weight(item)).sum();
    Some(
        valid
            .iter()
            .map(|&item| (item, weight(item) / sum))
            .collect(),
    )
}

/// Weights of a person's answers in the figure of a subject; `None` outside of it.
pub fn form(made: &Made, sheet: &Sheet, parts: &[Vec<u16>]) -> Option<BTreeMap<u16, f64>> {
    let asked = |items: &&Vec<u16>| {
        let states = items.iter().filter_map(|item| sheet.states.get(item));
        states
            .into_iter()
            .any(|state| *state != State::NotApplicable)
    };
    let asked = parts.iter().filter(asked).count();
    let found: Vec<_> = parts
        .iter()
        .filter_map(|items| half_rule(made, sheet, items))
        .collect();
    if found.is_empty() || found.len() * 2 < asked {
        return None;
    }
    let mut form = BTreeMap::new();
    for part in &found {
        for (item, weight) in part {
            form.insert(*item, weight / found.len() as f64);
        }
    }
    Some(form)
}

/// From 0 to 100, the most favourable answer at 100.
pub fn score(made: &Made, item: u16, state: State) -> f64 {
    let State::Valid(level) = state else {
        return 0.0;
    };
    let level = f64::from(level) * 25.0;
    if made.questionnaire.items[usize::from(item)].reversed {
        100.0 - level
    } else {
        level
    }
}

/// Questions with an answer at a wave.
pub fn put(made: &Made, wave: usize) -> Vec<u16> {
    let items = 0..u16::try_from(made.questionnaire.items.len()).expect("few");
    let answers = &made.survey.waves[wave].answers;
    items
        .filter(|item| answers.iter().any(|answer| answer.item.0 == *item))
        .collect()
}

/// A figure that is printed: what it weighs for each person of the group, in order.
pub struct Printed {
    pub name: String,
    pub forms: Vec<Option<BTreeMap<u16, f64>>>,
    /// Its score; none when a bound is told.
    pub value: Option<f64>,
}

impl Printed {
    /// Coefficients by person and question.
    pub fn equation(&self, unknowns: usize) -> Equation {
        self.forms
            .iter()
            .map(|form| {
                let weight = |item: usize| {
                    let item = u16::try_from(item).ok()?;
                    form.as_ref()?.get(&item).copied()
                };
                (0..unknowns)
                    .map(|item| weight(item).unwrap_or(0.0))
                    .collect()
            })
            .collect()
    }

    fn check(&self, made: &Made, sheets: &[&Sheet], n: u32, value: Option<f64>) {
        let told = sheets.iter().zip(&self.forms);
        let told: Vec<f64> = told
            .filter_map(|(sheet, form)| {
                let terms = form.as_ref()?.iter();
                Some(
                    terms
                        .map(|(item, w)| w * score(made, *item, sheet.states[item]))
                        .sum(),
                )
            })
            .collect();
        assert_eq!(told.len(), n as usize, "{}", self.name);
        let mean = told.iter().sum::<f64>() / told.len() as f64;
        if let Some(value) = value {
            assert!(
                (mean - value).abs() < 1e-9,
                "{}: {mean} is printed {value}",
                self.name
            );
        }
    }
}

/// Everything printed of a group at a wave that is a mean over its people, each checked.
pub fn printed(made: &Made, figures: &Figures, wave: usize, group: usize) -> Vec<Printed> {
    let all = sheets(made, wave);
    let sheets: Vec<&Sheet> = all
        .iter()
        .filter(|s| usize::from(s.group) == group)
        .collect();
    let own = put(made, wave);
    let party = Party::Group(group);
    let exact = |score: Score| match score {
        Score::Exact(value) => Some(value),
        _ => None,
    };
    let mut found = Vec::new();
    let mut add = |name: String, parts: &[Vec<u16>], n: u32, value: Option<f64>| {
        let forms = sheets
            .iter()
            .map(|sheet| form(made, sheet, parts))
            .collect();
        let printed = Printed { name, forms, value };
        printed.check(made, &sheets, n, value);
        found.push(printed);
    };
    for ((at, who, subject), figure) in &figures.levels {
        let Ok(level) = figure else { continue };
        if at.at() == wave && *who == party && !level.through_criteria {
            let parts = parts(made, *subject, &figures.themes, &own);
            add(format!("{subject:?}"), &parts, level.n, exact(level.score));
        }
    }
    for ((from, to, who, subject), figure) in &figures.changes {
        let Ok(change) = figure else { continue };
        let level = figures.level(*from, *who, *subject);
        let through = level.is_ok_and(|level| level.through_criteria);
        if *who != party || through {
            continue;
        }
        let (first, last) = (put(made, from.at()), put(made, to.at()));
        let both: Vec<u16> = first
            .iter()
            .copied()
            .filter(|item| last.contains(item))
            .collect();
        let parts = parts(made, *subject, &figures.themes, &both);
        assert!((change.to - change.from - change.delta).abs() < 1e-9);
        if from.at() == wave {
            add(
                format!("{subject:?} from"),
                &parts,
                change.n_from,
                Some(change.from),
            );
        }
        if to.at() == wave {
            add(
                format!("{subject:?} to"),
                &parts,
                change.n_to,
                Some(change.to),
            );
        }
    }
    for ((at, who, item), figure) in &figures.items {
        let Ok(level) = figure else { continue };
        if at.at() != wave || *who != group {
            continue;
        }
        let criterion = made.questionnaire.items[item.at()].criterion;
        let base = parts(made, Subject::Criterion(criterion), &figures.themes, &own);
        let alone = |sheet: &&Sheet| {
            form(made, sheet, &base)?
                .contains_key(&item.0)
                .then(|| BTreeMap::from([(item.0, 1.0)]))
        };
        let printed = Printed {
            name: format!("{item:?}"),
            forms: sheets.iter().map(alone).collect(),
            value: exact(level.score),
        };
        printed.check(made, &sheets, level.n, printed.value);
        found.push(printed);
    }
    found
}
