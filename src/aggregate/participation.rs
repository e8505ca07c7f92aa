//! Who took part, and which measuring conditions are met.

use crate::model::referential::{HiddenCounts, Thresholds};
use crate::model::{Project, WaveId};

use super::compute::Workshop;
use super::conditions::{self, Evidence};
use super::figures::{Absent, Condition, ConditionKind, FigureGroup, Participation, Party};
use super::respondent::response_rate;

/// Participation of every group and of everybody, wave by wave.
pub(super) fn participation(workshop: &Workshop) -> Vec<Participation> {
    let (project, thresholds) = (workshop.material.project, workshop.material.thresholds);
    let mut all = Vec::new();
    for (index, crowd) in workshop.crowds.iter().enumerate() {
        let wave = wave_id(index);
        let mut known: Option<u32> = Some(0);
        let mut over = false;
        let start = all.len();
        for (rank, group) in workshop.grouping.groups.iter().enumerate() {
            let (invited, answered) = (invited(project, index, group), crowd.answered[rank]);
            // More answers than people invited (`statistics.md` § 1.1, E-POP).
            let is_over = invited.is_some_and(|people| people < answered);
            if answered > 0 || invited.is_some() {
                known = known.zip(invited).map(|(sum, people)| sum + people);
            }
            over |= is_over;
            let line = Participation {
                wave,
                party: Party::Group(rank),
                invited,
                answered: Ok(answered),
                usable: Ok(crowd.usable[rank]),
                followed: followed(workshop, index, Some(rank)).ok_or(Absent::NotMeasured),
                rate: response_rate(crowd.usable[rank], 0, invited).filter(|_| !is_over),
                over: is_over,
            };
            all.push(guarded(line, thresholds));
        }
        let invited = known.filter(|&n| n > 0);
        let (answered, usable) = (crowd.answered.iter().sum(), crowd.usable.iter().sum());
        let whole = Participation {
            wave,
            party: Party::Ensemble,
            invited,
            answered: Ok(answered),
            usable: Ok(usable),
            followed: followed(workshop, index, None).ok_or(Absent::NotMeasured),
            // Nobody knows the rate where a population is wrong: the condition of participation is not met by a slip.
            rate: response_rate(usable, 0, known).filter(|_| !over),
            over,
        };
        all.push(totalled(whole, &all[start..], thresholds));
    }
    all
}

/// A line as it may be printed: nobody is not a secret, one to k − 1 people are.
fn guarded(line: Participation, thresholds: &Thresholds) -> Participation {
    let told = |count: &u32| *count == 0 || *count >= thresholds.score;
    let held = |count: Result<u32, Absent>| count.and_then(|n| kept(n, told(&n)));
    let open = held(line.answered).and(held(line.usable)).is_ok();
    Participation {
        answered: held(line.answered),
        usable: line.usable.and_then(|n| kept(n, open)),
        followed: line.followed.and_then(|n| kept(n, open && told(&n))),
        rate: line.rate.filter(|_| open),
        // That more answered than were invited is told of all, unless counts are to be masked.
        over: line.over && (open || thresholds.hidden_counts == HiddenCounts::Subtractable),
        ..line
    }
}

fn kept(count: u32, told: bool) -> Result<u32, Absent> {
    if told {
        Ok(count)
    } else {
        Err(Absent::Withheld)
    }
}

/// The line of everybody; masked whole when what the groups leave of it is not to be found.
fn totalled(
    whole: Participation,
    groups: &[Participation],
    thresholds: &Thresholds,
) -> Participation {
    let is_kept_back = |line: &Participation| line.answered.is_err() || line.usable.is_err();
    if thresholds.hidden_counts == HiddenCounts::Subtractable || !groups.iter().any(is_kept_back) {
        return guarded(whole, thresholds);
    }
    Participation {
        answered: Err(Absent::Withheld),
        usable: Err(Absent::Withheld),
        followed: whole.followed.and(Err(Absent::Withheld)),
        rate: None,
        over: false,
        ..whole
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
fn followed(workshop: &Workshop, wave: usize, group: Option<usize>) -> Option<u32> {
    let (survey, project) = (workshop.material.survey, workshop.material.project);
    let crowds = &workshop.crowds;
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
    let figure = |kind| match kind {
        ConditionKind::Participation => grounds.rate,
        ConditionKind::People => Some(f64::from(grounds.people)),
        ConditionKind::Time => Some(f64::from(grounds.waves)),
        ConditionKind::Followed => grounds.followed,
        ConditionKind::Viewpoints => Some(f64::from(grounds.groups)),
        ConditionKind::Questionnaire => grounds.unanswered,
    };
    let judged = found.into_iter().map(|(kind, degree)| Condition {
        kind,
        degree,
        figure: figure(kind),
    });
    judged.collect()
}

pub(super) fn wave_id(index: usize) -> WaveId {
    WaveId(u8::try_from(index).unwrap_or(u8::MAX))
}
