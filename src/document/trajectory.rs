//! One criterion over time (G7): months since the start to scale, one panel a group.
//!
//! Nothing is carried over a wave without a figure: the line over it is dashed.

use chrono::NaiveDate;

use crate::aggregate::figures::{FigureWave, Party, Subject, Verdict};
use crate::model::{CriterionId, Horizon, WaveId, WaveKind};

use super::figure::{Trajectory, TrajectoryPanel, TrajectoryPoint};
use super::parts::Caption;
use super::{Study, changes, reading, scope, words};

/// Most panels.
const MOST_PANELS: usize = 4;
/// Mean days of a month.
const DAYS_OF_MONTH: f64 = 30.4375;

/// The trajectory of a criterion; `None` under two measures of one group with dates.
pub(super) fn build(study: &Study, criterion: CriterionId) -> Option<Trajectory> {
    let origin = origin(study)?;
    let panels: Vec<(usize, TrajectoryPanel)> = scope::groups(study)
        .filter_map(|group| Some((group, panel(study, origin, criterion, group)?)))
        .take(MOST_PANELS)
        .collect();
    if panels.is_empty() {
        return None;
    }
    let months = panels
        .iter()
        .flat_map(|(_, panel)| &panel.points)
        .map(|point| point.month);
    let ticks = ticks(months.fold(0.0, f64::max));
    Some(Trajectory {
        caption: caption(study, criterion, &panels),
        ticks,
        panels: panels.into_iter().map(|(_, panel)| panel).collect(),
    })
}

/// Month zero: the start of the project, or its first measure when the start is not declared.
fn origin(study: &Study) -> Option<NaiveDate> {
    let first = || {
        study
            .figures
            .waves
            .iter()
            .filter_map(|wave| wave.date)
            .min()
    };
    study.project.start.or_else(first)
}

/// Waves of a series in order of time: measures that stand, and what was asked afterwards.
fn series<'a>(study: &Study<'a>) -> Vec<(WaveId, &'a FigureWave)> {
    let mut waves: Vec<(WaveId, &FigureWave)> = Vec::new();
    for (rank, wave) in study.figures.waves.iter().enumerate() {
        let kept = match wave.kind {
            WaveKind::Measure => wave.stands,
            WaveKind::Retrospective => wave.answered,
            WaveKind::Expected => false,
        };
        if let (true, Ok(rank)) = (kept, u8::try_from(rank)) {
            waves.push((WaveId(rank), wave));
        }
    }
    waves
}

fn panel(
    study: &Study,
    origin: NaiveDate,
    criterion: CriterionId,
    group: usize,
) -> Option<TrajectoryPanel> {
    let mut points: Vec<TrajectoryPoint> = Vec::new();
    let mut before: Option<(WaveId, &FigureWave)> = None;
    let mut skipped = false;
    for (id, wave) in series(study) {
        let (Ok(level), Some(month)) = (
            scope::level(study, id, Party::Group(group), criterion),
            month(study, origin, wave),
        ) else {
            skipped = true;
            continue;
        };
        let (low, high) = reading::span(level);
        let broken = before.is_some_and(|(of, earlier)| {
            skipped
                || earlier.kind != wave.kind
                || skips_a_term(earlier.horizon, wave.horizon)
                || reworded(study, criterion, group, of, id)
        });
        points.push(TrajectoryPoint {
            month,
            value: words::rounded(level.score.number()),
            text: words::score(level.score),
            low,
            high,
            gap: broken,
            hollow: wave.kind == WaveKind::Retrospective,
        });
        before = Some((id, wave));
        skipped = false;
    }
    points.sort_by(|a, b| a.month.total_cmp(&b.month));
    (points.len() >= 2).then(|| TrajectoryPanel {
        label: words::group(study.figures, group),
        style: scope::style(group),
        points,
    })
}

/// Months since the start, to a tenth. What was asked afterwards speaks of the start.
fn month(study: &Study, origin: NaiveDate, wave: &FigureWave) -> Option<f64> {
    if wave.kind == WaveKind::Retrospective && study.project.start.is_some() {
        return Some(0.0);
    }
    let days = i32::try_from((wave.date? - origin).num_days()).ok()?;
    Some((f64::from(days) / DAYS_OF_MONTH * 10.0).round() / 10.0)
}

