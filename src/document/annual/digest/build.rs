//! A study reduced to what the documents of the programme need of it.

use std::collections::BTreeMap;

use crate::aggregate::figures::{Absent, Change, Level, Party, Score, Subject};
use crate::document::{Study, conditions, next_measure, scope, words};
use crate::model::project::MarkerState;
use crate::model::{CategoryId, CriterionId, QvctId, WaveId};
use crate::output::file_name;

use super::super::public::mix;
use super::{Advised, Digest, Moved, State, Value};

/// Reduces a study.
pub fn digest(study: &Study) -> Digest {
    let figures = study.figures;
    let last = figures.last();
    let line = figures
        .participation
        .iter()
        .find(|line| Some(line.wave) == last && line.party == Party::Ensemble);
    let criteria: Vec<Result<Value, Absent>> = scope::criteria(study)
        .map(|criterion| criterion_value(study, last, criterion))
        .collect();
    let judged = conditions::conditions(study).into_iter();
    Digest {
        id: study.project.id.clone(),
        name: study.project.name.clone(),
        short: study.project.short.clone(),
        structure: study.project.structure.clone(),
        territory: study.project.territory.clone(),
        start: study.project.start,
        phase: study.project.phase,
        themes: study.project.themes.clone(),
        state: state(study),
        measures: words::size(figures.measures().count()),
        last_measure: last.and_then(|last| Some(figures.wave(last)?.id.clone())),
        measured_on: last.and_then(|last| figures.wave(last)?.date),
        answered: line.and_then(|line| line.answered.ok()),
        invited: line.filter(|line| !line.over).and_then(|line| line.invited),
        conditions: judged
            .map(|condition| (condition.label, condition.met))
            .collect(),
        file: file_name(&study.project.id).map_or(String::new(), |name| format!("{name}.pdf")),
        aimed: scope::criteria(study)
            .map(|criterion| scope::is_aimed(study, criterion))
            .collect(),
        criteria,
        split: scope::criteria(study)
            .map(|id| last.is_some_and(|last| scope::is_split_for(study, last, id)))
            .collect(),
        categories: scores(
            study,
            last,
            CategoryId::each(&study.referential.categories).map(Subject::Category),
        ),
        qvct: scores(
            study,
            last,
            QvctId::each(&study.referential.qvct).map(Subject::Qvct),
        ),
        subjects: subjects(study, last),
        mixes: mix::mixes(study),
        changes: changes(study),
        spread: spread(study, last),
        markers: markers(study),
        advice: study.advice.actions.iter().map(advised).collect(),
        supports: study.advice.supports.iter().map(advised).collect(),
        due: next_measure::when(study),
    }
}

fn state(study: &Study) -> State {
    match (
        study.figures.levels.values().any(Result::is_ok),
        study.figures.last(),
    ) {
        (true, _) => State::Published,
        (false, _) if !study.project.collective.is_empty() => State::Collective,
        (false, Some(_)) => State::Protected,
        (false, None) => State::Unasked,
    }
}

fn criterion_value(
    study: &Study,
    last: Option<WaveId>,
    criterion: CriterionId,
) -> Result<Value, Absent> {
    let wave = last.ok_or(Absent::NotMeasured)?;
    let party = scope::speaker(study);
    let level = scope::level(study, wave, party, criterion)?;
    Ok(value(study, wave, Subject::Criterion(criterion), level))
}

/// Scores of a list of subjects.
fn scores(
    study: &Study,
    last: Option<WaveId>,
    subjects: impl Iterator<Item = Subject>,
) -> Vec<Result<Value, Absent>> {
    let of = |subject: Subject| {
        let wave = last.ok_or(Absent::NotMeasured)?;
        let found = study.figures.level(wave, scope::speaker(study), subject)?;
        Ok(value(study, wave, subject, found))
    };
    subjects.map(of).collect()
}

/// Themes of questions with a published score.
fn subjects(study: &Study, last: Option<WaveId>) -> BTreeMap<String, Value> {
    let Some(wave) = last else {
        return BTreeMap::new();
    };
    let themes = study.figures.themes.iter().enumerate();
    let found = themes.filter_map(|(rank, key)| {
        let subject = Subject::Theme(rank);
        let level = study.figures.level(wave, scope::speaker(study), subject);
        Some((key.clone(), value(study, wave, subject, level.ok()?)))
    });
    found.collect()
}

fn value(study: &Study, wave: WaveId, subject: Subject, level: &Level) -> Value {
    let exact = matches!(level.score, Score::Exact(_));
    Value {
        printed: words::rounded(level.score.number()),
        bounded: !exact,
        interval: level
            .interval
            .map(|(low, high)| (words::rounded(low), words::rounded(high))),
        weight: weight(study, wave, subject, level),
    }
}

/// The variance of a mean of G groups is s²/G² · Σ 1/n: as for G² / Σ 1/n people of one group.
fn weight(study: &Study, wave: WaveId, subject: Subject, level: &Level) -> f64 {
    let counts: Vec<f64> = level
        .groups
        .iter()
        .filter_map(|&group| {
            let of_group = study.figures.level(wave, Party::Group(group), subject);
            Some(f64::from(of_group.ok()?.n))
        })
        .collect();
    let inverse: f64 = counts.iter().map(|count| 1.0 / count).sum();
    if counts.is_empty() || inverse <= 0.0 {
        return f64::from(level.n);
    }
    let groups = f64::from(words::size(counts.len()));
    groups * groups / inverse
}

/// First to last change of whoever speaks first.
fn changes(study: &Study) -> Vec<Option<Moved>> {
    let figures = study.figures;
    let pair = figures.first().zip(figures.last());
    let of = |criterion: CriterionId| {
        let (first, last) = pair.filter(|(first, last)| first != last)?;
        let subject = Subject::Criterion(criterion);
        let party = scope::speaker(study);
        let change: &Change = figures.change(first, last, party, subject).ok()?;
        Some(Moved {
            from: words::rounded(change.from),
            to: words::rounded(change.to),
            delta: words::rounded(change.delta),
            verdict: change.verdict,
        })
    };
    scope::criteria(study).map(of).collect()
}

/// Published spreads of the groups on the criteria of the last measure, added up.
fn spread(study: &Study, last: Option<WaveId>) -> (f64, f64) {
    let Some(wave) = last else {
        return (0.0, 0.0);
    };
    let mut found = (0.0, 0.0);
    for group in scope::groups(study) {
        for criterion in scope::criteria(study) {
            let level = scope::level(study, wave, Party::Group(group), criterion);
            if let Some((level, spread)) = level
                .ok()
                .and_then(|level| Some((level, level.spread.as_ref()?)))
            {
                let freedom = f64::from(level.n) - 1.0;
                found.0 += freedom;
                found.1 += freedom * spread.sd.powi(2);
            }
        }
    }
    found
}

fn markers(study: &Study) -> Vec<MarkerState> {
    let declared = &study.project.markers;
    (0..study.referential.markers.len())
        .map(|rank| {
            let found = declared.iter().find(|marker| marker.marker == rank);
            found.map_or(MarkerState::Unknown, |marker| marker.state)
        })
        .collect()
}

fn advised(recommendation: &crate::assess::advice::Recommendation) -> Advised {
    let (rule, instance) = recommendation
        .id
        .split_once('/')
        .unwrap_or((&recommendation.id, ""));
    Advised {
        rule: rule.to_owned(),
        title: recommendation.title.clone(),
        instance: instance.to_owned(),
        established: recommendation.established,
    }
}
