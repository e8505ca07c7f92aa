//! The figures of one project after disclosure control: all that documents and rules can reach.
//!
//! [`Published`] is made by `disclosure` alone; everything in [`Figures`] went through it.

use std::collections::BTreeMap;
use std::ops::Deref;

use chrono::NaiveDate;

pub use super::change::Design;
pub use super::companion::{Coherence, Companions, Departure, PairTests, SampleTests};
pub use super::correction::{About, Correction};
pub use super::group_weights::Weighing;
pub use super::party::{Party, Subject};
pub use super::question::{Asides, ItemLevel};
pub use super::verdict::Verdict;

use crate::model::referential::Terms;
use crate::model::{CriterionId, GroupId, Horizon, ItemId, WaveId, WaveKind};

/// A figure that disclosure control let through.
#[derive(Clone, Debug, PartialEq)]
pub struct Published<T>(T);

impl<T> Published<T> {
    /// Only `disclosure` calls this.
    pub(super) fn new(figure: T) -> Self {
        Published(figure)
    }
}

impl<T> Deref for Published<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absent {
    /// Kept back to protect respondents.
    Withheld,
    /// No wave, or nobody answered.
    NotMeasured,
    /// The project is younger than the term.
    NotReached,
    /// The question is not put to this group.
    NotConcerned,
    /// The project does not aim at it.
    NotAimed,
}

impl Absent {
    /// As printed.
    pub fn words(self) -> &'static str {
        match self {
            Absent::Withheld => "non publié",
            Absent::NotMeasured => "non mesuré",
            Absent::NotReached => "échéance non atteinte",
            Absent::NotConcerned => "non concerné",
            Absent::NotAimed => "non visé",
        }
    }

    /// Why nothing was measured at a term: not reached while an earlier one lasts, else not measured.
    pub fn at_term(
        horizon: Horizon,
        start: Option<NaiveDate>,
        day: NaiveDate,
        terms: &Terms,
    ) -> Self {
        match start {
            Some(start) if Horizon::of(day, start, terms) < horizon => Absent::NotReached,
            _ => Absent::NotMeasured,
        }
    }
}

/// A published figure or the reason why there is none.
pub type Figure<T> = Result<Published<T>, Absent>;

/// A group of respondents as published: one of the questionnaire's, or several merged as declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureGroup {
    /// Plural, lower case: « salariés ».
    pub label: String,
    /// Key for rules and exports: `salaries`; members joined by `+` when merged.
    pub id: String,
    /// Groups of the questionnaire it is made of.
    pub members: Vec<GroupId>,
}

/// A wave as published.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureWave {
    /// Key used in files.
    pub id: String,
    /// Term.
    pub horizon: Horizon,
    /// Middle of the collection.
    pub date: Option<NaiveDate>,
    /// First and last day of collection.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// What it measures.
    pub kind: WaveKind,
    /// Whether it stands for its term (the last of the measures of one term does).
    pub stands: bool,
    /// Whether anyone answered.
    pub answered: bool,
}

/// A score that can be exact or bounded because all answers agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Score {
    /// From 0 to 100, unrounded.
    Exact(f64),
    /// « ≥ 95 »: everybody chose the most favourable answer, or answers favour it all alike.
    AtLeast(f64),
    /// « ≤ 5 ».
    AtMost(f64),
}

impl Score {
    /// The number that conditions compare: the bound itself when bounded.
    pub fn number(self) -> f64 {
        match self {
            Score::Exact(number) | Score::AtLeast(number) | Score::AtMost(number) => number,
        }
    }
}

/// Score of a party on a subject at a wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// People behind it (sum over groups for the ensemble).
    pub n: u32,
    /// Score, 0–100.
    pub score: Score,
    /// 95 % interval, clamped to 0–100; `None` when bounded. A point when everybody answered.
    pub interval: Option<(f64, f64)>,
    /// Whether everybody invited answered.
    pub everyone: bool,
    /// Spread, only at or above the threshold of distributions; never for the ensemble.
    pub spread: Option<Spread>,
    /// For the ensemble: ranks of the groups in it, and how many groups are asked.
    pub groups: Vec<usize>,
    /// For the ensemble: how many groups are asked about the subject.
    pub groups_asked: usize,
    /// Whether a category is told as the mean of the published scores of its criteria, because its
    /// own mean beside theirs would show what a few people answered.
    pub through_criteria: bool,
}

