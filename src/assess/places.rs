//! Checks that every place of a rule's sentences has a value when its conditions hold.

use std::collections::BTreeSet;

use crate::diagnostic::nearest;
use crate::model::keys::Keys;

use super::condition::{Condition, Context, Speaker};
use super::rulebook::Instances;
use super::template::{Fault, Placeholder, Template};

/// Places that have a value.
pub(super) type Places = BTreeSet<Placeholder>;

/// The sentence of a key, cut at its places; an unknown or empty place is told.
///
/// `filled` is none when a condition could not be read: what is empty is then not known.
pub(super) fn check_sentence(table: &Keys, key: &str, filled: Option<&Places>) -> Template {
    let sentence = table.required(key);
    let template = match Template::parse(&sentence) {
        Ok(template) => template,
        Err(Fault::Unknown(name)) => {
            let names = Placeholder::ALL.map(Placeholder::name);
            let hint = match nearest(&name, names) {
                Some(near) => format!("vouliez-vous dire {{{near}}} ?"),
                None => format!("noms connus : {}", names.join(", ")),
            };
            table.error(key, format!("« {key} » : nom inconnu {{{name}}}"), hint);
            return Template::default();
        }
        Err(Fault::Brace) => {
            let hint = "fermez chaque accolade : {score}";
            table.error(key, format!("« {key} » : accolade sans sa paire"), hint);
            return Template::default();
        }
    };
    let Some(filled) = filled else {
        return template;
    };
    for place in template.places() {
        if !filled.contains(&place) {
            let name = place.name();
            table.error(
                key,
                format!("« {key} » : {{{name}}} n'a pas de valeur dans cette règle"),
                "retirez ce nom, ou ajoutez la condition qui lui donne une valeur",
            );
        }
    }
    template
}

/// The places that the conditions and the instance of a rule give a value to.
pub(super) fn filled(instances: Option<&Instances>, conditions: &[Condition]) -> Places {
    use Placeholder as P;
    let mut filled: Places = instances.map(of_instance).into_iter().collect();
    let mut scores = 0;
    for condition in conditions {
        let named = condition
            .speaker()
            .filter(|speaker| **speaker != Speaker::Ensemble);
        filled.extend(named.map(|_| P::Group));
        match condition {
            Condition::Score(_) => {
                scores += 1;
                filled.extend([
                    P::Measure,
                    P::Score,
                    P::People,
                    P::Interval,
                    P::Term,
                    P::Voices,
                ]);
            }
            Condition::Delta { .. } | Condition::Verdict { .. } => {
                filled.extend([P::Delta, P::Since, P::Interval, P::People, P::Term]);
            }
            Condition::GroupGap { .. } => filled.extend([P::Gap, P::Highest, P::Lowest]),
            Condition::Split(_) => filled.extend([P::Rate, P::Favourable, P::Unfavourable]),
            Condition::DontKnowRate(_) | Condition::ResponseRate(_) => filled.extend([P::Rate]),
            Condition::Respondents(_) => filled.extend([P::People]),
            Condition::Context(Context::Phase(_)) => filled.extend([P::Phase]),
            Condition::Context(Context::MissingTerms(_)) => filled.extend([P::MissingTerms]),
            Condition::IntervalLow(_)
            | Condition::IntervalHigh(_)
            | Condition::Measured { .. }
            | Condition::State { .. }
            | Condition::Context(Context::Organisations(_) | Context::CollectiveMarks(_)) => {}
        }
    }
    if scores > 1 {
        filled.extend([P::Measure2, P::Score2]);
    }
    filled
}

fn of_instance(instances: &Instances) -> Placeholder {
    match instances {
        Instances::Criteria(_) => Placeholder::Criterion,
        Instances::Qvct(_) => Placeholder::Level,
        Instances::Groups(_) => Placeholder::Group,
    }
}
