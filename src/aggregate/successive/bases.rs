//! The people followed of now beside the people whom earlier editions told of at one wave, and the reverse.
//!
//! A correlation read exactly beside the answers of nearly the same people speaks of the few who stand apart
//! (`changes::gated`). Within an edition the gate sees to it; here those who stood behind a figure of an edition are
//! compared with those followed now, and those followed then with those behind a figure of now.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::PastEdition;
use crate::model::publication::{PastItem, PastPerson, PastRow, PastWave};

use super::super::compute::Workshop;
use super::super::edition::person_code;
use super::super::field::Element;
use super::super::protection::cells::{Cell, Row};
use super::super::protection::shape::{Shape, Standing};
use super::Successive;
use super::pairs::{pairs_now, pairs_then, told_between};
use super::rows::{JointRow, questions};
use super::sheets::Sheet;

/// People under their codes, with the codes of what they answered.
pub(super) type Behind<'s> = BTreeSet<(&'s str, Vec<&'s str>)>;

/// A wave of a change, with everybody's questionnaire now and in the editions that told of it.
pub(super) struct Side<'a> {
    pub successive: Successive<'a>,
    weights: Vec<Vec<Element>>,
    /// By source: 0 now, then the editions.
    pub sheets: Vec<BTreeMap<String, Sheet>>,
}

/// The changes in which nobody may be followed, among `rows` of each group: nearly the people followed stand behind
/// a figure of an edition.
pub(in crate::aggregate) fn unfollowed_beside_bases<'a>(
    workshop: &'a Workshop<'a>,
    (from, to): (usize, usize),
    editions: &'a [PastEdition],
    rows: &[(usize, &Row)],
) -> Vec<(usize, Cell)> {
    let mut found = Vec::new();
    let Some(salt) = editions.first().map(|edition| edition.salt.as_str()) else {
        return found;
    };
    let sides = [from, to].map(|wave| Side::new(workshop, wave, editions, salt));
    let followed: Vec<(String, String)> =
        pairs_now(&sides[0].successive, &sides[1].successive, salt)
            .into_iter()
            .map(|(codes, _)| codes)
            .collect();
    let now: Vec<(&str, &str)> = followed
        .iter()
        .map(|(one, other)| (one.as_str(), other.as_str()))
        .collect();
    for &(group, row) in rows {
        let row = sides[0].successive.row(group, row, 0);
        for side in &sides {
            let base = side.base(&row);
            let own = both(&sides, &row, &now, side);
            for past in side.past_rows(&row) {
                let then = side.base(&past);
                // Of the same people the gate has seen to it.
                if then == base {
                    continue;
                }
                let few = fewest(workshop, &row);
                if side.has_few_apart((past.source, &then), (0, &own), few) {
                    found.extend(row.cells.iter().cloned());
                }
            }
        }
    }
    found
}

/// The people of `codes` who are behind a row of now at both waves, as `side` knows them.
fn both<'s>(
    sides: &'s [Side; 2],
    row: &JointRow,
    codes: &[(&'s str, &'s str)],
    side: &'s Side,
) -> Behind<'s> {
    let is_first = std::ptr::eq(side, &sides[0]);
    let both = codes.iter().filter_map(|(one, other)| {
        let first = sides[0].behind(row, 0, one)?;
        let last = sides[1].behind(row, 0, other)?;
        Some(if is_first { first } else { last })
    });
    both.collect()
}

impl<'a> Side<'a> {
    pub fn new(
        workshop: &'a Workshop<'a>,
        wave: usize,
        editions: &'a [PastEdition],
        salt: &str,
    ) -> Side<'a> {
        let successive = Successive::new(workshop, wave, editions).unwrap_or_else(|| Successive {
            workshop,
            wave,
            past: Vec::new(),
            universe: questions(workshop, wave, std::iter::empty()),
        });
        let answers = &workshop.material.survey.waves[wave];
        let own = answers
            .answers
            .chunk_by(|a, b| a.respondent == b.respondent);
        let usable = own.filter(|own| {
            let rank = own[0].respondent as usize;
            workshop.crowds[wave].group[rank].is_some()
        });
        let now = usable.map(|own| {
            let key = answers.respondents[own[0].respondent as usize].key;
            (person_code(salt, key), successive.sheet(own, salt))
        });
        let mut sheets = vec![now.collect::<BTreeMap<String, Sheet>>()];
        for (source, (_, told)) in (1..).zip(&successive.past) {
            let then = told.people.iter().map(|person| {
                let sheet = successive.past_sheet(source, told, person);
                (person.code.clone(), sheet)
            });
            sheets.push(then.collect());
        }
        Side {
            weights: successive.weights(),
            successive,
            sheets,
        }
    }

    /// What editions told of the same questions and groups.
    fn past_rows(&self, row: &JointRow) -> Vec<JointRow> {
        let told = (1..)
            .zip(&self.successive.past)
            .flat_map(|(source, (_, told))| {
                let rows = told.rows.iter().filter(|row| !row.margin_only);
                rows.map(move |row| self.successive.past_row(source, told, row))
            });
        told.filter(|past| past.shape == row.shape && past.groups == row.groups)
            .collect()
    }

    /// Someone of a source, when she is behind a row.
    fn behind<'s>(
        &'s self,
        row: &JointRow,
        source: usize,
        code: &str,
    ) -> Option<(&'s str, Vec<&'s str>)> {
        let (code, sheet) = self.sheets[source].get_key_value(code)?;
        let is_in = row.groups.contains(&sheet.group)
            && row.shape.counts(&sheet.standings, &self.weights[source]);
        let answer = |item: u16| sheet.codes[usize::from(item)].as_str();
        is_in.then(|| (code.as_str(), row.shape.items().map(answer).collect()))
    }

    /// Whether one to `fewest` − 1 people may be in one set and not in the other, each with its source.
    ///
    /// Those whom the other source does not know at all may be there under an identifier written anew.
    pub fn has_few_apart(
        &self,
        one: (usize, &Behind),
        other: (usize, &Behind),
        fewest: u32,
    ) -> bool {
        let apart = |own: &Behind, others: (usize, &Behind)| {
            let apart = own.difference(others.1);
            let is_known = |one: &&(&str, Vec<&str>)| self.sheets[others.0].contains_key(one.0);
            let (known, unknown): (Vec<_>, Vec<_>) = apart.partition(is_known);
            (known.len(), unknown.len())
        };
        let (left, came) = (apart(one.1, other), apart(other.1, one));
        let may_be_few = |(known, unknown): (usize, usize), others: usize| {
            let least = known + unknown.saturating_sub(others);
            known + unknown > 0 && least < fewest as usize
        };
        may_be_few(left, came.1) || may_be_few(came, left.1)
    }

    /// Everybody behind a row at this wave.
    fn base(&self, row: &JointRow) -> Behind<'_> {
        let codes = self.sheets[row.source].keys();
        codes
            .filter_map(|code| self.behind(row, row.source, code))
            .collect()
    }
}

