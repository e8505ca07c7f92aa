//! Standard deviations, quartiles, counts and exact intervals: sums over people of what is no mean.
//!
//! Written apart from the engine. Two systems are rebuilt from what is published: in one the unknowns are the
//! products of two answers, in the other two scores have nothing in common unless they weigh the same answers
//! alike, so that any function of a score may be summed.

use std::collections::{BTreeMap, BTreeSet};

use jalon::aggregate::figures::{Figures, Party, Subject};
use jalon::model::{CriterionId, GroupId, QvctId, State};

use super::attacker::{Equation, Puzzle};
use super::forms::{Sheet, form, parts, put, sheets};
use super::made::{Dice, Draw, Made, add, project, state};
use super::plain_margins::{is_exact, of_classes, plain};

pub type Form = Option<BTreeMap<u16, f64>>;

/// What a published spread weighs for each person: her answers, and those of another wave for a change.
pub struct Shown {
    pub forms: Vec<(Form, Form)>,
    pub sensitive: bool,
}

pub fn is_sensitive(made: &Made, items: &[Vec<u16>]) -> bool {
    let mut items = items.iter().flatten();
    items.any(|item| made.questionnaire.items[usize::from(*item)].sensitive)
}

/// Spreads of a group at a wave: subjects, questions, and the figures that changes compare.
pub fn at_a_wave(made: &Made, figures: &Figures, wave: usize, group: usize) -> Vec<Shown> {
    let all = sheets(made, wave);
    let own: Vec<&Sheet> = all
        .iter()
        .filter(|sheet| usize::from(sheet.group) == group)
        .collect();
    let asked = put(made, wave);
    let mut shown = Vec::new();
    let mut add = |parts: &[Vec<u16>], only: Option<u16>| {
        let forms = own.iter().map(|sheet| match only {
            None => form(made, sheet, parts),
            Some(item) => form(made, sheet, parts)?
                .contains_key(&item)
                .then(|| BTreeMap::from([(item, 1.0)])),
        });
        // A question waits for the threshold of its criterion; what it asks is no more sensitive for that.
        let asked = only.map_or_else(|| parts.to_vec(), |item| vec![vec![item]]);
        shown.push(Shown {
            forms: forms.map(|form| (form, None)).collect(),
            sensitive: is_sensitive(made, &asked),
        });
    };
    for ((at, party, subject), figure) in &figures.levels {
        let Ok(level) = figure else { continue };
        let plain = plain(made, figures, (*at, *party, *subject), level);
        let told = level.spread.is_some() || is_exact(level, &plain);
        if at.at() == wave && *party == Party::Group(group) && told {
            add(&parts(made, *subject, &figures.themes, &asked), None);
        }
    }
    for ((at, of, item), figure) in &figures.items {
        let Ok(level) = figure else { continue };
        if at.at() == wave && *of == group && level.counts.is_some() {
            let criterion = Subject::Criterion(made.questionnaire.items[item.at()].criterion);
            add(
                &parts(made, criterion, &figures.themes, &asked),
                Some(item.0),
            );
        }
    }
    for ((from, to, party, subject), figure) in &figures.changes {
        let Ok(change) = figure else { continue };
        let here = from.at() == wave || to.at() == wave;
        if here && *party == Party::Group(group) && change.p.is_some() {
            let common = common(made, from.at(), to.at());
            add(&parts(made, *subject, &figures.themes, &common), None);
        }
    }
    shown
}

pub fn common(made: &Made, from: usize, to: usize) -> Vec<u16> {
    let last = put(made, to);
    let first = put(made, from).into_iter();
    first.filter(|item| last.contains(item)).collect()
}

/// Correlations and counts of who moved how, between two waves, of the people who answered both.
fn between(made: &Made, figures: &Figures, (from, to): (usize, usize), group: usize) -> Vec<Shown> {
    let (first, last) = (sheets(made, from), sheets(made, to));
    let own = first
        .iter()
        .filter(|sheet| usize::from(sheet.group) == group);
    let pairs: Vec<(&Sheet, &Sheet)> = own
        .filter_map(|sheet| {
            let later = last.iter().find(|later| later.key == sheet.key)?;
            (later.group == sheet.group).then_some((sheet, later))
        })
        .collect();
    let common = common(made, from, to);
    let mut shown = Vec::new();
    for ((first, last, party, subject), figure) in &figures.changes {
        let Ok(change) = figure else { continue };
        let here = (first.at(), last.at()) == (from, to) && *party == Party::Group(group);
        let followed = change.pairs.is_some_and(|pairs| pairs > 0);
        if !here || !followed || (change.p.is_none() && change.people.is_none()) {
            continue;
        }
        let parts = parts(made, *subject, &figures.themes, &common);
        let both = |pair: &(&Sheet, &Sheet)| {
            let forms = form(made, pair.0, &parts).zip(form(made, pair.1, &parts));
            match forms {
                Some((before, after)) => (Some(before), Some(after)),
                None => (None, None),
            }
        };
        shown.push(Shown {
            forms: pairs.iter().map(both).collect(),
            sensitive: is_sensitive(made, &parts),
        });
    }
    shown
}

