//! « Vue d'ensemble »: every aimed criterion at every term, who speaks there, and what it says.

use crate::aggregate::figures::{Party, Subject, Verdict};
use crate::model::{CriterionId, WaveId};

use super::dossier::Overview;
use super::figure::Matrix;
use super::matrix::{Term, matrix, terms};
use super::{Study, categories, movement, scope, words};

/// The page « Vue d'ensemble »; `None` when no score may be shown.
pub(super) fn build(study: &Study) -> Option<Overview> {
    let matrix = matrix(study, &terms(study))?;
    Some(Overview {
        introduction: introduction(study),
        matrix,
        findings: findings(study),
    })
}

/// The last measured term of every aimed criterion.
pub(super) fn strip(study: &Study) -> Option<Matrix> {
    let last = study.figures.last()?;
    let terms: Vec<Term> = terms(study)
        .into_iter()
        .filter(|term| term.wave == Ok(last))
        .collect();
    matrix(study, &terms)
}

/// Who is in the figures of the page; with one measure, what it is for.
fn introduction(study: &Study) -> String {
    let Some(last) = study.figures.last() else {
        return String::new();
    };
    let mut parts = Vec::new();
    if study.figures.before_last().is_none() {
        let profile = scope::only_profile(study, last);
        let unknown = match scope::is_at_start(study, last) {
            true => "",
            false => " ; le départ n'a pas été mesuré",
        };
        parts.push(format!(
            "{profile} : {}, qui servira de repère à la suivante{unknown}.",
            scope::only_measure(study)
        ));
    }
    parts.push(match scope::speaker(study) {
        Party::Group(group) => format!("Réponses des {}.", words::group(study.figures, group)),
        Party::Ensemble => who_is_in(study, last),
    });
    parts.push("Un score va de 0 (le moins favorable) à 100 (le plus favorable).".to_owned());
    parts.join(" ")
}

/// « Ensemble : 3 groupes sur 4 (…) », and who is missing.
fn who_is_in(study: &Study, last: WaveId) -> String {
    let published = scope::published_groups(study, last);
    let label = |group: &usize| words::group(study.figures, *group);
    let names: Vec<String> = published.iter().map(label).collect();
    let others = scope::groups(study).filter(|group| !published.contains(group));
    let others: Vec<String> = others.map(|group| label(&group)).collect();
    let plural = if names.len() > 1 { "groupes" } else { "groupe" };
    let mut text = format!(
        "Ensemble : {} {plural} sur {} ({}).",
        names.len(),
        study.figures.groups.len(),
        words::groups(&names)
    );
    if names.len() > 1 {
        text.push_str(" Sur chaque critère, chaque groupe interrogé et publié compte autant.");
    }
    if !others.is_empty() {
        text.push_str(&format!(
            " Sans résultat publié à la dernière mesure : {}.",
            words::list(&others)
        ));
    }
    text
}

fn findings(study: &Study) -> Vec<String> {
    let Some(last) = study.figures.last() else {
        return Vec::new();
    };
    [
        families(study, last),
        moved(study, last),
        coverage(study, last),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Scores of the families of criteria at the last measure.
fn families(study: &Study, last: WaveId) -> Option<String> {
    let when = words::at_wave(study.referential, study.figures, last);
    categories::findings::all_scores(study, last, scope::speaker(study), when)
}

/// How many criteria moved between the last two measures.
fn moved(study: &Study, last: WaveId) -> Option<String> {
    let before = study.figures.before_last()?;
    let verdicts: Vec<Verdict> = scope::aimed(study)
        .into_iter()
        .filter_map(|criterion| {
            let subject = Subject::Criterion(criterion);
            let change = study
                .figures
                .change(before, last, scope::speaker(study), subject)
                .ok()?;
            (change.verdict != Verdict::NotComparable).then_some(change.verdict)
        })
        .collect();
    let of = |wanted: &[Verdict]| -> Vec<Verdict> {
        let all = verdicts.iter().copied();
        all.filter(|verdict| wanted.contains(verdict)).collect()
    };
    let up = of(&[
        Verdict::ImprovementEstablished,
        Verdict::ImprovementProbable,
    ]);
    let down = of(&[Verdict::DeclineEstablished, Verdict::DeclineProbable]);
    let stable = of(&[Verdict::StabilityEstablished]).len();
    let open = of(&[Verdict::Uncertain]).len();
    let entry = study.figures.wave(before);
    let since = match entry.and_then(|entry| entry.date) {
        Some(date) => format!("Depuis la mesure précédente, en {}", words::month(date)),
        None => "Depuis la mesure précédente".to_owned(),
    };
    let some = |count: usize| match count {
        0 => "aucun".to_owned(),
        many => many.to_string(),
    };
    let head = match verdicts.len() {
        0 => return None,
        1 => format!("{since}, 1 critère comparé"),
        many => format!("{since}, {many} critères comparés"),
    };
    if open == verdicts.len() {
        return Some(format!("{head} : aucun écart ne permet de conclure."));
    }
    let moved = |found: &[Verdict], word: &str| match found.len() {
        0 => format!("aucun en {word}"),
        many => {
            let degree = movement::degree(found.iter().copied());
            format!("{many} en {word} {degree}")
        }
    };
    let mut text = format!(
        "{head} : {}, {}, {} en stabilité établie",
        moved(&up, "amélioration"),
        moved(&down, "dégradation"),
        some(stable)
    );
    if open > 0 {
        let noun = if open < 2 { "critère" } else { "critères" };
        text.push_str(&format!(
            " ; pour {open} {noun}, l'écart ne permet pas de conclure"
        ));
    }
    Some(text + ".")
}

/// How many aimed criteria have a score, when some have none.
fn coverage(study: &Study, last: WaveId) -> Option<String> {
    let criteria = scope::aimed(study);
    let has_score = |criterion: &&CriterionId| {
        scope::level(study, last, scope::speaker(study), **criterion).is_ok()
    };
    let shown = criteria.iter().filter(has_score).count();
    (shown < criteria.len()).then(|| {
        let verb = if shown < 2 { "a" } else { "ont" };
        format!(
            "Sur {} critères visés, {shown} {verb} un score publié à la dernière mesure.",
            criteria.len()
        )
    })
}
