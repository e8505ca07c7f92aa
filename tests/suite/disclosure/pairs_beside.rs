//! What the changes of two editions tell of the people followed, as someone who holds both works it out.

use std::collections::{BTreeMap, BTreeSet};

use jalon::aggregate::figures::{Change, Figures, Party, Subject};
use jalon::model::{GroupId, State};

use super::forms::{Sheet, form, parts, put, sheets};
use super::made::{Dice, Made, add, state};
use super::spreads::{Form, Shown, common, is_sensitive, leak_over};

/// A question, and whether it is the answer first met or what a correction made of it.
const VERSIONS: usize = 2;

/// The project a month later: at each wave some come late (a few of them known from another wave), some leave, some
/// answers are corrected, someone is followed under another code.
pub fn later(dice: &mut Dice, made: &Made) -> Made {
    let mut next = made.clone();
    let groups = made.questionnaire.groups.len();
    let everybody: BTreeSet<(u64, u8)> = made
        .survey
        .waves
        .iter()
        .flat_map(|wave| wave.respondents.iter().map(|one| (one.key, one.group.0)))
        .collect();
    for (rank, wave) in next.survey.waves.iter_mut().enumerate() {
        let items: BTreeSet<u16> = wave.answers.iter().map(|answer| answer.item.0).collect();
        if items.is_empty() {
            continue;
        }
        let (late, gone) = (
            dice.pick(&[0, 0, 1, 5, 6, 7, 8]),
            dice.pick(&[0, 0, 0, 1, 5]),
        );
        let corrected = dice.pick(&[0, 0, 0, 1, 5, 6]);
        let mut known = everybody.clone();
        for one in &wave.respondents {
            known.remove(&(one.key, one.group.0));
        }
        let mut known: Vec<(u64, u8)> = known.into_iter().collect();
        let own = u8::try_from(dice.below(groups)).expect("few");
        for person in 0..late {
            let states: Vec<_> = items.iter().map(|&item| (item, state(dice, 4))).collect();
            let (key, group) = match known.pop() {
                Some(one) if dice.chance(50) => one,
                _ => (5000 + 100 * rank as u64 + person, own),
            };
            add(wave, GroupId(group), key, &states);
        }
        let people = wave.respondents.len();
        for _ in 0..corrected {
            let person = u32::try_from(dice.below(people)).expect("few");
            for answer in &mut wave.answers {
                if answer.respondent == person && dice.chance(60) {
                    answer.state = state(dice, 4);
                }
            }
        }
        for _ in 0..gone {
            let person = u32::try_from(dice.below(people)).expect("few");
            wave.answers.retain(|answer| answer.respondent != person);
        }
        if dice.chance(30) {
            let (one, other) = (dice.below(people), dice.below(people));
            let own = wave.respondents[one].person;
            wave.respondents[one].person = if dice.chance(50) {
                None
            } else {
                wave.respondents[other].person
            };
            wave.respondents[other].person = own;
        }
    }
    next
}

/// The project a month later: at one wave an answer to one question is corrected for many people at once, few of whom are
/// followed; some of a group are concerned by that question alone.
pub fn corrected_together(dice: &mut Dice, made: &Made) -> (Made, Made) {
    let mut first = made.clone();
    let item = u16::try_from(dice.below(made.questionnaire.items.len())).expect("few");
    let alone = 3 + dice.below(5);
    let followed = 1 + dice.below(4);
    let at = dice.below(made.survey.waves.len());
    let rank = |one: &jalon::model::Respondent| usize::try_from(one.key % 1000).expect("few");
    let is_alone = |one: &jalon::model::Respondent| rank(one) < alone;
    let is_left = |one: &jalon::model::Respondent| {
        (alone + followed..alone + followed + 6).contains(&rank(one))
    };
    for wave in &mut first.survey.waves {
        for answer in &mut wave.answers {
            let one = &wave.respondents[answer.respondent as usize];
            if answer.item.0 != item && is_alone(one) {
                answer.state = State::NotApplicable;
            }
        }
        for one in &mut wave.respondents {
            one.person = one.person.filter(|_| !is_left(one));
        }
    }
    let mut second = first.clone();
    let wave = &mut second.survey.waves[at];
    for answer in &mut wave.answers {
        let rank = rank(&wave.respondents[answer.respondent as usize]);
        if answer.item.0 == item && rank < alone + followed + 6 && dice.chance(90) {
            answer.state = state(dice, 0);
        }
    }
    (first, second)
}

