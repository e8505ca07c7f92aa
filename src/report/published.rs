//! `jalon publier`: what was recorded, and what the earlier editions keep from being told.

use std::process::ExitCode;

use jalon::Recorded;
use jalon::diagnostic::{Diagnostic, Diagnostics, day, visible};
use jalon::job::Job;

use super::telling::{counted, tell};
use super::{LEFT_OUT, asked, exit, not_started, one_project};
use crate::args::{self, Format, PrecisionName, Publier};

/// `jalon publier`.
pub fn publish(publier: &Publier) -> ExitCode {
    let mut notes = Diagnostics::new();
    if publier.precision == PrecisionName::Pleine {
        notes.push(
            Diagnostic::error("une édition en précision pleine ne se publie pas").hint(
                "les chiffres complets restent chez qui détient les réponses : relancez sans « --precision pleine »",
            ),
        );
        return not_started(&notes, publier.format);
    }
    let only = publier.project.iter().cloned();
    let request = asked(&publier.path, only, &publier.standards, publier.date);
    let job = Job::new(&request, &mut notes).filter(|job| one_project(job, &mut notes));
    let Some(job) = job else {
        return not_started(&notes, publier.format);
    };
    let recorded = jalon::publish(&job, &args::salt(), &mut notes);
    let notes = jalon::nameless(&job, notes);
    tell(notes.iter(), publier.format);
    match recorded {
        Some(recorded) => {
            said(&recorded, publier.format);
            exit(!notes.leave_out())
        }
        None => ExitCode::from(LEFT_OUT),
    }
}

fn said(recorded: &Recorded, format: Format) {
    let (fewest, sensitive) = recorded.thresholds;
    if format == Format::Json {
        let line = serde_json::json!({
            "projet": recorded.project, "edition": recorded.number, "date": recorded.date, "nouvelle": recorded.new,
            "mesures": recorded.waves, "chiffres": recorded.figures, "retires": recorded.withdrawn,
            "seuil": fewest, "seuil_sensible": sensitive,
        });
        say!("{line}");
        return;
    }
    let (project, number) = (visible(&recorded.project), recorded.number);
    let date = recorded.date.parse();
    let date = date.map_or_else(|_| recorded.date.clone(), day);
    if !recorded.new {
        say!(
            "{project} : rien de nouveau depuis l'édition {number} du {date}, rien n'est enregistré"
        );
        return;
    }
    say!(
        "{project} : édition {number} du {date} enregistrée, {}, {}, au moins {fewest} personnes derrière un chiffre \
         ({sensitive} sur un sujet sensible)",
        counted(recorded.waves, "mesure", "mesures"),
        counted(recorded.figures, "chiffre publié", "chiffres publiés"),
    );
    if recorded.withdrawn > 0 {
        say!(
            "{} à une édition précédente désignerait moins de {fewest} personnes",
            counted(
                recorded.withdrawn,
                "chiffre déjà publié n'est plus montré : le comparer",
                "chiffres déjà publiés ne sont plus montrés : les comparer"
            )
        );
    }
    say!(
        "Registre : {}. Gardez-le avec le dossier du projet, ne le transmettez pas : les éditions suivantes en dépendent.",
        recorded.file.display()
    );
}
