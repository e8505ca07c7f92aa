//! « Ce que ce dossier ne dit pas »: three or four lines that fit the case.

use crate::aggregate::figures::{Absent, Party};
use crate::model::WaveId;

use super::super::{Study, scope, words};
use super::standing::Basis;

/// Most lines of the box.
const MOST: usize = 4;

/// What no reader should take from the page, the most misleading first.
pub(super) fn lines(study: &Study, basis: &Basis) -> Vec<String> {
    let mut lines = vec![attribution(study, basis).to_owned()];
    if let Some(last) = study.figures.last() {
        lines.extend(silent(study));
        lines.extend(withheld(study, last));
    }
    if study.project.comparison.is_none() {
        lines
            .push("Il ne compare pas avec des personnes que le projet ne concerne pas.".to_owned());
    }
    lines.push("Il ne classe pas ce projet par rapport à d'autres.".to_owned());
    if study.project.aimed.is_some() {
        lines.push("Il ne dit rien des critères que le projet ne vise pas.".to_owned());
    } else {
        lines.push("Il ne remplace pas une discussion avec les personnes concernées.".to_owned());
    }
    lines.truncate(MOST);
    lines
}

fn attribution(study: &Study, basis: &Basis) -> &'static str {
    match basis {
        Basis::Survey { .. } if study.figures.before_last().is_some() => {
            "Il décrit des évolutions observées pendant le projet ; il ne dit pas que le projet en est la cause."
        }
        Basis::Survey { .. } => {
            "Il donne un profil à un moment ; une seule mesure ne dit pas ce qui revient au projet."
        }
        Basis::Marks => {
            "Il donne le regard de l'équipe sur son projet ; ce n'est pas une mesure auprès des personnes concernées."
        }
        Basis::Declared => {
            "Il présente ce que le projet déclare ; aucun résultat d'enquête ne le confirme."
        }
    }
}

/// People who were invited and did not answer.
fn silent(study: &Study) -> Option<String> {
    let line = study.figures.everybody()?;
    let answered = line.answered.ok()?;
    match line.invited {
        None => Some(
            "Il ne dit pas quelle part des personnes a répondu : le nombre d'invités est inconnu."
                .to_owned(),
        ),
        // Those who are too many in one group would hide those who lack in another.
        Some(_) if line.over => Some(
            "Il ne dit pas quelle part des personnes a répondu : le nombre d'invités est à corriger."
                .to_owned(),
        ),
        Some(invited) => match invited.checked_sub(answered)? {
            0 => None,
            1 => Some("Il ne dit rien de la personne invitée qui n'a pas répondu.".to_owned()),
            many => Some(format!(
                "Il ne dit rien des {} personnes invitées qui n'ont pas répondu.",
                words::count(many)
            )),
        },
    }
}

/// Groups that answered and have no published score.
fn withheld(study: &Study, last: WaveId) -> Option<String> {
    let published = scope::published_groups(study, last);
    let hidden = |group: &usize| {
        let mut lines = study.figures.participation.iter();
        let line = lines.find(|line| line.wave == last && line.party == Party::Group(*group));
        let answered = line.map(|line| line.answered);
        !published.contains(group)
            && scope::keeps_back(study, last, *group)
            && matches!(answered, Some(Ok(1..) | Err(Absent::Withheld)))
    };
    let groups: Vec<String> = scope::groups(study)
        .filter(hidden)
        .map(|group| format!("des {}", words::group(study.figures, group)))
        .collect();
    (!groups.is_empty()).then(|| {
        format!(
            "Non publié, pour la protection des répondants : les réponses {}.",
            words::list(&groups)
        )
    })
}
