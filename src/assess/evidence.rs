//! The words of a finding: places filled with what was measured, and what to look at next time.
//! Numbers are written as everywhere in print; nothing is decided here.

use chrono::{Datelike, NaiveDate};

use crate::aggregate::figures::{Level, Party, Score};
use crate::aggregate::rounding;
use crate::model::{Horizon, WaveId};

use super::condition::Test;
use super::evaluate::{Evidence, Finding};
use super::fact::{Found, Share};
use super::missing::MissingTerm;
use super::scope::{Instance, Measure};
use super::template::{Placeholder, Template};

/// Where percents begin (`statistics.md` § 1.11).
const PERCENT_FROM: u32 = 20;

/// A sentence of the rule with its places filled.
pub(super) fn sentence(evidence: &Evidence, finding: &Finding, template: &Template) -> String {
    let words = Words { evidence, finding };
    template.fill(|place| words.place(place).unwrap_or_else(|| "–".to_owned()))
}

struct Words<'a> {
    evidence: &'a Evidence<'a>,
    finding: &'a Finding<'a>,
}

impl Words<'_> {
    fn place(&self, place: Placeholder) -> Option<String> {
        use Placeholder as P;
        match place {
            P::Measure => self.scores().next().map(|(measure, _)| measure.words.clone()),
            P::Measure2 => self.scores().nth(1).map(|(measure, _)| measure.words.clone()),
            P::Score => self.scores().next().map(|(_, level)| score(level.score)),
            P::Score2 => self.scores().nth(1).map(|(_, level)| score(level.score)),
            P::People => self.first(people).map(|n| rounding::number(f64::from(n), 0)),
            P::Interval => self.first(interval),
            P::Term => self.first(|found| self.wave(found)).map(at_term),
            P::Delta => self.first(|found| match found {
                Found::Change { change, .. } => Some(rounding::change_in_points(change.delta)),
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
            P::Criterion => self.criterion(),
            P::Level => self.level(),
            P::Group => self.group(),
            P::Voices => self.first(|found| self.voices(found)),
            P::Phase => self.evidence.project.phase.map(|phase| phase.label().to_owned()),
            P::MissingTerms => self.first(|found| match found {
                Found::Missing(missing) => Some(missing_terms(missing)),
                _ => None,
            }),
        }
    }

    /// What the first condition that has it gives.
    fn first<T>(&self, value: impl Fn(&Found) -> Option<T>) -> Option<T> {
        self.finding.facts.iter().find_map(|fact| value(&fact.found))
    }

    fn scores(&self) -> impl Iterator<Item = (&Measure, &Level)> {
        self.finding.facts.iter().filter_map(|fact| match &fact.found {
            Found::Score { measure, level, .. } => Some((measure, *level)),
            _ => None,
        })
    }

    fn horizon(&self, wave: WaveId) -> Option<Horizon> {
        self.evidence.figures.waves.get(wave.at()).map(|wave| wave.horizon)
    }

    fn wave(&self, found: &Found) -> Option<Horizon> {
        match found {
            Found::Score { at, .. } => self.horizon(*at),
            Found::Change { to, .. } => self.horizon(*to),
            _ => None,
        }
    }

    fn criterion(&self) -> Option<String> {
        let Some(Instance::Criterion(id)) = self.finding.instance else { return None };
        let criterion = self.evidence.referential.criteria.get(id.at())?;
        Some(criterion.name.clone())
    }

    fn level(&self) -> Option<String> {
        let Some(Instance::Level(id)) = self.finding.instance else { return None };
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
        let Found::Score { level, party, .. } = found else { return None };
        let groups: Vec<String> = match party {
            Party::Group(rank) => vec![label(self.evidence, *rank)],
            Party::Ensemble => {
                level.groups.iter().map(|rank| label(self.evidence, *rank)).collect()
            }
        };
        Some(match groups.as_slice() {
            [only] => format!("chez les {only}"),
            several if several.len() == level.groups_asked => "tous groupes réunis".to_owned(),
            several => format!("{} réunis", list(several)),
        })
    }
}

/// What to look at next time: the figures that triggered; for several scores, those that are too low.
pub(super) fn follow_up(evidence: &Evidence, finding: &Finding) -> String {
    let low = |found: &Found| matches!(found, Found::Score { test: Test::Below(_), .. });
    let any_low = finding.facts.iter().any(|fact| low(&fact.found));
    let mut looked_at: Vec<String> = Vec::new();
    for fact in &finding.facts {
        let is_score = matches!(fact.found, Found::Score { .. });
        if is_score && any_low && !low(&fact.found) {
            continue;
        }
        if let Some(words) = looked_at_next(evidence, &fact.found)
            && !looked_at.contains(&words)
        {
            looked_at.push(words);
        }
    }
    if looked_at.is_empty() {
        return "point d'étape avec l'équipe".to_owned();
    }
    list(&looked_at)
}

fn looked_at_next(evidence: &Evidence, found: &Found) -> Option<String> {
    let whose = |party: &Party| match party {
        Party::Group(rank) => format!("des {}", label(evidence, *rank)),
        Party::Ensemble => "de l'ensemble des groupes".to_owned(),
    };
    Some(match found {
        Found::Score { measure, party, .. } => {
            format!("score « {} » {}", measure.words, whose(party))
        }
        Found::Change { measure, party, .. } => {
            format!("évolution du score « {} » {}", measure.words, whose(party))
        }
        Found::Gap { measure, .. } => {
            format!("écart entre les groupes sur « {} »", measure.words)
        }
        Found::Split { measure, party, .. } => {
            format!("répartition des avis {} sur « {} »", whose(party), measure.words)
        }
        Found::DontKnow { measure, .. } => {
            format!("part de « ne sait pas » sur « {} »", measure.words)
        }
        Found::Attendance { party, .. } => format!("taux de réponse {}", whose(party)),
        Found::State { party } => format!("un résultat propre {}", match party {
            Party::Group(rank) => format!("aux {}", label(evidence, *rank)),
            Party::Ensemble => "à l'ensemble des groupes".to_owned(),
        }),
        Found::Missing(_) => "une mesure à chaque échéance".to_owned(),
        Found::Silent => return None,
    })
}

fn label(evidence: &Evidence, rank: usize) -> String {
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
        Found::Gap { .. } | Found::Missing(_) | Found::Silent => None,
    }
}

