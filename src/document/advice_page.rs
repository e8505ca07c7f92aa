//! « Recommandations »: what the rules propose, what the team answered, what comes next.
//!
//! The tool proposes, people decide; nothing is found here that `assess` did not find.

use crate::assess::advice::Recommendation;
use crate::model::programme::Contact;
use crate::model::project::{Decision, DecisionAnswer};

use super::dossier::Advice;
use super::parts::{AdviceCard, AdviceDecision, Confidence, Term};
use super::{Edition, Study, next_measure, words};

/// Fewest and most blank lines of the action plan in the working edition.
const PLAN_LINES: (usize, usize) = (3, 6);

/// The section, in both editions.
pub(super) fn build(study: &Study) -> Advice {
    let cards = |found: &[Recommendation], asked| cards(study, found, asked);
    Advice {
        introduction: introduction(study),
        cards: cards(&study.advice.actions, Asked::Yes),
        supports: told_once(cards(&study.advice.supports, Asked::No)),
        data: told_once(cards(&study.advice.data, Asked::No)),
        bygone: bygone(study),
        next_wave: next_measure::sentence(study),
        plan_lines: plan_lines(study),
        contacts: contacts(study),
    }
}

/// A line an action proposed and two for what the team finds itself, as many as a team can hold at once; none in the
/// funder's edition.
fn plan_lines(study: &Study) -> u32 {
    let wanted = (study.advice.actions.len() + 2).clamp(PLAN_LINES.0, PLAN_LINES.1);
    match study.edition {
        Edition::Working => words::size(wanted),
        Edition::Funder => 0,
    }
}

/// Whether the team is asked to answer each card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Yes,
    No,
}

fn introduction(study: &Study) -> String {
    let advice = study.advice;
    let alone = "cela ne veut pas dire que tout va bien. L'équipe reste la mieux placée pour choisir ses priorités.";
    if advice.actions.is_empty() && advice.supports.is_empty() {
        return format!("Aucune règle ne trouve d'appui dans ce qui a pu être publié : {alone}");
    }
    if advice.actions.is_empty() {
        return format!(
            "Aucune action n'est proposée à partir de ce qui a pu être publié : {alone}"
        );
    }
    let source = "Ces propositions viennent de règles écrites à l'avance, appliquées à ce qui est publié dans ce \
                  dossier et à ce que le projet déclare.";
    let decide = match study.edition {
        Edition::Working => "Elles ouvrent une discussion : l'équipe décide.",
        Edition::Funder => "La réponse de l'équipe figure sous chacune.",
    };
    format!("{source} {decide}")
}

fn cards(study: &Study, found: &[Recommendation], asked: Asked) -> Vec<AdviceCard> {
    (1..)
        .zip(found)
        .map(|(rank, one)| card(study, rank, one, asked))
        .collect()
}

fn card(study: &Study, rank: u32, found: &Recommendation, asked: Asked) -> AdviceCard {
    let (confidence, word) = if found.established {
        (Confidence::Established, "Nous recommandons")
    } else {
        (Confidence::ToConfirm, "À vérifier avec l'équipe")
    };
    AdviceCard {
        rank,
        id: found.id.clone(),
        title: found.title.clone(),
        confidence,
        confidence_word: word.to_owned(),
        finding: found.evidence.clone(),
        action: found.action.clone(),
        who: found.who.clone(),
        due: found.due.clone(),
        follow_up: found.follow_up.clone(),
        trigger: found.trigger.clone(),
        source: source(found),
        resource: found.resource.clone(),
        decision: decision(study, &found.id, asked),
    }
}

/// The headings of the leaflet, with the signs of print.
fn source(found: &Recommendation) -> String {
    let headings = found.sources.join(" ; ");
    headings.replace("...", "…").replace('\'', "’")
}

/// Points of one rule on several subjects become one: the advice once, a finding a subject.
fn told_once(cards: Vec<AdviceCard>) -> Vec<AdviceCard> {
    let mut kept: Vec<Vec<AdviceCard>> = Vec::new();
    for card in cards {
        let same = kept.iter_mut().find(|found| are_alike(&found[0], &card));
        match same {
            Some(found) => found.push(card),
            None => kept.push(vec![card]),
        }
    }
    kept.into_iter().filter_map(joined).collect()
}

fn rule(id: &str) -> &str {
    id.split_once('/').map_or(id, |(rule, _)| rule)
}

/// What a rule advises, and the subject of this instance.
fn subject(title: &str) -> Option<(&str, &str)> {
    title.split_once(" : ")
}

fn are_alike(first: &AdviceCard, other: &AdviceCard) -> bool {
    let advises = |card: &AdviceCard| subject(&card.title).map(|(advice, _)| advice.to_owned());
    rule(&first.id) == rule(&other.id)
        && advises(first).is_some()
        && advises(first) == advises(other)
        && first.action == other.action
        && first.decision == other.decision
}