/// Everybody of a group who is followed from one wave to another: their sheets at both.
fn followed(made: &Made, (from, to): (usize, usize), group: usize) -> Vec<(Sheet, Sheet)> {
    let person = |wave: usize| -> BTreeMap<u64, Option<u32>> {
        let people = made.survey.waves[wave].respondents.iter();
        people.map(|one| (one.key, one.person)).collect()
    };
    let (first, last) = (person(from), person(to));
    let mut later = sheets(made, to);
    let mut pairs = Vec::new();
    for sheet in sheets(made, from) {
        let one = first[&sheet.key];
        let same = |other: &Sheet| {
            one.is_some() && last[&other.key] == one && usize::from(other.group) == group
        };
        if usize::from(sheet.group) != group {
            continue;
        }
        if let Some(at) = later.iter().position(same) {
            pairs.push((sheet, later.swap_remove(at)));
        }
    }
    pairs
}

/// Whether a change tells more of the people followed than a class of their correlation.
fn shows_pairs(change: &Change) -> bool {
    change.by_person && (change.p.is_some() || change.people.is_some())
}

/// What the changes of each edition tell of the people followed of a group, over all their pairs.
pub fn pairs_beside(
    editions: &[(&Made, &Figures)],
    (waves, group): ((usize, usize), usize),
    shows: fn(&Change) -> bool,
) -> Vec<(Subject, Shown)> {
    let all: Vec<Vec<(Sheet, Sheet)>> = editions
        .iter()
        .map(|(made, _)| followed(made, waves, group))
        .collect();
    let key = |pair: &(Sheet, Sheet)| (pair.0.key, pair.1.key);
    let keys: BTreeSet<(u64, u64)> = all.iter().flatten().map(key).collect();
    let mut met: BTreeMap<(u64, bool, u16), State> = BTreeMap::new();
    for pair in all.iter().flatten() {
        for (sheet, is_last) in [(&pair.0, false), (&pair.1, true)] {
            for (item, state) in &sheet.states {
                met.entry((sheet.key, is_last, *item)).or_insert(*state);
            }
        }
    }
    let versioned = |sheet: &Sheet, is_last: bool, form: Form| -> Form {
        let own = form?.into_iter().map(|(item, weight)| {
            let corrected = met[&(sheet.key, is_last, item)] != sheet.states[&item];
            let rank = usize::from(item) * VERSIONS + usize::from(corrected);
            (u16::try_from(rank).expect("few"), weight)
        });
        Some(own.collect())
    };
    let mut shown = Vec::new();
    for ((made, figures), own) in editions.iter().zip(&all) {
        for ((first, last, party, subject), figure) in &figures.changes {
            let Ok(change) = figure else { continue };
            let here = (first.at(), last.at()) == waves && *party == Party::Group(group);
            if !here || !shows(change) {
                continue;
            }
            let common = common(made, waves.0, waves.1);
            let parts = parts(made, *subject, &figures.themes, &common);
            let both = |wanted: &(u64, u64)| {
                let pair = own.iter().find(|pair| key(pair) == *wanted);
                let forms = pair.and_then(|(from, to)| {
                    let before = versioned(from, false, form(made, from, &parts))?;
                    Some((before, versioned(to, true, form(made, to, &parts))?))
                });
                forms.map_or((None, None), |(before, after)| (Some(before), Some(after)))
            };
            let row = Shown {
                forms: keys.iter().map(both).collect(),
                sensitive: is_sensitive(made, &parts),
            };
            shown.push((*subject, row));
        }
    }
    shown
}

/// Whether the changes of two editions, subtracted, tell of fewer people followed than they may.
pub fn tells_pairs(editions: &[(&Made, &Figures)], at: ((usize, usize), usize)) -> bool {
    let (made, _) = editions[editions.len() - 1];
    let shown = pairs_beside(editions, at, shows_pairs).into_iter();
    let shown: Vec<Shown> = shown.map(|(_, row)| row).collect();
    let items = &made.questionnaire.items;
    let of_item = |unknown: usize| items[unknown / VERSIONS].sensitive;
    !shown.is_empty() && leak_over(made, (items.len() * VERSIONS, &of_item), &shown).is_some()
}

