//! The figures of one project after disclosure control: all that documents and rules can reach.
//!
//! [`Published`] is made by `disclosure` alone; everything in [`Figures`] went through it.

mod change;
mod level;
mod published;
mod turnout;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use super::change::Design;
pub use super::companion::{Coherence, Companions, Departure, PairTests, SampleTests};
pub use super::correction::{About, Correction};
pub use super::group_weights::Weighing;
pub use super::party::{Party, Subject};
pub use super::question::{Asides, ItemLevel};
pub use super::verdict::Verdict;
pub use change::Change;
pub use level::{Gap, Level, Score, Spread};
pub use published::{Absent, Figure, Published};
pub use turnout::{Condition, ConditionKind, NonResponse, Participation};

use crate::model::{CriterionId, GroupId, Horizon, ItemId, WaveId, WaveKind};

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

    /// A wave as published.
    pub fn wave(&self, id: WaveId) -> Option<&FigureWave> {
        self.waves.get(id.at())
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

    /// Whether no total of the last measure may be told.
    fn masks_everybody(&self) -> bool {
        let all = self.everybody();
        all.is_some_and(|all| all.usable == Err(Absent::Withheld))
    }

    /// Whether what a condition rests on is kept back: it would be false to say that it is not met.
    pub fn is_untold(&self, condition: &Condition) -> bool {
        let kept_back = match condition.kind {
            ConditionKind::Participation => self.masks_everybody(),
            // That nobody is followed would be false where those who are must not be counted.
            ConditionKind::Followed => {
                condition.figure.is_none() && self.before_last().is_some() && self.masks_everybody()
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
