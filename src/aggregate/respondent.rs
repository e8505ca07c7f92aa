//! One person: the score of a criterion from its items, and whether a questionnaire is complete.
//! Groups and waves come later.

/// One valid answer, on 0–100, with the weight of its item (1 unless the questionnaire says otherwise).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted {
    /// Score on 0–100, 100 the most favourable.
    pub score: f64,
    /// Weight of the item.
    pub weight: f64,
}

/// A person's valid items of one criterion (or QVCT level), added to one answer at a time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    valid: u32,
    weight: f64,
    sum: f64,
}

impl Sums {
    /// Adds a valid answer.
    pub fn add(&mut self, answer: Weighted) {
        self.valid += 1;
        self.weight += answer.weight;
        self.sum += answer.weight * answer.score;
    }

    /// Their weighted mean on 0–100, under the half rule.
    ///
    /// Defined when at least half of the items that concern the person are answered, and one at least
    /// (EORTC QLQ-C30, COPSOQ). `asked` counts the items shown, `not_concerned` those answered « non concerné ».
    pub fn score(&self, asked: u32, not_concerned: u32) -> Option<f64> {
        let concerned = asked.saturating_sub(not_concerned);
        if concerned == 0 || self.valid == 0 || self.valid.saturating_mul(2) < concerned {
            return None;
        }
        (self.weight > 0.0).then(|| self.sum / self.weight)
    }
}

/// Mean of a person's criterion scores in one category, when half of the criteria asked have one.
///
/// Puts the scores in order: the sum does not depend on that of the criteria.
pub fn category_score(scores: &mut [f64], criteria_asked: u32) -> Option<f64> {
    if criteria_asked == 0 || scores.is_empty() || scores.len() * 2 < criteria_asked as usize {
        return None;
    }
    scores.sort_unstable_by(f64::total_cmp);
    Some(scores.iter().sum::<f64>() / super::estimate::size(scores.len()))
}

/// How far a person went in a questionnaire (AAPOR, Standard Definitions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// At least 80 % of the items asked carry a code.
    Complete,
    /// At least half.
    Partial,
    /// Less than half: left out of criterion scores.
    BreakOff,
}

/// Classes a questionnaire by the items with any code (valid, ne sait pas, non concerné) among those asked.
///
/// `None` when nothing was asked.
pub fn completion(coded: u32, asked: u32) -> Option<Completion> {
    if asked == 0 {
        return None;
    }
    let (coded, asked) = (u64::from(coded), u64::from(asked));
    Some(if coded * 5 >= asked * 4 {
        Completion::Complete
    } else if coded * 2 >= asked {
        Completion::Partial
    } else {
        Completion::BreakOff
    })
}

/// Response rate: complete and partial questionnaires over the people invited (AAPOR RR2).
///
/// `None` when the population is unknown: never 100 % by default. More answers than people is
/// E-POP, reported elsewhere; the rate is then 1.
pub fn response_rate(complete: u32, partial: u32, population: Option<u32>) -> Option<f64> {
    let answered = complete.saturating_add(partial);
    let people = population.filter(|&people| people > 0)?;
    Some(f64::from(answered) / f64::from(people.max(answered)))
}

/// Share of scores at or above 75 and at or below 25, as counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tails {
    /// Scores of 75 or more.
    pub high: u32,
    /// Scores of 25 or less.
    pub low: u32,
}

impl Tails {
    /// Counts high and low scores that so many people have; a billionth of a point forgives the rounding of weighted means.
    pub fn counted(scores: impl Iterator<Item = (f64, u32)>) -> Tails {
        let mut found = Tails { high: 0, low: 0 };
        for (score, people) in scores {
            found.high += people * u32::from(score >= 75.0 - 1e-9);
            found.low += people * u32::from(score <= 25.0 + 1e-9);
        }
        found
    }
}
