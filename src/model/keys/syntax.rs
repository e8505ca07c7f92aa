//! Faults of TOML syntax in French words; the parser's English is never shown.

use toml::de::Error;

use super::source::Source;
use crate::diagnostic::{Diagnostic, Place};

/// How many faults of syntax are told: what comes after the first ones is often their echo.
const MOST: usize = 3;

/// Causes the parser tells, by a part of its message: in French, and the way out.
const CAUSES: [(&str, &str, &str); 16] = [
    ("duplicate key", TWICE, "gardez une seule des deux lignes"),
    (
        "string values must be quoted",
        "un texte n'est pas entre guillemets",
        QUOTES,
    ),
    (
        "invalid unquoted key",
        "le nom d'une clé porte un signe qui n'y a pas sa place",
        SIGNS,
    ),
    (
        "missing opening quote",
        "un guillemet manque devant un texte",
        QUOTES,
    ),
    (
        "invalid basic string",
        "un texte n'est pas fermé, ou porte un signe interdit",
        CLOSE,
    ),
    (
        "invalid literal string",
        "un texte n'est pas fermé, ou porte un signe interdit",
        CLOSE,
    ),
    (
        "invalid multi-line",
        "un texte sur plusieurs lignes n'est pas fermé",
        "fermez-le par trois guillemets : \"\"\"",
    ),
    (
        "escape",
        "une barre oblique inverse est suivie d'un signe inattendu",
        "écrivez \\\\ pour une barre oblique inverse, ou utilisez /",
    ),
    (
        "unclosed array table",
        "les crochets d'une ligne [[…]] ne sont pas fermés",
        "écrivez [[nom]]",
    ),
    (
        "unclosed array",
        "une liste n'est pas fermée",
        "ajoutez le crochet ] à la fin de la liste",
    ),
    (
        "unclosed inline table",
        "une accolade n'est pas fermée",
        "ajoutez } à la fin",
    ),
    (
        "unclosed table",
        "le crochet d'une ligne [ ] n'est pas fermé",
        "écrivez [nom]",
    ),
    (
        "missing comma",
        "une virgule manque entre deux éléments",
        "séparez les éléments par des virgules, et fermez la liste par un crochet ]",
    ),
    ("key with no value", "une clé n'a pas de valeur", KEY),
    ("datetime", UNREADABLE, DATE),
    (
        "recurs",
        "des listes sont emboîtées trop profondément",
        "retirez des crochets",
    ),
];
const TWICE: &str = "la même clé est écrite deux fois";
const TABLE_TWICE: &str = "la même rubrique entre crochets est écrite deux fois";
const TABLES: &str = "s'il y en a plusieurs, écrivez chacune entre deux crochets, la première aussi : [[vagues]] ; sinon, gardez-en une seule";
const UNREADABLE: &str = "une date n'est pas lisible";
const DATE: &str = "écrivez année-mois-jour, sans guillemets : 2026-06-30";
const QUOTES: &str = "écrivez les textes entre guillemets droits : nom = \"…\"";
const CLOSE: &str =
    "fermez le texte par un guillemet droit, et écrivez \\\" pour un guillemet à l'intérieur";
const KEY: &str = "écrivez chaque ligne sous la forme : clé = valeur";
const SIGNS: &str = "écrivez une clé sans accent ni espace, par exemple salaries et non salariés, puis = et sa valeur";
const SHAPE: &str = "écrivez chaque ligne sous la forme : clé = valeur, un texte entre guillemets droits (\"), \\\" pour un guillemet à l'intérieur, et une virgule entre deux éléments";

/// Tells the first faults, one a line.
pub(super) fn report(faults: &[Error], text: &str, source: &Source) {
    let mut last = None;
    let mut told = 0;
    for fault in faults {
        let offset = fault.span().map_or(0, |span| span.start).min(text.len());
        let line = source.line(offset);
        if last == Some(line) || told == MOST {
            continue;
        }
        last = Some(line);
        told += 1;
        let start = usize::try_from(line - 1)
            .ok()
            .and_then(|rank| source.starts.get(rank));
        let before = text.get(start.copied().unwrap_or(0)..offset);
        let is_table = before.is_some_and(|before| before.trim_start().starts_with('['));
        let (cause, hint) = match french(fault.message()) {
            _ if is_dated(text.get(offset..).unwrap_or_default()) => (UNREADABLE, DATE),
            (TWICE, _) if is_table => (TABLE_TWICE, TABLES),
            told => told,
        };
        let rank = before.map_or(1, |before| before.chars().count() as u64 + 1);
        let place = Place::file(source.file).line(line).field(rank);
        source.keep(
            Diagnostic::error(format!("le fichier n'est pas du TOML lisible : {cause}"))
                .at(place)
                .hint(hint),
        );
    }
}

/// Whether what the parser stumbled on is a day: « 03/02/2025 », « 2025-02-31 ».
fn is_dated(rest: &str) -> bool {
    let end = rest.find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '/' | '-')));
    let word = &rest[..end.unwrap_or(rest.len())];
    let parts: Vec<&str> = word.split(['/', '-']).collect();
    parts.len() == 3 && parts.iter().all(|part| (1..=4).contains(&part.len()))
}

fn french(message: &str) -> (&'static str, &'static str) {
    CAUSES
        .iter()
        .find(|(part, _, _)| message.contains(part))
        .map_or(
            ("la ligne n'a pas la forme attendue", SHAPE),
            |(_, cause, hint)| (cause, hint),
        )
}