/// Spread of the scores of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Standard deviation, points.
    pub sd: f64,
    /// First quartile, median, third quartile.
    pub quartiles: (f64, f64, f64),
    /// People at 75 or more.
    pub high: u32,
    /// People at 25 or less.
    pub low: u32,
}

/// Change of a party on a subject between two waves.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// People at the first wave.
    pub n_from: u32,
    /// People at the last.
    pub n_to: u32,
    /// People in both; `None` for the ensemble and when they are too few to be told.
    pub pairs: Option<u32>,
    /// Score at the first wave (on the items in common).
    pub from: f64,
    /// Score at the last.
    pub to: f64,
    /// Points.
    pub delta: f64,
    /// 95 % interval of the change.
    pub interval: (f64, f64),
    /// p-value, adjusted over the family (Holm), at or above the threshold of distributions on both sides; annex only.
    pub p_holm: Option<f64>,
    /// p-value, on the same terms.
    pub p: Option<f64>,
    /// Smallest change detectable with 80 % power, points.
    pub detectable: f64,
    /// Same people or not.
    pub design: Design,
    /// Verdict.
    pub verdict: Verdict,
    /// Among the pairs: (up, same, down), at or above the threshold of distributions.
    pub people: Option<(u32, u32, u32)>,
    /// Whether its interval rests on who answered both times; else everybody counts as another person.
    pub by_person: bool,
    /// For the ensemble: ranks of the groups in it, those with a change.
    pub groups: Vec<usize>,
}

/// Who took part in a wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Participation {
    /// Wave.
    pub wave: WaveId,
    /// Group, or everybody.
    pub party: Party,
    /// People invited; `None` = unknown.
    pub invited: Option<u32>,
    /// People with at least one answer; `Err(Withheld)` when too few to be told.
    pub answered: Result<u32, Absent>,
    /// Questionnaires complete or partial (at least half of the questions).
    pub usable: Result<u32, Absent>,
    /// People also in the wave before; `Err(NotMeasured)` when there is none or people cannot be followed.
    pub followed: Result<u32, Absent>,
    /// Response rate, 0–1; `None` when not computable or withheld.
    pub rate: Option<f64>,
    /// More answers than people invited.
    pub over: bool,
}

/// One of the six measuring conditions.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Which.
    pub kind: ConditionKind,
    /// 0, 1 or 2.
    pub check: u8,
    /// The figure it rests on, in its unit (rate 0–1, people, waves, groups, items); `None` = unknown.
    pub figure: Option<f64>,
}

impl Condition {
    /// Whether the least of it is reached.
    pub fn is_met(&self) -> bool {
        self.check >= 1
    }
}

/// The six measuring conditions (`statistics.md` § 1.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConditionKind {
    /// Response rate.
    Participation,
    /// People behind the published groups.
    People,
    /// Number of waves.
    Time,
    /// Share of the same people.
    Followed,
    /// Number of published groups.
    Viewpoints,
    /// Items per criterion, with few blanks.
    Questionnaire,
}

/// Share of « ne sait pas » and blanks of a criterion over all groups of the last wave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NonResponse {
    /// nsp / (valid + nsp).
    pub dont_know: f64,
    /// (missing + invalid) / concerned.
    pub missing: f64,
    /// Answers asked.
    pub asked: u32,
}

