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
use super::wave_remarks::tell_strays;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
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
    let slots = Slots {
        gathering,
        project,
        terms,
    };
    if project.waves.is_empty() {
        slots.made(notes)
    } else {
        slots.declared(notes)
    }
}

/// The slots of a project, beside what tells their waves.
struct Slots<'s> {
    gathering: &'s Gathering,
    project: &'s Project,
    terms: &'s Terms,
}

impl Slots<'_> {
    /// The waves that the project declares, each with its slots.
    fn declared(&self, notes: &mut Diagnostics) -> Option<Vec<Collected>> {
        let (project, terms) = (self.project, self.terms);
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
        for (rank, bucket) in self.gathering.buckets.iter().enumerate() {
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
            one.days = days(self.gathering, &one.buckets);
            tell_strays(self.gathering, one, notes);
            let by_answers = || self.term_of(one.days);
            one.wave.horizon = one
                .wave
                .horizon
                .or_else(by_answers)
                .or_else(|| term_of(&one.wave, project.start, terms));
        }
        sound.then_some(all)
    }

    /// The term of a collection by its median day.
    fn term_of(&self, days: Option<Days>) -> Option<Horizon> {
        Some(Horizon::of(days?.median, self.project.start?, self.terms))
    }

    /// The waves that answers alone tell.
    fn made(&self, notes: &mut Diagnostics) -> Option<Vec<Collected>> {
        let mut named: BTreeMap<(Option<Horizon>, u16), Vec<usize>> = BTreeMap::new();
        let mut by_day: Vec<(Day, usize)> = Vec::new();
        for (rank, bucket) in self.gathering.buckets.iter().enumerate() {
            match bucket.slot {
                Slot::Term(horizon) => named.entry((Some(horizon), 0)).or_default().push(rank),
                Slot::Label(label) => named.entry((None, label)).or_default().push(rank),
                Slot::Day(day) => by_day.push((day, rank)),
                Slot::Declared(_) | Slot::Unknown => {}
            }
        }
        let mut all: Vec<Collected> = Vec::new();
        for ((horizon, label), buckets) in named {
            all.push(match horizon {
                Some(horizon) => self.of_term(horizon, buckets),
                None => self.of_label(label, buckets, notes)?,
            });
        }
        if !by_day.is_empty() {
            let Some(start) = self.project.start else {
                notes.push(self.unknown_start());
                return None;
            };
            all.extend(self.of_days(by_day, start)?);
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

    /// One wave a run of days, cut where nobody answered for longer than a collection may last; none when a day cannot be read.
    fn of_days(&self, mut by_day: Vec<(Day, usize)>, start: NaiveDate) -> Option<Vec<Collected>> {
        by_day.sort_unstable();
        let longest = i64::from(self.terms.collection_days);
        let near = |(one, _): &(Day, usize), (other, _): &(Day, usize)| {
            let both = one.date().zip(other.date());
            both.is_none_or(|(one, other)| (other - one).num_days() <= longest)
        };
        let runs = by_day.chunk_by(near);
        let waves = runs.map(|run| {
            let buckets: Vec<usize> = run.iter().map(|(_, bucket)| *bucket).collect();
            let days = days(self.gathering, &buckets);
            let horizon = Horizon::of(days?.median, start, self.terms);
            Some(Collected {
                wave: wave(horizon.key().to_owned(), horizon),
                buckets,
                days,
            })
        });
        waves.collect()
    }

    fn of_term(&self, horizon: Horizon, buckets: Vec<usize>) -> Collected {
        Collected {
            wave: wave(horizon.key().to_owned(), horizon),
            days: days(self.gathering, &buckets),
            buckets,
        }
    }

    /// The wave of a name of the column « vague »; none, and told, when nothing says its term.
    fn of_label(
        &self,
        label: u16,
        buckets: Vec<usize>,
        notes: &mut Diagnostics,
    ) -> Option<Collected> {
        let days = days(self.gathering, &buckets);
        let label = self.gathering.labels.get(usize::from(label))?;
        let Some(term) = label.horizon.or_else(|| self.term_of(days)) else {
            let message = format!(
                "l'échéance de la vague « {} » du projet « {} » est inconnue",
                label.shown, self.project.id
            );
            notes.push(
                Diagnostic::error(message)
                    .at(self.first_file())
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

    /// Rows whose days could be read in two ways were kept until the file ended: nothing was told of them yet.
    fn unknown_start(&self) -> Diagnostic {
        let message = format!(
            "la date de début du projet « {} » est inconnue : l'échéance de ses réponses ne peut pas être calculée",
            self.project.id
        );
        Diagnostic::error(message)
            .at(self.first_file())
            .hint("ajoutez debut = … à projet.toml, ou une colonne « horizon »")
    }

    fn first_file(&self) -> Place {
        let file = self.gathering.files.first().cloned();
        Place::file(file.unwrap_or_default())
    }
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
