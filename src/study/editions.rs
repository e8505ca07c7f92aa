//! Earlier editions of a project: read, set beside what is told now, and followed by a record of it.

use crate::aggregate::compute::Material;
use crate::aggregate::edition::edition;
use crate::aggregate::figures::Figures;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::PastEdition;
use crate::model::publication::PastWave;
use crate::model::register::Register;
use crate::read::Input;

use super::remarks::Seen;

/// Tells what earlier editions keep from being shown: whoever looks for these figures finds none.
pub(super) fn tell_kept_back(Seen { found, job, folder }: Seen, notes: &mut Diagnostics) {
    let Some(register) = &folder.register else {
        return;
    };
    let past = found.project.register.last().map(|last| &last.content);
    let is_raised = past.is_some_and(|past| {
        let now = job.thresholds;
        past.score < now.score || past.sensitive_score < now.sensitive_score
    });
    let message = match found.figures.corrected.len() {
        0 => None,
        1 => Some("1 chiffre déjà publié n'est plus montré : comparé aux éditions précédentes, il désignerait quelques personnes".to_owned()),
        count => Some(format!("{count} chiffres déjà publiés ne sont plus montrés : comparés aux éditions précédentes, ils désigneraient quelques personnes")),
    };
    if let Some(message) = message {
        let hint = if is_raised {
            "un seuil de programme.toml a été relevé depuis la dernière édition : revenez à celui d'alors pour les montrer de nouveau"
        } else {
            "rien à faire si les réponses ont été corrigées exprès : la page « Qualité des données » le dit"
        };
        let note = Diagnostic::warning(message).at(Place::file(&register.name));
        notes.push(note.hint(hint));
    }
    for wave in &found.figures.past_leaks {
        let wave = found.figures.wave(*wave);
        let message = format!(
            "les éditions déjà publiées en disent trop à elles seules sur la mesure « {} » : rien n'en est imprimé",
            wave.map_or("", |wave| wave.id.as_str())
        );
        notes.push(
            Diagnostic::warning(message)
                .at(Place::file(&register.name))
                .hint("vérifiez que ce registre et ces réponses sont bien ceux du projet"),
        );
    }
}

/// Tells a register that another project wrote: beside it, nothing protects what this one has published.
pub(super) fn tell_stranger(register: &Register, input: &Input, id: &str, notes: &mut Diagnostics) {
    let writer = register.last().and_then(|last| last.project.as_deref());
    if let Some(writer) = writer.filter(|writer| *writer != id) {
        let message = format!("ce registre a été écrit pour le projet « {writer} »");
        notes.push(
            Diagnostic::warning(message)
                .at(Place::file(&input.name))
                .hint(
                    "si le dossier a été renommé ou copié, rien à faire ; sinon, remettez le registre de ce projet : sans lui, \
                     rien n'empêche de comparer deux éditions",
                ),
        );
    }
}

/// Most bytes of a register.
const MOST_REGISTER: u64 = 64 * 1024 * 1024;

/// The editions already published; none with an error when the file is damaged.
pub(super) fn register(input: &Input, notes: &mut Diagnostics) -> Option<Register> {
    match input.read_all(MOST_REGISTER) {
        Ok(bytes) => Register::parse(&bytes, &input.name, notes),
        Err(fault) => {
            notes.push(fault);
            None
        }
    }
}

/// The figures beside those of earlier editions, as `compute` makes them.
///
/// Editions that told nothing but what is told now, of the same people with the same answers, add no
/// equation: publishing changes no figure as long as nothing else changes.
pub(super) fn beside_past(
    material: Material,
    past: &[PastEdition],
    compute: fn(Material, &[PastEdition]) -> Figures,
) -> Figures {
    let Some(first) = past.first() else {
        return compute(material, past);
    };
    let now = compute(material, &[]);
    let told = edition(material, &now, &first.salt);
    let again = |edition: &PastEdition| {
        let rises = edition.score <= told.score && edition.sensitive_score <= told.sensitive_score;
        rises
            && edition
                .waves
                .iter()
                .all(|wave| told.waves.iter().any(|now| retells(now, wave)))
            && follows_again(&told, edition)
    };
    if past.iter().all(again) {
        now
    } else {
        compute(material, past)
    }
}

/// Whether a wave tells now all that it told then, of the same people with the same answers.
fn retells(now: &PastWave, then: &PastWave) -> bool {
    now.id == then.id
        && now.items == then.items
        && now.people == then.people
        && then.rows.iter().all(|row| now.rows.contains(row))
}

/// Whether all that an edition told of the people followed is told now; who they are, the waves say.
fn follows_again(now: &PastEdition, then: &PastEdition) -> bool {
    let Some(changes) = &then.changes else {
        // The record does not say what it told: it is set beside what is told now.
        return false;
    };
    changes.iter().all(|change| {
        let mut own = now.changes.iter().flatten();
        own.any(|own| {
            let waves = own.from == change.from && own.to == change.to;
            waves && change.rows.iter().all(|row| own.rows.contains(row))
        })
    })
}

/// What is told now of whom; `salt` serves for a first edition. Thresholds in force can only rise.
pub(super) fn record(
    material: Material,
    figures: &Figures,
    past: &[PastEdition],
    salt: &str,
) -> PastEdition {
    let salt = past.first().map_or(salt, |first| first.salt.as_str());
    let mut record = edition(material, figures, salt);
    for past in past {
        record.score = record.score.max(past.score);
        record.sensitive_score = record.sensitive_score.max(past.sensitive_score);
    }
    record
}
