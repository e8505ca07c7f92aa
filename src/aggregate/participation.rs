//! Who took part, which measuring conditions are met, and what was left blank.

use std::collections::BTreeMap;

use crate::model::{CriterionId, Project, Questionnaire, State, Survey, WaveId};

use super::conditions::{self, Evidence};
use super::figures::{
    Absent, Condition, ConditionKind, FigureGroup, NonResponse, Participation, Party,
};
use super::respondent::response_rate;
use super::tally::Crowd;

/// Participation of every group and of everybody, wave by wave.
pub(super) fn participation(
    survey: &Survey,
    project: &Project,
    groups: &[FigureGroup],
    crowds: &[Crowd],
    fewest: u32,
) -> Vec<Participation> {
    let mut all = Vec::new();
    for (index, crowd) in crowds.iter().enumerate() {
        let wave = wave_id(index);
        let mut known: Option<u32> = Some(0);
        for (rank, group) in groups.iter().enumerate() {
            let invited = invited(project, index, group);
            if crowd.answered[rank] > 0 || invited.is_some() {
                known = known.zip(invited).map(|(sum, people)| sum + people);
            }
            let followed = followed(survey, project, crowds, index, Some(rank));
            let counts = (crowd.answered[rank], crowd.usable[rank]);
            all.push(line(
                wave,
                Party::Group(rank),
                invited,
                counts,
                followed,
                fewest,
            ));
        }
        let counts = (crowd.answered.iter().sum(), crowd.usable.iter().sum());
        let followed = followed(survey, project, crowds, index, None);
        all.push(line(
            wave,
            Party::Ensemble,
            known.filter(|&n| n > 0),
            counts,
            followed,
            fewest,
        ));
    }
    all
}

fn line(
    wave: WaveId,
    party: Party,
    invited: Option<u32>,
    (answered, usable): (u32, u32),
    followed: Option<u32>,
    fewest: u32,
) -> Participation {
    // Nobody is not a secret; one to k − 1 people is.
    let told = |count: u32| {
        if count == 0 || count >= fewest {
            Ok(count)
        } else {
            Err(Absent::Withheld)
        }
    };
    let open = told(answered).is_ok() && told(usable).is_ok();
    Participation {
        wave,
        party,
        invited,
        answered: told(answered),
        usable: if open {
            told(usable)
        } else {
            Err(Absent::Withheld)
        },
        followed: followed.filter(|&count| open && (count == 0 || count >= fewest)),
        rate: if open {
            response_rate(usable, 0, invited)
        } else {
            None
        },
        over: invited.is_some_and(|people| answered > people),
    }
}

/// People invited in a published group; unknown as soon as one of its members is.
pub(super) fn invited(project: &Project, wave: usize, group: &FigureGroup) -> Option<u32> {
    let populations = &project.waves.get(wave)?.populations;
    group
        .members
        .iter()
        .map(|member| populations.get(member).copied())
        .sum()
}

/// People of a group who were already there in the wave of answers before.
fn followed(
    survey: &Survey,
    project: &Project,
    crowds: &[Crowd],
    wave: usize,
    group: Option<usize>,
) -> Option<u32> {
    let before = (0..wave).rev().find(|&earlier| {
        !survey.waves[earlier].respondents.is_empty()
            && project.waves[earlier].kind == project.waves[wave].kind
    })?;
    let people = |index: usize| -> Option<Vec<u32>> {
        let chosen = survey.waves[index]
            .respondents
            .iter()
            .zip(&crowds[index].group)
            .filter(|(_, of)| group.is_none_or(|group| of.map(usize::from) == Some(group)));
        let mut people: Vec<u32> = chosen.filter_map(|(person, _)| person.person).collect();
        people.sort_unstable();
        (!people.is_empty()).then_some(people)
    };
    let (earlier, now) = (people(before)?, people(wave)?);
    u32::try_from(
        now.iter()
            .filter(|person| earlier.binary_search(person).is_ok())
            .count(),
    )
    .ok()
}

/// What the conditions are judged on, gathered by the caller.
pub(super) struct Grounds {
    pub people: u32,
    pub waves: u32,
    pub followed: Option<f64>,
    pub groups: u32,
    pub rate: Option<f64>,
    pub items_per_criterion: f64,
    /// Share of blanks and « ne sait pas »; none when it may not be told.
    pub unanswered: Option<f64>,
}

