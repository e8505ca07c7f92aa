//! Faults of JSON syntax in French words, at their line and character.

use super::json_place::Cursor;
use crate::diagnostic::{Diagnostic, Place};

/// A fault of the syntax, with the piece of text it was met in.
pub(super) struct Broken<'t> {
    pub piece: &'t str,
    pub error: serde_json::Error,
}

impl Broken<'_> {
    /// Says what is broken, where in the whole text.
    pub fn tell(&self, text: &str, file: &str) -> Diagnostic {
        let (message, hint) = french(&self.error, text);
        let offset = self.piece.as_ptr() as usize - text.as_ptr() as usize;
        let mut cursor = Cursor::new(text);
        let (line, mut character) = cursor.inside(offset, self.error.line(), self.error.column());
        if self.error.to_string().starts_with("invalid number") {
            character -= digits_before(text, line, character);
        }
        let place = Place::file(file).line(line).field(character);
        Diagnostic::error(message).at(place).hint(hint)
    }
}

/// How many signs of a number stand before a character of a line: a faulty number is shown from its start.
fn digits_before(text: &str, line: u64, character: u64) -> u64 {
    let rank = usize::try_from(line).unwrap_or(1).saturating_sub(1);
    let before: Vec<char> = text
        .split('\n')
        .nth(rank)
        .unwrap_or_default()
        .chars()
        .take(usize::try_from(character).unwrap_or(1).saturating_sub(1))
        .collect();
    let is_number =
        |sign: &&char| sign.is_ascii_digit() || matches!(sign, '+' | '-' | '.' | 'e' | 'E');
    before.iter().rev().take_while(is_number).count() as u64
}

fn french(error: &serde_json::Error, text: &str) -> (String, &'static str) {
    let cause = error.to_string();
    let first = text.trim_start().chars().next();
    let causes: [(&str, &str, &str); 6] = [
        (
            "duplicate key",
            "une même clé est écrite deux fois dans une réponse : on ne sait pas laquelle est la bonne",
            "exportez de nouveau le fichier, ou retirez l'une des deux",
        ),
        (
            "number out of range",
            "un nombre est démesuré",
            "corrigez le nombre",
        ),
        (
            "recursion limit",
            "des listes sont emboîtées trop profondément",
            "exportez de nouveau les réponses : une liste d'objets, un par réponse",
        ),
        (
            "surrogate",
            "une suite \\u… désigne un signe qui n'existe pas",
            "exportez de nouveau le fichier",
        ),
        (
            "escape",
            "une barre oblique inverse est suivie d'un signe inattendu",
            "exportez de nouveau le fichier",
        ),
        (
            "EOF",
            "le fichier est coupé : il s'arrête au milieu d'une réponse",
            "exportez ou téléchargez de nouveau le fichier",
        ),
    ];
    if let Some((_, message, hint)) = causes.iter().find(|(part, _, _)| cause.contains(part)) {
        return ((*message).to_owned(), hint);
    }
    if !matches!(first, Some('[' | '{')) && error.line() <= 1 && error.column() <= 1 {
        return (
            "le fichier ne commence ni par [ ni par { : ce n'est pas du JSON".to_owned(),
            "si c'est un CSV, renommez-le en .csv ; le JSON n'admet pas de commentaires",
        );
    }
    (
        "le fichier n'est pas du JSON lisible à cet endroit".to_owned(),
        "exportez de nouveau le fichier ; le JSON n'admet ni commentaires, ni nombres comme 04, +4 ou 4.",
    )
}
