//! Slots → waves: which slots make one collection, when it was, and at which term.
//!
//! A project that declares waves gets its own. Otherwise: one wave a name of the column « vague »,
//! one a term of the column « horizon »; days alone are cut where nobody answered for longer than
//! a collection may last, and each run takes the term of its median day (`statistics.md` § 1.10).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::Day;
use super::declared::{term_of, wave_of};
use super::gathering::{Gathering, Slot};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, day};
use crate::model::project::WaveKind;
use crate::model::referential::Terms;
use crate::model::survey::Days;
use crate::model::{Horizon, Project, Wave};

/// A wave and the buckets it is made of.
pub(super) struct Collected {
    pub wave: Wave,
    pub buckets: Vec<usize>,
    /// When, if dates tell.
    pub days: Option<Days>,
}

/// The waves of a project, in order of time; none when one could not be placed.
pub(super) fn collected(
    gathering: &Gathering,
    project: &Project,
    terms: &Terms,
    notes: &mut Diagnostics,
) -> Option<Vec<Collected>> {
    if project.waves.is_empty() {
        made(gathering, project, terms, notes)
    } else {
        declared(gathering, project, terms, notes)
    }
}

fn declared(
    gathering: &Gathering,
    project: &Project,
    terms: &Terms,
    notes: &mut Diagnostics,
) -> Option<Vec<Collected>> {
    let mut all: Vec<Collected> = project
        .waves
        .iter()
        .map(|wave| Collected {
            wave: wave.clone(),
            buckets: Vec::new(),
            days: None,
        })
        .collect();
    let mut sound = true;
    for (rank, bucket) in gathering.buckets.iter().enumerate() {
        let slot = match bucket.slot {
            Slot::Day(day) => day.date().and_then(|date| wave_of(date, project, terms)),
            slot => Some(slot),
        };
        match slot {
            Some(Slot::Declared(wave)) => all[usize::from(wave)].buckets.push(rank),
            _ => {
                sound = false;
                let message = format!(
                    "des réponses du projet « {} » ne tombent dans aucune de ses vagues",
                    project.id
                );
                notes.push(Diagnostic::error(message).hint("complétez debut et fin des vagues dans projet.toml, ou ajoutez une colonne « vague »"));
            }
        }
    }
    for one in &mut all {
        one.days = days(gathering, &one.buckets);
        tell_strays(gathering, one, notes);
        let by_answers = || Some(Horizon::of(one.days?.median, project.start?, terms));
        one.wave.horizon = one
            .wave
            .horizon
            .or_else(by_answers)
            .or_else(|| term_of(&one.wave, project.start, terms));
    }
    sound.then_some(all)
}

/// Days beyond which an answer is no latecomer's.
const MARGIN: i64 = 30;

