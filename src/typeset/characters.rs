//! Makes any text printable: what the fonts do not draw becomes □ and is reported, what acts without being seen is taken out. Rewords nothing.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::embedded;
use super::spacing::{french_spaces, one_full_stop};

/// What stands for a character that the text's faces do not draw.
const UNDRAWABLE: char = '□';

/// The family that sets the text and draws what the titles' has not (`theme.typ`).
const TEXT: &str = "Jalon Sans";

/// One bit a code point, set when every face of the text draws it: words may stand in any of them.
static DRAWN: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut drawn = vec![u64::MAX; 0x11_0000 / 64];
    let fonts = embedded::fonts();
    for font in fonts.iter().filter(|font| font.info().family == TEXT) {
        let mut own = vec![0_u64; drawn.len()];
        for code in font.info().coverage.iter() {
            if let Some(word) = own.get_mut(code as usize / 64) {
                *word |= 1 << (code % 64);
            }
        }
        for (word, own) in drawn.iter_mut().zip(own) {
            *word &= own;
        }
    }
    drawn
});

/// The text as it can be printed, and the characters that were lost on the way, each once, in code order.
///
/// * composed (NFC), lines ended by `\n` alone;
/// * without control characters, direction marks and the other invisible ones (soft hyphens, joiners, variation selectors);
/// * a space the fonts do not have becomes an ordinary one;
/// * private-use characters are taken out, others that a face of the text does not draw become □: both are reported.
///
/// Preparing twice changes nothing more.
pub fn prepare(text: &str) -> (String, Vec<char>) {
    if text.chars().all(is_ready) {
        return (text.into(), Vec::new());
    }
    let mut lost = BTreeSet::new();
    let mut seen = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => seen.push('\n'),
            '\t' => seen.push(' '),
            _ if character.is_control() || is_invisible(character) => {}
            _ if is_private(character) => {
                lost.insert(character);
            }
            _ => seen.push(character),
        }
    }
    let composed = if is_nfc(&seen) {
        seen
    } else {
        seen.nfc().collect()
    };
    let mut printable = String::with_capacity(composed.len());
    for character in composed.chars() {
        printable.push(match character {
            '\n' => '\n',
            _ if is_drawn(character) => character,
            _ if character.is_whitespace() => ' ',
            _ => {
                lost.insert(character);
                UNDRAWABLE
            }
        });
    }
    (printable, lost.into_iter().collect())
}

/// Prepares every string of a document's data in place (not its keys, which are ours), French spaces, apostrophes and full stops included, and tells all
/// that was lost, in code order.
///
/// A string of the data is one line of text: paragraphs are strings of their own, and where an author's line ended there is a space.
pub fn prepare_all(data: &mut Value) -> Vec<char> {
    let mut lost = BTreeSet::new();
    prepare_below(data, &mut lost);
    lost.into_iter().collect()
}

fn prepare_below(data: &mut Value, lost: &mut BTreeSet<char>) {
    match data {
        Value::String(text) => {
            let (printable, gone) = prepare(&french_spaces(&one_full_stop(text)));
            *text = if printable.contains('\n') {
                let lines = printable.lines().map(str::trim);
                let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
                lines.join(" ")
            } else {
                printable
            };
            lost.extend(gone);
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|value| prepare_below(value, lost)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|value| prepare_below(value, lost)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Characters of French print that stand as they are wherever they stand: drawn by the fonts, composed, and seen.
fn is_ready(character: char) -> bool {
    match character {
        '\n' | ' '..='~' => true,
        '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{2027}' | '\u{202f}' | '−' | '≤' | '≥' => {
            character != '\u{ad}' && is_drawn(character)
        }
        _ => false,
    }
}

fn is_drawn(character: char) -> bool {
    let code = character as usize;
    DRAWN
        .get(code / 64)
        .is_some_and(|word| word >> (code % 64) & 1 == 1)
}

/// Characters of Unicode's private areas, which mean something in one font only and which PDF/A-2a forbids.
pub(super) fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Characters that are not drawn but act: direction marks, joiners, soft hyphens, selectors (Unicode: Default_Ignorable_Code_Point), and
/// the object replacement character.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}
