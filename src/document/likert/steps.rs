//! The levels of a scale as a drawing shows them: how far each stands from the middle, and which stand together.
//!
//! Knows scales; draws and counts nothing but the sums of what is published level by level.

use crate::model::Scale;

use super::super::figure::LikertLevel;

/// Past so many levels, tones are too near each other to be told apart on paper: levels stand together.
const MOST_TONES: usize = 7;
/// Up to this distance from the middle a level of a long scale is mild; past it, strong.
const MILD: i8 = 2;

/// A level of a scale: its number, its words if any, its distance from the middle.
#[derive(Clone)]
pub(super) struct Rung<'a> {
    number: i32,
    words: &'a str,
    tone: i8,
}

/// Levels from the least to the most favourable: the declared neutral, or the middle of an odd scale, has tone 0.
pub(super) fn rungs(scale: &Scale, reversed: bool) -> Vec<Rung<'_>> {
    let size = scale.levels.len();
    let declared = scale.neutral.map(usize::from).filter(|rank| *rank < size);
    let middle = declared.or((size % 2 == 1).then_some(size / 2));
    let mut rungs: Vec<Rung> = Vec::new();
    for (rank, words) in scale.levels.iter().enumerate() {
        let step = i32::try_from(rank).unwrap_or(i32::MAX);
        rungs.push(Rung {
            number: scale.lowest.saturating_add(step),
            words,
            tone: tone(rank, size, middle),
        });
    }
    if reversed {
        rungs.reverse();
        for rung in &mut rungs {
            rung.tone = -rung.tone;
        }
    }
    rungs
}

/// The levels that share a tone of the drawing, in their order: each its own, or mild and strong ones together on a long
/// scale.
pub(super) fn steps(rungs: Vec<Rung<'_>>) -> Vec<Vec<Rung<'_>>> {
    let long = rungs.len() > MOST_TONES;
    let mut steps: Vec<Vec<Rung>> = Vec::new();
    for mut rung in rungs {
        if long {
            rung.tone = rung.tone.signum() * if rung.tone.abs() > MILD { 2 } else { 1 };
        }
        match steps.last_mut() {
            Some(step) if long && step[0].tone == rung.tone => step.push(rung),
            _ => steps.push(vec![rung]),
        }
    }
    steps
}

/// How many answered at each step: the sum of what is published level by level.
pub(super) fn summed(counts: &[u32], steps: &[Vec<Rung>]) -> Vec<u32> {
    let mut left = counts.iter();
    let sums = steps
        .iter()
        .map(|step| left.by_ref().take(step.len()).sum());
    sums.collect()
}

/// « Plutôt d'accord », « 4 », « 0 (Pas du tout) à 2 ».
pub(super) fn level(step: &[Rung]) -> LikertLevel {
    let label = match step {
        [] => String::new(),
        [only] if only.words.is_empty() => only.number.to_string(),
        [only] => only.words.to_owned(),
        [first, .., last] => {
            let link = if step.len() == 2 { "et" } else { "à" };
            format!("{} {link} {}", numbered(first), numbered(last))
        }
    };
    LikertLevel {
        label,
        tone: step.first().map_or(0, |rung| rung.tone),
    }
}

fn numbered(rung: &Rung) -> String {
    match rung.words {
        "" => rung.number.to_string(),
        words => format!("{} ({words})", rung.number),
    }
}

/// Distance from the neutral level, at most five.
fn tone(rank: usize, size: usize, middle: Option<usize>) -> i8 {
    let rank = i8::try_from(rank).unwrap_or(i8::MAX);
    let tone = match middle.and_then(|middle| i8::try_from(middle).ok()) {
        Some(middle) => rank.saturating_sub(middle),
        None => {
            let half = i8::try_from(size / 2).unwrap_or(i8::MAX);
            if rank < half {
                rank.saturating_sub(half)
            } else {
                rank.saturating_sub(half).saturating_add(1)
            }
        }
    };
    tone.clamp(-5, 5)
}
