//! Which collection a row belongs to: column « horizon », then « vague », then the date.
//!
//! With declared waves a row must meet one of them. Without, the slot is kept as it is told and
//! `waves` makes waves of the slots once everything is read.

use super::calendar::Day;
use super::declared::{holds, term_of, wave_of};
use super::gathering::{Gathering, Slot};
use super::mapping::Mapping;
use super::quoting::quoted;
use super::spelling::{folded, titled};
use super::term_words;
use crate::diagnostic::{day, nearest_or};
use crate::model::referential::Terms;
use crate::model::{Horizon, Project, Wave};

/// Why a row belongs to no collection: which column is at fault, the message, the way out.
pub(super) struct Lost {
    pub column: At,
    pub message: String,
    pub hint: String,
}

/// The column at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Wave,
    Horizon,
    Date,
    Row,
}

/// What a row tells of its collection; blank cells are none, absent columns too.
pub(super) struct Told<'a> {
    pub wave: Option<&'a str>,
    pub horizon: Option<&'a str>,
    pub day: Day,
    /// Whether the file has the column at all.
    pub has_wave: bool,
    pub has_horizon: bool,
    pub has_date: bool,
}

fn lost(column: At, message: impl Into<String>, hint: impl Into<String>) -> Lost {
    Lost {
        column,
        message: message.into(),
        hint: hint.into(),
    }
}

/// The slot of a row.
pub(super) fn slot(
    told: &Told,
    project: &Project,
    gathering: &mut Gathering,
    mapping: &Mapping,
    terms: &Terms,
) -> Result<Slot, Lost> {
    let term = told.horizon.map(term).transpose()?;
    if let Some(written) = told.wave {
        let name = mapping
            .waves
            .get(&folded(written))
            .map_or(written, String::as_str);
        return named(name, term, project, gathering);
    }
    if let Some(term) = term {
        return of_term(term, told.day, project, terms);
    }
    if told.has_horizon {
        let hint = "écrivez l'échéance : reference, court, moyen ou long";
        return Err(lost(At::Horizon, "l'échéance n'est pas indiquée", hint));
    }
    // A declared wave is also known by its days: the column that `jalon init` prepares may stay blank.
    let by_day = !project.waves.is_empty() && told.day.date().is_some();
    if told.has_wave && !by_day {
        let hint = match &project.waves[..] {
            [] => "écrivez la vague de chaque réponse, par exemple V1".to_owned(),
            waves => format!(
                "écrivez-la (vagues du projet : {}), ou la date de la réponse",
                wave_list(waves)
            ),
        };
        return Err(lost(At::Wave, "la vague n'est pas indiquée", hint));
    }
    dated(told, project, terms)
}

fn term(written: &str) -> Result<Horizon, Lost> {
    term_words::horizon(written).ok_or_else(|| {
        lost(
            At::Horizon,
            format!(
                "{} n'est pas une échéance",
                quoted(written, term_words::HORIZONS.map(|(spelling, _)| spelling))
            ),
            "écrivez reference, court, moyen ou long",
        )
    })
}

fn wave_list(waves: &[Wave]) -> String {
    let ids: Vec<&str> = waves.iter().map(|wave| wave.id.as_str()).collect();
    ids.join(", ")
}

/// The slot of a name in the column « vague ».
fn named(
    name: &str,
    term: Option<Horizon>,
    project: &Project,
    gathering: &mut Gathering,
) -> Result<Slot, Lost> {
    if project.waves.is_empty() {
        return match (term_words::horizon(name), term) {
            (Some(named), None) => Ok(Slot::Term(named)),
            (_, term) => free_label(name, term, gathering),
        };
    }
    let wanted = folded(name);
    let found = project
        .waves
        .iter()
        .position(|wave| folded(&wave.id) == wanted);
    let Some(rank) = found else {
        let known = project.waves.iter().map(|wave| wave.id.as_str());
        let hint = nearest_or(name, known.clone(), || {
            format!(
                "vagues du projet : {} ; ajoutez celle-ci à projet.toml, ou à [vagues] de colonnes.toml",
                wave_list(&project.waves)
            )
        });
        return Err(lost(
            At::Wave,
            format!("{} n'est pas une vague du projet", quoted(name, known)),
            hint,
        ));
    };
    let declared = project.waves[rank].horizon;
    if let (Some(term), Some(declared)) = (term, declared)
        && term != declared
    {
        let message = format!(
            "l'échéance « {} » contredit celle de la vague {} : « {} »",
            term.key(),
            project.waves[rank].id,
            declared.key()
        );
        return Err(lost(
            At::Horizon,
            message,
            "corrigez la case, ou l'échéance de la vague dans projet.toml",
        ));
    }
    declared_slot(rank)
}

