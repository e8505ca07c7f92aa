//! The sentences on stderr: faults, progress, what was made, what can be shown. Decides no exit code.

use std::path::Path;

use anstyle::{AnsiColor, Style};

use jalon::aggregate::figures::Party;
use jalon::diagnostic::{Diagnostic, Severity, visible};
use jalon::document::{ProgrammeDocument, ProjectDocument, Wanted};
use jalon::{Outcome, Studied};

use crate::args::Format;

/// A path as it is typed after a command.
pub(super) fn typeable(path: &Path) -> String {
    let shown = path.display().to_string();
    if shown.contains(' ') {
        format!("\"{shown}\"")
    } else {
        shown
    }
}

/// A number with its noun, in the plural from two on.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count > 1 { many } else { one })
}

/// Messages on stderr, in the order met.
pub(super) fn tell<'a>(notes: impl Iterator<Item = &'a Diagnostic>, format: Format) {
    for note in notes {
        match format {
            Format::Json => {
                if let Ok(line) = serde_json::to_string(note) {
                    say!("{line}");
                }
            }
            Format::Texte => {
                let colour = match note.severity {
                    Severity::Error => AnsiColor::Red,
                    Severity::Warning => AnsiColor::Yellow,
                };
                let style = Style::new().bold().fg_color(Some(colour.into()));
                let text = note.to_string();
                let word = note.severity.word();
                let rest = text.strip_prefix(word).unwrap_or(&text);
                say!("{style}{word}{style:#}{rest}");
            }
        }
    }
}

/// What was made, in the singular and in the plural.
fn made(wanted: Wanted) -> (&'static str, &'static str) {
    match wanted {
        Wanted::EachProject(ProjectDocument::Dossier, _) => {
            ("dossier composé", "dossiers composés")
        }
        Wanted::EachProject(ProjectDocument::CaseSheet, _) => {
            ("fiche composée", "fiches composées")
        }
        Wanted::EachProject(ProjectDocument::MarkingForm, _) => {
            ("grille composée", "grilles composées")
        }
        Wanted::Programme(ProgrammeDocument::Annual, _) => ("volume composé", "volumes composés"),
        Wanted::Programme(ProgrammeDocument::Directory, _) => {
            ("annuaire composé", "annuaires composés")
        }
    }
}

pub(super) fn summary(outcome: &Outcome, wanted: Wanted, output: &Path, format: Format) {
    if format == Format::Json {
        say!("{}", outcome_value(outcome));
        return;
    }
    let (one, many) = made(wanted);
    say!(
        "{} dans {}",
        counted(outcome.written.len(), one, many),
        output.display()
    );
    for (path, pages) in &outcome.written {
        say!("  {} ({})", name(path), counted(*pages, "page", "pages"));
    }
    for path in &outcome.tables {
        say!("  {} (tableau)", name(path));
    }
    left_out(&outcome.left_out);
}

/// What was written and left out, for machines.
fn outcome_value(outcome: &Outcome) -> serde_json::Value {
    let documents = outcome
        .written
        .iter()
        .map(|(path, pages)| serde_json::json!({ "fichier": name(path), "pages": pages }));
    let tables = outcome.tables.iter();
    let tables = tables.map(|path| serde_json::json!({ "fichier": name(path) }));
    let left_out = outcome.left_out.iter();
    let left_out =
        left_out.map(|(id, reason)| serde_json::json!({ "projet": id, "raison": reason }));
    serde_json::json!({
        "ecrits": documents.chain(tables).collect::<Vec<_>>(),
        "laisses_de_cote": left_out.collect::<Vec<_>>(),
    })
}

/// Projects without a result, each with the reason.
fn left_out(projects: &[(String, String)]) {
    if !projects.is_empty() {
        say!("Laissés de côté :");
        for (id, reason) in projects {
            say!("  {} : {reason}", visible(id));
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// What an export wrote.
pub(super) fn exported(exported: &Outcome, output: &Path, format: Format) {
    if format == Format::Json {
        say!("{}", outcome_value(exported));
        return;
    }
    say!(
        "{} dans {}",
        counted(exported.tables.len(), "tableau écrit", "tableaux écrits"),
        output.display()
    );
    for path in &exported.tables {
        say!("  {}", name(path));
    }
    left_out(&exported.left_out);
}

/// What a project will be able to show, in a line.
pub(super) fn told(studied: &Studied, format: Format) -> String {
    let Some(found) = &studied.found else {
        return match format {
            Format::Texte => format!(
                "{} : laissé de côté, ses fichiers contiennent des erreurs",
                visible(&studied.id)
            ),
            Format::Json => {
                serde_json::json!({"projet": studied.id, "laisse_de_cote": true}).to_string()
            }
        };
    };
    let figures = &found.figures;
    let measures = figures.measures().count();
    let published = figures
        .levels
        .values()
        .filter(|figure| figure.is_ok())
        .count();
    let withheld = figures.levels.len() - published;
    let people: Option<u32> = figures.last().and_then(|last| {
        let mut lines = figures.participation.iter();
        let line = lines.find(|line| line.wave == last && line.party == Party::Ensemble)?;
        line.answered.ok()
    });
    if format == Format::Json {
        let line = serde_json::json!({
            "projet": studied.id, "mesures": measures, "reponses_derniere_mesure": people,
            "chiffres_publies": published, "chiffres_absents": withheld,
            "recommandations": found.advice.actions.len(),
        });
        return line.to_string();
    }
    format!(
        "{} : {}, {}, {}, {}, {}",
        visible(&studied.id),
        counted(measures, "mesure", "mesures"),
        answered(measures, people),
        counted(published, "chiffre publié", "chiffres publiés"),
        counted(
            withheld,
            "non publié ou non mesuré",
            "non publiés ou non mesurés"
        ),
        counted(
            found.advice.actions.len(),
            "recommandation",
            "recommandations"
        )
    )
}

/// How many answered last; a small team's number is kept back like its figures.
fn answered(measures: usize, people: Option<u32>) -> String {
    match people {
        Some(people) => format!(
            "{} à la dernière",
            counted(people as usize, "personne", "personnes")
        ),
        None if measures == 0 => "aucune réponse".to_owned(),
        None => "nombre de réponses non publié".to_owned(),
    }
}