fn gap(found: &Found) -> Option<crate::aggregate::figures::Gap> {
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

/// « 48 », « ≥ 95 ».
fn score(score: Score) -> String {
    match score {
        Score::Exact(number) => rounding::number(number, 0),
        Score::AtLeast(bound) => format!("≥ {}", rounding::number(bound, 0)),
        Score::AtMost(bound) => format!("≤ {}", rounding::number(bound, 0)),
    }
}

/// « entre 48 et 97 »; « réponses unanimes » without an interval, and no false range when everybody answered.
fn interval(found: &Found) -> Option<String> {
    match found {
        Found::Score { level, .. } => Some(match level.interval {
            None => "réponses unanimes".to_owned(),
            Some(_) if level.everyone => "toutes les personnes invitées ont répondu".to_owned(),
            Some((low, high)) => {
                let write = |number| rounding::number(number, 0);
                format!("entre {} et {}", write(low), write(high))
            }
        }),
        Found::Change { change, .. } => {
            let (low, high) = change.interval;
            let write = |number| rounding::signed(number, 0);
            Some(format!("entre {} et {}", write(low), write(high)))
        }
        _ => None,
    }
}

/// « 42 % des réponses », « 7 réponses sur 12 »: the noun depends on how many there are.
fn rate(found: &Found) -> Option<String> {
    match found {
        Found::Split { some, all, .. } => Some(share(Share::Counted(*some, *all), ["personne", "personnes"])),
        Found::DontKnow { share: of, .. } => Some(share(*of, ["réponse", "réponses"])),
        Found::Attendance { line, .. } => {
            let (usable, invited) = (line.usable.ok()?, line.invited?);
            Some(share(Share::Counted(usable, invited), ["personne invitée", "personnes invitées"]))
        }
        _ => None,
    }
}

fn share(share: Share, [one, several]: [&str; 2]) -> String {
    let count = |number: u32| rounding::number(f64::from(number), 0);
    match share {
        Share::Counted(some, all) if all < PERCENT_FROM => {
            let noun = if some < 2 { one } else { several };
            format!("{} {noun} sur {}", count(some), count(all))
        }
        Share::Counted(some, all) => {
            format!("{} des {several}", rounding::percent(f64::from(some) / f64::from(all)))
        }
        Share::Rate(rate, all) if all < PERCENT_FROM => {
            let tenths = rounding::round(rate * 10.0, 0);
            let noun = if tenths < 1.5 { one } else { several };
            format!("environ {} {noun} sur 10", rounding::number(tenths, 0))
        }
        Share::Rate(rate, _) => format!("{} des {several}", rounding::percent(rate)),
    }
}

/// A distance: « 26 points », « moins de 1 point ».
fn points(distance: f64) -> String {
    rounding::change_in_points(distance.abs()).trim_start_matches('+').to_owned()
}

fn at_term(term: Horizon) -> String {
    match term {
        Horizon::Reference => "au départ",
        Horizon::Short => "à court terme",
        Horizon::Medium => "à moyen terme",
        Horizon::Long => "à long terme",
    }
    .to_owned()
}

fn since(term: Horizon) -> String {
    match term {
        Horizon::Reference => "depuis le départ".to_owned(),
        later => format!("depuis la mesure {}", at_term(later)),
    }
}

/// « court terme (échéance passée le 16 janvier 2024) et moyen terme (à mesurer avant le 16 janvier 2026) ».
fn missing_terms(missing: &[MissingTerm]) -> String {
    let words: Vec<String> = missing
        .iter()
        .map(|missing| {
            let term = match missing.term {
                Horizon::Reference => "départ",
                Horizon::Short => "court terme",
                Horizon::Medium => "moyen terme",
                Horizon::Long => "long terme",
            };
            match missing.last_day {
                Some(last_day) if missing.passed => {
                    format!("{term} (échéance passée le {})", day(last_day))
                }
                Some(last_day) => format!("{term} (à mesurer avant le {})", day(last_day)),
                None if missing.passed => format!("{term} (échéance passée)"),
                None => format!("{term} (échéance en cours)"),
            }
        })
        .collect();
    list(&words)
}

/// « 1er mars 2024 ».
fn day(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let ordinal = if date.day() == 1 { "er" } else { "" };
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{}{ordinal} {month} {}", date.day(), date.year())
}

/// « a, b et c ».
fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}
