//! The erratum line: which figures of the edition before are not printed again, so that nobody can subtract the two.

use std::collections::BTreeMap;

use crate::aggregate::figures::{About, Correction, Subject};

use super::method::{term, wave_label};
use super::parts::Term;
use super::{Study, words};

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
            "{} : les réponses ont changé depuis, et les deux éditions comparées désigneraient quelques personnes. {}.",
            words::capital(&words::counted(
                u32::try_from(figures.corrected.len()).unwrap_or(u32::MAX),
                "chiffre déjà publié n'est plus montré",
                "chiffres déjà publiés ne sont plus montrés"
            )),
            named(study, &figures.corrected)
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

/// « Salariés, à moyen terme : 3. Modèle économique, QVCT 5 », group by group.
fn named(study: &Study, corrected: &[Correction]) -> String {
    let mut places: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for correction in corrected.iter().take(NAMED) {
        let name = about(study, correction.about);
        let place = places
            .entry((correction.wave, correction.group))
            .or_default();
        if !place.contains(&name) {
            place.push(name);
        }
    }
    let mut parts: Vec<String> = places
        .into_iter()
        .map(|((wave, group), names)| {
            let group = words::capital(&words::group(study.figures, group));
            format!(
                "{group}, {} : {}",
                wave_label(study, wave),
                names.join(", ")
            )
        })
        .collect();
    if corrected.len() > NAMED {
        let others = u32::try_from(corrected.len() - NAMED).unwrap_or(u32::MAX);
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
            study.figures.themes.get(rank).cloned().unwrap_or_default()
        }
        About::Item(id) => {
            let item = study.questionnaire.items.get(id.at());
            item.map(|item| format!("question {}", item.id))
                .unwrap_or_default()
        }
    }
}
