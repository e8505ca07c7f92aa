//! `chiffres.csv`: one row a subject, a group and a wave, with its figure or the reason why there is none.

use chrono::NaiveDate;

use crate::aggregate::figures::{
    Absent, Figure, ItemLevel, Level, Party, Published, Score, Spread, Subject,
};
use crate::aggregate::written;
use crate::model::{Horizon, ItemId, WaveId, WaveKind};

use super::Source;
use super::counted;
use super::subjects::{self, Named, Topic, named, party_key, party_label};

/// A row of `chiffres.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRow {
    /// Identifier of the project.
    pub project: String,
    /// What it is about.
    pub named: Named,
    /// Key of the group, or « ensemble ».
    pub group: String,
    /// Its name.
    pub group_label: String,
    /// When.
    pub moment: Moment,
    /// People invited, when known: shares are theirs.
    pub invited: Option<u32>,
    /// The figure, or why there is none.
    pub figure: Result<Shown, Absent>,
}

/// The wave of a row, or the term that has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Key of the wave; empty for a term without one.
    pub wave: String,
    /// Key of the term.
    pub term: &'static str,
    /// Middle of the collection.
    pub date: Option<NaiveDate>,
    /// `mesure`, `retrospectif`, `attendu`; empty for a term without a wave.
    pub kind: &'static str,
}

/// A published figure, of a subject or of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// People behind it.
    pub n: u32,
    /// From 0 to 100.
    pub score: Score,
    /// At 95 %.
    pub interval: Option<(f64, f64)>,
    /// Whether everybody invited answered; not known of a single question.
    pub everyone: Option<bool>,
    /// Spread of the scores, from the threshold of distributions on.
    pub spread: Option<Spread>,
    /// People per level, least favourable first, from the same threshold on.
    pub counts: Option<Vec<u32>>,
    /// « Ne sait pas », « non concerné », blank; with the counts.
    pub asides: Option<[u32; 3]>,
    /// For everybody: groups in it, and groups asked.
    pub groups: Option<(usize, usize)>,
}

/// All rows of a project: criteria, categories, QVCT levels, themes, then questions.
pub(super) fn rows(source: &Source) -> Vec<LevelRow> {
    let mut rows = Vec::new();
    for subject in Subject::all(source.referential, source.figures.themes.len()) {
        let topic = Topic::Subject(subject);
        if subjects::is_aimed(source, topic) {
            subject_rows(source, subject, &mut rows);
        } else {
            rows.push(not_aimed(source, topic));
        }
    }
    for item in subjects::items(source) {
        let topic = Topic::Item(item);
        if subjects::is_aimed(source, topic) {
            item_rows(source, item, &mut rows);
        } else {
            rows.push(not_aimed(source, topic));
        }
    }
    rows
}

fn subject_rows(source: &Source, subject: Subject, rows: &mut Vec<LevelRow>) {
    let topic = Topic::Subject(subject);
    let is_asked = subjects::is_asked(source.figures, subject);
    for party in subjects::parties(source.figures, subject) {
        for wave in subjects::waves(source.figures) {
            let figure = match source.figures.level(wave, party, subject) {
                Ok(level) => Ok(Shown::of_level(level)),
                // A subject that no question is about is not a matter of who is asked.
                Err(Absent::NotConcerned) if !is_asked => Err(Absent::NotMeasured),
                Err(absent) => Err(absent),
            };
            rows.push(row(source, topic, party, moment(source, wave), figure));
        }
        let is_put = subjects::is_put_to_party(source.figures, party, subject);
        if is_put && !matches!(subject, Subject::Theme(_)) {
            for (moment, absent) in terms_without_wave(source) {
                rows.push(row(source, topic, party, moment, Err(absent)));
            }
        }
    }
}

fn item_rows(source: &Source, item: ItemId, rows: &mut Vec<LevelRow>) {
    for group in 0..source.figures.groups.len() {
        for wave in subjects::waves(source.figures) {
            let found = source.figures.items.get(&(wave, group, item));
            let figure = item_figure(source, found, item, group);
            let topic = Topic::Item(item);
            rows.push(row(
                source,
                topic,
                Party::Group(group),
                moment(source, wave),
                figure,
            ));
        }
    }
}

fn item_figure(
    source: &Source,
    found: Option<&Figure<ItemLevel>>,
    item: ItemId,
    group: usize,
) -> Result<Shown, Absent> {
    match found {
        Some(Ok(level)) => Ok(with_spread(source, item, Shown::of_item(level))),
        Some(Err(absent)) => Err(*absent),
        None if subjects::is_put_to(source, item, group) => Err(Absent::NotMeasured),
        None => Err(Absent::NotConcerned),
    }
}

