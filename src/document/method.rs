//! « Comment lire ces résultats »: who was asked, when, how people are protected, how sure it is.
//!
//! Comes before any result; says no result itself.

mod tables;

use std::collections::BTreeSet;

use crate::aggregate::figures::{Absent, Party};
use crate::model::referential::HiddenCounts;
use crate::model::{WaveId, WaveKind};

use super::dossier::Method;
use super::parts::{Align, Cell, Column, TableCell, Term};
use super::{Study, changes, conditions, funnel, quality, scope, words};

pub(super) use super::conditions::{conditions_sentence, evidence_sentence};

/// The section, whatever was measured.
pub(super) fn build(study: &Study) -> Method {
    Method {
        paragraphs: paragraphs(study),
        waves: tables::waves(study),
        funnel: funnel::build(study),
        conditions: conditions::conditions(study),
        conditions_sentence: format!("{}.", conditions_sentence(study)),
        evidence: format!("{}.", evidence_sentence(study)),
    }
}

/// A heading with its paragraph.
pub(super) fn term(word: &str, text: String) -> Term {
    Term {
        word: word.to_owned(),
        text,
    }
}

/// A column of a table.
pub(super) fn column(heading: &str, width: u32, align: Align) -> Column {
    Column {
        heading: heading.to_owned(),
        width,
        align,
    }
}

fn paragraphs(study: &Study) -> Vec<Term> {
    let mut said = vec![asked(study)];
    if study.figures.last().is_some() {
        said.extend(merged(study));
        said.extend(followed(study));
        said.push(protection(study));
    }
    if let Some(comparison) = &study.project.comparison {
        said.push(term("Groupe de comparaison", comparison.clone()));
    }
    if let Some(note) = &study.project.data_note {
        said.push(term("Ce que le projet dit de ses données", note.clone()));
    }
    said
}

fn asked(study: &Study) -> Term {
    if study.figures.last().is_none() {
        let beside = if study.project.collective.is_empty() {
            ""
        } else {
            " et sur la cotation collective que l'équipe a débattue"
        };
        let text = format!(
            "Aucune réponse individuelle n'a été recueillie : ce dossier repose sur ce que le projet déclare{beside}."
        );
        return term("Sur quoi repose ce dossier", text);
    }
    // Each group by itself, those that are published together too.
    let members = scope::groups(study)
        .filter_map(|rank| study.figures.groups.get(rank))
        .flat_map(|group| &group.members);
    let labels: Vec<String> = members
        .filter_map(|id| study.questionnaire.groups.get(id.at()))
        .map(|group| group.label.clone())
        .collect();
    let who = match labels.len() {
        1 => format!(
            "Un groupe a été invité à répondre : {}.",
            words::list(&labels)
        ),
        many => format!(
            "{many} groupes ont été invités à répondre : {}.",
            words::list(&labels)
        ),
    };
    let questions = words::size(study.questionnaire.items.len());
    let name = &study.questionnaire.name;
    // A name that says what it is does not need it said before.
    let called = match name.to_lowercase().starts_with("questionnaire") {
        true => format!("Le « {name} »"),
        false => format!("Le questionnaire « {name} »"),
    };
    let text = format!(
        "{who} {called} (version {}) compte {} ; chacun ne reçoit que celles qui s'adressent à son \
         groupe. « Ne sait pas » et « non concerné » sont comptés à part et n'entrent dans aucun score.",
        study.questionnaire.version,
        words::counted(questions, "question", "questions")
    );
    term("Qui a été interrogé", text)
}

fn merged(study: &Study) -> Option<Term> {
    let labels: Vec<String> = study
        .figures
        .merged
        .iter()
        .map(|label| format!("« {label} »"))
        .collect();
    (!labels.is_empty()).then(|| {
        let text = format!(
            "{} : groupes réunis comme le projet l'avait prévu, parce que l'un d'eux est trop petit pour être publié seul.",
            words::list(&labels)
        );
        term("Groupes réunis", text)
    })
}

