//! Populations that the programme's weights need and that a project does not give.

use super::Found;
use crate::aggregate::figures::Weighing;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::read::ProjectFolder;

/// The programme weighs groups by their population, and that of some is not known.
pub(super) fn tell(found: Option<&Found>, folder: &ProjectFolder, notes: &mut Diagnostics) {
    let figures = found.map(|found| &found.figures);
    let Some((figures, Weighing::Unknown(groups))) = figures.map(|own| (own, &own.weighing)) else {
        return;
    };
    let labels = groups.iter().map(|&rank| &figures.groups[rank].label);
    let labels: Vec<String> = labels.map(|label| format!("« {label} »")).collect();
    let message = format!(
        "le programme pèse les groupes par leur population (poids = \"population\"), mais celle de {} n'est pas connue : \
         dans « ensemble », tous les groupes de ce projet ont le même poids",
        labels.join(", ")
    );
    let file = folder.project.as_ref();
    let file = file.map_or(folder.id.as_str(), |file| file.name.as_str());
    notes.push(Diagnostic::warning(message).at(Place::file(file)).hint(
        "ajoutez l'effectif invité de chaque groupe sous [vagues.effectifs], ou dans populations.csv",
    ));
}
