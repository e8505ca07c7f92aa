//! How much room each text of a case sheet has, counted in words, and what to write in it.

use crate::model::case::{CaseTexts, Written};

/// Room of a text: fewest and most words, and most signs of one of them, as wide as its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    pub least: usize,
    pub most: usize,
    pub signs: usize,
}

/// Most signs of a theme of one's own: the width of the band.
pub(super) const MOST_THEME: usize = 40;
/// Fewest levers of a valid sheet.
pub(super) const LEAST_LEVERS: usize = 3;
/// Most levers.
pub(super) const MOST_LEVERS: usize = 5;
/// Most cautions.
pub(super) const MOST_CAUTIONS: usize = 3;
/// Most lines of « Pour faire pareil ».
pub(super) const MOST_NEEDS: usize = 4;
/// Most documents cited beside the survey.
pub(super) const MOST_SOURCES: usize = 4;
/// Words of one's own in the band.
pub(super) const THEME: Room = room(1, 6, 20);
/// A heading.
pub(super) const LEVER_TITLE: Room = room(1, 9, 30);
/// A lever.
pub(super) const LEVER_TEXT: Room = room(50, 90, 36);
/// A caution.
pub(super) const CAUTION: Room = room(1, 45, 36);
/// A line of « Pour faire pareil ».
pub(super) const NEED: Room = room(1, 25, 36);
/// A document cited: an address may be long.
pub(super) const SOURCE: Room = room(1, 30, 48);

const fn room(least: usize, most: usize, signs: usize) -> Room {
    Room { least, most, signs }
}

/// A text that every sheet has.
pub(super) struct TextSlot {
    /// Key under `[fiche]`.
    pub key: &'static str,
    /// Where it is kept.
    pub of: fn(&CaseTexts) -> Option<&Written>,
    /// Its room.
    pub room: Room,
    /// What to write there.
    pub prompt: &'static str,
}

/// The question that the case answers.
pub(super) const QUESTION: TextSlot = TextSlot {
    key: "question",
    of: |texts| texts.question.as_ref(),
    room: room(1, 30, 30),
    prompt: "la question à laquelle ce projet apporte une réponse",
};
/// What the project is.
pub(super) const PRESENTATION: TextSlot = TextSlot {
    key: "presentation",
    of: |texts| texts.presentation.as_ref(),
    room: room(30, 90, 36),
    prompt: "le projet, pour quelqu'un qui n'en a jamais entendu parler",
};
/// The sentence in a frame.
pub(super) const SYNTHESIS: TextSlot = TextSlot {
    key: "synthese",
    of: |texts| texts.synthesis.as_ref(),
    room: room(1, 30, 30),
    prompt: "en une phrase, ce qu'il faut retenir",
};
/// « En résumé ».
pub(super) const SUMMARY: TextSlot = TextSlot {
    key: "resume",
    of: |texts| texts.summary.as_ref(),
    room: room(20, 60, 36),
    prompt: "ce que montre ce projet, et à quelle condition",
};
/// All four, in the order of the file.
pub(super) const SLOTS: [TextSlot; 4] = [QUESTION, PRESENTATION, SYNTHESIS, SUMMARY];

impl TextSlot {
    /// « À écrire (90 mots au plus) : le projet … ».
    pub fn invitation(&self) -> String {
        invitation(&self.room, self.prompt)
    }
}

/// What stands in the place of a text that is not written.
pub(super) fn invitation(room: &Room, prompt: &str) -> String {
    match room.least {
        0 | 1 => format!("À écrire, {} mots au plus : {prompt}.", room.most),
        least => format!("À écrire, de {least} à {} mots : {prompt}.", room.most),
    }
}

/// Words as a person counts them: what stands between spaces and holds a letter or a digit.
pub(super) fn counted_words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// The first run of signs without a space that is longer than its line, with its length.
pub(super) fn endless_word(text: &str, most: usize) -> Option<(&str, usize)> {
    let mut words = text
        .split_whitespace()
        .map(|word| (word, word.chars().count()));
    words.find(|(_, signs)| *signs > most)
}
