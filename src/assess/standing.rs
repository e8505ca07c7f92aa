//! Conditions on where a project stands: who took part, what is measured or withheld, what it declares.

use crate::aggregate::figures::{Absent, Participation};
use crate::aggregate::written;
use crate::model::{GroupId, Horizon};

use super::condition::{Attendance, Context, Moment, Speaker, Target};
use super::fact::{Fact, Found, plain};
use super::mark::{TEAM, last_term};
use super::missing::missing_terms;
use super::scope::{Instance, Scope};

pub(super) fn attended<'a>(
    scope: &Scope<'a>,
    attendance: &Attendance,
    unit: f64,
    figure: impl Fn(&Participation) -> Option<f64>,
) -> Option<Fact<'a>> {
    let (at, party) = (
        scope.wave(attendance.at)?,
        scope.party(&attendance.speaker)?,
    );
    let mut lines = scope.figures().participation.iter();
    let line = lines.find(|line| line.wave == at && line.party == party)?;
    let number = figure(line)?;
    let gap = (number - attendance.test.bound()).abs() * unit;
    let test = attendance.test;
    let found = Found::Attendance { party, line, test };
    test.holds(number).then(|| plain(gap, found))
}

/// Measured when a figure is published, not measured when there is none to withhold either.
pub(super) fn measured<'a>(
    scope: &Scope<'a>,
    target: &Target,
    at: Moment,
    wanted: bool,
) -> Option<Fact<'a>> {
    let wave = scope.wave(at)?;
    let state = scope.read(target, |subject| {
        let cells = scope.figures().levels.iter();
        let mut of_subject = cells.filter(|((at, _, about), _)| *at == wave && *about == subject);
        let (mut published, mut withheld) = (false, false);
        for (_, figure) in of_subject.by_ref() {
            published |= figure.is_ok();
            withheld |= matches!(figure, Err(Absent::Withheld));
        }
        Some((published, withheld))
    });
    let holds = match state {
        Some((_, (published, _))) if wanted => published,
        Some((_, (published, withheld))) => !published && !withheld,
        None => false,
    };
    holds.then(|| plain(0.0, Found::Silent))
}

/// A group without any figure of its own, for a reason.
pub(super) fn group_state<'a>(
    scope: &Scope<'a>,
    speaker: &Speaker,
    at: Moment,
    wanted: Absent,
) -> Option<Fact<'a>> {
    let (wave, party) = (scope.wave(at)?, scope.party(speaker)?);
    let cells = scope.figures().levels.iter();
    let states: Vec<Option<Absent>> = cells
        .filter(|((at, who, _), _)| *at == wave && *who == party)
        .map(|(_, figure)| figure.as_ref().err().copied())
        .collect();
    let state = if states.contains(&None) {
        None
    } else if states.contains(&Some(Absent::Withheld)) {
        Some(Absent::Withheld)
    } else {
        states
            .contains(&Some(Absent::NotMeasured))
            .then_some(Absent::NotMeasured)
    };
    (state == Some(wanted)).then(|| plain(0.0, Found::State { party }))
}

pub(super) fn declared<'a>(scope: &Scope<'a>, context: &Context) -> Option<Fact<'a>> {
    let project = scope.evidence.project;
    let (holds, found) = match context {
        Context::Organisations(test) => {
            (test.holds(f64::from(project.organisations)), Found::Silent)
        }
        Context::Phase(among) => (
            project.phase.is_some_and(|phase| among.contains(&phase)),
            Found::Silent,
        ),
        Context::MissingTerms(test) => {
            let missing = missing_terms(scope.evidence);
            // What is over cannot be planned any more: it is told beside, and calls for nothing.
            let open = missing.iter().filter(|missing| !missing.passed).count();
            let count = written::size(open);
            (test.holds(f64::from(count)), Found::Missing(missing))
        }
        Context::CollectiveMarks(wanted) => (is_marked(scope) == *wanted, Found::Silent),
    };
    holds.then(|| plain(0.0, found))
}

/// Whether the team met at the term of the last measure or later; at any term when nobody was asked.
///
/// Its marks speak for nobody else: asked about another group it did not, unless everybody of both took part.
fn is_marked(scope: &Scope) -> bool {
    let evidence = scope.evidence;
    let figures = evidence.figures;
    if let Some(Instance::Group(rank)) = scope.instance {
        let id = figures.groups.get(rank).map_or("", |group| &group.id);
        let is_team = id.split('+').any(|member| member == TEAM);
        if !is_team && !everybody_met(scope, rank) {
            return false;
        }
    }
    let measured = figures.last().and_then(|last| figures.wave(last));
    let measured = measured.map(|wave| wave.horizon);
    last_term(evidence.project).is_some_and(|term| measured.is_none_or(|measured| term >= measured))
}

/// Whether as many people fixed the marks of a term together as the team and a group count at the last measure, at its term
/// or later.
fn everybody_met(scope: &Scope, rank: usize) -> bool {
    let (figures, project) = (scope.figures(), scope.evidence.project);
    let groups = &scope.evidence.questionnaire.groups;
    let team = GroupId::each(groups).zip(groups);
    let team = team.filter(|(_, group)| group.id == TEAM).map(|(id, _)| id);
    let others = figures.groups.get(rank).map(|group| group.members.iter());
    let populations = figures
        .last()
        .and_then(|last| project.waves.get(last.at()))
        .map(|wave| &wave.populations);
    let mut all = 0;
    for id in team.chain(others.into_iter().flatten().copied()) {
        // A group of unknown size may always have had somebody away.
        match populations.and_then(|populations| populations.get(&id)) {
            Some(people) => all += people,
            None => return false,
        }
    }
    let measured = figures.last().and_then(|last| figures.wave(last));
    let terms = Horizon::ALL.into_iter();
    let mut terms = terms.filter(|term| measured.is_none_or(|measured| *term >= measured.horizon));
    all > 0
        && terms.any(|term| {
            let marks = project.collective.iter();
            let met = marks.filter(|mark| mark.horizon == term);
            let fewest = met.map(|mark| mark.participants.unwrap_or(0)).min();
            fewest.is_some_and(|fewest| fewest >= all)
        })
}