/// Whether the same people answered; said from two measures on.
fn followed(study: &Study) -> Option<Term> {
    if study.figures.measures().count() < 2 {
        return None;
    }
    let pair = changes::pair(study)?;
    let designs: Vec<String> = scope::groups(study)
        .filter_map(|rank| {
            let moved = changes::of_party(study, pair, Party::Group(rank));
            let found: BTreeSet<&str> = moved
                .iter()
                .map(|moved| moved.change.design.words())
                .collect();
            let words: Vec<&str> = found.into_iter().collect();
            (!words.is_empty()).then(|| {
                format!(
                    "{} : {}",
                    words::group(study.figures, rank),
                    words.join(" ou ")
                )
            })
        })
        .collect();
    if designs.is_empty() {
        return None;
    }
    let mut text = format!(
        "De la première à la dernière mesure, les réponses comparées viennent, selon le groupe, de personnes suivies \
         par un code anonyme ou de personnes différentes. {}.",
        words::capital(&designs.join(" ; "))
    );
    text.push_str(&departures(study, pair));
    Some(term("Qui est comparé", text))
}

/// A word of caution, when those who stayed had started from elsewhere than those who left; the list is in the annex.
fn departures(study: &Study, pair: (WaveId, WaveId)) -> String {
    let apart = quality::departures::apart(study, pair);
    let mut criteria: Vec<_> = apart.iter().map(|found| found.criterion).collect();
    criteria.dedup();
    let count = words::size(criteria.len());
    if count == 0 {
        return String::new();
    }
    format!(
        " Attention : pour {}, les personnes restées partaient d'un autre score que les personnes parties (liste en annexe, \
         « Qualité des données »).",
        words::counted(count, "critère", "critères")
    )
}

fn protection(study: &Study) -> Term {
    let fewest = scope::thresholds(study);
    let text = format!(
        "Aucun score n'est publié pour moins de {} réponses, aucune répartition pour moins de {}. Sur les sujets \
         sensibles (santé, égalité, envie de rester), il en faut {} pour un score et {} pour une répartition. Un résultat n'est pas donné non plus quand \
         toutes les réponses se ressemblent trop, ou quand il permettrait d'en retrouver un autre par soustraction : sa \
         place porte alors « non publié ».",
        words::count(fewest.score),
        words::count(fewest.distribution),
        words::count(fewest.sensitive_score),
        words::count(fewest.sensitive_distribution)
    );
    let mut lines = study.figures.participation.iter();
    let is_open = fewest.hidden_counts == HiddenCounts::Subtractable;
    let counted = if is_open && lines.any(|line| line.answered.is_err()) {
        " Combien de personnes d'un groupe non publié ont participé peut se déduire des totaux ; ce qu'elles ont répondu, non."
    } else {
        ""
    };
    term("Protection des répondants", text + counted)
}

/// Waves with answers, in order of time.
pub(super) fn answered(study: &Study) -> Vec<WaveId> {
    let waves = study.figures.waves.iter().enumerate();
    waves
        .filter(|(_, wave)| wave.answered)
        .filter_map(|(rank, _)| u8::try_from(rank).ok().map(WaveId))
        .collect()
}

/// « Court terme (mars 2024) », with what it measures when it is not the day itself.
pub(super) fn wave_label(study: &Study, wave: WaveId) -> String {
    let label = words::wave(study.referential, study.figures, wave);
    match study.figures.wave(wave).map(|wave| wave.kind) {
        Some(WaveKind::Retrospective) => format!("{label}, demandé après coup"),
        Some(WaveKind::Expected) => format!("{label}, attendu"),
        _ => label,
    }
}

/// A count of people, or the sign that it is kept back.
pub(super) fn count_cell(count: Result<u32, Absent>) -> TableCell {
    match count {
        Ok(count) => TableCell::Text(words::count(count)),
        Err(absent) => absent_cell(absent),
    }
}

/// The look of an absent figure.
pub(super) fn absent_cell(absent: Absent) -> TableCell {
    TableCell::Figure(Cell::from(absent))
}
