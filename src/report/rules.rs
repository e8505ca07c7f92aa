//! `jalon rules`: whether a rulebook can be read, and why each rule is found or not. Data on stdout, sentences on stderr.

use std::path::Path;
use std::process::ExitCode;

use jalon::Studies;
use jalon::assess::explain::Explained;
use jalon::assess::{Rulebook, rulebook};
use jalon::diagnostic::{Diagnostic, Diagnostics, nearest_or, visible};
use jalon::job::{Job, written_text};
use jalon::model::{Referential, referential};

use super::telling::{counted, tell};
use super::tools::on_stdout;
use super::{ALL_MADE, LEFT_OUT, asked, not_started};
use crate::args::{Explain, Format, RulesVerb};

/// `jalon rules`.
pub fn rules(verb: &RulesVerb) -> ExitCode {
    match verb {
        RulesVerb::Check { file, referentiel } => check(file.as_deref(), referentiel.as_deref()),
        RulesVerb::Explain(explain) => explained(explain),
    }
}

fn check(file: Option<&Path>, referentiel: Option<&Path>) -> ExitCode {
    let mut notes = Diagnostics::new();
    let Some((referential, written)) = opened(file, referentiel, &mut notes) else {
        return not_started(&notes, Format::Texte);
    };
    let rulebook = match written {
        Some((name, text)) => Rulebook::parse(&text, &name, &referential, &mut notes),
        None => Rulebook::embedded(&referential, &mut notes),
    };
    tell(notes.iter(), Format::Texte);
    let Some(book) = rulebook else {
        return ExitCode::from(LEFT_OUT);
    };
    let of = |kind: rulebook::RuleKind| book.rules.iter().filter(|rule| rule.kind == kind).count();
    say!(
        "Règles lisibles, version {} : {}, {}, {}",
        visible(&book.version),
        counted(of(rulebook::RuleKind::Action), "action", "actions"),
        counted(
            of(rulebook::RuleKind::Support),
            "point d'appui",
            "points d'appui"
        ),
        counted(
            of(rulebook::RuleKind::Data),
            "alerte sur les données",
            "alertes sur les données"
        ),
    );
    ExitCode::from(ALL_MADE)
}

/// A file of rules: its name and its text.
type Written = (String, String);

/// The referential that rules name, and the file to check when one was given; `None` when either cannot be opened.
fn opened(
    file: Option<&Path>,
    referentiel: Option<&Path>,
    notes: &mut Diagnostics,
) -> Option<(Referential, Option<Written>)> {
    let read = |path: &Path, notes: &mut Diagnostics| {
        Some((path.display().to_string(), written_text(path, notes)?))
    };
    let referential = match referentiel {
        Some(path) => {
            let (name, text) = read(path, notes)?;
            referential::parse(&text, &name, notes)?
        }
        None => Referential::embedded(),
    };
    match file {
        Some(path) => Some((referential, Some(read(path, notes)?))),
        None => Some((referential, None)),
    }
}

fn explained(explain: &Explain) -> ExitCode {
    let mut notes = Diagnostics::new();
    let only = explain.projects.iter().cloned();
    let request = asked(&explain.path, only, &explain.standards, explain.date);
    let Some(job) =
        Job::new(&request, &mut notes).filter(|job| all_known(job, &explain.rules, &mut notes))
    else {
        return not_started(&notes, Format::Texte);
    };
    let (mut studies, mut sound) = (Studies::new(&job), true);
    let mut out = Vec::new();
    for studied in studies.by_ref() {
        let Some(found) = &studied.found else {
            sound = false;
            continue;
        };
        let rules = jalon::explain(&job, found);
        let wanted = |rule: &&Explained| {
            explain.rules.is_empty()
                || explain
                    .rules
                    .iter()
                    .any(|id| id.eq_ignore_ascii_case(&rule.rule))
        };
        said(&mut out, &studied.id, rules.iter().filter(wanted));
    }
    studies.tell(&mut notes);
    let notes = jalon::nameless(&job, notes);
    tell(notes.iter(), Format::Texte);
    let written = on_stdout(&out);
    if sound && !notes.leave_out() {
        written
    } else {
        ExitCode::from(LEFT_OUT)
    }
}

/// Whether every rule asked for is one of the rules; told otherwise.
fn all_known(job: &Job, asked: &[String], notes: &mut Diagnostics) -> bool {
    let known = || job.rulebook.rules.iter().map(|rule| rule.id.as_str());
    let unknown = asked
        .iter()
        .filter(|id| !known().any(|rule| rule.eq_ignore_ascii_case(id)));
    let mut sound = true;
    for id in unknown {
        sound = false;
        let fault = Diagnostic::error(format!("la règle « {} » n'existe pas", visible(id)));
        notes.push(fault.hint(nearest_or(&id.to_uppercase(), known(), || {
            "« jalon rules explain » sans cette option les montre toutes".to_owned()
        })));
    }
    sound
}

/// A project's rules, those found first.
fn said<'r>(out: &mut Vec<u8>, id: &str, rules: impl Iterator<Item = &'r Explained> + Clone) {
    let mut line = |text: String| {
        out.extend(jalon::typeset::french_spaces(&text).as_bytes());
        out.push(b'\n');
    };
    line(visible(id));
    for rule in rules.clone().filter(|rule| !rule.findings.is_empty()) {
        line(format!("  {}  {}", rule.rule, rule.title));
        for finding in &rule.findings {
            let name = match finding.id == rule.rule {
                true => String::new(),
                false => format!(" ({})", finding.id),
            };
            line(match finding.left_out.as_str() {
                "" => format!("    déclenchée{name} : {}", finding.evidence),
                reason => format!("    déclenchée, hors du dossier{name} : {reason}"),
            });
        }
    }
    for rule in rules.filter(|rule| rule.findings.is_empty()) {
        line(format!("  {}  {}", rule.rule, rule.title));
        line("    non déclenchée".to_owned());
        for looked in &rule.looked_at {
            if !looked.subject.is_empty() {
                line(format!("    · {}", looked.subject));
            }
            let inset = if looked.subject.is_empty() {
                "    "
            } else {
                "      "
            };
            for condition in &looked.conditions {
                let mark = if condition.holds { "+" } else { "-" };
                line(format!("{inset}{mark} {}", condition.sentence));
            }
        }
    }
}