/// Whether the margin of one change rests, in two editions, on people followed of whom fewer than k differ.
pub fn tells_a_class(editions: &[(&Made, &Figures)], at: ((usize, usize), usize)) -> bool {
    let thresholds = &editions[0].0.referential.thresholds;
    let rows = pairs_beside(editions, at, |change| change.by_person);
    rows.iter().enumerate().any(|(rank, (subject, row))| {
        let mut others = rows[..rank].iter().filter(|(other, _)| other == subject);
        others.any(|(_, other)| {
            let people = row.forms.iter().zip(&other.forms);
            let apart = people.filter(|(one, other)| one != other).count();
            let fewest = if row.sensitive {
                thresholds.sensitive_score
            } else {
                thresholds.score
            };
            (1..fewest as usize).contains(&apart)
        })
    })
}

/// People of a wave behind a subject over some questions, with what they answered.
fn base(
    made: &Made,
    (wave, group): (usize, usize),
    parts: &[Vec<u16>],
    only: Option<&BTreeSet<u64>>,
) -> BTreeSet<(u64, Vec<Option<State>>)> {
    let items: Vec<u16> = parts.concat();
    let own = sheets(made, wave).into_iter().filter(|sheet| {
        let wanted = only.is_none_or(|only| only.contains(&sheet.key));
        wanted && usize::from(sheet.group) == group && form(made, sheet, parts).is_some()
    });
    own.map(|sheet| {
        let answers = items.iter().map(|item| sheet.states.get(item).copied());
        (sheet.key, answers.collect())
    })
    .collect()
}

/// Whether one edition shows a correlation exactly while fewer than k people separate those followed from those
/// behind a spread of the other, when that one is of other people than its own.
pub fn tells_who_stands_apart(
    following: (&Made, &Figures),
    other: (&Made, &Figures),
    (waves, group): ((usize, usize), usize),
) -> Option<String> {
    let (made, figures) = following;
    let common = common(made, waves.0, waves.1);
    let mut changes = figures.changes.iter();
    changes.find_map(|((from, to, party, subject), figure)| {
        let here = (from.at(), to.at()) == waves && *party == Party::Group(group);
        let change = figure.as_ref().ok().filter(|_| here)?;
        if !change.by_person || change.p.is_none() {
            return None;
        }
        let parts = parts(made, *subject, &figures.themes, &common);
        let pairs: Vec<(u64, u64)> = followed(made, waves, group)
            .iter()
            .filter(|(one, last)| {
                form(made, one, &parts).is_some() && form(made, last, &parts).is_some()
            })
            .map(|(one, last)| (one.key, last.key))
            .collect();
        let keys = [
            pairs.iter().map(|pair| pair.0).collect::<BTreeSet<u64>>(),
            pairs.iter().map(|pair| pair.1).collect(),
        ];
        let thresholds = &made.referential.thresholds;
        let fewest = if is_sensitive(made, &parts) {
            thresholds.sensitive_score
        } else {
            thresholds.score
        };
        [waves.0, waves.1]
            .iter()
            .zip(&keys)
            .find_map(|(&wave, keys)| {
                let own = put(other.0, wave);
                let same = super::forms::parts(other.0, *subject, &other.1.themes, &own) == parts;
                let mut levels = other.1.levels.iter();
                let level = levels.find(|((at, party, about), _)| {
                    at.at() == wave && *party == Party::Group(group) && about == subject
                });
                let level = level.and_then(|(_, level)| level.as_ref().ok());
                if !same || level.is_none_or(|level| level.spread.is_none()) {
                    return None;
                }
                let then = base(other.0, (wave, group), &parts, None);
                let now = base(made, (wave, group), &parts, None);
                let followed = base(made, (wave, group), &parts, Some(keys));
                let few = |one: &BTreeSet<_>, two: &BTreeSet<_>| {
                    (1..fewest as usize).contains(&one.difference(two).count())
                };
                let apart = then != now && (few(&then, &followed) || few(&followed, &then));
                apart.then(|| {
                    format!("{subject:?} at {wave}: {followed:?} are followed beside {then:?}")
                })
            })
    })
}