/// Tells people whose day is far from the declared days of their wave: one of the two is wrong.
fn tell_strays(gathering: &Gathering, one: &Collected, notes: &mut Diagnostics) {
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

fn made(
    gathering: &Gathering,
    project: &Project,
    terms: &Terms,
    notes: &mut Diagnostics,
) -> Option<Vec<Collected>> {
    let mut named: BTreeMap<(Option<Horizon>, u16), Vec<usize>> = BTreeMap::new();
    let mut by_day: Vec<(Day, usize)> = Vec::new();
    for (rank, bucket) in gathering.buckets.iter().enumerate() {
        match bucket.slot {
            Slot::Term(horizon) => named.entry((Some(horizon), 0)).or_default().push(rank),
            Slot::Label(label) => named.entry((None, label)).or_default().push(rank),
            Slot::Day(day) => by_day.push((day, rank)),
            Slot::Declared(_) | Slot::Unknown => {}
        }
    }
    let mut all: Vec<Collected> = Vec::new();
    for ((horizon, label), buckets) in named {
        all.push(named_wave(
            horizon, label, buckets, gathering, project, terms, notes,
        )?);
    }
    let Some(start) = project.start.or(by_day.is_empty().then(NaiveDate::default)) else {
        notes.push(unknown_start(gathering, project));
        return None;
    };
    by_day.sort_unstable();
    let longest = i64::from(terms.collection_days);
    let far = |(one, _): &(Day, usize), (other, _): &(Day, usize)| match (one.date(), other.date())
    {
        (Some(one), Some(other)) => (other - one).num_days() <= longest,
        _ => true,
    };
    for run in by_day.chunk_by(far) {
        let buckets: Vec<usize> = run.iter().map(|(_, bucket)| *bucket).collect();
        let days = days(gathering, &buckets);
        let horizon = Horizon::of(days?.median, start, terms);
        all.push(Collected {
            wave: wave(horizon.key().to_owned(), horizon),
            buckets,
            days,
        });
    }
    all.sort_by_cached_key(|one| {
        (
            one.wave.horizon,
            one.days.map(|days| days.median),
            one.wave.id.clone(),
        )
    });
    name_apart(&mut all);
    Some(all)
}

/// Rows whose days could be read in two ways were kept until the file ended: nothing was told of them yet.
fn unknown_start(gathering: &Gathering, project: &Project) -> Diagnostic {
    let message = format!(
        "la date de début du projet « {} » est inconnue : l'échéance de ses réponses ne peut pas être calculée",
        project.id
    );
    let file = gathering.files.first().cloned().unwrap_or_default();
    Diagnostic::error(message)
        .at(Place::file(file))
        .hint("ajoutez debut = … à projet.toml, ou une colonne « horizon »")
}

fn wave(id: String, horizon: Horizon) -> Wave {
    Wave {
        id,
        start: None,
        end: None,
        horizon: Some(horizon),
        kind: WaveKind::Measure,
        populations: BTreeMap::new(),
        versions: BTreeMap::new(),
    }
}

fn named_wave(
    horizon: Option<Horizon>,
    label: u16,
    buckets: Vec<usize>,
    gathering: &Gathering,
    project: &Project,
    terms: &Terms,
    notes: &mut Diagnostics,
) -> Option<Collected> {
    let days = days(gathering, &buckets);
    if let Some(horizon) = horizon {
        return Some(Collected {
            wave: wave(horizon.key().to_owned(), horizon),
            buckets,
            days,
        });
    }
    let label = gathering.labels.get(usize::from(label))?;
    let term = label
        .horizon
        .or_else(|| Some(Horizon::of(days?.median, project.start?, terms)));
    let Some(term) = term else {
        let message = format!(
            "l'échéance de la vague « {} » du projet « {} » est inconnue",
            label.shown, project.id
        );
        notes.push(
            Diagnostic::error(message)
                .at(Place::file(gathering.files.first().cloned().unwrap_or_default()))
                .hint("déclarez la vague dans projet.toml avec son échéance, ou ajoutez debut = … et une colonne « date »"),
        );
        return None;
    };
    Some(Collected {
        wave: wave(label.shown.clone(), term),
        buckets,
        days,
    })
}

/// Waves that would have the same key are numbered in order of time.
fn name_apart(all: &mut [Collected]) {
    let ids: Vec<String> = all.iter().map(|one| one.wave.id.clone()).collect();
    for (rank, one) in all.iter_mut().enumerate() {
        if ids.iter().filter(|id| **id == ids[rank]).count() > 1 {
            let before = ids[..rank].iter().filter(|id| **id == ids[rank]).count();
            one.wave.id = format!("{}-{}", ids[rank], before + 1);
        }
    }
}

/// First, median and last day of the people in some buckets; none without dates.
///
/// One day a person: someone met on two days of one collection counts on the first.
fn days(gathering: &Gathering, buckets: &[usize]) -> Option<Days> {
    let mut wanted = vec![false; gathering.buckets.len()];
    for bucket in buckets {
        wanted[*bucket] = true;
    }
    let dated = gathering
        .sittings
        .iter()
        .filter(|sitting| wanted[usize::from(sitting.bucket)] && sitting.day != Day::NONE);
    let mut counts: BTreeMap<Day, u64> = BTreeMap::new();
    if let [_] = buckets {
        dated.for_each(|sitting| *counts.entry(sitting.day).or_default() += 1);
    } else {
        let mut met: Vec<([u64; 2], Day)> =
            dated.map(|sitting| (sitting.key, sitting.day)).collect();
        met.sort_unstable();
        met.dedup_by_key(|(key, _)| *key);
        met.iter()
            .for_each(|(_, day)| *counts.entry(*day).or_default() += 1);
    }
    let half = counts.values().sum::<u64>().div_ceil(2);
    let mut below = 0;
    let median = counts.iter().find(|(_, count)| {
        below += **count;
        below >= half
    });
    Some(Days {
        first: counts.keys().next()?.date()?,
        median: median?.0.date()?,
        last: counts.keys().next_back()?.date()?,
    })
}

/// Tells a collection that lasted long, or that went over the bound of a term.
pub(super) fn check(
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
