//! Where laureates stand, and which of these situations may be told apart.

use crate::aggregate::counts;

use super::super::Naming;
use super::digest::State;
use super::pool;
use super::public::counted;
use super::report::Report;

/// A situation, `None` for the laureates whose files are to be corrected.
pub(super) type Situation = Option<State>;

/// All situations, in the order they are told.
pub(super) const ALL: [Situation; 5] = [
    Some(State::Published),
    Some(State::Protected),
    Some(State::Collective),
    Some(State::Unasked),
    None,
];

/// Laureates in a situation.
pub(super) fn count(report: &Report, situation: Situation) -> usize {
    match situation {
        None => report.faulty.len(),
        Some(state) => {
            let laureates = report.laureates.iter();
            laureates.filter(|one| one.state == state).count()
        }
    }
}

/// The situations told apart: all to the staff; in public those that give no single laureate away.
///
/// That a project has scores is taking part, and every figure says on how many it rests; why another has none may come
/// from its answers.
pub(super) fn apart(report: &Report) -> Vec<Situation> {
    if report.naming == Naming::Names {
        return ALL.to_vec();
    }
    let fewest = pool::fewest(report);
    let [published, reasons @ ..] = ALL;
    let scored = count(report, published);
    let alone = scored == 0 || scored >= fewest;
    let mut told = Vec::from_iter(alone.then_some(published));
    if counted::turn_is_hidden(report) {
        let others = if alone { &reasons[..] } else { &ALL[..] };
        let counts: Vec<usize> = others.iter().map(|&one| count(report, one)).collect();
        let apart = counts::apart(&counts, fewest);
        let kept = others.iter().zip(apart).filter(|(_, apart)| *apart);
        told.extend(kept.map(|(situation, _)| *situation));
    }
    told
}

/// Laureates in the other situations, told together.
pub(super) fn together(report: &Report, apart: &[Situation]) -> usize {
    let others = ALL.iter().filter(|one| !apart.contains(one));
    others.map(|&one| count(report, one)).sum()
}

/// What is said of one laureate in a situation that is not told apart, and of several.
pub(super) const OTHER: (&str, &str) = (
    "est dans une autre situation",
    "sont dans une autre situation",
);

/// How the laureates of no situation told apart are headed.
pub(super) fn others(apart: &[Situation]) -> &'static str {
    if apart.is_empty() {
        "situation non détaillée"
    } else {
        "autres situations"
    }
}

/// What is said of one laureate in a situation, and of several.
pub(super) fn verb(situation: Situation) -> (&'static str, &'static str) {
    match situation {
        Some(State::Published) => (
            "a un dossier avec des scores",
            "ont un dossier avec des scores",
        ),
        Some(State::Protected) => (
            "a fait une enquête sans qu'un score puisse être publié",
            "ont fait une enquête sans qu'un score puisse être publié",
        ),
        Some(State::Collective) => (
            "s'appuie sur une cotation collective de l'équipe",
            "s'appuient sur une cotation collective de l'équipe",
        ),
        Some(State::Unasked) => (
            "n'a pas encore fait d'enquête",
            "n'ont pas encore fait d'enquête",
        ),
        None => (
            "attend que ses fichiers soient corrigés",
            "attendent que leurs fichiers soient corrigés",
        ),
    }
}
