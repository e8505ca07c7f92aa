//! The waves that a project declares: their term, their days, and which of them a day belongs to.

use chrono::{Days, NaiveDate};

use super::gathering::Slot;
use crate::model::referential::Terms;
use crate::model::{Horizon, Project, Wave};

/// Days beyond which an answer is no latecomer's.
pub(super) const LATE: u64 = 30;

/// The term of a declared wave: as declared, else from its days.
pub(super) fn term_of(wave: &Wave, start: Option<NaiveDate>, terms: &Terms) -> Option<Horizon> {
    wave.horizon
        .or_else(|| Some(Horizon::of(wave.start.or(wave.end)?, start?, terms)))
}

/// Whether the declared days of a wave hold a day; a wave without days holds none.
pub(super) fn holds(wave: &Wave, date: NaiveDate) -> bool {
    match (wave.start, wave.end) {
        (None, None) => false,
        (start, end) => {
            start.is_none_or(|start| start <= date) && end.is_none_or(|end| date <= end)
        }
    }
}

/// Whether a day is that of somebody who answers a declared wave late, or ahead of the others.
fn nears(wave: &Wave, date: NaiveDate) -> bool {
    let margin = Days::new(LATE);
    let (start, end) = (wave.start.or(wave.end), wave.end.or(wave.start));
    let from = start.and_then(|start| start.checked_sub_days(margin));
    let to = end.and_then(|end| end.checked_add_days(margin));
    from.zip(to)
        .is_some_and(|(from, to)| (from..=to).contains(&date))
}

/// The declared wave of a day: the one that holds it, else the only one near it, else the only one of its term, else the only one.
///
/// None when the project declares no wave; [`Slot::Unknown`] when none of them fits.
pub(super) fn wave_of(date: NaiveDate, project: &Project, terms: &Terms) -> Option<Slot> {
    let waves = &project.waves;
    if waves.is_empty() {
        return None;
    }
    let only = |ranks: Vec<usize>| match ranks[..] {
        [only] => u8::try_from(only).ok().map(Slot::Declared),
        _ => None,
    };
    let all = || 0..waves.len();
    let holding = all().filter(|rank| holds(&waves[*rank], date)).collect();
    // Somebody late for the first measure may already be at the term of the second.
    let near = || only(all().filter(|rank| nears(&waves[*rank], date)).collect());
    let by_term = || {
        let term = Horizon::of(date, project.start?, terms);
        only(
            all()
                .filter(|rank| term_of(&waves[*rank], project.start, terms) == Some(term))
                .collect(),
        )
    };
    let found = only(holding)
        .or_else(near)
        .or_else(by_term)
        .or_else(|| only(all().collect()));
    Some(found.unwrap_or(Slot::Unknown))
}