/// All published figures of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Groups as published, in the order of the questionnaire.
    pub groups: Vec<FigureGroup>,
    /// Names of the declared merges that were applied.
    pub merged: Vec<String>,
    /// What each group weighs in « ensemble ».
    pub weighing: Weighing,
    /// Waves as published, parallel to the project's.
    pub waves: Vec<FigureWave>,
    /// Themes in alphabetical order.
    pub themes: Vec<String>,
    /// Scores.
    pub levels: BTreeMap<(WaveId, Party, Subject), Figure<Level>>,
    /// Answers to items, per group.
    pub items: BTreeMap<(WaveId, usize, ItemId), Figure<ItemLevel>>,
    /// Changes between (first or precedent) and last measures.
    pub changes: BTreeMap<(WaveId, WaveId, Party, Subject), Figure<Change>>,
    /// Gap between published groups at the last wave: largest minus smallest, established or not, and who.
    pub gaps: BTreeMap<CriterionId, Gap>,
    /// Who took part.
    pub participation: Vec<Participation>,
    /// Six conditions, at the last wave.
    pub conditions: Vec<Condition>,
    /// 1, 2 or 3 (`statistics.md` § 1.11).
    pub evidence: u8,
    /// Blanks per criterion at the last wave, where at least the threshold of scores were asked.
    pub non_response: BTreeMap<CriterionId, NonResponse>,
    /// Groups in which one organisation gives half of the answers or more (last wave): (group, hidden).
    pub dominated: Vec<(usize, bool)>,
    /// Figures of an earlier edition that can no longer be printed beside it: one erratum line each.
    pub corrected: Vec<Correction>,
    /// Waves about which the editions already published tell too much by themselves (E-SDC-PAST):
    /// nothing of them is printed.
    pub past_leaks: Vec<WaveId>,
    /// Changes of which an earlier edition told who moved how, and this one does not: waves, group, subject.
    pub unfollowed: Vec<(WaveId, WaveId, usize, Subject)>,
    /// What the annex prints beside these figures; empty unless a dossier is to be printed.
    pub companions: Companions,
}

/// Gap between the groups on a criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Points.
    pub points: f64,
    /// Group with the highest score.
    pub highest: usize,
    /// Group with the lowest.
    pub lowest: usize,
    /// Whether a pairwise difference is established (Holm).
    pub established: bool,
}

impl Figures {
    /// The last wave of measure with answers.
    pub fn last(&self) -> Option<WaveId> {
        self.measures().last()
    }

    /// The first wave of measure with answers.
    pub fn first(&self) -> Option<WaveId> {
        self.measures().next()
    }

    /// The wave of measure before the last.
    pub fn before_last(&self) -> Option<WaveId> {
        let measures: Vec<WaveId> = self.measures().collect();
        measures.len().checked_sub(2).map(|index| measures[index])
    }

    /// Waves of measure that stand for their term and have answers, in order of time.
    pub fn measures(&self) -> impl Iterator<Item = WaveId> + '_ {
        self.waves
            .iter()
            .enumerate()
            .filter(|(_, wave)| wave.stands && wave.answered && wave.kind == WaveKind::Measure)
            .filter_map(|(index, _)| u8::try_from(index).ok().map(WaveId))
    }

    /// A score, or why there is none.
    pub fn level(&self, wave: WaveId, party: Party, subject: Subject) -> Result<&Level, Absent> {
        match self.levels.get(&(wave, party, subject)) {
            Some(Ok(level)) => Ok(level),
            Some(Err(absent)) => Err(*absent),
            None => Err(Absent::NotConcerned),
        }
    }

    /// The line of participation of everybody at the last measure.
    pub fn everybody(&self) -> Option<&Participation> {
        let last = self.last()?;
        let mut all = self.participation.iter();
        all.find(|line| line.wave == last && line.party == Party::Ensemble)
    }

    /// Whether what a condition rests on is kept back: it would be false to say that it is not met.
    pub fn is_untold(&self, condition: &Condition) -> bool {
        let kept_back = match condition.kind {
            ConditionKind::Participation => {
                let all = self.everybody();
                all.is_some_and(|all| all.usable == Err(Absent::Withheld))
            }
            ConditionKind::Questionnaire => condition.figure.is_none(),
            _ => false,
        };
        kept_back && !condition.is_met()
    }

    /// A change, or why there is none.
    pub fn change(
        &self,
        from: WaveId,
        to: WaveId,
        party: Party,
        subject: Subject,
    ) -> Result<&Change, Absent> {
        match self.changes.get(&(from, to, party, subject)) {
            Some(Ok(change)) => Ok(change),
            Some(Err(absent)) => Err(*absent),
            None => Err(Absent::NotMeasured),
        }
    }
}
