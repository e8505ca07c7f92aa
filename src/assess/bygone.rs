//! Decisions of the team on recommendations that the rules no longer give: kept, named, told. Changes no recommendation.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::model::Project;

use super::advice::{Advice, Bygone};
use super::evaluate::Evidence;
use super::rulebook::Rule;
use super::template::Placeholder;

/// The decisions that no recommendation of `advice` answers to.
pub(super) fn bygone(evidence: &Evidence, advice: &Advice) -> Vec<Bygone> {
    let printed = [&advice.actions, &advice.supports, &advice.data];
    let is_printed = |rule: &str| {
        printed.into_iter().flatten().any(|found| {
            let whole = found
                .id
                .split_once('/')
                .map_or(found.id.as_str(), |(rule, _)| rule);
            rule.eq_ignore_ascii_case(&found.id) || rule.eq_ignore_ascii_case(whole)
        })
    };
    let decisions = evidence.project.decisions.iter().enumerate();
    decisions
        .filter(|(_, decision)| !is_printed(&decision.rule))
        .map(|(rank, decision)| {
            let rule = evidence.rulebook.rule(&decision.rule);
            let known = evidence.rulebook.rules.iter().map(|rule| rule.id.as_str());
            Bygone {
                rule: decision.rule.clone(),
                title: rule.map(|rule| title(evidence, rule, &decision.rule)),
                near: match rule {
                    Some(_) => None,
                    None => nearest(&decision.rule, known).map(str::to_owned),
                },
                decision: rank,
            }
        })
        .collect()
}

/// The title of a rule with what its instance names; a figure that is not there any more leaves « … ».
fn title(evidence: &Evidence, rule: &Rule, id: &str) -> String {
    let instance = id.split_once('/').map_or("", |(_, instance)| instance);
    rule.title.fill(|place| {
        let named = match place {
            Placeholder::Criterion => evidence
                .referential
                .criterion(instance)
                .and_then(|id| evidence.referential.criteria.get(id.at()))
                .map(|criterion| criterion.name.clone()),
            Placeholder::Level => {
                let mut levels = evidence.referential.qvct.iter();
                levels
                    .find(|level| level.number.to_string() == instance)
                    .map(|level| level.name.clone())
            }
            Placeholder::Group => {
                let mut groups = evidence.questionnaire.groups.iter();
                groups
                    .find(|group| group.id.eq_ignore_ascii_case(instance))
                    .map(|group| group.label.clone())
            }
            _ => None,
        };
        named.unwrap_or_else(|| "…".to_owned())
    })
}

/// Tells each of them at its line of the team's file.
pub fn tell_bygone(advice: &Advice, project: &Project, file: &str, notes: &mut Diagnostics) {
    for bygone in &advice.bygone {
        let rule = &bygone.rule;
        let (message, hint) = match (&bygone.title, &bygone.near) {
            (Some(_), _) => (
                format!("la recommandation « {rule} » ne figure pas dans le dossier"),
                "l'édition financeur imprime votre décision à part ; retirez-la si elle n'a plus lieu d'être".to_owned(),
            ),
            (None, near) => (
                format!("aucune règle ne s'appelle « {rule} » : cette décision n'est imprimée nulle part"),
                match near {
                    Some(near) => format!("vouliez-vous dire « {near} » ?"),
                    None => "recopiez le code qui figure sous le titre de la recommandation".to_owned(),
                },
            ),
        };
        let line = project
            .decisions
            .get(bygone.decision)
            .and_then(|decision| decision.line);
        let mut place = Place::file(file).column("recommandation");
        place.line = line;
        notes.push(Diagnostic::warning(message).at(place).hint(hint));
    }
}
