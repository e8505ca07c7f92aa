//! « Lire ce document »: the signs and words that this dossier uses, and only those.
//!
//! Looks at what the other sections show; explains it in plain words and computes nothing.

use std::collections::BTreeSet;

use crate::aggregate::figures::{Level, Party, Score, Verdict};
use crate::model::CriterionId;

use super::dossier::{GroupMark, Reading};
use super::parts::{Cell, Table, TableCell, Term};
use super::{Study, annex, matrix, scope, words};

/// The keys of the dossier, whose annex has these tables.
pub(super) fn build(study: &Study, tables: &[Table]) -> Reading {
    Reading {
        states: states(study, tables),
        verdicts: verdicts(study),
        groups: groups(study),
        paragraphs: paragraphs(study),
    }
}

/// Absent states met in the matrix or in a table of the annex, in the order of the key.
fn states(study: &Study, tables: &[Table]) -> Vec<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    if let Some(matrix) = matrix::matrix(study, &matrix::terms(study)) {
        found.extend(matrix.states);
        if !matrix.not_aimed.is_empty() {
            found.insert("not-aimed".to_owned());
        }
    }
    for cell in tables.iter().flat_map(|table| table.rows.iter().flatten()) {
        found.extend(key(cell).map(str::to_owned));
    }
    let order = [
        "withheld",
        "not-measured",
        "not-reached",
        "not-concerned",
        "not-aimed",
    ];
    order
        .into_iter()
        .filter(|state| found.contains(*state))
        .map(str::to_owned)
        .collect()
}

fn key(cell: &TableCell) -> Option<&'static str> {
    let TableCell::Figure(cell) = cell else {
        return None;
    };
    match cell {
        Cell::Value(_) => None,
        Cell::Withheld => Some("withheld"),
        Cell::NotMeasured => Some("not-measured"),
        Cell::NotReached => Some("not-reached"),
        Cell::NotConcerned => Some("not-concerned"),
        Cell::NotAimed => Some("not-aimed"),
    }
}

/// Verdicts met among the changes that are shown, in the order of the closed vocabulary.
fn verdicts(study: &Study) -> Vec<Term> {
    let met: BTreeSet<Verdict> = annex::changes::shown(study)
        .iter()
        .map(|change| change.verdict)
        .collect();
    let in_order = Verdict::ALL
        .into_iter()
        .filter(|verdict| met.contains(verdict));
    in_order.map(|verdict| explained(study, verdict)).collect()
}

fn explained(study: &Study, verdict: Verdict) -> Term {
    let matters = words::points(scope::thresholds(study).important_change);
    let (code, text) = match verdict {
        Verdict::ImprovementEstablished => (
            "improvement-established",
            format!(
                "Le score monte d'au moins {matters}, et le hasard ne suffit pas à l'expliquer."
            ),
        ),
        Verdict::ImprovementProbable => (
            "improvement-probable",
            "Le score a sans doute monté, mais l'écart est petit ou sa taille reste incertaine."
                .to_owned(),
        ),
        Verdict::StabilityEstablished => (
            "stability-established",
            format!("L'écart, s'il existe, est plus petit que {matters}."),
        ),
        Verdict::Uncertain => (
            "uncertain",
            "Les réponses ne permettent pas de dire si le score a changé ; ce n'est pas un échec."
                .to_owned(),
        ),
        Verdict::DeclineProbable => (
            "degradation-probable",
            "Le score a sans doute baissé, mais l'écart est petit ou sa taille reste incertaine."
                .to_owned(),
        ),
        Verdict::DeclineEstablished => (
            "degradation-established",
            format!(
                "Le score baisse d'au moins {matters}, et le hasard ne suffit pas à l'expliquer."
            ),
        ),
        Verdict::NotComparable => (
            "not-comparable",
            "Trop peu de réponses, ou des questions qui ont changé entre les deux mesures."
                .to_owned(),
        ),
    };
    Term {
        word: code.to_owned(),
        text,
    }
}

/// Groups with at least one published score.
fn groups(study: &Study) -> Vec<GroupMark> {
    let speaks = |rank: &usize| {
        let mut levels = study.figures.levels.iter();
        levels.any(|((_, party, _), level)| *party == Party::Group(*rank) && level.is_ok())
    };
    scope::groups(study)
        .filter(speaks)
        .map(|rank| GroupMark {
            label: words::group(study.figures, rank),
            style: scope::style(rank),
        })
        .collect()
}

