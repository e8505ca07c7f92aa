//! Which findings are printed: what gives way, what is most urgent, how many. Words no evidence.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::advice::{Advice, Recommendation, Rejected};
use super::evaluate::{Evidence, Finding};
use super::evidence::{found, sentence};
use super::fact::StandIn;
use super::follow_up::follow_up;
use super::rulebook::{Limits, Rule, RuleKind, Rulebook};
use super::scope::Instance;
use super::trigger::trigger;

/// A finding with its rank among all.
struct Candidate<'a> {
    finding: Finding<'a>,
    id: String,
    priority: f64,
    /// Whether a more urgent one rests on the same criterion in the place of another theme.
    repeats: bool,
}

/// Drops what is replaced or says the same again, then keeps the most urgent within the limits; the order of
/// the rules plays no part.
pub(super) fn select(evidence: &Evidence, findings: Vec<Finding>) -> Advice {
    let mut candidates: Vec<Candidate> = findings
        .into_iter()
        .map(|finding| Candidate {
            id: id(evidence, &finding),
            priority: priority(&finding),
            repeats: false,
            finding,
        })
        .collect();
    candidates.sort_by(urgency);
    mark_repeats(&mut candidates);
    let mut advice = Advice::default();
    let mut kept = Kept::default();
    for candidate in &candidates {
        let replaced = replacement(candidate, &candidates);
        let reason = replaced.or_else(|| kept.refuse(evidence, candidate));
        match reason {
            Some(reason) => advice.rejected.push(rejected(evidence, candidate, &reason)),
            None => {
                let list = match candidate.finding.rule.kind {
                    RuleKind::Action => &mut advice.actions,
                    RuleKind::Support => &mut advice.supports,
                    RuleKind::Data => &mut advice.data,
                };
                list.push(recommendation(evidence, candidate));
            }
        }
    }
    advice
}

/// `PUB-01/C13`, `QVCT-GEN/2`, `DATA-01/benevoles`.
fn id(evidence: &Evidence, finding: &Finding) -> String {
    let rule = &finding.rule.id;
    match finding.instance {
        None => rule.clone(),
        Some(Instance::Criterion(criterion)) => {
            let code = &evidence.referential.criteria[criterion.at()].code;
            format!("{rule}/{code}")
        }
        Some(Instance::Level(level)) => {
            let number = evidence.referential.qvct[level.at()].number;
            format!("{rule}/{number}")
        }
        Some(Instance::Group(rank)) => format!("{rule}/{}", evidence.figures.groups[rank].id),
    }
}

/// 100·severity + 20·established + min(9, gap/5) (`documents.md` § 1.1).
fn priority(finding: &Finding) -> f64 {
    let established = if finding.is_established() { 20.0 } else { 0.0 };
    100.0 * f64::from(finding.rule.severity) + established + (finding.gap() / 5.0).min(9.0)
}

fn urgency(a: &Candidate, b: &Candidate) -> Ordering {
    b.priority
        .total_cmp(&a.priority)
        .then_with(|| a.id.cmp(&b.id))
}

/// The same criterion in the place of several themes is one finding: all but the most urgent say it again.
fn mark_repeats(candidates: &mut [Candidate]) {
    let mut told = BTreeSet::new();
    for candidate in candidates {
        let stand_ins: Vec<StandIn> = candidate.finding.stand_ins().collect();
        candidate.repeats = stand_ins.iter().any(|stand_in| told.contains(stand_in));
        if !candidate.repeats {
            told.extend(stand_ins);
        }
    }
}

/// Why a finding gives way: to whom in the end, for who gave way in turn is not in the dossier.
fn replacement(candidate: &Candidate, all: &[Candidate]) -> Option<String> {
    let mut last = winner(candidate, all)?;
    // Rules that replace each other in a ring have no last: as many steps as findings, at most.
    for _ in all {
        match winner(last, all).filter(|next| next.id != candidate.id) {
            Some(next) => last = next,
            None => break,
        }
    }
    Some(format!("remplacée par {}", last.id))
}

/// The finding that another gives way to; an established one never does to one that is to be checked, and none
/// does to one that only says something again.
///
/// Two rules that replace each other do not both vanish: the more urgent stays.
fn winner<'c, 'a>(candidate: &Candidate, all: &'c [Candidate<'a>]) -> Option<&'c Candidate<'a>> {
    let gives_way = |loser: &Candidate, winner: &Candidate| {
        replaces(&winner.finding, &loser.finding)
            && (winner.finding.is_established() || !loser.finding.is_established())
    };
    let mut heard = all.iter().filter(|other| !other.repeats);
    heard.find(|other| {
        let mutual = gives_way(other, candidate) && urgency(candidate, other).is_lt();
        gives_way(candidate, other) && !mutual
    })
}

