//! Movements of one direction as a title tells them: how many, how sure together, and which come first.
//!
//! Knows names, verdicts and points; not whose they are.

use crate::aggregate::figures::Verdict;

use super::super::{movement, words};

/// Most that are named as those that moved most.
const NAMED: usize = 2;

/// What moved: its name, how sure, by how many points.
pub(in crate::document) struct Shift {
    pub name: String,
    pub verdict: Verdict,
    pub points: f64,
}

impl Shift {
    fn degree(&self) -> &'static str {
        movement::degree(std::iter::once(self.verdict))
    }

    /// Whether a title that gives whole points tells two apart.
    fn is_as_far_as(&self, other: &Shift) -> bool {
        self.verdict.is_established() == other.verdict.is_established()
            && words::change_points(self.points) == words::change_points(other.points)
    }
}

/// « 5 critères en amélioration probable, surtout « Participation » (+25 points) »; `counted` is « 5 critères », `word` what they
/// did. `None` when nothing moved.
///
/// The surest comes first, then the largest. When more than two are as sure and went as far, none of them is named.
pub(in crate::document) fn told(counted: &str, word: &str, shifts: &[Shift]) -> Option<String> {
    let weight = |shift: &Shift| (shift.verdict, shift.points);
    // From the end: of equals the first is kept.
    let most = shifts
        .iter()
        .rev()
        .max_by(|a, b| movement::weighed(weight(a), weight(b)))?;
    let first = shifts.iter().filter(|shift| shift.is_as_far_as(most));
    let first: Vec<String> = first.map(|shift| format!("« {} »", shift.name)).collect();
    let degree = movement::degree(shifts.iter().map(|shift| shift.verdict));
    // Among movements that are not all as sure, which one this is.
    let own = match most.degree() {
        own if own == degree => String::new(),
        own => format!(", {own}"),
    };
    let points = words::change_points(most.points);
    let head = format!("{counted} en {word} {degree}");
    Some(match (shifts.len(), first.len()) {
        (1, _) => format!("{head} : {} ({points})", words::list(&first)),
        (_, 1..=NAMED) => format!("{head}, surtout {} ({points}{own})", words::list(&first)),
        _ => format!("{head}, jusqu'à {points}"),
    })
}
