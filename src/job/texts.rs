//! The staff's own texts for the annual report, from `textes/*.md` of the programme's folder.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::document::annual::texts::SLOTS;
use crate::document::{ProgrammeDocument, Wanted};
use crate::read::Discovery;

use super::text;

/// Most signs of a text: two pages.
const MOST: usize = 6000;

/// Texts by slot, when the wanted document prints them; `None` with an error when one cannot be printed.
pub(super) fn texts(
    discovery: &Discovery,
    wanted: Wanted,
    notes: &mut Diagnostics,
) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    if !matches!(wanted, Wanted::Programme(ProgrammeDocument::Annual, _)) {
        return Some(found);
    }
    let mut sound = true;
    for input in &discovery.texts {
        let file = input.name.rsplit('/').next().unwrap_or_default();
        let slot = file.trim_end_matches(".md");
        if !SLOTS.contains(&slot) {
            let near =
                nearest(slot, SLOTS).map(|near| format!("vouliez-vous dire « {near}.md » ?"));
            let known = || format!("les textes du rapport sont : {}.md", SLOTS.join(".md, "));
            notes.push(
                Diagnostic::warning(
                    "ce texte n'a pas de place dans le rapport : il n'est pas imprimé",
                )
                .at(Place::file(&input.name))
                .hint(near.unwrap_or_else(known)),
            );
            continue;
        }
        let written = text(input, notes)?;
        let signs = written.chars().count();
        if signs > MOST {
            sound = false;
            notes.push(
                Diagnostic::error(format!("ce texte compte {signs} signes : {MOST} au plus"))
                    .at(Place::file(&input.name))
                    .hint("raccourcissez-le : deux pages suffisent"),
            );
        }
        if let Some(line) = written.lines().position(is_marked_up) {
            notes.push(
                Diagnostic::warning("les balises HTML ne sont pas interprétées : elles sont imprimées telles quelles")
                    .at(Place::file(&input.name).line(line as u64 + 1))
                    .hint("écrivez des paragraphes, et des listes dont chaque ligne commence par « - »"),
            );
        }
        found.push((slot.to_owned(), written));
    }
    sound.then_some(found)
}

fn is_marked_up(line: &str) -> bool {
    ["</", "<p>", "<br", "<div", "<span", "<b>", "<i>", "<a "]
        .iter()
        .any(|tag| line.contains(tag))
}
