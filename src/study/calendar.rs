//! What a project declares that its own dates contradict: measures after the day on the documents, terms far from their dates.

use chrono::NaiveDate;

use super::Found;
use super::remarks::Seen;
use crate::aggregate::figures::FigureWave;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, day};
use crate::job::Job;
use crate::model::Horizon;
use crate::model::project::WaveKind;

/// Tells what no page can show: both stand there as they were written.
pub(super) fn tell(seen: Seen, notes: &mut Diagnostics) {
    let Seen { found, job, .. } = seen;
    let mut warn = |message: String, hint: &str| {
        let note = Diagnostic::warning(message).at(Place::file(seen.name()));
        notes.push(note.hint(hint));
    };
    for wave in &found.figures.waves {
        let (Some(days), WaveKind::Measure, true) = (wave.days, wave.kind, wave.answered) else {
            continue;
        };
        if days.0 > job.date {
            warn(
                format!(
                    "la mesure « {} » commence le {}, {}",
                    wave.id,
                    day(days.0),
                    after(job)
                ),
                "corrigez arrete_le dans programme.toml, donnez une autre date avec --date, ou corrigez la date de la mesure",
            );
        }
        if let Some(dated) = far(found, job, wave.horizon, days) {
            let (declared, dated) = (wave.horizon.key(), dated.key());
            warn(
                format!(
                    "la mesure « {} » porte l'échéance « {declared} », mais ses dates disent « {dated} »",
                    wave.id
                ),
                "corrigez horizon, les dates de la vague, ou le début du projet",
            );
        }
    }
    replaced(seen, notes);
    marks(seen, notes);
}

/// A measure that a later one of the same term stands for: it enters no score and no change, which is rarely what was wanted.
fn replaced(seen: Seen, notes: &mut Diagnostics) {
    let figures = &seen.found.figures;
    let compared = figures.measures().count() > 1;
    for (rank, wave) in figures.waves.iter().enumerate() {
        let stands_for = |other: &&FigureWave| {
            other.stands
                && other.answered
                && other.kind == wave.kind
                && other.horizon == wave.horizon
        };
        let later = figures.waves[rank + 1..].iter().find(stands_for);
        let (Some(later), true, false) = (later, wave.answered, wave.stands) else {
            continue;
        };
        let fate = match compared {
            true => format!(
                "seule « {} » entre dans les scores et les évolutions",
                later.id
            ),
            false => format!(
                "seule « {} » entre dans les scores, et aucune évolution n'est calculée",
                later.id
            ),
        };
        let message = format!(
            "les mesures {} et {} tombent à la même échéance, « {} » : {fate}",
            dated(wave),
            dated(later),
            wave.horizon.key()
        );
        let mut others = figures.waves.iter();
        let has_start = others.any(|other| {
            other.kind == WaveKind::Measure && other.answered && other.horizon == Horizon::Reference
        });
        let apart = match has_start {
            true => "pour les comparer, donnez à l'une, sous [[vagues]] dans projet.toml, l'échéance qui la dit le mieux : \
                     horizon = \"court\", \"moyen\" ou \"long\""
                .to_owned(),
            false => format!(
                "si « {} » est le point de départ, écrivez horizon = \"reference\" à cette vague, sous [[vagues]] dans projet.toml, \
                 où toutes se déclarent",
                wave.id
            ),
        };
        let hint = match compared {
            true => format!("{apart} ; sinon, rien à faire"),
            false => format!("vérifiez debut, le premier jour du projet ; {apart}"),
        };
        let place = Place::file(seen.name());
        notes.push(Diagnostic::warning(message).at(place).hint(hint));
    }
}

/// « V1 » (07/04/2025): a wave that answers alone made has no name that its people know.
fn dated(wave: &FigureWave) -> String {
    let date = wave.date.map(|date| format!(" ({})", day(date)));
    format!("« {} »{}", wave.id, date.unwrap_or_default())
}

/// The same of the team's own marks.
fn marks(Seen { found, job, folder }: Seen, notes: &mut Diagnostics) {
    let Some(table) = folder.table("cotations") else {
        return;
    };
    let mut warn = |message: String, hint: &str| {
        let place = Place::file(&table.name).column("date");
        notes.push(Diagnostic::warning(message).at(place).hint(hint));
    };
    for mark in &found.project.collective {
        let Some(date) = mark.date else {
            continue;
        };
        if date > job.date {
            warn(
                format!("une note est datée du {}, {}", day(date), after(job)),
                "corrigez la date de la réunion, ou celle des documents (arrete_le, --date)",
            );
        }
        if let Some(dated) = far(found, job, mark.horizon, (date, date)) {
            warn(
                format!(
                    "une note porte l'échéance « {} », mais sa date, le {}, dit « {} »",
                    mark.horizon.key(),
                    day(date),
                    dated.key()
                ),
                "corrigez l'échéance, la date de la réunion, ou le début du projet",
            );
        }
    }
}

fn after(job: &Job) -> String {
    format!(
        "après la date portée sur les documents, le {}",
        day(job.date)
    )
}

/// The term that dates tell, when it is not the one declared nor a neighbour of it.
///
/// A team may call « reference » what came some weeks late: only what nobody would mean is told.
fn far(
    found: &Found,
    job: &Job,
    declared: Horizon,
    (first, last): (NaiveDate, NaiveDate),
) -> Option<Horizon> {
    let start = found.project.start?;
    let dated = [first, last].map(|date| Horizon::of(date, start, &job.referential.terms));
    let rank = |term: Horizon| Horizon::ALL.iter().position(|known| *known == term);
    let apart = |dated: Horizon| Some(rank(declared)?.abs_diff(rank(dated)?));
    let far = dated.iter().all(|dated| apart(*dated) >= Some(2));
    far.then_some(dated[1])
}
