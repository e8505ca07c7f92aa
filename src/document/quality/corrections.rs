//! The erratum line: which figures of the edition before are not printed again, so that nobody can subtract the two.

use std::collections::BTreeMap;

use crate::aggregate::figures::{About, Correction, Subject};
use crate::model::WaveId;

use super::super::method::{term, wave_label};
use super::super::parts::Term;
use super::super::{Study, words};

/// Most figures named; the others are counted.
const NAMED: usize = 8;

/// « Corrections depuis l'édition 1 du 30 juin 2026 »; none when everything published before is told again.
pub(super) fn term_of(study: &Study) -> Option<Term> {
    let last = study.project.register.last()?;
    let figures = study.figures;
    let heading = match last.day() {
        Some(day) => format!(
            "Corrections depuis l'édition {} du {}",
            last.number,
            words::day(day)
        ),
        None => format!("Corrections depuis l'édition {}", last.number),
    };
    let mut said = Vec::new();
    if !figures.corrected.is_empty() {
        said.push(format!(
            "{} : les réponses ou les seuils ont changé depuis, et les deux éditions comparées désigneraient quelques personnes. {}.",
            words::capital(&words::number_of(figures.corrected.len(),
                "chiffre déjà publié n'est plus montré",
                "chiffres déjà publiés ne sont plus montrés"
            )),
            named(study, &figures.corrected)
        ));
    }
    if !figures.unfollowed.is_empty() {
        said.push(format!(
            "{} comme si les personnes différaient d'une mesure à l'autre : qui a changé de réponse se lirait entre les deux \
             éditions. {}.",
            words::capital(&words::number_of(figures.unfollowed.len(),
                "évolution déjà publiée est calculée",
                "évolutions déjà publiées sont calculées"
            )),
            listed(&unfollowed(study))
        ));
    }
    for &wave in &figures.past_leaks {
        said.push(format!(
            "{} : rien n'est montré, les éditions précédentes en disent assez à elles seules.",
            words::capital(&wave_label(study, wave))
        ));
    }
    (!said.is_empty()).then(|| term(&heading, said.join(" ")))
}

/// « Salariés, à moyen terme : Modèle économique, QVCT 5 », group by group.
fn named(study: &Study, corrected: &[Correction]) -> String {
    let place = |correction: &Correction| {
        let group = words::capital(&words::group(study.figures, correction.group));
        let wave = wave_label(study, correction.wave);
        let name = about(study, correction.about);
        (
            (correction.wave, correction.group),
            format!("{group}, {}", words::at(&wave)),
            name,
        )
    };
    listed(&corrected.iter().map(place).collect::<Vec<_>>())
}

/// The changes that no longer follow anybody: where each stands, and its name.
fn unfollowed(study: &Study) -> Vec<((WaveId, WaveId, usize), String, String)> {
    let figures = study.figures;
    let place = |&(from, to, group, subject): &(WaveId, WaveId, usize, Subject)| {
        let span = words::span(figures, (from, to));
        let heading = format!("{}, {span}", words::capital(&words::group(figures, group)));
        (
            (from, to, group),
            heading,
            about(study, About::Subject(subject)),
        )
    };
    figures.unfollowed.iter().map(place).collect()
}

/// The first names under the place of each; the others are counted.
fn listed<Place: Ord>(all: &[(Place, String, String)]) -> String {
    let mut places: BTreeMap<&Place, (&str, Vec<&str>)> = BTreeMap::new();
    for (place, heading, name) in all.iter().take(NAMED) {
        let (_, names) = places.entry(place).or_insert((heading, Vec::new()));
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let headed = |(heading, names): (&str, Vec<&str>)| format!("{heading} : {}", names.join(", "));
    let mut parts: Vec<String> = places.into_values().map(headed).collect();
    if all.len() > NAMED {
        let others = words::size(all.len() - NAMED);
        parts.push(format!("et {}", words::counted(others, "autre", "autres")));
    }
    parts.join(" ; ")
}

fn about(study: &Study, about: About) -> String {
    let referential = study.referential;
    match about {
        About::Subject(Subject::Criterion(id)) => words::criterion(referential, id),
        About::Subject(Subject::Category(id)) => {
            let category = referential.categories.get(id.at());
            category
                .map(|category| category.name.clone())
                .unwrap_or_default()
        }
        About::Subject(Subject::Qvct(id)) => {
            let level = referential.qvct.get(id.at());
            level
                .map(|level| format!("QVCT {}", level.number))
                .unwrap_or_default()
        }
        About::Subject(Subject::Theme(rank)) => {
            let theme = study.figures.themes.get(rank);
            theme
                .map(|theme| of_theme(study, theme))
                .unwrap_or_default()
        }
        About::Item(id) => {
            let item = study.questionnaire.items.get(id.at());
            item.map(|item| format!("question {}", item.id))
                .unwrap_or_default()
        }
    }
}

/// A theme has a key and no name of its own: its questions name it, « score des questions Q03 et Q05 ».
fn of_theme(study: &Study, theme: &String) -> String {
    let items = study.questionnaire.items.iter();
    let own = items.filter(|item| item.themes.contains(theme));
    match own
        .map(|item| item.id.clone())
        .collect::<Vec<_>>()
        .as_slice()
    {
        [only] => format!("score de la question {only}"),
        several => format!("score des questions {}", words::list(several)),
    }
}