fn row(
    source: &Source,
    topic: Topic,
    party: Party,
    moment: Moment,
    figure: Result<Shown, Absent>,
) -> LevelRow {
    LevelRow {
        project: source.project.id.clone(),
        invited: invited(source, party, &moment),
        named: named(source, topic),
        group: party_key(source.figures, party),
        group_label: party_label(source.figures, party),
        moment,
        figure,
    }
}

/// People invited at a wave, as the table of participation tells them.
fn invited(source: &Source, party: Party, moment: &Moment) -> Option<u32> {
    let figures = source.figures;
    let mut lines = figures.participation.iter();
    let line = lines
        .find(|line| line.party == party && figures.waves[line.wave.at()].id == moment.wave)?;
    line.invited
}

/// The spread of a question follows from its counts, where they are published.
fn with_spread(source: &Source, item: ItemId, shown: Shown) -> Shown {
    let question = &source.questionnaire.items[item.at()];
    let scale = &source.questionnaire.scales[question.scale];
    let counts = shown.counts.as_deref();
    Shown {
        spread: counts.and_then(|counts| counted::spread(counts, question, scale)),
        ..shown
    }
}

/// A subject that the project does not aim at takes one row, as it takes one line on paper.
fn not_aimed(source: &Source, topic: Topic) -> LevelRow {
    LevelRow {
        project: source.project.id.clone(),
        named: named(source, topic),
        group: String::new(),
        group_label: String::new(),
        invited: None,
        moment: Moment::default(),
        figure: Err(Absent::NotAimed),
    }
}

/// When a wave was.
pub(super) fn moment(source: &Source, wave: WaveId) -> Moment {
    let entry = &source.figures.waves[wave.at()];
    Moment {
        wave: entry.id.clone(),
        term: entry.horizon.key(),
        date: entry.date,
        kind: match entry.kind {
            WaveKind::Measure => "mesure",
            WaveKind::Retrospective => "retrospectif",
            WaveKind::Expected => "attendu",
        },
    }
}

/// Terms that no wave of measure stands for, with the reason.
fn terms_without_wave(source: &Source) -> Vec<(Moment, Absent)> {
    let waves = &source.figures.waves;
    let is_measured = |horizon: &Horizon| {
        let mut measures = waves.iter().filter(|wave| wave.kind == WaveKind::Measure);
        measures.any(|wave| wave.horizon == *horizon)
    };
    let (start, terms) = (source.project.start, &source.referential.terms);
    Horizon::ALL
        .into_iter()
        .filter(|horizon| !is_measured(horizon))
        .map(|horizon| {
            let moment = Moment {
                term: horizon.key(),
                ..Moment::default()
            };
            (moment, Absent::at_term(horizon, start, source.date, terms))
        })
        .collect()
}

impl Shown {
    fn of_level(level: &Level) -> Shown {
        let is_everybody = level.groups_asked > 0;
        Shown {
            n: level.n,
            score: level.score,
            interval: level.interval,
            everyone: Some(level.everyone && !level.over),
            spread: level.spread,
            counts: None,
            asides: None,
            groups: is_everybody.then_some((level.groups.len(), level.groups_asked)),
        }
    }

    fn of_item(level: &Published<ItemLevel>) -> Shown {
        let asides = level.counts.as_ref().and(level.asides);
        Shown {
            n: level.n,
            score: level.score,
            interval: level.interval,
            everyone: None,
            spread: None,
            asides: asides.map(|of| [of.dont_know, of.not_applicable, of.missing]),
            counts: level.counts.clone(),
            groups: None,
        }
    }

    pub(super) fn exact(&self) -> Option<f64> {
        match self.score {
            Score::Exact(score) => Some(score),
            _ => None,
        }
    }

    /// « ≥ 95 », when all answers agree.
    pub(super) fn bound(&self) -> Option<String> {
        match self.score {
            Score::Exact(_) => None,
            bounded => Some(written::score(bounded)),
        }
    }
}

impl LevelRow {
    /// `publié`, `borné`, or why there is no figure.
    pub fn state(&self) -> &'static str {
        match &self.figure {
            Ok(shown) if shown.exact().is_some() => "publié",
            Ok(_) => "borné",
            Err(absent) => absent.words(),
        }
    }
}
