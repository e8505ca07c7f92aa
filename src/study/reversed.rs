//! Questions whose answers clearly go against those of their criterion: a forgotten « inverse » makes the score wrong, and only
//! the annex would say so (`statistics.md` § 1.6).

use std::collections::BTreeSet;

use super::remarks::Seen;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::ItemId;

/// Tells them once a criterion, of the last measure, as the annex does.
pub(super) fn tell(seen: Seen, notes: &mut Diagnostics) {
    let Seen { found, job, .. } = seen;
    let last = found.figures.last();
    for ((wave, criterion), coherence) in &found.figures.companions.coherence {
        if Some(*wave) != last {
            continue;
        }
        let ranks = coherence.found.against().into_iter();
        let items: BTreeSet<ItemId> = ranks
            .filter_map(|rank| coherence.items.get(rank).copied())
            .collect();
        let known = items
            .iter()
            .map(|item| &found.questionnaire.items[item.at()]);
        let named: Vec<String> = known.map(|item| format!("« {} »", item.id)).collect();
        let code = &job.referential.criteria[criterion.at()].code;
        let message = match named.as_slice() {
            [] => continue,
            [one] => format!(
                "les réponses à la question {one} vont à l'encontre de celles aux autres questions du critère {code}"
            ),
            several if several.len() == coherence.items.len() => format!(
                "les réponses aux questions du critère {code} ({}) vont à l'encontre les unes des autres",
                several.join(", ")
            ),
            several => format!(
                "les réponses aux questions {} vont à l'encontre de celles aux autres questions du critère {code}",
                several.join(", ")
            ),
        };
        notes.push(Diagnostic::warning(message).at(Place::file(seen.name())).hint(
            "si une question est posée à l'envers, écrivez inverse = true sous elle dans questionnaire.toml : sans cela, le score \
             du critère est faux ; sinon, lisez ces questions une par une",
        ));
    }
}