/// One unknown for each product of two answers: of one wave, or of the two.
fn products(shown: &[Shown], items: usize) -> Vec<Equation> {
    let place = |one: u16, other: u16| usize::from(one) * items + usize::from(other);
    let equation = |row: &Shown| {
        let person = |(form, other): &(Form, Form)| {
            let mut own = vec![0.0; items * items];
            for (one, weight) in form.iter().flatten() {
                for (two, part) in other.as_ref().or(form.as_ref()).into_iter().flatten() {
                    let (low, high) = match other {
                        Some(_) => (*one, *two),
                        None => (*one.min(two), *one.max(two)),
                    };
                    own[place(low, high)] += weight * part;
                }
            }
            own
        };
        row.forms.iter().map(person).collect()
    };
    shown.iter().map(equation).collect()
}

/// One unknown for each score: that of the first row that weighs the same answers alike.
fn whole_scores(shown: &[Shown]) -> Vec<Equation> {
    let same = |one: &(Form, Form), two: &(Form, Form)| {
        let alike = |one: &Form, two: &Form| match (one, two) {
            (Some(one), Some(two)) => {
                one.len() == two.len()
                    && one.iter().zip(two).all(|((item, weight), (other, part))| {
                        item == other && (weight - part).abs() < 1e-9
                    })
            }
            (None, None) => true,
            _ => false,
        };
        alike(&one.0, &two.0) && alike(&one.1, &two.1)
    };
    let equation = |row: &Shown| {
        let person = |(rank, own): (usize, &(Form, Form))| {
            let mut unknowns = vec![0.0; shown.len()];
            if own.0.is_some() {
                let first = shown.iter().position(|other| same(&other.forms[rank], own));
                unknowns[first.expect("at least itself")] = 1.0;
            }
            unknowns
        };
        row.forms.iter().enumerate().map(person).collect()
    };
    shown.iter().map(equation).collect()
}

/// Which system tells about fewer people than it may.
fn leak(made: &Made, shown: &[Shown]) -> Option<&'static str> {
    if shown.is_empty() {
        return None;
    }
    let of_item = |at: usize| made.questionnaire.items[at].sensitive;
    leak_over(made, (made.questionnaire.items.len(), &of_item), shown)
}

/// The same over other unknowns than one answer a question: so many, sensitive or not.
pub fn leak_over(
    made: &Made,
    (items, of_item): (usize, &dyn Fn(usize) -> bool),
    shown: &[Shown],
) -> Option<&'static str> {
    let fewest = &made.referential.thresholds;
    let (few, sensitive_few) = (fewest.score as usize, fewest.sensitive_score as usize);
    let pairs: Vec<bool> = (0..items * items)
        .map(|pair| of_item(pair / items) || of_item(pair % items))
        .collect();
    let rows: Vec<bool> = shown.iter().map(|row| row.sensitive).collect();
    for (name, equations, sensitive) in [
        ("products", products(shown, items), &pairs),
        ("scores", whole_scores(shown), &rows),
    ] {
        let puzzle = Puzzle::new(&equations, sensitive);
        if puzzle.tells_of_fewer_than(few, false) || puzzle.tells_of_fewer_than(sensitive_few, true)
        {
            return Some(name);
        }
    }
    None
}

/// How many spreads were attacked; fails at the first that tells too much.
pub fn attack(made: &Made, figures: &Figures, seed: u64) -> usize {
    let mut rows = 0;
    let waves: BTreeSet<(usize, usize)> = figures
        .changes
        .keys()
        .map(|(from, to, _, _)| (from.at(), to.at()))
        .collect();
    for group in 0..figures.groups.len() {
        for wave in 0..made.survey.waves.len() {
            let shown = at_a_wave(made, figures, wave, group);
            rows += shown.len();
            assert_eq!(
                leak(made, &shown),
                None,
                "seed {seed}, wave {wave}, group {group}"
            );
        }
        for pair in &waves {
            let shown = between(made, figures, *pair, group);
            rows += shown.len();
            assert_eq!(
                leak(made, &shown),
                None,
                "seed {seed}, waves {pair:?}, group {group}"
            );
        }
    }
    rows
}

