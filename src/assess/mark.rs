//! Marks that a team debated and fixed together, where they may stand in for a score (`decisions.md` § 9).
//! Never averaged, never beside published answers, never sure; what a rule asks is decided elsewhere.

use crate::aggregate::figures::{Figures, Subject};
use crate::model::project::CollectiveMark;
use crate::model::{CriterionId, Horizon, Project, WaveKind};

use super::condition::{Moment, Reading, Speaker};
use super::evaluate::Finding;
use super::fact::{Fact, Found};
use super::rulebook::{Rule, RuleKind};
use super::scope::{Measure, Scope};
use super::template::Placeholder;
use super::wording::at_meeting;

/// The team itself: its mark is nobody else's word.
pub(super) const TEAM: &str = "salaries";
/// The lowest mark that is told as a strength: without an interval, 7 of 10 is too close to the middle.
const STRENGTH: u8 = 8;
/// Points of a score in one of a mark.
const POINTS: f64 = 10.0;

/// The team's mark in the place of a score that nobody published.
pub(super) fn score<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<Fact<'a>> {
    let (measure, mark) = standing_in(scope, reading)?;
    fact(
        reading,
        mark,
        Found::Marked {
            measure,
            mark,
            test: reading.test,
        },
    )
}

/// A bound of the interval of a strength: a mark has no interval, and being high enough is asked of it instead.
pub(super) fn bound<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<Fact<'a>> {
    let (_, mark) = standing_in(scope, reading)?;
    (scope.rule.kind == RuleKind::Support)
        .then(|| fact(reading, mark, Found::Silent))
        .flatten()
}

fn fact<'a>(reading: &Reading, mark: &CollectiveMark, found: Found<'a>) -> Option<Fact<'a>> {
    let points = f64::from(mark.mark) * POINTS;
    reading.test.holds(points).then(|| Fact {
        gap: (points - reading.test.bound()).abs(),
        established: false,
        found,
    })
}

/// The mark that may stand in for a score: of the team, at the last term it marked, on a rule that is not sensitive.
fn standing_in<'a>(scope: &Scope<'a>, reading: &Reading) -> Option<(Measure, &'a CollectiveMark)> {
    let of_team = match &reading.speaker {
        Speaker::Group(key) => key == TEAM,
        Speaker::Ensemble => true,
        Speaker::Every | Speaker::Instance => false,
    };
    let may = of_team
        && reading.at == Moment::Last
        && !scope.rule.sensitive
        && says_no_score(scope.rule)
        && !is_surveyed(scope.figures());
    let project = scope.evidence.project;
    let last = last_term(project).filter(|_| may)?;
    let (measure, mark) = scope.read(&reading.target, |subject| match subject {
        Subject::Criterion(criterion) => latest(project, criterion, last),
        Subject::Category(_) | Subject::Qvct(_) | Subject::Theme(_) => None,
    })?;
    let strong = scope.rule.kind != RuleKind::Support || mark.mark >= STRENGTH;
    strong.then_some((measure, mark))
}

/// Whether a score of any measure is published: marks then stand beside it in the dossier and decide nothing.
fn is_surveyed(figures: &Figures) -> bool {
    figures.levels.iter().any(|((at, _, _), figure)| {
        let wave = figures.wave(*at);
        figure.is_ok() && wave.is_none_or(|wave| wave.kind != WaveKind::Expected)
    })
}

/// A title that prints a figure of the survey has none to print of a mark.
fn says_no_score(rule: &Rule) -> bool {
    let mut places = rule.title.places();
    places.all(|place| {
        matches!(
            place,
            Placeholder::Criterion | Placeholder::Phase | Placeholder::MissingTerms
        )
    })
}

/// The last term that the team marked.
pub(super) fn last_term(project: &Project) -> Option<Horizon> {
    project.collective.iter().map(|mark| mark.horizon).max()
}

/// The mark of a criterion at a term: the latest when it was marked twice.
fn latest(project: &Project, criterion: CriterionId, term: Horizon) -> Option<&CollectiveMark> {
    let marks = project.collective.iter();
    marks
        .filter(|mark| mark.criterion == criterion && mark.horizon == term)
        .max_by_key(|mark| mark.date)
}

/// « Modèle économique : 4 sur 10 à la cotation collective de janvier 2026. »; none when no mark stands in.
pub(super) fn sentence(finding: &Finding) -> Option<String> {
    let marks = finding.facts.iter().filter_map(|fact| match &fact.found {
        Found::Marked { measure, mark, .. } => Some((
            format!("{} : {} sur 10", measure.words, mark.mark),
            at_meeting(mark.date, mark.horizon),
        )),
        _ => None,
    });
    let mut marks: Vec<(String, String)> = marks.collect();
    // A rule may ask the same mark for two bounds.
    marks.dedup();
    let (_, first) = marks.first()?;
    if marks.len() > 1 && marks.iter().all(|(_, meeting)| meeting == first) {
        let noted: Vec<&str> = marks.iter().map(|(noted, _)| noted.as_str()).collect();
        return Some(format!("{}, {first}.", noted.join(" ; ")));
    }
    let each: Vec<String> = marks
        .iter()
        .map(|(noted, meeting)| format!("{noted} {meeting}"))
        .collect();
    Some(format!("{}.", each.join(" ; ")))
}
