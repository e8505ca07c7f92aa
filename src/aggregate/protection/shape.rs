//! What one published mean weighs: which questions, in which parts, for whom.
//!
//! A person's score is a linear form of her answers that depends only on what she answered; this
//! file gives its coefficients exactly (`statistics.md` § 1.3). Knows no score and no wave.

use crate::model::State;

use super::super::field::Element;
use super::super::sheets::{FIRST_LEVEL, NOT_ASKED, NOT_CONCERNED};

/// How a question stands for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::aggregate) enum Standing {
    #[default]
    NotAsked,
    Answered,
    NotConcerned,
    /// Asked, without an answer on the scale.
    Blank,
}

impl Standing {
    pub fn of(state: State) -> Standing {
        match state {
            State::Valid(_) => Standing::Answered,
            State::NotApplicable => Standing::NotConcerned,
            State::DontKnow | State::Missing | State::Invalid => Standing::Blank,
        }
    }

    /// The same of an answer in a byte.
    pub fn of_code(code: u8) -> Standing {
        match code {
            NOT_ASKED => Standing::NotAsked,
            NOT_CONCERNED => Standing::NotConcerned,
            FIRST_LEVEL.. => Standing::Answered,
            _ => Standing::Blank,
        }
    }

    /// The sign that stands for it in the record of an edition.
    pub fn sign(self) -> char {
        match self {
            Standing::NotAsked => '.',
            Standing::Answered => 'v',
            Standing::NotConcerned => 'n',
            Standing::Blank => 'x',
        }
    }

    pub fn of_sign(sign: char) -> Standing {
        match sign {
            'v' => Standing::Answered,
            'n' => Standing::NotConcerned,
            'x' => Standing::Blank,
            _ => Standing::NotAsked,
        }
    }
}

/// What a group of people was put, and who of them counts where.
#[derive(Debug)]
pub(in crate::aggregate) struct Whole {
    /// Questions that somebody was put.
    asked: Vec<bool>,
    /// Questions that somebody answered who has no score on their criterion.
    apart: Vec<bool>,
}

impl Whole {
    /// Of nobody yet.
    pub fn new(items: usize) -> Whole {
        Whole {
            asked: vec![false; items],
            apart: vec![false; items],
        }
    }

    /// Adds people alike; `criteria` are the questions of each criterion.
    pub fn add(&mut self, standings: &[Standing], criteria: &[Vec<u16>], weights: &[Element]) {
        for (asked, standing) in self.asked.iter_mut().zip(standings) {
            *asked |= *standing != Standing::NotAsked;
        }
        for criterion in criteria {
            if sum(criterion, standings, weights).is_none() {
                for &item in criterion {
                    self.apart[usize::from(item)] |= at(standings, item) == Standing::Answered;
                }
            }
        }
    }
}

/// The questions of a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::aggregate) struct Shape {
    /// Questions of each criterion of a category; one list for any other subject.
    parts: Vec<Vec<u16>>,
    /// The question alone, among the people of its criterion.
    only: Option<u16>,
}

impl Shape {
    /// The mean of the questions, or over criteria of their means.
    pub fn of_parts(mut parts: Vec<Vec<u16>>) -> Shape {
        for part in &mut parts {
            part.sort_unstable();
        }
        parts.retain(|part| !part.is_empty());
        parts.sort_unstable();
        Shape { parts, only: None }
    }

    /// One question among the people who have a score on its criterion.
    pub fn of_item(item: u16, criterion: Vec<u16>) -> Shape {
        let shape = Shape::of_parts(vec![criterion]);
        Shape {
            // A criterion of one question and its question are one figure under two names.
            only: (shape.items().count() > 1).then_some(item),
            ..shape
        }
    }

    /// The same figure for people of whom this is all; empty when it says nothing of them.
    ///
    /// A question that none of them was put counts for none of them. A question among the people of its
    /// criterion is that question when all who answered it are among them.
    pub fn among(&self, whole: &Whole) -> Shape {
        let kept = |part: &Vec<u16>| -> Vec<u16> {
            let items = part.iter().copied();
            items
                .filter(|&item| whole.asked[usize::from(item)])
                .collect()
        };
        let parts: Vec<Vec<u16>> = self.parts.iter().map(kept).collect();
        match self.only {
            Some(only) if whole.apart[usize::from(only)] => Shape::of_item(only, parts.concat()),
            Some(only) => Shape::of_parts(vec![kept(&vec![only])]),
            None => Shape::of_parts(parts),
        }
    }