/// Four questions, crossed: two criteria hold them by rows, two levels of QVCT by columns.
fn crossed(routes: &[(usize, [bool; 4])], dice: &mut Dice) -> Made {
    let draw = Draw {
        items: 4,
        groups: 1,
        waves: 1,
        people: (3, 3),
        blank: 0,
    };
    let mut made = project(dice, draw);
    let codes = ["C01", "C01", "C02", "C02"];
    for (rank, item) in made.questionnaire.items.iter_mut().enumerate() {
        item.criterion = made.referential.criterion(codes[rank]).expect("a code");
        item.qvct = vec![QvctId(u8::from(rank % 2 == 1))];
        (item.weight, item.sensitive, item.reversed) = (1.0, false, false);
        item.themes = Vec::new();
    }
    let wave = &mut made.survey.waves[0];
    (wave.respondents, wave.answers) = (Vec::new(), Vec::new());
    let mut key = 0;
    for (people, asked) in routes {
        for _ in 0..*people {
            let of = |rank: usize, dice: &mut Dice| {
                if asked[rank] {
                    state(dice, 0)
                } else {
                    State::NotApplicable
                }
            };
            let states: Vec<(u16, State)> = (0..4_u16)
                .map(|item| (item, of(usize::from(item), dice)))
                .collect();
            add(wave, GroupId(0), key, &states);
            key += 1;
        }
    }
    made
}

/// Six people answer the questions of one diagonal, six those of the other, two all four: the means of the four
/// scores say nothing of the two, their four standard deviations would.
#[test]
fn crossed_scores_do_not_all_show_their_spread() {
    let (one, other, all) = (
        [true, false, false, true],
        [false, true, true, false],
        [true; 4],
    );
    let mut tried = 0;
    for seed in 0..40 {
        let made = crossed(&[(6, one), (6, other), (2, all)], &mut Dice(seed ^ 0xC4));
        let figures = made.figures(&[]);
        let subjects = [
            Subject::Criterion(CriterionId(0)),
            Subject::Criterion(CriterionId(1)),
            Subject::Qvct(QvctId(0)),
            Subject::Qvct(QvctId(1)),
        ];
        let found = subjects.map(|subject| {
            let level = figures.levels.iter();
            let mut own = level
                .filter(|((_, party, about), _)| *party == Party::Group(0) && *about == subject);
            let level = own.next().and_then(|(_, figure)| figure.as_ref().ok());
            level.map(|level| {
                level.spread.is_some() || is_exact(level, &of_classes(level, f64::from(level.n)))
            })
        });
        attack(&made, &figures, seed);
        if found.iter().any(Option::is_none) {
            continue;
        }
        tried += 1;
        let open = found.iter().filter(|shown| **shown == Some(true)).count();
        assert_eq!(open, 3, "seed {seed}: {found:?}");
        // Had the fourth shown its spread, the attack would have found the two.
        let asked = put(&made, 0);
        let own = sheets(&made, 0);
        let rows = subjects.map(|subject| {
            let parts = parts(&made, subject, &figures.themes, &asked);
            let forms = own.iter().map(|sheet| (form(&made, sheet, &parts), None));
            Shown {
                forms: forms.collect(),
                sensitive: false,
            }
        });
        assert_eq!(leak(&made, &rows), Some("products"), "seed {seed}");
    }
    assert!(tried > 10, "only {tried} teams showed the four means");
}

/// Questions that depend on the answer to another make routes: random ones, over random projects.
#[test]
fn spreads_of_people_on_different_routes_tell_nobody_apart() {
    let mut rows = 0;
    for seed in 0..super::dossiers::attacks() {
        let mut dice = Dice(seed ^ 0x5EAD);
        let draw = Draw {
            people: (10, 18),
            blank: dice.pick(&[0, 3, 10]),
            groups: 1,
            ..Draw::random(&mut dice)
        };
        let mut made = project(&mut dice, draw);
        let routes: Vec<Vec<bool>> = (0..3)
            .map(|_| (0..draw.items).map(|_| dice.chance(55)).collect())
            .collect();
        for wave in &mut made.survey.waves {
            let followed: Vec<usize> = wave.respondents.iter().map(|_| dice.below(4)).collect();
            for answer in &mut wave.answers {
                let route = routes.get(followed[answer.respondent as usize]);
                if route.is_some_and(|route| !route[answer.item.at()]) {
                    answer.state = State::NotApplicable;
                }
            }
        }
        rows += attack(&made, &made.figures(&[]), seed);
    }
    assert!(rows > 300, "{rows} spreads attacked");
}