/// Whether a term lies between two measures.
fn skips_a_term(earlier: Horizon, later: Horizon) -> bool {
    let rank = |horizon: Horizon| {
        Horizon::ALL
            .iter()
            .position(|of| *of == horizon)
            .unwrap_or_default()
    };
    rank(later) > rank(earlier) + 1
}

/// Whether a question of the criterion put to the group changed its wording between two waves.
fn reworded(study: &Study, criterion: CriterionId, group: usize, from: WaveId, to: WaveId) -> bool {
    let members = study
        .figures
        .groups
        .get(group)
        .map(|group| group.members.as_slice())
        .unwrap_or_default();
    let mut items = study.questionnaire.items_of(criterion);
    items.any(|id| {
        let Some(item) = study.questionnaire.items.get(id.at()) else {
            return false;
        };
        let version = |wave: WaveId| {
            let own = study
                .project
                .waves
                .get(wave.at())
                .and_then(|wave| wave.versions.get(&id));
            own.copied().unwrap_or(item.version)
        };
        item.groups.iter().any(|group| members.contains(group)) && version(from) != version(to)
    })
}

/// Ticks each six months up to two years, each twelve up to five, then each twenty-four.
fn ticks(last: f64) -> Vec<u32> {
    let step = match last {
        last if last <= 24.0 => 6,
        last if last <= 60.0 => 12,
        _ => 24,
    };
    let mut ticks = vec![0];
    while ticks.last().is_some_and(|tick| f64::from(*tick) < last) && ticks.len() < 20 {
        ticks.push(ticks.last().copied().unwrap_or_default() + step);
    }
    ticks
}

/// The panel with an established change, else a probable one, or the first, with its verdict when the two ends were compared.
fn title(study: &Study, criterion: CriterionId, panels: &[(usize, TrajectoryPanel)]) -> String {
    let change = |group: usize| {
        let (first, last) = changes::pair(study)?;
        let figures = study.figures;
        figures
            .change(
                first,
                last,
                Party::Group(group),
                Subject::Criterion(criterion),
            )
            .ok()
    };
    let with = |of: fn(Verdict) -> bool| {
        let mut panels = panels.iter();
        panels.find(|(group, _)| change(*group).is_some_and(|change| of(change.verdict)))
    };
    let clear = with(Verdict::is_established).or_else(|| with(Verdict::is_conclusive));
    let Some((group, panel)) = clear.or(panels.first()) else {
        return String::new();
    };
    let label = words::capital(&panel.label);
    match change(*group) {
        Some(change) => {
            let (from, to, verdict) = (
                words::whole(change.from),
                words::whole(change.to),
                change.verdict.words(),
            );
            if from == to {
                format!("{label} : {to} à la première et à la dernière mesure, {verdict}")
            } else {
                format!("{label} : {from} puis {to}, {verdict}")
            }
        }
        None => {
            let texts: Vec<&str> = panel
                .points
                .iter()
                .map(|point| point.text.as_str())
                .collect();
            format!("{label} : {}", texts.join(" puis "))
        }
    }
}

fn caption(study: &Study, criterion: CriterionId, panels: &[(usize, TrajectoryPanel)]) -> Caption {
    let name = scope::name(study, criterion);
    let read = |panel: &TrajectoryPanel| {
        let texts: Vec<&str> = panel
            .points
            .iter()
            .map(|point| point.text.as_str())
            .collect();
        format!("{} : {}.", panel.label, texts.join(", "))
    };
    let title = title(study, criterion, panels);
    let points = || panels.iter().flat_map(|(_, panel)| &panel.points);
    let mut note =
        vec!["Mois depuis le début du projet ; traits verticaux : marge d'incertitude.".to_owned()];
    if points().any(|point| point.gap) {
        note.push("Trait tireté : pas de mesure comparable entre les deux points.".to_owned());
    }
    if points().any(|point| point.hollow) {
        note.push("Signe creux : situation de départ demandée après coup.".to_owned());
    }
    note.push(format!("Données : tableau {}.", words::TABLE_SCORES));
    let mut alt = vec![format!("Scores de « {name} » au fil des mesures.")];
    alt.extend(panels.iter().map(|(_, panel)| words::capital(&read(panel))));
    Caption {
        title,
        subtitle: format!("« {name} », score de 0 à 100 à chaque mesure, par groupe"),
        note: note.join(" "),
        alt: reading::alternative(&alt, words::TABLE_SCORES),
    }
}
