//! Reads the waves of a project: when, what was asked, how many people were invited.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::keys::{Keys, Word};
use super::project::{Wave, WaveKind};
use super::questionnaire::Questionnaire;
use super::referential_file::tell_repeated;
use super::{GroupId, Horizon, ItemId};
use crate::diagnostic::day;

/// Most waves of a project.
const MOST_WAVES: usize = 24;
/// Most people in a group: a territory, not a typing slip.
const MOST_PEOPLE: u32 = 1_000_000;

/// Every `[[vagues]]` of the file, in order of time.
pub(super) fn waves(
    keys: &Keys,
    questionnaire: &Questionnaire,
    start: Option<NaiveDate>,
) -> Vec<Wave> {
    let tables = keys.tables("vagues");
    if tables.len() > MOST_WAVES {
        let message = format!("{} vagues, {MOST_WAVES} au plus", tables.len());
        keys.error("vagues", message, "réunissez les vagues rapprochées");
        tables.iter().for_each(Keys::forgive);
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    // A day that is written and cannot be read is told at its own line.
    let dated = start.is_some() || keys.has("debut");
    let read = tables.iter().map(|table| {
        let wave = wave(table, questionnaire, dated);
        tell_repeated(table, "id", &wave.id, &mut seen);
        wave
    });
    let read: Vec<Wave> = read.collect();
    tell_overlaps(&tables, &read);
    in_time(read)
}

/// Two measures at the same time: an answer that has nothing but its date belongs to neither.
///
/// A look back or ahead is asked along with a measure, so it may share its days.
fn tell_overlaps(tables: &[Keys], waves: &[Wave]) {
    let days = |wave: &Wave| (wave.kind == WaveKind::Measure).then_some((wave.start?, wave.end?));
    for (rank, (table, wave)) in tables.iter().zip(waves).enumerate() {
        for other in &waves[..rank] {
            let (Some((start, end)), Some((first, last))) = (
                days(wave).filter(|(start, end)| start <= end),
                days(other).filter(|(first, last)| first <= last),
            ) else {
                continue;
            };
            if start <= last && first <= end {
                table.warning(
                    "debut",
                    format!(
                        "les vagues « {} » et « {} » se chevauchent, du {} au {}",
                        other.id,
                        wave.id,
                        day(start.max(first)),
                        day(end.min(last))
                    ),
                    "corrigez leurs dates ; sinon, donnez une vague à chaque réponse dans une colonne « vague »",
                );
            }
        }
    }
}

fn wave(table: &Keys, questionnaire: &Questionnaire, dated: bool) -> Wave {
    let (first, last) = (table.date("debut"), table.date("fin"));
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        table.error(
            "fin",
            format!(
                "la vague finit le {} avant d'avoir commencé le {}",
                day(last),
                day(first)
            ),
            "échangez les deux dates, ou corrigez l'année",
        );
    }
    let model = [21, 3].map(|day| NaiveDate::from_ymd_opt(2025, 2, day));
    if [last, first] == model {
        table.warning(
            "debut",
            "les dates de cette vague sont encore celles du modèle",
            "écrivez quand le questionnaire a été rempli ; si c'est bien alors, rien à faire",
        );
    }
    let kind = kind(table);
    let horizon = horizon(table, kind);
    if horizon.is_none() && !dated {
        table.error_at(
            table.line(),
            "l'échéance de cette vague ne peut pas être calculée : le projet n'a pas de date de début",
            "ajoutez debut = … en tête du fichier, ou horizon = \"court\" à la vague",
        );
    }
    Wave {
        id: table.required("id"),
        start: first,
        end: last,
        horizon,
        kind,
        populations: populations(table, questionnaire),
        versions: versions(table, questionnaire),
    }
}

fn kind(table: &Keys) -> WaveKind {
    let known = [
        ("mesure", WaveKind::Measure),
        ("retrospectif", WaveKind::Retrospective),
        ("attendu", WaveKind::Expected),
    ];
    table.choice("genre", &known).unwrap_or_default()
}

/// The term declared; a retrospective wave speaks of the start, an expected one must say its term.
fn horizon(table: &Keys, kind: WaveKind) -> Option<Horizon> {
    let known = Horizon::ALL.map(|horizon| (horizon.key(), horizon));
    let declared = table.choice("horizon", &known);
    if kind == WaveKind::Expected && !table.has("horizon") {
        table.error_at(
            table.line(),
            "une vague de genre « attendu » doit dire l'échéance qu'elle vise",
            "ajoutez horizon = \"court\", \"moyen\" ou \"long\"",
        );
    }
    match kind {
        WaveKind::Retrospective => declared.or(Some(Horizon::Reference)),
        WaveKind::Measure | WaveKind::Expected => declared,
    }
}

fn populations(table: &Keys, questionnaire: &Questionnaire) -> BTreeMap<GroupId, u32> {
    let Some(invited) = table.table("effectifs") else {
        return BTreeMap::new();
    };
    let known = questionnaire.groups.iter().map(|group| group.id.as_str());
    let read =
        known_names(&invited, known)
            .into_iter()
            .filter_map(|Word { text: name, .. }| {
                let people = invited.count(&name, 0..=MOST_PEOPLE)?;
                questionnaire.group(&name).map(|group| (group, people))
            });
    read.collect()
}

fn versions(table: &Keys, questionnaire: &Questionnaire) -> BTreeMap<ItemId, u32> {
    let Some(worded) = table.table("questionnaire") else {
        return BTreeMap::new();
    };
    let known = questionnaire.items.iter().map(|item| item.id.as_str());
    let read = known_names(&worded, known)
        .into_iter()
        .filter_map(|Word { text: name, .. }| {
            let version = worded.count(&name, 1..=999)?;
            questionnaire.item(&name).map(|item| (item, version))
        });
    read.collect()
}

fn known_names<'k>(table: &Keys, known: impl Iterator<Item = &'k str> + Clone) -> Vec<Word> {
    let is_known = |name: &str| known.clone().any(|known| known.eq_ignore_ascii_case(name));
    table.known_names(is_known, known.clone())
}

/// Waves in order of time: by date when all have one, else by term when all have one, else as written.
///
/// A retrospective wave comes first: it speaks of the time before the project.
fn in_time(mut waves: Vec<Wave>) -> Vec<Wave> {
    let date = |wave: &Wave| match wave.kind {
        WaveKind::Retrospective => Some(NaiveDate::MIN),
        WaveKind::Measure | WaveKind::Expected => wave.start.or(wave.end),
    };
    if waves.iter().all(|wave| date(wave).is_some()) {
        waves.sort_by_key(date);
    } else if waves.iter().all(|wave| wave.horizon.is_some()) {
        waves.sort_by_key(|wave| wave.horizon);
    }
    waves
}
