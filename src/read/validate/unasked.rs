//! Answers to questions that a group is not asked: kept until the end of the file, and told once a group.

use std::collections::{BTreeMap, BTreeSet};

use super::super::codebook::Codebook;
use super::super::faults::Faults;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::keys::grouped;
use crate::model::{GroupId, ItemId};

/// Questions named in a message.
const MOST_NAMED: usize = 6;

/// What was set aside, by group.
#[derive(Default)]
pub(super) struct Unasked(BTreeMap<GroupId, SetAside>);

struct SetAside {
    items: BTreeSet<ItemId>,
    times: usize,
    /// Where it was first met.
    place: Place,
}

impl Unasked {
    pub fn add(&mut self, group: GroupId, item: ItemId, place: impl FnOnce() -> Place) {
        let found = self.0.entry(group).or_insert_with(|| SetAside {
            items: BTreeSet::new(),
            times: 0,
            place: place(),
        });
        found.items.insert(item);
        found.times += 1;
    }

    /// Tells all of it.
    pub fn tell(self, codebook: &Codebook, faults: &mut Faults) {
        let questionnaire = codebook.questionnaire;
        for (group, found) in self.0 {
            let ids: Vec<&str> = found
                .items
                .iter()
                .map(|item| questionnaire.items[item.at()].id.as_str())
                .collect();
            let named = ids[..ids.len().min(MOST_NAMED)].join(", ");
            let label = &questionnaire.groups[group.at()].label;
            let answers = match (found.times, ids.len()) {
                (1, _) => format!("réponse à {named}, que"),
                (times, 1) => format!("{} réponses à {named}, que", grouped(times)),
                (times, count) => format!(
                    "{} réponses à {} questions ({named}{}) que",
                    grouped(times),
                    grouped(count),
                    if count > MOST_NAMED { "…" } else { "" }
                ),
            };
            let fate = match found.times {
                1 => "elle est mise de côté",
                _ => "elles sont mises de côté",
            };
            let message =
                format!("{answers} le questionnaire ne pose pas au groupe « {label} » : {fate}");
            let form = match found.times {
                1 => "",
                _ => {
                    " ; si le formulaire pose toutes ses questions à tout le monde, ajoutez questions_a_tous = true à colonnes.toml"
                }
            };
            let hint = format!(
                "vérifiez le groupe de la personne, ou ajoutez ce groupe à la question dans questionnaire.toml{form}"
            );
            let warning = Diagnostic::warning(message).leaving_out();
            faults.push(warning.at(found.place).hint(hint));
        }
    }
}