fn declared_slot(rank: usize) -> Result<Slot, Lost> {
    u8::try_from(rank).map(Slot::Declared).map_err(|_| {
        lost(
            At::Row,
            "trop de vagues dans le projet",
            "réunissez les vagues rapprochées",
        )
    })
}

fn free_label(name: &str, term: Option<Horizon>, gathering: &mut Gathering) -> Result<Slot, Lost> {
    let Some(rank) = gathering.label(name) else {
        return Err(lost(
            At::Wave,
            "cette colonne porte plus de 24 noms de vague différents",
            "vérifiez que la colonne « vague » nomme bien des vagues, et non des personnes ou des dates",
        ));
    };
    let label = &mut gathering.labels[usize::from(rank)];
    match (label.horizon, term) {
        (Some(before), Some(now)) if before != now => {
            let message = format!(
                "la vague {} a déjà une autre échéance : « {} »",
                titled(name),
                before.key()
            );
            Err(lost(
                At::Horizon,
                message,
                "donnez la même échéance à toutes les lignes d'une vague",
            ))
        }
        (_, Some(now)) => {
            label.horizon = Some(now);
            Ok(Slot::Label(rank))
        }
        _ => Ok(Slot::Label(rank)),
    }
}

/// The slot of a term: the declared wave that has it.
fn of_term(term: Horizon, day: Day, project: &Project, terms: &Terms) -> Result<Slot, Lost> {
    if project.waves.is_empty() {
        return Ok(Slot::Term(term));
    }
    let with_term: Vec<usize> = (0..project.waves.len())
        .filter(|rank| term_of(&project.waves[*rank], project.start, terms) == Some(term))
        .collect();
    match with_term[..] {
        [only] => declared_slot(only),
        [] => Err(lost(
            At::Horizon,
            format!(
                "aucune vague du projet n'est à l'échéance « {} »",
                term.key()
            ),
            format!(
                "vagues du projet : {} ; complétez projet.toml",
                wave_list(&project.waves)
            ),
        )),
        _ => match day.date().and_then(|date| {
            with_term
                .iter()
                .find(|rank| holds(&project.waves[**rank], date))
        }) {
            Some(rank) => declared_slot(*rank),
            None => Err(lost(
                At::Horizon,
                format!(
                    "plusieurs vagues du projet sont à l'échéance « {} »",
                    term.key()
                ),
                "ajoutez une colonne « vague » qui dit laquelle",
            )),
        },
    }
}

/// The slot of a row that only has a date, or not even one.
fn dated(told: &Told, project: &Project, terms: &Terms) -> Result<Slot, Lost> {
    let Some(date) = told.day.date() else {
        if project.waves.len() == 1 {
            return Ok(Slot::Declared(0));
        }
        return Err(match told.has_date {
            true => lost(
                At::Date,
                "la date n'est pas indiquée, et rien d'autre ne dit de quelle vague est la réponse",
                "complétez la date, ou ajoutez une colonne « vague » ; dans l'export d'un outil d'enquête, c'est sans doute une réponse non terminée : n'exportez que les réponses terminées",
            ),
            false => lost(
                At::Row,
                "rien ne dit de quelle vague sont les réponses",
                "ajoutez une colonne « vague », « horizon » ou « date », ou dites dans colonnes.toml, sous [colonnes], laquelle lire : date = \"titre de la colonne\"",
            ),
        });
    };
    if told.day.is_ambiguous() {
        return Ok(Slot::Day(told.day));
    }
    match wave_of(date, project, terms) {
        Some(Slot::Unknown) => {
            let message = format!("aucune vague du projet ne couvre le {}", day(date));
            let hint = format!(
                "vagues du projet : {} ; complétez leurs dates dans projet.toml",
                wave_list(&project.waves)
            );
            Err(lost(At::Date, message, hint))
        }
        Some(slot) => Ok(slot),
        None if project.start.is_none() => Err(lost(
            At::Row,
            "la date de début du projet est inconnue : l'échéance ne peut pas être calculée",
            "ajoutez debut = … à projet.toml, ou une colonne « horizon »",
        )),
        None => Ok(Slot::Day(told.day)),
    }
}
