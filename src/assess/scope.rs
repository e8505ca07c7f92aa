//! Where a rule looks: who its conditions name, what they are about, and whether a figure may serve.
//! Only published figures are reached; no threshold of publication is decided here.

use std::iter;

use crate::aggregate::figures::{Figures, Party, Subject};
use crate::model::{CriterionId, QvctId, WaveId};

use super::condition::{Moment, Speaker, Target};
use super::evaluate::Evidence;
use super::rulebook::{Instances, Rule};

/// What a repeated rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Instance {
    /// A criterion.
    Criterion(CriterionId),
    /// A level of QVCT.
    Level(QvctId),
    /// Rank of a published group.
    Group(usize),
}

/// A rule, what it is repeated for and which group « tous » stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub evidence: &'a Evidence<'a>,
    pub rule: &'a Rule,
    pub instance: Option<Instance>,
    pub every: Option<usize>,
}

/// What a figure was measured on, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// What it is.
    pub subject: Subject,
    /// Words of the theme, or name of the criterion or of the level.
    pub words: String,
    /// Whether a criterion stands in for a theme: the finding is then only to be checked.
    pub stands_in: bool,
}

/// The instances of a rule; one without name for a rule that is not repeated.
///
/// Criteria that the project does not aim at are left out. Groups are the published ones: one that was
/// merged is an instance of its own, under its merged name, when the rule is repeated for all its members.
pub(super) fn instances(evidence: &Evidence, rule: &Rule) -> Vec<Option<Instance>> {
    match &rule.instances {
        None => vec![None],
        Some(Instances::Criteria(criteria)) => {
            let aimed = criteria
                .iter()
                .filter(|criterion| is_aimed(evidence, **criterion));
            aimed
                .map(|criterion| Some(Instance::Criterion(*criterion)))
                .collect()
        }
        Some(Instances::Qvct(levels)) => levels
            .iter()
            .map(|level| Some(Instance::Level(*level)))
            .collect(),
        Some(Instances::Groups(keys)) => {
            let listed = |id: &str| {
                id.split('+')
                    .all(|member| keys.iter().any(|key| key == member))
            };
            let groups = evidence.figures.groups.iter().enumerate();
            let served = groups.filter(|(_, group)| listed(&group.id));
            served
                .map(|(rank, _)| Some(Instance::Group(rank)))
                .collect()
        }
    }
}

/// Whether the project aims at a criterion.
pub(super) fn is_aimed(evidence: &Evidence, criterion: CriterionId) -> bool {
    let aimed = evidence.project.aimed.as_ref();
    aimed.is_none_or(|aimed| aimed.contains(&criterion))
}

impl<'a> Scope<'a> {
    /// The published figures.
    pub fn figures(&self) -> &'a Figures {
        self.evidence.figures
    }

    /// The wave of a moment; none when there is no such measure.
    pub fn wave(&self, at: Moment) -> Option<WaveId> {
        match at {
            Moment::First => self.figures().first(),
            Moment::BeforeLast => self.figures().before_last(),
            Moment::Last => self.figures().last(),
        }
    }

    /// Who a condition reads.
    ///
    /// A group that was merged is not reached by the key of a member: the rule would claim of one what
    /// holds for several together.
    pub fn party(&self, speaker: &Speaker) -> Option<Party> {
        match speaker {
            Speaker::Ensemble => Some(Party::Ensemble),
            Speaker::Every => self.every.map(Party::Group),
            Speaker::Group(key) => {
                let groups = &self.figures().groups;
                groups
                    .iter()
                    .position(|group| group.id == *key)
                    .map(Party::Group)
            }
            Speaker::Instance => match self.instance {
                Some(Instance::Group(rank)) => Some(Party::Group(rank)),
                Some(Instance::Criterion(_) | Instance::Level(_)) | None => None,
            },
        }
    }

    /// The first figure found on a target: the theme's own, else that of the criterion that stands in for it.
    pub fn read<T>(
        &self,
        target: &Target,
        figure: impl Fn(Subject) -> Option<T>,
    ) -> Option<(Measure, T)> {
        let (own, fallback) = self.subjects(target);
        let candidates = iter::once((own, false)).chain(iter::once((fallback, true)));
        candidates
            .filter_map(|(subject, stands_in)| Some((subject?, stands_in)))
            .filter(|(subject, _)| self.is_aimed(*subject))
            .find_map(|(subject, stands_in)| {
                let measure = Measure {
                    subject,
                    words: self.words(subject),
                    stands_in,
                };
                Some((measure, figure(subject)?))
            })
    }

    /// Why nothing could be read on a target: a reason for each subject that was aimed at, each once.
    pub fn reasons(
        &self,
        target: &Target,
        reason: impl Fn(Subject) -> Option<String>,
    ) -> Vec<String> {
        let (own, fallback) = self.subjects(target);
        let subjects = own.into_iter().chain(fallback);
        let aimed = subjects.filter(|subject| self.is_aimed(*subject));
        let mut reasons: Vec<String> = aimed.filter_map(reason).collect();
        reasons.dedup();
        reasons
    }

    /// What a target is about, and what may stand in for it.
    fn subjects(&self, target: &Target) -> (Option<Subject>, Option<Subject>) {
        match target {
            Target::Theme { theme, fallback } => {
                let rank = self
                    .figures()
                    .themes
                    .iter()
                    .position(|known| known == theme);
                (rank.map(Subject::Theme), fallback.map(Subject::Criterion))
            }
            Target::Criterion(criterion) => (Some(Subject::Criterion(*criterion)), None),
            Target::Qvct(level) => (Some(Subject::Qvct(*level)), None),
            Target::Instance => match self.instance {
                Some(Instance::Criterion(criterion)) => (Some(Subject::Criterion(criterion)), None),
                Some(Instance::Level(level)) => (Some(Subject::Qvct(level)), None),
                Some(Instance::Group(_)) | None => (None, None),
            },
        }
    }

    /// A theme is aimed at when one of its questions is about a criterion that is; levels of QVCT always are.
    fn is_aimed(&self, subject: Subject) -> bool {
        match subject {
            Subject::Criterion(criterion) => is_aimed(self.evidence, criterion),
            Subject::Theme(rank) => {
                let theme = &self.figures().themes[rank];
                let items = self.evidence.questionnaire.items.iter();
                let mut carriers = items.filter(|item| item.themes.contains(theme));
                carriers.any(|item| is_aimed(self.evidence, item.criterion))
            }
            Subject::Qvct(_) | Subject::Category(_) => true,
        }
    }

    fn words(&self, subject: Subject) -> String {
        let referential = self.evidence.referential;
        let words = match subject {
            Subject::Criterion(id) => referential.criteria.get(id.at()).map(|it| &it.name),
            Subject::Category(id) => referential.categories.get(id.at()).map(|it| &it.name),
            Subject::Qvct(id) => referential.qvct.get(id.at()).map(|it| &it.name),
            Subject::Theme(rank) => {
                let theme = &self.figures().themes[rank];
                return self
                    .evidence
                    .rulebook
                    .theme(theme)
                    .unwrap_or(theme)
                    .to_owned();
            }
        };
        words.cloned().unwrap_or_default()
    }
}