/// The figures of a wave that may show their mean only, among `rows` of each group: nearly the people whom an edition
/// followed from this wave or to it stand behind them.
pub(in crate::aggregate) fn closed_beside_pairs<'a>(
    workshop: &'a Workshop<'a>,
    wave: usize,
    editions: &'a [PastEdition],
    rows: &[(usize, &Row, u64)],
) -> Vec<(usize, Cell)> {
    let Some(salt) = editions.first().map(|edition| edition.salt.as_str()) else {
        return Vec::new();
    };
    let side = Side::new(workshop, wave, editions, salt);
    let now = rows.iter();
    let now: Vec<JointRow> = now
        .map(|&(group, row, people)| side.successive.row(group, row, people))
        .collect();
    let mut found = Vec::new();
    for (source, (edition, told)) in (1..).zip(&side.successive.past) {
        for (first, last) in waves_compared(edition, told) {
            let shown = told_between(edition, first, last);
            for past in shown.iter().filter(|past| !past.mean_only) {
                let row = side.successive.past_row(source, told, past);
                let same = |now: &&JointRow| now.shape == row.shape && now.groups == row.groups;
                let behind = [first, last].map(|wave| behind_then(wave, past));
                let pairs = pairs_then(first, last).into_iter();
                let both = pairs.filter(|(one, other)| {
                    behind[0].contains(one.code.as_str()) && behind[1].contains(other.code.as_str())
                });
                let codes = both.map(|(one, other)| if told.id == first.id { one } else { other });
                let followed: Behind = codes
                    .filter_map(|person| side.behind(&row, source, &person.code))
                    .collect();
                let then = side.base(&row);
                for now in now.iter().filter(same) {
                    let base = side.base(now);
                    // Of the same people the gate saw to it then.
                    let few = fewest(workshop, now);
                    let (followed, own) = ((source, &followed), (0, &base));
                    if base != then && side.has_few_apart(followed, own, few) {
                        found.extend(now.cells.iter().cloned());
                    }
                }
            }
        }
    }
    found
}

/// The waves between which an edition followed people, of which `told` is one.
fn waves_compared<'p>(
    edition: &'p PastEdition,
    told: &'p PastWave,
) -> Vec<(&'p PastWave, &'p PastWave)> {
    let own = edition.waves.iter().position(|wave| wave.id == told.id);
    let others = edition.waves.iter().enumerate();
    others
        .filter_map(|(rank, other)| match own?.cmp(&rank) {
            Ordering::Less => Some((told, other)),
            Ordering::Greater => Some((other, told)),
            Ordering::Equal => None,
        })
        .collect()
}

/// Codes of the people of an edition behind a row at a wave.
fn behind_then<'p>(wave: &'p PastWave, row: &PastRow) -> BTreeSet<&'p str> {
    let weight = |item: &PastItem| {
        let weight = item.weight.parse().map(Element::of_number);
        weight.unwrap_or(Element::ZERO)
    };
    let weights: Vec<Element> = wave.items.iter().map(weight).collect();
    let shape = Shape::of_parts(row.parts.clone());
    let counts = |person: &&PastPerson| {
        let standings: Vec<Standing> = person.states.chars().map(Standing::of_sign).collect();
        row.groups.contains(&person.group) && shape.counts(&standings, &weights)
    };
    let behind = wave.people.iter().filter(counts);
    behind.map(|person| person.code.as_str()).collect()
}

/// Fewest people behind a figure.
pub(super) fn fewest(workshop: &Workshop, row: &JointRow) -> u32 {
    let thresholds = workshop.material.thresholds;
    if row.sensitive {
        thresholds.sensitive_score
    } else {
        thresholds.score
    }
}