fn paragraphs(study: &Study) -> Vec<String> {
    let levels: Vec<(Party, &Level)> = study
        .figures
        .levels
        .iter()
        .filter_map(|((_, party, _), level)| Some((*party, level.as_deref().ok()?)))
        .collect();
    let mut said = about_scores(&levels, ensemble(study));
    said.extend(split(study));
    if study.figures.changes.values().any(Result::is_ok) {
        let matters = words::points(scope::thresholds(study).important_change);
        said.push(format!(
            "L'écart qui compte est de {matters} : plus petit, il peut tenir à une seule personne d'une petite équipe. Ce \
             dossier décrit ce qui a été observé pendant le projet ; il ne dit pas que le projet en est la cause."
        ));
    }
    if !study.project.collective.is_empty() {
        said.push(COLLECTIVE.to_owned());
    }
    said
}

const NO_SCORE: &str = "Ce dossier ne montre aucun score : il n'y a pas de réponses individuelles, ou aucune ne donne un \
                        score que l'on puisse publier.";
const SCORE: &str = "Un score va de 0 à 100 : 0 quand tout le monde donne la réponse la moins favorable, 100 quand tout \
                     le monde donne la plus favorable. Ce n'est ni une note ni un classement.";
const BETWEEN: &str = "« Entre 48 et 97 » veut dire : vu le nombre de réponses, le score de tout le groupe se situe très \
                       probablement entre ces deux bornes. Plus il y a de réponses, plus elles se rapprochent. Elles ne disent rien \
                       de ceux qui n'ont pas répondu : le taux de réponse reste la première précaution.";
const EVERYBODY: &str =
    "Quand toutes les personnes invitées ont répondu, le score est exact : il n'a pas de bornes.";
const OVER: &str = "Quand il y a plus de réponses que de personnes invitées, l'effectif annoncé est à corriger : le score est donné sans \
                    bornes, comme si toutes les personnes avaient répondu.";
const BOUNDED: &str = "« ≥ » ou « ≤ » devant un score veut dire que toutes les réponses vont dans le même sens ; le score \
                       exact n'est pas montré, pour protéger les répondants.";
const ENSEMBLE: &str = "« Ensemble » est la moyenne des groupes publiés : chacun y compte autant que les autres, quel que \
                        soit son nombre de réponses.";
/// The same where a group's bound is left out of it.
const ENSEMBLE_OF_SCORES: &str = "« Ensemble » est la moyenne des groupes publiés, hors « ≥ » et « ≤ » : chacun y compte autant, quel que \
                                  soit son nombre de réponses.";
const COLLECTIVE: &str = "La cotation collective est une note de 0 à 10 que l'équipe a débattue et fixée ; elle n'est \
                          jamais mêlée aux réponses individuelles.";

/// What a score is and the forms it takes in this dossier.
fn about_scores(levels: &[(Party, &Level)], ensemble: &'static str) -> Vec<String> {
    if levels.is_empty() {
        return vec![NO_SCORE.to_owned()];
    }
    let some =
        |holds: fn(Party, &Level) -> bool| levels.iter().any(|(party, level)| holds(*party, level));
    let mut said = vec![SCORE];
    if some(|_, level| level.interval.is_some() && !level.everyone) {
        said.push(BETWEEN);
    }
    if some(|_, level| level.interval.is_some() && level.everyone && !level.over) {
        said.push(EVERYBODY);
    }
    if some(|_, level| level.interval.is_some() && level.everyone && level.over) {
        said.push(OVER);
    }
    if some(|_, level| !matches!(level.score, Score::Exact(_))) {
        said.push(BOUNDED);
    }
    if some(|party, level| party == Party::Ensemble && level.groups.len() > 1) {
        said.push(ensemble);
    }
    said.into_iter().map(str::to_owned).collect()
}

/// What « ensemble » is: the mean of groups, without those that only have a bound where it is a score.
fn ensemble(study: &Study) -> &'static str {
    let levels = &study.figures.levels;
    let is_exact = |level: &Level| matches!(level.score, Score::Exact(_));
    let leaves_out = levels.iter().any(|((wave, party, subject), level)| {
        let group = level.as_deref().ok();
        let whole = levels.get(&(*wave, Party::Ensemble, *subject));
        let whole = whole.and_then(|whole| whole.as_deref().ok());
        *party != Party::Ensemble
            && group.is_some_and(|group| !is_exact(group))
            && whole.is_some_and(is_exact)
    });
    match leaves_out {
        true => ENSEMBLE_OF_SCORES,
        false => ENSEMBLE,
    }
}

/// « avis partagés », when it is said of a criterion at the last measure.
fn split(study: &Study) -> Option<String> {
    let last = study.figures.last()?;
    let is_split = |criterion: &CriterionId| scope::is_split_for(study, last, *criterion);
    scope::aimed(study).iter().any(is_split).then(|| {
        "« Avis partagés » : dans un groupe, un quart au moins des personnes sont à 75 ou plus et un quart au moins \
         à 25 ou moins ; une moyenne ne résumerait alors personne."
            .to_owned()
    })
}
