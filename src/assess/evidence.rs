//! The sentences of a finding: their places filled with what was measured. Decides nothing, writes no number itself.

use crate::aggregate::figures::{Gap, Level, Party, Score};
use crate::aggregate::written::{self, list, people_of, points, rounded, score, whole};
use crate::model::{Horizon, WaveId};

use super::condition::Test;
use super::evaluate::{Evidence, Finding};
use super::fact::Found;
use super::mark;
use super::scope::{Instance, Measure};
use super::template::{Placeholder, Template};
use super::wording::{at_term, interval, missing_terms, of_phase, rate, sides, since};

/// A sentence of the rule with its places filled.
pub(super) fn sentence(evidence: &Evidence, finding: &Finding, template: &Template) -> String {
    let words = Words { evidence, finding };
    template.fill(|place| words.place(place).unwrap_or_else(|| "–".to_owned()))
}

/// The finding with its figures; the team's marks have a sentence of their own, whatever the rule's says.
pub(super) fn found(evidence: &Evidence, finding: &Finding) -> String {
    let said = mark::sentence(finding)
        .unwrap_or_else(|| sentence(evidence, finding, &finding.rule.evidence));
    let words = Words { evidence, finding };
    match words.split() {
        Some(split) => format!("{said} {split}"),
        None => said,
    }
}

struct Words<'a> {
    evidence: &'a Evidence<'a>,
    finding: &'a Finding<'a>,
}

