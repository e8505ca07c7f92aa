//! Who took part, as `check` tells it: unfinished questionnaires, and more answers than people invited.

use super::remarks::Seen;
use crate::aggregate::figures::{FigureWave, Participation, Party};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::Wave;

/// Tells what a reader of the figures would look for in vain: people left out of every score, rates that cannot be.
///
/// Speaks of published counts only.
pub(super) fn tell(seen: Seen, notes: &mut Diagnostics) {
    let figures = &seen.found.figures;
    let mut warn = |message: String, hint: &str| {
        let note = Diagnostic::warning(message).at(Place::file(seen.name()));
        notes.push(note.hint(hint));
    };
    for line in &figures.participation {
        let wave = &figures.waves[line.wave.at()];
        match line.party {
            Party::Ensemble => {
                if let Some(message) = unfinished(line, wave) {
                    warn(
                        message,
                        "si les questions sans réponse ne leur étaient pas destinées, retirez-les de leur groupe dans \
                         questionnaire.toml ; sinon, rien à faire : une moitié de questionnaire ne dit pas assez",
                    );
                }
            }
            Party::Group(rank) if line.over => warn(
                format!(
                    "plus de réponses que de personnes invitées dans le groupe « {} » à la vague « {} » : le calcul prend le \
                     nombre de réponses pour population, et aucun taux n'est donné",
                    figures.groups[rank].label, wave.id
                ),
                "corrigez l'effectif sous [vagues.effectifs] ou dans populations.csv, ou cherchez les réponses en double",
            ),
            Party::Group(_) => {}
        }
    }
}

/// Tells a project read alone, with waves and without a file of answers anywhere: those of a programme may stand above it.
pub(super) fn tell_nobody(Seen { found, job, folder }: Seen, notes: &mut Diagnostics) {
    let alone = job.programme.is_none() && job.discovery.answers.is_empty();
    if !alone || !folder.answers.is_empty() {
        return;
    }
    let past = |wave: &Wave| wave.start.is_some_and(|start| start <= job.date);
    if found.project.collective.is_empty() && found.project.waves.iter().any(past) {
        notes.push(
            Diagnostic::warning("ce dossier ne contient aucun fichier de réponses")
                .at(Place::file(&folder.id))
                .hint(
                    "déposez-y l'export de vos réponses ; si elles sont dans un fichier commun du programme, lancez jalon sur le \
                     dossier du programme",
                ),
        );
    }
}

/// « 15 personnes sur 35 ont rempli moins de la moitié… »; nothing where all counts are kept back or nobody stopped.
fn unfinished(line: &Participation, wave: &FigureWave) -> Option<String> {
    let (answered, usable) = (line.answered.ok()?, line.usable.ok()?);
    let stopped = answered.checked_sub(usable).filter(|&people| people > 0)?;
    let (people, have, their) = if stopped == 1 {
        ("personne", "a", "ses")
    } else {
        ("personnes", "ont", "leurs")
    };
    Some(format!(
        "{stopped} {people} sur {answered} {have} rempli moins de la moitié du questionnaire à la vague « {} » : {their} \
         réponses ne comptent dans aucun score",
        wave.id
    ))
}
