//! A project as the documents of the programme see it: a few hundred numbers in place of a whole study.
//!
//! Everything here is printed in the project's own dossier, and rounded as it is there: a report made of digests
//! is a function of what the dossiers print, so that no subtraction between report and dossiers can tell more
//! than a dossier does.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::aggregate::figures::{Absent, Change, Level, Party, Score, Subject};
use crate::model::project::{MarkerState, Phase};
use crate::model::{CategoryId, CriterionId, QvctId, WaveId};

use super::super::{Study, conditions, next_measure, scope, words};
use super::mix::{self, Mixes};
use crate::output::file_name;

/// A project of the programme, reduced.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    /// Name of its folder.
    pub id: String,
    /// Name as printed.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Organisation that carries it.
    pub structure: String,
    /// Where.
    pub territory: String,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Where it stands.
    pub phase: Option<Phase>,
    /// Keys of the leaflet's themes.
    pub themes: Vec<String>,
    /// Whether it can have a dossier with scores.
    pub state: State,
    /// Measures with answers.
    pub measures: u32,
    /// Key of the last measure.
    pub last_measure: Option<String>,
    /// Day of the last measure.
    pub measured_on: Option<NaiveDate>,
    /// People who answered last; `None` when that is not published or nobody was asked.
    pub answered: Option<u32>,
    /// People invited last.
    pub invited: Option<u32>,
    /// Conditions of measure, and whether each is met.
    pub conditions: Vec<(String, bool)>,
    /// File of its dossier.
    pub file: String,
    /// Whether each criterion is aimed at, in referential order.
    pub aimed: Vec<bool>,
    /// Score of each criterion at the last measure, whoever speaks first in the dossier.
    pub criteria: Vec<Result<Value, Absent>>,
    /// Score of each category at the last measure.
    pub categories: Vec<Result<Value, Absent>>,
    /// Score of each level of QVCT at the last measure.
    pub qvct: Vec<Result<Value, Absent>>,
    /// Scores of the themes of questions that are published.
    pub subjects: BTreeMap<String, Value>,
    /// What these scores are made of.
    pub mixes: Mixes,
    /// Change of each criterion from the first to the last measure, where published.
    pub changes: Vec<Option<Moved>>,
    /// Published spreads at the last measure: degrees of freedom, and squared deviations in squared points.
    pub spread: (f64, f64),
    /// Declared state of each marker, in referential order.
    pub markers: Vec<MarkerState>,
    /// Recommendations of the dossier.
    pub advice: Vec<Advised>,
    /// Points to build on of the dossier.
    pub supports: Vec<Advised>,
    /// « Moyen terme : dès maintenant et au plus tard le 3 mai 2027 », or empty.
    pub due: String,
}

/// What a project has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Scores are published.
    Published,
    /// People answered, and too few for a score.
    Protected,
    /// The team marked together, and no score is published.
    Collective,
    /// Nobody was asked yet.
    Unasked,
}

/// A printed score, with how steady it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// As printed, 0 to 100, whole; the bound itself when only a bound is printed.
    pub printed: f64,
    /// Whether only a bound is printed.
    pub bounded: bool,
    /// Printed interval; a point when everybody answered, none when bounded.
    pub interval: Option<(f64, f64)>,
    /// How many people's scores it is as steady as: n for one group, G² / Σ 1/n for the mean of G groups.
    pub weight: f64,
}

impl Value {
    /// The score as the dossier prints it.
    pub fn score(&self) -> Score {
        match (self.bounded, self.printed >= 50.0) {
            (false, _) => Score::Exact(self.printed),
            (true, true) => Score::AtLeast(self.printed),
            (true, false) => Score::AtMost(self.printed),
        }
    }
}

/// A printed change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// First score, whole.
    pub from: f64,
    /// Last score, whole.
    pub to: f64,
    /// Change as printed, whole points.
    pub delta: f64,
    /// Whether the dossier calls it established or probable.
    pub conclusive: bool,
}

/// A recommendation of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advised {
    /// Rule without its instance: `PUB-01`.
    pub rule: String,
    /// Title with its instance.
    pub title: String,
    /// What its instance is: `C13`, `2`, or empty.
    pub instance: String,
    /// Whether the finding is established.
    pub established: bool,
}

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
        measures: small(figures.measures().count()),
        last_measure: last.and_then(|last| Some(figures.waves.get(last.at())?.id.clone())),
        measured_on: last.and_then(|last| figures.waves.get(last.at())?.date),
        answered: line.and_then(|line| line.answered.ok()),
        invited: line.and_then(|line| line.invited),
        conditions: judged
            .map(|condition| (condition.label, condition.met))
            .collect(),
        file: file_name(&study.project.id).map_or(String::new(), |name| format!("{name}.pdf")),
        aimed: scope::criteria(study)
            .map(|criterion| scope::is_aimed(study, criterion))
            .collect(),
        criteria,
        categories: scores(
            study,
            last,
            |rank| Subject::Category(CategoryId(rank)),
            study.referential.categories.len(),
        ),
        qvct: scores(
            study,
            last,
            |rank| Subject::Qvct(QvctId(rank)),
            study.referential.qvct.len(),
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

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
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
    subject: fn(u8) -> Subject,
    count: usize,
) -> Vec<Result<Value, Absent>> {
    let of = |subject: Subject| {
        let wave = last.ok_or(Absent::NotMeasured)?;
        let found = study.figures.level(wave, scope::speaker(study), subject)?;
        Ok(value(study, wave, subject, found))
    };
    let count = u8::try_from(count).unwrap_or(u8::MAX);
    (0..count).map(|rank| of(subject(rank))).collect()
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
    let groups = f64::from(small(counts.len()));
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
            conclusive: change.verdict.is_conclusive(),
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
