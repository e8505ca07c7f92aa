//! Letters broken into lines, ragged, one line after the other. Knows no survey.

use std::ops::Range;

use typst::layout::{Abs, Em};
use typst::text::Lang;
use typst::utils::Numeric;

use super::face::Letter;

/// A line of letters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Ranks of its letters.
    pub range: Range<usize>,
    /// Its breadth, without the space that ends it, with the hyphen that does.
    pub width: Abs,
    /// Whether a hyphen is to be drawn at its end.
    pub hyphen: bool,
}

/// Where words may be cut.
pub(super) struct Hyphens {
    /// Whether one may be cut after the letter of the same rank.
    after: Vec<bool>,
    /// Breadth of the hyphen.
    advance: Em,
}

/// Breadth of letters on one line.
pub(super) fn breadth(letters: &[Letter], size: Abs) -> Abs {
    letters
        .iter()
        .map(|letter| letter.advance + letter.kern)
        .sum::<Em>()
        .at(size)
}

/// Where a line may end.
struct Chance {
    rank: usize,
    width: Em,
    hyphen: bool,
}

/// The lines of letters, at least one.
///
/// A line ends where the next word no longer fits: after a space, after a hyphen or a slash inside a word, in the middle of a word where
/// `hyphens` allow it, or at a line feed; a word wider than the line is cut.
pub(super) fn broken(
    letters: &[Letter],
    size: Abs,
    room: Abs,
    hyphens: Option<&Hyphens>,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chance: Option<Chance> = None;
    let room = if room.is_finite() {
        Em::from_abs(room, size) + Em::new(1e-6)
    } else {
        Em::new(f64::INFINITY)
    };
    // Where the next letter stands, and where the last one that is seen ends.
    let (mut pen, mut ink) = (Em::zero(), Em::zero());
    let mut rank = 0;
    let line = |range: Range<usize>, width: Em, hyphen: bool| Line {
        range,
        width: width.at(size),
        hyphen,
    };
    while let Some(letter) = letters.get(rank) {
        if letter.char == '\n' {
            lines.push(line(start..rank, ink, false));
            rank += 1;
            (start, pen, ink, chance) = (rank, Em::zero(), Em::zero(), None);
            continue;
        }
        let after = pen + letter.advance;
        if letter.char != ' ' && after > room && rank > start {
            let cut = chance.take().unwrap_or(Chance {
                rank,
                width: ink,
                hyphen: false,
            });
            lines.push(line(start..cut.rank, cut.width, cut.hyphen));
            (start, pen, ink, rank) = (cut.rank, Em::zero(), Em::zero(), cut.rank);
            continue;
        }
        if letter.char != ' ' {
            ink = after;
        }
        pen = after + letter.kern;
        rank += 1;
        let before = letters[start..rank - 1].last();
        if turns_after(before, letter.char, letters.get(rank)) {
            chance = Some(Chance {
                rank,
                width: ink,
                hyphen: false,
            });
        } else if let Some(hyphens) = hyphens
            && hyphens.after.get(rank - 1) == Some(&true)
            && ink + hyphens.advance <= room
        {
            chance = Some(Chance {
                rank,
                width: ink + hyphens.advance,
                hyphen: true,
            });
        }
    }
    lines.push(line(start..letters.len(), ink, false));
    lines
}

/// Whether a line may turn after a sign: a space, a hyphen before a letter, a slash between two.
fn turns_after(before: Option<&Letter>, sign: char, next: Option<&Letter>) -> bool {
    let letter = |of: Option<&Letter>| of.is_some_and(|of| of.char.is_alphabetic());
    match sign {
        ' ' => true,
        '-' => before.is_some() && letter(next),
        '/' => letter(before) && letter(next),
        _ => false,
    }
}

impl Hyphens {
    /// The places between the syllables of words of letters alone; `None` for a language without rules.
    ///
    /// A word with an apostrophe, a figure or a point in it stays whole, as with Typst.
    pub(super) fn of(letters: &[Letter], advance: Em, lang: Lang) -> Option<Self> {
        let code = lang.as_str().as_bytes().try_into().ok()?;
        let lang = hypher::Lang::from_iso(code)?;
        let mut after = vec![false; letters.len()];
        let mut start = 0;
        while start < letters.len() {
            let word = letters[start..]
                .iter()
                .take_while(|letter| of_a_word(letter.char));
            let word: String = word.map(|letter| letter.char).collect();
            let length = word.chars().count();
            if word.chars().all(char::is_alphabetic) {
                let mut end = start;
                for syllable in hypher::hyphenate(&word, lang) {
                    end += syllable.chars().count();
                    if end < start + length {
                        after[end - 1] = true;
                    }
                }
            }
            start += length.max(1);
        }
        Some(Self { after, advance })
    }
}

/// Whether a sign holds a word together.
fn of_a_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '\'' | '’' | '.' | ':' | '·' | '_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letters(text: &str) -> Vec<Letter> {
        text.chars().map(Letter::half_an_em).collect()
    }

    /// The words of each line of a room for so many letters.
    fn set(text: &str, most: u32, cut: bool) -> Vec<String> {
        let letters = letters(text);
        let hyphens = Hyphens::of(&letters, Em::new(0.5), Lang::FRENCH).filter(|_| cut);
        let room = Abs::pt(5.0) * f64::from(most);
        let lines = broken(&letters, Abs::pt(10.0), room, hyphens.as_ref());
        let words = |line: &Line| {
            let its = &letters[line.range.clone()];
            let words: String = its.iter().map(|letter| letter.char).collect();
            words + if line.hyphen { "\u{ad}" } else { "" }
        };
        lines.iter().map(words).collect()
    }

    #[test]
    fn a_line_turns_after_spaces_and_hyphens_but_not_before_figures() {
        assert_eq!(
            set("Peut-être en 2024-2026 et/ou 01/C16", 8, false),
            ["Peut-", "être en ", "2024-202", "6 et/ou ", "01/C16"]
        );
    }

    #[test]
    fn words_are_cut_between_syllables_but_not_with_an_apostrophe() {
        assert_eq!(
            set("l’accompagnement des responsables", 12, true),
            ["l’accompagne", "ment des ", "responsables"]
        );
        assert_eq!(
            set("un accompagnement", 12, true),
            ["un accompa\u{ad}", "gnement"]
        );
    }

    #[test]
    fn a_line_feed_ends_a_line() {
        assert_eq!(set("Seuils\n\nCinq", 12, false), ["Seuils", "", "Cinq"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_letter_is_lost_and_no_line_is_wider_than_its_room(text in "[a-zé '’./-]{0,60}", most in 1..20_u32, cut: bool) {
            let lines = set(&text, most, cut);
            prop_assert_eq!(lines.concat().replace('\u{ad}', ""), text);
            for line in &lines {
                let breadth = line.trim_end_matches(' ').chars().count();
                prop_assert!(breadth <= usize::try_from(most).unwrap_or_default(), "{lines:?}");
            }
        }
    }
}