impl Words<'_> {
    fn place(&self, place: Placeholder) -> Option<String> {
        use Placeholder as P;
        match place {
            P::Measure => self.measure(0),
            P::Measure2 => self.measure(1),
            P::Score => self.score(0),
            P::Score2 => self.score(1),
            P::People => self.first(people).map(written::count),
            P::Interval => self.first(interval),
            P::Term => self.first(|found| self.wave(found)).map(at_term),
            P::Delta => self.first(|found| match found {
                Found::Change { change, .. } => Some(written::change_points(change.delta)),
                _ => None,
            }),
            P::Since => self.first(|found| match found {
                Found::Change { from, .. } => Some(since(self.horizon(*from)?)),
                _ => None,
            }),
            P::Gap => self.first(|found| gap(found).map(|gap| points(gap.points))),
            P::Highest => self.first(|found| gap(found).map(|gap| self.the_group(gap.highest))),
            P::Lowest => self.first(|found| gap(found).map(|gap| self.the_group(gap.lowest))),
            P::Rate => self.first(rate),
            P::Favourable => self.first(|found| sides(found).map(|(high, _)| high)),
            P::Unfavourable => self.first(|found| sides(found).map(|(_, low)| low)),
            P::Criterion => self.criterion(),
            P::Level => self.level(),
            P::Group => self.group(),
            P::Voices => self.first(|found| self.voices(found)),
            P::Phase => self.evidence.project.phase.map(of_phase),
            P::MissingTerms => self.first(|found| match found {
                Found::Missing(missing) => Some(missing_terms(missing)),
                _ => None,
            }),
        }
    }

    /// What the first condition that has it gives.
    fn first<T>(&self, value: impl Fn(&Found) -> Option<T>) -> Option<T> {
        self.finding
            .facts
            .iter()
            .find_map(|fact| value(&fact.found))
    }

    fn scores(&self) -> impl Iterator<Item = (&Measure, &Level, Test)> {
        self.finding
            .facts
            .iter()
            .filter_map(|fact| match &fact.found {
                Found::Score {
                    measure,
                    level,
                    test,
                    ..
                } => Some((measure, *level, *test)),
                _ => None,
            })
    }

    fn measure(&self, rank: usize) -> Option<String> {
        let (measure, ..) = self.scores().nth(rank)?;
        Some(measure.words.clone())
    }

    fn score(&self, rank: usize) -> Option<String> {
        let (_, level, test) = self.scores().nth(rank)?;
        Some(match (level.score, test) {
            // Rounded, it would stand at the bound under which it triggers.
            (Score::Exact(value), Test::Below(bound)) if rounded(value) > bound - 0.5 => {
                format!("un peu moins de {}", whole(bound))
            }
            (found, _) => score(found),
        })
    }

    /// « Les avis sont partagés sur « … » : 6 personnes sur 12 à 75 ou plus, 5 personnes à 25 ou moins. »: what the mean of
    /// a score does not say.
    fn split(&self) -> Option<String> {
        self.scores().find_map(|(measure, level, _)| {
            let (high, low) = level.split()?;
            Some(format!(
                "Les avis sont partagés sur « {} » : {} à 75 ou plus, {} à 25 ou moins.",
                measure.words,
                people_of(high, level.n),
                written::people(low)
            ))
        })
    }

    fn horizon(&self, wave: WaveId) -> Option<Horizon> {
        self.evidence.figures.wave(wave).map(|wave| wave.horizon)
    }

    fn wave(&self, found: &Found) -> Option<Horizon> {
        match found {
            Found::Score { at, .. } => self.horizon(*at),
            Found::Change { to, .. } => self.horizon(*to),
            _ => None,
        }
    }

    fn criterion(&self) -> Option<String> {
        let Some(Instance::Criterion(id)) = self.finding.instance else {
            return None;
        };
        let criterion = self.evidence.referential.criteria.get(id.at())?;
        Some(criterion.name.clone())
    }

    fn level(&self) -> Option<String> {
        let Some(Instance::Level(id)) = self.finding.instance else {
            return None;
        };
        Some(self.evidence.referential.qvct.get(id.at())?.name.clone())
    }

    /// The group of the instance, the one « tous » stood for, or the first that a condition reads.
    fn group(&self) -> Option<String> {
        let of_instance = match self.finding.instance {
            Some(Instance::Group(rank)) => Some(rank),
            _ => None,
        };
        let read = || {
            self.first(|found| match party(found)? {
                Party::Group(rank) => Some(rank),
                Party::Ensemble => None,
            })
        };
        let rank = of_instance.or(self.finding.every).or_else(read)?;
        Some(label(self.evidence, rank))
    }

    fn the_group(&self, rank: usize) -> String {
        format!("les {}", label(self.evidence, rank))
    }

    /// Who speaks in a score: never « tous groupes réunis » when one of them is not in it.
    fn voices(&self, found: &Found) -> Option<String> {
        let Found::Score { level, party, .. } = found else {
            return None;
        };
        let groups: Vec<String> = match party {
            Party::Group(rank) => vec![label(self.evidence, *rank)],
            Party::Ensemble => level
                .groups
                .iter()
                .map(|rank| label(self.evidence, *rank))
                .collect(),
        };
        Some(match groups.as_slice() {
            [only] => format!("chez les {only}"),
            several if several.len() == level.groups_asked => "tous groupes réunis".to_owned(),
            // A published group may itself be two in one: here all stand in one row.
            _ => {
                let published = level.groups.iter();
                let published =
                    published.filter_map(|rank| self.evidence.figures.groups.get(*rank));
                let members = published.flat_map(|group| &group.members);
                let groups = &self.evidence.questionnaire.groups;
                let labels = members.filter_map(|id| Some(&groups.get(id.at())?.label));
                format!("{} réunis", list(&labels.collect::<Vec<_>>()))
            }
        })
    }
}

/// Name of a published group, plural, without article.
pub(super) fn label(evidence: &Evidence, rank: usize) -> String {
    let group = evidence.figures.groups.get(rank);
    group.map(|group| group.label.clone()).unwrap_or_default()
}

fn party(found: &Found) -> Option<Party> {
    match found {
        Found::Score { party, .. }
        | Found::Split { party, .. }
        | Found::DontKnow { party, .. }
        | Found::Change { party, .. }
        | Found::Attendance { party, .. }
        | Found::State { party } => Some(*party),
        Found::Marked { .. } | Found::Gap { .. } | Found::Missing(_) | Found::Silent => None,
    }
}

fn gap(found: &Found) -> Option<Gap> {
    match found {
        Found::Gap { gap, .. } => Some(*gap),
        _ => None,
    }
}

fn people(found: &Found) -> Option<u32> {
    match found {
        Found::Score { level, .. } => Some(level.n),
        Found::Change { change, .. } => Some(change.n_to),
        Found::Attendance { line, .. } => line.answered.ok(),
        _ => None,
    }
}