    pub fn parts(&self) -> &[Vec<u16>] {
        &self.parts
    }

    pub fn only(&self) -> Option<u16> {
        self.only
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    pub fn items(&self) -> impl Iterator<Item = u16> + '_ {
        self.parts.iter().flatten().copied()
    }

    /// Questions whose answers are in the figure.
    pub fn spoken(&self) -> impl Iterator<Item = u16> + '_ {
        self.items()
            .filter(|item| self.only.is_none_or(|only| only == *item))
    }

    /// Whether a person counts in the figure.
    pub fn counts(&self, standings: &[Standing], weights: &[Element]) -> bool {
        self.only
            .is_none_or(|only| at(standings, only) == Standing::Answered)
            && self.defined(standings, weights).is_some()
    }

    /// Calls `tell` with the coefficient of each answer of a person in the figure; nothing when she is not in it.
    pub fn coefficients(
        &self,
        standings: &[Standing],
        weights: &[Element],
        inverses: &Inverses,
        mut tell: impl FnMut(u16, Element),
    ) {
        if self
            .only
            .is_some_and(|only| at(standings, only) != Standing::Answered)
        {
            return;
        }
        let Some(defined) = self.defined(standings, weights) else {
            return;
        };
        if let Some(only) = self.only {
            tell(only, Element::ONE);
            return;
        }
        let share = inverses.of_count(defined);
        for part in &self.parts {
            let Some(sum) = sum(part, standings, weights) else {
                continue;
            };
            let scale = share.times(inverses.of(sum));
            for &item in part {
                if at(standings, item) == Standing::Answered {
                    tell(item, scale.times(weights[usize::from(item)]));
                }
            }
        }
    }

    /// How many parts have a score, when half of the parts asked have one.
    fn defined(&self, standings: &[Standing], weights: &[Element]) -> Option<usize> {
        let (mut asked, mut found) = (0, 0);
        for part in &self.parts {
            let (concerned, sum) = concerned_and_sum(part, standings, weights);
            asked += usize::from(concerned > 0);
            found += usize::from(sum.is_some());
        }
        (found > 0 && found * 2 >= asked).then_some(found)
    }
}

fn at(standings: &[Standing], item: u16) -> Standing {
    standings
        .get(usize::from(item))
        .copied()
        .unwrap_or_default()
}

/// Sum of the weights answered, when half of the questions that concern the person are.
fn sum(part: &[u16], standings: &[Standing], weights: &[Element]) -> Option<Element> {
    concerned_and_sum(part, standings, weights).1
}

/// The same after how many questions concern the person.
fn concerned_and_sum(
    part: &[u16],
    standings: &[Standing],
    weights: &[Element],
) -> (usize, Option<Element>) {
    let (mut concerned, mut answered, mut sum) = (0, 0, Element::ZERO);
    for &item in part {
        let standing = at(standings, item);
        concerned += usize::from(matches!(standing, Standing::Answered | Standing::Blank));
        if standing == Standing::Answered {
            answered += 1;
            sum = sum.plus(weights[usize::from(item)]);
        }
    }
    let has_score = answered > 0 && answered * 2 >= concerned && !sum.is_zero();
    (concerned, has_score.then_some(sum))
}

/// Inverses of small counts, computed once.
pub(in crate::aggregate) struct Inverses(Vec<Element>);

impl Inverses {
    pub fn up_to(count: usize) -> Inverses {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Inverses(
            (0..=count)
                .map(|whole| Element::of_number(f64::from(whole)).inverse())
                .collect(),
        )
    }

    fn of_count(&self, count: usize) -> Element {
        match self.0.get(count) {
            Some(inverse) => *inverse,
            None => Inverses::up_to(count).0[count],
        }
    }

    fn of(&self, sum: Element) -> Element {
        match sum.small().and_then(|count| self.0.get(count)) {
            Some(inverse) => *inverse,
            None => sum.inverse(),
        }
    }
}
