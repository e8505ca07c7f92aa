//! « Comment lire ces résultats »: who was asked, when, how people are protected, how sure it is.
//!
//! Comes before any result; says no result itself.

use std::collections::BTreeSet;

use crate::aggregate::figures::{Absent, FigureWave, Party};
use crate::model::{WaveId, WaveKind};

use super::dossier::Method;
use super::parts::{Align, Cell, Column, Table, TableCell, Term};
use super::{Study, changes, conditions, funnel, scope, words};

pub(super) use super::conditions::{conditions_sentence, evidence_sentence};

/// The section, whatever was measured.
pub(super) fn build(study: &Study) -> Method {
    Method {
        paragraphs: paragraphs(study),
        waves: waves(study),
        funnel: funnel::build(study),
        conditions: conditions::conditions(study),
        conditions_sentence: format!("{}.", conditions_sentence(study)),
        evidence: format!("{}.", evidence_sentence(study)),
        detectable: detectable(study),
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
        said.push(intervals());
    }
    if study.figures.changes.values().any(Result::is_ok) {
        said.push(what_matters(study));
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
    let labels: Vec<String> = scope::groups(study)
        .map(|rank| words::group(study.figures, rank))
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
    let questions = u32::try_from(study.questionnaire.items.len()).unwrap_or(u32::MAX);
    let text = format!(
        "{who} Le questionnaire « {} » (version {}) compte {} ; chacun ne reçoit que celles qui s'adressent à son \
         groupe. « Ne sait pas » et « non concerné » sont comptés à part et n'entrent dans aucun score.",
        study.questionnaire.name,
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
    let text = format!(
        "De la première à la dernière mesure, les réponses comparées viennent, selon le groupe, de personnes suivies \
         par un code anonyme ou de personnes différentes. {}.",
        words::capital(&designs.join(" ; "))
    );
    Some(term("Qui est comparé", text))
}

fn protection(study: &Study) -> Term {
    let fewest = scope::thresholds(study);
    let text = format!(
        "Aucun score n'est publié pour moins de {} réponses, aucune répartition pour moins de {}. Sur les sujets \
         sensibles (santé, égalité, envie de rester), il en faut {} et {}. Un résultat est aussi retenu quand toutes \
         les réponses se ressemblent trop, ou quand il permettrait d'en retrouver un autre par soustraction : il est \
         alors marqué « non publié ».",
        words::count(fewest.score),
        words::count(fewest.distribution),
        words::count(fewest.sensitive_score),
        words::count(fewest.sensitive_distribution)
    );
    term("Protection des répondants", text)
}

fn intervals() -> Term {
    let text = "Un score est donné avec deux bornes, par exemple « entre 48 et 97 » : vu le nombre de réponses, le \
                score de tout le groupe se situe très probablement entre elles. Elles se resserrent quand presque tout \
                le groupe a répondu. Elles ne disent rien de ceux qui n'ont pas répondu : le taux de réponse reste la \
                première précaution.";
    term("Ce que veulent dire les bornes", text.to_owned())
}

fn what_matters(study: &Study) -> Term {
    let matters = words::points(scope::thresholds(study).important_change);
    let text = format!(
        "Un écart compte à partir de {matters}. « Établie » : l'écart compte et le hasard ne suffit pas à l'expliquer. \
         « Probable » : le sens est net, la taille ne l'est pas. « Incertaine » : les réponses ne permettent pas de \
         conclure, ce qui est courant avec peu de personnes. Ce dossier décrit ce qui a été observé pendant le projet ; \
         il ne prouve pas que le projet en est la seule cause."
    );
    term("Écart qui compte", text)
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
    match study.figures.waves.get(wave.at()).map(|wave| wave.kind) {
        Some(WaveKind::Retrospective) => format!("{label}, demandé après coup"),
        Some(WaveKind::Expected) => format!("{label}, attendu"),
        _ => label,
    }
}

fn waves(study: &Study) -> Option<Table> {
    let waves = answered(study);
    let rows: Vec<Vec<TableCell>> = waves.iter().map(|wave| wave_row(study, *wave)).collect();
    if rows.is_empty() {
        return None;
    }
    let replaced: Vec<String> = waves
        .iter()
        .filter(|wave| {
            study
                .figures
                .waves
                .get(wave.at())
                .is_some_and(|wave| !wave.stands)
        })
        .map(|wave| wave_label(study, *wave))
        .collect();
    let note = match replaced.as_slice() {
        [] => String::new(),
        _ => format!(
            "Une mesure plus récente du même terme la remplace dans les pages qui suivent : {}.",
            words::list(&replaced)
        ),
    };
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Some(Table {
        number: String::new(),
        title: words::counted(count, "mesure", "mesures"),
        note,
        columns: vec![
            column("Mesure", 46, Align::Left),
            column("Dates de collecte", 52, Align::Left),
            column("Groupes", 50, Align::Left),
            column("Réponses", 18, Align::Right),
        ],
        rows,
    })
}

fn wave_row(study: &Study, wave: WaveId) -> Vec<TableCell> {
    let lines = || {
        study
            .figures
            .participation
            .iter()
            .filter(|line| line.wave == wave)
    };
    let groups: Vec<String> = lines()
        .filter(|line| line.party != Party::Ensemble && line.answered != Ok(0))
        .map(|line| words::party(study.figures, line.party))
        .collect();
    let answers = lines()
        .find(|line| line.party == Party::Ensemble)
        .map(|line| line.answered);
    let dates = study
        .figures
        .waves
        .get(wave.at())
        .map(dates)
        .unwrap_or_default();
    vec![
        TableCell::Text(wave_label(study, wave)),
        TableCell::Text(dates),
        TableCell::Text(words::list(&groups)),
        answers.map_or_else(|| TableCell::Text("–".to_owned()), count_cell),
    ]
}

fn dates(wave: &FigureWave) -> String {
    match wave.days {
        Some((first, last)) if first == last => words::day(first),
        Some((first, last)) => format!("du {} au {}", words::day(first), words::day(last)),
        None => "non renseignées".to_owned(),
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
    TableCell::Figure(match absent {
        Absent::Withheld => Cell::Withheld,
        Absent::NotMeasured => Cell::NotMeasured,
        Absent::NotReached => Cell::NotReached,
        Absent::NotConcerned => Cell::NotConcerned,
        Absent::NotAimed => Cell::NotAimed,
    })
}

/// Smallest changes that eight surveys out of ten would show, group by group.
fn detectable(study: &Study) -> Option<Table> {
    let pair = changes::pair(study)?;
    let mut rows = Vec::new();
    let mut reading = None;
    for rank in scope::groups(study) {
        let moved = changes::of_party(study, pair, Party::Group(rank));
        let seen: Vec<_> = moved
            .iter()
            .filter(|moved| moved.change.detectable > 0.0)
            .collect();
        let values = || seen.iter().map(|moved| moved.change.detectable.ceil());
        let Some(most) = values().max_by(f64::total_cmp) else {
            continue;
        };
        let least = values().fold(most, f64::min);
        let people: BTreeSet<u32> = seen.iter().map(|moved| moved.change.n_to).collect();
        let range = if least < most {
            format!("{} à {}", words::whole(least), words::whole(most))
        } else {
            words::whole(most)
        };
        let label = words::group(study.figures, rank);
        reading.get_or_insert_with(|| (label.clone(), least));
        rows.push(
            [label, words::people_range(&people), range]
                .map(TableCell::Text)
                .to_vec(),
        );
    }
    let (label, least) = reading?;
    Some(Table {
        number: String::new(),
        title: String::new(),
        note: format!(
            "Lecture : pour les {label}, un écart de moins de {} passera souvent inaperçu.",
            words::points(least)
        ),
        columns: vec![
            column("Groupe", 40, Align::Left),
            column("Réponses à la dernière mesure", 50, Align::Right),
            column("Plus petit écart détectable (points)", 50, Align::Right),
        ],
        rows,
    })
}
