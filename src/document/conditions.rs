//! The six measuring conditions and the level of evidence, in words.
//!
//! The judgement itself is made with the figures; there is no letter and no grade.

use crate::aggregate::conditions::{FOLLOWED, PARTICIPATION, UNANSWERED};
use crate::aggregate::figures::{Absent, Condition as Judged, ConditionKind};
use crate::aggregate::written::{self, PERCENT_FROM};
use crate::model::Horizon;

use super::dossier::Condition;
use super::{Study, collective, scope, words};

/// « 4 conditions de mesure réunies sur 6 », without a full stop.
pub(super) fn conditions_sentence(study: &Study) -> String {
    let all = study.figures.conditions.len();
    let judged = || study.figures.conditions.iter();
    let met = judged().filter(|judged| judged.is_met()).count();
    let untold = judged()
        .filter(|judged| study.figures.is_untold(judged))
        .count();
    let but = match untold {
        0 => String::new(),
        1 => ", 1 non publiée".to_owned(),
        many => format!(", {many} non publiées"),
    };
    match (met, all) {
        (_, 0) => {
            "Pas de réponses individuelles : les six conditions de mesure ne s'appliquent pas"
                .to_owned()
        }
        (0, _) => format!("Aucune condition de mesure réunie sur {all}{but}"),
        (1, _) => format!("1 condition de mesure réunie sur {all}{but}"),
        _ => format!("{met} conditions de mesure réunies sur {all}{but}"),
    }
}

/// « Niveau de preuve : évolution mesurée avant et après, sans groupe de comparaison », without a full stop.
///
/// The words follow what was measured and may be shown, not what was hoped for (`statistics.md` § 1.11).
pub(super) fn evidence_sentence(study: &Study) -> String {
    let figures = study.figures;
    let published = figures.changes.values().any(Result::is_ok);
    let from_start = figures
        .first()
        .and_then(|first| figures.wave(first))
        .is_some_and(|wave| wave.horizon == Horizon::Reference);
    let marked = collective::terms(study).len();
    let words = match (
        figures.measures().count(),
        study.project.comparison.is_some(),
    ) {
        (0, _) if marked > 1 => {
            "notes fixées par l'équipe à plusieurs échéances, sans réponses individuelles"
        }
        (1, _) if marked > 1 => {
            "réponses à un seul moment, notes fixées par l'équipe à plusieurs échéances"
        }
        (0, _) => "récit argumenté, sans réponses individuelles",
        (1, _) => "mesure à un seul moment, sans point de comparaison",
        (_, _) if !published => "plusieurs mesures, sans écart que l'on puisse publier",
        (_, true) => "évolution mesurée, avec un groupe de comparaison décrit par le projet",
        (_, false) if from_start => "évolution mesurée avant et après, sans groupe de comparaison",
        (_, false) => {
            "évolution mesurée en cours de projet, sans mesure de départ ni groupe de comparaison"
        }
    };
    format!("Niveau de preuve : {words}")
}

/// The six conditions of the last measure, each with its value and what was wanted.
pub(super) fn conditions(study: &Study) -> Vec<Condition> {
    study
        .figures
        .conditions
        .iter()
        .map(|judged| condition(study, judged))
        .collect()
}

fn condition(study: &Study, judged: &Judged) -> Condition {
    let (label, wanted) = match judged.kind {
        ConditionKind::Participation => {
            ("Participation", "au moins la moitié des personnes invitées")
        }
        ConditionKind::People => ("Nombre de réponses", "au moins 10"),
        ConditionKind::Time => ("Nombre de mesures", "au moins 2"),
        ConditionKind::Followed => (
            "Suivi des mêmes personnes",
            "au moins 30 % d'une mesure à l'autre",
        ),
        ConditionKind::Viewpoints => ("Croisement des regards", "au moins 2 groupes"),
        ConditionKind::Questionnaire => ("Questionnaire", "10 % au plus"),
    };
    Condition {
        label: label.to_owned(),
        value: value(study, judged),
        wanted: wanted.to_owned(),
        met: judged.is_met(),
        untold: study.figures.is_untold(judged),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of people, waves and groups"
)]
fn value(study: &Study, judged: &Judged) -> String {
    let count = judged
        .figure
        .map_or(0, |figure| figure.round().max(0.0) as u32);
    match judged.kind {
        ConditionKind::Participation => participation(study, judged),
        ConditionKind::People => match count {
            0 => "aucune réponse publiée".to_owned(),
            n => format!(
                "{} dans les groupes publiés",
                words::counted(n, "réponse", "réponses")
            ),
        },
        ConditionKind::Time => match scope::measures_made(study) {
            made if made > study.figures.measures().count() => format!(
                "{} sur {made}, une par échéance",
                words::counted(count, "mesure retenue", "mesures retenues")
            ),
            _ => words::counted(count, "mesure", "mesures"),
        },
        ConditionKind::Followed => followed(study, judged),
        ConditionKind::Viewpoints => match count {
            0 => "aucun groupe publié".to_owned(),
            n => words::counted(n, "groupe publié", "groupes publiés"),
        },
        ConditionKind::Questionnaire => match judged.figure {
            Some(share) => format!(
                "{} de « ne sait pas » et de réponses laissées en blanc",
                percent(share, judged, UNANSWERED)
            ),
            None => Absent::Withheld.words().to_owned(),
        },
    }
}

/// « 12 % »; « un peu plus de 10 % » where rounding would carry to the bound a share that does not meet it.
fn percent(share: f64, judged: &Judged, bound: f64) -> String {
    let (told, at_bound) = (written::percent(share), written::percent(bound));
    if judged.is_met() || told != at_bound {
        return told;
    }
    let side = if share > bound { "plus" } else { "moins" };
    format!("un peu {side} de {at_bound}")
}

/// Of those who answered the smaller of two measures of a group, how many answered both.
fn followed(study: &Study, judged: &Judged) -> String {
    match judged.figure {
        _ if study.figures.measures().count() < 2 => scope::only_measure(study),
        Some(share) if share > 0.0 => {
            format!(
                "{} des personnes qui pouvaient être suivies, en moyenne des groupes",
                percent(share.min(1.0), judged, FOLLOWED)
            )
        }
        _ if study.figures.is_untold(judged) => Absent::Withheld.words().to_owned(),
        _ => "aucune personne ne peut être suivie".to_owned(),
    }
}

/// « 32 réponses sur 60 personnes (53 %) »; the percentage from 20 people on.
fn participation(study: &Study, judged: &Judged) -> String {
    let Some(all) = study.figures.everybody() else {
        return "inconnue".to_owned();
    };
    match (all.usable, all.invited) {
        (Err(_), _) => "non publiée (protection des répondants)".to_owned(),
        (Ok(_), None) => "non calculable (population inconnue)".to_owned(),
        (Ok(_), Some(_)) if all.over => {
            "non calculable (plus de réponses que de personnes invitées)".to_owned()
        }
        (Ok(usable), Some(invited)) => {
            let answers = words::counted(usable, "réponse", "réponses");
            let share = if invited < PERCENT_FROM {
                String::new()
            } else {
                let share = f64::from(usable) / f64::from(invited);
                format!(" ({})", percent(share, judged, PARTICIPATION))
            };
            format!("{answers} sur {}{share}", words::people(invited))
        }
    }
}
