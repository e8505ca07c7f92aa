//! Populations that the programme's weights need and that a project does not give.

use super::remarks::Seen;
use crate::aggregate::figures::Weighing;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// The programme weighs groups by their population, and that of some is not known.
pub(super) fn tell(seen: Seen, notes: &mut Diagnostics) {
    let figures = &seen.found.figures;
    let Weighing::Unknown(groups) = &figures.weighing else {
        return;
    };
    let labels = groups.iter().map(|&rank| &figures.groups[rank].label);
    let labels: Vec<String> = labels.map(|label| format!("« {label} »")).collect();
    let message = format!(
        "le programme pèse les groupes par leur population (poids = \"population\"), mais celle de {} n'est pas connue : \
         dans « ensemble », tous les groupes de ce projet ont le même poids",
        labels.join(", ")
    );
    let note = Diagnostic::warning(message).at(Place::file(seen.name()));
    notes.push(note.hint(
        "ajoutez l'effectif invité de chaque groupe sous [vagues.effectifs], ou dans populations.csv",
    ));
}