/// The six conditions with the figures they rest on.
pub(super) fn judged(grounds: &Grounds) -> Vec<Condition> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small positive median"
    )]
    let items = grounds.items_per_criterion as u32;
    let found = conditions::conditions(&Evidence {
        participation: grounds.rate,
        people: grounds.people,
        waves: grounds.waves,
        followed: grounds.followed,
        groups: grounds.groups,
        items,
        unanswered: grounds.unanswered,
    });
    let figures = [
        (ConditionKind::Participation, grounds.rate),
        (ConditionKind::People, Some(f64::from(grounds.people))),
        (ConditionKind::Time, Some(f64::from(grounds.waves))),
        (ConditionKind::Followed, grounds.followed),
        (ConditionKind::Viewpoints, Some(f64::from(grounds.groups))),
        (ConditionKind::Questionnaire, grounds.unanswered),
    ];
    found
        .checks
        .iter()
        .zip(figures)
        .map(|((_, level), (kind, figure))| Condition {
            kind,
            check: u8::try_from(level.points()).unwrap_or(0),
            figure,
        })
        .collect()
}

/// Blanks and « ne sait pas » per criterion at one wave, over all groups, and over all criteria.
///
/// `fewest` people of a criterion are needed for a share. Groups under it are told only if they are
/// as many people together: otherwise the shares of the larger groups would show theirs.
pub(super) fn non_response(
    survey: &Survey,
    questionnaire: &Questionnaire,
    of: &[Option<usize>],
    wave: WaveId,
    fewest: impl Fn(Option<CriterionId>) -> u32,
) -> (BTreeMap<CriterionId, NonResponse>, Option<f64>) {
    let answers = &survey.waves[wave.at()];
    let mut counts: BTreeMap<(Option<CriterionId>, usize), Blanks> = BTreeMap::new();
    for answer in &answers.answers {
        let group = answers.respondents[answer.respondent as usize].group;
        let Some(group) = of.get(group.at()).copied().flatten() else {
            continue;
        };
        let criterion = questionnaire.items[answer.item.at()].criterion;
        for about in [Some(criterion), None] {
            let blanks = counts.entry((about, group)).or_default();
            blanks.add(answer.state, answer.respondent);
        }
    }
    let mut rates = BTreeMap::new();
    let mut unanswered = None;
    let all: Vec<((Option<CriterionId>, usize), Blanks)> = counts.into_iter().collect();
    for own in all.chunk_by(|a, b| a.0.0 == b.0.0) {
        let about = own[0].0.0;
        let told = told(own.iter().map(|(_, blanks)| blanks), fewest(about));
        match (about, told) {
            (Some(criterion), Some(blanks)) => {
                rates.insert(criterion, blanks.rates());
            }
            (None, Some(blanks)) => {
                let silent = blanks.dont_know + blanks.missing;
                unanswered = Some(ratio(silent, blanks.asked - blanks.not_concerned));
            }
            (_, None) => {}
        }
    }
    (rates, unanswered)
}

/// The blanks of the groups that may be told together.
fn told<'a>(groups: impl Iterator<Item = &'a Blanks>, fewest: u32) -> Option<Blanks> {
    let (large, small): (Vec<&Blanks>, Vec<&Blanks>) =
        groups.partition(|blanks| blanks.people >= fewest);
    let joined = |groups: &[&Blanks]| {
        groups
            .iter()
            .fold(Blanks::default(), |sum, blanks| sum.with(blanks))
    };
    let (large, small) = (joined(&large), joined(&small));
    let told = if small.people >= fewest {
        large.with(&small)
    } else {
        large
    };
    (told.people >= fewest).then_some(told)
}

#[derive(Clone, Copy, Debug, Default)]
struct Blanks {
    people: u32,
    /// The person counted last: answers come person by person.
    last: Option<u32>,
    asked: u64,
    valid: u64,
    dont_know: u64,
    not_concerned: u64,
    missing: u64,
}

impl Blanks {
    fn with(self, other: &Blanks) -> Blanks {
        Blanks {
            people: self.people + other.people,
            last: None,
            asked: self.asked + other.asked,
            valid: self.valid + other.valid,
            dont_know: self.dont_know + other.dont_know,
            not_concerned: self.not_concerned + other.not_concerned,
            missing: self.missing + other.missing,
        }
    }

    fn add(&mut self, state: State, person: u32) {
        self.people += u32::from(self.last != Some(person));
        self.last = Some(person);
        self.asked += 1;
        match state {
            State::Valid(_) => self.valid += 1,
            State::DontKnow => self.dont_know += 1,
            State::NotApplicable => self.not_concerned += 1,
            State::Missing | State::Invalid => self.missing += 1,
        }
    }

    fn rates(&self) -> NonResponse {
        NonResponse {
            dont_know: ratio(self.dont_know, self.valid + self.dont_know),
            missing: ratio(self.missing, self.asked - self.not_concerned),
            asked: u32::try_from(self.asked).unwrap_or(u32::MAX),
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of answers are far below 2^52"
)]
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

pub(super) fn wave_id(index: usize) -> WaveId {
    WaveId(u8::try_from(index).unwrap_or(u8::MAX))
}