/// A finding that stands without the title: with the subject that only the title names.
pub(super) fn finding_alone(title: &str, finding: &str) -> String {
    match subject(title) {
        Some((_, subject)) if !finding.contains(subject) => {
            format!("« {subject} » : {}", words::uncapital(finding))
        }
        _ => finding.to_owned(),
    }
}

/// One card of several that advise the same.
fn joined(alike: Vec<AdviceCard>) -> Option<AdviceCard> {
    let finding =
        |card: &AdviceCard| subject(&card.title).map(|_| finding_alone(&card.title, &card.finding));
    let findings: Option<Vec<String>> = alike.iter().map(finding).collect();
    let follow_ups: Vec<String> = alike.iter().map(|card| card.follow_up.clone()).collect();
    let several = alike.len() > 1;
    let together = of_groups_together(&alike);
    let mut first = alike.into_iter().next()?;
    if let (true, Some(findings)) = (several, findings) {
        let (advice, _) = subject(&first.title)?;
        first.title = advice.to_owned();
        first.finding = together.unwrap_or_else(|| findings.join(" "));
        first.follow_up = words::list(&follow_ups);
    }
    Some(first)
}

/// The finding of cards that say the same of several groups, once: « … pour les bénévoles et les partenaires … ».
fn of_groups_together(alike: &[AdviceCard]) -> Option<String> {
    let groups: Option<Vec<String>> = alike
        .iter()
        .map(|card| {
            let (_, group) = subject(&card.title)?;
            group.starts_with("les ").then(|| group.to_owned())
        })
        .collect();
    let groups = groups?;
    let (first, all) = (groups.first()?, words::list(&groups));
    let told = alike.first()?.finding.replacen(first, &all, 1);
    let is_alike = |(card, group): (&AdviceCard, &String)| {
        card.finding.contains(group) && card.finding.replacen(group, &all, 1) == told
    };
    alike.iter().zip(&groups).all(is_alike).then_some(told)
}

/// The team's answer in the funder's edition; what was not asked and not answered stays without.
fn decision(study: &Study, id: &str, asked: Asked) -> Option<AdviceDecision> {
    if study.edition == Edition::Working {
        return None;
    }
    match (answered(&study.project.decisions, id), asked) {
        (Some(decision), _) => Some(AdviceDecision {
            answer: answer(decision.answer).to_owned(),
            reason: decision.reason.clone(),
        }),
        (None, Asked::Yes) => Some(AdviceDecision {
            answer: "pas encore discutée".to_owned(),
            reason: String::new(),
        }),
        (None, Asked::No) => None,
    }
}

/// What the team decided on recommendations that are no longer found; a decision is never dropped in silence.
fn bygone(study: &Study) -> Vec<Term> {
    if study.edition == Edition::Working {
        return Vec::new();
    }
    let each = study.advice.bygone.iter().filter_map(|bygone| {
        let decision = study.project.decisions.get(bygone.decision)?;
        let answer = words::capital(answer(decision.answer));
        Some(Term {
            word: format!("{} ({})", bygone.title.as_ref()?, bygone.rule),
            text: format!("{answer}. {}", decision.reason)
                .trim_end()
                .to_owned(),
        })
    });
    each.collect()
}

/// The decision on this instance, else the one on the whole rule.
fn answered<'a>(decisions: &'a [Decision], id: &str) -> Option<&'a Decision> {
    let named = |wanted: &str| {
        decisions
            .iter()
            .find(|decision| decision.rule.eq_ignore_ascii_case(wanted))
    };
    named(id).or_else(|| named(rule(id)))
}

fn answer(answer: DecisionAnswer) -> &'static str {
    match answer {
        DecisionAnswer::Kept => "retenue",
        DecisionAnswer::Adapted => "adaptée",
        DecisionAnswer::Dropped => "écartée",
    }
}

/// « Vers qui se tourner »: the programme's contacts, else the referential's addresses.
fn contacts(study: &Study) -> Vec<Term> {
    let own = study
        .programme
        .map(|programme| programme.contacts.as_slice())
        .unwrap_or_default();
    if !own.is_empty() {
        return own.iter().map(contact).collect();
    }
    let resources = study.referential.resources.iter();
    resources
        .map(|resource| Term {
            word: resource.title.clone(),
            text: resource.link.clone().unwrap_or_default(),
        })
        .collect()
}

pub(super) fn contact(contact: &Contact) -> Term {
    let ways = [&contact.telephone, &contact.email, &contact.site];
    let ways: Vec<&str> = ways.into_iter().flatten().map(String::as_str).collect();
    Term {
        word: contact.name.clone(),
        text: ways.join(" · "),
    }
}
