//! What is told of the days of a wave: a long collection, one over the bound of a term, people far from what was declared.

use chrono::NaiveDate;

use super::declared::LATE;
use super::gathering::Gathering;
use super::waves::Collected;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, day};
use crate::model::project::WaveKind;
use crate::model::referential::Terms;
use crate::model::survey::Days;
use crate::model::{Horizon, Wave};

const MARGIN: i64 = LATE.cast_signed();

/// Tells people whose day is far from the declared days of their wave: one of the two is wrong.
pub(super) fn tell_strays(gathering: &Gathering, one: &Collected, notes: &mut Diagnostics) {
    let wave = &one.wave;
    let strays = |day: NaiveDate| {
        wave.start
            .is_some_and(|start| (start - day).num_days() > MARGIN)
            || wave.end.is_some_and(|end| (day - end).num_days() > MARGIN)
    };
    // The days of a wave say at once whether there is any.
    if !one
        .days
        .is_some_and(|days| strays(days.first) || strays(days.last))
    {
        return;
    }
    let sittings = gathering.sittings.iter();
    let mut keys: Vec<[u64; 2]> = sittings
        .filter(|sitting| one.buckets.contains(&usize::from(sitting.bucket)))
        .filter(|sitting| sitting.day.date().is_some_and(strays))
        .map(|sitting| sitting.key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let message = match keys.len() {
        1 => format!(
            "dans la vague « {} », une personne a répondu à plus de {MARGIN} jours de la période déclarée ({})",
            wave.id,
            period(wave)
        ),
        people => format!(
            "dans la vague « {} », {people} personnes ont répondu à plus de {MARGIN} jours de la période déclarée ({})",
            wave.id,
            period(wave)
        ),
    };
    notes.push(
        Diagnostic::warning(message)
            .at(Place::file(gathering.files.first().cloned().unwrap_or_default()))
            .hint("corrigez la vague ou la date de ces réponses, ou les dates de la vague dans projet.toml"),
    );
}

/// The declared days of a wave: « du 03/02/2025 au 21/02/2025 ».
fn period(wave: &Wave) -> String {
    match (wave.start, wave.end) {
        (Some(start), Some(end)) => format!("du {} au {}", day(start), day(end)),
        (Some(start), None) => format!("à partir du {}", day(start)),
        (None, Some(end)) => format!("jusqu'au {}", day(end)),
        (None, None) => String::new(),
    }
}

/// Tells a collection that lasted long, or that went over the bound of a term.
pub(super) fn tell_days(
    wave: &Wave,
    days: Days,
    start: Option<NaiveDate>,
    terms: &Terms,
    file: &str,
    notes: &mut Diagnostics,
) {
    let lasted = (days.last - days.first).num_days() + 1;
    let mut warn = |message: String, hint: &str| {
        notes.push(
            Diagnostic::warning(message)
                .at(Place::file(file))
                .hint(hint),
        );
    };
    if lasted > i64::from(terms.collection_days) {
        warn(
            format!(
                "la collecte de la vague « {} » s'étale sur {lasted} jours",
                wave.id
            ),
            "au-delà de trois mois, les réponses ne décrivent plus le même moment : séparez-les en deux vagues si c'est le cas",
        );
    }
    let Some(start) = start else {
        return;
    };
    let (first, last) = (
        Horizon::of(days.first, start, terms),
        Horizon::of(days.last, start, terms),
    );
    if first != last && wave.kind == WaveKind::Measure {
        warn(
            format!(
                "la vague « {} » commence à l'échéance « {} » et finit à l'échéance « {} »",
                wave.id,
                first.key(),
                last.key()
            ),
            "elle compte tout entière à l'échéance de la vague ; déclarez horizon dans projet.toml pour en choisir une autre",
        );
    }
}