/// Whether a finding's rule replaces another's. One level or criterion of a repeated rule gives way only
/// to a rule that is filed under it: level 2 keeps its own advice when a rule on level 4 is found.
fn replaces(winner: &Finding, loser: &Finding) -> bool {
    let (winning, losing) = (winner.rule, loser.rule);
    let named = winning.replaces.contains(&losing.id) || losing.replaced_by.contains(&winning.id);
    let same_subject = match loser.instance {
        Some(Instance::Level(level)) => winning.qvct.is_empty() || winning.qvct.contains(&level),
        Some(Instance::Criterion(criterion)) => {
            let same = winner
                .instance
                .is_none_or(|instance| Some(instance) == loser.instance);
            same && (winning.criteria.is_empty() || winning.criteria.contains(&criterion))
        }
        Some(Instance::Group(_)) => winner
            .instance
            .is_none_or(|instance| Some(instance) == loser.instance),
        None => true,
    };
    named && winning.id != losing.id && same_subject
}

/// How many were kept so far.
#[derive(Default)]
struct Kept<'a> {
    kinds: BTreeMap<RuleKind, usize>,
    axes: BTreeMap<&'a str, usize>,
    rules: BTreeMap<&'a str, usize>,
    /// Who told what stands in for a theme.
    stand_ins: BTreeMap<StandIn, &'a str>,
}

impl<'a> Kept<'a> {
    /// Counts a finding in, or tells what it repeats or which limit it is beyond.
    fn refuse(&mut self, evidence: &Evidence, candidate: &'a Candidate) -> Option<String> {
        let mut stand_ins = candidate.finding.stand_ins();
        if let Some(first) = stand_ins.find_map(|stand_in| self.stand_ins.get(&stand_in)) {
            return Some(format!("même constat que {first}"));
        }
        let beyond = self.beyond(evidence.rulebook, candidate.finding.rule);
        if beyond.is_none() {
            let stand_ins = candidate.finding.stand_ins();
            self.stand_ins
                .extend(stand_ins.map(|stand_in| (stand_in, candidate.id.as_str())));
        }
        beyond
    }

    /// Counts a rule in, or tells which limit it is beyond. Axes are limited among actions only.
    fn beyond(&mut self, rulebook: &Rulebook, rule: &'a Rule) -> Option<String> {
        let limits = &rulebook.limits;
        let of_rule = self.rules.get(rule.id.as_str()).copied().unwrap_or(0);
        let of_axis = self.axes.get(rule.axis.as_str()).copied().unwrap_or(0);
        let of_kind = self.kinds.get(&rule.kind).copied().unwrap_or(0);
        if rule.instances.is_some() && of_rule >= limits.per_rule {
            return Some(beyond(
                limits.per_rule,
                ["un constat", "constats"],
                " de la même règle",
            ));
        }
        if rule.kind == RuleKind::Action && of_axis >= limits.per_axis {
            let axis = rulebook.axis(&rule.axis).unwrap_or(&rule.axis);
            let place = format!(" sur l'axe « {axis} »");
            return Some(beyond(
                limits.per_axis,
                ["une recommandation", "recommandations"],
                &place,
            ));
        }
        let (most, noun) = kind(limits, rule.kind);
        if of_kind >= most {
            return Some(beyond(most, noun, ""));
        }
        *self.rules.entry(&rule.id).or_default() += 1;
        *self.axes.entry(&rule.axis).or_default() += 1;
        *self.kinds.entry(rule.kind).or_default() += 1;
        None
    }
}

/// Most of a kind, with its noun.
fn kind(limits: &Limits, kind: RuleKind) -> (usize, [&'static str; 2]) {
    match kind {
        RuleKind::Action => (limits.actions, ["une recommandation", "recommandations"]),
        RuleKind::Support => (limits.supports, ["un point d'appui", "points d'appui"]),
        RuleKind::Data => (
            limits.data,
            ["une alerte sur les données", "alertes sur les données"],
        ),
    }
}

/// « au-delà de deux recommandations sur l'axe « Participation » ».
fn beyond(most: usize, [one, several]: [&str; 2], place: &str) -> String {
    const WORDS: [&str; 11] = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
    ];
    match most {
        0 => format!("aucun emplacement prévu pour les {several}{place}"),
        1 => format!("au-delà d'{one}{place}"),
        _ => {
            let number = WORDS
                .get(most)
                .map_or_else(|| most.to_string(), |word| (*word).to_owned());
            format!("au-delà de {number} {several}{place}")
        }
    }
}

fn rejected(evidence: &Evidence, candidate: &Candidate, reason: &str) -> Rejected {
    let finding = &candidate.finding;
    Rejected {
        id: candidate.id.clone(),
        title: sentence(evidence, finding, &finding.rule.title),
        reason: format!("{reason}. Constat : {}", found(evidence, finding)),
    }
}

fn recommendation(evidence: &Evidence, candidate: &Candidate) -> Recommendation {
    let finding = &candidate.finding;
    let rule = finding.rule;
    Recommendation {
        id: candidate.id.clone(),
        title: sentence(evidence, finding, &rule.title),
        axis: evidence
            .rulebook
            .axis(&rule.axis)
            .unwrap_or(&rule.axis)
            .to_owned(),
        established: finding.is_established(),
        evidence: found(evidence, finding),
        action: rule.action.clone(),
        who: rule.who.clone(),
        due: rule.due.clone(),
        follow_up: follow_up(evidence, finding),
        trigger: trigger(finding),
        sources: rule.sources.clone(),
        resource: rule.resource.clone(),
        priority: candidate.priority,
    }
}
